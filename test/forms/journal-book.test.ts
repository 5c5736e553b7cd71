import { expect, it } from 'vitest'
import { bookForms, monthTitle, signersOf } from '../../src/forms/book-forms.js'
import { CashBook } from '../../src/forms/cash-book.js'
import { cashPaper, withDays } from '../../src/forms/cash-paper.js'
import { type JournalEntry, journalLines, Turnovers } from '../../src/forms/journal-book.js'
import { journalPaper } from '../../src/forms/journal-paper.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import type { Book } from '../../src/ledger/chart.js'
import { pagesOf, squeezed } from '../documents/papers.js'
import { letter } from '../papers/loan.js'

const posting = (debit: string, credit: string, amount: bigint) => ({ debit, credit, amount: dong(amount) })
const entry = (id: string, day: string, more: Partial<JournalEntry>): JournalEntry => ({
	id,
	on: calendarDate(day),
	bookedOn: calendarDate(day),
	paperNo: null,
	kind: 'loan',
	code: 'KV1',
	who: 'Nông Thị Ái',
	event: { type: 'repaid', on: calendarDate(day), undoes: null },
	text: null,
	isLate: false,
	postings: [],
	before: [],
	...more,
})
const paid = { isLate: false, postings: [posting('1111', '12881', 800n), posting('1111', '5151', 200n)] }
const entries: readonly JournalEntry[] = [
	entry('1', '2022-07-10', { ...paid, paperNo: 'BL-01' }),
	entry('2', '2022-07-10', { isLate: true, postings: [posting('5151', '12881', 50n)], before: [paid] }),
	entry('3', '2022-07-12', { isLate: true, postings: [posting('12881', '1111', 800n), posting('5151', '1111', 200n)], before: [paid] }),
]
const book: Book = { id: 1, code: 'own', kind: 'own', name: 'Sổ vốn của Hội', nameEn: 'Own funds', unit: 'đồng', decimals: 0 }
const from = calendarDate('2022-07-01')

it('an entry of a journal says each account once, debits before credits, red before black', () => {
	const lines = entries.flatMap((one) => journalLines(one, 'vi'))
	expect(lines.map(({ account, debit, credit, isRed, isFirst }) => [account, debit, credit, isRed, isFirst])).toEqual([
		['1111', 1_000n, null, false, true],
		['12881', null, 800n, false, false],
		['5151', null, 200n, false, false],
		['5151', 50n, null, false, true],
		['12881', null, 50n, false, false],
		['1111', -1_000n, null, true, true],
		['12881', null, -800n, true, false],
		['5151', null, -200n, true, false],
	])
})

it('accounts close at what they held and turned over, and both columns come to one sum', () => {
	const turnovers = new Turnovers()
	for (const line of entries.flatMap((one) => journalLines(one, 'vi'))) turnovers.count(line)
	expect(turnovers.total).toEqual({ debit: 50n, credit: 50n })
	const named = (account: string, opening: bigint) => ({ account, name: account, nameEn: account, opening: dong(opening) })
	const accounts = turnovers.beside([named('1111', 500n), named('411', 0n), named('12881', 0n)])
	expect(accounts.map(({ account, debit, credit, closing }) => [account, debit, credit, closing])).toEqual([
		['1111', 0n, 0n, 500n],
		['12881', 0n, 50n, -50n],
	])
})

it('a journal on paper has red amounts in brackets, its month and who signs', async () => {
	const turnovers = new Turnovers()
	const lines = entries.flatMap((one) => journalLines(one, 'vi'))
	for (const line of lines) turnovers.count(line)
	const text = squeezed(
		(await pagesOf(journalPaper({ book, from, total: () => turnovers.total, accounts: () => [] }, lines, letter))).join(''),
	)
	expect(text).toContain(squeezed(monthTitle(from, 'vi')))
	expect(text).toContain('(1.000)')
	for (const { office } of signersOf(bookForms.journal, 'vi')) expect(text).toContain(squeezed(office))
})

it('a cash book runs from line to line, sums a day of several, and passes over what moved no cash', async () => {
	const sums = new CashBook('1111', dong(5_000n), 'vi')
	async function* lines() {
		for (const one of [entries[0], entries[1], entry('4', '2022-07-10', paid), entries[2]]) {
			const line = one === undefined ? null : sums.take(one)
			if (line !== null) yield line
		}
	}
	const printed = []
	for await (const one of withDays({ lines: lines(), sums })) printed.push(one)
	expect(printed.map(({ line, day }) => [line.entryId, line.in, line.out, line.balance, line.isRed, day?.lines ?? null])).toEqual([
		['1', 1_000n, 0n, 6_000n, false, null],
		['4', 1_000n, 0n, 7_000n, false, 2],
		['3', -1_000n, 0n, 6_000n, true, 1],
	])
	expect(sums.total).toEqual({ in: 1_000n, out: 0n, balance: 6_000n, lines: 3 })
	const account = { code: '1111', name: 'Tiền mặt', nameEn: 'Cash', purpose: 'cash' } as const
	const text = squeezed((await pagesOf(cashPaper({ book, account, from, opening: sums.opening, sums }, printed, letter))).join(''))
	expect(text).toContain(squeezed('Cộng ngày 10/07/2022 2.000 0 7.000'))
	expect(text).toContain(squeezed('Bằng chữ: Sáu nghìn đồng chẵn'))
})
