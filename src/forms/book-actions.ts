import type { Asker, Scope } from '../access/asker.js'
import { addDays, calendarDate, monthEnd } from '../kernel/calendar-date.js'
import { must } from '../kernel/assert.js'
import type { Instant } from '../kernel/instant.js'
import { subtract, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { type Book, charts } from '../ledger/chart.js'
import type { Tx } from '../platform/database.js'
import { findBooks } from '../reports/ledger-actions.js'
import { sumAccounts } from '../ledger/balance-store.js'
import { type BookMonth, type CashMonth, cashPurposes, type JournalMonth } from './book-month.js'
import { readBook } from './book-store.js'
import { CashBook, type CashLine } from './cash-book.js'
import { type JournalLine, journalLines, Turnovers } from './journal-book.js'

/** The journal of a book for a month (sổ nhật ký chung), by the days on which entries were booked: a closed month stays as it was printed. */
export async function journalOfMonth(tx: Tx, asked: AskedBook, asker: Asker, knownAt: Instant): Promise<JournalMonth> {
	const month = await bookOfMonth(tx, asked, asker.scope, knownAt)
	if (month.book.unit !== 'đồng') throw new Refusal('form.book-without-money', { path: 'book' })
	const opening = await heldBefore(tx, month)
	const turnovers = new Turnovers()
	async function* lines(): AsyncGenerator<JournalLine> {
		for await (const entry of readBook(tx, month))
			for (const line of journalLines(entry, asker.language)) {
				turnovers.count(line)
				yield line
			}
	}
	return { ...month, lines: lines(), total: () => turnovers.total, accounts: () => turnovers.beside(opening) }
}

/** The cash book of a book for a month (sổ quỹ tiền mặt), or the same of its deposits, or of what leaders hold. */
export async function cashOfMonth(
	tx: Tx,
	asked: AskedBook & { readonly account?: string | undefined },
	asker: Asker,
	knownAt: Instant,
): Promise<CashMonth> {
	const month = await bookOfMonth(tx, asked, asker.scope, knownAt)
	const account = cashAccount(month.book, asked.account)
	const held = (await heldBefore(tx, month)).find((one) => one.account === account.code)
	const sums = new CashBook(account.code, held?.opening ?? zero, asker.language)
	async function* lines(): AsyncGenerator<CashLine> {
		for await (const entry of readBook(tx, month, [account.code])) {
			const line = sums.take(entry)
			if (line !== null) yield line
		}
	}
	return { ...month, account, opening: sums.opening, lines: lines(), sums }
}

type AskedBook = { readonly book: string; readonly month: string }

/** The book of that code, where the asker may see it. */
async function bookOfMonth(tx: Tx, asked: AskedBook, scope: Scope, knownAt: Instant): Promise<BookMonth> {
	const book = (await findBooks(tx, scope)).find(({ code }) => code === asked.book)
	if (book === undefined) throw new Refusal('ledger.book-not-found', { path: 'book' })
	const from = calendarDate(`${asked.month}-01`)
	return { book, from, to: monthEnd(from), knownAt }
}

/** The account that was named, else the cash. What a bank entrusts is at the bank: its book has accounts of that name, and no box. */
function cashAccount(book: Book, code: string | undefined): CashMonth['account'] {
	const accounts = book.kind === 'memorandum' ? [] : charts[book.kind].filter(({ purpose }) => cashPurposes.some((one) => one === purpose))
	if (accounts.length === 0) throw new Refusal('form.no-cash-in-book', { path: 'book' })
	const chosen = code === undefined ? accounts.find(({ purpose }) => purpose === 'cash') : accounts.find((one) => one.code === code)
	if (chosen === undefined)
		throw new Refusal('form.not-a-cash-account', {
			path: 'account',
			details: { account: code ?? '', accounts: accounts.map((one) => one.code).join(', ') },
		})
	const purpose = must(
		cashPurposes.find((one) => one === chosen.purpose),
		'a purpose of cash',
	)
	return { code: chosen.code, name: chosen.name, nameEn: chosen.nameEn, purpose }
}

/** What each account held on the evening before the month, as booked by then. */
async function heldBefore(tx: Tx, { book, from, knownAt }: BookMonth) {
	const sums = await sumAccounts(tx, [book.id], 'booked', { asOf: addDays(from, -1), knownAt })
	return sums.map(({ account, name, nameEn, debit, credit }) => ({ account, name, nameEn, opening: subtract(debit, credit) }))
}
