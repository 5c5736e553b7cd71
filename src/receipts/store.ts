import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { type ContractRow, contractOf } from '../contracts/store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { Numbered } from './serial.js'
import type { BookRow } from './stored.js'

const reached = (scope: Scope): SQL => within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })

const bookSelect = sql`select c.id, c.book_id, b.kind as chart, c.version, c.last_on, greatest(c.last_recorded_at, 'epoch') as last_recorded_at, c.state,
	q.series, q.series_key, q.first, q.last, q.width, q.group_id, g.code as group_code, g.name as group_name, g.closed_on as group_closed_on
	from receipt_books q join contracts c on c.id = q.id join books b on b.id = c.book_id join groups g on g.id = q.group_id`

export type BookFilter = {
	readonly groupId?: string | undefined
	readonly seriesKey?: string | undefined
	readonly communeIds?: readonly string[] | undefined
}

/** The books that the filter and the scope let through, by id from a cursor on. */
export async function listBooks(
	tx: Tx,
	filter: BookFilter,
	scope: Scope,
	{ after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly BookRow[]> {
	const conditions = [sql`c.id > ${after}::bigint`, reached(scope)]
	if (filter.groupId !== undefined) conditions.push(sql`q.group_id = ${filter.groupId}::bigint`)
	if (filter.seriesKey !== undefined) conditions.push(sql`q.series_key = ${filter.seriesKey}`)
	if (filter.communeIds !== undefined) conditions.push(sql`g.commune_id = any(${bigints(filter.communeIds)})`)
	const found = await tx.execute<Row>(sql`${bookSelect} where ${sql.join(conditions, sql` and `)} order by c.id limit ${limit}`)
	return found.rows.map(rowOf)
}

/** One book within the scope; null where it is foreign or unknown. */
export async function readBookRow(tx: Tx, id: string, scope: Scope, lock: 'lock' | 'read'): Promise<BookRow | null> {
	const found = await tx.execute<Row>(
		sql`${bookSelect} where c.id = ${id}::bigint and ${reached(scope)} ${lock === 'lock' ? sql`for update of c` : sql``}`,
	)
	return found.rows[0] === undefined ? null : rowOf(found.rows[0])
}

/** All books of some groups, and those of any group that numbers with a series are of. */
export async function findShelves(tx: Tx, groupIds: readonly string[], numbers: readonly Numbered[]): Promise<readonly BookRow[]> {
	const found = await tx.execute<Row>(sql`${bookSelect} where q.group_id = any(${bigints(groupIds)})
		or exists (select from jsonb_to_recordset(${JSON.stringify(numbers)}::jsonb) as n ("seriesKey" text, serial bigint)
			where n."seriesKey" = q.series_key and n.serial between q.first and q.last)
		order by c.id`)
	return found.rows.map(rowOf)
}

/** Books locked in the order of their ids. */
export async function lockBooks(tx: Tx, ids: readonly string[]): Promise<readonly BookRow[]> {
	const found = await tx.execute<Row>(sql`${bookSelect} where c.id = any(${bigints(ids)}) order by c.id for update of c`)
	return found.rows.map(rowOf)
}

/** The books of a group, locked in the order of their ids. */
export async function lockBooksOf(tx: Tx, groupId: string): Promise<readonly BookRow[]> {
	const found = await tx.execute<Row>(sql`${bookSelect} where q.group_id = ${groupId}::bigint order by c.id for update of c`)
	return found.rows.map(rowOf)
}

/** Holds a series while a book of it is issued, and finds a book that has some of the serials already. */
export async function findOverlap(tx: Tx, seriesKey: string, first: number, last: number): Promise<BookRow | null> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`receipt series ${seriesKey}`}, 0))`)
	const found = await tx.execute<Row>(
		sql`${bookSelect} where q.series_key = ${seriesKey} and q.first <= ${last} and q.last >= ${first} limit 1`,
	)
	return found.rows[0] === undefined ? null : rowOf(found.rows[0])
}

export type NewBook = Pick<BookRow, 'series' | 'seriesKey' | 'first' | 'last' | 'width' | 'groupId'> & { readonly id: string }

/** Writes what was issued. */
export async function insertBook(tx: Tx, made: NewBook): Promise<void> {
	await tx.execute(sql`insert into receipt_books (id, series, series_key, first, last, width, group_id)
		values (${made.id}::bigint, ${made.series}, ${made.seriesKey}, ${made.first}, ${made.last}, ${made.width}, ${made.groupId}::bigint)`)
}

/** Who could keep a group's receipts on a day, as far as the scope reaches; null where the group is foreign or unknown. */
export async function readCommittee(
	tx: Tx,
	groupId: string,
	on: CalendarDate,
	scope: Scope,
): Promise<{ readonly leaderId: string | null; readonly deputyId: string | null } | null> {
	const holder = (role: 'leader' | 'deputy') => sql`(select s.member_id from memberships s where s.group_id = g.id and s.role = ${role}
		and s.from_on <= ${on}::date and (s.to_on is null or s.to_on >= ${on}::date) limit 1)`
	const found = await tx.execute<{
		leaderId: string | null
		deputyId: string | null
	}>(sql`select ${holder('leader')} as "leaderId", ${holder('deputy')} as "deputyId"
		from groups g where g.id = ${groupId}::bigint and ${reached(scope)}`)
	return found.rows[0] ?? null
}

type Row = ContractRow & {
	readonly series: string
	readonly series_key: string
	readonly first: string
	readonly last: string
	readonly width: number
	readonly group_id: string
	readonly group_code: string
	readonly group_name: string
	readonly group_closed_on: CalendarDate | null
} & Record<string, unknown>

function rowOf(row: Row): BookRow {
	return {
		contract: contractOf(row),
		series: row.series,
		seriesKey: row.series_key,
		first: Number(row.first),
		last: Number(row.last),
		width: row.width,
		groupId: row.group_id,
		groupCode: row.group_code,
		groupName: row.group_name,
		groupClosedOn: row.group_closed_on,
	}
}
