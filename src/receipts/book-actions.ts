import type { Asker } from '../access/asker.js'
import { record } from '../contracts/actions.js'
import { eventToUndo, reversalOf } from '../contracts/reversal.js'
import { insertContracts, readEvents } from '../contracts/store.js'
import { type Happening, type Outcome, refuseFutureDay } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import { readBook } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import type { ReceiptEventDetails, ReceiptEventType } from './event.js'
import { cachedState, keptBook } from './kept.js'
import type { IssueBook, ReturnReceipts } from './schemas.js'
import { printed, seriesKey } from './serial.js'
import { blankOf, type BookState } from './state.js'
import * as store from './store.js'
import type { BookRow } from './stored.js'
import { outcomeView } from './views.js'

/** A book has so many leaves at most: what a leader can count before two witnesses. */
const leavesMax = 500

/**
 * Issues a book, a series and a range of its serials, to a group, into the hands of its leader. Refused where another
 * book has some of the serials ('receipt.range-overlaps' names it).
 */
export async function issueBook(tx: Tx, command: IssueBook, asker: Asker, today: CalendarDate) {
	const { series, groupId, on, paperNo } = command
	refuseFutureDay(on, today)
	const holderId = await holderOf(tx, command, asker)
	const [first, last, width] = [Number(command.first), Number(command.last), command.first.length]
	if (command.last.length !== width || first > last || last - first >= leavesMax)
		throw new Refusal('receipt.range-backwards', { path: 'last', details: { limit: String(leavesMax) } })
	const key = seriesKey(series)
	const other = await store.findOverlap(tx, key, first, last)
	if (other !== null) throw new Refusal('receipt.range-overlaps', { path: 'first', details: { ...namesOf(other), group: other.groupName } })
	const ledger = must(await readBook(tx, 'groups'), 'the book of groups')
	const [made] = await insertContracts(tx, 'receipt-book', [{ bookId: ledger.id, on }])
	const id = must(made, 'a contract that was just made')
	await store.insertBook(tx, { id, series, seriesKey: key, first, last, width, groupId })
	const row = must(await store.readBookRow(tx, id, asker.scope, 'lock'), 'a book that was just issued')
	return outcomeView(row, await recordOn(tx, row, 'issued', on, { groupId, holderId: holderId ?? undefined, paperNo }, asker, today))
}

/** Leaves that were spoilt or are void: the page is kept, and its reason. */
export function cancelReceipts(tx: Tx, bookId: string, command: Reasoned, asker: Asker, today: CalendarDate) {
	return withReason(tx, bookId, 'cancelled', command, asker, today)
}

/** Leaves that are reported missing on a day. */
export function reportMissing(tx: Tx, bookId: string, command: Reasoned, asker: Asker, today: CalendarDate) {
	return withReason(tx, bookId, 'missing', command, asker, today)
}

/** Unused leaves go back: those that are named, or all that are still blank. */
export async function returnReceipts(tx: Tx, bookId: string, command: ReturnReceipts, asker: Asker, today: CalendarDate) {
	const { on, serials: named, ...details } = command
	const row = await lockedBook(tx, bookId, asker)
	const serials = named?.map(Number) ?? blankOf(cachedState(row.contract), row)
	if (serials.length === 0) throw new Refusal('receipt.nothing-blank')
	return outcomeView(row, await recordOn(tx, row, 'returned', on, { serials, ...details }, asker, today))
}

/** Undoes an event of a book: what was used, cancelled, missing or returned by it is blank again. */
export async function reverseReceiptEvent(
	tx: Tx,
	bookId: string,
	eventId: string,
	command: { readonly on?: CalendarDate | undefined; readonly reason: string },
	asker: Asker,
	today: CalendarDate,
) {
	const row = await lockedBook(tx, bookId, asker)
	const history = (await readEvents(tx, [bookId])).get(bookId) ?? []
	const target = eventToUndo(history, eventId)
	if (target.type === 'issued') throw new Refusal('receipt.issue-not-reversed')
	if (target.type === 'passed-on') throw new Refusal('receipt.passing-not-reversed')
	const { on, details, reverses } = reversalOf(target, command, today)
	return outcomeView(row, await recordOn(tx, row, 'reversed', on, details, asker, today, reverses))
}

