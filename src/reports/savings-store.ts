import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { add, moneyFromText, subtract } from '../kernel/money.js'
import { savingsAccounts } from '../ledger/chart.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import { placesOn } from '../savings/places-store.js'
import { drawnRelation } from '../units/store.js'
import type { KeyedLine, PeriodQuestion } from './keyed.js'
import type { SavingsSums } from './savings.js'

type SavingsLine = KeyedLine<SavingsSums>

/**
 * What members have saved by a key, and over all, in one statement. Balances and interest are summed out of the book, by
 * account and then by key; deposits are the events that say so, for in the book a deposit undone looks like a withdrawal.
 * An account is told where it was on the day.
 */
export async function sumSavings(tx: Tx, question: PeriodQuestion, scope: Scope): Promise<readonly SavingsLine[]> {
	const { asOf, knownAt, from } = question
	const since = sql`coalesce(${from}::date, '-infinity')`
	const known = sql`"on" <= ${asOf}::date and recorded_at <= ${knownAt}::timestamptz`
	const undone = (of: SQL): SQL =>
		sql`exists (select from events r where r.contract_id = ${of}.contract_id and r.reverses = ${of}.seq and r.recorded_at <= ${knownAt}::timestamptz)`
	const { keyId, joins, label, labelJoin } = keyOf(question)
	const read = await tx.execute<Line>(sql`
		with place as materialized (select * from ${placesOn(question)}), saved as (
			select contract_id, ${net} as balance, ${net} filter (where "on" < ${since}) as opening, ${interest} filter (where "on" >= ${since}) as interest
			from postings where ${savedOnly} and ${known} group by contract_id
		), given as (
			select e.contract_id, sum(e.amount) as deposited from events e join savings_accounts a on a.id = e.contract_id
			where e.type = 'deposited' and e."on" >= ${since} and e."on" <= ${asOf}::date and e.recorded_at <= ${knownAt}::timestamptz and not ${undone(sql`e`)}
			group by e.contract_id
		), told as (
			select ${keyId} as key_id, coalesce(s.balance, 0) as balance, coalesce(s.opening, 0) as opening, coalesce(s.interest, 0) as interest,
				coalesce(d.deposited, 0) as deposited, case when closing.contract_id is null then a.id end as open_id,
				case when closing.contract_id is null then a.member_id end as member_id
			from savings_accounts a
				join savings_places opening on opening.account_id = a.id and opening.event_seq = 1
				join place on place.account_id = a.id
				left join saved s on s.contract_id = a.id
				left join given d on d.contract_id = a.id
				left join lateral (select e.contract_id from events e where e.contract_id = a.id and e.type = 'closed' and e."on" <= ${asOf}::date
					and e.recorded_at <= ${knownAt}::timestamptz and not ${undone(sql`e`)} limit 1) closing on true${joins}
			where opening."on" <= ${asOf}::date and opening.recorded_at <= ${knownAt}::timestamptz and ${wantedAccounts(question, scope)}
		), summed as (
			select key_id, grouping(key_id) = 1 as "isTotal", coalesce(sum(balance), 0) as balance, coalesce(sum(opening), 0) as opening,
				coalesce(sum(deposited), 0) as deposited, coalesce(sum(interest), 0) as interest,
				count(open_id)::int as accounts, count(distinct member_id)::int as members
			from told group by grouping sets ((key_id), ())
		)
		select s.key_id as id, ${label}, s."isTotal", s.balance, s.opening, s.deposited, s.interest, s.accounts, s.members
		from summed s${labelJoin} limit 100000`)
	return read.rows.map(({ balance, opening, deposited, interest: borne, ...row }) => {
		const sums = {
			balance: moneyFromText(balance),
			opening: moneyFromText(opening),
			deposited: moneyFromText(deposited),
			interest: moneyFromText(borne),
		}
		const withdrawn = subtract(add(add(sums.opening, sums.deposited), sums.interest), sums.balance)
		return { ...row, ...sums, withdrawn }
	})
}

type Line = Omit<SavingsLine, 'balance' | 'opening' | 'deposited' | 'interest' | 'withdrawn'> & {
	readonly balance: string
	readonly opening: string
	readonly deposited: string
	readonly interest: string
} & Record<string, unknown>

const saved = listed(savingsAccounts.saved)
const bearing = listed(savingsAccounts.interest)
/** The condition of the index postings_saved, to the letter: otherwise it is not used. */
const savedOnly = sql.raw(`(debit in (${saved}) or credit in (${saved}))`)
const net = sql.raw(`sum(case when credit in (${saved}) then amount else -amount end)`)
const interest = sql.raw(`sum(case when debit in (${bearing}) then amount when credit in (${bearing}) then -amount else 0 end)`)

function wantedAccounts({ lenderId, communeIds }: PeriodQuestion, scope: Scope): SQL {
	const conditions = [
		within(scope, { groupId: sql`a.group_id`, communeId: sql`a.commune_id`, lenderId: sql`a.lender_id` }),
		...(lenderId === null ? [] : [sql`a.lender_id = ${lenderId}::bigint`]),
		...(communeIds === null ? [] : [sql`place.commune_id = any(${bigints(communeIds)})`]),
	]
	return sql.join(conditions, sql` and `)
}

/** How an account is told under a key, and where the key's code and name stand. Places have theirs on the map. */
function keyOf({ by, map }: PeriodQuestion): { keyId: SQL; joins: SQL; label: SQL; labelJoin: SQL } {
	const nothing = sql``
	if (by === 'commune' || by === 'district') {
		const joins = map === null ? nothing : sql` left join ${drawnRelation(map)} on drawn.commune_id = place.commune_id`
		const keyId = by === 'commune' ? sql`coalesce(drawn.unit_id, place.commune_id)` : sql`drawn.parent_id`
		return { keyId, joins, label: sql`null::text as code, null::text as name`, labelJoin: nothing }
	}
	const table = sql.raw({ lender: 'lenders', product: 'savings_products', group: 'groups' }[by])
	return {
		keyId: by === 'group' ? sql`place.group_id` : sql.raw(`a.${by}_id`),
		joins: nothing,
		label: sql`k.code, k.name`,
		labelJoin: sql` left join ${table} k on k.id = s.key_id`,
	}
}

function listed(codes: readonly string[]): string {
	return codes.map((code) => `'${code}'`).join(', ')
}
