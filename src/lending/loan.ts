import type { Contract, Due } from '../contracts/contract.js'
import { must, never } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, type Money, nothingAccrued, smaller, subtract, sum, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { ChartKind } from '../ledger/chart.js'
import { type Posting, posting } from '../ledger/posting.js'
import { advance, type LastDayInTime, lateAfter, type Listener, type LoanBasis, nobody, ratesOf } from './accrual.js'
import { loanAccounts, type Method } from './accounts.js'
import type { LoanEvent } from './event.js'
import { layOut } from './layout.js'
import { addPlans, type Planned, planPrincipal } from './plan.js'
import { type Allocation, closedWhenPaid, duePrincipal, pay } from './repayment.js'
import type { Terms } from './schemas.js'
import { type LoanState, nothingYet, outstandingOf, unpaidInterest } from './state.js'

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

/** What may happen to a loan that is signed and not yet paid out. */
const beforeDisbursement: ReadonlySet<LoanEvent['type']> = new Set(['signed', 'disbursed', 'rate-changed', 'reversed'])

/** Makes the loan of the given terms, in a book of the given chart. */
export function loanOf(terms: Terms, chart: ChartKind, lastDayInTime: LastDayInTime): Loan {
	const bases = new Map<CalendarDate, LoanBasis>()
	const expected = new WeakMap<Planned, readonly Due[]>()
	const basisFrom = (anchor: CalendarDate): LoanBasis => {
		const seen = bases.get(anchor)
		if (seen !== undefined) return seen
		const basis = { terms, layout: layOut(terms, anchor), lastDayInTime }
		bases.set(anchor, basis)
		return basis
	}
	const basisOf = (state: LoanState, otherwise: CalendarDate): LoanBasis => basisFrom(state.anchor ?? otherwise)
	const tellLoan = (state: LoanState, event: LoanEvent, listener: Listener = nobody): LoanTold => {
		if (state.anchor === null && !beforeDisbursement.has(event.type)) throw new Refusal('loan.not-disbursed', { path: 'on' })
		const basis = event.type === 'signed' ? null : basisOf(state, event.on)
		return told(basis, chart, basis === null ? state : advance(basis, state, event.on, listener), event, listener)
	}
	return {
		kind: 'loan',
		terms,
		begin: nothingYet,
		basisOf,
		tellLoan,
		tell: tellLoan,
		at: (state, day, listener) => (state.anchor === null ? state : advance(basisFrom(state.anchor), state, day, listener)),
		dues: (state) => {
			if (state.anchor === null) return []
			const seen = expected.get(state.planned)
			if (seen !== undefined) return seen
			const basis = basisFrom(state.anchor)
			const list = state.planned.map(([row, amount]) => ({
				dueOn: must(basis.layout.rows[row], 'a row of the layout').dueOn,
				lateAfter: lateAfter(basis, row),
				amount,
			}))
			expected.set(state.planned, list)
			return list
		},
	}
}

