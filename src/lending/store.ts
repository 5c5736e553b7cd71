import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { type ContractRow, contractOf } from '../contracts/store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { runPrepared, type Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { LoanFilter, LoanRow, NewLoan } from './stored.js'

const scoped = (scope: Scope): SQL => within(scope, { groupId: sql`l.group_id`, communeId: sql`l.commune_id`, lenderId: sql`l.lender_id` })

/** Loans where they are now; `signing` is known of those that were ever transferred. */
const loanSelect = sql`select c.id, c.book_id, b.kind as chart, c.version, c.last_on, c.last_recorded_at, c.state,
	l.code, l.lender_id, l.product_id, l.group_id, l.member_id, l.commune_id, l.signed_on, l.principal, l.terms, l.purpose,
	case when signing.loan_id is null then l.group_id else signing.group_id end as signed_group_id, coalesce(signing.commune_id, l.commune_id) as signed_commune_id,
	(select x.code from external_codes x join lenders n on n.code = x.issuer where x.owner_kind = 'loan' and x.owner_id = c.id and n.id = l.lender_id) as external_code
	from contracts c join loans l on l.id = c.id join books b on b.id = c.book_id
		left join loan_places signing on signing.loan_id = l.id and signing.event_seq = 1`

/** The loans with these ids that the asker may see, locked in the order of their ids when they are to be recorded on. */
export async function readLoans(tx: Tx, ids: readonly string[], scope: Scope, lock: 'lock' | 'read'): Promise<readonly LoanRow[]> {
	const rows = await runPrepared<Row>(
		tx,
		`loans-${lock}-${scope.kind}`,
		sql`${loanSelect} where c.id = any(${bigints(ids)}) and ${scoped(scope)} order by c.id ${lock === 'lock' ? sql`for update of c` : sql``}`,
	)
	return rows.map(loanOfRow)
}

/** Those of these loans that nobody else is recording on, locked in the order of their ids; whose they are is for the caller to ask. */
export async function lockFreeLoans(tx: Tx, ids: readonly string[]): Promise<readonly LoanRow[]> {
	const rows = await runPrepared<Row>(
		tx,
		'loans-lock-free',
		sql`${loanSelect} where c.id = any(${bigints(ids)}) order by c.id for update of c skip locked`,
	)
	return rows.map(loanOfRow)
}

/** One loan; a foreign one is as unknown as one that is not there. */
export async function readLoan(tx: Tx, id: string, scope: Scope, lock: 'lock' | 'read'): Promise<LoanRow> {
	const [loan] = await readLoans(tx, [id], scope, lock)
	if (loan === undefined) throw new Refusal('loan.not-found')
	return loan
}

/** Loans by id from a cursor on: at most `limit`. */
export async function listLoans(tx: Tx, filter: LoanFilter, scope: Scope, after: string, limit: number): Promise<readonly LoanRow[]> {
	const found = await tx.execute<Row>(
		sql`${loanSelect} where c.id > ${after}::bigint and ${conditionOf(filter, scope)} order by c.id limit ${limit}`,
	)
	return found.rows.map(loanOfRow)
}

/** How many loans the filter and the scope let through. */
export async function countLoans(tx: Tx, filter: LoanFilter, scope: Scope): Promise<number> {
	const counted = await tx.execute<{ count: number }>(
		sql`select count(*)::int as count from contracts c join loans l on l.id = c.id where ${conditionOf(filter, scope)}`,
	)
	return counted.rows[0]?.count ?? 0
}

/** A place of the filter is where a loan is, or has `ever` been: where it was then is told by its events. */
function conditionOf(filter: LoanFilter, scope: Scope, ever = filter.openThen !== undefined || filter.toldBetween !== undefined): SQL {
	const conditions = [scoped(scope)]
	if (filter.status !== undefined) conditions.push(sql`c.state ->> 'status' = ${filter.status}`)
	if (filter.lenderId !== undefined) conditions.push(sql`l.lender_id = ${filter.lenderId}::bigint`)
	if (filter.productId !== undefined) conditions.push(sql`l.product_id = ${filter.productId}::bigint`)
	if (filter.groupId !== undefined) conditions.push(inGroup(filter.groupId, ever))
	if (filter.memberId !== undefined) conditions.push(sql`l.member_id = ${filter.memberId}::bigint`)
	if (filter.memberIds !== undefined) conditions.push(sql`l.member_id = any(${bigints(filter.memberIds)})`)
	if (filter.communeIds !== undefined) conditions.push(inCommunes(filter.communeIds, ever))
	if (filter.openThen !== undefined) {
		const { from, to, knownAt } = filter.openThen
		conditions.push(
			sql`l.signed_on <= ${to}::date and (c.state ->> 'status' <> 'closed' or c.last_on > ${from}::date or c.last_recorded_at > ${knownAt}::timestamptz)`,
		)
	}
	if (filter.toldBetween !== undefined) {
		const { asOf, since, knownAt, lateByCalendar } = filter.toldBetween
		conditions.push(sql`(c.id in (select e.contract_id from events e where e.recorded_at > ${since}::timestamptz
			and e.recorded_at <= ${knownAt}::timestamptz and e."on" <= ${asOf}::date)${lateByCalendar ? sql` or l.late_rule is not null` : sql``})`)
	}
	if (filter.q !== undefined) conditions.push(sql`starts_with(l.code, ${filter.q})`)
	return sql.join(conditions, sql` and `)
}

