import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../src/contracts/stored.js'
import type { Instant } from '../../src/kernel/instant.js'
import { isSame, placedOtherwise, placeOn, placeTold } from '../../src/savings/places.js'
import type { AccountRow } from '../../src/savings/stored.js'
import { on } from './saver.js'

const at = (seq: number) => `2022-01-0${seq}T03:00:00.000000Z` as Instant
const event = (seq: number, type: string, day: string, details: Record<string, unknown>, reverses: number | null = null): StoredEvent => ({
	contractId: '9',
	seq,
	type,
	on: on(day),
	recordedAt: at(seq),
	recordedBy: '1',
	amount: null,
	details,
	reverses,
})
const history = [
	event(1, 'opened', '2022-01-05', { groupId: '1', communeId: '7' }),
	event(2, 'transferred', '2022-03-01', { groupId: '2', communeId: '8' }),
	event(3, 'transferred', '2022-05-01', { communeId: '9' }),
]
const lines = [
	{ seq: 1, on: on('2022-01-05'), recordedAt: at(1), groupId: '1', communeId: '7' },
	{ seq: 2, on: on('2022-03-01'), recordedAt: at(2), groupId: '2', communeId: '8' },
	{ seq: 3, on: on('2022-05-01'), recordedAt: at(3), groupId: null, communeId: '9' },
]
const row = { groupId: null, communeId: '9' } as AccountRow
const home = { groupId: '1', communeId: '7' }

describe('where an account is', () => {
	it('is where it was opened until the first transfer, and then where the latest took it', () => {
		const moves = lines.slice(1)
		expect([
			placeOn(home, moves, on('2022-02-28')),
			placeOn(home, moves, on('2022-03-01')),
			placeOn(home, moves, on('2022-06-01')),
		]).toEqual([home, { groupId: '2', communeId: '8' }, { groupId: null, communeId: '9' }])
		expect(placeTold(home, history)).toEqual({ groupId: null, communeId: '9' })
		expect(placeTold(home, [...history, event(4, 'reversed', '2022-05-01', {}, 3)])).toEqual({ groupId: '2', communeId: '8' })
		expect(placeTold(home, history.slice(0, 1))).toEqual(home)
		expect([isSame(home, { ...home }), isSame(home, { ...home, groupId: null }), isSame(home, { ...home, communeId: '8' })]).toEqual([
			true,
			false,
			false,
		])
	})

	it('is found out where a line, or the account’s row, says otherwise than the events', () => {
		expect(placedOtherwise(row, history, lines)).toBeNull()
		expect(placedOtherwise(row, history, lines.slice(1))).toBe('2 lines say where it has been, its events say 3')
		expect(placedOtherwise(row, [], [])).toBe('0 lines say where it has been, its events say 0')
		for (const change of [{ seq: 4 }, { on: on('2022-03-02') }, { recordedAt: at(9) }, { groupId: '5' }, { communeId: '5' }]) {
			const wrong = lines.map((line) => (line.seq === 2 ? { ...line, ...change } : line))
			expect([change, placedOtherwise(row, history, wrong)]).toEqual([change, 'where it has been since event 2 is not what the event says'])
		}
		expect(placedOtherwise({ ...row, groupId: '2', communeId: '8' }, history, lines)).toBe(
			'it is in group 2 of commune 8, its events say no group of commune 9',
		)
	})
})
