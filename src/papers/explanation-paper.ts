import { vietnameseDate } from '../kernel/calendar-date.js'
import { type Money, sum } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Language, Words } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import type { AmountPart, ExplainedAmount } from '../lending/explained-amounts.js'
import type { Explanation } from '../lending/explanation.js'
import type { loanLine } from '../lending/views.js'
import { type Letter, letterhead } from './letterhead.js'
import { type LoanHeading, loanFacts, signersOf } from './loan-heading.js'
import { cells, type Paper, type PaperPart, type PaperRow } from '../documents/paper.js'

/** Where every amount of a loan comes from, on paper: the balances, the interest of each period, each payment, and the rules with their sources. */
export function explanationPaper(loan: ReturnType<typeof loanLine>, explanation: Explanation, heading: LoanHeading, letter: Letter): Paper {
	const { language } = letter
	const { amounts, periods, payments, rules } = explanation
	const payOff = amounts.find(({ code }) => code === 'payOff')?.amount ?? null
	return {
		...letterhead(letter),
		title: title[language],
		parts: [
			{ is: 'facts', facts: loanFacts(loan, heading, language) },
			...(amounts.length === 0 ? missing(`1. ${balancesWord[language]}`, nothingYet[language]) : [amountsTable(amounts, language)]),
			...(payOff === null ? [] : [inWords(payOff, language)]),
			...(periods.length === 0 ? missing(`2. ${interestWord[language]}`, noInterest[language]) : [periodsTable(periods, language)]),
			...(payments.length === 0 ? missing(`3. ${paymentsWord[language]}`, noPayments[language]) : [paymentsTable(payments, language)]),
			{ is: 'list', title: `4. ${rulesWord[language]}`, items: rules.map((rule) => ({ text: rule[language], source: rule.source })) },
		],
		signers: signersOf(heading, language),
	}
}

function missing(title: string, text: string): readonly PaperPart[] {
	return [
		{ is: 'heading', text: title },
		{ is: 'text', text },
	]
}

function amountsTable(amounts: readonly ExplainedAmount[], language: Language): PaperPart {
	return {
		is: 'table',
		titles: [`1. ${balancesWord[language]}`],
		columns: [
			{ header: what[language], width: 120 },
			{ header: `${amountWord[language]} (đồng)`, width: 'amount' },
			{ header: from[language], width: '*' },
		],
		// What is nothing and never was anything needs no line.
		rows: amounts
			.filter(({ code, amount, parts }) => amount !== 0n || parts.length > 0 || code === 'outstanding' || code === 'payOff')
			.map(({ name, amount, parts }) => cells(name, amount, partsText(parts, language))),
	}
}

/** A cell has to fit a page: of many parts of one kind the paper says how many and their sum, and the sections below tell them one by one. */
function partsText(parts: readonly AmountPart[], language: Language): string {
	const partsMax = 6
	if (parts.length <= partsMax) return parts.map(({ amount, text }) => `${signed(amount)} ${text}`).join('; ')
	const kinds = [...new Set(parts.map(({ type }) => type))]
	return kinds
		.map((kind) => {
			const some = parts.filter(({ type }) => type === kind)
			const amount = signed(sum(some.map((part) => part.amount)))
			const [first] = some
			return some.length === 1
				? `${amount} ${first?.text}`
				: `${amount} ${first?.name.toLowerCase()} (${some.length} ${timesWord[language]})`
		})
		.join('; ')
}

/** One line for each stretch of days; of several, a last line adds them up and rounds once. */
function periodsTable(periods: Explanation['periods'], language: Language): PaperPart {
	return {
		is: 'table',
		titles: [`2. ${interestWord[language]}`],
		columns: [
			{ header: dueWord[language], width: 42, align: 'center' },
			{ header: fromDay[language], width: 42, align: 'center' },
			{ header: toDay[language], width: 42, align: 'center' },
			{ header: days[language], width: 21, align: 'center' },
			{ header: reckoning[language], width: '*' },
			{ header: `${interest[language]} (đồng)`, width: 'amount' },
		],
		rows: periods.flatMap((period) => periodRows(period, language)),
	}
}

