import type { Contract } from '../contracts/contract.js'
import { assert, must, never } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, type Money, subtract, zero } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { Refusal } from '../kernel/refusal.js'
import { accountCode } from '../ledger/chart.js'
import { type Posting, posting } from '../ledger/posting.js'
import type { FundDetails, FundEvent, Method } from './event.js'
import { joinedDues, type Pledge, pledgeDues } from './pledge.js'
import { counted, type FundState, heldFor, nothingYet } from './state.js'

export type Fund = Contract<FundState, FundEvent>

const accounts = {
	cash: accountCode('social', 'cash'),
	bank: accountCode('social', 'bank'),
	donations: accountCode('social', 'donations'),
	spent: accountCode('social', 'donations-spent'),
	returned: accountCode('social', 'donations-returned'),
} as const

/**
 * A fund that is collected for one purpose or several and kept by a unit of the Union or a group. Money stays with its
 * purpose until a decision moves it, and no purpose ever holds less than nothing. In the book: Nợ money / Có donations
 * in, Nợ spent or returned / Có money out; what the money is for stands beside the book.
 */
export const fund: Fund = {
	kind: 'fund',
	begin: nothingYet,
	tell,
	dues: ({ pledges }) => joinedDues(pledges.flatMap(pledgeDues)),
}

type Told = { readonly state: FundState; readonly postings: readonly Posting[] }

function tell(state: FundState, event: FundEvent): Told {
	const { type, on, amount, details } = event
	if (type === 'opened') {
		assert(state.openedOn === null, 'a fund is opened once')
		return { state: { ...state, openedOn: on }, postings: [] }
	}
	if (state.openedOn === null) throw new Refusal('fund.not-open', { path: 'on', details: { on } })
	if (type === 'pledge-ended') return untold(endPledge(state, details, on))
	const sum = must(amount, `an amount ${type}`)
	switch (type) {
		case 'received':
			return receive(state, sum, details)
		case 'spent':
			return payOut(state, sum, details, 'spent')
		case 'returned':
			return payOut(state, sum, details, 'returned')
		case 'moved':
			return untold(move(state, sum, details))
		case 'transferred':
			return transfer(state, sum, details)
		case 'pledged':
			return untold(pledge(state, sum, details))
		case 'reversed':
			// A reversal and what it undoes both fall away before a history is told.
			return untold(state)
		default:
			return never(type)
	}
}

function receive(state: FundState, sum: Money, details: FundDetails): Told {
	const { purpose, method } = moved(details)
	const kept = details.pledgeNo === undefined ? state : withPledge(state, details.pledgeNo, (one) => ({ ...one, paid: add(one.paid, sum) }))
	const after = counted({ ...kept, money: { ...kept.money, [method]: add(kept.money[method], sum) } }, purpose, 'received', sum)
	return { state: after, postings: posting(accounts[method], accounts.donations, sum) }
}

function payOut(state: FundState, sum: Money, details: FundDetails, what: 'spent' | 'returned'): Told {
	const { purpose, method } = moved(details)
	refuseAbovePurpose(state, purpose, sum, 'purpose')
	const after = counted(takenOut(state, method, sum), purpose, what, sum)
	return { state: after, postings: posting(accounts[what], accounts[method], sum) }
}

/** Money becomes money for something else; where it lies does not change. */
function move(state: FundState, sum: Money, details: FundDetails): FundState {
	const [from, to] = [must(details.purpose, 'a purpose'), must(details.toPurpose, 'another purpose')]
	if (from === to) throw new Refusal('fund.same-purpose', { path: 'to' })
	refuseAbovePurpose(state, from, sum, 'from')
	return counted(counted(state, from, 'movedOut', sum), to, 'movedIn', sum)
}

function transfer(state: FundState, sum: Money, details: FundDetails): Told {
	const from = must(details.method, 'where the money lies')
	const to: Method = from === 'cash' ? 'bank' : 'cash'
	const out = takenOut(state, from, sum)
	const after = { ...out, money: { ...out.money, [to]: add(out.money[to], sum) } }
	return { state: after, postings: posting(accounts[to], accounts[from], sum) }
}

function pledge(state: FundState, monthly: Money, details: FundDetails): FundState {
	const made: Pledge = {
		no: must(details.pledgeNo, 'the number of a pledge'),
		monthly,
		months: must(details.months, 'for how many months'),
		firstOn: must(details.firstOn, 'from which day on'),
		purpose: must(details.purpose, 'a purpose'),
		paid: zero,
		endedOn: null,
	}
	return { ...state, pledges: inOrder([...state.pledges, made]) }
}

function endPledge(state: FundState, details: FundDetails, endedOn: CalendarDate): FundState {
	return withPledge(state, must(details.pledgeNo, 'the number of a pledge'), (one) => {
		if (one.endedOn !== null) throw new Refusal('fund.pledge-ended', { details: { no: one.no, on: one.endedOn } })
		return { ...one, endedOn }
	})
}

function withPledge(state: FundState, no: string, change: (one: Pledge) => Pledge): FundState {
	const found = state.pledges.find((one) => one.no === no)
	if (found === undefined) throw new Refusal('fund.pledge-not-found', { path: 'pledgeNo', details: { no } })
	return { ...state, pledges: inOrder([...state.pledges.filter((one) => one !== found), change(found)]) }
}

function inOrder(pledges: readonly Pledge[]): readonly Pledge[] {
	return pledges.toSorted((a, b) => Number(a.no) - Number(b.no))
}

function refuseAbovePurpose(state: FundState, purpose: string, sum: Money, path: string): void {
	const balance = heldFor(state, purpose)
	if (sum > balance) throw new Refusal('fund.above-purpose', { path, details: { purpose, balance: vietnameseNumber(balance) } })
}

/** What is not there in cash cannot be paid in cash. */
function takenOut(state: FundState, method: Method, sum: Money): FundState {
	const held = state.money[method]
	if (sum > held)
		throw new Refusal(method === 'cash' ? 'fund.above-cash' : 'fund.above-bank', {
			path: 'amount',
			details: { balance: vietnameseNumber(held) },
		})
	return { ...state, money: { ...state.money, [method]: subtract(held, sum) } }
}

function moved({ purpose, method }: FundDetails): { readonly purpose: string; readonly method: Method } {
	return { purpose: must(purpose, 'a purpose'), method: must(method, 'where the money lies') }
}

function untold(state: FundState): Told {
	return { state, postings: [] }
}