/** Whether something about the days up to one was recorded, after a moment, on a loan that the filter lets through. */
export async function recordedSince(
	tx: Tx,
	filter: LoanFilter,
	{ asOf, knownAt }: { readonly asOf: CalendarDate; readonly knownAt: Instant },
): Promise<boolean> {
	const found = await tx.execute(sql`select 1 from contracts c join loans l on l.id = c.id join events e on e.contract_id = c.id
		where c.last_recorded_at > ${knownAt}::timestamptz and e.recorded_at > ${knownAt}::timestamptz and e."on" <= ${asOf}::date
			and ${conditionOf(filter, { kind: 'all' }, true)} limit 1`)
	return found.rows.length > 0
}

/** Loans that are in a group, or that have ever been. */
function inGroup(id: string, ever: boolean): SQL {
	if (!ever) return sql`l.group_id = ${id}::bigint`
	return sql`l.id in (select o.id from loans o where o.group_id = ${id}::bigint
		union all select p.loan_id from loan_places p where p.group_id = ${id}::bigint)`
}

/** Loans that are in some communes, or that have ever been. */
function inCommunes(ids: readonly string[], ever: boolean): SQL {
	const communes = sql`any(${bigints(ids)})`
	if (!ever) return sql`l.commune_id = ${communes}`
	return sql`(l.commune_id = ${communes} or l.id in (select p.loan_id from loan_places p where p.commune_id = ${communes}))`
}

/** Loans of which the cached state has another shape than the one that is read now, locked. */
export async function readLoansOfOtherFormat(tx: Tx, format: number, limit: number): Promise<readonly LoanRow[]> {
	const found = await tx.execute<Row>(
		sql`${loanSelect} where c.version > 0 and coalesce(c.state ->> 'format', '1') <> ${String(format)} order by c.id limit ${limit} for update of c`,
	)
	return found.rows.map(loanOfRow)
}

/** Writes what was signed; a loan without a code of its own is called by its number. */
export async function insertLoans(tx: Tx, made: readonly NewLoan[]): Promise<void> {
	await tx.$client.query({
		name: 'loans-insert',
		text: `insert into loans (id, code, lender_id, product_id, group_id, member_id, commune_id, signed_on, principal, terms, rules_from, purpose)
			select id, coalesce(code, 'KV' || lpad(id::text, 8, '0')), lender_id, product_id, group_id, member_id, commune_id, signed_on, principal, terms, rules_from, purpose
			from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::date[], $9::numeric[], $10::jsonb[], $11::date[], $12::text[])
				as g (id, code, lender_id, product_id, group_id, member_id, commune_id, signed_on, principal, terms, rules_from, purpose)`,
		values: [
			made.map(({ id }) => id),
			made.map(({ code }) => code),
			made.map(({ lenderId }) => lenderId),
			made.map(({ productId }) => productId),
			made.map(({ groupId }) => groupId),
			made.map(({ memberId }) => memberId),
			made.map(({ communeId }) => communeId),
			made.map(({ signedOn }) => signedOn),
			made.map(({ principal }) => principal.toString()),
			made.map(({ terms }) => JSON.stringify(terms)),
			made.map(({ rulesFrom }) => rulesFrom),
			made.map(({ purpose }) => purpose),
		],
	})
}

/** Whether a loan has that code already. */
export async function loanCodeIsTaken(tx: Tx, code: string): Promise<boolean> {
	const found = await tx.execute(sql`select 1 from loans where code = ${code} limit 1`)
	return found.rows.length > 0
}

/** Who borrows, where: the group and the member as they are on the day, within the asker's reach. */
export async function readBorrower(
	tx: Tx,
	wanted: { readonly groupId: string | null; readonly memberId: string | null; readonly on: CalendarDate },
	scope: Scope,
): Promise<{ readonly groupFound: boolean; readonly memberFound: boolean; readonly belongs: boolean; readonly communeId: string | null }> {
	const found = await tx.execute<{ group_commune: string | null; member_commune: string | null; belongs: boolean }>(sql`
		select
			(select g.commune_id from groups g where g.id = ${wanted.groupId}::bigint and ${within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })}) as group_commune,
			(select m.commune_id from members m where m.id = ${wanted.memberId}::bigint) as member_commune,
			exists (select 1 from memberships s where s.group_id = ${wanted.groupId}::bigint and s.member_id = ${wanted.memberId}::bigint
				and s.from_on <= ${wanted.on}::date and (s.to_on is null or s.to_on >= ${wanted.on}::date)) as belongs`)
	const [row] = found.rows
	const groupCommune = row?.group_commune ?? null
	const memberCommune = row?.member_commune ?? null
	return {
		groupFound: groupCommune !== null,
		memberFound: memberCommune !== null,
		belongs: row?.belongs ?? false,
		communeId: groupCommune ?? memberCommune,
	}
}

type Row = ContractRow & {
	readonly code: string
	readonly lender_id: string
	readonly product_id: string
	readonly group_id: string | null
	readonly member_id: string | null
	readonly commune_id: string
	readonly signed_group_id: string | null
	readonly signed_commune_id: string
	readonly signed_on: CalendarDate
	readonly principal: string
	readonly terms: Record<string, unknown>
	readonly purpose: string | null
	readonly external_code: string | null
} & Record<string, unknown>

function loanOfRow(row: Row): LoanRow {
	return {
		contract: contractOf(row),
		code: row.code,
		lenderId: row.lender_id,
		productId: row.product_id,
		groupId: row.group_id,
		memberId: row.member_id,
		communeId: row.commune_id,
		signedIn: { groupId: row.signed_group_id, communeId: row.signed_commune_id },
		signedOn: row.signed_on,
		principal: moneyFromText(row.principal),
		terms: row.terms,
		purpose: row.purpose,
		externalCode: row.external_code,
	}
}
