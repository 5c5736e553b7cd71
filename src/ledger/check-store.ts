import { sql, type SQL } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Tx } from '../platform/database.js'
import { checkpointDigest } from './closing.js'
import { readCheckpoint, readClosings } from './closing-store.js'
import { readBooks } from './store.js'

/** Something in the book itself that may not be, whatever caused it. */
export type BookFinding = { readonly rule: string; readonly entryId: string | null; readonly what: string }

/** The entries of one book on the days of a period. */
export type BookPeriod = { readonly bookId: number; readonly from: CalendarDate; readonly to: CalendarDate }

/**
 * What the database's own guards promise, looked at again as if somebody had gone around them: every entry has postings,
 * every posting agrees with its entry, amounts are whole and positive between two accounts, each book's debits equal its
 * credits, nothing is booked into a month that was closed before it was recorded. Of all books, or of a period of one.
 */
export async function checkBooks(tx: Tx, period: BookPeriod | null = null): Promise<readonly BookFinding[]> {
	const within = (alias: SQL): SQL =>
		period === null
			? sql`true`
			: sql`${alias}.book_id = ${period.bookId} and ${alias}."on" between ${period.from}::date and ${period.to}::date`
	// Of a period the postings are found by their entries, for which there is an index.
	const postings =
		period === null ? sql`postings p` : sql`(select q.* from entries o join postings q on q.entry_id = o.id where ${within(sql`o`)}) p`
	const found = await tx.execute<{ rule: string; entry_id: string | null; what: string }>(sql`
		select 'entry without postings' as rule, e.id as entry_id, 'of ' || e."on" as what
		from entries e where ${within(sql`e`)} and not exists (select from postings p where p.entry_id = e.id)
		union all
		select 'posting that is not its entry''s', p.entry_id, 'line ' || p.line
		from ${postings} left join entries e on e.id = p.entry_id
		where e.id is null or e.book_id <> p.book_id or e."on" <> p."on" or e.recorded_at <> p.recorded_at or e.contract_id is distinct from p.contract_id
		union all
		select 'posting that cannot be', p.entry_id, 'line ' || p.line
		from ${postings} where p.debit = p.credit or p.amount <= 0 or p.amount <> trunc(p.amount)
		union all
		select 'account of no chart', p.entry_id, 'line ' || p.line
		from ${postings} left join accounts d on d.book_id = p.book_id and d.code = p.debit left join accounts c on c.book_id = p.book_id and c.code = p.credit
		where d.code is null or c.code is null
		union all
		select 'booked before it happened, or into a closed month', e.id, 'on ' || e."on" || ', booked ' || e.booked_on
		from entries e where ${within(sql`e`)} and (e.booked_on < e."on" or e.booked_on <= (select c.closed_through from closings c
			where c.book_id = e.book_id and c.last_entry_id < e.id order by c.id desc limit 1))
		limit 1000`)
	return found.rows.map(({ rule, entry_id, what }) => ({ rule, entryId: entry_id, what }))
}

/**
 * Checkpoints that are not what they were when the book was closed, or not what the postings up to the last entry of then come
 * to. What a checkpoint holds a later one holds too, so that one look at the postings tells them all.
 */
export async function checkCheckpoints(tx: Tx): Promise<readonly { readonly closingId: string; readonly what: string }[]> {
	const findings: { closingId: string; what: string }[] = []
	for (const { id: bookId } of await readBooks(tx)) {
		for (const closing of await readClosings(tx, { bookIds: [bookId] }, null, 10_000)) {
			const { id, book, kind, closedThrough, lastEntryId, sha256 } = closing
			if (kind === 'reopened' || closedThrough === null) continue
			const lines = await readCheckpoint(tx, id)
			if (checkpointDigest({ book, closedThrough, lastEntryId, lines }) !== sha256)
				findings.push({ closingId: id, what: 'the checkpoint is not the one that was closed' })
		}
	}
	const off = await tx.execute<{ id: string; account: string }>(sql`
		with ${reckoned(sql`happened`, sql`e."on"`)}, ${reckoned(sql`booked`, sql`e.booked_on`)}
		select k.closing_id as id, k.account from checkpoints k
			left join happened h on h.closing_id = k.closing_id and h.account = k.account
			left join booked b on b.closing_id = k.closing_id and b.account = k.account
		where (k.debit, k.credit, k.booked_debit, k.booked_credit)
			is distinct from (coalesce(h.debit, 0), coalesce(h.credit, 0), coalesce(b.debit, 0), coalesce(b.credit, 0))
		order by k.closing_id, k.account limit 1000`)
	return [
		...findings,
		...off.rows.map(({ id, account }) => ({ closingId: id, what: `the postings of account ${account} come to something else` })),
	]
}

/** What the postings come to at each closing, by account: each is put to the first closing that holds it, and carried to those after. */
function reckoned(name: SQL, day: SQL): SQL {
	return sql`${name}_of as (
			select c.first as closing_id, s.account, sum(s.debit) as debit, sum(s.credit) as credit
			from entries e
				cross join lateral (select min(c.id) as first from closings c where c.book_id = e.book_id and c.kind = 'closed'
					and c.last_entry_id >= e.id and c.closed_through >= ${day}) c
				join postings p on p.entry_id = e.id
				cross join lateral (values (p.debit, p.amount::numeric, 0::numeric), (p.credit, 0::numeric, p.amount::numeric)) as s (account, debit, credit)
			where c.first is not null group by c.first, s.account
		), ${name} as (
			select c.id as closing_id, o.account, sum(o.debit) as debit, sum(o.credit) as credit
			from closings c join closings f on f.book_id = c.book_id and f.id <= c.id join ${name}_of o on o.closing_id = f.id
			where c.kind = 'closed' group by c.id, o.account
		)`
}