function told(basis: LoanBasis | null, chart: ChartKind, state: LoanState, event: LoanEvent, listener: Listener): LoanTold {
	const accounts = loanAccounts[chart]
	const method: Method = event.details.method ?? 'cash'
	const plain = (after: LoanState, ...postings: (readonly Posting[])[]): LoanTold => ({
		state: after,
		postings: postings.flat(),
		allocation: null,
	})
	if (event.type === 'signed') return plain({ ...state, signedOn: event.on })
	if (state.signedOn !== null && event.on < state.signedOn)
		throw new Refusal('loan.before-signing', { path: 'on', details: { on: state.signedOn } })
	const of = must(basis, 'a loan whose days are laid out')
	switch (event.type) {
		case 'disbursed': {
			const amount = amountOf(event)
			const after = disburse(of, state, event.on, amount)
			return plain(after, posting(accounts.inTerm, accounts.principalFunds(method), amount))
		}
		case 'repaid': {
			const { state: after, allocation } = pay(of, active(state), event.on, amountOf(event), listener)
			return {
				state: after,
				allocation,
				postings: [
					...posting(accounts.principalFunds(method), accounts.overdue, allocation.fromOverdue),
					...posting(accounts.principalFunds(method), accounts.inTerm, allocation.fromInTerm),
					...posting(accounts.principalFunds(method), accounts.frozen, allocation.fromFrozen),
					...posting(accounts.interestFunds(method), accounts.interest, allocation.interest),
					...posting(accounts.interestFunds(method), accounts.lateInterest, allocation.lateInterest),
					...posting(accounts.interestFunds(method), accounts.credit, allocation.credit),
				],
			}
		}
		case 'rate-changed':
			return plain(changeRate(of, state, event))
		case 'moved-to-overdue': {
			const due = subtract(duePrincipal(of, active(state), event.on), state.overdue)
			const amount = event.amount ?? smaller(due, state.inTerm)
			if (amount <= 0n) throw new Refusal('loan.nothing-overdue', { path: 'on' })
			return plain(move(state, 'inTerm', 'overdue', amount), posting(accounts.overdue, accounts.inTerm, amount))
		}
		case 'frozen': {
			const amount = event.amount ?? add(active(state).inTerm, state.overdue)
			atMost(amount, add(state.inTerm, state.overdue))
			const fromOverdue = smaller(amount, state.overdue)
			const fromInTerm = subtract(amount, fromOverdue)
			return plain(
				move(move(state, 'overdue', 'frozen', fromOverdue), 'inTerm', 'frozen', fromInTerm),
				posting(accounts.frozen, accounts.overdue, fromOverdue),
				posting(accounts.frozen, accounts.inTerm, fromInTerm),
			)
		}
		case 'thawed': {
			const amount = active(state).frozen
			if (amount === 0n) throw new Refusal('loan.not-frozen')
			return plain(move(state, 'frozen', 'inTerm', amount), posting(accounts.inTerm, accounts.frozen, amount))
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
			)
		}
		case 'interest-waived':
			return plain(waive(of, active(state), amountOf(event), listener))
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
	return {
		...state,
		status: 'active',
		anchor: state.anchor ?? on,
		day: on,
		disbursed: add(state.disbursed, amount),
		inTerm: add(state.inTerm, amount),
		// A further tranche is spread over the rows still to come; what was planned before stays as it was agreed.
		planned: addPlans(state.planned, planPrincipal(terms, layout, ratesOf(terms, state), on, amount)),
	}
}

function changeRate(basis: LoanBasis, state: LoanState, event: LoanEvent): LoanState {
	if (state.status === 'closed') throw new Refusal('loan.closed', { path: 'on' })
	const yearly = must(event.details.yearly, 'a change of rate says the rate')
	const changed = { ...state, rateChanges: [...state.rateChanges.filter(({ from }) => from < event.on), { from: event.on, yearly }] }
	const { terms, layout } = basis
	if (terms.amortization !== 'equal-instalment' || state.anchor === null) return changed
	// An equal instalment is reckoned anew over what is still to come; what has fallen due already stays due.
	const due = state.planned.filter(([row]) => (layout.rows[row]?.dueOn ?? event.on) <= event.on)
	const ahead = subtract(outstandingOf(state), sum(due.map(([, amount]) => amount)))
	return { ...changed, planned: addPlans(due, planPrincipal(terms, layout, ratesOf(terms, changed), event.on, ahead)) }
}

function writeOff(state: LoanState, event: LoanEvent, accounts: (typeof loanAccounts)[ChartKind]): LoanTold {
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
			writtenOff: amount,
			planned: [],
			accrued: nothingAccrued,
		},
		postings: [
			...posting(accounts.loss, accounts.inTerm, state.inTerm),
			...posting(accounts.loss, accounts.overdue, state.overdue),
			...posting(accounts.loss, accounts.frozen, state.frozen),
		],
		allocation: null,
	}
}

/** Waives interest that has fallen due, the oldest first; it was never income, so nothing is posted. */
function waive(basis: LoanBasis, state: LoanState, amount: Money, listener: Listener): LoanState {
	const owed = unpaidInterest(state)
	if (amount > owed) throw new Refusal('loan.nothing-to-waive', { path: 'amount', details: { interest: String(owed) } })
	let left = amount
	const unpaid = state.unpaid.flatMap(([dueOn, part]): readonly (readonly [CalendarDate, Money])[] => {
		const waived = smaller(part, left)
		left = subtract(left, waived)
		if (waived > 0n) listener.waived?.(dueOn, waived)
		return waived === part ? [] : [[dueOn, subtract(part, waived)]]
	})
	return closedWhenPaid(basis, { ...state, unpaid })
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

function move(state: LoanState, from: 'inTerm' | 'overdue' | 'frozen', to: 'inTerm' | 'overdue' | 'frozen', amount: Money): LoanState {
	atMost(amount, state[from])
	return { ...state, [from]: subtract(state[from], amount), [to]: add(state[to], amount) }
}

function atMost(amount: Money, balance: Money): void {
	if (amount > balance) throw new Refusal('loan.above-balance', { path: 'amount', details: { balance: String(balance) } })
}

function amountOf(event: LoanEvent): Money {
	return must(event.amount, `an amount on ${event.type}`)
}
