import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import { principalAccounts } from '../ledger/chart.js'
import type { Tx } from '../platform/database.js'
import type { Drawn } from '../units/map.js'
import { drawnRelation } from '../units/store.js'
import type { Cuts, OutstandingKey, OutstandingSums } from './outstanding.js'

export type OutstandingQuestion = {
	readonly by: OutstandingKey
	readonly asOf: CalendarDate
	readonly knownAt: Instant
	readonly lenderId: string | null
	readonly communeIds: readonly string[] | null
	/** Where each commune stands; asked for when the key is a place. */
	readonly map: ReadonlyMap<string, Drawn> | null
	readonly cuts: Cuts
}

/** One line of the answer: the id of what it is about, with its code and name where these are not of a map; null id with `isTotal` is the sum. */
export type OutstandingLine = OutstandingSums & {
	readonly id: string | null
	readonly code: string | null
	readonly name: string | null
	readonly isTotal: boolean
}

/**
 * Outstanding principal by a key, and over all, in one statement: the postings to the accounts of principal are summed
 * by loan out of one covering index, then by key. Only loans that owe something count.
 */
export async function sumOutstanding(tx: Tx, question: OutstandingQuestion, scope: Scope): Promise<readonly OutstandingLine[]> {
	const { asOf, knownAt, cuts } = question
	const known = sql`"on" <= ${asOf}::date and recorded_at <= ${knownAt}::timestamptz`
	const wanted = wantedLoans(question, scope)
	const ofWanted = wanted === null ? sql`` : sql` and contract_id in (select l.id from loans l where ${wanted})`
	const { keyId, joins, label, labelJoin } = keyOf(question)
	const read = await tx.execute<Line>(sql`
		with owed as (
			select contract_id, sum(lent) as amount from postings where lent is not null and ${known}${ofWanted} group by contract_id
		), moved as (
			select contract_id, ${net(principalAccounts.overdue)} as overdue, ${net(principalAccounts.frozen)} as frozen
			from postings where ${movedOnly} and ${known} group by contract_id
		), owing as (
			select l.group_id, coalesce(l.member_id, -l.group_id) as borrower_id, ${keyId} as key_id, p.amount as outstanding,
				coalesce(m.frozen, 0) as frozen,
				case when l.late_rule is null then coalesce(m.overdue, 0) else greatest(coalesce(m.overdue, 0), (
					select coalesce(sum(d.amount), 0) from dues d where d.contract_id = l.id and d."on" <= ${asOf}::date and d.recorded_at <= ${knownAt}::timestamptz
						and d.late_after <= (${`{${cuts.join(',')}}`}::date[])[l.late_rule]
				) - coalesce(m.frozen, 0)) end as overdue
			from owed p join loans l on l.id = p.contract_id left join moved m on m.contract_id = p.contract_id${joins}
			where p.amount <> 0
		), summed as (
			select key_id, grouping(key_id) = 1 as "isTotal", coalesce(sum(outstanding), 0) as outstanding,
				coalesce(sum(outstanding - overdue - frozen), 0) as "inTerm", coalesce(sum(overdue), 0) as overdue, coalesce(sum(frozen), 0) as frozen,
				count(distinct group_id)::int as groups, count(distinct borrower_id)::int as borrowers, count(*)::int as loans
			from owing group by grouping sets ((key_id), ())
		)
		select s.key_id as id, ${label}, s."isTotal", s.outstanding, s."inTerm", s.overdue, s.frozen, s.groups, s.borrowers, s.loans
		from summed s${labelJoin} limit 100000`)
	return read.rows.map((row) => ({
		...row,
		outstanding: moneyFromText(row.outstanding),
		inTerm: moneyFromText(row.inTerm),
		overdue: moneyFromText(row.overdue),
		frozen: moneyFromText(row.frozen),
	}))
}

type Line = Omit<OutstandingLine, 'outstanding' | 'inTerm' | 'overdue' | 'frozen'> & {
	readonly outstanding: string
	readonly inTerm: string
	readonly overdue: string
	readonly frozen: string
} & Record<string, unknown>

/** The condition of the index postings_moved, to the letter: otherwise it is not used. */
const movedOnly = touches([...principalAccounts.overdue, ...principalAccounts.frozen])

function touches(codes: readonly string[]): SQL {
	const list = codes.map((code) => `'${code}'`).join(', ')
	return sql.raw(`(debit in (${list}) or credit in (${list}))`)
}

/** What came to the accounts less what left them. */
function net(codes: readonly string[]): SQL {
	const isOne = (side: string): string => codes.map((code) => `${side} = '${code}'`).join(' or ')
	return sql.raw(`sum(case when ${isOne('debit')} then amount when ${isOne('credit')} then -amount end)`)
}

/** What keeps the question to some loans; null where it is about all of them. */
function wantedLoans({ lenderId, communeIds }: OutstandingQuestion, scope: Scope): SQL | null {
	const conditions = [
		...(scope.kind === 'all'
			? []
			: [within(scope, { groupId: sql`l.group_id`, communeId: sql`l.commune_id`, lenderId: sql`l.lender_id` })]),
		...(lenderId === null ? [] : [sql`l.lender_id = ${lenderId}::bigint`]),
		...(communeIds === null ? [] : [sql`l.commune_id = any(${`{${communeIds.join(',')}}`}::bigint[])`]),
	]
	return conditions.length === 0 ? null : sql.join(conditions, sql` and `)
}

/** How a loan is told under a key, and where the key's code and name stand. Places have theirs on the map. */
function keyOf({ by, map }: OutstandingQuestion): { keyId: SQL; joins: SQL; label: SQL; labelJoin: SQL } {
	const nothing = sql``
	if (by === 'commune' || by === 'district') {
		const joins = map === null ? nothing : sql` left join ${drawnRelation(map)} on drawn.commune_id = l.commune_id`
		const keyId = by === 'commune' ? sql`coalesce(drawn.unit_id, l.commune_id)` : sql`drawn.parent_id`
		return { keyId, joins, label: sql`null::text as code, null::text as name`, labelJoin: nothing }
	}
	const table = sql.raw({ lender: 'lenders', product: 'products', group: 'groups' }[by])
	return {
		keyId: sql.raw(`l.${by}_id`),
		joins: nothing,
		label: sql`k.code, k.name`,
		labelJoin: sql` left join ${table} k on k.id = s.key_id`,
	}
}
