import { vietnameseDate } from '../kernel/calendar-date.js'
import { Decimal, fractionOf } from '../kernel/decimal.js'
import { vietnameseNumber, vietnamesePercent } from '../kernel/number-text.js'
import type { Words } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import type { loanLine, scheduleView } from '../lending/views.js'
import { type Letter, letterhead } from './letterhead.js'
import { type LoanHeading, loanFacts, signersOf } from './loan-heading.js'
import { cells, type Paper, type PaperPart, unlessZero } from '../documents/paper.js'

type ScheduleView = ReturnType<typeof scheduleView>

/** A loan's schedule on paper: each due day with what falls due, what was paid, and what will be left. */
export function schedulePaper(loan: ReturnType<typeof loanLine>, schedule: ScheduleView, heading: LoanHeading, letter: Letter): Paper {
	const { language } = letter
	const { rows, totals, prepayments, trueYearlyRate } = schedule
	const early = prepayments.map(
		({ on, principal }): PaperPart => ({
			is: 'text',
			text: `${paidEarly[language]} ${vietnameseDate(on)}: ${vietnameseNumber(principal)} đồng`,
		}),
	)
	const rate: PaperPart[] =
		trueYearlyRate === null
			? []
			: [{ is: 'text', text: `${trueRate[language]}: ${vietnamesePercent(fractionOf(new Decimal(trueYearlyRate)))}${aYear[language]}` }]
	return {
		...letterhead(letter),
		title: title[language],
		parts: [
			{ is: 'facts', facts: loanFacts(loan, heading, language) },
			{
				is: 'table',
				hasPageTotals: true,
				columns: [
					{ header: no[language], width: 18, align: 'center' },
					{ header: dueOn[language], width: 48, align: 'center' },
					{ header: days[language], width: 24, align: 'center' },
					{ header: principal[language], width: '*', sumName: principal[language] },
					{ header: interest[language], width: '*', sumName: interest[language] },
					{ header: total[language], width: '*', sumName: total[language] },
					{ header: balance[language], width: '*' },
					{ header: paidPrincipal[language], width: '*' },
					{ header: paidInterest[language], width: '*' },
				],
				rows: [
					...rows.map((row) =>
						cells(
							String(row.no),
							vietnameseDate(row.dueOn),
							String(row.days),
							unlessZero(row.principal),
							row.interest,
							row.total,
							row.balanceAfter,
							unlessZero(row.paidPrincipal),
							unlessZero(row.paidInterest),
						),
					),
					{ is: 'total', cells: [null, inAll[language], null, totals.principal, totals.interest, totals.total, null, null, null] },
				],
			},
			...early,
			...rate,
			{
				is: 'text',
				text: `${toPay[language]}: ${vietnameseNumber(totals.total)} đồng (${inWords[language]}: ${amountInWords(totals.total)})`,
				isBold: true,
			},
		],
		signers: signersOf(heading, language),
	}
}

const title: Words = { vi: 'LỊCH TRẢ NỢ', en: 'REPAYMENT SCHEDULE' }
const no: Words = { vi: 'Kỳ', en: 'No' }
const dueOn: Words = { vi: 'Đến hạn', en: 'Due' }
const days: Words = { vi: 'Số ngày', en: 'Days' }
const principal: Words = { vi: 'Gốc', en: 'Principal' }
const interest: Words = { vi: 'Lãi', en: 'Interest' }
const total: Words = { vi: 'Gốc và lãi', en: 'Both' }
const balance: Words = { vi: 'Dư nợ sau kỳ', en: 'Balance after' }
const paidPrincipal: Words = { vi: 'Gốc đã trả', en: 'Principal paid' }
const paidInterest: Words = { vi: 'Lãi đã trả', en: 'Interest paid' }
const inAll: Words = { vi: 'Cộng', en: 'Total' }
const paidEarly: Words = { vi: 'Gốc trả trước hạn ngày', en: 'Principal paid early on' }
const trueRate: Words = { vi: 'Lãi suất thực trên dư nợ', en: 'True yearly rate on the balance' }
const aYear: Words = { vi: '/năm', en: ' a year' }
const toPay: Words = { vi: 'Cộng gốc và lãi các kỳ', en: 'Principal and interest of all rows' }
const inWords: Words = { vi: 'bằng chữ', en: 'in Vietnamese words' }
