import { sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Tx } from '../platform/database.js'
import type { Certainty } from '../products/template.js'
import type { FormCode } from './catalogue-forms.js'
import type { EnteredLayout } from './layout.js'
import { formLayouts } from './tables.js'

/** A form as it was entered for a lender, or for all. */
export type LayoutLine = {
	readonly id: string
	readonly form: FormCode
	readonly lenderId: string | null
	readonly from: CalendarDate
	readonly layout: EnteredLayout
	readonly source: string
	readonly certainty: Certainty
}

const columns = sql`f.id, f.form, f.lender_id as "lenderId", f.from_on as "from", f.layout, f.source, f.certainty`

/** The line that holds on a day, as it was known at a moment: the lender's own before one for all; null where none was entered. */
export async function readLayout(tx: Tx, form: FormCode, lenderId: string | null, { asOf, knownAt }: Clocks): Promise<LayoutLine | null> {
	const read = await tx.execute<LayoutLine & Record<string, unknown>>(sql`
		select ${columns} from form_layouts f
		where f.form = ${form} and (f.lender_id is null or f.lender_id = ${lenderId}::bigint)
			and f.from_on <= ${asOf}::date and f.recorded_at <= ${knownAt}::timestamptz
		order by f.lender_id is null, f.from_on desc, f.recorded_at desc, f.id desc limit 1`)
	return read.rows[0] ?? null
}

/** Every line of a form that was entered; a bank sees those for all and its own. */
export async function listLayouts(tx: Tx, form: FormCode, scope: Scope): Promise<readonly LayoutLine[]> {
	const read = await tx.execute<LayoutLine & Record<string, unknown>>(sql`
		select ${columns} from form_layouts f where f.form = ${form}
			and ${scope.kind === 'lender' ? sql`(f.lender_id is null or f.lender_id = ${scope.lenderId}::bigint)` : sql`true`}
		order by f.id limit 500`)
	return read.rows
}

/** Enters a line and answers its id. */
export async function insertLayout(tx: Tx, { from, ...line }: Omit<LayoutLine, 'id'>, recordedBy: string): Promise<string> {
	const made = await tx
		.insert(formLayouts)
		.values({ ...line, fromOn: from, recordedBy })
		.returning({ id: formLayouts.id })
	return String(made[0]?.id)
}