/** What two leaders counted of the books when one took over from the other. */
export type PassedBooks = {
	readonly groupId: string
	readonly on: CalendarDate
	readonly toId: string
	readonly books: readonly { readonly bookId: string; readonly blank: number }[]
}

/**
 * Passes all books of a group that have blank leaves on to another leader. Refused where the leaves that were counted are
 * not those that are blank, or where a book is left out; the refusal names the book.
 */
export async function passOnBooks(tx: Tx, { groupId, on, toId, books }: PassedBooks, asker: Asker, today: CalendarDate) {
	const rows = (await store.lockBooksOf(tx, groupId)).map((row) => ({ row, blank: blankOf(cachedState(row.contract), row).length }))
	const outcomes = []
	for (const [index, { bookId, blank: counted }] of books.entries()) {
		const found = rows.find(({ row }) => row.contract.id === bookId)
		if (found === undefined) throw new Refusal('receipt.book-not-found', { path: `receiptBooks.${index}.bookId` })
		const details = { ...namesOf(found.row), counted: String(counted), blank: String(found.blank) }
		if (found.blank !== counted) throw new Refusal('receipt.counted-differs', { path: `receiptBooks.${index}.blank`, details })
	}
	for (const { row, blank } of rows.filter((one) => one.blank > 0)) {
		if (!books.some(({ bookId }) => bookId === row.contract.id))
			throw new Refusal('receipt.books-left-out', { path: 'receiptBooks', details: { ...namesOf(row), blank: String(blank) } })
		outcomes.push(outcomeView(row, await recordOn(tx, row, 'passed-on', on, { holderId: toId }, asker, today)))
	}
	return outcomes
}

/** Records one event of a book that was locked. */
export async function recordOn(
	tx: Tx,
	row: BookRow,
	type: ReceiptEventType,
	on: CalendarDate,
	details: ReceiptEventDetails,
	asker: Asker,
	today: CalendarDate,
	reverses: number | null = null,
): Promise<Outcome<BookState>> {
	const noted = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
	const happening: Happening = { type, on, amount: null, details: noted, reverses }
	const [outcome] = await record(tx, [{ kept: keptBook(row, row.contract), happening }], { userId: asker.userId, today })
	return must(outcome, 'an outcome of the recording')
}

/** How a refusal names a book. */
export function namesOf({ series, first, last, width }: BookRow) {
	return { series, first: printed(first, width), last: printed(last, width) }
}

type Reasoned = { readonly on: CalendarDate; readonly serials: readonly string[]; readonly reason: string }

async function withReason(
	tx: Tx,
	bookId: string,
	type: 'cancelled' | 'missing',
	{ on, serials, reason }: Reasoned,
	asker: Asker,
	today: CalendarDate,
) {
	const row = await lockedBook(tx, bookId, asker)
	return outcomeView(row, await recordOn(tx, row, type, on, { serials: serials.map(Number), reason }, asker, today))
}

async function lockedBook(tx: Tx, id: string, { scope }: Asker): Promise<BookRow> {
	const row = await store.readBookRow(tx, id, scope, 'lock')
	if (row === null) throw new Refusal('receipt.book-not-found')
	return row
}

/** Who keeps a book that is issued: the leader of the day, or the named leader or deputy. */
async function holderOf(tx: Tx, { groupId, holderId, on }: IssueBook, { scope }: Asker): Promise<string | null> {
	const committee = await store.readCommittee(tx, groupId, on, scope)
	if (committee === null) throw new Refusal('group.not-found', { path: 'groupId' })
	if (holderId !== undefined && holderId !== committee.leaderId && holderId !== committee.deputyId)
		throw new Refusal('receipt.holder-not-in-committee', { path: 'holderId', details: { on: vietnameseDate(on) } })
	return holderId ?? committee.leaderId
}
