import { type SQL, sql } from 'drizzle-orm'
import type { Instant } from '../kernel/instant.js'
import { type Money, moneyFromText } from '../kernel/money.js'
import { accountCode } from '../ledger/chart.js'
import { holds } from '../lending/places-store.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { Quality } from './agreement.js'
import { daysOfMonth, type Month } from './month.js'
import type { Collected, InTerm } from './stored.js'

/** A month of a lender's loans, as it was known at a moment. */
export type FactsQuestion = { readonly lenderId: string; readonly month: Month; readonly knownAt: Instant }

const interest = sql.raw(`'${accountCode('memorandum', 'interest-income')}'`)
const inTerm = sql.raw(`'${accountCode('memorandum', 'principal-in-term')}'`)
const overdue = sql.raw(`'${accountCode('memorandum', 'principal-overdue')}'`)

/**
 * Interest that was really collected in a month, by loan, group on the day and rate on the day: what was posted to
 * interest income about its days, out of whatever it was paid. Late interest is a penalty and bears no fee, nor does what is
 * lent outside any group. Some groups only, or all (null).
 */
export async function readCollected(tx: Tx, question: FactsQuestion, groupIds: readonly string[] | null): Promise<readonly Collected[]> {
	const { first, last } = daysOfMonth(question.month)
	const { lenderId, knownAt } = question
	const read = await tx.execute<Omit<Collected, 'interest'> & { interest: string }>(sql`
		with stay as materialized (${stays(question)}), collected as (
			select p.contract_id, p."on", sum(case when p.credit = ${interest} then p.amount else -p.amount end) as interest
			from postings p join books b on b.id = p.book_id join lenders n on n.book = b.code
			where n.id = ${lenderId}::bigint and p."on" between ${first}::date and ${last}::date and p.recorded_at <= ${knownAt}::timestamptz
				and (p.credit = ${interest} or p.debit = ${interest}) group by p.contract_id, p."on"
		)
		select c.contract_id as "loanId", stay.product_id as "productId", stay.group_id as "groupId", stay.commune_id as "communeId",
			coalesce(
				(select e.details ->> 'yearly' from events e where e.contract_id = c.contract_id and e.type in ('rate-changed', 'rolled-over')
					and e.details ? 'yearly' and e."on" <= c."on" and e.recorded_at <= ${knownAt}::timestamptz and not exists (select from events r
						where r.contract_id = e.contract_id and r.reverses = e.seq and r.recorded_at <= ${knownAt}::timestamptz)
					order by e."on" desc, e.seq desc limit 1),
				(select r ->> 'yearly' from loans l, jsonb_array_elements(l.terms -> 'rates') r
					where l.id = c.contract_id and (r ->> 'from')::date <= c."on" order by r ->> 'from' desc limit 1)
			) as yearly, sum(c.interest) as interest
		from collected c join stay on stay.loan_id = c.contract_id and c."on" >= stay.from_on and c."on" < stay.to_on
		where c.interest <> 0 and ${ofGroups(groupIds)} group by 1, 2, 3, 4, 5 having sum(c.interest) <> 0 order by 1, 3, 4, 5`)
	return read.rows.map((row) => ({ ...row, interest: moneyFromText(row.interest) }))
}

/** Every đồng in term on every day of a month, by product and group; of some products, or of all (null). */
export async function readInTerm(tx: Tx, question: FactsQuestion, productIds: readonly string[] | null): Promise<readonly InTerm[]> {
	const { first, last } = daysOfMonth(question.month)
	const read = await tx.execute<Omit<InTerm, 'dongDays'> & { dongDays: string }>(sql`
		with stay as materialized (${stays(question)})
		select stay.product_id as "productId", stay.group_id as "groupId", stay.commune_id as "communeId",
			sum(case when p.debit = ${inTerm} then p.amount else -p.amount end
				* greatest(0, least(stay.to_on, ${last}::date + 1) - greatest(p."on", stay.from_on, ${first}::date))) as "dongDays"
		from stay join postings p on p.contract_id = stay.loan_id
		where ${productIds === null ? sql`true` : sql`stay.product_id = any(${bigints(productIds)})`} and p.lent is not null and (p.debit = ${inTerm} or p.credit = ${inTerm})
			and p."on" <= ${last}::date and p.recorded_at <= ${question.knownAt}::timestamptz and stay.group_id is not null
		group by 1, 2, 3 order by 1, 2, 3`)
	return read.rows.flatMap((row) => (row.dongDays === '0' ? [] : [{ ...row, dongDays: BigInt(row.dongDays) }]))
}

/** What is owed at the end of a month and what of it is overdue, by commune or by group. */
export async function readOverdue(
	tx: Tx,
	question: FactsQuestion,
	of: Quality['of'],
): Promise<ReadonlyMap<string, { readonly outstanding: Money; readonly overdue: Money }>> {
	const { last } = daysOfMonth(question.month)
	const key = of === 'commune' ? sql`stay.commune_id` : sql`stay.group_id`
	const read = await tx.execute<{ id: string; outstanding: string; overdue: string }>(sql`
		with stay as materialized (${stays(question)}), owed as (
			select p.contract_id, sum(p.lent) as outstanding,
				coalesce(sum(case when p.debit = ${overdue} then p.amount when p.credit = ${overdue} then -p.amount end), 0) as overdue
			from postings p where p.lent is not null and p."on" <= ${last}::date and p.recorded_at <= ${question.knownAt}::timestamptz
				and p.contract_id in (select loan_id from stay) group by p.contract_id
		)
		select ${key} as id, sum(o.outstanding) as outstanding, sum(o.overdue) as overdue
		from owed o join stay on stay.loan_id = o.contract_id and stay.from_on <= ${last}::date and stay.to_on > ${last}::date
		where stay.group_id is not null group by 1`)
	return new Map(read.rows.map((row) => [row.id, { outstanding: moneyFromText(row.outstanding), overdue: moneyFromText(row.overdue) }]))
}

/** Where each of a lender's loans was, and from which day to which: what its transfers say that were known then. */
function stays({ lenderId, month, knownAt }: FactsQuestion): SQL {
	const { last } = daysOfMonth(month)
	return sql`select l.id as loan_id, l.product_id, l.group_id, l.commune_id, '-infinity'::date as from_on, 'infinity'::date as to_on
		from loans l where l.lender_id = ${lenderId}::bigint and not exists (select from loan_places p where p.loan_id = l.id)
		union all
		select p.loan_id, l.product_id, p.group_id, p.commune_id, case when p.event_seq = 1 then '-infinity'::date else p."on" end,
			coalesce(lead(p."on") over (partition by p.loan_id order by p."on", p.event_seq), 'infinity'::date)
		from loan_places p join loans l on l.id = p.loan_id
		where l.lender_id = ${lenderId}::bigint and ${holds({ asOf: last, knownAt })}`
}

function ofGroups(ids: readonly string[] | null): SQL {
	return ids === null ? sql`stay.group_id is not null` : sql`stay.group_id = any(${bigints(ids)})`
}
