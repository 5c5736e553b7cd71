import { sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { moneyFromText } from '../kernel/money.js'
import { placed, placesOn } from '../lending/places-store.js'
import type { Tx } from '../platform/database.js'
import type { KeyedLine, PeriodQuestion } from './keyed.js'
import type { LentSums } from './lent.js'
import { keyOf, wantedLoans } from './outstanding-store.js'

type LentLine = KeyedLine<LentSums>

/**
 * What was paid out from one day to another by a key, and over all: the disbursements that count, as they were known then.
 * In the book a disbursement undone would look like a repayment. A loan is told where it was on the last day.
 */
export async function sumLent(tx: Tx, question: PeriodQuestion, scope: Scope): Promise<readonly LentLine[]> {
	const { from, asOf, knownAt } = question
	const { keyId, joins, label, labelJoin } = keyOf(question)
	const read = await tx.execute<Line>(sql`
		with place as materialized (select * from ${placesOn(question)}), paid_out as (
			select e.contract_id, sum(e.amount) as amount from events e
			where e.type = 'disbursed' and e."on" >= coalesce(${from}::date, '-infinity') and e."on" <= ${asOf}::date
				and e.recorded_at <= ${knownAt}::timestamptz and not exists (select from events r
					where r.contract_id = e.contract_id and r.reverses = e.seq and r.recorded_at <= ${knownAt}::timestamptz)
			group by e.contract_id
		), told as (
			select ${keyId} as key_id, p.amount, ${placed.groupId} as group_id, coalesce(l.member_id, -${placed.groupId}) as borrower_id,
				case when coalesce(l.terms -> 'instalments' ->> 'period', 'month') = 'month'
					then (l.terms -> 'instalments' ->> 'count')::int * coalesce((l.terms -> 'instalments' ->> 'every')::int, 1) end as months
			from paid_out p join loans l on l.id = p.contract_id left join place on place.loan_id = l.id${joins}
			where ${wantedLoans(question, scope) ?? sql`true`}
		), summed as (
			select key_id, grouping(key_id) = 1 as "isTotal", coalesce(sum(amount), 0) as lent, count(*)::int as loans,
				count(distinct group_id)::int as groups, count(distinct borrower_id)::int as borrowers,
				min(months) as "monthsLeast", max(months) as "monthsMost"
			from told group by grouping sets ((key_id), ())
		)
		select s.key_id as id, ${label}, s."isTotal", s.lent, s.loans, s.groups, s.borrowers, s."monthsLeast", s."monthsMost"
		from summed s${labelJoin} limit 100000`)
	return read.rows.map((row) => ({ ...row, lent: moneyFromText(row.lent) }))
}

type Line = Omit<LentLine, 'lent'> & { readonly lent: string } & Record<string, unknown>
