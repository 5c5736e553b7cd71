import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { type Money, moneyFromText } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import { bigints, smallints } from '../platform/sql-lists.js'
import type { AccountKind, Side } from './account.js'
import type { BookUnit } from './chart.js'

export type AccountLine = {
	readonly book: string
	readonly account: string
	readonly kind: AccountKind
	readonly normal: Side
	readonly name: string
	readonly nameEn: string
	readonly unit: BookUnit
	readonly decimals: number
	readonly debit: Money
	readonly credit: Money
}

/** By the day on which it happened, or by the open day on which it was booked. */
export type BookDates = 'on' | 'booked'

/**
 * What every account of some books received and gave up to a day, as it was known then. Where a book was closed by that day and
 * that moment its checkpoint is read, and of the postings only those that are not in it. Postings are summed by pair first:
 * there are few pairs.
 */
export async function sumAccounts(
	tx: Tx,
	bookIds: readonly number[],
	dates: BookDates,
	clocks: { readonly asOf: CalendarDate; readonly knownAt: Instant },
): Promise<readonly AccountLine[]> {
	const bases = basesOf(bookIds, await readCheckpointed(tx, bookIds, clocks))
	const closingIds = bases.flatMap(({ closingIds: ids }) => ids)
	const [debit, credit] = dates === 'on' ? [sql`k.debit`, sql`k.credit`] : [sql`k.booked_debit`, sql`k.booked_credit`]
	const question = { ...clocks, dates }
	const read = await tx.execute<AccountLine & { readonly debit: never; readonly credit: never } & Record<string, string>>(sql`
		with pairs as (
			select moved.book_id, moved.debit, moved.credit, sum(moved.amount) as amount
			from (${sql.join(
				bases.flatMap((base) => movedSince(base, question)),
				sql` union all `,
			)}) as moved
			group by moved.book_id, moved.debit, moved.credit
		), sides as (
			select book_id, debit as code, amount as debit, 0 as credit from pairs
			union all
			select book_id, credit, 0, amount from pairs
			union all
			select c.book_id, k.account, ${debit}, ${credit} from checkpoints k join closings c on c.id = k.closing_id where k.closing_id = any(${bigints(closingIds)})
		)
		select b.code as book, a.code as account, a.kind, a.normal, a.name, a.name_en as "nameEn", b.unit, b.decimals,
			coalesce(sum(s.debit), 0) as debit, coalesce(sum(s.credit), 0) as credit
		from accounts a join books b on b.id = a.book_id left join sides s on s.book_id = a.book_id and s.code = a.code
		where a.book_id = any(${smallints(bookIds)})
		group by b.id, b.code, b.unit, b.decimals, a.code, a.kind, a.normal, a.name, a.name_en order by b.id, a.code limit 10000`)
	return read.rows.map((row) => ({ ...row, debit: moneyFromText(row.debit), credit: moneyFromText(row.credit) }))
}

/** A closing whose checkpoint answers for its book up to its day. */
type Checkpointed = {
	readonly bookId: number
	readonly closingId: string
	readonly closedThrough: CalendarDate
	readonly lastEntryId: string
	/** From this entry on, news of days up to the checkpoint's may have been booked after it: that month had been closed before. */
	readonly newsAfter: string | null
}

/** Books that are summed from the same place: from a checkpoint of the same day and entry, or from the beginning. */
type Base = { readonly bookIds: number[]; readonly closingIds: string[]; readonly from: Omit<Checkpointed, 'bookId' | 'closingId'> | null }

type Question = { readonly dates: BookDates; readonly asOf: CalendarDate; readonly knownAt: Instant }

/** Of each book the latest closing of days up to one that was known then; all that is in its checkpoint was known too. */
async function readCheckpointed(
	tx: Tx,
	bookIds: readonly number[],
	{ asOf, knownAt }: { readonly asOf: CalendarDate; readonly knownAt: Instant },
): Promise<readonly Checkpointed[]> {
	const read = await tx.execute<Checkpointed & Record<string, unknown>>(sql`
		select distinct on (c.book_id) c.book_id as "bookId", c.id as "closingId", c.closed_through as "closedThrough", c.last_entry_id as "lastEntryId",
			(select min(x.last_entry_id) from closings x where x.book_id = c.book_id and x.id < c.id and x.closed_through >= c.closed_through) as "newsAfter"
		from closings c where c.kind = 'closed' and c.book_id = any(${smallints(bookIds)})
			and c.closed_through <= ${asOf}::date and c.recorded_at <= ${knownAt}::timestamptz
		order by c.book_id, c.closed_through desc, c.id desc limit 1000`)
	return read.rows
}

function basesOf(bookIds: readonly number[], checkpointed: readonly Checkpointed[]): readonly Base[] {
	const bases = new Map<string, Base>()
	for (const id of bookIds) {
		const found = checkpointed.find(({ bookId }) => bookId === id)
		const from =
			found === undefined ? null : { closedThrough: found.closedThrough, lastEntryId: found.lastEntryId, newsAfter: found.newsAfter }
		const key = JSON.stringify(from)
		const base = bases.get(key) ?? { bookIds: [], closingIds: [], from }
		bases.set(key, base)
		base.bookIds.push(id)
		if (found !== undefined) base.closingIds.push(found.closingId)
	}
	// Without any book there is still a question, and an answer without lines.
	return bases.size === 0 ? [{ bookIds: [], closingIds: [], from: null }] : [...bases.values()]
}

/** The postings up to a day that were known then and are in no checkpoint of their base, as selections that have none in common. */
function movedSince({ bookIds, from }: Base, { dates, asOf, knownAt }: Question): readonly SQL[] {
	const day = dates === 'on' ? sql`p."on"` : sql`e.booked_on`
	const moved = sql`select p.book_id, p.debit, p.credit, p.amount from`
	const postings = dates === 'on' ? sql`postings p` : sql`postings p join entries e on e.id = p.entry_id`
	const known = sql`p.recorded_at <= ${knownAt}::timestamptz and ${day} <= ${asOf}::date`
	if (from === null) return [sql`${moved} ${postings} where p.book_id = any(${smallints(bookIds)}) and ${known}`]
	const { closedThrough, lastEntryId, newsAfter } = from
	const entries = sql`entries e join postings p on p.entry_id = e.id where e.book_id = any(${smallints(bookIds)}) and ${known}`
	// Said of both tables, for the planner carries no bound from one to the other.
	const after =
		dates === 'on' ? sql`p.entry_id > ${lastEntryId}::bigint` : sql`p.entry_id > ${lastEntryId}::bigint and e.id > ${lastEntryId}::bigint`
	const since = sql`${moved} ${postings} where ${after} and p.book_id = any(${smallints(bookIds)}) and ${known}`
	const laterDays = sql`${moved} ${entries} and e.id <= ${lastEntryId}::bigint and e."on" > ${closedThrough}::date and e."on" <= ${asOf}::date`
	if (dates === 'on' || newsAfter === null) return [since, laterDays]
	const bookedLater = sql`${moved} ${entries} and e.id > ${newsAfter}::bigint and e.id <= ${lastEntryId}::bigint
		and e."on" <= ${closedThrough}::date and e.booked_on > ${closedThrough}::date`
	return [since, laterDays, bookedLater]
}
