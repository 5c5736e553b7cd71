import { type CalendarDate, type Cycle, cycleDate, cycleIndex, daysBetween, later } from '../kernel/calendar-date.js'
import { multiplyFractions } from '../kernel/fraction.js'
import { type Accrual, accrue, type Money } from '../kernel/money.js'
import { type Rate, rateFraction } from '../kernel/rate.js'
import type { SavingsTerms } from './terms.js'

/** A yearly rate in force from a day on. */
export type RateStep = { readonly from: CalendarDate; readonly yearly: Rate }

/** Days on one balance at one rate, and the interest that they bear, exact. */
export type Segment = {
	readonly from: CalendarDate
	/** The first day that is no longer counted. */
	readonly to: CalendarDate
	readonly days: number
	readonly balance: Money
	readonly yearly: Rate
	readonly amount: Accrual
}

/**
 * What a balance bears from one day to another: balance × days × rate ÷ 365, the first day counted and the last not, on
 * the balance at the end of each day (Circular 14/2017/TT-NHNN, art. 4 and 5.1(b)). Nothing before the first rate.
 */
export function segmentsOf(balance: Money, rates: readonly RateStep[], from: CalendarDate, to: CalendarDate): readonly Segment[] {
	return rates.flatMap((step, index): readonly Segment[] => {
		const next = rates[index + 1]
		const start = later(from, step.from)
		const end = next !== undefined && next.from < to ? next.from : to
		if (start >= end || balance === 0n) return []
		const days = daysBetween(start, end)
		const factor = multiplyFractions(rateFraction(step.yearly), { numerator: BigInt(days), denominator: 365n })
		return [{ from: start, to: end, days, balance, yearly: step.yearly, amount: accrue(balance, factor) }]
	})
}

/** The rates in force: a change takes the place of whatever the terms had said for days from then on. */
export function ratesOf(terms: SavingsTerms, changes: readonly RateStep[]): readonly RateStep[] {
	let steps: readonly RateStep[] = terms.rates
	for (const change of changes) steps = [...steps.filter(({ from }) => from < change.from), change]
	return steps
}

/** The rate of a day; null before the first one. */
export function rateOn(rates: readonly RateStep[], on: CalendarDate): Rate | null {
	return rates.findLast(({ from }) => from <= on)?.yearly ?? null
}

/** Whether interest is credited on a day. */
export function isCreditDay(terms: Pick<SavingsTerms, 'creditEvery'>, on: CalendarDate): boolean {
	const cycle = cycleOf(terms)
	return cycleDate(cycle, cycleIndex(cycle, on)) === on
}

/** The first day after a day on which interest is credited. */
export function nextCreditDay(terms: Pick<SavingsTerms, 'creditEvery'>, after: CalendarDate): CalendarDate {
	const cycle = cycleOf(terms)
	return cycleDate(cycle, cycleIndex(cycle, after) + 1)
}

function cycleOf({ creditEvery: { every, period, from } }: Pick<SavingsTerms, 'creditEvery'>): Cycle {
	return { anchor: from, every, period }
}
