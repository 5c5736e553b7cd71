import { type CalendarDate, monthStart } from '../kernel/calendar-date.js'
import { larger, type Money, subtract, zero } from '../kernel/money.js'
import type { SavingsState } from './state.js'
import type { SavingsTerms } from './terms.js'

/** What is expected in a month, what of it was deposited, and what is missing; in đồng. */
export type Expected = { readonly minimum: Money; readonly saved: Money; readonly missing: Money }

/**
 * What an account is expected to be given in the month of a day. A month that has passed asks for nothing any more: what
 * was missed then is not carried (project decision; 01/TGTV names a monthly minimum and no arrears of it). What she saved in
 * the month in which an account was brought forward is in the balance: nothing is asked for until the next one.
 */
export function expectedOn(terms: SavingsTerms, state: SavingsState, day: CalendarDate): Expected {
	const isBrought = state.broughtForwardOn !== undefined && monthStart(day) <= monthStart(state.broughtForwardOn)
	const minimum = state.status === 'open' && !isBrought ? (state.minimumMonthly ?? terms.minimumMonthly) : zero
	const saved = state.month === monthStart(day) ? state.savedInMonth : zero
	return { minimum, saved, missing: larger(zero, subtract(minimum, saved)) }
}
