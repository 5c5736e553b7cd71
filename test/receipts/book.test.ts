import { describe, expect, it } from 'vitest'
import { replay } from '../../src/contracts/contract.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { receiptBook } from '../../src/receipts/book.js'
import type { ReceiptEvent } from '../../src/receipts/event.js'
import { blankOf, countsOf, serialsOf, stateFromStored, storedState } from '../../src/receipts/state.js'
import { receiptWarning } from '../../src/receipts/warnings.js'
import { eventView, leavesView } from '../../src/receipts/views.js'
import { bookRow } from './books.js'

const range = { first: 1, last: 5 }
const event = (seq: number, type: ReceiptEvent['type'], on: string, details: ReceiptEvent['details'] = {}): ReceiptEvent => ({
	seq,
	type,
	on: calendarDate(on),
	amount: null,
	reverses: null,
	details,
})
const issued = event(1, 'issued', '2022-01-05', { groupId: '1', holderId: '7' })
const used = event(2, 'used', '2022-01-10', { groupId: '1', leaves: [{ serial: 1, usedFor: 'S1' }] })
const tell = (...events: readonly ReceiptEvent[]) => replay(receiptBook(range), events).state
const no = (...events: readonly ReceiptEvent[]) => {
	try {
		tell(...events)
		return null
	} catch (error) {
		if (!(error instanceof Refusal)) throw error
		return [error.code, error.details]
	}
}

describe('a receipt book', () => {
	it('is blank when it is issued, and each leaf is used once', () => {
		expect(blankOf(tell(issued), range)).toEqual([1, 2, 3, 4, 5])
		const state = tell(issued, used)
		expect(state.holderId).toBe('7')
		expect(state.leaves.get(1)).toEqual({ state: 'used', on: '2022-01-10', usedFor: 'S1', groupId: '1' })
		expect(no(issued, used, { ...used, seq: 3 })).toEqual(['receipt.used-already', { serial: '1', on: '10/01/2022', usedFor: 'S1' }])
	})

	it('keeps spoilt, missing and returned leaves with their day and reason', () => {
		const state = tell(
			issued,
			used,
			event(3, 'cancelled', '2022-01-11', { serials: [1, 2], reason: 'viết sai' }),
			event(4, 'missing', '2022-01-12', { serials: [3], reason: 'mưa ướt' }),
			event(5, 'returned', '2022-01-13', { serials: [5] }),
		)
		expect(countsOf(state, range)).toEqual({ blank: 1, used: 0, cancelled: 2, missing: 1, returned: 1 })
		expect(state.leaves.get(1)).toEqual({ state: 'cancelled', on: '2022-01-11', reason: 'viết sai' })
		expect(state.leaves.get(5)).toEqual({ state: 'returned', on: '2022-01-13' })
		expect(stateFromStored(storedState(state))).toEqual({ ...state, leaves: new Map([...state.leaves].sort(([a], [b]) => a - b)) })
		expect(leavesView({ ...bookRow, ...range }, state).map(({ serial, state: is }) => `${serial} ${is}`)).toEqual([
			'0001 cancelled',
			'0002 cancelled',
			'0003 missing',
			'0004 blank',
			'0005 returned',
		])
	})

	it('uses no leaf that is cancelled, missing, returned or of another book', () => {
		const use = (serial: number) => event(9, 'used', '2022-02-01', { groupId: '1', leaves: [{ serial, usedFor: 'S2' }] })
		const unused = (type: 'cancelled' | 'missing' | 'returned') => event(3, type, '2022-01-11', { serials: [2] })
		expect(no(issued, unused('cancelled'), use(2))).toEqual(['receipt.cancelled-already', { serial: '2', on: '11/01/2022' }])
		expect(no(issued, unused('missing'), use(2))).toEqual(['receipt.missing-already', { serial: '2', on: '11/01/2022' }])
		expect(no(issued, unused('returned'), use(2))).toEqual(['receipt.returned-already', { serial: '2', on: '11/01/2022' }])
		expect(no(issued, use(0))).toEqual(['receipt.outside-book', { serial: '0' }])
		expect(no(issued, use(6))).toEqual(['receipt.outside-book', { serial: '6' }])
		expect(no(issued, used, event(3, 'missing', '2022-01-12', { serials: [1] }))?.[0]).toBe('receipt.used-already')
	})

	it('is issued once, and before anything is done with it', () => {
		expect(no(used)?.[0]).toBe('receipt.not-issued')
		expect(no(issued, { ...issued, seq: 2 })?.[0]).toBe('receipt.issued-already')
		expect(receiptBook(range).dues(tell(issued))).toEqual([])
	})

	it('goes with its blank leaves to another leader', () => {
		expect(tell(issued, event(3, 'passed-on', '2022-03-01', { holderId: '8' })).holderId).toBe('8')
		expect(serialsOf({ first: 3, last: 3 })).toEqual([3])
	})

	it('shows an event with its serials as they are printed, and a reversal on the day it was decided', () => {
		const stored = { ...used, contractId: '9', recordedAt: '' as never, recordedBy: '1', details: { ...used.details } }
		const reversal = { ...stored, seq: 3, type: 'reversed', reverses: 2, details: { decidedOn: '2022-02-02', reason: 'nhầm' } }
		expect(eventView(bookRow, stored, [stored, reversal])).toMatchObject({ id: '2', on: '2022-01-10', serials: ['0001'], reversedBy: '3' })
		expect(eventView(bookRow, reversal, [stored, reversal])).toMatchObject({
			on: '2022-02-02',
			serials: [],
			reverses: '2',
			reversedBy: null,
		})
	})

	it('is warned about by name', () => {
		expect(receiptWarning(3, 'of-another-group', 'vi', { number: '0007', group: 'Tổ 2' })).toEqual({
			item: 3,
			code: 'receipt.of-another-group',
			message: 'Số biên lai 0007 thuộc quyển giao cho Tổ 2',
			source: 'HD 727/HD-NHCS (11/02/2026)',
		})
	})
})
