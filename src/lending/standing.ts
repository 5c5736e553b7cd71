import { type CalendarDate, daysBetween } from '../kernel/calendar-date.js'
import { larger, type Money, settle, subtract, sum, zero } from '../kernel/money.js'
import { advance, lateAfter, lateInterestOwed, latePrincipal, type LoanBasis } from './accrual.js'
import { type DebtGroup, debtGroup } from './classification.js'
import { billDay } from './layout.js'
import type { Loan } from './loan.js'
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
			debtGroup: debtGroup(loan.terms.classification, 0),
		}
	const basis = loan.basisOf(told, asOf)
	const state = loan.at(told, asOf)
	const arrears = arrearsOf(basis, state, asOf)
	return {
		status: state.status,
		balances: balancesOf(basis, state, asOf),
		arrears,
		nextDue: nextDueOf(basis, state, asOf),
		debtGroup: debtGroup(loan.terms.classification, arrears.daysPastDue),
	}
}

/** The balances at the beginning of a day. Interest of the latest interest day is due, that of earlier ones is carried (lãi tồn). */
export function balancesOf(basis: LoanBasis, state: LoanState, asOf: CalendarDate): Balances {
	const overdue = latePrincipal(basis, state, asOf)
	const latestBill = state.billed === 0 ? basis.layout.anchor : billDay(basis.layout, state.billed - 1)
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
		interestAccrued: state.status === 'active' ? settle(state.accrued, basis.terms.interestRounding) : zero,
		lateInterest: state.status === 'active' ? lateInterestOwed(basis.terms, state) : zero,
		credit: state.credit,
		payOff: state.status === 'active' ? larger(payOff(basis, state), zero) : zero,
	}
}

/** What is late: due on an earlier day, its last day in time past, and unpaid. Days past due count from the day after (BLDS 2015 art. 147). */
export function arrearsOf(basis: LoanBasis, state: LoanState, asOf: CalendarDate): Arrears {
	if (state.status !== 'active') return { daysPastDue: 0, principal: zero, interest: zero }
	const lastDays: CalendarDate[] = []
	const isLate = (contractual: CalendarDate): boolean => {
		const last = basis.lastDayInTime(contractual)
		if (last >= asOf) return false
		lastDays.push(last)
		return true
	}
	const lateRows = state.planned.filter(([row]) => isLate(lateAfter(basis, row)))
	const lateInterest = state.unpaid.filter(([dueOn]) => isLate(dueOn))
	const principal = sum(lateRows.map(([, amount]) => amount))
	const first = lastDays.sort()[0]
	return {
		daysPastDue: first === undefined ? 0 : daysBetween(first, asOf),
		principal: larger(principal, state.overdue),
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
		const principal = sum(state.planned.filter(([row]) => basis.layout.rows[row]?.dueOn === dueOn).map(([, amount]) => amount))
		const interest = sum(then.unpaid.filter(([day]) => day === dueOn).map(([, amount]) => amount))
		// A row that was prepaid and bears nothing is not a day to come for.
		if (principal > 0n || interest > 0n) return { on: dueOn, principal, interest }
	}
	return null
}
