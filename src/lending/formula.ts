import { never } from '../kernel/assert.js'
import {
	type CalendarDate,
	type Cycle,
	cycleDate,
	cycleIndex,
	daysBetween,
	earlier,
	later,
	vietnameseDate,
	yearOf,
} from '../kernel/calendar-date.js'
import { thirty360Days } from '../kernel/day-count.js'
import { vietnameseDecimal, vietnameseNumber, vietnamesePercent } from '../kernel/number-text.js'
import { rateFraction } from '../kernel/rate.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import { type Rounding, roundingName } from '../kernel/rounding.js'
import type { FreeStretch, InterestPeriod } from './interest-periods.js'
import type { Stretch } from './stretches.js'

/** "10.000.000 đồng × 31 ngày × 6,6 %/năm ÷ 365 = 56.054,79…": one stretch in the terms of its own day count. */
export function formulaOf(stretch: Stretch, language: Language): string {
	const { base, bearer, amount } = stretch
	const bears = bearer === 'disbursed' ? ` (${onDisbursed[language]})` : ''
	const [time, divided] = timeOf(stretch, language)
	return `${vietnameseNumber(base)} đồng${bears} × ${time} × ${rateTextOf(stretch, language)}${divided} = ${vietnameseDecimal(amount)}`
}

/** "6,6 %/năm", "6,6 % × 1,3 = 8,58 %/năm": the yearly rate of a stretch and how it comes about. */
export function rateTextOf({ yearly, reason }: Stretch, language: Language): string {
	const plain = `${vietnamesePercent(yearly)}${aYear[language]}`
	switch (reason.is) {
		case 'loan':
		case 'agreed':
		case 'late':
		case 'support':
			return plain
		case 'times':
			return `(${vietnamesePercent(rateFraction(reason.loan))} × ${reason.factor.replace('.', ',')} = ${plain})`
		case 'beyond':
			return `(${vietnamesePercent(reason.overdue)} − ${vietnamesePercent(rateFraction(reason.loan))} = ${plain})`
		default:
			return never(reason)
	}
}

/** "… = 56.054,79…; cộng … = …; tổng cộng …; làm tròn đến 1 đồng (nửa lên): 56.055 đồng": a whole period and its one rounding. */
export function periodSentence(period: InterestPeriod, rounding: Rounding, language: Language): string {
	const { stretches, support, rounded } = period
	const formulas = (some: readonly Stretch[]) => some.map((stretch) => formulaOf(stretch, language)).join(plus[language])
	const free = period.free.map((one) => {
		const days = { from: vietnameseDate(one.from), to: vietnameseDate(one.to) }
		return `${sentence(fromTo, language, days)}: ${freeText(one, language)}`
	})
	const due = `${vietnameseNumber(rounded)} đồng`
	if (stretches.length === 0) return `${free.length === 0 ? noInterest[language] : free.join('; ')} = ${due}`
	const borne = support === null ? [] : [`${byTheBudget[language]}: ${formulas(support.stretches)}`]
	return [formulas(stretches), ...borne, `${resultText(period, rounding, language)}: ${due}`, ...free].join('; ')
}

/** "tổng cộng 251.342,46…; làm tròn đến 1 đồng (nửa lên)": what is done with the stretches of a period. */
export function resultText(
	{ stretches, exact, whole, support, isDropped }: InterestPeriod,
	rounding: Rounding,
	language: Language,
): string {
	if (stretches.length === 0) return noInterest[language]
	const round = roundingName(rounding)[language]
	const borne = { exact: vietnameseDecimal(support?.exact ?? exact), rounded: vietnameseNumber(support?.rounded ?? whole) }
	return [
		stretches.length > 1 ? `${inAll[language]} ${vietnameseDecimal(exact)}` : null,
		isDropped ? dropped[language] : null,
		support === null ? round : `${round}: ${vietnameseNumber(whole)} đồng`,
		support === null ? null : `${sentence(lessSupport, language, borne)}; ${leftToPay[language]}`,
	]
		.filter((part) => part !== null)
		.join('; ')
}

/** "36.500.000 đồng khoanh nợ không tính lãi (quyết định 15/QĐ-NHCS ngày 15/12/2022)". */
export function freeText({ base, reason, decisionNo, decisionOn }: FreeStretch, language: Language): string {
	const said = `${vietnameseNumber(base)} đồng ${(reason === 'grace' ? freeOfInterest : frozen)[language]}`
	if (decisionNo === null) return said
	const on = decisionOn === null ? '' : ` ${ofDay[language]} ${vietnameseDate(decisionOn)}`
	return `${said} (${decision[language]} ${decisionNo}${on})`
}

