import type { Asker } from '../access/asker.js'
import { daysOfMonth, type Month } from '../fees/month.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Language, Refusal } from '../kernel/refusal.js'
import { type Closing, readCheckpoint, readClosings } from '../ledger/closing-store.js'
import type { Tx } from '../platform/database.js'
import { pageOf, pageWish } from '../platform/page.js'
import { assertCentre, booksReached } from './centre-actions.js'
import { checklists, checklistView, itemView, type Looker } from './checklist-actions.js'
import type { ListClosings } from './schemas.js'
import * as store from './store.js'

/** What has to be in order before a month is closed, book by book, and what of it is open. */
export async function findChecklists(tx: Tx, month: Month, book: string | undefined, looker: Looker) {
	const { asker, today } = looker
	await assertCentre(tx, asker, today)
	const books = await booksReached(tx, asker, today, book)
	return { month, books: (await checklists(tx, month, books, looker)).map((list) => checklistView(list, asker.language)) }
}

/** What closed the books and opened them again, the latest first. */
export async function listClosings(tx: Tx, query: ListClosings, asker: Asker, today: CalendarDate) {
	const { month, book } = query
	const { limit, after } = pageWish(query)
	const books = await booksReached(tx, asker, today, book)
	const filter = { bookIds: books.map(({ id }) => id), closedThrough: month === undefined ? undefined : daysOfMonth(month).last }
	const { items, next } = pageOf(await readClosings(tx, filter, after?.[0] ?? null, limit + 1), limit, ({ id }) => [id])
	return { items: await viewsOf(tx, items, asker.language), next }
}

/** One closing with its checkpoint: what every account had received and given when the book was closed. */
export async function findClosing(tx: Tx, id: string, asker: Asker, today: CalendarDate) {
	const bookIds = (await booksReached(tx, asker, today)).map((book) => book.id)
	const [closing] = await readClosings(tx, { bookIds, id }, null, 1)
	if (closing === undefined) throw new Refusal('closing.not-found')
	const [view] = await viewsOf(tx, [closing], asker.language)
	return { ...must(view, 'a closing that was read'), checkpoint: await readCheckpoint(tx, id) }
}

/** Closings as they are shown: with the checklist of each, and what was asked since. */
export async function viewsOf(tx: Tx, closings: readonly Closing[], language: Language) {
	const ids = closings.map(({ id }) => id)
	const items = await store.readItems(tx, ids)
	const reopenings = await store.readReopenings(tx, ids)
	return closings.map(({ id, closedThrough, ...closing }) => ({
		id,
		...closing,
		month: closing.kind === 'closed' && closedThrough !== null ? closedThrough.slice(0, 7) : null,
		closedThrough,
		items: (items.get(id) ?? []).map((item) => itemView(item, language)),
		reopening: reopenings.get(id) ?? null,
	}))
}
