import type { Contract } from '../contracts/contract.js'
import { must, never } from '../kernel/assert.js'
import { countedNotes } from '../kernel/banknotes.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { add, dong, type Money, subtract } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { roundFraction } from '../kernel/rounding.js'
import { accountCode } from '../ledger/chart.js'
import { type Posting, posting } from '../ledger/posting.js'
import type { PiggyBankEvent } from './event.js'
import { heldIn, nothingYet, type PiggyBankState, statusOf } from './state.js'

/** What was agreed when it was started: whose it is (null: the whole group's), and the day on which it is to be opened. */
export type PiggyBankTerms = { readonly ownerId: string | null; readonly opensOn: CalendarDate }

export type PiggyBank = Contract<PiggyBankState, PiggyBankEvent>

type Told = { readonly state: PiggyBankState; readonly postings: readonly Posting[] }

const cash = accountCode('group', 'cash')
const savings = accountCode('group', 'piggy-savings')

/** A piggy bank as a contract. Nobody owes it anything: its target is a wish. */
export function piggyBankOf(terms: PiggyBankTerms): PiggyBank {
	return {
		kind: 'piggy-bank',
		begin: nothingYet,
		tell: (state, event) => told(terms, state, event),
		dues: () => nothingDue,
	}
}

/** What has to be put by each month for the target of a year, in đồng, rounded up: 750.000 is 62.500 a month. */
export function monthlyFor(target: Money): Money {
	return dong(roundFraction({ numerator: target, denominator: 12n }, { unit: 1n, towards: 'up' }))
}

const nothingDue: readonly never[] = []

function told(terms: PiggyBankTerms, state: PiggyBankState, event: PiggyBankEvent): Told {
	if (event.type === 'started') return { state: { ...state, startedOn: event.on }, postings: [] }
	if (state.startedOn === null) throw new Refusal('piggy-bank.not-started', { path: 'on' })
	switch (event.type) {
		case 'fed': {
			refuseOpened(state)
			const amount = amountOf(event)
			return {
				state: { ...state, fed: add(state.fed, amount), feedings: state.feedings + 1 },
				postings: posting(cash, savings, amount),
			}
		}
		case 'opened':
			return open(terms, state, event)
		case 'paid-out':
			return payOut(terms, state, event)
		case 'reversed':
			// A reversal and what it undoes both fall away before a history is told.
			return { state, postings: [] }
		default:
			return never(event.type)
	}
}

/** What is counted is what was in it: the book receives it less what was fed by count. An empty one is closed at once. */
function open({ opensOn }: PiggyBankTerms, state: PiggyBankState, { on, amount, details }: PiggyBankEvent): Told {
	refuseOpened(state)
	const counted = must(amount, 'an opening says what was counted')
	const sum = countedNotes(details.banknotes ?? [])
	if (sum !== counted)
		throw new Refusal('piggy-bank.count-differs', { path: 'amount', details: { sum: String(sum), amount: String(counted) } })
	if (on < opensOn && details.reason === undefined)
		throw new Refusal('piggy-bank.before-its-day', { path: 'on', details: { on: vietnameseDate(opensOn) } })
	if (counted < state.fed && details.reason === undefined)
		throw new Refusal('piggy-bank.less-than-fed', { path: 'amount', details: { fed: String(state.fed) } })
	return {
		state: { ...state, openedOn: on, counted, closedOn: counted === 0n ? on : null },
		postings: posting(cash, savings, subtract(counted, state.fed)),
	}
}

function payOut({ ownerId }: PiggyBankTerms, state: PiggyBankState, event: PiggyBankEvent): Told {
	if (state.openedOn === null) throw new Refusal('piggy-bank.not-opened', { path: 'on' })
	const amount = amountOf(event)
	const { to: destination, memberId } = event.details
	const to = must(destination, 'a payout says where to')
	if (ownerId !== null && memberId !== undefined && memberId !== ownerId)
		throw new Refusal('piggy-bank.another-member', { path: 'memberId' })
	if (ownerId === null && to === 'member' && memberId === undefined) throw new Refusal('piggy-bank.member-missing', { path: 'memberId' })
	const left = subtract(heldIn(state), amount)
	if (left < 0n) throw new Refusal('piggy-bank.above-balance', { path: 'amount', details: { held: String(heldIn(state)) } })
	return {
		state: { ...state, went: { ...state.went, [to]: add(state.went[to], amount) }, closedOn: left === 0n ? event.on : null },
		postings: posting(savings, cash, amount),
	}
}

function refuseOpened(state: PiggyBankState): void {
	if (statusOf(state) !== 'filling')
		throw new Refusal('piggy-bank.opened-already', { path: 'on', details: { on: vietnameseDate(must(state.openedOn, 'its day')) } })
}

function amountOf(event: PiggyBankEvent): Money {
	return must(event.amount, `an amount on ${event.type}`)
}
