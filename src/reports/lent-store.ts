import { sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import { placed, placesOn } from '../lending/places-store.js'
import type { Tx } from '../platform/database.js'
import type { Drawn } from '../units/map.js'
import type { LentSums } from './lent.js'
import type { OutstandingKey } from './outstanding.js'
import { keyOf, wantedLoans } from './outstanding-store.js'

export type LentQuestion = {
	readonly by: OutstandingKey
	/** The first day of the period; null for all that ever was. */
	readonly from: CalendarDate | null
	readonly asOf: CalendarDate
	readonly knownAt: Instant
	readonly lenderId: string | null
	readonly communeIds: readonly string[] | null
	/** Where each commune stands; asked for when the key is a place. */
	readonly map: ReadonlyMap<string, Drawn> | null
}

/** One line of the answer: the id of what it is about, with its code and name where these are not of a map; null id with `isTotal` is the sum. */
export type LentLine = LentSums & {
	readonly id: string | null
	readonly code: string | null
	readonly name: string | null
	readonly isTotal: boolean
}

/**
 * What was paid out from one day to another by a key, and over all: the disbursements that count, as they were known then.
 * In the book a disbursement undone would look like a repayment. A loan is told where it was on the last day.
 */
export async function sumLent(tx: Tx, question: LentQuestion, scope: Scope): Promise<readonly LentLine[]> {
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
