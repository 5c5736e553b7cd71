import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import { principalAccounts } from '../ledger/chart.js'
import { holds, placed, placesOn } from '../lending/places-store.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import { drawnRelation } from '../units/store.js'
import type { KeyedLine, KeyedQuestion } from './keyed.js'
import type { ByTransactionDay, Cuts, OutstandingSums } from './outstanding.js'

export type OutstandingQuestion = KeyedQuestion & {
	readonly cuts: Cuts
	/** The cuts of loans that are in time until the bank comes. */
	readonly transactionCuts: readonly (ByTransactionDay & { readonly cut: CalendarDate })[]
}

export type OutstandingLine = KeyedLine<OutstandingSums>

/**
 * Outstanding principal by a key, and over all, in one statement: the postings to the accounts of principal are summed
 * by loan out of one covering index, then by key. Only loans that owe something count. What each is late with is asked
 * after the joins, which an offset keeps apart: while joining, the planner would find every way of joining equally dear.
 */
export async function sumOutstanding(tx: Tx, question: OutstandingQuestion, scope: Scope): Promise<readonly OutstandingLine[]> {
	const { asOf, knownAt, cuts, transactionCuts } = question
	const known = sql`"on" <= ${asOf}::date and recorded_at <= ${knownAt}::timestamptz`
	const wanted = wantedLoans(question, scope)
	const ofWanted =
		wanted === null ? sql`` : sql` and contract_id in (select l.id from loans l left join place on place.loan_id = l.id where ${wanted})`
	const { keyId, joins, label, labelJoin } = keyOf(question)
	const { transactionCut, cutJoin } = cutOf(transactionCuts)
	const read = await tx.execute<Line>(sql`
		with place as materialized (select * from ${placesOn(question)}), owed as (
			select contract_id, sum(lent) as amount from postings where lent is not null and ${known}${ofWanted} group by contract_id
		), moved as (
			select contract_id, ${net(principalAccounts.overdue)} as overdue, ${net(principalAccounts.frozen)} as frozen
			from postings where ${movedOnly} and ${known} group by contract_id
		), owing as (
			select o.group_id, o.borrower_id, o.key_id, o.outstanding, o.frozen,
				case when o.late_rule is null then o.overdue else greatest(o.overdue, (
					select coalesce(sum(d.amount), 0) from dues d where d.contract_id = o.id and d."on" <= ${asOf}::date and d.recorded_at <= ${knownAt}::timestamptz
						and d.late_after <= o.cut
				) - o.frozen) end as overdue
			from (
				select l.id, l.late_rule, ${placed.groupId} as group_id, coalesce(l.member_id, -${placed.groupId}) as borrower_id, ${keyId} as key_id,
					p.amount as outstanding, coalesce(m.overdue, 0) as overdue, coalesce(m.frozen, 0) as frozen,
					case l.late_rule when 32 then ${cuts.workingDay}::date when 33 then ${cuts.dueDay}::date else ${transactionCut} end as cut
				from owed p join loans l on l.id = p.contract_id left join place on place.loan_id = l.id
					left join moved m on m.contract_id = p.contract_id${joins}${cutJoin}
				where p.amount <> 0 offset 0
			) o
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

/** Own money that is in time until the bank comes: by commune and agreed day of the month, and loan by loan where it has moved. */
export async function readByTransactionDay(
	tx: Tx,
	when: { readonly asOf: CalendarDate; readonly knownAt: Instant },
): Promise<readonly ByTransactionDay[]> {
	const read = await tx.execute<ByTransactionDay & Record<string, unknown>>(sql`
		select distinct null::bigint as "loanId", l.commune_id as "communeId", nullif(l.late_rule, 0) as "transactionDay", '[]'::jsonb as moves
		from loans l where l.late_rule <= 31 and not exists (select from loan_places p where p.loan_id = l.id)
		union all
		select l.id, signing.commune_id, nullif(l.late_rule, 0), (
			select coalesce(jsonb_agg(jsonb_build_object('on', p."on", 'communeId', p.commune_id::text) order by p."on", p.event_seq), '[]'::jsonb)
			from loan_places p where p.loan_id = l.id and p.event_seq > 1 and ${holds(when)})
		from loans l join loan_places signing on signing.loan_id = l.id and signing.event_seq = 1 where l.late_rule <= 31
		limit 1000000`)
	return read.rows
}

/** What cuts a loan that is in time until the bank comes. Usually there is none, and nothing is joined. */
function cutOf(cuts: OutstandingQuestion['transactionCuts']): { transactionCut: SQL; cutJoin: SQL } {
	if (cuts.length === 0) return { transactionCut: sql`null`, cutJoin: sql`` }
	const keys = cuts.map(({ loanId, communeId, transactionDay }) =>
		loanId === null ? `${communeId}/${transactionDay ?? 0}` : `loan ${loanId}`,
	)
	const days = cuts.map(({ cut }) => cut)
	return {
		transactionCut: sql`cutting.day`,
		cutJoin: sql` left join unnest(${`{${keys.join(',')}}`}::text[], ${`{${days.join(',')}}`}::date[]) as cutting (key, day)
			on l.late_rule <= 31 and cutting.key = case when place.loan_id is null then l.commune_id || '/' || l.late_rule else 'loan ' || l.id end`,
	}
}

/** What keeps the question to some loans; null where it is about all of them. */
export function wantedLoans({ lenderId, communeIds }: Pick<OutstandingQuestion, 'lenderId' | 'communeIds'>, scope: Scope): SQL | null {
	const conditions = [
		...(scope.kind === 'all'
			? []
			: [within(scope, { groupId: sql`l.group_id`, communeId: sql`l.commune_id`, lenderId: sql`l.lender_id` })]),
		...(lenderId === null ? [] : [sql`l.lender_id = ${lenderId}::bigint`]),
		...(communeIds === null ? [] : [sql`${placed.communeId} = any(${bigints(communeIds)})`]),
	]
	return conditions.length === 0 ? null : sql.join(conditions, sql` and `)
}

/** How a loan is told under a key, and where the key's code and name stand. Places have theirs on the map. */
export function keyOf({ by, map }: Pick<OutstandingQuestion, 'by' | 'map'>): { keyId: SQL; joins: SQL; label: SQL; labelJoin: SQL } {
	const nothing = sql``
	if (by === 'commune' || by === 'district') {
		const joins = map === null ? nothing : sql` left join ${drawnRelation(map)} on drawn.commune_id = ${placed.communeId}`
		const keyId = by === 'commune' ? sql`coalesce(drawn.unit_id, ${placed.communeId})` : sql`drawn.parent_id`
		return { keyId, joins, label: sql`null::text as code, null::text as name`, labelJoin: nothing }
	}
	const table = sql.raw({ lender: 'lenders', product: 'products', group: 'groups' }[by])
	return {
		keyId: by === 'group' ? placed.groupId : sql.raw(`l.${by}_id`),
		joins: nothing,
		label: sql`k.code, k.name`,
		labelJoin: sql` left join ${table} k on k.id = s.key_id`,
	}
}
