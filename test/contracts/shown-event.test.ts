import { expect, it } from 'vitest'
import { shownEvent } from '../../src/contracts/shown-event.js'
import type { StoredEvent } from '../../src/contracts/stored.js'
import type { Instant } from '../../src/kernel/instant.js'
import { into, undo } from './purse.js'

const first = { ...into('2022-01-10', 50), details: { note: 'tiền mặt' } }
const history: readonly StoredEvent[] = [first, { ...undo(1, first), details: { reason: 'ghi nhầm', decidedOn: '2022-03-01' } }].map(
	(happening, index) => ({
		...happening,
		contractId: '1',
		seq: index + 1,
		recordedAt: `2030-01-01T00:00:0${index}.000000Z` as Instant,
		recordedBy: '1',
	}),
)

it('an event shows what it says, what undid it, and a reversal the day on which it was decided', () => {
	const [paid, undone] = history.map((event) => shownEvent(event, history))
	expect(paid).toEqual({
		id: '1',
		type: 'in',
		on: '2022-01-10',
		amount: 50n,
		recordedAt: '2030-01-01T00:00:00.000000Z',
		recordedBy: '1',
		reverses: null,
		reversedBy: '2',
		note: 'tiền mặt',
	})
	expect(undone).toMatchObject({ id: '2', on: '2022-03-01', reverses: '1', reversedBy: null, reason: 'ghi nhầm' })
	expect(undone).not.toHaveProperty('decidedOn')
})
