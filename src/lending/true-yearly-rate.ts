import { assert, must, never } from '../kernel/assert.js'
import {
	addMonths,
	type CalendarDate,
	dayOf,
	daysBetween,
	monthEnd,
	monthOf,
	monthStart,
	type Period,
	yearOf,
} from '../kernel/calendar-date.js'
import { Decimal } from '../kernel/decimal.js'
import type { Money } from '../kernel/money.js'

/** Money that moves on a day; the amount is positive whichever way it goes. */
export type Flow = { readonly on: CalendarDate; readonly amount: Money }

/** The usual span between payments: every month, every two weeks. */
export type UnitPeriod = { readonly every: number; readonly period: Period }

/** How far a day lies from the first advance, in unit-periods: so many whole ones and a part of one. */
export type Distance = { readonly whole: number; readonly fraction: number }

/** A flow at its distance: positive where the borrower pays, negative where she is lent. */
export type PlacedFlow = Distance & { readonly amount: Money }

/** No lender asks a thousand times the loan in one unit-period; beyond it there is no rate worth a name. */
const unitRateMax = 1000

/**
 * The true yearly rate of a loan on the balance really owed, as decimal text with six places: "0.214571" is 21,4571 %
 * a year; "0" where nothing is paid for the loan. Actuarial method of US Regulation Z (12 CFR 1026 appendix J): the rate
 * of one unit-period, times the unit-periods of a year, without compounding.
 * Null where no rate explains the flows: nothing was lent, less comes back than went out, or more at once.
 */
export function trueYearlyRate(loan: {
	readonly advances: readonly Flow[]
	readonly payments: readonly Flow[]
	readonly unitPeriod: UnitPeriod
}): string | null {
	const { advances, payments, unitPeriod } = loan
	const dates = advances.map((flow) => flow.on).sort()
	const start = dates[0]
	if (start === undefined) return null
	const placed = [
		...advances.map((flow) => ({ ...distance(start, flow.on, unitPeriod), amount: -flow.amount as Money })),
		...payments.map((flow) => ({ ...distance(start, flow.on, unitPeriod), amount: flow.amount })),
	]
	return yearlyRateOf(placed, unitPeriodsPerYear(unitPeriod))
}

/**
 * The yearly rate at which the flows are worth nothing together, as `trueYearlyRate` gives it; the equation of appendix
 * J (b)(8): each amount ÷ ((1 + fraction × i) × (1 + i)^whole), i the rate of one unit-period.
 * The search uses floating point, as a rate is not money; where that leaves the sixth place open, the exact equation decides it.
 */
export function yearlyRateOf(flows: readonly PlacedFlow[], periodsPerYear: Decimal): string | null {
	const sorted = flows.filter((flow) => flow.amount !== 0n).sort((a, b) => a.whole - b.whole)
	const interest = sorted.reduce((total, flow) => total + flow.amount, 0n)
	if (interest < 0n || !sorted.some((flow) => flow.amount < 0n)) return null
	if (interest === 0n) return '0'
	const unitRate = approximateUnitRate(sorted)
	if (unitRate === null) return null
	const worth = (halfMillionths: number) => worthAtEnd(sorted, new Decimal(halfMillionths).dividedBy(periodsPerYear.times(2_000_000)))
	const estimate = unitRate * periodsPerYear.toNumber() * 1_000_000
	const near = Math.round(estimate)
	// Near to the middle between two millionths, or where later payments are worth next to nothing, floating point may be wrong.
	const isSure = unitRate < 0.5 && Math.abs(estimate - near) < 0.49
	const millionths = isSure ? near : [near, near - 1, near + 1].find((n) => worth(2 * n - 1).gte(0) && worth(2 * n + 1).lt(0))
	return millionths === undefined ? null : new Decimal(millionths).dividedBy(1_000_000).toFixed(6)
}

