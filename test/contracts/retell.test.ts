import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { retell } from '../../src/contracts/retell.js'
import type { Booked, StoredContract, StoredEvent } from '../../src/contracts/stored.js'
import { tell } from '../../src/contracts/telling.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'
import { into, keptPurse, newPurse, type Purse, storePurse, undo } from './purse.js'

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

	it('finds an event that cannot be told at all, and says what went wrong', () => {
		const { stored, events, booked } = held()
		const unreadable = {
			...keptPurse(newPurse()),
			eventOf: () => {
				throw new TypeError('no such event')
			},
		}
		expect(retell(unreadable, stored, events, booked)).toEqual({ contractId: '1', seq: 1, what: 'TypeError: no such event' })
	})

	it('finds an event whose moment was moved ahead of the one before it', () => {
		const found = finding(({ events }) => ({
			events: events.map((event) => (event.seq === 3 ? { ...event, recordedAt: '2030-01-01T00:00:00.500000Z' as Instant } : event)),
		}))
		expect(found).toEqual({ contractId: '1', seq: 3, what: 'recorded before the event before it' })
	})

	it('two events of one moment are in order', () => {
		const { stored, events, booked } = held()
		const moment = '2030-01-01T00:00:00.000000Z' as Instant
		const atOnce = <T extends { readonly recordedAt: Instant }>(lines: readonly T[]) =>
			lines.map((line) => ({ ...line, recordedAt: moment }))
		const found = retell(keptPurse(newPurse()), { ...stored, lastRecordedAt: moment }, atOnce(events), {
			postings: atOnce(booked.postings),
			dues: atOnce(booked.dues),
		})
		expect(found).toBeNull()
	})

	it('finds lines whose moment was moved, for that changes what was known then', () => {
		const moved = '2030-01-01T00:00:09.000000Z' as Instant
		expect(finding(({ booked }) => ({ booked: { ...booked, postings: withLast(booked.postings, { recordedAt: moved }) } }))).toMatchObject({
			seq: 4,
			what: '2022-03-01 1111←711 recorded 2030-01-01T00:00:03.000000Z: the book is off by -10 đồng',
		})
		expect(finding(({ booked }) => ({ booked: { ...booked, dues: withLast(booked.dues, { recordedAt: moved }) } }))).not.toBeNull()
	})

	it('finds a latest day and a latest recording that the contract says otherwise', () => {
		expect(finding(({ stored }) => ({ stored: { ...stored, lastOn: calendarDate('2022-03-02') } }))?.what).toBe(
			'the latest day is 2022-03-01, the contract says 2022-03-02',
		)
		const lastRecordedAt = '2030-01-01T00:00:04.000000Z' as Instant
		expect(finding(({ stored }) => ({ stored: { ...stored, lastRecordedAt } }))?.what).toBe(
			`the latest recording is of 2030-01-01T00:00:03.000000Z, the contract says ${lastRecordedAt}`,
		)
	})

	it('says in words what it found', () => {
		expect(finding(({ events }) => ({ events: events.filter(({ seq }) => seq !== 2) }))?.what).toBe('an event is missing')
		expect(finding(({ events }) => ({ events: events.slice(0, 3) }))?.what).toBe('3 events, but the contract counts 4')
		expect(finding(({ stored }) => ({ stored: { ...stored, state: {} } }))?.what).toBe('the cached state is not what the events say')
		const stray = (lines: Booked['postings']) => [...lines, ...lines.slice(0, 1).map((line) => ({ ...line, seq: 9 }))]
		expect(finding(({ booked }) => ({ booked: { ...booked, postings: stray(booked.postings) } }))?.what).toBe(
			'the book holds lines of an event that is not there',
		)
		expect(
			finding(({ events }) => ({
				events: events.map((event) => (event.seq === 2 ? { ...event, type: 'out', amount: dong(500n) } : event)),
			}))?.what,
		).toBe('may not have happened: purse.empty')
	})

	it('names in a cached state may stand in any order, the members of a list may not', () => {
		const { stored, events, booked } = held()
		const stateKept = (parts: readonly unknown[], state = stored.state) => {
			const store = (purse: Purse) => ({ ...storePurse(purse), parts: [{ from: '1', to: '2' }, null, { from: '3' }] })
			return retell({ ...keptPurse(newPurse()), store }, { ...stored, state: { parts, ...state } }, events, booked)
		}
		const turned = Object.fromEntries(Object.entries(stored.state).reverse())
		expect(stateKept([{ to: '2', from: '1' }, null, { from: '3' }], turned)).toBeNull()
		expect(stateKept([{ from: '3' }, null, { from: '1', to: '2' }])).not.toBeNull()
		expect(stateKept([{ from: '2', to: '1' }, null, { from: '3' }])).not.toBeNull()
		expect(stateKept([{ from: '1', to: '2' }, {}, { from: '3' }])).not.toBeNull()
	})
})

/** A list whose last member says something else. */
function withLast<T>(list: readonly T[], change: Partial<T>): readonly T[] {
	return list.map((line, index) => (index === list.length - 1 ? { ...line, ...change } : line))
}
