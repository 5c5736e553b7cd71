import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import { type Money, moneyFromText } from '../kernel/money.js'
import type { BookUnit } from '../ledger/chart.js'
import type { Tx } from '../platform/database.js'
import { smallints } from '../platform/sql-lists.js'

export type Entry = {
	readonly id: string
	readonly book: string
	readonly loanId: string | null
	readonly loanCode: string | null
	/** What it belongs to, a loan or another promise; null where it is of the book itself. */
	readonly contract: { readonly id: string; readonly kind: string } | null
	readonly event: { readonly id: string; readonly type: string } | null
	readonly text: string | null
	readonly on: CalendarDate
	readonly bookedOn: CalendarDate
	readonly recordedAt: Instant
	readonly unit: BookUnit
	readonly decimals: number
	readonly lines: readonly { readonly debit: string; readonly credit: string; readonly amount: Money }[]
}

export type EntryFilter = {
	readonly bookIds: readonly number[]
	readonly loanId?: string | undefined
	readonly account?: string | undefined
	readonly from?: CalendarDate | undefined
	readonly to?: CalendarDate | undefined
	/** Recorded by then. */
	readonly knownAt?: Instant | undefined
}

/** The code of the memorandum book of a lender; null where it has none of its own. */
export async function memorandumBookOf(tx: Tx, lenderId: string): Promise<string | null> {
	const read = await tx.execute<{ book: string }>(sql`select book from lenders where id = ${lenderId}::bigint and entrusted limit 1`)
	return read.rows[0]?.book ?? null
}

/** Entries in the order of their numbers, from one on: at most `limit`. */
export async function listEntries(tx: Tx, filter: EntryFilter, after: string, limit: number): Promise<readonly Entry[]> {
	const { bookIds, loanId, account, from, to, knownAt } = filter
	const conditions: SQL[] = [sql`e.id > ${after}::bigint`, sql`e.book_id = any(${smallints(bookIds)})`]
	if (loanId !== undefined) conditions.push(sql`e.contract_id = ${loanId}::bigint`)
	if (from !== undefined) conditions.push(sql`e."on" >= ${from}::date`)
	if (to !== undefined) conditions.push(sql`e."on" <= ${to}::date`)
	if (knownAt !== undefined) conditions.push(sql`e.recorded_at <= ${knownAt}::timestamptz`)
	if (account !== undefined) {
		conditions.push(sql`exists (select 1 from postings x where x.entry_id = e.id and (x.debit = ${account} or x.credit = ${account}))`)
	}
	return readEntries(tx, sql`${sql.join(conditions, sql` and `)} order by e.id limit ${limit}`)
}

export async function readEntry(tx: Tx, bookIds: readonly number[], id: string): Promise<Entry | null> {
	const [entry] = await readEntries(tx, sql`e.id = ${id}::bigint and e.book_id = any(${smallints(bookIds)}) limit 1`)
	return entry ?? null
}

async function readEntries(tx: Tx, where: SQL): Promise<readonly Entry[]> {
	const read = await tx.execute<EntryRow>(sql`
		with chosen as materialized (select e.* from entries e where ${where})
		select e.id, b.code as book, b.unit, b.decimals, l.id as "loanId", l.code as "loanCode", c.id as "contractId", c.kind, e.event_seq as seq, v.type, e.text,
			e."on", e.booked_on as "bookedOn", e.recorded_at as "recordedAt",
			(select json_agg(json_build_array(p.debit, p.credit, p.amount::text) order by p.line) from postings p where p.entry_id = e.id) as lines
		from chosen e join books b on b.id = e.book_id
			left join contracts c on c.id = e.contract_id
			left join loans l on l.id = e.contract_id
			left join events v on v.contract_id = e.contract_id and v.seq = e.event_seq
		order by e.id`)
	return read.rows.map(({ seq, type, recordedAt, lines, contractId, kind, ...row }) => ({
		...row,
		contract: contractId === null ? null : { id: contractId, kind: kind ?? '' },
		event: seq === null ? null : { id: String(seq), type: type ?? '' },
		recordedAt: instantFromDatabase(recordedAt),
		lines: (lines ?? []).map(([debit, credit, amount]) => ({ debit, credit, amount: moneyFromText(amount) })),
	}))
}

type EntryRow = Omit<Entry, 'contract' | 'event' | 'lines' | 'recordedAt'> & {
	readonly contractId: string | null
	readonly kind: string | null
	readonly seq: number | null
	readonly type: string | null
	readonly recordedAt: string
	readonly lines: readonly [string, string, string][] | null
} & Record<string, unknown>
