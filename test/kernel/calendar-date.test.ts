import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../../src/kernel/assert.js'
import {
	addDays,
	addMonths,
	addPeriods,
	type Cycle,
	calendarDate,
	cycleDate,
	cycleIndex,
	dateOfDayNumber,
	dayNumber,
	dayOf,
	daysBetween,
	earlier,
	isCalendarDate,
	later,
	monthEnd,
	monthOf,
	monthStart,
	type Period,
	vietnameseDate,
	weekdayOf,
	yearOf,
} from '../../src/kernel/calendar-date.js'

const day = calendarDate
const anyDate = fc.integer({ min: dayNumber(day('1950-01-01')), max: dayNumber(day('2150-12-31')) }).map(dateOfDayNumber)
const anyCycle: fc.Arbitrary<Cycle> = fc.record({
	anchor: anyDate,
	every: fc.integer({ min: 1, max: 36 }),
	period: fc.constantFrom<Period>('day', 'week', 'month'),
})

describe('days of the calendar', () => {
	it('exist or do not: 29/02 only in leap years, 31/04 never', () => {
		for (const text of ['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31']) expect(isCalendarDate(text), text).toBe(true)
		for (const text of [
			'2023-02-29',
			'2100-02-29',
			'2022-04-31',
			'2022-13-01',
			'2022-00-10',
			'2022-01-00',
			'1899-12-31',
			'2200-01-01',
			'2022-1-1',
			'31/10/2022',
			' 2022-10-31',
			'',
		])
			expect(isCalendarDate(text), text).toBe(false)
		expect(() => calendarDate('2023-02-29')).toThrow(AssertionFailure)
		expect(isCalendarDate(calendarDate('2022-10-31'))).toBe(true)
	})

	it('are numbered from 01/01/1970', () => {
		expect(dayNumber(day('1970-01-01'))).toBe(0)
		expect(dayNumber(day('2022-10-31'))).toBe(19_296)
		expect(dayNumber(day('1969-12-31'))).toBe(-1)
		expect(dateOfDayNumber(19_296)).toBe('2022-10-31')
	})

	it('go to a number and back, in order, one number a day', () => {
		fc.assert(
			fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
				expect(dateOfDayNumber(dayNumber(date))).toBe(date)
				expect(isCalendarDate(date)).toBe(true)
				const moved = addDays(date, days)
				expect(daysBetween(date, moved)).toBe(days)
				expect(addDays(moved, -days)).toBe(date)
				expect(moved > date).toBe(days > 0)
			}),
			{ numRuns: 1000 },
		)
	})

	it('count the first day and not the last: October has 31 days from the 10th to the 10th (INT-01)', () => {
		expect(daysBetween(day('2022-10-10'), day('2022-11-10'))).toBe(31)
		expect(daysBetween(day('2024-02-01'), day('2024-03-01'))).toBe(29)
		expect(daysBetween(day('2022-11-10'), day('2022-11-10'))).toBe(0)
	})

	it('give their parts, their month and their weekday', () => {
		const date = day('2022-10-31')
		expect([yearOf(date), monthOf(date), dayOf(date), weekdayOf(date)]).toEqual([2022, 10, 31, 1])
		expect([weekdayOf(day('2022-12-31')), weekdayOf(day('2023-01-01')), weekdayOf(day('1969-12-28'))]).toEqual([6, 0, 0])
		expect([monthStart(date), monthEnd(day('2024-02-10')), monthEnd(day('2022-12-31'))]).toEqual(['2022-10-01', '2024-02-29', '2022-12-31'])
	})

	it('agree with another calendar on every weekday', () => {
		fc.assert(
			fc.property(anyDate, (date) => {
				expect(weekdayOf(date)).toBe(new Date(`${date}T00:00:00Z`).getUTCDay())
			}),
		)
	})

	it('are written as people in Vietnam write them', () => {
		expect(vietnameseDate(day('2022-01-05'))).toBe('05/01/2022')
	})

	it('compare: the earlier and the later of two', () => {
		const [a, b] = [day('2022-01-31'), day('2022-02-01')]
		expect([earlier(a, b), earlier(b, a), later(a, b), later(b, a), later(a, a)]).toEqual([a, a, b, b, a])
	})
})

