import { never } from './assert.js'
import {
	type CalendarDate,
	type Cycle,
	cycleDate,
	cycleIndex,
	dayOf,
	daysBetween,
	earlier,
	later,
	monthOf,
	yearOf,
} from './calendar-date.js'
import { addFractions, type Fraction, fraction, zeroFraction } from './fraction.js'

/**
 * How days become parts of a year.
 * - actual/365: days ÷ 365, in leap years too (Circular 14/2017/TT-NHNN, art. 4.1)
 * - actual/360: days ÷ 360
 * - actual/actual: ISDA, each calendar year's days ÷ that year's length
 * - 30/360: by whole periods; a month is 30 days of 360 whatever the calendar, part of a period is pro rata of its days
 * - 30e/360: by dates, a 31st counts as the 30th (ISDA 2006 4.16(g), "Eurobond basis")
 * - periodic: a month is 1/12, a week 1/52 (a rate per month or week); part of a period is pro rata of its days
 */
export const dayCounts = ['actual/365', 'actual/360', 'actual/actual', '30/360', '30e/360', 'periodic'] as const
export type DayCount = (typeof dayCounts)[number]

/**
 * The part of a year from one day to another; the first day is counted, the last is not. Splitting the range anywhere
 * gives parts that sum to the whole, in every convention here (the bond basis, which does not, is only measured).
 * The cycle is that of the interest periods: '30/360' and 'periodic' are counted in its cells.
 */
export function yearFraction(dayCount: DayCount, from: CalendarDate, to: CalendarDate, cycle: Cycle): Fraction {
	switch (dayCount) {
		case 'actual/365':
			return fraction(BigInt(daysBetween(from, to)), 365n)
		case 'actual/360':
			return fraction(BigInt(daysBetween(from, to)), 360n)
		case 'actual/actual':
			return actualActual(from, to)
		case '30e/360':
			return fraction(BigInt(thirty360Days('eurobond', from, to)), 360n)
		case '30/360':
		case 'periodic':
			return inCells(wholeCell(dayCount, cycle), from, to, cycle)
		default:
			return never(dayCount)
	}
}

/** Days of the 30/360 families (ISDA 2006 4.16(f) "bond basis" and 4.16(g) "eurobond"). */
export function thirty360Days(family: 'bond' | 'eurobond', from: CalendarDate, to: CalendarDate): number {
	const first = Math.min(dayOf(from), 30)
	const last = family === 'eurobond' || first === 30 ? Math.min(dayOf(to), 30) : dayOf(to)
	return (yearOf(to) - yearOf(from)) * 360 + (monthOf(to) - monthOf(from)) * 30 + (last - first)
}

function actualActual(from: CalendarDate, to: CalendarDate): Fraction {
	let total = zeroFraction
	for (let year = yearOf(from); year <= yearOf(to); year += 1) {
		const start = later(from, `${year}-01-01` as CalendarDate)
		const end = earlier(to, `${year + 1}-01-01` as CalendarDate)
		const length = daysBetween(`${year}-01-01` as CalendarDate, `${year + 1}-01-01` as CalendarDate)
		total = addFractions(total, fraction(BigInt(daysBetween(start, end)), BigInt(length)))
	}
	return total
}

function wholeCell(dayCount: '30/360' | 'periodic', cycle: Cycle): Fraction {
	const every = BigInt(cycle.every)
	switch (cycle.period) {
		case 'month':
			return fraction(every, 12n)
		case 'week':
			return dayCount === 'periodic' ? fraction(every, 52n) : fraction(every * 7n, 360n)
		case 'day':
			return fraction(every, dayCount === 'periodic' ? 365n : 360n)
		default:
			return never(cycle.period)
	}
}

function inCells(whole: Fraction, from: CalendarDate, to: CalendarDate, cycle: Cycle): Fraction {
	let total = zeroFraction
	let n = cycleIndex(cycle, from)
	let start = cycleDate(cycle, n)
	while (start < to) {
		const end = cycleDate(cycle, n + 1)
		const days = daysBetween(later(start, from), earlier(end, to))
		total = addFractions(total, {
			numerator: whole.numerator * BigInt(days),
			denominator: whole.denominator * BigInt(daysBetween(start, end)),
		})
		n += 1
		start = end
	}
	return total
}
