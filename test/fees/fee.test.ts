import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import type { FeeEvent, FeeEventDetails, FeeEventType } from '../../src/fees/event.js'
import { feeOf } from '../../src/fees/fee.js'
import type { Month } from '../../src/fees/month.js'
import { feeStateFromStored, nothingReckoned, owedThrough, storedFeeState } from '../../src/fees/state.js'
import { line, october } from './lines.js'

const union = feeOf('union')
const group = feeOf('group')
const split = [
	['commune', '84'],
	['district', '9'],
	['province', '4.5'],
	['centre', '2.5'],
] as const

function event(type: FeeEventType, on: string, details: FeeEventDetails = {}, amount: number | null = null): FeeEvent {
	return { seq: 1, type, on: calendarDate(on), amount: amount === null ? null : dong(BigInt(amount)), reverses: null, details }
}
const reckoned = (fee: bigint, on = '2022-11-05', month: Month = october) => event('reckoned', on, { month, lines: [line(fee, split)] })

describe('a fee', () => {
	it("is the Union's income by its levels in the province: the centre's share is posted nowhere", () => {
		expect(union.tell(nothingReckoned, reckoned(1_000n)).postings).toEqual([{ debit: '1388', credit: '5118', amount: 975n }])
	})

	it("is a group's own where it is a commission", () => {
		const told = group.tell(
			nothingReckoned,
			event('reckoned', '2022-11-05', { month: october, lines: [line(425_000n, [['group', '100']])] }),
		)
		expect(told.postings).toEqual([{ debit: '1388', credit: '5118', amount: 425_000n }])
	})

	it('that is reckoned again posts the difference, and nothing where there is none', () => {
		const { state } = union.tell(nothingReckoned, reckoned(1_000n))
		const again = event('adjusted', '2022-12-01', { month: october, lines: [line(600n, split)] })
		expect(union.tell(state, again).postings).toEqual([{ debit: '5118', credit: '1388', amount: 390n }])
		expect(union.tell(union.tell(state, again).state, again).postings).toEqual([])
		expect(owedThrough(union.tell(state, event('adjusted', '2022-12-01', { month: october, lines: [] })).state)).toBe(0n)
	})

	it('is reckoned once a month, adjusted after that, and not before the month is over', () => {
		const { state } = union.tell(nothingReckoned, reckoned(1_000n))
		expect(() => union.tell(state, reckoned(1_000n))).toThrow('fee.reckoned-already')
		expect(() => union.tell(nothingReckoned, event('adjusted', '2022-12-01', { month: october, lines: [] }))).toThrow('fee.not-reckoned')
		expect(() => union.tell(nothingReckoned, reckoned(1_000n, '2022-10-31'))).toThrow('fee.month-not-over')
		expect(union.tell(nothingReckoned, reckoned(1_000n, '2022-11-01')).state.due.get(october)).toBe(975n)
	})

	it('is paid by the bank into its account or in cash, never more than is owed', () => {
		const { state } = union.tell(nothingReckoned, reckoned(1_000n))
		const paid = union.tell(state, event('paid', '2022-11-20', {}, 900))
		expect(paid.postings).toEqual([{ debit: '1121', credit: '1388', amount: 900n }])
		expect(union.tell(state, event('paid', '2022-11-20', { method: 'cash' }, 1)).postings[0]?.debit).toBe('1111')
		expect(owedThrough(paid.state)).toBe(75n)
		expect(() => union.tell(paid.state, event('paid', '2022-11-20', {}, 76))).toThrow('fee.more-than-owed')
		expect(() => union.tell(paid.state, event('paid', '2022-11-20', {}, -1))).toThrow('fee.more-than-owed')
	})

	it('that was paid and is no longer due is taken back by the bank', () => {
		let { state } = union.tell(nothingReckoned, reckoned(1_000n))
		state = union.tell(state, event('paid', '2022-11-20', {}, 975)).state
		state = union.tell(state, event('adjusted', '2022-12-01', { month: october, lines: [] })).state
		expect(owedThrough(state)).toBe(-975n)
		expect(() => union.tell(state, event('paid', '2022-12-05', {}, 1))).toThrow('fee.more-than-owed')
		expect(() => union.tell(state, event('paid', '2022-12-05', {}, -976))).toThrow('fee.more-than-owed')
		expect(union.tell(state, event('paid', '2022-12-05', {}, -975)).postings).toEqual([{ debit: '1388', credit: '1121', amount: 975n }])
	})

	it('owes through a month what its months up to it come to, less all that was paid; its state survives as text', () => {
		let { state } = union.tell(nothingReckoned, reckoned(1_000n))
		state = union.tell(state, reckoned(2_000n, '2022-12-05', '2022-11' as Month)).state
		state = union.tell(state, event('paid', '2022-12-20', {}, 900)).state
		expect([owedThrough(state, '2022-09' as Month), owedThrough(state, october), owedThrough(state)]).toEqual([-900n, 75n, 2_025n])
		expect(feeStateFromStored(storedFeeState(state))).toEqual(state)
		expect(union.dues(state)).toEqual([])
	})
})
