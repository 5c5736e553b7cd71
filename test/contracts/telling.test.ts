import { describe, expect, it } from 'vitest'
import { comesInOrder, following, refuseFutureDay, storedEvent, tell } from '../../src/contracts/telling.js'
import { AssertionFailure } from '../../src/kernel/assert.js'
import type { Instant } from '../../src/kernel/instant.js'
import { historyOf, into, keptPurse, newPurse, out, storePurse, undo } from './purse.js'

const moment = '2030-01-01T00:00:00.000000Z' as Instant

describe('telling a recording', () => {
	it('in order evolves the cached state and asks for no history', () => {
		const kept = keptPurse({ ...newPurse(), version: 3, lastOn: into('2022-01-05', 1).on, state: { held: '500', kept: '0' } })
		const { state, written } = tell(kept, into('2022-01-05', 7), null, '42', moment)
		expect(state).toEqual({ held: 507n, kept: 0n })
		expect(written).toMatchObject({
			contractId: '1',
			bookId: 1,
			version: 4,
			lastOn: '2022-01-05',
			recordedAt: moment,
			event: { type: 'in', recordedBy: '42' },
		})
		expect(written.state).toEqual(storePurse(state))
		expect(written.days).toHaveLength(1)
	})

	it('back-dated replays the history, and keeps the latest day', () => {
		const history = historyOf(into('2022-01-01', 50), into('2022-03-01', 100))
		const kept = keptPurse({ ...newPurse(), version: 2, lastOn: into('2022-03-01', 1).on, state: { held: '999', kept: '999' } })
		const { state, written } = tell(kept, into('2022-02-01', 80), history, '1', moment)
		expect(state).toEqual({ held: 217n, kept: 13n })
		expect(written).toMatchObject({ version: 3, lastOn: '2022-03-01' })
		expect(() => tell(kept, into('2022-02-01', 80), null, '1', moment)).toThrow(AssertionFailure)
	})

	it('the first one says the latest day, whatever stood there before', () => {
		const { written } = tell(keptPurse(newPurse()), into('2021-06-01', 7), null, '1', moment)
		expect(written).toMatchObject({ version: 1, lastOn: '2021-06-01' })
	})

	it('the same day comes in order, an earlier day and a reversal do not', () => {
		const stored = { ...newPurse(), version: 1, lastOn: into('2022-01-05', 1).on }
		expect(comesInOrder(stored, into('2022-01-05', 1))).toBe(true)
		expect(comesInOrder(stored, into('2022-01-04', 1))).toBe(false)
		expect(comesInOrder(stored, undo(1, into('2022-02-05', 1)))).toBe(false)
		expect(comesInOrder({ ...stored, version: 0 }, out('2021-01-01', 1))).toBe(true)
	})

	it('what follows stands on what was just told', () => {
		const kept = keptPurse(newPurse())
		const recording = tell(kept, into('2022-01-05', 200), [], '1', null)
		const next = following(kept, recording)
		expect(next).toMatchObject({ state: { held: 180n, kept: 20n }, stored: { version: 1, lastOn: '2022-01-05' } })
		expect(storedEvent(recording.written)).toMatchObject({ contractId: '1', seq: 1, type: 'in', recordedAt: '' })
	})
})

describe('a day that is still to come', () => {
	const [today, tomorrow] = [into('2022-01-05', 1).on, into('2022-01-06', 1).on]

	it('is refused, naming the field that said it', () => {
		expect(() => refuseFutureDay(tomorrow, today)).toThrow(
			expect.objectContaining({ code: 'contract.future-day', path: 'on', details: { on: tomorrow, today } }),
		)
		expect(() => refuseFutureDay(tomorrow, today, 'disbursedOn')).toThrow(expect.objectContaining({ path: 'disbursedOn' }))
	})

	it('is not today, nor any day before', () => {
		expect(() => refuseFutureDay(today, today)).not.toThrow()
		expect(() => refuseFutureDay(today, tomorrow)).not.toThrow()
	})
})
