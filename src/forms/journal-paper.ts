import { cells, type Paper, type PaperPart, type PaperRow } from '../documents/paper.js'
import type { SheetColumn, SheetRow } from '../documents/sheet.js'
import { vietnameseDate } from '../kernel/calendar-date.js'
import { type Money, negate, sum } from '../kernel/money.js'
import type { Language, Words } from '../kernel/refusal.js'
import { type Letter, letterhead } from '../papers/letterhead.js'
import type { JournalMonth } from './book-month.js'
import { bookForms, formNote, monthTitle, signersOf } from './book-forms.js'
import type { AccountTurnover, JournalLine } from './journal-book.js'

/** The journal of a month on paper: what is corrected stands in red and in brackets, and then as it should have been. */
export function journalPaper(
	{ book, from, total, accounts }: Pick<JournalMonth, 'book' | 'from' | 'total' | 'accounts'>,
	lines: readonly JournalLine[],
	letter: Letter,
): Paper {
	const { language } = letter
	const { debit, credit } = total()
	return {
		...letterhead(letter),
		title: bookForms.journal.title[language],
		subtitle: [monthTitle(from, language), language === 'vi' ? book.name : book.nameEn, formNote(bookForms.journal, language)],
		parts: [
			{ is: 'text', text: words.unit[language] },
			{
				is: 'table',
				hasPageTotals: true,
				columns: [
					{ header: words.bookedOn[language], width: 50, align: 'center' },
					{ header: words.paperNo[language], width: 52, align: 'center' },
					{ header: words.on[language], width: 50, align: 'center' },
					{ header: words.text[language], width: '*' },
					{ header: words.account[language], width: 34, align: 'center' },
					{ header: words.debit[language], width: 'amount', sumName: words.debit[language] },
					{ header: words.credit[language], width: 'amount', sumName: words.credit[language] },
				],
				rows: [...lines.map(lineRow), { is: 'total', cells: [null, null, null, words.total[language], null, debit, credit] }],
			},
			...(lines.some(({ isRed }) => isRed) ? [{ is: 'text' as const, text: words.red[language], isSmall: true }] : []),
			accountsTable(accounts(), language),
		],
		signers: signersOf(bookForms.journal, language),
	}
}

function lineRow({ bookedOn, paperNo, entryId, on, text, account, debit, credit, isRed, isFirst }: JournalLine): PaperRow {
	const head = isFirst ? [vietnameseDate(bookedOn), paperNo ?? entryId, vietnameseDate(on), text] : [null, null, null, null]
	return { is: 'cells', cells: [...head, account, debit, credit], isRed }
}

function accountsTable(accounts: readonly AccountTurnover[], language: Language): PaperPart {
	const amount = { width: 'amount' } as const
	const sides = (balance: Money): readonly (Money | null)[] => [balance > 0n ? balance : null, balance < 0n ? negate(balance) : null]
	const rows = accounts.map((one) => [...sides(one.opening), one.debit || null, one.credit || null, ...sides(one.closing)])
	const totals = [0, 1, 2, 3, 4, 5].map((column) => sum(rows.flatMap((row) => row[column] ?? [])))
	return {
		is: 'table',
		isUnbroken: true,
		titles: [words.byAccount[language]],
		groups: [
			{ text: null, span: 1 },
			{ text: null, span: 1 },
			{ text: words.opening[language], span: 2 },
			{ text: words.turnover[language], span: 2 },
			{ text: words.closing[language], span: 2 },
		],
		columns: [
			{ header: words.account[language], width: 34, align: 'center' },
			{ header: words.name[language], width: '*' },
			...[words.debit, words.credit, words.debit, words.credit, words.debit, words.credit].map((word) => ({
				header: word[language],
				...amount,
			})),
		],
		rows: [
			...accounts.map(({ account, name, nameEn }, index) => cells(account, language === 'vi' ? name : nameEn, ...(rows[index] ?? []))),
			{ is: 'total', cells: [null, words.sum[language], ...totals] },
		],
	}
}

/** The columns of the same as a workbook; a red amount is below zero. */
export function journalColumns(language: Language): readonly SheetColumn[] {
	return [
		{ key: 'bookedOn', header: words.bookedOn[language], kind: 'date' },
		{ key: 'paperNo', header: words.paperNo[language], kind: 'text', width: 14 },
		{ key: 'on', header: words.on[language], kind: 'date' },
		{ key: 'text', header: words.text[language], kind: 'text', width: 48 },
		{ key: 'account', header: words.account[language], kind: 'text', width: 10 },
		{ key: 'debit', header: words.debit[language], kind: 'signed' },
		{ key: 'credit', header: words.credit[language], kind: 'signed' },
		{ key: 'entryId', header: words.entry[language], kind: 'text', width: 12 },
	]
}

/** A line of the workbook: day and words stand in every one, so that it can be sorted and filtered. */
export function journalRow({ bookedOn, paperNo, on, text, account, debit, credit, entryId }: JournalLine): SheetRow {
	return { bookedOn, paperNo, on, text, account, debit, credit, entryId }
}

/** What stands under the lines: their sum, and each account's. */
export function journalFooter({ total, accounts }: Pick<JournalMonth, 'total' | 'accounts'>, language: Language): readonly SheetRow[] {
	return [
		{ text: words.total[language], ...total() },
		...accounts().map(({ account, name, nameEn, debit, credit }) => ({ text: language === 'vi' ? name : nameEn, account, debit, credit })),
	]
}

const words = {
	unit: { vi: 'Đơn vị tính: đồng', en: 'In đồng' },
	bookedOn: { vi: 'Ngày ghi sổ', en: 'Booked on' },
	paperNo: { vi: 'Số chứng từ', en: 'Voucher' },
	on: { vi: 'Ngày chứng từ', en: 'Dated' },
	text: { vi: 'Diễn giải', en: 'What' },
	account: { vi: 'Số hiệu TK', en: 'Account' },
	entry: { vi: 'Bút toán', en: 'Entry' },
	debit: { vi: 'Nợ', en: 'Debit' },
	credit: { vi: 'Có', en: 'Credit' },
	total: { vi: 'Cộng phát sinh trong tháng', en: 'Total of the month' },
	red: {
		vi: 'Dòng chữ đỏ, số trong ngoặc đơn: ghi số âm để bỏ số đã ghi sai, rồi ghi lại số đúng (Luật Kế toán 2015, Điều 27 khoản 1 điểm b).',
		en: 'Lines in red, amounts in brackets, take off what was wrong; the right amount follows (Law on Accounting 2015, art. 27.1.b).',
	},
	byAccount: { vi: 'Số phát sinh và số dư theo tài khoản', en: 'Turnover and balances by account' },
	name: { vi: 'Tên tài khoản', en: 'Name' },
	opening: { vi: 'Dư đầu tháng', en: 'Before' },
	turnover: { vi: 'Phát sinh', en: 'Turnover' },
	closing: { vi: 'Dư cuối tháng', en: 'After' },
	sum: { vi: 'Cộng', en: 'Total' },
} as const satisfies Record<string, Words>
