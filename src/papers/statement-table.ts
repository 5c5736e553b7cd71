import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { add, type Money, subtract, zero } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import type { Statement, StatementFigures, StatementLine, StatementSums } from '../lending/statement.js'
import { cells, type PaperCell, type PaperPart, type PaperTable } from '../documents/paper.js'

/** An account as a table that reads like a bank's statement: principal and interest, each more and less, and what is left. */
export function statementTable(statement: Statement, language: Language): PaperTable {
	const { from, to, opening, lines, totals, closing } = statement
	const word = (words: Words, on: CalendarDate): string => sentence(words, language, { day: vietnameseDate(on) })
	return {
		is: 'table',
		hasPageTotals: true,
		groups: [
			{ text: null, span: 1 },
			{ text: null, span: 1 },
			{ text: principal[language], span: 2 },
			{ text: interest[language], span: 2 },
			{ text: left[language], span: 2 },
		],
		columns: [
			{ header: day[language], width: 46, align: 'center' },
			{ header: what[language], width: '*' },
			{ header: more[language], width: 'amount', sumName: sumNames.more[language] },
			{ header: less[language], width: 'amount', sumName: sumNames.less[language] },
			{ header: due[language], width: 'amount', sumName: sumNames.due[language] },
			{ header: paid[language], width: 'amount', sumName: sumNames.paid[language] },
			{ header: principal[language], width: 'amount' },
			{ header: interest[language], width: 'amount' },
		],
		rows: [
			...(from === null
				? []
				: [{ is: 'total' as const, cells: [null, word(openingWord, from), null, null, null, null, ...leftOf(opening)] }]),
			...lines.map((line) => cells(vietnameseDate(line.on), lineText(line, language), ...moved(line), ...leftOf(figuresAfter(line)))),
			{ is: 'total', cells: [null, totalWord[language], ...sumsMoved(totals), null, null] },
			{ is: 'total', cells: [null, word(closingWord, to), null, null, null, null, ...leftOf(closing)] },
		],
	}
}

/** What is owed on the last day, part by part, and what would close the loan, in figures and in words. */
export function closingParts({ balances, status, to }: Statement, language: Language): readonly PaperPart[] {
	const parts: readonly (readonly [Words, Money])[] = [
		[outstanding, balances.outstanding],
		[overdue, balances.overdue],
		[frozen, balances.frozen],
		[interestDue, balances.interestDue],
		[carried, balances.interestCarried],
		[accrued, balances.interestAccrued],
		[late, balances.lateInterest],
		[held, balances.credit],
	]
	const told = parts.filter(([, amount]) => amount > 0n).map(([name, amount]) => `${name[language]} ${vietnameseNumber(amount)}`)
	if (status !== 'active') return [{ is: 'text', text: ended[status][language], isBold: true }]
	const payOff = `${sentence(payOffWord, language, { day: vietnameseDate(to) })}: ${vietnameseNumber(balances.payOff)} đồng`
	return [
		{ is: 'text', text: `${capital(told.join('; '))}.` },
		{ is: 'text', text: payOff, isBold: true },
		{ is: 'text', text: `(${inWords[language]}: ${amountInWords(balances.payOff)})` },
	]
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1)
}

function lineText(line: StatementLine, language: Language): string {
	const { text, event, amount, lateInterest, credit, supported, receiptNo, decisionNo } = { event: line.eventId, ...line }
	const paidAmount = event !== null && line.type !== 'signed' && amount !== null ? ` ${vietnameseNumber(amount)}` : ''
	const notes = [
		receiptNo === null ? null : `${receipt[language]} ${receiptNo}`,
		decisionNo === null ? null : `${decision[language]} ${decisionNo}`,
		lateInterest === zero ? null : `${ofWhich[language]} ${vietnameseNumber(lateInterest)}`,
		supported === zero ? null : `${borne[language]} ${vietnameseNumber(supported)}`,
		credit === zero ? null : `${held[language].toLowerCase()} ${vietnameseNumber(credit)}`,
	].filter((note) => note !== null)
	return `${text}${paidAmount}${notes.length === 0 ? '' : `, ${notes.join(', ')}`}`
}

