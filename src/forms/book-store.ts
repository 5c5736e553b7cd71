import { sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { moneyFromText } from '../kernel/money.js'
import type { Posting } from '../ledger/posting.js'
import type { Tx } from '../platform/database.js'
import { bigints, texts } from '../platform/sql-lists.js'
import { codeOfContract, whoseContract } from '../reports/whose-store.js'
import type { BookMonth } from './book-month.js'
import type { JournalEntry } from './journal-book.js'

/** The entries of a period in the order of a printed book, batch by batch; only those that touch one of the accounts, where some are named. */
export async function* readBook(tx: Tx, month: BookMonth, accounts: readonly string[] = []): AsyncGenerator<JournalEntry> {
	const ids = await readIds(tx, month, accounts)
	for (let start = 0; start < ids.length; start += batchSize) yield* await readEntries(tx, ids.slice(start, start + batchSize))
}

const batchSize = 1_000

/** Numbers alone are read for the whole period, so that everything else stays in small batches. */
async function readIds(tx: Tx, { book, from, to, knownAt }: BookMonth, accounts: readonly string[]): Promise<readonly string[]> {
	const touched =
		accounts.length === 0
			? sql``
			: sql`and exists (select 1 from postings p where p.entry_id = e.id and (p.debit = any(${texts(accounts)}) or p.credit = any(${texts(accounts)})))`
	const read = await tx.execute<{ id: string }>(sql`
		select e.id from entries e where e.book_id = ${book.id}::smallint and e."on" <= ${to}::date
			and e.booked_on between ${from}::date and ${to}::date and e.recorded_at <= ${knownAt}::timestamptz ${touched}
		order by e.booked_on, e.id limit 10000000`)
	return read.rows.map(({ id }) => id)
}

async function readEntries(tx: Tx, ids: readonly string[]): Promise<readonly JournalEntry[]> {
	const read = await tx.execute<Row>(sql`
		with chosen as materialized (
			select e.*, v.type, v."on" as event_on, v.details, v.reverses, c.kind, coalesce(v.reverses is not null or v."on" <> e."on", false) as late
			from entries e left join contracts c on c.id = e.contract_id
				left join events v on v.contract_id = e.contract_id and v.seq = e.event_seq
			where e.id = any(${bigints(ids)})
		)
		select e.id, e."on", e.booked_on as "bookedOn", e.text, e.kind, e.type, e.event_on as "eventOn", u.type as undoes, e.late,
			coalesce(e.details ->> 'receiptNo', e.details ->> 'paperNo', e.details ->> 'decisionNo', u.details ->> 'receiptNo') as "paperNo",
			${codeOfContract} as code, m.name as who,
			(select json_agg(json_build_array(p.debit, p.credit, p.amount::text) order by p.line) from postings p where p.entry_id = e.id) as postings,
			case when e.late then (
				select json_agg(json_build_array(b.late, b.postings) order by b.id) from (
					select x.id, coalesce(w.reverses is not null or w."on" <> x."on", false) as late,
						(select json_agg(json_build_array(p.debit, p.credit, p.amount::text) order by p.line) from postings p where p.entry_id = x.id) as postings
					from entries x left join events w on w.contract_id = x.contract_id and w.seq = x.event_seq
					where x.contract_id = e.contract_id and x.book_id = e.book_id and x."on" = e."on" and x.id < e.id
				) b) end as before
		from chosen e
			left join events u on u.contract_id = e.contract_id and u.seq = e.reverses
			${whoseContract(sql`e.contract_id`)}
		order by e.booked_on, e.id`)
	return read.rows.map(({ type, eventOn, undoes, late, postings, before, ...row }) => ({
		...row,
		event: type === null || eventOn === null ? null : { type, on: eventOn, undoes },
		isLate: late,
		postings: postingsOf(postings),
		before: (before ?? []).map(([isLate, lines]) => ({ isLate, postings: postingsOf(lines) })),
	}))
}

type Line = readonly [debit: string, credit: string, amount: string]
type Row = Omit<JournalEntry, 'event' | 'isLate' | 'postings' | 'before'> & {
	readonly type: string | null
	readonly eventOn: CalendarDate | null
	readonly undoes: string | null
	readonly late: boolean
	readonly postings: readonly Line[] | null
	readonly before: readonly (readonly [boolean, readonly Line[] | null])[] | null
} & Record<string, unknown>

function postingsOf(lines: readonly Line[] | null): readonly Posting[] {
	return (lines ?? []).map(([debit, credit, amount]) => ({ debit, credit, amount: moneyFromText(amount) }))
}
