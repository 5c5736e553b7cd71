import type { Asker } from '../access/asker.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Book } from '../ledger/chart.js'
import { readBooks } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { findBooks } from '../reports/ledger-actions.js'
import { findUnit } from '../units/actions.js'

/** Books are closed at the centre: whoever sees everything, and the officers of the province. Refuses the others. */
export async function assertCentre(tx: Tx, { scope }: Asker, today: CalendarDate): Promise<void> {
	if (scope.kind === 'all') return
	if (scope.kind !== 'unit' || (await findUnit(tx, scope.unitId, today)).level !== 'province') throw new Refusal('closing.of-the-centre')
}

/** The books of which an asker may know how they were closed: a bank its own, the centre all; or of these the one with a code. */
export async function booksReached(tx: Tx, asker: Asker, today: CalendarDate, code?: string): Promise<readonly Book[]> {
	if (asker.scope.kind !== 'lender') await assertCentre(tx, asker, today)
	const books = asker.scope.kind === 'lender' ? await findBooks(tx, asker.scope) : await readBooks(tx)
	return code === undefined ? books : chosen(books, [code], 'book')
}

/** The books with these codes, each once and in the order of the books; refuses one that is not there. */
export function chosen(books: readonly Book[], codes: readonly string[], path: string): readonly Book[] {
	const missing = codes.some((code) => !books.some((book) => book.code === code))
	if (missing) throw new Refusal('ledger.book-not-found', { path })
	return books.filter(({ code }) => codes.includes(code))
}
