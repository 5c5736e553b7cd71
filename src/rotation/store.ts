import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { type ContractRow, contractOf } from '../contracts/store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { CircleFilter, CircleRow, NewCircle, PersonWithAge } from './stored.js'

/** A circle is where its group is now. It is no lender's: a bank sees none. */
const scoped = (scope: Scope): SQL =>
	within(scope, { groupId: sql`o.group_id`, communeId: sql`coalesce(g.commune_id, o.commune_id)`, lenderId: sql`null::bigint` })

const circleSelect = sql`select c.id, c.book_id, b.kind as chart, c.version, c.last_on, c.last_recorded_at, c.state,
	o.code, o.name, o.group_id, coalesce(g.commune_id, o.commune_id) as commune_id, o.organiser_id, o.organiser_name, o.opened_on, o.agreement_no, o.terms
	from contracts c join circles o on o.id = c.id join books b on b.id = c.book_id left join groups g on g.id = o.group_id`

/** One circle, locked where it is to be recorded on; a foreign one is as unknown as one that is not there. */
export async function readCircle(tx: Tx, id: string, scope: Scope, lock: 'lock' | 'read'): Promise<CircleRow> {
	const found = await tx.execute<Row>(
		sql`${circleSelect} where c.id = ${id}::bigint and ${scoped(scope)} ${lock === 'lock' ? sql`for update of c` : sql``}`,
	)
	const [row] = found.rows
	if (row === undefined) throw new Refusal('rotation.not-found')
	return circleOfRow(row)
}

/** Circles by id from a cursor on: at most `limit`. */
export async function listCircles(tx: Tx, filter: CircleFilter, scope: Scope, after: string, limit: number): Promise<readonly CircleRow[]> {
	const conditions = [scoped(scope), sql`c.id > ${after}::bigint`]
	if (filter.status !== undefined) conditions.push(sql`c.state ->> 'status' = ${filter.status}`)
	if (filter.groupId !== undefined) conditions.push(sql`o.group_id = ${filter.groupId}::bigint`)
	if (filter.memberId !== undefined) {
		const seat = JSON.stringify({ seats: [{ memberId: filter.memberId }] })
		conditions.push(sql`c.state @> ${seat}::jsonb`)
	}
	const found = await tx.execute<Row>(sql`${circleSelect} where ${sql.join(conditions, sql` and `)} order by c.id limit ${limit}`)
	return found.rows.map(circleOfRow)
}

/** Writes what was agreed; a circle without a code of its own is called by its number. */
export async function insertCircle(tx: Tx, made: NewCircle): Promise<void> {
	await tx.execute(sql`insert into circles (id, code, name, group_id, commune_id, organiser_id, organiser_name, opened_on, agreement_no, terms)
		values (${made.id}::bigint, coalesce(${made.code}::text, 'HO' || lpad(${made.id}::text, 6, '0')), ${made.name}, ${made.groupId}::bigint, ${made.communeId}::bigint,
			${made.organiserId}::bigint, ${made.organiserName}, ${made.openedOn}::date, ${made.agreementNo}::text, ${JSON.stringify(made.terms)}::jsonb)`)
}

/** Whether a circle has that code already. */
export async function circleCodeIsTaken(tx: Tx, code: string): Promise<boolean> {
	return (await tx.execute(sql`select 1 from circles where code = ${code} limit 1`)).rows.length > 0
}

/** How many circles that were open on a day the organiser of one runs, wherever they are; by her id, or by her name in the commune. */
export async function countCirclesOf(
	tx: Tx,
	circle: Pick<CircleRow, 'organiserId' | 'organiserName' | 'communeId'>,
	on: CalendarDate,
): Promise<number> {
	const hers =
		circle.organiserId === null
			? sql`o.organiser_id is null and lower(o.organiser_name) = lower(${circle.organiserName}) and o.commune_id = ${circle.communeId}::bigint`
			: sql`o.organiser_id = ${circle.organiserId}::bigint`
	const counted = await tx.execute<{ count: number }>(sql`select count(*)::int as count from circles o join contracts c on c.id = o.id
		where ${hers} and o.opened_on <= ${on}::date and coalesce(c.state ->> 'closedOn', '9999-12-31') > ${on}`)
	return counted.rows[0]?.count ?? 0
}

/** The people of some circles, by id. */
export async function readPeople(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, PersonWithAge>> {
	const found = await tx.execute<{ id: string; code: string; name: string; bornOn: CalendarDate | null; birthYear: number | null }>(
		sql`select m.id, m.code, m.name, m.born_on as "bornOn", m.birth_year as "birthYear" from members m where m.id = any(${bigints(ids)})`,
	)
	return new Map(found.rows.map((row) => [row.id, row]))
}

/** What a commune was called on a day. */
export async function readCommuneName(tx: Tx, id: string, on: CalendarDate): Promise<string> {
	const found = await tx.execute<{ name: string }>(sql`select v.label || ' ' || v.name as name from unit_versions v
		where v.unit_id = ${id}::bigint order by (v.valid_from <= ${on}::date) desc, abs(v.valid_from - ${on}::date) limit 1`)
	return found.rows[0]?.name ?? ''
}

type Row = ContractRow & {
	readonly code: string
	readonly name: string
	readonly group_id: string | null
	readonly commune_id: string
	readonly organiser_id: string | null
	readonly organiser_name: string
	readonly opened_on: CalendarDate
	readonly agreement_no: string | null
	readonly terms: Record<string, unknown>
} & Record<string, unknown>

function circleOfRow(row: Row): CircleRow {
	return {
		contract: contractOf(row),
		code: row.code,
		name: row.name,
		groupId: row.group_id,
		communeId: row.commune_id,
		organiserId: row.organiser_id,
		organiserName: row.organiser_name,
		openedOn: row.opened_on,
		agreementNo: row.agreement_no,
		terms: row.terms,
	}
}
