import { type SQL, sql } from 'drizzle-orm'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { add, moneyFromText, subtract } from '../kernel/money.js'
import type { LoanEventType } from '../lending/event.js'
import type { Tx } from '../platform/database.js'
import type { StatementEntry, StatementSums } from './statement.js'

/** Of a lender, the days both included, as it was known at a moment. */
export type StatementQuestion = {
	readonly lenderId: string
	readonly from: CalendarDate
	readonly to: CalendarDate
	readonly knownAt: Instant
}

/** What each loan's principal moved by on each day. */
function moved({ lenderId, from, to, knownAt }: StatementQuestion): SQL {
	return sql`select p.contract_id, p."on", sum(p.lent) as amount from postings p join loans l on l.id = p.contract_id
		where p.lent is not null and l.lender_id = ${lenderId}::bigint and p."on" between ${from}::date and ${to}::date
			and p.recorded_at <= ${knownAt}::timestamptz
		group by p.contract_id, p."on" having sum(p.lent) <> 0`
}

/** The balances before and after, and what the entries come to. */
export async function sumStatement(tx: Tx, question: StatementQuestion): Promise<StatementSums> {
	const { lenderId, from, knownAt } = question
	const read = await tx.execute<Record<'opening' | 'lent' | 'returned', string> & { lentCount: number; returnedCount: number }>(sql`
		with moved as (${moved(question)})
		select (select coalesce(sum(p.lent), 0) from postings p join loans l on l.id = p.contract_id
				where p.lent is not null and l.lender_id = ${lenderId}::bigint and p."on" < ${from}::date and p.recorded_at <= ${knownAt}::timestamptz) as opening,
			coalesce(sum(m.amount) filter (where m.amount > 0), 0) as lent, coalesce(-sum(m.amount) filter (where m.amount < 0), 0) as returned,
			count(*) filter (where m.amount > 0)::int as "lentCount", count(*) filter (where m.amount < 0)::int as "returnedCount"
		from moved m`)
	const row = must(read.rows[0], 'sums')
	const [opening, lent, returned] = [moneyFromText(row.opening), moneyFromText(row.lent), moneyFromText(row.returned)]
	return {
		opening,
		closing: subtract(add(opening, lent), returned),
		lent: { count: row.lentCount, amount: lent },
		returned: { count: row.returnedCount, amount: returned },
	}
}

type EntryRow = {
	readonly on: CalendarDate
	readonly amount: string
	readonly loanCode: string
	readonly bankLoanCode: string | null
	readonly borrowerName: string | null
	readonly events: readonly { readonly type: LoanEventType; readonly amount: string | null; readonly receiptNo: string | null }[]
}

const pageSize = 1_000

/** The entries by day and loan, a page at a time through a cursor of the database: however many there are, one page is in memory. */
export async function* readEntries(tx: Tx, question: StatementQuestion): AsyncGenerator<readonly StatementEntry[]> {
	const known = sql`recorded_at <= ${question.knownAt}::timestamptz`
	await tx.execute(sql`declare statement_entries no scroll cursor for
		with moved as materialized (${moved(question)})
		select m."on", m.amount, l.code as "loanCode", x.code as "bankLoanCode", coalesce(w.name, g.name) as "borrowerName", (
			select coalesce(jsonb_agg(jsonb_build_object('type', e.type, 'amount', e.amount::text, 'receiptNo', e.details ->> 'receiptNo') order by e.seq), '[]'::jsonb)
			from events e where e.contract_id = m.contract_id and e."on" = m."on" and e.${known} and e.type <> 'signed'
				and not exists (select from events r where r.contract_id = e.contract_id and r.reverses = e.seq and r."on" <= m."on" and r.${known})
		) as events
		from moved m join loans l on l.id = m.contract_id join lenders n on n.id = l.lender_id
			left join members w on w.id = l.member_id left join groups g on g.id = l.group_id
			left join external_codes x on x.owner_kind = 'loan' and x.owner_id = l.id and x.issuer = n.code
		order by m."on", m.contract_id`)
	try {
		for (;;) {
			const page = await tx.execute<EntryRow>(sql`fetch forward ${sql.raw(String(pageSize))} from statement_entries`)
			if (page.rows.length > 0) yield page.rows.map(entryOf)
			if (page.rows.length < pageSize) return
		}
	} finally {
		// A transaction that has failed has no cursor any more.
		await tx.execute(sql`close statement_entries`).catch(() => undefined)
	}
}

function entryOf({ amount, events, ...row }: EntryRow & Record<string, unknown>): StatementEntry {
	return {
		...row,
		amount: moneyFromText(amount),
		events: events.map((event) => ({ ...event, amount: event.amount === null ? null : moneyFromText(event.amount) })),
	}
}
