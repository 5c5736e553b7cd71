import type { Scope } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { SheetColumn, SheetRow } from '../documents/sheet.js'
import { Refusal } from '../kernel/refusal.js'
import { type Money, negate, subtract, sum } from '../kernel/money.js'
import { countText } from '../kernel/quantity.js'
import { type AccountLine, sumAccounts } from '../ledger/balance-store.js'
import type { Book } from '../ledger/chart.js'
import { readBooks } from '../ledger/store.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, pageWish } from '../platform/page.js'
import type { JournalBook } from './journal-text.js'
import type { ListEntries, TrialBalanceQuery } from './ledger-schemas.js'
import * as store from './ledger-store.js'

/** The books that an asker may see: a bank its own memorandum book and no other, the Union's centre all of them. */
export async function findBooks(tx: Tx, scope: Scope): Promise<readonly Book[]> {
	const books = await readBooks(tx)
	if (scope.kind === 'all') return books
	const own = scope.kind === 'lender' ? await store.memorandumBookOf(tx, scope.lenderId) : null
	return books.filter(({ code }) => code === own)
}

/** What each account received and gave, and what it holds, in the unit of its book; debits equal credits in every unit. */
export async function trialBalance(tx: Tx, query: TrialBalanceQuery, scope: Scope, clocks: Clocks) {
	const books = await chosenBooks(tx, query.book, scope)
	const lines = await sumAccounts(tx, idsOf(books), query.dates, clocks)
	const rows = lines.map(({ kind: _, normal, decimals, debit, credit, ...line }) => {
		const { balance, side } = standing(debit, credit, normal)
		const [turnedDebit, turnedCredit, held] = [debit, credit, balance].map((amount) => countText(amount, decimals))
		return { ...line, debit: turnedDebit, credit: turnedCredit, balance: held, side }
	})
	const { debit, credit } = turnover(lines.filter(({ unit }) => unit === 'đồng'))
	return { rows, totals: { debit, credit }, quantities: quantitiesOf(lines), dates: query.dates, ...clocks }
}

/** Entries by number as they were known then, so that the pages of one question agree however much is recorded meanwhile. */
export async function listEntries(tx: Tx, query: ListEntries, scope: Scope, knownAt: Clocks['knownAt']): Promise<Page<EntryView>> {
	const { book, loanId, account, from, to } = query
	const books = await chosenBooks(tx, book, scope)
	const { limit, after } = pageWish(query)
	const rows = await store.listEntries(tx, { bookIds: idsOf(books), loanId, account, from, to, knownAt }, after?.[0] ?? '0', limit + 1)
	return pageOf(rows.map(entryView), limit, ({ id }) => [id])
}

/** One entry; one of a book that is not the asker's is as unknown as one that is not there. */
export async function findEntry(tx: Tx, id: string, scope: Scope): Promise<EntryView> {
	const entry = await store.readEntry(tx, idsOf(await findBooks(tx, scope)), id)
	if (entry === null) throw new Refusal('ledger.entry-not-found')
	return entryView(entry)
}

/** An entry with its amounts as text in the unit of its book. */
export type EntryView = ReturnType<typeof entryView>

function entryView({ decimals, lines, ...entry }: store.Entry) {
	return { ...entry, lines: lines.map((line) => ({ ...line, amount: countText(line.amount, decimals) })) }
}

/** The accounts of the books, and every entry on days up to `asOf` that was known then, in the order of their numbers. */
export async function journal(tx: Tx, book: string | undefined, scope: Scope, { asOf, knownAt }: Clocks) {
	const books = await chosenBooks(tx, book, scope)
	const accounts = await sumAccounts(tx, idsOf(books), 'on', { asOf, knownAt })
	async function* entries(): AsyncGenerator<EntryView> {
		for (let after = '0'; ; ) {
			const batch = await store.listEntries(tx, { bookIds: idsOf(books), to: asOf, knownAt }, after, entryBatch)
			yield* batch.map(entryView)
			const last = batch.at(-1)
			if (last === undefined || batch.length < entryBatch) return
			after = last.id
		}
	}
	const shown: readonly JournalBook[] = books.map(({ code, name, unit, decimals }) => ({
		code,
		name,
		unit,
		decimals,
		accounts: accounts.filter((one) => one.book === code),
	}))
	return { books: shown, entries: entries() }
}

export const journalColumns: readonly SheetColumn[] = [
	{ key: 'entry', header: 'Bút toán', kind: 'text' },
	{ key: 'book', header: 'Sổ', kind: 'text' },
	{ key: 'on', header: 'Ngày phát sinh', kind: 'date' },
	{ key: 'bookedOn', header: 'Ngày ghi sổ', kind: 'date' },
	{ key: 'recordedAt', header: 'Thời điểm nhập', kind: 'text' },
	{ key: 'loanCode', header: 'Khoản vay', kind: 'text' },
	{ key: 'event', header: 'Sự kiện', kind: 'text' },
	{ key: 'text', header: 'Diễn giải', kind: 'text' },
	{ key: 'debit', header: 'Nợ', kind: 'text' },
	{ key: 'credit', header: 'Có', kind: 'text' },
	{ key: 'amount', header: 'Số tiền, số lượng', kind: 'text' },
	{ key: 'unit', header: 'Đơn vị', kind: 'text' },
]

/** A journal line by line, as a table. */
export async function* journalRows(entries: AsyncIterable<EntryView>): AsyncGenerator<SheetRow> {
	for await (const { id, book, on, bookedOn, recordedAt, loanCode, event, text, unit, lines } of entries) {
		for (const line of lines) yield { entry: id, book, on, bookedOn, recordedAt, loanCode, event: event?.type ?? null, text, ...line, unit }
	}
}

const entryBatch = 1_000

/** The book that was named, or all that the asker may see. */
async function chosenBooks(tx: Tx, code: string | undefined, scope: Scope): Promise<readonly Book[]> {
	const books = await findBooks(tx, scope)
	if (code === undefined) return books
	const chosen = books.filter((book) => book.code === code)
	if (chosen.length === 0) throw new Refusal('ledger.book-not-found', { path: 'book' })
	return chosen
}

function idsOf(books: readonly Book[]): readonly number[] {
	return books.map(({ id }) => id)
}

function turnover(lines: readonly AccountLine[]) {
	return { debit: sum(lines.map(({ debit }) => debit)), credit: sum(lines.map(({ credit }) => credit)) }
}

/** What was turned over in each unit that is not money: units are never added to one another. */
function quantitiesOf(lines: readonly AccountLine[]) {
	const decimals = new Map(lines.filter(({ unit }) => unit !== 'đồng').map((line) => [line.unit, line.decimals]))
	return [...decimals].map(([unit, places]) => {
		const { debit, credit } = turnover(lines.filter((line) => line.unit === unit))
		return { unit, debit: countText(debit, places), credit: countText(credit, places) }
	})
}

function standing(debit: Money, credit: Money, normal: 'debit' | 'credit') {
	const net = subtract(debit, credit)
	if (net === 0n) return { balance: net, side: normal }
	return net > 0n ? { balance: net, side: 'debit' as const } : { balance: negate(net), side: 'credit' as const }
}
