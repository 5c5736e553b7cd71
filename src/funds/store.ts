import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { type ContractRow, contractOf } from '../contracts/store.js'
import type { PlacedParty } from '../groups/party.js'
import { unitName } from '../groups/party-store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, type PageWish } from '../platform/page.js'
import { bigints } from '../platform/sql-lists.js'
import type { FundKind } from './kind.js'
import type { FundFilter, FundRow, NewFund } from './stored.js'

/** A fund is seen where it is kept; a district's own fund by the district, and none by a bank. */
function scoped(scope: Scope): SQL {
	const below = within(scope, { groupId: sql`f.group_id`, communeId: sql`f.commune_id`, lenderId: sql`null::bigint` })
	return scope.kind === 'unit' ? sql`(${below} or f.unit_id = ${scope.unitId}::bigint)` : below
}

/** One fund; a foreign one is as unknown as one that is not there. Locked when it is to be recorded on. */
export async function readFund(tx: Tx, id: string, scope: Scope, lock: 'lock' | 'read'): Promise<FundRow> {
	const found = await tx.execute<Row>(
		sql`${fundSelect} where f.id = ${id}::bigint and ${scoped(scope)} ${lock === 'lock' ? sql`for update of c` : sql``}`,
	)
	const [row] = found.rows
	if (row === undefined) throw new Refusal('fund.not-found')
	return fundOfRow(row)
}

/** Funds by id, as far as the scope reaches. */
export async function listFunds(tx: Tx, filter: FundFilter, scope: Scope, wish: PageWish): Promise<Page<FundRow>> {
	const { kind, groupId, place } = filter
	const conditions = [sql`f.id > ${wish.after?.[0] ?? '0'}::bigint`, scoped(scope)]
	if (kind !== undefined) conditions.push(sql`f.kind = ${kind}`)
	if (groupId !== undefined) conditions.push(sql`f.group_id = ${groupId}::bigint`)
	if (place !== undefined) conditions.push(sql`(f.unit_id = ${place.unitId}::bigint or f.commune_id = any(${bigints(place.communeIds)}))`)
	const found = await tx.execute<Row>(sql`${fundSelect} where ${sql.join(conditions, sql` and `)} order by f.id limit ${wish.limit + 1}`)
	return pageOf(found.rows.map(fundOfRow), wish.limit, ({ contract }) => [contract.id])
}

/** Whether a fund has that code already. */
export async function fundCodeIsTaken(tx: Tx, code: string): Promise<boolean> {
	const found = await tx.execute(sql`select 1 from funds where code = ${code} limit 1`)
	return found.rows.length > 0
}

/** Writes what was opened; a fund without a code of its own is called by its number. */
export async function insertFund(tx: Tx, { id, code, name, kind, purpose, openedOn, keeper, communeId }: NewFund): Promise<void> {
	const [unitId, groupId] = [keeper.kind === 'unit' ? keeper.id : null, keeper.kind === 'group' ? keeper.id : null]
	await tx.execute(sql`insert into funds (id, code, name, kind, purpose, opened_on, unit_id, group_id, commune_id)
		values (${id}::bigint, coalesce(${code}::text, 'QX' || lpad(${id}::text, 8, '0')), ${name}, ${kind}, ${purpose}, ${openedOn}::date,
			${unitId}::bigint, ${groupId}::bigint, ${communeId}::bigint)`)
}

/** A fund with its keeper's name as it is now. */
const fundSelect = sql`select c.id, c.book_id, b.kind as chart, c.version, c.last_on, c.last_recorded_at, c.state,
		f.code, f.name, f.kind, f.purpose, f.opened_on, f.commune_id,
		json_build_object('kind', case when f.unit_id is null then 'group' else 'unit' end, 'id', coalesce(f.unit_id, f.group_id)::text,
			'name', coalesce((select g.name from groups g where g.id = f.group_id), ${unitName(sql`f.unit_id`)}), 'communeId', f.commune_id::text) as keeper
	from contracts c join funds f on f.id = c.id join books b on b.id = c.book_id`

type Row = ContractRow & {
	readonly code: string
	readonly name: string
	readonly kind: FundKind
	readonly purpose: string
	readonly opened_on: CalendarDate
	readonly commune_id: string | null
	readonly keeper: PlacedParty
} & Record<string, unknown>

function fundOfRow(row: Row): FundRow {
	return {
		contract: contractOf(row),
		code: row.code,
		name: row.name,
		kind: row.kind,
		purpose: row.purpose,
		openedOn: row.opened_on,
		keeper: row.keeper,
		communeId: row.commune_id,
	}
}
