import type { Asker } from '../access/asker.js'
import { daysOfMonth } from '../fees/month.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Language } from '../kernel/refusal.js'
import { Refusal } from '../kernel/refusal.js'
import type { Book } from '../ledger/chart.js'
import { type Closing, holdBooks, insertClosing, insertReopening, readClosings, readStandings } from '../ledger/closing-store.js'
import { readBooks } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { endOfTime } from '../kernel/instant.js'
import { assertCentre, chosen } from './centre-actions.js'
import { type Checklist, checklists, checklistView, withWaivers } from './checklist-actions.js'
import { itemNames, itemsOf } from './checklist.js'
import { viewsOf } from './question-actions.js'
import type { CloseMonth, WaiveItem } from './schemas.js'
import { refuseOutOfOrder, refuseUnendedMonth, vietnameseMonth } from './sequence.js'
import * as store from './store.js'

/**
 * Closes a month of some books, all of them where none is named, together or not at all: each item of each checklist held or
 * waived. What is learnt from then on about its days is booked on the first day after it; each book keeps its balances, its
 * checklist and a digest.
 */
export async function closeMonth(tx: Tx, { month, books: codes }: CloseMonth, asker: Asker, today: CalendarDate) {
	const looker = { asker, today, knownAt: endOfTime }
	await assertCentre(tx, asker, today)
	const { last } = daysOfMonth(month)
	refuseUnendedMonth(last, today)
	const all = await readBooks(tx)
	const books = codes === undefined ? all : chosen(all, codes, 'books')
	// The list is long to draw up: out of order is told before it, and again when nobody else can close any more.
	await refuseClosed(tx, books, last)
	const lists = await checklists(tx, month, books, looker)
	refuseOpenItems(lists, asker.language)
	await holdBooks(tx)
	await refuseClosed(tx, books, last)
	const ids: string[] = []
	for (const { book, items } of lists) {
		const id = await insertClosing(tx, book, last, asker.userId)
		await store.insertItems(tx, id, items)
		ids.push(id)
	}
	return { month, closings: await viewsOf(tx, await closingsOf(tx, books, ids), asker.language) }
}

/** Says in somebody's name that a month of a book may be closed with what is open of an item, and why. */
export async function waiveItem(tx: Tx, { month, book: code, item, reason }: WaiveItem, asker: Asker, today: CalendarDate) {
	const looker = { asker, today, knownAt: endOfTime }
	await assertCentre(tx, asker, today)
	const { last: monthEnd } = daysOfMonth(month)
	refuseUnendedMonth(monthEnd, today)
	const books = chosen(await readBooks(tx), [code], 'book')
	await refuseClosed(tx, books, monthEnd, { everInOrder: false })
	const book = must(books[0], 'a book that was chosen')
	const details = { book: nameOf(book, asker.language), item: itemNames[item][asker.language] }
	if (!itemsOf(book.kind).includes(item)) throw new Refusal('closing.item-not-of-book', { path: 'item', details })
	const list = must((await checklists(tx, month, books, looker))[0], 'the checklist of a book')
	const { open } = must(
		list.items.find((one) => one.item === item),
		'an item of the book',
	)
	if (open === 0) throw new Refusal('closing.nothing-to-waive', { path: 'item', details })
	await store.insertWaiver(tx, { bookId: book.id, monthEnd, item, open, reason, recordedBy: asker.userId })
	return { month, ...checklistView(await withWaivers(tx, list, monthEnd), asker.language) }
}

/** Asks to open a closed book again, with the reason. Nothing changes until somebody else agrees. */
export async function askReopening(tx: Tx, closingId: string, reason: string, asker: Asker, today: CalendarDate) {
	await assertCentre(tx, asker, today)
	const { closing } = await reopenable(tx, closingId)
	const id = await store.insertReopening(tx, { closingId, reason, askedBy: asker.userId })
	if (id === null) throw new Refusal('closing.asked-already')
	return only(await viewsOf(tx, [closing], asker.language))
}

/**
 * Agrees to what another person asked: the book is open again from the first day of the month on. Nothing is deleted; what is
 * learnt from now on is booked in that month again, until it is closed anew.
 */
export async function approveReopening(tx: Tx, reopeningId: string, asker: Asker, today: CalendarDate) {
	await assertCentre(tx, asker, today)
	const reopening = await store.readReopening(tx, reopeningId)
	if (reopening === null) throw new Refusal('reopening.not-found')
	if (reopening.askedBy === asker.userId) throw new Refusal('reopening.by-the-same-person')
	await holdBooks(tx)
	const { book, closing } = await reopenable(tx, reopening.closingId)
	const openedById = await insertReopening(tx, closing.id, asker.userId)
	await store.insertApproval(tx, reopeningId, openedById, asker.userId)
	return only(await viewsOf(tx, await closingsOf(tx, [book], [closing.id]), asker.language))
}

/** The closing and its book, where it is what closes the book now. */
async function reopenable(tx: Tx, closingId: string): Promise<{ readonly closing: Closing; readonly book: Book }> {
	const books = await readBooks(tx)
	const [closing] = await closingsOf(tx, books, [closingId])
	if (closing === undefined || closing.kind !== 'closed' || closing.closedThrough === null) throw new Refusal('closing.not-found')
	const book = must(
		books.find(({ code }) => code === closing.book),
		'the book of a closing',
	)
	const standing = must((await readStandings(tx, [book.id])).get(book.id), 'a book that was closed')
	const approved = (await store.readReopenings(tx, [closingId])).get(closingId)?.approval ?? null
	if (approved !== null) throw new Refusal('closing.open-again')
	if (standing.lastId !== closingId) {
		const month = vietnameseMonth(standing.closedThrough ?? closing.closedThrough)
		throw new Refusal('closing.later-month-closed', { details: { book: book.name, month } })
	}
	return { closing, book }
}

async function closingsOf(tx: Tx, books: readonly Book[], ids: readonly string[]): Promise<readonly Closing[]> {
	const bookIds = books.map(({ id }) => id)
	return (await readClosings(tx, { bookIds, ids }, null, ids.length)).toReversed()
}

/** Refuses a month that a book has closed, and one that is not its next. */
async function refuseClosed(tx: Tx, books: readonly Book[], last: CalendarDate, { everInOrder = true } = {}): Promise<void> {
	const standings = await readStandings(
		tx,
		books.map(({ id }) => id),
	)
	for (const { id, name } of books) {
		const closedThrough = standings.get(id)?.closedThrough ?? null
		if (everInOrder || (closedThrough !== null && last <= closedThrough)) refuseOutOfOrder(name, closedThrough, last)
	}
}

/** Refuses to close where something is open, and names all of it at once. */
function refuseOpenItems(lists: readonly Checklist[], language: Language): void {
	const refusals = lists.flatMap(({ book, items }) =>
		items
			.filter(({ state }) => state === 'open')
			.map(({ item }) => ({ path: 'books', details: { book: nameOf(book, language), item: itemNames[item][language] } })),
	)
	const [first, ...others] = refusals
	if (first === undefined) return
	throw new Refusal('closing.not-held', { ...first, others: others.map((one) => new Refusal('closing.not-held', one)) })
}

function nameOf({ name, nameEn }: Book, language: Language): string {
	return language === 'vi' ? name : nameEn
}

function only<T>(views: readonly T[]): T {
	return must(views[0], 'a closing that was read')
}
