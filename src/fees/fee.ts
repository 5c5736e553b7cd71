import type { Contract } from '../contracts/contract.js'
import { must, never } from '../kernel/assert.js'
import { add, type Money, subtract, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { posting, type Posting } from '../ledger/posting.js'
import { feeAccounts, type FeeHolder } from './accounts.js'
import type { FeeEvent } from './event.js'
import { dueTo } from './line.js'
import { daysOfMonth } from './month.js'
import { type FeeState, nothingReckoned, owedThrough } from './state.js'

export type Fee = Contract<FeeState, FeeEvent>

/**
 * What one lender owes one holder, the Union or the group, for lending through one group. A month is reckoned once; when
 * an old receipt is corrected it is reckoned again, and the book receives what is different. The bank says when it pays,
 * so nothing falls due by a day.
 */
export function feeOf(holder: FeeHolder): Fee {
	return {
		kind: 'fee',
		begin: nothingReckoned,
		tell: (state, event) => {
			switch (event.type) {
				case 'reckoned':
				case 'adjusted':
					return reckoned(holder, state, event)
				case 'paid':
					return paid(holder, state, event)
				case 'reversed':
					return { state, postings: [] }
				default:
					return never(event.type)
			}
		},
		dues: () => [],
	}
}

type Told = { readonly state: FeeState; readonly postings: readonly Posting[] }

function reckoned(holder: FeeHolder, state: FeeState, { type, on, details }: FeeEvent): Told {
	const month = must(details.month, 'a reckoning is of a month')
	const before = state.due.get(month)
	if (on <= daysOfMonth(month).last) throw new Refusal('fee.month-not-over', { path: 'on', details: { month } })
	if (type === 'reckoned' && before !== undefined) throw new Refusal('fee.reckoned-already', { path: 'month', details: { month } })
	if (type === 'adjusted' && before === undefined) throw new Refusal('fee.not-reckoned', { path: 'month', details: { month } })
	const due = dueTo(holder, details.lines ?? [])
	const { receivable, income } = feeAccounts[holder]
	return {
		state: { ...state, due: new Map(state.due).set(month, due) },
		postings: posting(receivable, income, subtract(due, before ?? zero)),
	}
}

/** A payment is of what is owed, no more; where more was paid than is due by now, the bank takes it back. */
function paid(holder: FeeHolder, state: FeeState, { amount, details }: FeeEvent): Told {
	const sum = must(amount, 'a payment is of an amount')
	const owed = owedThrough(state)
	if (!isWithin(sum, owed))
		throw new Refusal('fee.more-than-owed', { path: 'amount', details: { owed: String(owed), amount: String(sum) } })
	const { receivable, funds } = feeAccounts[holder]
	return { state: { ...state, paid: add(state.paid, sum) }, postings: posting(funds(details.method ?? 'bank'), receivable, sum) }
}

function isWithin(amount: Money, owed: Money): boolean {
	return owed >= 0n ? amount > 0n && amount <= owed : amount < 0n && amount >= owed
}
