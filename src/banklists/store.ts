import { type SQL, sql } from 'drizzle-orm'
import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { instantFromDatabase } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import type { KeptRow, KeptTotal } from './kept.js'
import type { ListColumn, Mapping } from './mapping.js'

/** A kept list without its rows. */
export type ListRow = {
	readonly id: string
	readonly lenderId: string
	readonly asOf: CalendarDate
	readonly fileName: string
	readonly sha256: string
	readonly bytes: number
	readonly headingLine: number
	readonly columns: readonly ListColumn[]
	readonly rows: number
	readonly passed: number
	readonly totals: readonly KeptTotal[]
	readonly agrees: boolean | null
	readonly receivedBy: string
	readonly receivedAt: string
}

export type NewList = Omit<ListRow, 'id' | 'receivedAt'> & { readonly readAs: string }

const columns = sql.raw(`l.id, l.lender_id as "lenderId", l.as_of as "asOf", l.file_name as "fileName", l.sha256, l.bytes,
	l.heading_line as "headingLine", l.columns, l.rows, l.passed, l.totals, l.agrees, l.received_by as "receivedBy", l.received_at as "receivedAt"`)

/** A bank knows its own lists. A list names people of the whole province: an officer of a unit knows those that she handed in. */
function scoped({ scope, userId }: Pick<Asker, 'scope' | 'userId'>): SQL {
	if (scope.kind === 'all') return sql`true`
	if (scope.kind === 'lender') return sql`l.lender_id = ${scope.lenderId}::bigint`
	return scope.kind === 'unit' ? sql`l.received_by = ${userId}::bigint` : sql`false`
}

/** Keeps a list; null where it is there already. */
export async function insertList(tx: Tx, made: NewList): Promise<ListRow | null> {
	const written =
		await tx.execute<ListRow>(sql`insert into bank_lists as l (lender_id, as_of, file_name, sha256, bytes, heading_line, columns, read_as, rows,
			passed, totals, agrees, received_by, received_at)
		values (${made.lenderId}::bigint, ${made.asOf}::date, ${made.fileName}, ${made.sha256}, ${made.bytes}, ${made.headingLine},
			${JSON.stringify(made.columns)}::jsonb, ${made.readAs}, ${made.rows}, ${made.passed}, ${JSON.stringify(made.totals)}::jsonb,
			${made.agrees}, ${made.receivedBy}::bigint, clock_timestamp())
		on conflict (lender_id, as_of, sha256, read_as) do nothing returning ${columns}`)
	const [row] = written.rows
	return row === undefined ? null : rowOf(row)
}

/** Writes the rows of a list, all in one statement. */
export async function insertRows(
	tx: Tx,
	listId: string,
	rows: readonly { readonly line: number; readonly told: KeptRow }[],
): Promise<void> {
	await tx.execute(sql`insert into bank_list_rows (list_id, line, told)
		select ${listId}::bigint, r.line, r.told from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, told jsonb)`)
}

/** The list of the same file, day and reading. */
export async function readSame(tx: Tx, { lenderId, asOf, sha256, readAs }: NewList): Promise<ListRow> {
	const found = await tx.execute<ListRow>(sql`select ${columns} from bank_lists l where l.lender_id = ${lenderId}::bigint
		and l.as_of = ${asOf}::date and l.sha256 = ${sha256} and l.read_as = ${readAs}`)
	return rowOf(must(found.rows[0], 'a list that was there'))
}

/** One list; another bank's is as unknown as one that is not there. */
export async function readList(tx: Tx, id: string, asker: Asker): Promise<ListRow> {
	const found = await tx.execute<ListRow>(sql`select ${columns} from bank_lists l where l.id = ${id}::bigint and ${scoped(asker)}`)
	const [row] = found.rows
	if (row === undefined) throw new Refusal('bank-list.not-found')
	return rowOf(row)
}

/** The lists of a lender, the latest received first, before a cursor. */
export async function listLists(
	tx: Tx,
	lenderId: string,
	asker: Asker,
	{ before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<readonly ListRow[]> {
	const found =
		await tx.execute<ListRow>(sql`select ${columns} from bank_lists l where l.lender_id = ${lenderId}::bigint and ${scoped(asker)}
		and ${before === null ? sql`true` : sql`l.id < ${before}::bigint`} order by l.id desc limit ${limit}`)
	return found.rows.map(rowOf)
}

/** The rows of a list after a line: at most `limit`. */
export async function readListRows(
	tx: Tx,
	listId: string,
	after: number,
	limit: number,
): Promise<readonly { readonly line: number; readonly told: KeptRow }[]> {
	const found = await tx.execute<{ line: number; told: KeptRow }>(sql`select r.line, r.told from bank_list_rows r
		where r.list_id = ${listId}::bigint and r.line > ${after} order by r.line limit ${limit}`)
	return found.rows
}

/** What the headers of a lender's lists were last said to stand for; nothing where nobody said. */
export async function readMapping(tx: Tx, lenderId: string): Promise<Mapping> {
	const found = await tx.execute<{ mapping: Mapping }>(sql`select m.mapping from bank_list_mappings m
		where m.lender_id = ${lenderId}::bigint order by m.id desc limit 1`)
	return found.rows[0]?.mapping ?? []
}

export async function insertMapping(tx: Tx, lenderId: string, mapping: Mapping, recordedBy: string): Promise<void> {
	await tx.execute(sql`insert into bank_list_mappings (lender_id, mapping, recorded_by, recorded_at)
		values (${lenderId}::bigint, ${JSON.stringify(mapping)}::jsonb, ${recordedBy}::bigint, clock_timestamp())`)
}

function rowOf(row: ListRow): ListRow {
	return { ...row, receivedAt: instantFromDatabase(row.receivedAt) }
}
