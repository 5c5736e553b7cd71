import type { CalendarDate } from '../kernel/calendar-date.js'
import { fractionFromText, fractionText } from '../kernel/fraction.js'
import { type Accrual, add, type Money, moneyFromText, nothingAccrued, sum, zero } from '../kernel/money.js'
import type { RateStep } from './interest.js'
import type { Planned } from './plan.js'

export type LoanStatus = 'signed' | 'active' | 'closed' | 'written-off'

/** Interest that fell due on a day and is not paid. */
export type Unpaid = readonly (readonly [dueOn: CalendarDate, amount: Money])[]

/**
 * A loan as it stands at the beginning of a day, after the events of that day so far. Everything else that is ever
 * asked (schedule, arrears, pay-off, explanation) is a function of this, the terms and a date.
 */
export type LoanState = {
	readonly status: LoanStatus
	readonly signedOn: CalendarDate | null
	/** The day of the first disbursement, from which all dates are counted. */
	readonly anchor: CalendarDate | null
	/** Told up to the beginning of this day. */
	readonly day: CalendarDate | null
	readonly disbursed: Money
	readonly inTerm: Money
	readonly overdue: Money
	readonly frozen: Money
	readonly writtenOff: Money
	readonly recovered: Money
	/** Changes of the rate that came as events, over the terms. */
	readonly rateChanges: readonly RateStep[]
	/** Principal still to be paid, by row; sums to the outstanding balance. */
	readonly planned: Planned
	/** How many interest days have passed. */
	readonly billed: number
	/** Interest grown since the last interest day, exact. */
	readonly accrued: Accrual
	readonly unpaid: Unpaid
	/** Interest on unpaid interest, exact, and what of it was paid. */
	readonly lateAccrued: Accrual
	readonly latePaid: Money
	/** Held for the member, where the product holds overpayments. */
	readonly credit: Money
}

export const nothingYet: LoanState = {
	status: 'signed',
	signedOn: null,
	anchor: null,
	day: null,
	disbursed: zero,
	inTerm: zero,
	overdue: zero,
	frozen: zero,
	writtenOff: zero,
	recovered: zero,
	rateChanges: [],
	planned: [],
	billed: 0,
	accrued: nothingAccrued,
	unpaid: [],
	lateAccrued: nothingAccrued,
	latePaid: zero,
	credit: zero,
}

/** All principal that is owed, in term, overdue and frozen, in đồng. */
export function outstandingOf(state: LoanState): Money {
	return add(add(state.inTerm, state.overdue), state.frozen)
}

/** All interest that fell due and is not paid, in đồng. */
export function unpaidInterest(state: LoanState): Money {
	return sum(state.unpaid.map(([, amount]) => amount))
}

/** The state as JSON for the cache; amounts as text. */
export type StoredState = ReturnType<typeof storedState>

/** The state as it is cached: amounts and fractions as text. */
export function storedState(state: LoanState) {
	return {
		...state,
		disbursed: String(state.disbursed),
		inTerm: String(state.inTerm),
		overdue: String(state.overdue),
		frozen: String(state.frozen),
		writtenOff: String(state.writtenOff),
		recovered: String(state.recovered),
		planned: state.planned.map(([row, amount]): [number, string] => [row, String(amount)]),
		accrued: fractionText(state.accrued),
		unpaid: state.unpaid.map(([dueOn, amount]): [CalendarDate, string] => [dueOn, String(amount)]),
		lateAccrued: fractionText(state.lateAccrued),
		latePaid: String(state.latePaid),
		credit: String(state.credit),
		outstanding: String(outstandingOf(state)),
	}
}

/** The state of its cached form, exactly. */
export function stateFromStored(stored: StoredState): LoanState {
	const { outstanding: _, ...kept } = stored
	return {
		...kept,
		disbursed: moneyFromText(stored.disbursed),
		inTerm: moneyFromText(stored.inTerm),
		overdue: moneyFromText(stored.overdue),
		frozen: moneyFromText(stored.frozen),
		writtenOff: moneyFromText(stored.writtenOff),
		recovered: moneyFromText(stored.recovered),
		planned: stored.planned.map(([row, amount]) => [row, moneyFromText(amount)]),
		accrued: fractionFromText(stored.accrued) as Accrual,
		unpaid: stored.unpaid.map(([dueOn, amount]) => [dueOn, moneyFromText(amount)]),
		lateAccrued: fractionFromText(stored.lateAccrued) as Accrual,
		latePaid: moneyFromText(stored.latePaid),
		credit: moneyFromText(stored.credit),
	}
}