/** Zeros are left empty, so that the eye finds what moved. */
function moved(sums: StatementSums): readonly PaperCell[] {
	return sumsMoved(sums).map((amount) => (amount === zero ? null : amount))
}

function sumsMoved({
	lent,
	principal,
	writtenOff,
	interestDue,
	lateInterestDue,
	forgiven,
	interest,
	lateInterest,
}: StatementSums): readonly Money[] {
	return [lent, add(principal, writtenOff), subtract(add(interestDue, lateInterestDue), forgiven), add(interest, lateInterest)]
}

function leftOf({ outstanding, interestUnpaid, lateInterest }: StatementFigures): readonly Money[] {
	return [outstanding, add(interestUnpaid, lateInterest)]
}

function figuresAfter(line: StatementLine): StatementFigures {
	return {
		outstanding: line.outstandingAfter,
		interestUnpaid: line.interestUnpaidAfter,
		lateInterest: line.lateInterestAfter,
		credit: line.creditAfter,
	}
}

const principal: Words = { vi: 'Gốc', en: 'Principal' }
const interest: Words = { vi: 'Lãi', en: 'Interest' }
const left: Words = { vi: 'Còn nợ', en: 'Left to pay' }
const day: Words = { vi: 'Ngày', en: 'Day' }
const what: Words = { vi: 'Diễn giải', en: 'What' }
const more: Words = { vi: 'Tăng', en: 'More' }
const less: Words = { vi: 'Giảm', en: 'Less' }
const due: Words = { vi: 'Phải trả', en: 'Due' }
const paid: Words = { vi: 'Đã trả', en: 'Paid' }
const sumNames = {
	more: { vi: 'gốc tăng', en: 'principal more' },
	less: { vi: 'gốc giảm', en: 'principal less' },
	due: { vi: 'lãi phải trả', en: 'interest due' },
	paid: { vi: 'lãi đã trả', en: 'interest paid' },
} as const satisfies Record<string, Words>
const openingWord: Words = { vi: 'Số dư trước ngày {day}', en: 'Before {day}' }
const closingWord: Words = { vi: 'Số dư cuối ngày {day}', en: 'At the end of {day}' }
const totalWord: Words = { vi: 'Cộng phát sinh', en: 'Total' }
const receipt: Words = { vi: 'biên lai số', en: 'receipt' }
const decision: Words = { vi: 'quyết định số', en: 'decision' }
const ofWhich: Words = { vi: 'trong đó lãi chậm trả', en: 'of which late interest' }
const borne: Words = { vi: 'ngân sách chịu thêm', en: 'the budget bears besides' }
const outstanding: Words = { vi: 'Dư nợ gốc', en: 'Outstanding principal' }
const overdue: Words = { vi: 'trong đó quá hạn', en: 'of which overdue' }
const frozen: Words = { vi: 'trong đó khoanh nợ', en: 'of which frozen' }
const interestDue: Words = { vi: 'lãi đến hạn', en: 'interest due' }
const carried: Words = { vi: 'lãi tồn', en: 'interest carried' }
const accrued: Words = { vi: 'lãi đang chạy, chưa đến hạn', en: 'interest accrued, not yet due' }
const late: Words = { vi: 'lãi chậm trả', en: 'late interest' }
const held: Words = { vi: 'Đang giữ hộ', en: 'Held for the member' }
const payOffWord: Words = { vi: 'Số tiền cần trả để tất toán ngày {day}', en: 'What closes the loan on {day}' }
const inWords: Words = { vi: 'Bằng chữ', en: 'In Vietnamese words' }
const ended = {
	signed: { vi: 'Khoản vay đã ký, chưa giải ngân.', en: 'The loan is signed and not yet paid out.' },
	closed: { vi: 'Khoản vay đã tất toán.', en: 'The loan is closed.' },
	'written-off': { vi: 'Nợ đã được xoá.', en: 'The debt was written off.' },
} as const satisfies Record<string, Words>
