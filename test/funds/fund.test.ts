import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import type { FundDetails, FundEvent } from '../../src/funds/event.js'
import { fund } from '../../src/funds/fund.js'
import { balanceOf, type FundState, heldFor } from '../../src/funds/state.js'

const event = (type: FundEvent['type'], amount: bigint | null, details: FundDetails = {}): FundEvent => ({
	seq: 1,
	type,
	on: calendarDate('2022-03-08'),
	amount: amount === null ? null : dong(amount),
	reverses: null,
	details: { purpose: 'Mẹ đỡ đầu', method: 'cash', ...details },
})
const opened = event('opened', null)
const told = (...events: readonly FundEvent[]): FundState =>
	[opened, ...events].reduce((state, one) => fund.tell(state, one).state, fund.begin)

describe('a fund', () => {
	it('keeps what came in for the purpose that it was given for', () => {
		const state = told(event('received', 500_000n), event('received', 200_000n, { purpose: 'Mái ấm', method: 'bank' }))
		expect([heldFor(state, 'Mẹ đỡ đầu'), heldFor(state, 'Mái ấm'), heldFor(state, 'Khởi nghiệp'), balanceOf(state)]).toEqual([
			500_000n,
			200_000n,
			0n,
			700_000n,
		])
		expect(state.money).toEqual({ cash: 500_000n, bank: 200_000n })
	})

	it('posts what comes in and goes out, and nothing where only the purpose changes', () => {
		const state = told(event('received', 500_000n))
		expect(fund.tell(fund.tell(fund.begin, opened).state, event('received', 5n)).postings).toEqual([
			{ debit: '1111', credit: '4311', amount: 5n },
		])
		expect(fund.tell(state, event('spent', 5n)).postings).toEqual([{ debit: '4312', credit: '1111', amount: 5n }])
		expect(fund.tell(state, event('returned', 5n)).postings).toEqual([{ debit: '4313', credit: '1111', amount: 5n }])
		expect(fund.tell(state, event('transferred', 5n)).postings).toEqual([{ debit: '1121', credit: '1111', amount: 5n }])
		expect(fund.tell(state, event('moved', 5n, { toPurpose: 'Mái ấm' })).postings).toEqual([])
	})

	it('spends no more than a purpose holds, and not the money of another, until a decision moves it', () => {
		const state = told(event('received', 500_000n), event('received', 200_000n, { purpose: 'Mái ấm' }))
		expect(() => fund.tell(state, event('spent', 500_001n))).toThrow('fund.above-purpose')
		expect(() => fund.tell(state, event('returned', 200_001n, { purpose: 'Mái ấm' }))).toThrow('fund.above-purpose')
		const moved = fund.tell(state, event('moved', 200_000n, { purpose: 'Mái ấm', toPurpose: 'Mẹ đỡ đầu' })).state
		expect(heldFor(fund.tell(moved, event('spent', 700_000n)).state, 'Mẹ đỡ đầu')).toBe(0n)
		expect(() => fund.tell(state, event('moved', 200_001n, { purpose: 'Mái ấm', toPurpose: 'Mẹ đỡ đầu' }))).toThrow('fund.above-purpose')
		expect(() => fund.tell(state, event('moved', 1n, { toPurpose: 'Mẹ đỡ đầu' }))).toThrow('fund.same-purpose')
	})

	it('pays in cash only what lies in cash, and by bank what lies in the bank', () => {
		const state = told(event('received', 500_000n))
		expect(() => fund.tell(state, event('spent', 1n, { method: 'bank' }))).toThrow('fund.above-bank')
		const banked = fund.tell(state, event('transferred', 500_000n)).state
		expect(() => fund.tell(banked, event('spent', 1n))).toThrow('fund.above-cash')
		expect(fund.tell(banked, event('transferred', 100_000n, { method: 'bank' })).state.money).toEqual({ cash: 100_000n, bank: 400_000n })
	})

	it('expects what a sponsor promised for each month, the earliest first, until she ends it (mẹ đỡ đầu, 500.000 đồng a month)', () => {
		const firstOn = calendarDate('2022-04-15')
		const pledged = told(event('pledged', 500_000n, { pledgeNo: '2', months: 3, firstOn }))
		const dues = (state: FundState) => fund.dues(state).map(({ dueOn, amount }) => [dueOn, amount])
		expect(dues(pledged)).toEqual([
			['2022-04-15', 500_000n],
			['2022-05-15', 500_000n],
			['2022-06-15', 500_000n],
		])
		const paid = fund.tell(pledged, event('received', 700_000n, { pledgeNo: '2' })).state
		expect(dues(paid)).toEqual([
			['2022-05-15', 300_000n],
			['2022-06-15', 500_000n],
		])
		const ended = fund.tell(paid, { ...event('pledge-ended', null, { pledgeNo: '2' }), on: calendarDate('2022-06-01') }).state
		expect(dues(ended)).toEqual([['2022-05-15', 300_000n]])
		expect(() => fund.tell(ended, event('pledge-ended', null, { pledgeNo: '2' }))).toThrow('fund.pledge-ended')
		expect(() => fund.tell(ended, event('received', 1n, { pledgeNo: '3' }))).toThrow('fund.pledge-not-found')
	})

	it('has one life: nothing happens before it is opened, and it is opened once', () => {
		expect(() => fund.tell(fund.begin, event('received', 1n))).toThrow('fund.not-open')
		expect(() => told(opened)).toThrow('opened once')
		expect(fund.tell(told(), event('reversed', 1n)).postings).toEqual([])
	})
})
