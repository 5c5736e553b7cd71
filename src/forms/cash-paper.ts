import { type Paper, type PaperRow, unlessZero } from '../documents/paper.js'
import type { SheetColumn, SheetRow } from '../documents/sheet.js'
import { vietnameseDate } from '../kernel/calendar-date.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import { type Letter, letterhead } from '../papers/letterhead.js'
import type { CashMonth } from './book-month.js'
import { bookForms, formNote, monthTitle, signersOf } from './book-forms.js'
import type { CashLine, CashSums } from './cash-book.js'

/** A line of a cash book, and what its day came to where it is the last of several. */
export type PrintedCash = { readonly line: CashLine; readonly day: CashSums | null }

/** Lines with the sums of their days: the cashier counts at the end of each. */
export async function* withDays({ lines, sums }: Pick<CashMonth, 'lines' | 'sums'>): AsyncGenerator<PrintedCash> {
	let held: { readonly line: CashLine; readonly day: CashSums | null } | null = null
	for await (const line of lines) {
		if (held !== null) yield held.line.bookedOn === line.bookedOn ? { line: held.line, day: null } : held
		held = { line, day: sums.dayTotal }
	}
	if (held !== null) yield held
}

/** The cash book of a month on paper. */
export function cashPaper(
	{ book, account, from, opening, sums }: Pick<CashMonth, 'book' | 'account' | 'from' | 'opening' | 'sums'>,
	printed: readonly PrintedCash[],
	letter: Letter,
): Paper {
	const { language } = letter
	const form = bookForms[account.purpose]
	const { in: received, out: paid, balance } = sums.total
	const name =
		language === 'vi' ? `${book.name}, TK ${account.code} ${account.name}` : `${book.nameEn}, account ${account.code} ${account.nameEn}`
	return {
		...letterhead(letter),
		title: form.title[language],
		subtitle: [monthTitle(from, language), name, formNote(form, language)],
		parts: [
			{ is: 'text', text: words.unit[language] },
			{
				is: 'table',
				hasPageTotals: true,
				columns: [
					{ header: words.bookedOn[language], width: 50, align: 'center' },
					{ header: words.paperNo[language], width: 48, align: 'center' },
					{ header: words.text[language], width: '*' },
					{ header: words.against[language], width: 44, align: 'center' },
					{ header: words.in[language], width: 'amount', sumName: words.in[language] },
					{ header: words.out[language], width: 'amount', sumName: words.out[language] },
					{ header: words.balance[language], width: 'amount' },
				],
				rows: [
					{ is: 'total', cells: [null, null, words.opening[language], null, null, null, opening] },
					...printed.flatMap((one) => rowsOf(one, language)),
					{ is: 'total', cells: [null, null, words.total[language], null, received, paid, null] },
					{ is: 'total', cells: [null, null, words.closing[language], null, null, null, balance] },
				],
			},
			{ is: 'text', text: `${words.closing[language]}: ${vietnameseNumber(balance)} đồng`, isBold: true },
			{ is: 'text', text: `(${words.inWords[language]}: ${amountInWords(balance)})` },
		],
		signers: signersOf(form, language),
	}
}

function rowsOf({ line, day }: PrintedCash, language: Language): readonly PaperRow[] {
	const { bookedOn, paperNo, entryId, on, text, against, balance, isRed } = line
	const what = on === bookedOn ? text : `${text} (${sentence(words.of, language, { day: vietnameseDate(on) })})`
	const row: PaperRow = {
		is: 'cells',
		cells: [vietnameseDate(bookedOn), paperNo ?? entryId, what, against.join(', '), unlessZero(line.in), unlessZero(line.out), balance],
		isRed,
	}
	if (day === null || day.lines < 2) return [row]
	const name = sentence(words.day, language, { day: vietnameseDate(bookedOn) })
	return [row, { is: 'total', cells: [null, null, name, null, day.in, day.out, day.balance] }]
}

/** The columns of the same as a workbook; a red amount is below zero. */
export function cashColumns(language: Language): readonly SheetColumn[] {
	return [
		{ key: 'bookedOn', header: words.bookedOn[language], kind: 'date' },
		{ key: 'paperNo', header: words.paperNo[language], kind: 'text', width: 14 },
		{ key: 'on', header: words.on[language], kind: 'date' },
		{ key: 'text', header: words.text[language], kind: 'text', width: 48 },
		{ key: 'against', header: words.against[language], kind: 'text', width: 14 },
		{ key: 'in', header: words.in[language], kind: 'signed' },
		{ key: 'out', header: words.out[language], kind: 'signed' },
		{ key: 'balance', header: words.balance[language], kind: 'signed' },
		{ key: 'entryId', header: words.entry[language], kind: 'text', width: 12 },
	]
}

/** The rows of the workbook: what was held before the month, then line by line. */
export async function* cashRows(
	{ opening, lines, from }: Pick<CashMonth, 'opening' | 'lines' | 'from'>,
	language: Language,
): AsyncGenerator<SheetRow> {
	yield { bookedOn: from, text: words.opening[language], balance: opening }
	for await (const { bookedOn, paperNo, on, text, against, balance, entryId, ...line } of lines)
		yield { bookedOn, paperNo, on, text, against: against.join(', '), in: unlessZero(line.in), out: unlessZero(line.out), balance, entryId }
}

/** What stands under them. */
export function cashFooter({ sums }: Pick<CashMonth, 'sums'>, language: Language): readonly SheetRow[] {
	const { in: received, out: paid, balance } = sums.total
	return [
		{ text: words.total[language], in: received, out: paid },
		{ text: words.closing[language], balance },
		{ text: `${words.inWords[language]}: ${amountInWords(balance)}` },
	]
}

const words = {
	unit: { vi: 'Đơn vị tính: đồng', en: 'In đồng' },
	bookedOn: { vi: 'Ngày ghi sổ', en: 'Booked on' },
	paperNo: { vi: 'Số chứng từ', en: 'Voucher' },
	on: { vi: 'Ngày chứng từ', en: 'Dated' },
	text: { vi: 'Diễn giải', en: 'What' },
	against: { vi: 'TK đối ứng', en: 'Against' },
	entry: { vi: 'Bút toán', en: 'Entry' },
	in: { vi: 'Số thu', en: 'In' },
	out: { vi: 'Số chi', en: 'Out' },
	balance: { vi: 'Tồn', en: 'Balance' },
	opening: { vi: 'Số dư đầu tháng', en: 'Held before the month' },
	total: { vi: 'Cộng phát sinh trong tháng', en: 'Total of the month' },
	closing: { vi: 'Số dư cuối tháng', en: 'Held at the end of the month' },
	day: { vi: 'Cộng ngày {day}', en: 'Total of {day}' },
	of: { vi: 'chứng từ ngày {day}', en: 'dated {day}' },
	inWords: { vi: 'Bằng chữ', en: 'In Vietnamese words' },
} as const satisfies Record<string, Words>