describe('months later', () => {
	it('is the same day, or the last of a month that has no such day (BLDS 2015 art. 148.3)', () => {
		expect(addMonths(day('2022-10-31'), 1)).toBe('2022-11-30')
		expect(addMonths(day('2024-01-31'), 1)).toBe('2024-02-29')
		expect(addMonths(day('2022-01-31'), 1)).toBe('2022-02-28')
		expect(addMonths(day('2022-12-15'), 1)).toBe('2023-01-15')
		expect(addMonths(day('2022-03-31'), -1)).toBe('2022-02-28')
		expect(addMonths(day('2024-02-29'), 12)).toBe('2025-02-28')
	})

	it('is the same in whatever time zone the server stands', () => {
		const before = process.env.TZ
		try {
			for (const zone of ['Asia/Ho_Chi_Minh', 'America/Sao_Paulo', 'Pacific/Kiritimati']) {
				process.env.TZ = zone
				// 04/11/2018 began at one o'clock in São Paulo.
				expect(addMonths(day('2018-10-04'), 1), zone).toBe('2018-11-04')
				expect(addMonths(day('2022-12-31'), 2), zone).toBe('2023-02-28')
				expect(isCalendarDate('2018-11-04'), zone).toBe(true)
			}
		} finally {
			if (before === undefined) delete process.env.TZ
			else process.env.TZ = before
		}
	})

	it('lands in the month meant and never on a later day than it started from', () => {
		fc.assert(
			fc.property(anyDate, fc.integer({ min: -480, max: 480 }), (date, months) => {
				const moved = addMonths(date, months)
				expect(yearOf(moved) * 12 + monthOf(moved)).toBe(yearOf(date) * 12 + monthOf(date) + months)
				expect(dayOf(moved)).toBe(Math.min(dayOf(date), dayOf(monthEnd(moved))))
			}),
			{ numRuns: 1000 },
		)
	})

	it('counts weeks and days plainly', () => {
		expect(addPeriods(day('2022-02-25'), 1, 'week')).toBe('2022-03-04')
		expect(addPeriods(day('2022-02-25'), 4, 'day')).toBe('2022-03-01')
		expect(addPeriods(day('2022-02-25'), 1, 'month')).toBe('2022-03-25')
	})
})

describe('a cycle', () => {
	it('counts from its anchor, so a short month does not make it drift', () => {
		const cycle: Cycle = { anchor: day('2022-10-31'), every: 1, period: 'month' }
		expect([0, 1, 2, 3, 4, 5].map((n) => cycleDate(cycle, n))).toEqual([
			'2022-10-31',
			'2022-11-30',
			'2022-12-31',
			'2023-01-31',
			'2023-02-28',
			'2023-03-31',
		])
		expect(cycleDate(cycle, -1)).toBe('2022-09-30')
	})

	it('knows in which of its periods a day lies, before the anchor too', () => {
		const cycle: Cycle = { anchor: day('2022-01-31'), every: 3, period: 'month' }
		expect(cycleIndex(cycle, day('2022-01-30'))).toBe(-1)
		expect(cycleIndex(cycle, day('2022-01-31'))).toBe(0)
		expect(cycleIndex(cycle, day('2022-04-29'))).toBe(0)
		expect(cycleIndex(cycle, day('2022-04-30'))).toBe(1)
	})

	it('holds every day in exactly one of its periods', () => {
		fc.assert(
			fc.property(anyCycle, anyDate, (cycle, date) => {
				const n = cycleIndex(cycle, date)
				expect(cycleDate(cycle, n) <= date).toBe(true)
				expect(cycleDate(cycle, n + 1) > date).toBe(true)
			}),
			{ numRuns: 1000 },
		)
	})
})
