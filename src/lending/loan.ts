import type { Contract, Due } from '../contracts/contract.js'
import { must, never } from '../kernel/assert.js'
import { addDays, type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { add, type Money, nothingAccrued, smaller, subtract, sum, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { type Posting, posting, postingDifference } from '../ledger/posting.js'
import { advance, lateAfter, lateInterestOwed, type Listener, type LoanBasis, nobody, ratesOf, withRate } from './accrual.js'
import { type LoanAccounts, loanAccounts, type LoanChart, type Method } from './accounts.js'
import type { LastDaysInTime } from './calendar.js'
import type { LoanEvent } from './event.js'
import { anchored, bringForward, refuseBeforeOpening } from './brought-forward.js'
import { freeze, paused, thaw } from './freeze.js'
import { layOut } from './layout.js'
import { addPlans, type Planned, planPrincipal } from './plan.js'
import { extend, reschedule, rollOver } from './rearrangement.js'
import { type Allocation, closedWhenPaid, duePrincipal, offset, pay } from './repayment.js'
import type { Terms } from './schemas.js'
import { type LoanState, type Move, nothingYet, outstandingOf, unpaidInterest } from './state.js'

/** What one event did: the new state, what it posts on its day, and how a payment was split. */
export type LoanTold = { readonly state: LoanState; readonly postings: readonly Posting[]; readonly allocation: Allocation | null }

/** A loan as a contract: its terms are frozen in it, its events are told to it. */
export type Loan = Contract<LoanState, LoanEvent> & {
	readonly terms: Terms
	/** The days of the loan, laid out from its first disbursement, or from the given day while it has none. */
	readonly basisOf: (state: LoanState, otherwise: CalendarDate) => LoanBasis
	readonly tellLoan: (state: LoanState, event: LoanEvent, listener?: Listener) => LoanTold
	/** The state at the beginning of a later day. */
	readonly at: (state: LoanState, day: CalendarDate, listener?: Listener) => LoanState
}

/** Since when there is overdue principal, as the event of that day left it. */
function dated(state: LoanState, on: CalendarDate): LoanState {
	if (state.overdue > 0n === (state.overdueSince !== null)) return state
	return { ...state, overdueSince: state.overdue > 0n ? on : null }
}

/** What may happen to a loan that is signed and not yet paid out. */
const beforeDisbursement: ReadonlySet<LoanEvent['type']> = new Set([
	'signed',
	'cancelled',
	'disbursed',
	'brought-forward',
	'rate-changed',
	'transferred',
	'reversed',
])

/** Makes the loan of the given terms, in a book of the given chart. */
export function loanOf(terms: Terms, chart: LoanChart, lastDaysInTime: LastDaysInTime): Loan {
	const bases = new Map<CalendarDate, LoanBasis>()
	const rearranged = new WeakMap<LoanState['rearranged'], LoanBasis>()
	const expected = new WeakMap<Planned, readonly Due[]>()
	const basisFrom = (state: LoanState, otherwise: CalendarDate): LoanBasis => {
		const anchor = state.anchor ?? otherwise
		const seen = state.rearranged.length === 0 ? bases.get(anchor) : rearranged.get(state.rearranged)
		if (seen !== undefined) return seen
		const basis = { terms, layout: layOut(terms, anchor, state.rearranged), lastDayInTime: lastDaysInTime([]) }
		if (state.rearranged.length === 0) bases.set(anchor, basis)
		else rearranged.set(state.rearranged, basis)
		return basis
	}
	const basisOf = (state: LoanState, otherwise: CalendarDate): LoanBasis => {
		const basis = basisFrom(state, otherwise)
		return state.moves.length === 0 ? basis : { ...basis, lastDayInTime: lastDaysInTime(state.moves) }
	}
	const tellLoan = (state: LoanState, event: LoanEvent, listener: Listener = nobody): LoanTold => {
		if (state.anchor === null && !beforeDisbursement.has(event.type)) throw new Refusal('loan.not-disbursed', { path: 'on' })
		refuseBeforeOpening(state, event)
		const basis = event.type === 'signed' ? null : basisOf(anchored(state, event), event.on)
		const done = told(basis, chart, basis === null ? state : advance(basis, state, event.on, listener), event, listener)
		return { ...done, state: paused(dated(done.state, event.on), event.on) }
	}
	return {
		kind: 'loan',
		terms,
		begin: nothingYet,
		basisOf,
		tellLoan,
		tell: tellLoan,
		at: (state, day, listener) => (state.anchor === null ? state : advance(basisOf(state, state.anchor), state, day, listener)),
		dues: (state) => {
			if (state.anchor === null) return []
			const seen = expected.get(state.planned)
			if (seen !== undefined) return seen
			const basis = basisOf(state, state.anchor)
			const list = state.planned.map(([dueOn, amount]) => ({ dueOn, lateAfter: lateAfter(basis, dueOn), amount }))
			expected.set(state.planned, list)
			return list
		},
	}
}

function told(basis: LoanBasis | null, chart: LoanChart, state: LoanState, event: LoanEvent, listener: Listener): LoanTold {
	const accounts = loanAccounts[chart]
	const method: Method = event.details.method ?? 'cash'
	const plain = (after: LoanState, ...postings: (readonly Posting[])[]): LoanTold => ({
		state: after,
		postings: postings.flat(),
		allocation: null,
	})
	if (event.type === 'signed') {
		const { broughtForwardOn } = event.details
		return plain({ ...state, signedOn: event.on, ...(broughtForwardOn === undefined ? {} : { broughtForwardOn }) })
	}
	if (state.signedOn !== null && event.on < state.signedOn)
		throw new Refusal('loan.before-signing', { path: 'on', details: { on: state.signedOn } })
	const of = must(basis, 'a loan whose days are laid out')
	switch (event.type) {
		case 'cancelled':
			if (state.anchor !== null) throw new Refusal('loan.paid-out', { path: 'on', details: { on: vietnameseDate(state.anchor) } })
			if (state.status === 'closed') throw new Refusal('loan.closed', { path: 'on' })
			return plain({ ...state, status: 'closed' })
		case 'disbursed': {
			const amount = amountOf(event)
			const after = disburse(of, state, event.on, amount)
			const fee = state.anchor === null ? (of.terms.upfrontFee ?? zero) : zero
			return plain(
				after,
				posting(accounts.inTerm, accounts.principalFunds(method), amount),
				posting(accounts.interestFunds(method), accounts.fee, fee),
			)
		}
		case 'brought-forward': {
			const after = bringForward(of, state, event, listener)
			return plain(after, postingDifference(openingPostings(state, accounts), openingPostings(after, accounts)))
		}
		case 'repaid':
			return repay(
				of,
				state,
				event,
				accounts,
				{ principal: accounts.principalFunds(method), interest: accounts.interestFunds(method) },
				listener,
			)
		case 'savings-offset':
			return repay(of, state, event, accounts, { principal: accounts.savings, interest: accounts.savings }, listener)
		case 'rate-changed':
			return plain(changeRate(of, state, event))
		case 'extended':
			return plain(extend(of, active(state), event))
		case 'rescheduled':
			return plain(reschedule(of, active(state), event))
		case 'rolled-over':
			return plain(rollOver(of, active(state), event))
		case 'support-received': {
			const amount = amountOf(event)
			atMost(amount, state.supportOwed)
			return plain(
				{ ...state, supportOwed: subtract(state.supportOwed, amount) },
				posting(accounts.interestFunds(method), accounts.support, amount),
			)
		}
		case 'moved-to-overdue': {
			const due = subtract(duePrincipal(active(state), event.on), state.overdue)
			const amount = event.amount ?? smaller(due, state.inTerm)
			if (amount <= 0n) throw new Refusal('loan.nothing-overdue', { path: 'on' })
			atMost(amount, state.inTerm)
			const after = { ...state, inTerm: subtract(state.inTerm, amount), overdue: add(state.overdue, amount) }
			return plain(after, posting(accounts.overdue, accounts.inTerm, amount))
		}
		case 'frozen': {
			const amount = event.amount ?? add(active(state).inTerm, state.overdue)
			atMost(amount, add(state.inTerm, state.overdue))
			const { state: after, from } = freeze(state, amount)
			return plain(after, posting(accounts.frozen, accounts.overdue, from.overdue), posting(accounts.frozen, accounts.inTerm, from.inTerm))
		}
		case 'thawed': {
			if (active(state).frozen === 0n) throw new Refusal('loan.not-frozen')
			const { state: after, to } = thaw(state)
			return plain(after, posting(accounts.overdue, accounts.frozen, to.overdue), posting(accounts.inTerm, accounts.frozen, to.inTerm))
		}
		case 'written-off':
			return writeOff(active(state), event, accounts)
		case 'recovered': {
			const amount = amountOf(event)
			if (state.writtenOff === 0n) throw new Refusal('loan.not-written-off')
			atMost(amount, subtract(state.writtenOff, state.recovered))
			return plain(
				{ ...state, recovered: add(state.recovered, amount) },
				posting(accounts.interestFunds(method), accounts.recovery, amount),
				posting(accounts.writtenOffContra, accounts.writtenOff, amount),
			)
		}
		case 'interest-waived':
			return plain(waive(of, active(state), amountOf(event), listener))
		case 'transferred':
			if (state.status === 'closed') throw new Refusal('loan.closed', { path: 'on' })
			return plain({ ...state, moves: [...state.moves, moveOf(event)] })
		case 'reversed':
			// A reversal and what it undoes both fall away before a history is told.
			return plain(state)
		default:
			return never(event.type)
	}
}

function disburse(basis: LoanBasis, state: LoanState, on: CalendarDate, amount: Money): LoanState {
	const { terms, layout } = basis
	if (state.status === 'closed') throw new Refusal('loan.closed', { path: 'on' })
	if (state.status === 'written-off') throw new Refusal('loan.written-off', { path: 'on' })
	const left = subtract(terms.principal, state.disbursed)
	if (amount > left) throw new Refusal('loan.over-disbursed', { path: 'amount', details: { left: String(left) } })
	if (state.anchor !== null && on >= layout.maturityOn)
		throw new Refusal('loan.after-maturity', { path: 'on', details: { on: layout.maturityOn } })
	// An instalment that was agreed for the day of the disbursement itself is still to come on that day.
	const after = state.anchor === null ? addDays(on, -1) : on
	return {
		...state,
		status: 'active',
		anchor: state.anchor ?? on,
		day: on,
		disbursed: add(state.disbursed, amount),
		inTerm: add(state.inTerm, amount),
		// A further tranche is spread over the rows still to come; what was planned before stays as it was agreed.
		planned: addPlans(state.planned, planPrincipal(terms, layout, ratesOf(terms, state), after, amount)),
	}
}

/** Balances as they come out of other books: against the opening account, and never against money that went out today. */
function openingPostings({ inTerm, overdue, frozen }: LoanState, accounts: LoanAccounts): readonly Posting[] {
	return [
		...posting(accounts.inTerm, accounts.opening, inTerm),
		...posting(accounts.overdue, accounts.opening, overdue),
		...posting(accounts.frozen, accounts.opening, frozen),
	]
}

type Funds = { readonly principal: string; readonly interest: string }

/** A payment, out of cash, the bank, or what the member has saved; savings pay in the order of their product, where it is told. */
function repay(basis: LoanBasis, state: LoanState, event: LoanEvent, accounts: LoanAccounts, funds: Funds, listener: Listener): LoanTold {
	const { order } = event.details
	const amount = amountOf(event)
	const { state: after, allocation } =
		order === undefined
			? pay(basis, active(state), event.on, amount, listener)
			: offset(basis, active(state), event.on, { amount, order }, listener)
	return {
		state: after,
		allocation,
		postings: [
			...posting(funds.principal, accounts.overdue, allocation.fromOverdue),
			...posting(funds.principal, accounts.inTerm, allocation.fromInTerm),
			...posting(funds.principal, accounts.frozen, allocation.fromFrozen),
			...posting(funds.interest, accounts.interest, allocation.interest),
			...posting(funds.interest, accounts.lateInterest, allocation.lateInterest),
			...posting(funds.interest, accounts.credit, allocation.credit),
		],
	}
}

function changeRate(basis: LoanBasis, state: LoanState, event: LoanEvent): LoanState {
	if (state.status === 'closed') throw new Refusal('loan.closed', { path: 'on' })
	const yearly = must(event.details.yearly, 'a change of rate says the rate')
	const changed = withRate(state, { from: event.on, yearly })
	const { terms, layout } = basis
	if (terms.amortization !== 'equal-instalment' || state.anchor === null) return changed
	// An equal instalment is reckoned anew over what is still to come; what has fallen due already stays due.
	const due = state.planned.filter(([dueOn]) => dueOn <= event.on)
	const ahead = subtract(outstandingOf(state), sum(due.map(([, amount]) => amount)))
	return { ...changed, planned: addPlans(due, planPrincipal(terms, layout, ratesOf(terms, changed), event.on, ahead)) }
}

function writeOff(state: LoanState, event: LoanEvent, accounts: LoanAccounts): LoanTold {
	const amount = outstandingOf(state)
	if (event.amount !== null && event.amount !== amount)
		throw new Refusal('loan.above-balance', { path: 'amount', details: { balance: String(amount) } })
	return {
		state: {
			...state,
			status: 'written-off',
			inTerm: zero,
			overdue: zero,
			frozen: zero,
			frozenOverdue: zero,
			writtenOff: amount,
			planned: [],
			accrued: nothingAccrued,
			supportAccrued: nothingAccrued,
		},
		postings: [
			...posting(accounts.loss, accounts.inTerm, state.inTerm),
			...posting(accounts.loss, accounts.overdue, state.overdue),
			...posting(accounts.loss, accounts.frozen, state.frozen),
			// Off the balance sheet it is still followed, until it is recovered.
			...posting(accounts.writtenOff, accounts.writtenOffContra, amount),
		],
		allocation: null,
	}
}

/** Waives interest that has fallen due, the oldest first, and then late interest; it was never income, so nothing is posted. */
function waive(basis: LoanBasis, state: LoanState, amount: Money, listener: Listener): LoanState {
	const owed = add(unpaidInterest(state), lateInterestOwed(basis.terms, state))
	if (amount > owed) throw new Refusal('loan.nothing-to-waive', { path: 'amount', details: { interest: String(owed) } })
	let left = amount
	const unpaid = state.unpaid.flatMap(([dueOn, part]): readonly (readonly [CalendarDate, Money])[] => {
		const waived = smaller(part, left)
		left = subtract(left, waived)
		if (waived > 0n) listener.waived?.(dueOn, waived)
		return waived === part ? [] : [[dueOn, subtract(part, waived)]]
	})
	return closedWhenPaid(basis, { ...state, unpaid, latePaid: add(state.latePaid, left), interestWaivedOn: state.day })
}

/** The state, where the loan is out; otherwise the refusal that says why it is not. */
function active(state: LoanState): LoanState {
	switch (state.status) {
		case 'active':
			return state
		case 'signed':
			throw new Refusal('loan.not-disbursed', { path: 'on' })
		case 'closed':
			throw new Refusal('loan.closed', { path: 'on' })
		case 'written-off':
			throw new Refusal('loan.written-off', { path: 'on' })
		default:
			return never(state.status)
	}
}

function atMost(amount: Money, balance: Money): void {
	if (amount > balance) throw new Refusal('loan.above-balance', { path: 'amount', details: { balance: String(balance) } })
}

function moveOf({ on, details }: LoanEvent): Move {
	return { on, groupId: details.groupId ?? null, communeId: must(details.communeId, 'a transfer says where to') }
}

function amountOf(event: LoanEvent): Money {
	return must(event.amount, `an amount on ${event.type}`)
}
