import { describe, expect, it } from 'vitest'
import { retell } from '../../src/contracts/retell.js'
import type { Booked, StoredContract, StoredEvent } from '../../src/contracts/stored.js'
import { tell } from '../../src/contracts/telling.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'
import { into, keptPurse, newPurse, storePurse, undo } from './purse.js'

const first = into('2022-01-01', 50)
const happenings = [first, into('2022-03-01', 100), into('2022-02-01', 80), undo(1, first)]

/** A purse that was told four times, as the database holds it. */
function held(): { stored: StoredContract; events: readonly StoredEvent[]; booked: Booked } {
	let kept = keptPurse(newPurse())
	const events: StoredEvent[] = []
	const recordings = happenings.map((happening, index) => {
		const recordedAt = `2030-01-01T00:00:0${index}.000000Z` as Instant
		const { state, written } = tell(kept, happening, events, '1', recordedAt)
		events.push({ ...happening, contractId: '1', seq: written.version, recordedAt, recordedBy: '1' })
		kept = {
			...kept,
			state,
			stored: { ...kept.stored, version: written.version, lastOn: written.lastOn, lastRecordedAt: recordedAt, state: storePurse(state) },
		}
		return { ...written, recordedAt }
	})
	const lines = <T>(of: (day: (typeof recordings)[number]['days'][number]) => readonly T[]) =>
		recordings.flatMap(({ version, recordedAt, days }) =>
			days.flatMap((day) => of(day).map((line) => ({ seq: version, on: day.on, recordedAt, ...line }))),
		)
	return { stored: kept.stored, events, booked: { postings: lines((day) => day.postings), dues: lines((day) => day.dues) } }
}

const finding = (change: (all: ReturnType<typeof held>) => Partial<ReturnType<typeof held>>) => {
	const all = held()
	const { stored, events, booked } = { ...all, ...change(all) }
	return retell(keptPurse(newPurse()), stored, events, booked)
}

describe('telling a contract again', () => {
	it('finds nothing where the books hold what the events say', () => {
		expect(finding(() => ({}))).toBeNull()
	})

	it('finds a posting of another amount, at the event that posted it', () => {
		const found = finding(({ booked }) => ({
			booked: { ...booked, postings: booked.postings.map((line, index) => (index === 0 ? { ...line, amount: dong(46n) } : line)) },
		}))
		expect(found).toMatchObject({ contractId: '1', seq: 1, what: expect.stringContaining('1 đồng') })
	})

	it('finds a posting that is gone, a due that is too much, and lines of no event', () => {
		expect(finding(({ booked }) => ({ booked: { ...booked, postings: booked.postings.slice(1) } }))?.seq).toBe(1)
		expect(finding(({ booked }) => ({ booked: { ...booked, dues: [...booked.dues, ...booked.dues.slice(-1)] } }))?.seq).toBe(4)
		expect(
			finding(({ booked }) => ({
				booked: { ...booked, postings: [...booked.postings, ...booked.postings.slice(0, 1).map((line) => ({ ...line, seq: 9 }))] },
			}))?.seq,
		).toBe(9)
	})

	it('finds an event that is missing, and a cached state that is not what the events say', () => {
		expect(finding(({ events }) => ({ events: events.filter(({ seq }) => seq !== 2) }))?.seq).toBe(2)
		expect(finding(({ events }) => ({ events: events.slice(0, 3) }))?.seq).toBe(3)
		expect(finding(({ stored }) => ({ stored: { ...stored, state: { ...stored.state, held: '1' } } }))).toMatchObject({ seq: null })
	})

	it('finds an event that may not have happened', () => {
		const found = finding(({ events }) => ({
			events: events.map((event) => (event.seq === 2 ? { ...event, type: 'out', amount: dong(500n) } : event)),
		}))
		expect(found?.seq).toBe(2)
	})
})
