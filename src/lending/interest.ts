import { addDays, type CalendarDate, daysBetween, earlier, later } from '../kernel/calendar-date.js'
import { yearFraction } from '../kernel/day-count.js'
import { addFractions, type Fraction, multiplyFractions, zeroFraction } from '../kernel/fraction.js'
import { type Rate, rateFraction } from '../kernel/rate.js'
import type { Layout } from './layout.js'
import type { Terms } from './schemas.js'

/** A yearly rate in force from a day on. */
export type RateStep = { readonly from: CalendarDate; readonly yearly: Rate }

/** A stretch of days on one rate. */
export type RateSegment = { readonly from: CalendarDate; readonly to: CalendarDate; readonly yearly: Rate }

/**
 * Rate × part of a year from one day to another, over every change of the rate; the first day is counted, the last is
 * not (Circular 14/2017/TT-NHNN, art. 5.1(b): balance at the end of the day). Zero inside a grace that is free of interest.
 */
export function interestFactor(terms: Terms, layout: Layout, rates: readonly RateStep[], from: CalendarDate, to: CalendarDate): Fraction {
	let total = zeroFraction
	for (const segment of rateSegments(rates, later(from, layout.freeUntil), to)) {
		const part = yearFraction(terms.dayCount, segment.from, segment.to, layout.cycle)
		total = addFractions(total, multiplyFractions(rateFraction(segment.yearly), part))
	}
	return total
}

/**
 * What of a stretch the budget bears: its own yearly rate × the part of the year that lies in the days of the support, both
 * included (NĐ 36/2022/NĐ-CP: 2 points of loans paid out 2022–2023). The loan's own rate stays as it is.
 */
export function supportFactor({ interestSupport, dayCount }: Terms, layout: Layout, from: CalendarDate, to: CalendarDate): Fraction {
	if (interestSupport === undefined) return zeroFraction
	const start = later(later(from, layout.freeUntil), interestSupport.from)
	const end = earlier(to, addDays(interestSupport.to, 1))
	if (start >= end) return zeroFraction
	return multiplyFractions(rateFraction(interestSupport.yearly), yearFraction(dayCount, start, end, layout.cycle))
}

/** The stretches of one rate between two days. Days before the first step take its rate. */
export function rateSegments(rates: readonly RateStep[], from: CalendarDate, to: CalendarDate): readonly RateSegment[] {
	const segments: RateSegment[] = []
	for (const [index, step] of rates.entries()) {
		const start = index === 0 ? from : later(from, step.from)
		const next = rates[index + 1]
		const end = next !== undefined && next.from < to ? next.from : to
		if (start < end) segments.push({ from: start, to: end, yearly: step.yearly })
	}
	return segments
}

/** Simple interest on unpaid interest, by days ÷ 365, never on top of itself (Circular 39/2016 art. 13.4(b); BLDS 2015 art. 466.5(a)). */
export function lateInterestFactor(yearly: Rate, from: CalendarDate, to: CalendarDate): Fraction {
	return multiplyFractions(rateFraction(yearly), { numerator: BigInt(daysBetween(from, to)), denominator: 365n })
}
