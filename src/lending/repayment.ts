import { never } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, larger, type Money, negate, nothingAccrued, smaller, subtract, sum, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { lateInterestOwed, latePrincipal, type Listener, type LoanBasis, nobody, ratesOf, settledInterest } from './accrual.js'
import { planPrincipal, takeFromPlan } from './plan.js'
import { type LoanState, outstandingOf, type Unpaid, unpaidInterest } from './state.js'

/** What one payment went to, in đồng; the parts sum to the payment. */
export type Allocation = {
	readonly interest: Money
	readonly lateInterest: Money
	/** All principal, due or early. */
	readonly principal: Money
	/** The part of the principal that was paid before it was due. */
	readonly prepaid: Money
	readonly credit: Money
	/** What of the principal came off the overdue, in-term and frozen balances. */
	readonly fromOverdue: Money
	readonly fromInTerm: Money
	readonly fromFrozen: Money
}

const nothing: Allocation = {
	interest: zero,
	lateInterest: zero,
	principal: zero,
	prepaid: zero,
	credit: zero,
	fromOverdue: zero,
	fromInTerm: zero,
	fromFrozen: zero,
}

type Paying = { readonly state: LoanState; readonly left: Money; readonly to: Allocation }

/**
 * Allocates a payment on the day the state stands at. First what is due, in the contract's order (in term: interest
 * before principal; overdue: principal before interest, Circular 39/2016 art. 18.4); then early principal, which
 * reduces the next or the last instalments as agreed; then, when no principal is left, the interest grown since the
 * last interest day. What goes beyond the pay-off is refused or held, as the product says.
 */
export function pay(
	basis: LoanBasis,
	state: LoanState,
	on: CalendarDate,
	amount: Money,
	listener: Listener = nobody,
): { state: LoanState; allocation: Allocation } {
	const { terms } = basis
	const late = latePrincipal(basis, state, on)
	let paying: Paying = { state, left: amount, to: nothing }
	for (const part of late > 0n ? terms.allocation.overdue : terms.allocation.inTerm) {
		switch (part) {
			case 'interest':
				paying = payInterest(paying, listener)
				break
			case 'late-interest':
				paying = payLateInterest(basis, paying)
				break
			case 'principal':
				paying = payPrincipal(paying, duePrincipal(paying.state, on), 'first', listener)
				break
			default:
				never(part)
		}
	}
	paying = prepay(basis, paying, on, listener)
	paying = payGrown(basis, paying, on, listener)
	if (paying.left > 0n) {
		if (terms.overpayment === 'refuse')
			throw new Refusal('loan.overpayment', { path: 'amount', details: { owed: String(subtract(amount, paying.left)) } })
		paying = {
			state: { ...paying.state, credit: add(paying.state.credit, paying.left) },
			left: zero,
			to: { ...paying.to, credit: paying.left },
		}
	}
	return { state: closedWhenPaid(basis, paying.state), allocation: paying.to }
}

/** What of a debt savings may pay, as their product orders it (01/TGTV item 5: lãi, gốc đến hạn, gốc quá hạn). */
export const offsetParts = ['interest', 'due-principal', 'overdue-principal'] as const
export type OffsetPart = (typeof offsetParts)[number]

/**
 * Allocates what comes out of the borrower's savings on the day the state stands at, in the order of the savings
 * product: interest takes late interest with it. Nothing that is not due yet is paid: what goes beyond is refused.
 */
export function offset(
	basis: LoanBasis,
	state: LoanState,
	on: CalendarDate,
	{ amount, order }: { readonly amount: Money; readonly order: readonly OffsetPart[] },
	listener: Listener = nobody,
): { state: LoanState; allocation: Allocation } {
	const late = latePrincipal(basis, state, on)
	const due = subtract(larger(askedPrincipal(state, on), late), late)
	let paying: Paying = { state, left: amount, to: nothing }
	for (const part of order) {
		switch (part) {
			case 'interest':
				paying = payLateInterest(basis, payInterest(paying, listener))
				break
			case 'due-principal':
				paying = payPrincipal(paying, smaller(due, paying.state.inTerm), 'first', listener, 'in-term')
				break
			case 'overdue-principal':
				paying = payPrincipal(paying, late, 'first', listener)
				break
			default:
				never(part)
		}
	}
	if (paying.left > 0n) throw new Refusal('loan.above-due', { path: 'amount', details: { due: String(subtract(amount, paying.left)) } })
	return { state: closedWhenPaid(basis, paying.state), allocation: paying.to }
}

/** Principal that has fallen due by a day and is unpaid; what has been moved to overdue is due in any case. */
export function duePrincipal(state: LoanState, on: CalendarDate): Money {
	const due = sum(state.planned.filter(([dueOn]) => dueOn <= on).map(([, amount]) => amount))
	return larger(due, state.overdue)
}

/** The same without what is frozen, which is asked of nobody: a freeze takes the oldest first. */
export function askedPrincipal(state: LoanState, on: CalendarDate): Money {
	return duePrincipal({ ...state, planned: takeFromPlan(state.planned, state.frozen, 'first') }, on)
}

/** What would close the loan on the day the state stands at. */
export function payOff(basis: LoanBasis, state: LoanState): Money {
	return sum([
		outstandingOf(state),
		unpaidInterest(state),
		settledInterest(basis.terms, state).due,
		lateInterestOwed(basis.terms, state),
		negate(state.credit),
	])
}

