import { addDays, type CalendarDate } from '../kernel/calendar-date.js'
import { larger, type Money, subtract, sum, zero } from '../kernel/money.js'
import { advance, lateAfter, lateInterestOwed, latePrincipal, type LoanBasis, settledInterest } from './accrual.js'
import { classify, type DebtGroupReason, nothingLate } from './classification.js'
import type { DebtGroup } from './classification-circulars.js'
import { daysPastDue } from './freeze.js'
import { billDay } from './layout.js'
import type { Loan } from './loan.js'
import { takeFromPlan } from './plan.js'
import { payOff } from './repayment.js'
import { type LoanState, type LoanStatus, outstandingOf } from './state.js'

export type Balances = {
	readonly outstanding: Money
	readonly inTerm: Money
	readonly overdue: Money
	readonly frozen: Money
	readonly interestDue: Money
	readonly interestCarried: Money
	readonly interestAccrued: Money
	readonly lateInterest: Money
	readonly credit: Money
	/** Borne by the budget, fallen due and not received. */
	readonly interestSupport: Money
	readonly payOff: Money
}

export type Arrears = { readonly daysPastDue: number; readonly principal: Money; readonly interest: Money }
export type NextDue = { readonly on: CalendarDate; readonly principal: Money; readonly interest: Money }

/** How a loan stands on a day: what GET /loans/:id and every list answer. */
export type Standing = {
	readonly status: LoanStatus
	readonly balances: Balances
	readonly arrears: Arrears
	readonly nextDue: NextDue | null
	readonly debtGroup: DebtGroup | null
	/** Why it is in that group; null where the lender does not group. */
	readonly debtGroupReason: DebtGroupReason | null
}

const nothingOwed: Balances = {
	outstanding: zero,
	inTerm: zero,
	overdue: zero,
	frozen: zero,
	interestDue: zero,
	interestCarried: zero,
	interestAccrued: zero,
	lateInterest: zero,
	credit: zero,
	interestSupport: zero,
	payOff: zero,
}

/** How the loan stands at the beginning of the day `asOf`, after the events that the state was told. Amounts in đồng. */
export function standingOf(loan: Loan, told: LoanState, asOf: CalendarDate): Standing {
	if (told.anchor === null)
		return {
			status: told.status,
			balances: nothingOwed,
			arrears: { daysPastDue: 0, principal: zero, interest: zero },
			nextDue: null,
			...groupOf(loan, told, asOf, 0),
		}
	const basis = loan.basisOf(told, asOf)
	const state = loan.at(told, asOf)
	const arrears = arrearsOf(basis, state, asOf)
	return {
		status: state.status,
		balances: balancesOf(basis, state, asOf),
		arrears,
		nextDue: nextDueOf(basis, state, asOf),
		...groupOf(loan, state, asOf, arrears.daysPastDue),
	}
}

/** The debt group and its reason; a loan that is not out has nothing to be grouped by. */
function groupOf(loan: Loan, state: LoanState, asOf: CalendarDate, days: number): Pick<Standing, 'debtGroup' | 'debtGroupReason'> {
	const { status, restructurings, interestWaivedOn } = state
	const facts = status === 'active' ? { daysPastDue: days, restructurings, interestWaived: interestWaivedOn !== null } : nothingLate
	const classified = classify(loan.terms.classification, asOf, facts)
	return { debtGroup: classified?.group ?? null, debtGroupReason: classified?.reason ?? null }
}

/** The balances at the beginning of a day. Interest of the latest interest day is due, that of earlier ones is carried (lãi tồn). */
export function balancesOf(basis: LoanBasis, state: LoanState, asOf: CalendarDate): Balances {
	const overdue = latePrincipal(basis, state, asOf)
	const latestBill = latestInterestDay(basis, state)
	const dueNow = state.unpaid.filter(([dueOn]) => dueOn >= latestBill)
	const carried = state.unpaid.filter(([dueOn]) => dueOn < latestBill)
	const outstanding = outstandingOf(state)
	return {
		outstanding,
		inTerm: subtract(subtract(outstanding, overdue), state.frozen),
		overdue,
		frozen: state.frozen,
		interestDue: sum(dueNow.map(([, amount]) => amount)),
		interestCarried: sum(carried.map(([, amount]) => amount)),
		interestAccrued: state.status === 'active' ? settledInterest(basis.terms, state).due : zero,
		lateInterest: state.status === 'active' ? lateInterestOwed(basis.terms, state) : zero,
		credit: state.credit,
		interestSupport: state.supportOwed,
		payOff: state.status === 'active' ? larger(payOff(basis, state), zero) : zero,
	}
}

/** The latest interest day that has passed: what fell due on it is due, what fell due before is carried. */
export function latestInterestDay({ layout }: LoanBasis, { billed }: LoanState): CalendarDate {
	return billed === 0 ? layout.anchor : billDay(layout, billed - 1)
}

/**
 * What is late: due on an earlier day, its last day in time past, and unpaid. What is frozen is not late meanwhile: a
 * freeze takes the oldest first, and the days on which all of the debt is frozen are not counted.
 */
export function arrearsOf(basis: LoanBasis, state: LoanState, asOf: CalendarDate): Arrears {
	if (state.status !== 'active') return { daysPastDue: 0, principal: zero, interest: zero }
	const isLate = (contractual: CalendarDate): boolean => basis.lastDayInTime(contractual) < asOf
	const unfrozen = takeFromPlan(state.planned, state.frozen, 'first')
	const late = unfrozen.filter(([dueOn]) => isLate(lateAfter(basis, dueOn)))
	const lateInterest = state.unpaid.filter(([dueOn]) => isLate(dueOn))
	const lastDays = [...late.map(([dueOn]) => lateAfter(basis, dueOn)), ...lateInterest.map(([dueOn]) => dueOn)]
	// Principal that was moved to overdue ahead of its day is late from the day on which it was moved.
	const moved = state.overdueSince === null ? [] : [addDays(state.overdueSince, -1)]
	const [first] = [...lastDays.map(basis.lastDayInTime), ...moved].sort()
	return {
		daysPastDue: first === undefined ? 0 : daysPastDue(first, asOf, state.pauses),
		principal: larger(sum(late.map(([, amount]) => amount)), state.overdue),
		interest: sum(lateInterest.map(([, amount]) => amount)),
	}
}

/** The next day, this one included, on which something falls due, with what will be due then if nothing is paid before. */
export function nextDueOf(basis: LoanBasis, state: LoanState, asOf: CalendarDate): NextDue | null {
	if (state.status !== 'active') return null
	let then = state
	for (const { dueOn } of basis.layout.rows) {
		if (dueOn < asOf) continue
		then = advance(basis, then, dueOn)
		const principal = sum(state.planned.filter(([day]) => day === dueOn).map(([, amount]) => amount))
		const interest = sum(then.unpaid.filter(([day]) => day === dueOn).map(([, amount]) => amount))
		// A row that was prepaid and bears nothing is not a day to come for.
		if (principal > 0n || interest > 0n) return { on: dueOn, principal, interest }
	}
	return null
}
