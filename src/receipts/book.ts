import type { Contract } from '../contracts/contract.js'
import { must, never } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { ReceiptEvent } from './event.js'
import { type BookState, type Leaf, notIssued, type Range } from './state.js'

/**
 * A receipt book as controlled stock: every leaf is blank until it is used, cancelled, missing or returned, and is in
 * exactly one of these on any day (unused receipts go back to the bank, HD 727/HD-NHCS). It posts nothing and expects
 * nothing: what a receipt was written for stands in the book of that contract.
 */
export function receiptBook(range: Range): Contract<BookState, ReceiptEvent> {
	return {
		kind: 'receipt-book',
		begin: notIssued,
		tell: (state, event) => ({ state: told(range, state, event), postings: [] }),
		dues: () => nothingDue,
	}
}

const nothingDue = [] as const

function told(range: Range, state: BookState, event: ReceiptEvent): BookState {
	const { on, details } = event
	if (event.type === 'issued') {
		if (state.issuedOn !== null) throw new Refusal('receipt.issued-already', { path: 'on' })
		return { ...state, issuedOn: on, holderId: details.holderId ?? null }
	}
	if (state.issuedOn === null) throw new Refusal('receipt.not-issued', { path: 'on' })
	const changed = (serials: readonly number[], from: readonly ('blank' | 'used')[], leafOf: (serial: number) => Leaf): BookState => {
		const leaves = new Map(state.leaves)
		for (const serial of serials) {
			refuseUnlike(range, serial, leaves.get(serial), from)
			leaves.set(serial, leafOf(serial))
		}
		return { ...state, leaves }
	}
	const serials = details.serials ?? []
	switch (event.type) {
		case 'used': {
			const uses = new Map((details.leaves ?? []).map(({ serial, usedFor }) => [serial, usedFor]))
			const groupId = must(details.groupId, 'a group that used it')
			return changed([...uses.keys()], ['blank'], (serial) => ({ state: 'used', on, usedFor: must(uses.get(serial), 'its use'), groupId }))
		}
		case 'cancelled':
			return changed(serials, ['blank', 'used'], () => unused('cancelled', on, details.reason))
		case 'missing':
			return changed(serials, ['blank'], () => unused('missing', on, details.reason))
		case 'returned':
			return changed(serials, ['blank'], () => unused('returned', on, details.reason))
		case 'passed-on':
			return { ...state, holderId: must(details.holderId, 'a leader who takes it over') }
		case 'reversed':
			return state
		default:
			return never(event.type)
	}
}

function unused(state: 'cancelled' | 'missing' | 'returned', on: CalendarDate, reason: string | undefined): Leaf {
	return reason === undefined ? { state, on } : { state, on, reason }
}

function refuseUnlike({ first, last }: Range, serial: number, leaf: Leaf | undefined, from: readonly string[]): void {
	const details = { serial: String(serial) }
	if (serial < first || serial > last) throw new Refusal('receipt.outside-book', { path: 'serials', details })
	if (from.includes(leaf?.state ?? 'blank') || leaf === undefined) return
	const since = { ...details, on: vietnameseDate(leaf.on) }
	switch (leaf.state) {
		case 'used':
			throw new Refusal('receipt.used-already', { path: 'serials', details: { ...since, usedFor: leaf.usedFor ?? '' } })
		case 'cancelled':
			throw new Refusal('receipt.cancelled-already', { path: 'serials', details: since })
		case 'missing':
			throw new Refusal('receipt.missing-already', { path: 'serials', details: since })
		case 'returned':
			throw new Refusal('receipt.returned-already', { path: 'serials', details: since })
		default:
			never(leaf.state)
	}
}