function periodRows(period: Explanation['periods'][number], language: Language): readonly PaperRow[] {
	const { kind, dueOn, segments, free, result, rounded, isDropped } = period
	const due = kind === 'late-interest' ? late[language] : dueOn === null ? growing[language] : vietnameseDate(dueOn)
	const lines = [...segments, ...free].toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
	const isAlone = lines.length === 1 && !isDropped
	return [
		...lines.map(({ from: start, to, days: count, text }, index) =>
			cells(index === 0 ? due : null, vietnameseDate(start), vietnameseDate(to), String(count), text, isAlone ? rounded : null),
		),
		...(isAlone ? [] : [{ is: 'total' as const, cells: [null, null, null, null, result, rounded] }]),
	]
}

function paymentsTable(payments: Explanation['payments'], language: Language): PaperPart {
	return {
		is: 'table',
		titles: [`3. ${paymentsWord[language]}`],
		columns: [
			{ header: day[language], width: 48, align: 'center' },
			{ header: `${amountWord[language]} (đồng)`, width: 'amount' },
			{ header: went[language], width: '*' },
		],
		rows: payments.map(({ on, amount, receiptNo, because }) =>
			cells(vietnameseDate(on), amount, receiptNo === null ? because : `${receipt[language]} ${receiptNo}. ${because}`),
		),
	}
}

function inWords(payOff: Money, language: Language): PaperPart {
	return {
		is: 'text',
		text: `${payOffWord[language]}: ${vietnameseNumber(payOff)} đồng (${words[language]}: ${amountInWords(payOff)})`,
		isBold: true,
	}
}

function signed(amount: Money): string {
	return amount < 0n ? `− ${vietnameseNumber(amount).slice(1)}` : `+ ${vietnameseNumber(amount)}`
}

const title: Words = { vi: 'BẢNG GIẢI TRÌNH SỐ TIỀN CỦA KHOẢN VAY', en: 'WHERE THE AMOUNTS OF A LOAN COME FROM' }
const balancesWord: Words = { vi: 'Các số dư và từ đâu ra', en: 'Balances, and where they come from' }
const interestWord: Words = { vi: 'Lãi của từng kỳ', en: 'Interest, period by period' }
const paymentsWord: Words = { vi: 'Các lần trả nợ và thứ tự thu', en: 'Payments, and what each went to' }
const rulesWord: Words = { vi: 'Quy tắc và căn cứ', en: 'Rules, and where they are written' }
const nothingYet: Words = { vi: 'Khoản vay chưa giải ngân.', en: 'The loan is not yet paid out.' }
const noInterest: Words = { vi: 'Không có lãi phát sinh.', en: 'No interest has grown.' }
const noPayments: Words = { vi: 'Chưa có lần trả nợ nào.', en: 'Nothing was paid yet.' }
const what: Words = { vi: 'Khoản', en: 'Balance' }
const amountWord: Words = { vi: 'Số tiền', en: 'Amount' }
const from: Words = { vi: 'Từ đâu ra', en: 'Where it comes from' }
const timesWord: Words = { vi: 'lần', en: 'times' }
const dueWord: Words = { vi: 'Đến hạn', en: 'Due' }
const late: Words = { vi: 'lãi chậm trả', en: 'late interest' }
const growing: Words = { vi: 'chưa đến hạn', en: 'not yet due' }
const interest: Words = { vi: 'Lãi', en: 'Interest' }
const fromDay: Words = { vi: 'Từ ngày', en: 'From' }
const toDay: Words = { vi: 'Đến trước ngày', en: 'To before' }
const days: Words = { vi: 'Số ngày', en: 'Days' }
const reckoning: Words = { vi: 'Cách tính (đồng)', en: 'Reckoning (đồng)' }
const day: Words = { vi: 'Ngày', en: 'Day' }
const receipt: Words = { vi: 'Biên lai', en: 'Receipt' }
const went: Words = { vi: 'Đi vào đâu, vì sao', en: 'What it went to, and why' }
const payOffWord: Words = { vi: 'Số tiền cần trả để tất toán', en: 'What closes the loan' }
const words: Words = { vi: 'bằng chữ', en: 'in Vietnamese words' }
