import { describe, expect, it } from 'vitest'
import { cacheAnswers, eventTold, stateKnown, stateTold } from '../../src/contracts/knowledge.js'
import type { StoredContract, StoredEvent } from '../../src/contracts/stored.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { into, keptPurse, newPurse, out, storePurse } from './purse.js'

const moment = (n: number) => `2030-01-0${n}T00:00:00.000000Z` as Instant
const history: readonly StoredEvent[] = [into('2022-01-10', 50), out('2022-02-01', 20)].map((happening, index) => ({
	...happening,
	contractId: '1',
	seq: index + 1,
	recordedAt: moment(index + 1),
	recordedBy: '1',
}))
const clocks = (asOf: string, n: number) => ({ asOf: calendarDate(asOf), knownAt: moment(n) })
const told = stateTold(keptPurse(newPurse()), clocks('2022-02-01', 2), history)
const stored: StoredContract = {
	...newPurse(),
	version: 2,
	lastOn: calendarDate('2022-02-01'),
	lastRecordedAt: moment(2),
	state: storePurse(told),
}

describe('what was known of a contract', () => {
	it('is what the events on days up to one say that were known then', () => {
		expect(told).toEqual({ held: 25n, kept: 5n })
		expect(stateTold(keptPurse(stored), clocks('2022-01-31', 2), history)).toEqual({ held: 45n, kept: 5n })
		expect(stateTold(keptPurse(stored), clocks('2022-02-01', 1), history)).toEqual({ held: 45n, kept: 5n })
	})

	it('is read from the cache from its last event on, and no history for it', () => {
		const unread = (): never => {
			throw new Error('nobody asked for the history')
		}
		expect([cacheAnswers(stored, clocks('2022-02-01', 2)), cacheAnswers(stored, clocks('2022-01-31', 2))]).toEqual([true, false])
		expect(cacheAnswers(stored, clocks('2022-02-01', 1))).toBe(false)
		expect(stateKnown(keptPurse(stored), clocks('2022-02-01', 2), unread)).toEqual(told)
		expect(stateKnown(keptPurse(stored), clocks('2022-01-31', 9), () => history)).toEqual({ held: 45n, kept: 5n })
	})

	it('an event is told without who recorded it, and when', () => {
		const [first] = history
		expect(eventTold(first as StoredEvent)).toEqual({ seq: 1, type: 'in', on: '2022-01-10', amount: 50n, reverses: null, details: {} })
	})
})