/** The days as the day count reckons them, and what the product is divided by. */
function timeOf({ from, to, days, dayCount, cycle }: Stretch, language: Language): readonly [time: string, divided: string] {
	switch (dayCount) {
		case 'actual/365':
			return [inDays(days, language), ' ÷ 365']
		case 'actual/360':
			return [inDays(days, language), ' ÷ 360']
		case 'actual/actual':
			return byYear(from, to, language)
		case '30e/360':
			return [`${inDays(thirty360Days('eurobond', from, to), language)} (30E/360)`, ' ÷ 360']
		case '30/360': {
			const size = { day: 1, week: 7, month: 30 }[cycle.period] * cycle.every
			return [byCells(from, to, cycle, size, inDays(null, language)), ' ÷ 360']
		}
		case 'periodic': {
			const divisor = { day: 365, week: 52, month: 12 }[cycle.period]
			return [byCells(from, to, cycle, cycle.every, periodNames[cycle.period][language]), ` ÷ ${divisor}`]
		}
		default:
			return never(dayCount)
	}
}

function inDays(days: number | null, language: Language): string {
	const name = language === 'vi' ? 'ngày' : days === 1 ? 'day' : 'days'
	return days === null ? name : `${days} ${name}`
}

/** Each calendar year's days over that year's length. */
function byYear(from: CalendarDate, to: CalendarDate, language: Language): readonly [string, string] {
	const parts: [days: number, length: number][] = []
	for (let year = yearOf(from); year <= yearOf(to); year += 1) {
		const [start, end] = [`${year}-01-01` as CalendarDate, `${year + 1}-01-01` as CalendarDate]
		const days = daysBetween(later(from, start), earlier(to, end))
		if (days > 0) parts.push([days, daysBetween(start, end)])
	}
	const [only] = parts
	if (parts.length === 1 && only !== undefined) return [inDays(only[0], language), ` ÷ ${only[1]}`]
	return [`(${parts.map(([days, length]) => `${inDays(days, language)} ÷ ${length}`).join(' + ')})`, '']
}

/** Whole periods as they are agreed to count, and part of one pro rata of its days: "(60 ngày + 30 ngày × 15/31)". */
function byCells(from: CalendarDate, to: CalendarDate, cycle: Cycle, size: number, unit: string): string {
	let whole = 0
	const parts: string[] = []
	for (let n = cycleIndex(cycle, from), start = cycleDate(cycle, n); start < to; n += 1, start = cycleDate(cycle, n)) {
		const end = cycleDate(cycle, n + 1)
		const [days, length] = [daysBetween(later(start, from), earlier(end, to)), daysBetween(start, end)]
		if (days === length) whole += size
		else parts.push(`${size} ${unit} × ${days}/${length}`)
	}
	const told = whole > 0 ? [`${whole} ${unit}`, ...parts] : parts
	return told.length === 1 ? (told[0] ?? '') : `(${told.join(' + ')})`
}

const aYear: Words = { vi: '/năm', en: ' a year' }
const plus: Words = { vi: '; cộng ', en: '; plus ' }
const inAll: Words = { vi: 'tổng cộng', en: 'together' }
const onDisbursed: Words = { vi: 'số tiền đã giải ngân', en: 'the amount lent at first' }
const noInterest: Words = { vi: 'không tính lãi', en: 'no interest is borne' }
const dropped: Words = {
	vi: 'không thu, vì nợ đã được xoá trước khi lãi đến hạn',
	en: 'not asked for: the debt was written off before it fell due',
}
const byTheBudget: Words = { vi: 'ngân sách chịu', en: 'the budget bears' }
const lessSupport: Words = {
	vi: 'trừ phần ngân sách chịu {exact}, cũng làm tròn một lần: {rounded} đồng',
	en: 'less what the budget bears, {exact}, rounded once too: {rounded} đồng',
}
const leftToPay: Words = { vi: 'còn phải trả', en: 'left to pay' }
const decision: Words = { vi: 'quyết định', en: 'decision' }
const ofDay: Words = { vi: 'ngày', en: 'of' }
const fromTo: Words = { vi: 'từ {from} đến trước {to}', en: 'from {from} to before {to}' }
const freeOfInterest: Words = { vi: 'trong thời gian ân hạn không tính lãi', en: 'in a grace that is free of interest' }
const frozen: Words = { vi: 'khoanh nợ không tính lãi', en: 'frozen, free of interest' }
const periodNames = {
	day: { vi: 'ngày', en: 'days' },
	week: { vi: 'tuần', en: 'weeks' },
	month: { vi: 'tháng', en: 'months' },
} as const satisfies Record<Cycle['period'], Words>
