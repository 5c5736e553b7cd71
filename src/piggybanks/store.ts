import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { type ContractRow, contractOf } from '../contracts/store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { moneyFromText } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { GroupThen, NewPiggyBank, PiggyBankFilter, PiggyBankRow } from './stored.js'

/** No bank holds what is in them: who works for one sees none. */
export const scoped = (scope: Scope): SQL =>
	within(scope, { groupId: sql`p.group_id`, communeId: sql`g.commune_id`, lenderId: sql`null::bigint` })

const piggyBankSelect = sql`select c.id, c.book_id, b.kind as chart, c.version, c.last_on, c.last_recorded_at, c.state,
	p.code, p.group_id, p.commune_id, p.member_id, m.name as member_name, p.year, p.target, p.started_on, p.opens_on
	from contracts c join piggy_banks p on p.id = c.id join books b on b.id = c.book_id join groups g on g.id = p.group_id
		left join members m on m.id = p.member_id`

/** The piggy banks with these ids that the asker may see, locked in the order of their ids when they are to be recorded on. */
export async function readPiggyBanks(
	tx: Tx,
	ids: readonly string[],
	scope: Scope,
	lock: 'lock' | 'read',
): Promise<readonly PiggyBankRow[]> {
	const found = await tx.execute<Row>(
		sql`${piggyBankSelect} where c.id = any(${bigints(ids)}) and ${scoped(scope)} order by c.id ${lock === 'lock' ? sql`for update of c` : sql``}`,
	)
	return found.rows.map(piggyBankOfRead)
}

/** One piggy bank; a foreign one is as unknown as one that is not there. */
export async function readPiggyBank(tx: Tx, id: string, scope: Scope, lock: 'lock' | 'read'): Promise<PiggyBankRow> {
	const [row] = await readPiggyBanks(tx, [id], scope, lock)
	if (row === undefined) throw new Refusal('piggy-bank.not-found')
	return row
}

/** Piggy banks by id from a cursor on: at most `limit`. */
export async function listPiggyBanks(
	tx: Tx,
	filter: PiggyBankFilter,
	scope: Scope,
	after: string,
	limit: number,
): Promise<readonly PiggyBankRow[]> {
	const conditions = [sql`c.id > ${after}::bigint`, scoped(scope)]
	if (filter.groupId !== undefined) conditions.push(sql`p.group_id = ${filter.groupId}::bigint`)
	if (filter.memberId !== undefined) conditions.push(sql`p.member_id = ${filter.memberId}::bigint`)
	if (filter.year !== undefined) conditions.push(sql`p.year = ${filter.year}`)
	if (filter.status !== undefined) conditions.push(sql`c.state ->> 'status' = ${filter.status}`)
	const found = await tx.execute<Row>(sql`${piggyBankSelect} where ${sql.join(conditions, sql` and `)} order by c.id limit ${limit}`)
	return found.rows.map(piggyBankOfRead)
}

/** The group with its members on a day, where it was there then and within reach; held, so that nobody starts the same twice. */
export async function lockGroupThen(tx: Tx, groupId: string, on: CalendarDate, scope: Scope): Promise<GroupThen | null> {
	const reached = within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`null::bigint` })
	const found = await tx.execute<{ communeId: string } & Record<string, unknown>>(sql`select g.commune_id as "communeId" from groups g
		where g.id = ${groupId}::bigint and g.established_on <= ${on}::date and (g.closed_on is null or g.closed_on >= ${on}::date) and ${reached}
		for no key update`)
	const [group] = found.rows
	if (group === undefined) return null
	const inIt = await tx.execute<{ memberId: string }>(sql`select distinct s.member_id as "memberId" from memberships s
		where s.group_id = ${groupId}::bigint and s.from_on <= ${on}::date and (s.to_on is null or s.to_on >= ${on}::date)
		order by s.member_id limit 1000`)
	return { communeId: group.communeId, memberIds: inIt.rows.map(({ memberId }) => memberId) }
}

/** Writes what was agreed; each is called by its number. */
export async function insertPiggyBanks(tx: Tx, made: readonly NewPiggyBank[]): Promise<void> {
	await tx.$client.query({
		name: 'piggy-banks-insert',
		text: `insert into piggy_banks (id, code, group_id, commune_id, member_id, year, target, started_on, opens_on)
			select id, 'LN' || lpad(id::text, 8, '0'), group_id, commune_id, member_id, year, target, started_on, opens_on
			from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[], $6::numeric[], $7::date[], $8::date[])
				as g (id, group_id, commune_id, member_id, year, target, started_on, opens_on)`,
		values: [
			made.map(({ id }) => id),
			made.map(({ groupId }) => groupId),
			made.map(({ communeId }) => communeId),
			made.map(({ memberId }) => memberId),
			made.map(({ year }) => year),
			made.map(({ target }) => target.toString()),
			made.map(({ startedOn }) => startedOn),
			made.map(({ opensOn }) => opensOn),
		],
	})
}

type Row = ContractRow & {
	readonly code: string
	readonly group_id: string
	readonly commune_id: string
	readonly member_id: string | null
	readonly member_name: string | null
	readonly year: number
	readonly target: string
	readonly started_on: CalendarDate
	readonly opens_on: CalendarDate
} & Record<string, unknown>

function piggyBankOfRead(row: Row): PiggyBankRow {
	return {
		contract: contractOf(row),
		code: row.code,
		groupId: row.group_id,
		communeId: row.commune_id,
		memberId: row.member_id,
		memberName: row.member_name,
		year: row.year,
		target: moneyFromText(row.target),
		startedOn: row.started_on,
		opensOn: row.opens_on,
	}
}
