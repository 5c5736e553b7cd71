import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, larger, type Money, smaller, subtract, sum } from '../kernel/money.js'
import { advance, lateInterestOwed, type LoanBasis } from './accrual.js'
import type { Loan } from './loan.js'
import { type LoanState, outstandingOf } from './state.js'

/** What is to be collected on a loan within a period, in đồng. */
export type DueInPeriod = {
	/** The first day in the period on which something falls due; null where there is only what was carried into it. */
	readonly firstDueOn: CalendarDate | null
	readonly principal: Money
	readonly interest: Money
	/** Due before the period and unpaid. */
	readonly carriedPrincipal: Money
	readonly carriedInterest: Money
	readonly lateInterest: Money
	readonly outstanding: Money
}

/**
 * What falls due on a loan from one day to another, both included, and what was carried into the period, as the loan
 * stands at the beginning of the first day. Interest is what will fall due if the period's principal is paid on its
 * days. What is frozen is asked of nobody. Null where there is nothing to collect.
 */
export function dueWithin(loan: Loan, told: LoanState, from: CalendarDate, to: CalendarDate): DueInPeriod | null {
	if (told.anchor === null) return null
	const basis = loan.basisOf(told, from)
	const state = loan.at(told, from)
	if (state.status !== 'active') return null
	const collectable = add(state.inTerm, state.overdue)
	const before = plannedUntil(state, (dueOn) => dueOn < from)
	const until = plannedUntil(state, (dueOn) => dueOn <= to)
	// What was called due ahead of its rows and moved to overdue is carried too, and not due a second time.
	const carriedPrincipal = smaller(larger(before, state.overdue), collectable)
	const principal = subtract(smaller(larger(until, carriedPrincipal), collectable), carriedPrincipal)
	const billed = interestWithin(basis, state, from, to)
	const interest = sum(billed.map(([, amount]) => amount))
	const carriedInterest = sum(state.unpaid.filter(([dueOn]) => dueOn < from).map(([, amount]) => amount))
	const lateInterest = lateInterestOwed(basis.terms, state)
	if (principal + interest + carriedPrincipal + carriedInterest + lateInterest === 0n) return null
	const days = [...(principal === 0n ? [] : plannedDays(state)), ...billed.map(([dueOn]) => dueOn)]
	return {
		firstDueOn: days.filter((dueOn) => dueOn >= from && dueOn <= to).sort()[0] ?? null,
		principal,
		interest,
		carriedPrincipal,
		carriedInterest,
		lateInterest,
		outstanding: outstandingOf(state),
	}
}

/** The interest that falls due on each day of the period, where the principal of its days is paid on them. */
function interestWithin(basis: LoanBasis, told: LoanState, from: CalendarDate, to: CalendarDate): LoanState['unpaid'] {
	let state = told
	for (const dueOn of plannedDays(told).filter((day) => day >= from && day <= to)) {
		state = advance(basis, state, dueOn)
		const paid = smaller(
			plannedUntil(state, (day) => day === dueOn),
			state.inTerm,
		)
		const planned = state.planned.filter(([day]) => day !== dueOn)
		state = { ...state, inTerm: subtract(state.inTerm, paid), planned }
	}
	return advance(basis, state, to).unpaid.filter(([dueOn]) => dueOn >= from)
}

function plannedUntil({ planned }: LoanState, isMeant: (dueOn: CalendarDate) => boolean): Money {
	return sum(planned.filter(([dueOn]) => isMeant(dueOn)).map(([, amount]) => amount))
}

function plannedDays({ planned }: LoanState): readonly CalendarDate[] {
	return planned.map(([dueOn]) => dueOn)
}
