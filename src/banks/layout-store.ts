import { sql } from 'drizzle-orm'
import type { Clocks } from '../contracts/knowledge.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import type { Certainty } from '../products/template.js'
import type { LayoutColumn } from './layout.js'
import { bankLayouts } from './tables.js'

/** A layout as it was entered for a lender. */
export type LayoutLine = {
	readonly id: string
	readonly from: CalendarDate
	readonly columns: readonly LayoutColumn[]
	readonly source: string
	readonly certainty: Certainty
	readonly recordedAt: Instant
	readonly recordedBy: string
}
type Read = Omit<LayoutLine, 'recordedAt'> & { readonly recordedAt: string } & Record<string, unknown>

const columns = sql`y.id, y.from_on as "from", y.columns, y.source, y.certainty, y.recorded_at as "recordedAt", y.recorded_by as "recordedBy"`

/** The line that holds on a day, as it was known at a moment; null where the program's own holds. */
export async function readLayout(tx: Tx, lenderId: string, { asOf, knownAt }: Clocks): Promise<LayoutLine | null> {
	const read = await tx.execute<Read>(sql`
		select ${columns} from bank_layouts y
		where y.lender_id = ${lenderId}::bigint and y.from_on <= ${asOf}::date and y.recorded_at <= ${knownAt}::timestamptz
		order by y.from_on desc, y.recorded_at desc, y.id desc limit 1`)
	return read.rows.map(lineOf)[0] ?? null
}

/** Every line of a lender that was entered, in that order. */
export async function listLayouts(tx: Tx, lenderId: string, knownAt: Instant): Promise<readonly LayoutLine[]> {
	const read = await tx.execute<Read>(sql`
		select ${columns} from bank_layouts y
		where y.lender_id = ${lenderId}::bigint and y.recorded_at <= ${knownAt}::timestamptz order by y.id limit 500`)
	return read.rows.map(lineOf)
}

/** Enters a line and answers its id. */
export async function insertLayout(
	tx: Tx,
	{ from, ...line }: Pick<LayoutLine, 'from' | 'columns' | 'source' | 'certainty' | 'recordedBy'> & { readonly lenderId: string },
): Promise<string> {
	const made = await tx
		.insert(bankLayouts)
		.values({ ...line, fromOn: from })
		.returning({ id: bankLayouts.id })
	return String(made[0]?.id)
}

function lineOf({ recordedAt, ...line }: Read): LayoutLine {
	return { ...line, recordedAt: instantFromDatabase(recordedAt) }
}
