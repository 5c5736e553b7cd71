import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Money, sum, zero } from '../kernel/money.js'
import type { Loan } from './loan.js'
import { askedPrincipal } from './repayment.js'
import { balancesOf } from './standing.js'
import type { LoanState } from './state.js'

/** What may be asked of a borrower at a meeting, in đồng. */
export type Collectable = {
	/** Of the latest interest day: this month's. */
	readonly interestDue: Money
	/** Of earlier interest days, unpaid (lãi tồn). */
	readonly interestCarried: Money
	readonly lateInterest: Money
	/** Due and unpaid; null where it is paid to the bank itself and the group does not ask for it. */
	readonly principalDue: Money | null
	readonly outstanding: Money
}

/**
 * What may be asked on a loan on a day, as the state stands at its beginning. Null where the loan is not out. Principal
 * of entrusted money is never asked for at a meeting (QĐ 15/QĐ-HĐQT; the bank's inspection, HD 727/HD-NHCS).
 */
export function collectableOn(loan: Loan, told: LoanState, on: CalendarDate, entrusted: boolean): Collectable | null {
	if (told.anchor === null) return null
	const state = loan.at(told, on)
	if (state.status !== 'active') return null
	const { interestDue, interestCarried, lateInterest, outstanding } = balancesOf(loan.basisOf(state, on), state, on)
	return { interestDue, interestCarried, lateInterest, principalDue: entrusted ? null : askedPrincipal(state, on), outstanding }
}

/** All that may be asked, in đồng. */
export function askedOf(one: Collectable): Money {
	return sum([one.interestDue, one.interestCarried, one.lateInterest, one.principalDue ?? zero])
}
