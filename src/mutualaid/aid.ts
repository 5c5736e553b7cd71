import type { Contract } from '../contracts/contract.js'
import { assert, must, never } from '../kernel/assert.js'
import { add, type Money } from '../kernel/money.js'
import { type Measure, vietnameseQuantity } from '../kernel/quantity.js'
import { Refusal } from '../kernel/refusal.js'
import type { Purpose } from '../ledger/account.js'
import { accountCode } from '../ledger/chart.js'
import { type Posting, posting } from '../ledger/posting.js'
import type { AidEvent } from './event.js'
import { type AidState, nothingYet, outstandingOf } from './state.js'

export type Aid = Contract<AidState, AidEvent>

/** The accounts of help in kind; the same in the book of every unit. */
export const aidAccounts = {
	source: code('aid-source'),
	given: code('aid-given'),
	lent: code('aid-lent'),
	returned: code('aid-returned'),
	forgiven: code('aid-forgiven'),
} as const

/**
 * One act of help in kind as a contract, in its unit: something handed over, and where it was lent, what of it came back.
 * What was handed out stands in the book with its source: Nợ given or lent / Có source; back: Nợ returned / Có lent.
 */
export function aidOf(unit: Measure): Aid {
	return {
		kind: 'aid',
		begin: nothingYet,
		tell: (state, event) => tell(unit, state, event),
		dues: (state) => {
			const { returnOn } = state
			const amount = outstandingOf(state)
			return returnOn === null || amount === 0n ? [] : [{ dueOn: returnOn, lateAfter: returnOn, amount }]
		},
	}
}

function tell(unit: Measure, state: AidState, { type, on, amount, details }: AidEvent) {
	const sum = must(amount, 'every event of help says how much')
	switch (type) {
		case 'given':
		case 'lent':
			assert(state.mode === null, 'an act of help begins once')
			return { state: { ...state, mode: type, handedOver: sum, returnOn: details.returnOn ?? null }, postings: handedOver(type, sum) }
		case 'worked':
			if (unit !== 'cong') throw new Refusal('aid.not-labour')
			if (state.mode === null) throw new Refusal('aid.not-begun', { path: 'on', details: { on } })
			return { state: { ...state, handedOver: add(state.handedOver, sum) }, postings: handedOver(state.mode, sum) }
		case 'returned':
			refuseAboveOutstanding(unit, state, sum)
			return { state: { ...state, returned: add(state.returned, sum) }, postings: posting(aidAccounts.returned, aidAccounts.lent, sum) }
		case 'forgiven':
			refuseAboveOutstanding(unit, state, sum)
			return { state: { ...state, forgiven: add(state.forgiven, sum) }, postings: posting(aidAccounts.forgiven, aidAccounts.lent, sum) }
		case 'reversed':
			// A reversal and what it undoes both fall away before a history is told.
			return { state, postings: [] }
		default:
			return never(type)
	}
}

function handedOver(mode: 'given' | 'lent', sum: Money): readonly Posting[] {
	return posting(aidAccounts[mode], aidAccounts.source, sum)
}

/** Only what was lent comes back or is forgiven, and no more than is still out. */
function refuseAboveOutstanding(unit: Measure, state: AidState, sum: Money): void {
	if (state.mode !== 'lent') throw new Refusal('aid.nothing-lent')
	const outstanding = outstandingOf(state)
	if (sum > outstanding)
		throw new Refusal('aid.above-outstanding', {
			path: 'quantity.amount',
			details: { outstanding: vietnameseQuantity({ unit, amount: outstanding }) },
		})
}

function code(purpose: Purpose): string {
	return accountCode('aid', purpose)
}