/** Unit-periods between two days, the later not before the earlier (appendix J (b)(5)). */
export function distance(from: CalendarDate, to: CalendarDate, unitPeriod: UnitPeriod): Distance {
	const { every, period } = unitPeriod
	assert(from <= to && Number.isInteger(every) && every > 0, 'a distance in unit-periods')
	switch (period) {
		case 'day':
			return parts(daysBetween(from, to), every)
		case 'week':
			return parts(daysBetween(from, to), every * 7)
		case 'month':
			return parts(thirtyDayMonths(from, to), every * 30)
		default:
			return never(period)
	}
}

/** 12, 52 or 365 divided by the periods in one unit-period (appendix J (b)(5)). */
export function unitPeriodsPerYear(unitPeriod: UnitPeriod): Decimal {
	const inYear = { day: 365, week: 52, month: 12 }[unitPeriod.period]
	return new Decimal(inYear).dividedBy(unitPeriod.every)
}

/** Full months measured back from the later day, at 30 days each, and the days left before them (appendix J (b)(5)). */
function thirtyDayMonths(from: CalendarDate, to: CalendarDate): number {
	const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from)
	// A day that was clamped to the month's end (31 January to 28 February) is whole months from where it began.
	if (addMonths(from, months) === to) return months * 30
	// Measured back to the month of the earlier day, or, where that is before it, to the month after.
	const monthLength = dayOf(monthEnd(from))
	const back = Math.min(dayOf(to), monthLength) - dayOf(from)
	if (back >= 0) return months * 30 + back
	return (months - 1) * 30 + monthLength - dayOf(from) + Math.min(dayOf(to), dayOf(monthEnd(addMonths(monthStart(from), 1))))
}

function parts(days: number, length: number): Distance {
	return { whole: Math.floor(days / length), fraction: (days % length) / length }
}

/**
 * Draws the range together by false position (the Illinois way, which always keeps the root between); null where even
 * the highest rate does not bring the flows to nothing.
 */
function approximateUnitRate(flows: readonly PlacedFlow[]): number | null {
	const amounts = flows.map((flow) => Number(flow.amount))
	const worth = (rate: number): number => {
		let total = 0
		let growth = 1
		let grown = 0
		for (const [index, { whole, fraction }] of flows.entries()) {
			if (whole !== grown) growth *= (1 + rate) ** (whole - grown)
			grown = whole
			total += must(amounts[index], 'an amount') / ((1 + fraction * rate) * growth)
		}
		return total
	}
	let low = 0
	let high = 0.01
	let [atLow, atHigh] = [worth(low), worth(high)]
	while (atHigh > 0) {
		if (high > unitRateMax) return null
		low = high
		atLow = atHigh
		high *= 2
		atHigh = worth(high)
	}
	let before = high
	for (let turn = 0; turn < 200; turn += 1) {
		const middle = low + ((high - low) * atLow) / (atLow - atHigh)
		if (Math.abs(middle - before) < 1e-13 * (1 + middle)) return middle
		before = middle
		const at = worth(middle)
		if (at === 0) return middle
		if (at > 0) {
			low = middle
			atLow = at
			atHigh /= 2
		} else {
			high = middle
			atHigh = at
			atLow /= 2
		}
	}
	return before
}

/** What the flows are worth on the day of the last one, to some fifty digits: the exact side of the search. */
function worthAtEnd(flows: readonly PlacedFlow[], rate: Decimal): Decimal {
	const growth = rate.plus(1)
	// Most flows of a loan share one part of a unit-period, and division is what costs.
	const factors = new Map<number, Decimal>([[0, new Decimal(1)]])
	let whole = 0
	let total = new Decimal(0)
	for (const flow of flows) {
		const factor = factors.get(flow.fraction) ?? rate.times(flow.fraction).plus(1).pow(-1)
		factors.set(flow.fraction, factor)
		const gap = flow.whole - whole
		if (gap > 0) total = total.times(gap === 1 ? growth : growth.pow(gap))
		total = total.plus(factor.times(flow.amount.toString()))
		whole = flow.whole
	}
	return total
}
