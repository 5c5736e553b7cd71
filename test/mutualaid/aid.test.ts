import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { aidAccounts, aidOf } from '../../src/mutualaid/aid.js'
import type { AidEvent } from '../../src/mutualaid/event.js'
import { type AidState, outstandingOf, statusOf } from '../../src/mutualaid/state.js'

const cong = aidOf('cong')
const event = (type: AidEvent['type'], amount: bigint, details: AidEvent['details'] = {}): AidEvent => ({
	seq: 1,
	type,
	on: calendarDate('2022-06-01'),
	amount: dong(amount),
	reverses: null,
	details,
})
const told = (...events: readonly AidEvent[]): AidState => events.reduce((state, one) => cong.tell(state, one).state, cong.begin)

describe('help in kind', () => {
	it('that is given stands in the book with its source, and nothing of it is expected back', () => {
		expect(cong.tell(cong.begin, event('given', 125n)).postings).toEqual([
			{ debit: aidAccounts.given, credit: aidAccounts.source, amount: 125n },
		])
		const state = told(event('given', 125n), event('worked', 15n))
		expect([statusOf(state), state.handedOver, outstandingOf(state), cong.dues(state)]).toEqual(['given', 140n, 0n, []])
	})

	it('that is lent is out until it comes back or is forgiven (đổi công)', () => {
		const returnOn = calendarDate('2022-09-30')
		const lent = told(event('lent', 100n, { returnOn }), event('worked', 20n))
		expect(cong.dues(lent)).toEqual([{ dueOn: returnOn, lateAfter: returnOn, amount: 120n }])
		const { state, postings } = cong.tell(lent, event('returned', 90n))
		expect(postings).toEqual([{ debit: aidAccounts.returned, credit: aidAccounts.lent, amount: 90n }])
		const settled = cong.tell(state, event('forgiven', 30n, { replacedBy: 'một con gà' })).state
		expect([statusOf(state), statusOf(settled), outstandingOf(settled), cong.dues(settled)]).toEqual(['lent', 'settled', 0n, []])
	})

	it('comes back no more than it is out, and only where it was lent', () => {
		expect(() => told(event('lent', 100n), event('returned', 101n))).toThrow('aid.above-outstanding')
		expect(() => told(event('lent', 100n), event('forgiven', 101n))).toThrow('aid.above-outstanding')
		expect(() => told(event('given', 100n), event('returned', 1n))).toThrow('aid.nothing-lent')
		expect(() => told(event('returned', 1n))).toThrow('aid.nothing-lent')
	})

	it('is worked day by day only where it is labour, and only once it began', () => {
		const land = aidOf('m2')
		expect(() => land.tell(land.begin, event('worked', 1n))).toThrow('aid.not-labour')
		expect(() => told(event('worked', 1n))).toThrow('aid.not-begun')
	})

	it('begins once, and is void where nothing began', () => {
		expect(() => told(event('given', 1n), event('given', 1n))).toThrow('begins once')
		expect(statusOf(cong.begin)).toBe('void')
		expect(cong.tell(cong.begin, event('reversed', 1n))).toEqual({ state: cong.begin, postings: [] })
	})
})
