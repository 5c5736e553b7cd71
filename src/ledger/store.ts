import { asc, eq } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { must } from '../kernel/assert.js'
import type { Tx } from '../platform/database.js'
import { type Book, type BookDefinition, charts, standingBooks } from './chart.js'
import { accounts, books } from './tables.js'
import type { Posting } from './posting.js'

/** Opens a book with the accounts of its chart; one that is open already stays as it is. */
export async function openBook(tx: Tx, book: BookDefinition): Promise<Book> {
	await tx.insert(books).values(book).onConflictDoNothing({ target: books.code })
	const opened = await readBook(tx, book.code)
	const { id } = must(opened, 'a book that was just opened')
	await tx
		.insert(accounts)
		.values(charts[book.kind].map(({ code, kind, normal, name, nameEn }) => ({ bookId: id, code, kind, normal, name, nameEn })))
		.onConflictDoNothing()
	return must(opened, 'a book that was just opened')
}

/** Opens the books that every Union has, and in every book the accounts that its chart has gained since it was opened. */
export async function openStandingBooks(tx: Tx): Promise<void> {
	for (const book of [...standingBooks, ...(await readBooks(tx))]) await openBook(tx, { ...book })
}

/** The book of that code, or null. */
export async function readBook(tx: Tx, code: string): Promise<Book | null> {
	const found = await tx.select().from(books).where(eq(books.code, code)).limit(1)
	return found[0] ?? null
}

/** All books, in the order in which they were opened. */
export async function readBooks(tx: Tx): Promise<readonly Book[]> {
	return tx.select().from(books).orderBy(asc(books.id)).limit(1_000)
}

/** An entry that belongs to the book itself and to no contract, such as capital paid in. Answers its id. */
export async function insertBookEntry(
	tx: Tx,
	entry: { readonly bookId: number; readonly on: CalendarDate; readonly text: string; readonly postings: readonly Posting[] },
	recordedAt: string | null,
): Promise<string> {
	const written = await tx.$client.query<{ id: string; recorded_at: string }>(
		`insert into entries (book_id, "on", booked_on, recorded_at, text)
		values ($1, $2, greatest($2::date, (select closed_through + 1 from closings where book_id = $1 order by id desc limit 1)), coalesce($3::timestamptz, clock_timestamp()), $4)
		returning id, recorded_at`,
		[entry.bookId, entry.on, recordedAt, entry.text],
	)
	const { id, recorded_at } = must(written.rows[0], 'an entry that was just written')
	await tx.$client.query(
		`insert into postings (entry_id, line, book_id, "on", recorded_at, debit, credit, amount)
		select $1, line, $2, $3, $4, debit, credit, amount
		from unnest($5::text[], $6::text[], $7::numeric[]) with ordinality as given (debit, credit, amount, line)`,
		[
			id,
			entry.bookId,
			entry.on,
			recorded_at,
			entry.postings.map(({ debit }) => debit),
			entry.postings.map(({ credit }) => credit),
			entry.postings.map(({ amount }) => amount.toString()),
		],
	)
	return id
}
