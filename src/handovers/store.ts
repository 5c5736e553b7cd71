import { sql } from 'drizzle-orm'
import { must } from '../kernel/assert.js'
import { instantFromDatabase } from '../kernel/instant.js'
import { type Money, moneyFromText } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import type { HandoverRow } from './schemas.js'

export type NewHandover = Omit<HandoverRow, 'id' | 'recordedAt' | 'told'> & {
	readonly told: { readonly loans?: Money | undefined; readonly savings?: Money | undefined }
}

/** Writes what was signed. */
export async function insertHandover(tx: Tx, made: NewHandover): Promise<HandoverRow> {
	const written =
		await tx.execute<Row>(sql`insert into leader_handovers (group_id, "on", from_id, to_id, cash, receipt_books, loans_told, savings_told,
			minutes_no, access_ended, access_begun, note, recorded_at, recorded_by)
		values (${made.groupId}::bigint, ${made.on}::date, ${made.fromId}::bigint, ${made.toId}::bigint, ${String(made.cash)}::numeric,
			${JSON.stringify(made.receiptBooks)}::jsonb, ${made.told.loans?.toString() ?? null}::numeric, ${made.told.savings?.toString() ?? null}::numeric,
			${made.minutesNo}, ${JSON.stringify(made.accessEnded)}::jsonb, ${JSON.stringify(made.accessBegun)}::jsonb, ${made.note}, clock_timestamp(), ${made.recordedBy}::bigint)
		returning ${columns}`)
	return rowOf(must(written.rows[0], 'a handover that was just written'))
}

/** The handovers of a group, the latest first, before a cursor. */
export async function listHandovers(
	tx: Tx,
	groupId: string,
	{ before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<readonly HandoverRow[]> {
	const found = await tx.execute<Row>(sql`select ${columns} from leader_handovers
		where group_id = ${groupId}::bigint and ${before === null ? sql`true` : sql`id < ${before}::bigint`} order by id desc limit ${limit}`)
	return found.rows.map(rowOf)
}

type Row = Omit<HandoverRow, 'cash' | 'told'> & {
	readonly cash: string
	readonly loansTold: string | null
	readonly savingsTold: string | null
} & Record<string, unknown>

const columns = sql`id, group_id as "groupId", "on", from_id as "fromId", to_id as "toId", cash, receipt_books as "receiptBooks",
	loans_told as "loansTold", savings_told as "savingsTold", minutes_no as "minutesNo", access_ended as "accessEnded",
	access_begun as "accessBegun", note, recorded_at as "recordedAt", recorded_by as "recordedBy"`

function rowOf({ loansTold, savingsTold, ...row }: Row): HandoverRow {
	const money = (text: string | null): Money | null => (text === null ? null : moneyFromText(text))
	return {
		...row,
		cash: moneyFromText(row.cash),
		told: { loans: money(loansTold), savings: money(savingsTold) },
		recordedAt: instantFromDatabase(row.recordedAt),
	}
}
