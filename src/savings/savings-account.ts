import type { Contract } from '../contracts/contract.js'
import { must, never } from '../kernel/assert.js'
import { type CalendarDate, daysBetween, monthEnd, monthStart, vietnameseDate } from '../kernel/calendar-date.js'
import { add, addAccruals, type Money, moneyFromText, nothingAccrued, settle, subtract, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { ChartKind } from '../ledger/chart.js'
import { type Posting, posting } from '../ledger/posting.js'
import { type SavingsAccounts, savingsAccountsIn } from './accounts.js'
import { bringForward, refuseBeforeOpening } from './brought-forward.js'
import type { SavingsEvent } from './event.js'
import { expectedOn } from './expected.js'
import { isCreditDay, nextCreditDay, ratesOf, type Segment, segmentsOf } from './interest.js'
import { nothingYet, type SavingsState } from './state.js'
import type { SavingsTerms } from './terms.js'

/** What one event moved, in đồng. */
export type Movement = { readonly deposited: Money; readonly withdrawn: Money; readonly offset: Money; readonly interest: Money }

export type SavingsTold = { readonly state: SavingsState; readonly postings: readonly Posting[]; readonly movement: Movement }

/** Is told the days that bear interest, stretch by stretch. */
export type Listener = (segment: Segment) => void

/** A savings account as a contract: its terms are frozen in it, its events are told to it. */
export type SavingsAccount = Contract<SavingsState, SavingsEvent> & {
	readonly terms: SavingsTerms
	readonly tellAccount: (state: SavingsState, event: SavingsEvent, listener?: Listener) => SavingsTold
	/** The state at the beginning of a later day. */
	readonly at: (state: SavingsState, day: CalendarDate, listener?: Listener) => SavingsState
}

const nothing: Movement = { deposited: zero, withdrawn: zero, offset: zero, interest: zero }

/** Makes the savings account of the given terms, in a book of the given chart. */
export function savingsAccountOf(terms: SavingsTerms, chart: ChartKind): SavingsAccount {
	const accounts = savingsAccountsIn(chart)
	const tellAccount: SavingsAccount['tellAccount'] = (state, event, listener) => told(terms, accounts, state, event, listener)
	return {
		kind: 'savings-account',
		terms,
		begin: nothingYet,
		tell: tellAccount,
		tellAccount,
		at: (state, day, listener) => advance(terms, state, day, listener),
		dues: (state) => {
			if (state.day === null) return []
			const { missing } = expectedOn(terms, state, state.day)
			const dueOn = monthEnd(state.day)
			return missing === 0n ? [] : [{ dueOn, lateAfter: dueOn, amount: missing }]
		},
	}
}

/** Lets interest grow up to the beginning of a day; nothing happens at midnight, so it is reckoned when it is asked for. */
function advance(terms: SavingsTerms, state: SavingsState, to: CalendarDate, listener?: Listener): SavingsState {
	if (state.day === null || state.day >= to) return state
	let { accrued } = state
	for (const segment of segmentsOf(state.balance, ratesOf(terms, state.rateChanges), state.day, to)) {
		listener?.(segment)
		accrued = addAccruals(accrued, segment.amount)
	}
	return { ...state, accrued, day: to }
}

function told(terms: SavingsTerms, accounts: SavingsAccounts, before: SavingsState, event: SavingsEvent, listener?: Listener): SavingsTold {
	if (event.type === 'opened') return still(opened(before, event))
	if (before.status === 'unopened') throw new Refusal('savings.not-open-yet', { path: 'on' })
	if (before.status === 'closed') throw new Refusal('savings.closed', { path: 'on', details: dayOf(before.closedOn) })
	refuseBeforeOpening(before, event)
	const state = advance(terms, before, event.on, listener)
	const funds = accounts.funds(event.details.method ?? 'cash')
	switch (event.type) {
		case 'brought-forward': {
			const after = bringForward(state, event)
			const postings = posting(accounts.opening, accounts.savings, subtract(after.balance, state.balance))
			return { state: after, postings, movement: { ...nothing, deposited: subtract(after.balance, state.balance) } }
		}
		case 'deposited': {
			const amount = amountOf(event)
			return {
				state: {
					...state,
					...savedBy(state, event.on, amount),
					balance: add(state.balance, amount),
					deposited: add(state.deposited, amount),
				},
				postings: posting(funds, accounts.savings, amount),
				movement: { ...nothing, deposited: amount },
			}
		}
		case 'withdrawn': {
			const amount = amountOf(event)
			refuseWithdrawal(terms, event)
			return {
				state: { ...state, balance: takenFrom(state, amount), withdrawn: add(state.withdrawn, amount) },
				postings: posting(accounts.savings, funds, amount),
				movement: { ...nothing, withdrawn: amount },
			}
		}
		case 'offset': {
			const amount = amountOf(event)
			if (terms.offsetOrder.length === 0) throw new Refusal('savings.not-offset')
			return {
				state: { ...state, balance: takenFrom(state, amount), offset: add(state.offset, amount) },
				postings: posting(accounts.savings, accounts.clearing, amount),
				movement: { ...nothing, offset: amount },
			}
		}
		case 'interest-credited': {
			refuseCredit(terms, state, event.on)
			const { state: after, interest } = credit(terms, state, event.on)
			return { state: after, postings: posting(accounts.interest, accounts.savings, interest), movement: { ...nothing, interest } }
		}
		case 'rate-changed': {
			const yearly = must(event.details.yearly, 'a change of rate says the rate')
			return still({ ...state, rateChanges: [...state.rateChanges.filter(({ from }) => from < event.on), { from: event.on, yearly }] })
		}
		case 'minimum-changed':
			return still({ ...state, minimumMonthly: moneyFromText(must(event.details.minimumMonthly, 'a minimum says how much')) })
		case 'transferred': {
			const { groupId = null, communeId } = event.details
			const move = { on: event.on, groupId, communeId: must(communeId, 'a transfer says where to') }
			return still({ ...state, moves: [...state.moves, move] })
		}
		case 'closed':
			return close(terms, accounts, state, event)
		case 'reversed':
			// A reversal and what it undoes both fall away before a history is told.
			return still(state)
		default:
			return never(event.type)
	}
}

function opened(state: SavingsState, { on, details }: SavingsEvent): SavingsState {
	const minimumMonthly = details.minimumMonthly === undefined ? null : moneyFromText(details.minimumMonthly)
	const { broughtForwardOn } = details
	return {
		...state,
		status: 'open',
		openedOn: on,
		day: on,
		minimumMonthly,
		...(broughtForwardOn === undefined ? {} : { broughtForwardOn }),
	}
}

/** Credits what has grown, pays everything out, and ends the account. */
function close(terms: SavingsTerms, accounts: SavingsAccounts, before: SavingsState, event: SavingsEvent): SavingsTold {
	// Who sees no debts closes no account that holds savings for a debt; the interest grown since goes with it.
	if (before.balance > 0n) refuseWithdrawal(terms, event)
	const { state, interest } = credit(terms, before, event.on)
	const paidOut = state.balance
	return {
		state: { ...state, status: 'closed', closedOn: event.on, balance: zero, withdrawn: add(state.withdrawn, paidOut) },
		postings: [
			...posting(accounts.interest, accounts.savings, interest),
			...posting(accounts.savings, accounts.funds(event.details.method ?? 'cash'), paidOut),
		],
		movement: { ...nothing, interest, withdrawn: paidOut },
	}
}

/** Interest grown up to a day becomes money by the one rounding of the terms, and bears interest itself from then on. */
function credit(terms: SavingsTerms, state: SavingsState, on: CalendarDate): { readonly state: SavingsState; readonly interest: Money } {
	const interest = settle(state.accrued, terms.interestRounding)
	return {
		interest,
		state: {
			...state,
			accrued: nothingAccrued,
			creditedOn: on,
			balance: add(state.balance, interest),
			credited: add(state.credited, interest),
		},
	}
}

function savedBy(state: SavingsState, on: CalendarDate, amount: Money): Pick<SavingsState, 'month' | 'savedInMonth'> {
	const month = monthStart(on)
	return { month, savedInMonth: add(state.month === month ? state.savedInMonth : zero, amount) }
}

function takenFrom({ balance }: SavingsState, amount: Money): Money {
	if (amount > balance) throw new Refusal('savings.above-balance', { path: 'amount', details: { balance: String(balance) } })
	return subtract(balance, amount)
}

/** Refuses a withdrawal that the product does not let her make (01/TGTV item 6: only when she owes the lender nothing). */
function refuseWithdrawal({ withdrawal }: SavingsTerms, { on, details: { owes, noticeOn } }: SavingsEvent): void {
	switch (withdrawal.rule) {
		case 'free':
			return
		case 'when-no-debt':
			if (owes === undefined) throw new Refusal('savings.close-when-empty')
			if (owes !== '0') throw new Refusal('savings.while-in-debt', { path: 'amount', details: { owes } })
			return
		case 'notice':
			if (noticeOn === undefined || daysBetween(noticeOn, on) < withdrawal.days)
				throw new Refusal('savings.notice-too-short', { path: 'noticeOn', details: { days: String(withdrawal.days) } })
			return
		default:
			return never(withdrawal)
	}
}

function refuseCredit(terms: SavingsTerms, { creditedOn }: SavingsState, on: CalendarDate): void {
	if (!isCreditDay(terms, on))
		throw new Refusal('savings.not-a-credit-day', { path: 'on', details: { next: vietnameseDate(nextCreditDay(terms, on)) } })
	if (creditedOn === on) throw new Refusal('savings.credited-already', { path: 'on', details: { on: vietnameseDate(on) } })
}

function still(state: SavingsState): SavingsTold {
	return { state, postings: [], movement: nothing }
}

function dayOf(on: CalendarDate | null): { on: string } {
	return { on: on === null ? '' : vietnameseDate(on) }
}

function amountOf(event: SavingsEvent): Money {
	return must(event.amount, `an amount on ${event.type}`)
}
