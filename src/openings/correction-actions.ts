import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import { readBooks } from '../ledger/store.js'
import { correctLoanOpenings } from '../lending/opening-actions.js'
import type { Tx } from '../platform/database.js'
import { correctSavingsOpenings } from '../savings/opening-actions.js'
import type { OpeningKind } from './columns.js'
import type { CorrectLoan, CorrectSavings } from './schemas.js'
import { clearPlaces } from './write-actions.js'

/** Corrects the balances with which a loan was brought forward; the book receives the difference, and so does the entry that cleared them. */
export async function correctLoan(tx: Tx, loanId: string, command: CorrectLoan, asker: Asker, today: CalendarDate) {
	const { outstanding, reason, ...details } = command
	const wanted = [{ loanId, correction: { amount: outstanding, details, reason } }]
	const [corrected] = await correctLoanOpenings(tx, wanted, asker, today)
	const { row, difference, view, on } = must(corrected, 'a correction')
	await clear(tx, 'loans', { ...row, difference, on }, reason)
	return { ...view, difference }
}

/** The same of a savings account. */
export async function correctSavings(tx: Tx, accountId: string, command: CorrectSavings, asker: Asker, today: CalendarDate) {
	const { balance, reason, ...details } = command
	const wanted = [{ accountId, correction: { amount: balance, details, reason } }]
	const [corrected] = await correctSavingsOpenings(tx, wanted, asker, today)
	const { row, difference, view, on } = must(corrected, 'a correction')
	await clear(tx, 'savings', { ...row, difference, on }, reason)
	return { ...view, difference }
}

type Corrected = {
	readonly contract: { readonly bookId: number }
	readonly lenderId: string | null
	readonly groupId: string | null
	readonly communeId: string
	readonly difference: Money
	readonly on: CalendarDate
}

async function clear(
	tx: Tx,
	kind: OpeningKind,
	{ contract, lenderId, groupId, communeId, difference, on }: Corrected,
	reason: string,
): Promise<void> {
	const book = must(
		(await readBooks(tx)).find(({ id }) => id === contract.bookId),
		'the book of a contract',
	)
	await clearPlaces(tx, [{ book, lenderId, groupId, communeId, amount: difference }], { openingId: null, kind, on, text: `sửa, ${reason}` })
}
