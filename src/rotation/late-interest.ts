import { type CalendarDate, daysBetween, earlier } from '../kernel/calendar-date.js'
import { type Fraction, fraction, multiplyFractions } from '../kernel/fraction.js'
import { type Accrual, accrue, addAccruals, type Money, nothingAccrued, settle, subtract } from '../kernel/money.js'
import { rateFraction } from '../kernel/rate.js'
import { nearestDong } from '../kernel/rounding.js'
import { type CircleState, cellOf, expectedOf, turnOf } from './state.js'
import { type CircleTerms, lateYearlyOn } from './terms.js'

/** A part of a share that was late, and for how long. */
export type LatePart = { readonly amount: Money; readonly from: CalendarDate; readonly to: CalendarDate; readonly days: number }

/**
 * What of a seat's share of a turn was late up to a day, part by part. It is late from its day on until its holder pays it herself,
 * whoever put it in meanwhile; the first day is counted, the last is not.
 */
export function latePartsOf(state: CircleState, seat: number, turn: number, asOf: CalendarDate): readonly LatePart[] {
	const { on: from } = turnOf(state, turn)
	if (asOf <= from) return []
	const cell = cellOf(state, seat, turn)
	let left = expectedOf(state, seat, turn)
	const parts: LatePart[] = []
	const late = (amount: Money, to: CalendarDate): void => {
		const days = daysBetween(from, to)
		if (amount > 0n && days > 0) parts.push({ amount, from, to, days })
	}
	for (const [on, amount] of cell.payments) {
		late(amount, earlier(on, asOf))
		left = subtract(left, amount)
	}
	late(left, asOf)
	return parts
}

/** Late interest on a seat's share of a turn up to a day, exact: each late part × its days × the rate ÷ 365 (NĐ 19/2019/NĐ-CP Art. 22). */
export function lateAccrual(terms: CircleTerms, parts: readonly LatePart[], asOf: CalendarDate): Accrual {
	const yearly: Fraction = rateFraction(lateYearlyOn(terms, asOf))
	return parts.reduce(
		(total, { amount, days }) => addAccruals(total, accrue(amount, multiplyFractions(yearly, fraction(BigInt(days), 365n)))),
		nothingAccrued,
	)
}

/** Late interest on a seat's share of a turn that is not charged yet, in whole đồng: rounded once, on the sum. */
export function lateUncharged(terms: CircleTerms, state: CircleState, seat: number, turn: number, asOf: CalendarDate): Money {
	const whole = settle(lateAccrual(terms, latePartsOf(state, seat, turn, asOf), asOf), nearestDong)
	return subtract(whole, cellOf(state, seat, turn).lateCharged)
}
