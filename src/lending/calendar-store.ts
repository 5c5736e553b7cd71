import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Tx } from '../platform/database.js'

/** Which loans are late by a calendar's day: by the days off, or by when the bank comes to one commune. */
export type CalendarRule = { readonly dueDays: 'next-working-day' } | { readonly dueDays: 'transaction-day'; readonly communeId: string }

/**
 * The loans whose money may have been told by the days beyond one: their interest on what is late counts from the last
 * day in time, and something was recorded on them since. By id from a cursor on, at most `limit`.
 */
export async function loansToldBeyond(
	tx: Tx,
	day: CalendarDate,
	rule: CalendarRule,
	{ after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
	const found = await tx.execute<{ id: string }>(sql`select l.id from loans l join contracts c on c.id = l.id
		where c.last_on > ${day}::date and l.id > ${after}::bigint and l.terms ->> 'dueDays' = ${rule.dueDays}
			and (l.late_rule is not null or l.terms #>> '{overdue,lateInterestYearly}' is not null)
			and ${rule.dueDays === 'transaction-day' ? everIn(rule.communeId) : sql`true`}
		order by l.id limit ${limit}`)
	return found.rows.map(({ id }) => id)
}

function everIn(communeId: string): SQL {
	return sql`(l.commune_id = ${communeId}::bigint or exists (select from loan_places p where p.loan_id = l.id and p.commune_id = ${communeId}::bigint))`
}
