import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../src/contracts/stored.js'
import type { Instant } from '../../src/kernel/instant.js'
import { accountFrom, after, eventsOf, freeSavings, type Happened } from './saver.js'
import { eventView, movementOf, movementsOf } from '../../src/savings/views.js'

const account = accountFrom(freeSavings)
const stored = (happened: readonly Happened[]): readonly StoredEvent[] =>
	eventsOf(happened).map((event) => ({
		...event,
		contractId: '9',
		recordedAt: '' as Instant,
		recordedBy: '1',
		details: { ...event.details },
	}))
const life: readonly Happened[] = [
	['opened', '2022-10-01'],
	['deposited', '2022-11-01', 500_000],
	['interest-credited', '2022-12-01'],
	['closed', '2022-12-02'],
]

describe('what an event shows', () => {
	it('is the interest that it credited and what a closing paid out, which are told and not given', () => {
		const history = stored(life)
		const moved = movementsOf(account, history)
		const shown = history.map((event) => eventView(event, history, moved.get(event.seq) ?? null))
		expect(
			shown.map((view) => [view.type, view.amount, 'interest' in view ? view.interest : null, 'paidOut' in view ? view.paidOut : null]),
		).toEqual([
			['opened', null, null, null],
			['deposited', 500_000n, null, null],
			['interest-credited', null, 986n, null],
			['closed', null, 33n, 501_019n],
		])
		const [first] = history
		if (first === undefined) throw new Error('there is an opening')
		expect(eventView(first, history, null)).not.toHaveProperty('interest')
	})

	it('is what a recording moved in the history as it then stands', () => {
		const history = stored(life.slice(0, 3))
		const [, , , late] = stored([...life.slice(0, 3), ['deposited', '2022-11-10', 50_000]])
		if (late === undefined) throw new Error('there is a late deposit')
		expect(movementOf(account, account.begin, history, late)?.deposited).toBe(50_000n)
		const [credited] = stored(life.slice(2, 3))
		if (credited === undefined) throw new Error('there is a crediting')
		expect(movementOf(account, after(account, ...life.slice(0, 2)), null, credited)?.interest).toBe(986n)
		expect(movementOf(account, account.begin, [], { ...late, reverses: 1 })).toBeNull()
	})
})
