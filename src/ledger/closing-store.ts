import { sql } from 'drizzle-orm'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { endOfTime, type Instant, instantFromDatabase } from '../kernel/instant.js'
import { moneyFromText } from '../kernel/money.js'
import type { Tx } from '../platform/database.js'
import { bigints, smallints } from '../platform/sql-lists.js'
import { type CheckpointLine, checkpointDigest, type ClosingKind } from './closing.js'
import { sumAccounts } from './balance-store.js'
import type { Book } from './chart.js'
import { checkpoints } from './tables.js'

/** A line of what closed a book or opened it again. */
export type Closing = {
	readonly id: string
	readonly book: string
	readonly bookName: string
	readonly kind: ClosingKind
	/** The last day that is closed from then on; null where none is. */
	readonly closedThrough: CalendarDate | null
	readonly lastEntryId: string
	readonly recordedAt: Instant
	readonly recordedBy: string
	readonly sha256: string | null
}

/** How a book stands: through which day it is closed, by which line; and when it was opened again last. */
export type Standing = {
	readonly bookId: number
	readonly closedThrough: CalendarDate | null
	readonly lastId: string
	readonly reopenedAt: Instant | null
}

/**
 * Holds every book until the transaction ends: who is about to post waits, and then sees what was closed; who has posted is
 * seen here. Whoever closes or opens a book does it after this.
 */
export async function holdBooks(tx: Tx): Promise<void> {
	await tx.execute(sql`select hold_books()`)
}

/** How some books stand, by id; one that was never closed is not there. */
export async function readStandings(tx: Tx, bookIds: readonly number[]): Promise<ReadonlyMap<number, Standing>> {
	const read = await tx.execute<Standing & { readonly reopenedAt: string | null } & Record<string, unknown>>(sql`
		select distinct on (c.book_id) c.book_id as "bookId", c.closed_through as "closedThrough", c.id as "lastId",
			(select max(r.recorded_at) from closings r where r.book_id = c.book_id and r.kind = 'reopened') as "reopenedAt"
		from closings c where c.book_id = any(${smallints(bookIds)}) order by c.book_id, c.id desc limit 1000`)
	return new Map(
		read.rows.map((row) => [row.bookId, { ...row, reopenedAt: row.reopenedAt === null ? null : instantFromDatabase(row.reopenedAt) }]),
	)
}

/** Closes a book through a day with its checkpoint, which is read from the one before and what was posted since. The books are held. */
export async function insertClosing(tx: Tx, book: Book, closedThrough: CalendarDate, userId: string): Promise<string> {
	const clocks = { asOf: closedThrough, knownAt: endOfTime }
	const happened = await sumAccounts(tx, [book.id], 'on', clocks)
	const booked = new Map((await sumAccounts(tx, [book.id], 'booked', clocks)).map((line) => [line.account, line]))
	const lines: readonly CheckpointLine[] = happened.map(({ account, debit, credit }) => {
		const line = must(booked.get(account), 'an account of the same book')
		return { account, debit, credit, bookedDebit: line.debit, bookedCredit: line.credit }
	})
	const lastEntryId = await readLastEntryId(tx)
	const sha256 = checkpointDigest({ book: book.code, closedThrough, lastEntryId, lines })
	const id = await insertLine(tx, { bookId: book.id, kind: 'closed', closedThrough, lastEntryId, userId, sha256 })
	await tx.insert(checkpoints).values(lines.map((line) => ({ ...line, closingId: BigInt(id) })))
	return id
}

/** Opens a book again as it was before a closing of it. The books are held. */
export async function insertReopening(tx: Tx, closingId: string, userId: string): Promise<string> {
	const read = await tx.execute<{ bookId: number; before: CalendarDate | null }>(sql`
		select c.book_id as "bookId", (select b.closed_through from closings b where b.book_id = c.book_id and b.id < c.id order by b.id desc limit 1) as before
		from closings c where c.id = ${closingId}::bigint`)
	const { bookId, before } = must(read.rows[0], 'a closing that was read before')
	return insertLine(tx, { bookId, kind: 'reopened', closedThrough: before, lastEntryId: await readLastEntryId(tx), userId, sha256: null })
}

export type ClosingFilter = {
	readonly bookIds: readonly number[]
	readonly id?: string | undefined
	readonly ids?: readonly string[] | undefined
	readonly closedThrough?: CalendarDate | undefined
}

/** What closed some books and opened them again, the latest first: at most `limit`, before a number where one is given. */
export async function readClosings(tx: Tx, filter: ClosingFilter, before: string | null, limit: number): Promise<readonly Closing[]> {
	const { bookIds, id, ids, closedThrough } = filter
	const read = await tx.execute<Closing & Record<string, unknown>>(sql`
		select c.id, b.code as book, b.name as "bookName", c.kind, c.closed_through as "closedThrough", c.last_entry_id as "lastEntryId",
			c.recorded_at as "recordedAt", c.recorded_by as "recordedBy", c.sha256
		from closings c join books b on b.id = c.book_id
		where c.book_id = any(${smallints(bookIds)}) and ${id === undefined ? sql`true` : sql`c.id = ${id}::bigint`}
			and ${ids === undefined ? sql`true` : sql`c.id = any(${bigints(ids)})`}
			and ${closedThrough === undefined ? sql`true` : sql`c.closed_through = ${closedThrough}::date`}
			and ${before === null ? sql`true` : sql`c.id < ${before}::bigint`}
		order by c.id desc limit ${limit}`)
	return read.rows.map((row) => ({ ...row, recordedAt: instantFromDatabase(row.recordedAt) }))
}

/** The checkpoint of a closing, by account. */
export async function readCheckpoint(tx: Tx, closingId: string): Promise<readonly CheckpointLine[]> {
	const read = await tx.execute<Record<keyof CheckpointLine, string>>(sql`select k.account, k.debit, k.credit,
			k.booked_debit as "bookedDebit", k.booked_credit as "bookedCredit"
		from checkpoints k where k.closing_id = ${closingId}::bigint order by k.account limit 1000`)
	return read.rows.map(({ account, ...sums }) => ({
		account,
		debit: moneyFromText(sums.debit),
		credit: moneyFromText(sums.credit),
		bookedDebit: moneyFromText(sums.bookedDebit),
		bookedCredit: moneyFromText(sums.bookedCredit),
	}))
}

async function readLastEntryId(tx: Tx): Promise<string> {
	const read = await tx.execute<{ id: string }>(sql`select coalesce(max(id), 0) as id from entries`)
	return must(read.rows[0], 'a number').id
}

type NewLine = {
	readonly bookId: number
	readonly kind: ClosingKind
	readonly closedThrough: CalendarDate | null
	readonly lastEntryId: string
	readonly userId: string
	readonly sha256: string | null
}

/** The moment is no earlier than any entry up to the last one, even where that was told a moment of its own. */
async function insertLine(tx: Tx, { bookId, kind, closedThrough, lastEntryId, userId, sha256 }: NewLine): Promise<string> {
	const written = await tx.execute<{ id: string }>(sql`
		insert into closings (book_id, kind, closed_through, last_entry_id, recorded_at, recorded_by, sha256)
		values (${bookId}, ${kind}, ${closedThrough}::date, ${lastEntryId}::bigint, greatest(clock_timestamp(),
			(select max(recorded_at) from closings), (select max(recorded_at) from entries where id > coalesce((select max(last_entry_id) from closings), 0))),
			${userId}::bigint, ${sha256})
		returning id`)
	return must(written.rows[0], 'a line that was just written').id
}
