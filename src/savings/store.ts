import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { type ContractRow, contractOf } from '../contracts/store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { must } from '../kernel/assert.js'
import { Refusal } from '../kernel/refusal.js'
import { runPrepared, type Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { AccountFilter, AccountRow, NewAccount } from './stored.js'
import type { SavingsTemplate } from './terms.js'

const scoped = (scope: Scope): SQL => within(scope, { groupId: sql`a.group_id`, communeId: sql`a.commune_id`, lenderId: sql`a.lender_id` })

/** Accounts where they are now. */
const accountSelect = sql`select c.id, c.book_id, b.kind as chart, c.version, c.last_on, c.last_recorded_at, c.state,
	a.code, a.lender_id, a.product_id, a.group_id, a.commune_id, a.member_id, a.opened_on, a.terms,
	opening.group_id as opened_group_id, coalesce(opening.commune_id, a.commune_id) as opened_commune_id,
	(select x.code from external_codes x join lenders n on n.code = x.issuer where x.owner_kind = 'savings-account' and x.owner_id = c.id and n.id = a.lender_id) as external_code
	from contracts c join savings_accounts a on a.id = c.id join books b on b.id = c.book_id
		left join savings_places opening on opening.account_id = a.id and opening.event_seq = 1`

/** The accounts with these ids that the asker may see, locked in the order of their ids when they are to be recorded on. */
export async function readAccounts(tx: Tx, ids: readonly string[], scope: Scope, lock: 'lock' | 'read'): Promise<readonly AccountRow[]> {
	const rows = await runPrepared<Row>(
		tx,
		`savings-accounts-${lock}-${scope.kind}`,
		sql`${accountSelect} where c.id = any(${bigints(ids)}) and ${scoped(scope)} order by c.id ${lock === 'lock' ? sql`for update of c` : sql``}`,
	)
	return rows.map(accountOfRow)
}

/** One account; a foreign one is as unknown as one that is not there. */
export async function readAccount(tx: Tx, id: string, scope: Scope, lock: 'lock' | 'read'): Promise<AccountRow> {
	const [account] = await readAccounts(tx, [id], scope, lock)
	if (account === undefined) throw new Refusal('savings.not-found')
	return account
}

/** Accounts by id from a cursor on: at most `limit`. */
export async function listAccounts(
	tx: Tx,
	filter: AccountFilter,
	scope: Scope,
	after: string,
	limit: number,
): Promise<readonly AccountRow[]> {
	const found = await tx.execute<Row>(
		sql`${accountSelect} where c.id > ${after}::bigint and ${conditionOf(filter, scope)} order by c.id limit ${limit}`,
	)
	return found.rows.map(accountOfRow)
}

/** The open accounts of a product that were open on a day and whose interest was not credited on it yet, locked. */
export async function lockUncredited(
	tx: Tx,
	productId: string,
	on: CalendarDate,
	scope: Scope,
	after: string,
	limit: number,
): Promise<readonly AccountRow[]> {
	const found = await tx.execute<Row>(sql`${accountSelect}
		where c.id > ${after}::bigint and a.product_id = ${productId}::bigint and ${borneBy(on)} and ${scoped(scope)} and not ${creditedOn(on)}
		order by c.id limit ${limit} for update of c`)
	return found.rows.map(accountOfRow)
}

/** How interest of a product is credited in a book. */
export type Cycle = { readonly productId: string; readonly productCode: string; readonly creditEvery: SavingsTemplate['creditEvery'] }

/** The products of a book's open accounts that bear interest, each with the cycles by which it is credited. */
export async function readCycles(tx: Tx, bookId: number): Promise<readonly Cycle[]> {
	const found = await tx.execute<Cycle & Record<string, unknown>>(sql`
		select distinct a.product_id as "productId", p.code as "productCode", a.terms -> 'creditEvery' as "creditEvery"
		from savings_accounts a join contracts c on c.id = a.id join savings_products p on p.id = a.product_id
		where c.book_id = ${bookId} and c.state ->> 'status' = 'open'
			and exists (select from jsonb_array_elements(a.terms -> 'rates') r where (r ->> 'yearly')::numeric > 0)
		order by p.code limit 1000`)
	return found.rows
}

/** Of the open accounts of a cycle, how many bore interest up to one of its days, and how many of them were not credited on it. */
export async function countUncredited(
	tx: Tx,
	{ bookId, productId, creditEvery, on }: Cycle & { readonly bookId: number; readonly on: CalendarDate },
): Promise<{ readonly accounts: number; readonly uncredited: number }> {
	const found = await tx.execute<{ accounts: number; uncredited: number }>(sql`
		select count(*)::int as accounts, (count(*) filter (where not ${creditedOn(on)}))::int as uncredited
		from savings_accounts a join contracts c on c.id = a.id
		where c.book_id = ${bookId} and a.product_id = ${productId}::bigint and a.terms -> 'creditEvery' = ${JSON.stringify(creditEvery)}::jsonb and ${borneBy(on)}`)
	return must(found.rows[0], 'a count')
}

/** An account that is open, and was before a day. */
function borneBy(on: CalendarDate): SQL {
	return sql`a.opened_on < ${on}::date and coalesce(c.state ->> 'broughtForwardOn', '') < ${on} and c.state ->> 'status' = 'open'`
}

function creditedOn(on: CalendarDate): SQL {
	return sql`exists (select from events e where e.contract_id = c.id and e.type = 'interest-credited' and e."on" = ${on}::date
		and not exists (select from events r where r.contract_id = c.id and r.reverses = e.seq))`
}

function conditionOf(filter: AccountFilter, scope: Scope): SQL {
	const conditions = [scoped(scope)]
	if (filter.status !== undefined) conditions.push(sql`c.state ->> 'status' = ${filter.status}`)
	if (filter.lenderId !== undefined) conditions.push(sql`a.lender_id = ${filter.lenderId}::bigint`)
	if (filter.productId !== undefined) conditions.push(sql`a.product_id = ${filter.productId}::bigint`)
	if (filter.groupId !== undefined) conditions.push(sql`a.group_id = ${filter.groupId}::bigint`)
	if (filter.everInGroup !== undefined)
		conditions.push(sql`a.id in (select p.account_id from savings_places p where p.group_id = ${filter.everInGroup}::bigint)`)
	if (filter.memberId !== undefined) conditions.push(sql`a.member_id = ${filter.memberId}::bigint`)
	if (filter.openedBy !== undefined) conditions.push(sql`a.opened_on <= ${filter.openedBy}::date`)
	if (filter.q !== undefined) conditions.push(sql`starts_with(a.code, ${filter.q})`)
	return sql.join(conditions, sql` and `)
}

/** Writes what was opened; an account without a code of its own is called by its number. */
export async function insertAccounts(tx: Tx, made: readonly NewAccount[]): Promise<void> {
	await tx.$client.query({
		name: 'savings-accounts-insert',
		text: `insert into savings_accounts (id, code, lender_id, product_id, group_id, commune_id, member_id, opened_on, terms, rules_from)
			select id, coalesce(code, 'TG' || lpad(id::text, 8, '0')), lender_id, product_id, group_id, commune_id, member_id, opened_on, terms, rules_from
			from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::date[], $9::jsonb[], $10::date[])
				as g (id, code, lender_id, product_id, group_id, commune_id, member_id, opened_on, terms, rules_from)`,
		values: [
			made.map(({ id }) => id),
			made.map(({ code }) => code),
			made.map(({ lenderId }) => lenderId),
			made.map(({ productId }) => productId),
			made.map(({ groupId }) => groupId),
			made.map(({ communeId }) => communeId),
			made.map(({ memberId }) => memberId),
			made.map(({ openedOn }) => openedOn),
			made.map(({ terms }) => JSON.stringify(terms)),
			made.map(({ rulesFrom }) => rulesFrom),
		],
	})
}

/** Whether an account has that code already. */
export async function accountCodeIsTaken(tx: Tx, code: string): Promise<boolean> {
	const found = await tx.execute(sql`select 1 from savings_accounts where code = ${code} limit 1`)
	return found.rows.length > 0
}

/** Whether the member has an open account of the product in that group already. */
export async function hasOpenAccount(
	tx: Tx,
	{ productId, memberId, groupId }: { readonly productId: string; readonly memberId: string; readonly groupId: string | null },
): Promise<boolean> {
	const found = await tx.execute(sql`select 1 from savings_accounts a join contracts c on c.id = a.id
		where a.product_id = ${productId}::bigint and a.member_id = ${memberId}::bigint and a.group_id is not distinct from ${groupId}::bigint
			and c.state ->> 'status' = 'open' limit 1`)
	return found.rows.length > 0
}

type Row = ContractRow & {
	readonly code: string
	readonly lender_id: string | null
	readonly product_id: string
	readonly group_id: string | null
	readonly commune_id: string
	readonly member_id: string
	readonly opened_group_id: string | null
	readonly opened_commune_id: string
	readonly opened_on: CalendarDate
	readonly terms: Record<string, unknown>
	readonly external_code: string | null
} & Record<string, unknown>

function accountOfRow(row: Row): AccountRow {
	return {
		contract: contractOf(row),
		code: row.code,
		lenderId: row.lender_id,
		productId: row.product_id,
		groupId: row.group_id,
		communeId: row.commune_id,
		memberId: row.member_id,
		openedIn: { groupId: row.opened_group_id, communeId: row.opened_commune_id },
		openedOn: row.opened_on,
		terms: row.terms,
		externalCode: row.external_code,
	}
}
