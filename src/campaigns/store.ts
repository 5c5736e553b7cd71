import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { type ContractRow, contractOf } from '../contracts/store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { AccountDeposits, ByAccount, CampaignRow, NewCampaign } from './stored.js'

/** A bank knows its own campaigns, the offices all of them; what a unit counted is kept from others where it is read. */
function scoped(scope: Scope): SQL {
	if (scope.kind === 'lender') return sql`k.lender_id = ${scope.lenderId}::bigint`
	return scope.kind === 'groups' ? sql`false` : sql`true`
}

const campaignSelect = sql`select c.id, c.book_id, b.kind as chart, c.version, c.last_on, c.last_recorded_at, c.state,
	k.name, k.lender_id, k.from_on, k.to_on, k.by_account, k.note
	from contracts c join campaigns k on k.id = c.id join books b on b.id = c.book_id`

/** One campaign, locked when it is to be recorded on; another bank's is as unknown as one that is not there. */
export async function readCampaign(tx: Tx, id: string, scope: Scope, lock: 'lock' | 'read'): Promise<CampaignRow> {
	const found = await tx.execute<Row>(
		sql`${campaignSelect} where c.id = ${id}::bigint and ${scoped(scope)} ${lock === 'lock' ? sql`for update of c` : sql``}`,
	)
	const [row] = found.rows
	if (row === undefined) throw new Refusal('campaign.not-found')
	return campaignOfRead(row)
}

/** Campaigns by id from a cursor on: at most `limit`. */
export async function listCampaigns(
	tx: Tx,
	filter: { readonly lenderId?: string | undefined },
	scope: Scope,
	after: string,
	limit: number,
): Promise<readonly CampaignRow[]> {
	const lender = filter.lenderId === undefined ? sql`true` : sql`k.lender_id = ${filter.lenderId}::bigint`
	const found = await tx.execute<Row>(
		sql`${campaignSelect} where c.id > ${after}::bigint and ${lender} and ${scoped(scope)} order by c.id limit ${limit}`,
	)
	return found.rows.map(campaignOfRead)
}

export async function insertCampaign(tx: Tx, { id, name, lenderId, from, to, byAccount, note }: NewCampaign): Promise<void> {
	await tx.execute(sql`insert into campaigns (id, name, lender_id, from_on, to_on, by_account, note)
		values (${id}::bigint, ${name}, ${lenderId}::bigint, ${from}, ${to}, ${byAccount === null ? null : JSON.stringify(byAccount)}::jsonb, ${note})`)
}

/** The units of which an asker tells and hears: hers, and those below it; null where it is all of them. */
export async function unitsReached(tx: Tx, scope: Scope): Promise<ReadonlySet<string> | null> {
	if (scope.kind === 'groups') return new Set()
	if (scope.kind !== 'unit') return null
	const below = await tx.execute<{ id: string }>(sql`select distinct v.unit_id as id from unit_versions v
		where v.parent_id = ${scope.unitId}::bigint limit 20000`)
	return new Set([scope.unitId, ...scope.communeIds, ...below.rows.map(({ id }) => id)])
}

/** How many of these savings products are the lender's. */
export async function countProductsOf(tx: Tx, lenderId: string, productIds: readonly string[]): Promise<number> {
	const found = await tx.execute<{ count: number }>(sql`select count(*)::int as count from savings_products p
		where p.id = any(${bigints(productIds)}) and p.lender_id = ${lenderId}::bigint`)
	return found.rows[0]?.count ?? 0
}

export type DepositQuestion = {
	readonly productIds: readonly string[]
	readonly communeIds: readonly string[]
	readonly from: CalendarDate
	readonly to: CalendarDate
	readonly knownAt: Instant
}

/** What accounts of some products received on some days, as it was known then, by the commune in which each account was on the day. */
export async function sumDeposits(
	tx: Tx,
	{ productIds, communeIds, from, to, knownAt }: DepositQuestion,
): Promise<readonly AccountDeposits[]> {
	const stands = (id: string, seq: string): SQL => sql`not exists (select from events r
		where r.contract_id = ${sql.raw(id)} and r.reverses = ${sql.raw(seq)} and r.recorded_at <= ${knownAt}::timestamptz)`
	const read = await tx.execute<{ communeId: string; amount: string; depositors: number }>(sql`
		select place.commune_id as "communeId", sum(e.amount) as amount, count(distinct a.member_id)::int as depositors
		from savings_accounts a join events e on e.contract_id = a.id cross join lateral (
			select p.commune_id from savings_places p where p.account_id = a.id
				and (p.event_seq = 1 or (p."on" <= e."on" and p.recorded_at <= ${knownAt}::timestamptz)) and ${stands('a.id', 'p.event_seq')}
			order by p."on" desc, p.event_seq desc limit 1
		) place
		where a.product_id = any(${bigints(productIds)}) and e.type = 'deposited' and e."on" between ${from}::date and ${to}::date
			and e.recorded_at <= ${knownAt}::timestamptz and ${stands('e.contract_id', 'e.seq')} and place.commune_id = any(${bigints(communeIds)})
		group by place.commune_id limit 100000`)
	return read.rows.map(({ communeId, amount, depositors }) => ({ communeId, amount: moneyFromText(amount), depositors }))
}

type Row = ContractRow & {
	readonly name: string
	readonly lender_id: string
	readonly from_on: CalendarDate
	readonly to_on: CalendarDate
	readonly by_account: ByAccount | null
	readonly note: string | null
} & Record<string, unknown>

function campaignOfRead(row: Row): CampaignRow {
	return {
		contract: contractOf(row),
		name: row.name,
		lenderId: row.lender_id,
		from: row.from_on,
		to: row.to_on,
		byAccount: row.by_account,
		note: row.note,
	}
}
