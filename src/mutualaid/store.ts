import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { type ContractRow, contractOf } from '../contracts/store.js'
import type { PartyKind, PlacedParty } from '../groups/party.js'
import { unitName } from '../groups/party-store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { moneyFromText } from '../kernel/money.js'
import type { Measure } from '../kernel/quantity.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, type PageWish } from '../platform/page.js'
import { bigints } from '../platform/sql-lists.js'
import type { AidMode } from './event.js'
import type { AidFilter, AidRow, NewAid } from './stored.js'
import { aidActs } from './tables.js'

/** An act is seen where it happened, and by the group that it is of; it is no bank's. */
export function scoped(scope: Scope): SQL {
	return within(scope, { groupId: sql`a.group_id`, communeId: sql`a.commune_id`, lenderId: sql`null::bigint` })
}

/** One act; a foreign one is as unknown as one that is not there. Locked when it is to be recorded on. */
export async function readAid(tx: Tx, id: string, scope: Scope, lock: 'lock' | 'read'): Promise<AidRow> {
	const found = await tx.execute<Row>(
		sql`${aidSelect} where a.id = ${id}::bigint and ${scoped(scope)} ${lock === 'lock' ? sql`for update of c` : sql``}`,
	)
	const [row] = found.rows
	if (row === undefined) throw new Refusal('aid.not-found')
	return aidOfRow(row)
}

/** The acts with these ids, in the order of their ids. */
export async function readAidActs(tx: Tx, ids: readonly string[]): Promise<readonly AidRow[]> {
	const found = await tx.execute<Row>(sql`${aidSelect} where a.id = any(${bigints(ids)}) order by a.id`)
	return found.rows.map(aidOfRow)
}

/** Acts by id, as far as the scope reaches. */
export async function listAid(tx: Tx, filter: AidFilter, scope: Scope, wish: PageWish): Promise<Page<AidRow>> {
	const { unit, status, programme, memberId, groupId, communeIds } = filter
	const conditions = [sql`a.id > ${wish.after?.[0] ?? '0'}::bigint`, scoped(scope)]
	if (unit !== undefined) conditions.push(sql`a.unit = ${unit}`)
	if (status !== undefined) conditions.push(sql`c.state ->> 'status' = ${status}`)
	if (programme !== undefined) conditions.push(sql`a.programme = ${programme}`)
	if (memberId !== undefined) conditions.push(sql`${memberId}::bigint in (a.giver_member_id, a.receiver_member_id)`)
	if (groupId !== undefined) conditions.push(sql`${groupId}::bigint in (a.giver_group_id, a.receiver_group_id)`)
	if (communeIds !== undefined) conditions.push(sql`a.commune_id = any(${bigints(communeIds)})`)
	const found = await tx.execute<Row>(sql`${aidSelect} where ${sql.join(conditions, sql` and `)} order by a.id limit ${wish.limit + 1}`)
	return pageOf(found.rows.map(aidOfRow), wish.limit, ({ contract }) => [contract.id])
}

/** Writes what was entered; its code comes of its number. */
export async function insertAid(tx: Tx, made: readonly NewAid[]): Promise<void> {
	await tx.insert(aidActs).values(
		made.map(({ id, giver, receiver, ...act }) => ({
			...act,
			id: BigInt(id),
			giverMemberId: idOf(giver, 'member'),
			giverGroupId: idOf(giver, 'group'),
			giverUnitId: idOf(giver, 'unit'),
			giverName: giver.kind === 'other' ? giver.name : null,
			receiverMemberId: idOf(receiver, 'member'),
			receiverGroupId: idOf(receiver, 'group'),
			receiverUnitId: idOf(receiver, 'unit'),
			receiverName: receiver.kind === 'other' ? receiver.name : null,
		})),
	)
}

/** An act with the parties' names as they are now. */
const aidSelect = sql`select c.id, c.book_id, b.kind as chart, c.version, c.last_on, c.last_recorded_at, c.state,
		a.code, a.mode, a.unit, a.goods, a.purpose, a.programme, a."on", a.commune_id, a.group_id, a.value, ${party('giver')}, ${party('receiver')}
	from contracts c join aid_acts a on a.id = c.id join books b on b.id = c.book_id`

function party(side: 'giver' | 'receiver'): SQL {
	const [member, group, unit, name] = ['member_id', 'group_id', 'unit_id', 'name'].map((column) => sql.raw(`a.${side}_${column}`))
	return sql`json_build_object(
		'kind', case when ${member} is not null then 'member' when ${group} is not null then 'group' when ${unit} is not null then 'unit' else 'other' end,
		'id', coalesce(${member}, ${group}, ${unit})::text,
		'name', coalesce(${name}, (select m.name from members m where m.id = ${member}), (select g.name from groups g where g.id = ${group}),
			${unitName(unit ?? sql`null`)}),
		'communeId', null) as ${sql.raw(side)}`
}

type Row = ContractRow & {
	readonly code: string
	readonly mode: AidMode
	readonly unit: Measure
	readonly goods: string | null
	readonly purpose: string
	readonly programme: string | null
	readonly on: CalendarDate
	readonly commune_id: string
	readonly group_id: string | null
	readonly value: string | null
	readonly giver: PlacedParty
	readonly receiver: PlacedParty
} & Record<string, unknown>

function aidOfRow(row: Row): AidRow {
	return {
		contract: contractOf(row),
		code: row.code,
		mode: row.mode,
		unit: row.unit,
		goods: row.goods,
		purpose: row.purpose,
		programme: row.programme,
		on: row.on,
		giver: row.giver,
		receiver: row.receiver,
		communeId: row.commune_id,
		groupId: row.group_id,
		value: row.value === null ? null : moneyFromText(row.value),
	}
}

function idOf({ kind, id }: PlacedParty, wanted: PartyKind): string | null {
	return kind === wanted ? id : null
}
