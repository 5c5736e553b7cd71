import { describe, expect, it } from 'vitest'
import { change, effective, known, replay, step } from '../../src/contracts/contract.js'
import type { Happening } from '../../src/contracts/telling.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'
import { historyOf, into, out, purse, purseEvent, undo } from './purse.js'

const events = (...told: readonly Happening[]) => historyOf(...told).map(purseEvent)
const last = (...told: readonly Happening[]) => {
	const all = events(...told)
	return { history: all.slice(0, -1), event: all[all.length - 1] as (typeof all)[number] }
}
const due = (amount: bigint) => ({ dueOn: '2030-01-01', lateAfter: '2030-01-01', amount })
const line = (debit: string, credit: string, amount: bigint) => ({ debit, credit, amount })

describe('a history', () => {
	it('is told by days, and within a day in the order of recording', () => {
		const history = events(into('2022-02-02', 5), into('2022-01-01', 1), into('2022-02-02', 3))
		expect(effective(history).map(({ seq }) => seq)).toEqual([2, 1, 3])
		expect(effective([...history].reverse()).map(({ seq }) => seq)).toEqual([2, 1, 3])
	})

	it('a reversed event and its reversal both fall away', () => {
		const first = into('2022-01-01', 1)
		expect(effective(events(first, into('2022-02-02', 2), undo(1, first))).map(({ seq }) => seq)).toEqual([2])
	})

	it('one day is one entry, however much happened on it', () => {
		const { state, days } = replay(purse, events(into('2022-01-01', 200), out('2022-01-01', 50), into('2022-01-02', 10)))
		expect(state).toEqual({ held: 140n, kept: 20n })
		expect(days).toEqual([
			{ on: '2022-01-01', postings: [line('1111', '411', 180n), line('1111', '711', 20n), line('411', '1111', 50n)], dues: [due(130n)] },
			{ on: '2022-01-02', postings: [line('1111', '411', 10n)], dues: [due(10n)] },
		])
	})

	it('as of a day and a moment holds what was on days up to it and known by then', () => {
		const history = historyOf(into('2022-01-01', 1), into('2022-03-01', 2), into('2022-02-01', 3))
		const seqs = (asOf: string, knownAt: string) => known(history, calendarDate(asOf), knownAt as Instant).map(({ seq }) => seq)
		expect(seqs('2022-02-15', '2030-01-01T00:00:02.000000Z')).toEqual([1, 3])
		expect(seqs('2022-02-15', '2030-01-01T00:00:01.999999Z')).toEqual([1])
		expect(seqs('2022-03-01', '2030-01-01T00:00:01.000000Z')).toEqual([1, 2])
	})
})

