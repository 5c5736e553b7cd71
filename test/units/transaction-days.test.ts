import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate, calendarDate, dateOfDayNumber } from '../../src/kernel/calendar-date.js'
import {
	beforeEverything,
	firstTransactionDay,
	lastTransactionDay,
	movedSpans,
	type Span,
	spansOf,
} from '../../src/units/transaction-days.js'

const day = calendarDate
const anyDay = fc.integer({ min: 18_900, max: 19_900 }).map(dateOfDayNumber)
const commune = fc
	.record({
		fixed: fc.array(fc.record({ from: anyDay, dayOfMonth: fc.integer({ min: 1, max: 31 }) }), { maxLength: 3 }),
		moved: fc.array(fc.record({ month: anyDay, by: fc.integer({ min: -28, max: 50 }) }), { maxLength: 4 }),
		otherwise: fc.option(fc.integer({ min: 1, max: 31 })),
	})
	.map(({ fixed, moved, otherwise }) =>
		spansOf(
			{
				fixed: fixed
					.filter(({ from }, index) => fixed.findIndex((one) => one.from === from) === index)
					.sort((a, b) => (a.from < b.from ? -1 : 1)),
				overrides: new Map(moved.map(({ month, by }) => [month.slice(0, 7), addDays(day(`${month.slice(0, 7)}-01`), by)])),
			},
			otherwise,
		),
	)
const stays = fc
	.record({ first: commune, next: fc.array(fc.record({ from: anyDay, spans: commune }), { maxLength: 3 }) })
	.map(({ first, next }) => [{ from: beforeEverything, spans: first }, ...next.sort((a, b) => (a.from < b.from ? -1 : 1))])

/** Every day on which the bank came, found by looking at each. */
function daysOf(spans: readonly Span[]): ReadonlySet<CalendarDate> {
	const found = new Set<CalendarDate>()
	for (let date = day('2021-01-01'); date < day('2025-06-01'); date = addDays(date, 1)) {
		const { dayOfMonth, overrides } = spans.findLast(({ from }) => from <= date) as Span
		if (dayOfMonth === null) found.add(date)
		else {
			const month = date.slice(0, 7)
			const isHeld = (of: string) => overrides.get(of) === date
			const monthEnd = addDays(day(`${addDays(day(`${month}-28`), 4).slice(0, 7)}-01`), -1)
			const isFixed =
				!overrides.has(month) && date === [day(`${month}-01`), addDays(day(`${month}-01`), dayOfMonth - 1), monthEnd].sort()[1]
			if (isFixed || [...overrides.keys()].some(isHeld)) found.add(date)
		}
	}
	return found
}

describe('the days on which the bank comes', () => {
	const fixed = [
		{ from: day('2022-01-01'), dayOfMonth: 7 },
		{ from: day('2023-03-15'), dayOfMonth: 20 },
	]

	it('change from the day on which that is entered', () => {
		const spans = spansOf({ fixed, overrides: new Map() }, 3)
		expect(firstTransactionDay(spans, day('2021-11-20'))).toBe('2021-12-03')
		// The 3rd is not held any more in 2022.
		expect(firstTransactionDay(spans, day('2021-12-04'))).toBe('2022-01-07')
		expect(firstTransactionDay(spans, day('2023-03-07'))).toBe('2023-03-07')
		expect(firstTransactionDay(spans, day('2023-03-08'))).toBe('2023-03-20')
		expect(lastTransactionDay(spans, day('2023-03-20'))).toBe('2023-03-07')
		expect(lastTransactionDay(spans, day('2023-03-21'))).toBe('2023-03-20')
	})

	it('are every day where none is known', () => {
		const spans = spansOf(undefined, null)
		expect([firstTransactionDay(spans, day('2023-01-08')), lastTransactionDay(spans, day('2023-01-08'))]).toEqual([
			'2023-01-08',
			'2023-01-07',
		])
	})

	it('have not been before anything', () => {
		expect(lastTransactionDay(spansOf(undefined, 7), beforeEverything)).toBeNull()
	})

	it('are those of where somebody stays, from coming to leaving', () => {
		const [here, there] = [spansOf(undefined, 10), spansOf({ fixed, overrides: new Map() })]
		const spans = movedSpans([
			{ from: beforeEverything, spans: here },
			{ from: day('2023-02-10'), spans: there },
			{ from: day('2023-04-01'), spans: here },
		])
		expect(firstTransactionDay(spans, day('2023-02-01'))).toBe('2023-03-07')
		expect(firstTransactionDay(spans, day('2023-03-08'))).toBe('2023-03-20')
		expect(firstTransactionDay(spans, day('2023-03-21'))).toBe('2023-04-10')
		expect(lastTransactionDay(spans, day('2023-03-01'))).toBe('2023-01-10')
	})

	it('are the first on or after a day and the last before it, whoever changed them and wherever somebody moved', () => {
		fc.assert(
			fc.property(stays, fc.array(anyDay, { minLength: 5, maxLength: 5 }), (told, dates) => {
				const spans = movedSpans(told)
				const held = daysOf(spans)
				for (const date of dates) {
					const first = firstTransactionDay(spans, date)
					expect([date, first, held.has(first), first >= date]).toEqual([date, first, true, true])
					for (let between = date; between < first; between = addDays(between, 1)) expect([date, held.has(between)]).toEqual([date, false])
					const last = lastTransactionDay(spans, date) as CalendarDate
					expect([date, last, held.has(last), last < date]).toEqual([date, last, true, true])
					for (let between = addDays(last, 1); between < date; between = addDays(between, 1))
						expect([date, held.has(between)]).toEqual([date, false])
				}
			}),
			{ numRuns: 300 },
		)
	})
})
