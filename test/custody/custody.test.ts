import { describe, expect, it } from 'vitest'
import { replay } from '../../src/contracts/contract.js'
import { custody } from '../../src/custody/custody.js'
import type { CustodyEvent } from '../../src/custody/event.js'
import { type CustodyState, heldOf, stateFromStored, storedState } from '../../src/custody/state.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'

let seq = 0
const event = (type: CustodyEvent['type'], on: string, amount: bigint, details: CustodyEvent['details'] = {}): CustodyEvent => ({
	seq: ++seq,
	type,
	on: calendarDate(on),
	amount: dong(amount),
	reverses: null,
	details,
})
const collected = (sheetId: string, on: string, amount: bigint) =>
	event('collected', on, amount, { sheetId, dueOn: calendarDate(`${on.slice(0, 8)}15`) })
const tell = (...events: readonly CustodyEvent[]): CustodyState => replay(custody, events).state
const november = collected('S1', '2022-11-10', 500n)

describe('a custody', () => {
	it('posts between what she holds and what she owes for it, one way or the other', () => {
		const posted = (one: CustodyEvent, ...before: readonly CustodyEvent[]) => custody.tell(tell(...before), one).postings
		expect(posted(november)).toEqual([{ debit: '1381', credit: '3381', amount: 500n }])
		expect(posted(collected('S1', '2022-11-10', -200n), november)).toEqual([{ debit: '3381', credit: '1381', amount: 200n }])
		expect(posted(event('handed-over', '2022-11-15', 500n), november)).toEqual([{ debit: '3381', credit: '1381', amount: 500n }])
		expect(posted(event('passed-on', '2022-11-15', 500n), november)).toEqual([{ debit: '3381', credit: '1381', amount: 500n }])
		const meetings = [{ sheetId: 'S1', metOn: november.on, dueOn: calendarDate('2022-11-15'), held: '500' }]
		expect(posted(event('taken-over', '2022-11-15', 500n, { meetings }))).toEqual([{ debit: '1381', credit: '3381', amount: 500n }])
		expect(posted(event('passed-on', '2022-11-15', 0n))).toEqual([])
	})

	it('expects what is held by the day on which the bank comes, the meetings of one day together', () => {
		const state = tell(november, collected('S2', '2022-11-12', 70n), collected('S3', '2022-12-10', 30n))
		expect(custody.dues(state)).toEqual([
			{ dueOn: '2022-11-15', lateAfter: '2022-11-15', amount: 570n },
			{ dueOn: '2022-12-15', lateAfter: '2022-12-15', amount: 30n },
		])
	})

	it('closes the days up to the last meeting of which cash was handed over', () => {
		const both = [november, collected('S2', '2022-11-12', 70n)]
		expect(tell(...both).coveredThrough).toBeNull()
		expect(tell(...both, event('handed-over', '2022-11-15', 500n)).coveredThrough).toBe('2022-11-10')
		expect(tell(...both, event('handed-over', '2022-11-15', 501n)).coveredThrough).toBe('2022-11-12')
		const again = [collected('S0', '2022-11-01', 5n), event('handed-over', '2022-11-16', 5n)]
		expect(tell(...both, event('handed-over', '2022-11-15', 570n), ...again).coveredThrough).toBe('2022-11-12')
	})

	it('closes the days before she passed it on, also where there was nothing to pass on', () => {
		expect(tell(event('passed-on', '2022-11-20', 0n)).coveredThrough).toBe('2022-11-19')
		expect(tell(november, event('passed-on', '2022-11-10', 500n)).coveredThrough).toBe('2022-11-10')
	})

	it('takes over the meetings that the other held, with their days', () => {
		const meetings = [{ sheetId: 'S1', metOn: november.on, dueOn: calendarDate('2022-11-15'), held: '500' }]
		const state = tell(event('taken-over', '2022-11-20', 500n, { meetings }))
		expect(state).toMatchObject({ takenOver: 500n, coveredThrough: null, meetings: [{ sheetId: 'S1', metOn: '2022-11-10', held: 500n }] })
		expect(tell(event('taken-over', '2022-11-20', 0n)).meetings).toEqual([])
	})

	it('keeps its totals and survives as text', () => {
		const state = tell(november, event('handed-over', '2022-11-15', 100n), event('passed-on', '2022-11-20', 400n))
		expect(state).toMatchObject({ collected: 500n, handedOver: 100n, passedOn: 400n, meetings: [], coveredThrough: '2022-11-19' })
		expect(heldOf(state)).toBe(0n)
		expect(stateFromStored(storedState(state))).toEqual(state)
		expect(storedState(tell(november))).toMatchObject({ held: '500', collected: '500' })
	})
})