describe('telling one more event', () => {
	it('that comes in order says its own day alone', () => {
		const { history, event } = last(into('2022-01-01', 200), into('2022-01-05', 7))
		const { state, day } = step(purse, replay(purse, history).state, event)
		expect(state.held).toBe(187n)
		expect(day).toEqual({ on: '2022-01-05', postings: [line('1111', '411', 7n)], dues: [due(7n)] })
	})

	it('that is back-dated says each later day’s difference', () => {
		const { history, event } = last(into('2022-01-01', 50), into('2022-03-01', 100), into('2022-02-01', 80))
		const told = change(purse, history, event)
		expect(told.state).toEqual(replay(purse, [...history, event]).state)
		// In February a tenth of 80 is the keeper's; in March the purse holds more than a hundred, so that her tenth of 100 is not.
		expect(told.days).toEqual([
			{ on: '2022-02-01', postings: [line('1111', '411', 72n), line('1111', '711', 8n)], dues: [due(72n)] },
			{ on: '2022-03-01', postings: [line('1111', '411', 10n), line('711', '1111', 10n)], dues: [due(10n)] },
		])
	})

	it('that changes nothing on a later day leaves that day alone', () => {
		const { history, event } = last(into('2022-01-01', 500), into('2022-03-01', 100), into('2022-02-01', 1))
		expect(change(purse, history, event).days.map(({ on }) => on)).toEqual(['2022-02-01'])
	})

	it('that posts and changes nothing that is due, or the other way round, is told all the same', () => {
		const idle = { ...purse, dues: () => [] }
		const { history, event } = last(into('2022-03-01', 100), into('2022-01-01', 7))
		expect(change(idle, history, event).days).toEqual([
			{ on: '2022-01-01', postings: [line('1111', '411', 7n)], dues: [] },
			// Nothing is told of March: the purse still holds less than a hundred.
		])
		const silent = { ...purse, tell: (...told: Parameters<typeof purse.tell>) => ({ ...purse.tell(...told), postings: [] }) }
		expect(change(silent, history, event).days).toEqual([{ on: '2022-01-01', postings: [], dues: [due(7n)] }])
	})

	it('says what is due by each day apart', () => {
		const [on, later] = [calendarDate('2030-01-01'), calendarDate('2030-01-03')]
		const dues: typeof purse.dues = ({ held }) => [
			{ dueOn: on, lateAfter: later, amount: held },
			{ dueOn: on, lateAfter: on, amount: dong(1n) },
		]
		const { history, event } = last(into('2022-01-01', 7), into('2022-01-02', 5))
		const { day } = step({ ...purse, dues }, replay(purse, history).state, event)
		expect(day.dues).toEqual([{ dueOn: '2030-01-01', lateAfter: '2030-01-03', amount: 5n }])
	})

	it('that undoes another takes back its day and tells the later ones anew', () => {
		const first = into('2022-01-01', 500)
		const { history, event } = last(first, into('2022-03-01', 100), undo(1, first))
		expect(change(purse, history, event).days).toEqual([
			{ on: '2022-01-01', postings: [line('411', '1111', 450n), line('711', '1111', 50n)], dues: [due(-450n)] },
			{ on: '2022-03-01', postings: [line('411', '1111', 10n), line('1111', '711', 10n)], dues: [due(-10n)] },
		])
	})
})

describe('an event that may not be', () => {
	it('is refused for its own reason where it could not stand alone', () => {
		const { history, event } = last(into('2022-01-01', 50), into('2022-03-01', 100), out('2022-02-01', 46))
		expect(() => change(purse, history, event)).toThrow(expect.objectContaining({ code: 'purse.empty', path: 'amount' }))
	})

	it('is refused for the day that it would break, where a later one no longer holds', () => {
		const { history, event } = last(into('2022-01-01', 50), into('2022-02-15', 10), out('2022-03-01', 50), out('2022-02-01', 10))
		expect(() => change(purse, history, event)).toThrow(
			expect.objectContaining({ code: 'contract.history-breaks', details: { on: '2022-03-01', reason: 'purse.empty' } }),
		)
	})

	it('undoing what a later one needs names that later day', () => {
		const first = into('2022-01-01', 500)
		const { history, event } = last(first, out('2022-03-01', 100), undo(1, first))
		expect(() => change(purse, history, event)).toThrow(
			expect.objectContaining({ code: 'contract.history-breaks', details: { on: '2022-03-01', reason: 'purse.empty' } }),
		)
	})

	it('stands alone on what happened earlier on its own day too', () => {
		const { history, event } = last(into('2022-02-01', 50), out('2022-03-01', 45), out('2022-02-01', 40))
		expect(() => change(purse, history, event)).toThrow(
			expect.objectContaining({ code: 'contract.history-breaks', details: { on: '2022-03-01', reason: 'purse.empty' } }),
		)
	})

	it('undoing what another of the same day needs names that day', () => {
		const first = into('2022-01-01', 500)
		const { history, event } = last(first, out('2022-01-01', 100), undo(1, first))
		expect(() => change(purse, history, event)).toThrow(
			expect.objectContaining({ code: 'contract.history-breaks', details: { on: '2022-01-01', reason: 'purse.empty' } }),
		)
	})

	it('our own mistakes are not turned into refusals', () => {
		const broken = {
			...purse,
			tell: () => {
				throw new TypeError('a mistake')
			},
		}
		const { history, event } = last(into('2022-01-01', 1))
		expect(() => change(broken, history, event)).toThrow(TypeError)
		const frail: typeof purse = {
			...purse,
			tell: (state, told) => {
				if (told.type === 'out' && state.held < 100n) throw new TypeError('a mistake')
				return purse.tell(state, told)
			},
		}
		const first = into('2022-01-01', 500)
		const undone = last(first, out('2022-03-01', 100), undo(1, first))
		expect(() => change(frail, undone.history, undone.event)).toThrow(TypeError)
	})
})
