import type { Asker, Scope } from '../access/asker.js'
import { known } from '../contracts/contract.js'
import { cacheAnswers, type Clocks, stateKnown } from '../contracts/knowledge.js'
import { retellPages, retellRows } from '../contracts/retell-actions.js'
import { type Finding, retell } from '../contracts/retell.js'
import { readEvents } from '../contracts/store.js'
import { must } from '../kernel/assert.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { pageOf, pageWish } from '../platform/page.js'
import { communesBelow } from '../units/store.js'
import { keptBook } from './kept.js'
import type { ListBooks } from './schemas.js'
import { seriesKey } from './serial.js'
import type { BookState } from './state.js'
import * as store from './store.js'
import type { BookRow } from './stored.js'
import { bookLine, eventView, leavesView } from './views.js'

/** Receipt books by id, with how many leaves were in each state on a day. A book that was not issued by then is left out of its page. */
export async function listReceiptBooks(tx: Tx, query: ListBooks, asker: Asker, clocks: Clocks) {
	const { limit, after } = pageWish(query)
	const filter = {
		groupId: query.groupId,
		seriesKey: query.series === undefined ? undefined : seriesKey(query.series),
		communeIds: query.unitId === undefined ? undefined : await communesBelow(tx, query.unitId),
	}
	const rows = await store.listBooks(tx, filter, asker.scope, { after: after?.[0] ?? '0', limit: limit + 1 })
	const page = pageOf(rows, limit, ({ contract }) => [contract.id])
	const books = await statesThen(tx, page.items, clocks)
	return { items: books.map(({ row, state }) => bookLine(row, state)), next: page.next, ...clocks }
}

/** A receipt book: what each of its serials is, and what happened to it. */
export async function findReceiptBook(tx: Tx, id: string, asker: Asker, clocks: Clocks) {
	const row = await store.readBookRow(tx, id, asker.scope, 'read')
	const history = row === null ? [] : known((await readEvents(tx, [id])).get(id) ?? [], clocks.asOf, clocks.knownAt)
	if (row === null || history.length === 0) throw new Refusal('receipt.book-not-found')
	const state = stateKnown(keptBook(row, row.contract), clocks, () => history)
	return {
		...bookLine(row, state),
		leaves: leavesView(row, state),
		events: history.map((event) => eventView(row, event, history)),
		...clocks,
	}
}

/** A book as it was known then. */
export type BookThen = { readonly row: BookRow; readonly state: BookState }

/** Every book that the filter and the scope let through and that was issued by then, in pages. */
export async function* booksThen(tx: Tx, filter: store.BookFilter, scope: Scope, clocks: Clocks): AsyncGenerator<readonly BookThen[]> {
	for await (const rows of pages(tx, filter, scope)) yield await statesThen(tx, rows, clocks)
}

/** Tells every receipt book again from its events; finds what is not as the events say. */
export function retellReceiptBooks(tx: Tx, counted: (books: number) => void): AsyncGenerator<Finding> {
	return retellPages(
		(after) => store.listBooks(tx, {}, { kind: 'all' }, { after, limit: 500 }),
		(rows) => retellRows(tx, rows, ({ row, fresh, history, booked }) => [retell(keptBook(row, fresh), row.contract, history, booked)]),
		counted,
	)
}

async function statesThen(tx: Tx, rows: readonly BookRow[], clocks: Clocks): Promise<readonly BookThen[]> {
	const stale = rows.filter(({ contract }) => !cacheAnswers(contract, clocks)).map(({ contract }) => contract.id)
	const histories = stale.length === 0 ? null : await readEvents(tx, stale, clocks)
	return rows
		.map((row) => ({ row, state: stateKnown(keptBook(row, row.contract), clocks, () => histories?.get(row.contract.id) ?? []) }))
		.filter(({ state }) => state.issuedOn !== null)
}

async function* pages(tx: Tx, filter: store.BookFilter, scope: Scope): AsyncGenerator<readonly BookRow[]> {
	const limit = 500
	for (let after: string | null = '0'; after !== null; ) {
		const rows: readonly BookRow[] = await store.listBooks(tx, filter, scope, { after, limit })
		yield rows
		after = rows.length < limit ? null : must(rows.at(-1), 'a last book').contract.id
	}
}
