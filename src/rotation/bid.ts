import { type Accrual, accrue, type Money, settle } from '../kernel/money.js'
import { type Fraction, fraction, multiplyFractions } from '../kernel/fraction.js'
import { type CalendarDate, daysBetween } from '../kernel/calendar-date.js'
import { type Rate, rateFraction } from '../kernel/rate.js'

/** What is known of a share when its holder offers interest for a turn. Amounts in đồng, the time in years. */
export type BidBasis = { readonly sharesTotal: Money; readonly paidBefore: Money; readonly timeLeft: Fraction; readonly yearlyMax: Rate }

/**
 * The most interest that a share may leave to the others for its turn, exact: what it is still to put in × the yearly cap × the time
 * left (NĐ 19/2019/NĐ-CP Art. 21.1, BLDS 2015 Art. 468.1; the base as the project reads it, certainty medium).
 */
export function bidCapExact({ sharesTotal, paidBefore, timeLeft, yearlyMax }: BidBasis): Accrual {
	return accrue((sharesTotal - paidBefore) as Money, multiplyFractions(rateFraction(yearlyMax), timeLeft))
}

/** The same in whole đồng, never above the exact cap. */
export function bidCap(basis: BidBasis): Money {
	return settle(bidCapExact(basis), { unit: 1n, towards: 'down' })
}

/**
 * The time that a turn's drawer has left, in years: the turns from this one on, each a calendar cell of the circle: months count a
 * twelfth each, days a 365th. The last cell, which has no next turn, is as long as the one before.
 */
export function timeLeft(days: readonly CalendarDate[], turn: number, monthsEach: number | null): Fraction {
	const turns = days.length - turn + 1
	if (monthsEach !== null) return fraction(BigInt(turns * monthsEach), 12n)
	const [here, last, before] = [days[turn - 1], days.at(-1), days.at(-2)]
	if (here === undefined || last === undefined) return fraction(0n, 365n)
	return fraction(BigInt(daysBetween(here, last) + (before === undefined ? 0 : daysBetween(before, last))), 365n)
}
