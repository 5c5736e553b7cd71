import { describe, expect, it } from 'vitest'
import { replay } from '../../src/contracts/contract.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { receiptBook } from '../../src/receipts/book.js'
import { findOddReceipts, type Receipted } from '../../src/receipts/findings.js'
import type { BookState } from '../../src/receipts/state.js'
import { bookRow } from './books.js'

const range = { first: 1, last: 10 }
const row = { ...bookRow, ...range }
const asOf = calendarDate('2022-12-31')
const happened = (seq: number, type: string, details: Record<string, unknown>) =>
	({ seq, type, on: calendarDate('2022-02-01'), amount: null, reverses: null, details }) as Parameters<
		ReturnType<typeof receiptBook>['tell']
	>[1]
const told = (...events: readonly (readonly [string, Record<string, unknown>])[]): BookState =>
	replay(
		receiptBook(range),
		[['issued', {}] as const, ...events].map(([type, details], index) => happened(index + 1, type, details)),
	).state
const used = (groupId: string, ...serials: number[]) =>
	['used', { groupId, leaves: serials.map((serial) => ({ serial, usedFor: 'S1' })) }] as const
const paid = (number: string, payer: string, on = '2022-02-01', groupId = '1'): Receipted => ({
	number,
	payer,
	on: calendarDate(on),
	groupId,
	groupName: `Tổ ${groupId}`,
})
const found = (state: BookState, payments: readonly Receipted[] = [], of = row) =>
	findOddReceipts([{ row: of, state }], payments, asOf).map(({ finding, from, to, count }) => `${finding} ${from}–${to} ${count}`)

describe('receipts that are odd', () => {
	it('are serials skipped while later ones were used', () => {
		expect(found(told(used('1', 1, 2, 5, 8)))).toEqual(['gap 0003–0004 2', 'gap 0006–0007 2'])
		expect(found(told(used('1', 1, 2, 3)))).toEqual([])
		expect(found(told(used('1', 3), ['cancelled', { serials: [1] }], ['missing', { serials: [2] }]))).toEqual(['missing 0002–0002 1'])
	})

	it('count a payment that names a receipt as its use, by whatever way it was recorded', () => {
		expect(found(told(used('1', 1)), [paid('BL/22-0003', 'member 5')])).toEqual(['gap 0002–0002 1'])
	})

	it('are one serial for two women or two days, and not for two payments of one woman on one day', () => {
		expect(found(told(used('1', 1)), [paid('0001', 'member 5'), paid('0001', 'member 5')])).toEqual([])
		expect(found(told(used('1', 1)), [paid('0001', 'member 5'), paid('1', 'member 6')])).toEqual(['duplicate 0001–0001 1'])
		expect(found(told(used('1', 1)), [paid('0001', 'member 5'), paid('0001', 'member 5', '2022-03-01')])).toEqual(['duplicate 0001–0001 1'])
	})

	it('are numbers of no book, where the group has one', () => {
		expect(found(told(), [paid('BL/22-0099', 'member 5'), paid('không số', 'member 5')])).toEqual([
			'never-issued BL/22-0099–BL/22-0099 1',
			'never-issued không số–không số 1',
		])
		expect(found(told(), [paid('BL/22-0099', 'member 5', '2022-02-01', '2')])).toEqual([])
	})

	it('are used by another group than the one that got the book', () => {
		expect(found(told(used('2', 1)))).toEqual(['other-group 0001–0001 1'])
		expect(found(told(), [paid('BL/22-0001', 'member 5', '2022-02-01', '2')])).toEqual(['other-group 0001–0001 1'])
	})

	it('are used though they were cancelled, missing or returned', () => {
		expect(found(told(['cancelled', { serials: [1] }]), [paid('0001', 'member 5')])).toEqual(['not-usable 0001–0001 1'])
	})

	it('are blank ones left at a group that closed', () => {
		const closed = { ...row, groupClosedOn: calendarDate('2022-12-31') }
		expect(found(told(used('1', 1, 2, 3, 4, 5, 6, 7, 8)), [], closed)).toEqual(['left-at-closed-group 0009–0010 2'])
		expect(found(told(used('1', 1)), [], { ...row, groupClosedOn: calendarDate('2023-01-01') })).toEqual([])
	})

	it('say the days on which they were used', () => {
		const [one] = findOddReceipts([{ row, state: told(used('1', 1)) }], [paid('0001', 'a', '2022-03-01'), paid('0001', 'b')], asOf)
		expect(one).toMatchObject({ finding: 'duplicate', bookId: '9', groupName: 'Tổ Bản Viết 1', on: ['2022-02-01', '2022-03-01'] })
	})
})