function payInterest(paying: Paying, listener: Listener): Paying {
	const { state, left, to } = paying
	if (state.unpaid.length === 0 || left === 0n) return paying
	let rest = left
	const unpaid: Unpaid = state.unpaid.flatMap(([dueOn, owed]): readonly (readonly [CalendarDate, Money])[] => {
		const paid = smaller(owed, rest)
		if (paid > 0n) listener.paidInterest?.(dueOn, paid)
		rest = subtract(rest, paid)
		return owed === paid ? [] : [[dueOn, subtract(owed, paid)]]
	})
	return { state: { ...state, unpaid }, left: rest, to: { ...to, interest: add(to.interest, subtract(left, rest)) } }
}

function payLateInterest({ terms }: LoanBasis, paying: Paying): Paying {
	const { state, left, to } = paying
	const paid = smaller(lateInterestOwed(terms, state), left)
	if (paid === 0n) return paying
	return {
		state: { ...state, latePaid: add(state.latePaid, paid) },
		left: subtract(left, paid),
		to: { ...to, lateInterest: add(to.lateInterest, paid) },
	}
}

/** Pays principal off the first or the last instalments; overdue principal is met first, but where only that in term is. */
function payPrincipal(paying: Paying, wanted: Money, from: 'first' | 'last', listener: Listener, only: 'in-term' | 'any' = 'any'): Paying {
	const { state, left, to } = paying
	const paid = smaller(wanted, smaller(left, outstandingOf(state)))
	if (paid === 0n) return paying
	const planned = takeFromPlan(state.planned, paid, from)
	if (listener.paidPrincipal !== undefined) {
		const kept = new Map(planned)
		for (const [dueOn, amount] of state.planned) {
			const taken = subtract(amount, kept.get(dueOn) ?? zero)
			if (taken > 0n) listener.paidPrincipal(dueOn, taken)
		}
	}
	// Overdue principal is met first, frozen principal last.
	const fromOverdue = only === 'in-term' ? zero : smaller(paid, state.overdue)
	const fromInTerm = smaller(subtract(paid, fromOverdue), state.inTerm)
	const fromFrozen = subtract(subtract(paid, fromOverdue), fromInTerm)
	return {
		state: {
			...state,
			planned,
			overdue: subtract(state.overdue, fromOverdue),
			inTerm: subtract(state.inTerm, fromInTerm),
			frozen: subtract(state.frozen, fromFrozen),
			frozenOverdue: larger(subtract(state.frozenOverdue, fromFrozen), zero),
		},
		left: subtract(left, paid),
		to: {
			...to,
			principal: add(to.principal, paid),
			fromOverdue: add(to.fromOverdue, fromOverdue),
			fromInTerm: add(to.fromInTerm, fromInTerm),
			fromFrozen: add(to.fromFrozen, fromFrozen),
		},
	}
}

function prepay(basis: LoanBasis, paying: Paying, on: CalendarDate, listener: Listener): Paying {
	const early = smaller(paying.left, outstandingOf(paying.state))
	if (early === 0n) return paying
	listener.prepaid?.(on, early)
	const paid = payPrincipal(paying, early, basis.terms.prepayment === 'from-last' ? 'last' : 'first', nobody)
	const state =
		basis.terms.prepayment === 'reamortize'
			? {
					...paid.state,
					planned: planPrincipal(basis.terms, basis.layout, ratesOf(basis.terms, paid.state), on, outstandingOf(paid.state)),
				}
			: paid.state
	return { ...paid, state, to: { ...paid.to, prepaid: add(paid.to.prepaid, early) } }
}

/** What is left when all principal is paid takes the interest grown since the last interest day, settled by the one rounding. */
function payGrown({ terms }: LoanBasis, paying: Paying, on: CalendarDate, listener: Listener): Paying {
	const { state, left, to } = paying
	if (left === 0n) return paying
	const { due: owed, supported } = settledInterest(terms, state)
	const paid = smaller(owed, left)
	if (owed === 0n) return paying
	// It is settled once, whole: what is not paid of it is due from this day on, and is not rounded a second time.
	listener.billed?.(on, owed, supported)
	listener.paidInterest?.(on, paid)
	const unpaid: Unpaid = paid === owed ? state.unpaid : [...state.unpaid, [on, subtract(owed, paid)]]
	return {
		state: {
			...state,
			accrued: nothingAccrued,
			supportAccrued: nothingAccrued,
			supportOwed: add(state.supportOwed, supported),
			unpaid,
		},
		left: subtract(left, paid),
		to: { ...to, interest: add(to.interest, paid) },
	}
}

/** The state, closed where nothing at all is owed any more. */
export function closedWhenPaid({ terms }: LoanBasis, state: LoanState): LoanState {
	const { due, supported } = settledInterest(terms, state)
	const owes = outstandingOf(state) > 0n || state.unpaid.length > 0 || due > 0n || lateInterestOwed(terms, state) > 0n
	if (owes) return state
	return {
		...state,
		status: 'closed',
		accrued: nothingAccrued,
		supportAccrued: nothingAccrued,
		supportOwed: add(state.supportOwed, supported),
	}
}
