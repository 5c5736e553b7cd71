import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../../src/kernel/assert.js'
import {
	addDays,
	type CalendarDate,
	calendarDate,
	dateOfDayNumber,
	dayOf,
	daysBetween,
	monthEnd,
	weekdayOf,
} from '../../src/kernel/calendar-date.js'
import {
	type DaysOff,
	isWorkingDay,
	nextWorkingDay,
	transactionDayBefore,
	transactionDayOnOrAfter,
	yearsWithoutNotice,
} from '../../src/kernel/working-days.js'
import { daysOff, daysOffTable } from '../../src/units/days-off.js'
import { dayFromVietnamese, domainCase } from '../vectors/domain-cases.js'

const day = calendarDate
const table = daysOffTable(daysOff)
const anyDate = fc.integer({ min: 18_000, max: 22_000 }).map(dateOfDayNumber)

describe('working days', () => {
	for (const id of ['DAT-01', 'DAT-03', 'DAT-04']) {
		const { title, inputs, rounded } = domainCase<{ due: string }, string>(id)
		it(title, () => {
			expect(nextWorkingDay(dayFromVietnamese(inputs.due), table)).toBe(dayFromVietnamese(rounded))
		})
	}

	it('carry what falls due at the beginning of Tết 2023 to 27/01 (TB 5034/TB-LĐTBXH)', () => {
		expect(nextWorkingDay(day('2023-01-20'), table)).toBe('2023-01-27')
	})

	it('are Monday to Friday but for the days of the table, and the Saturdays that it exchanges', () => {
		const own: DaysOff = {
			off: new Set([day('2027-02-08')]),
			worked: new Set([day('2027-02-20')]),
			yearsKnown: new Set([2027]),
		}
		expect(isWorkingDay(day('2027-02-05'), own)).toBe(true)
		expect(isWorkingDay(day('2027-02-06'), own)).toBe(false)
		expect(isWorkingDay(day('2027-02-07'), own)).toBe(false)
		expect(isWorkingDay(day('2027-02-08'), own)).toBe(false)
		expect(isWorkingDay(day('2027-02-20'), own)).toBe(true)
		expect(nextWorkingDay(day('2027-02-06'), own)).toBe('2027-02-09')
	})

	it('come next on or after the day, with no working day between', () => {
		fc.assert(
			fc.property(anyDate, (date) => {
				const next = nextWorkingDay(date, table)
				expect(isWorkingDay(next, table)).toBe(true)
				expect(next >= date).toBe(true)
				for (let between = date; between < next; between = addDays(between, 1)) expect(isWorkingDay(between, table)).toBe(false)
				expect(daysBetween(date, next)).toBeLessThan(10)
			}),
			{ numRuns: 500 },
		)
	})

	it('are uncertain in years for which no notice is entered', () => {
		expect(yearsWithoutNotice(day('2025-06-01'), day('2029-06-01'), table)).toEqual([2027, 2028, 2029])
		expect(yearsWithoutNotice(day('2021-01-01'), day('2026-12-31'), table)).toEqual([])
		expect(yearsWithoutNotice(day('2020-12-31'), day('2021-01-01'), table)).toEqual([2020])
	})
})

describe('the transaction day of a commune', () => {
	const fixed = domainCase<{ gdx_day_of_month: number; month: string }, string>('DAT-05')
	it(fixed.title, () => {
		const held = transactionDayOnOrAfter(dayFromVietnamese(`01/${fixed.inputs.month}`), fixed.inputs.gdx_day_of_month)
		expect(held).toBe(dayFromVietnamese(fixed.rounded))
		// It is mùng 1 Tết and a Sunday, and yet it is held.
		expect(weekdayOf(held)).toBe(0)
	})

	it('collects what falls due on 22/10 on the 7th of the next month (VBSP staff tools)', () => {
		expect(transactionDayOnOrAfter(day('2025-10-22'), 7)).toBe('2025-11-07')
		expect(transactionDayOnOrAfter(day('2025-10-07'), 7)).toBe('2025-10-07')
		expect(transactionDayOnOrAfter(day('2025-12-08'), 7)).toBe('2026-01-07')
	})

	it('is the last of a month that has no such day', () => {
		expect(transactionDayOnOrAfter(day('2023-02-01'), 31)).toBe('2023-02-28')
		expect(transactionDayOnOrAfter(day('2024-02-29'), 30)).toBe('2024-02-29')
		expect(transactionDayOnOrAfter(day('2023-02-28'), 29)).toBe('2023-02-28')
	})

	it('moves where the bank announced it, earlier or later, into another month too', () => {
		const announced = (month: string, on: string) => new Map([[month, day(on)]])
		expect(transactionDayOnOrAfter(day('2023-01-10'), 22, announced('2023-01', '2023-01-18'))).toBe('2023-01-18')
		expect(transactionDayOnOrAfter(day('2023-01-19'), 22, announced('2023-01', '2023-01-18'))).toBe('2023-02-22')
		expect(transactionDayOnOrAfter(day('2023-01-19'), 22, announced('2023-01', '2023-02-01'))).toBe('2023-02-01')
		expect(transactionDayOnOrAfter(day('2023-02-01'), 22, announced('2023-01', '2023-02-01'))).toBe('2023-02-01')
		expect(transactionDayOnOrAfter(day('2024-02-02'), 8, announced('2024-02', '2024-01-31'))).toBe('2024-03-08')
		expect(transactionDayOnOrAfter(day('2024-01-10'), 8, announced('2024-02', '2024-01-31'))).toBe('2024-01-31')
	})

	it('is found among months whose days were moved past one another, looking ahead and back', () => {
		const announced = new Map([
			['2023-05', day('2023-04-24')],
			['2023-06', day('2023-07-20')],
			['2023-08', day('2023-07-15')],
		])
		expect(transactionDayOnOrAfter(day('2023-04-25'), 18, announced)).toBe('2023-07-15')
		expect(transactionDayOnOrAfter(day('2023-07-16'), 18, announced)).toBe('2023-07-18')
		expect(transactionDayBefore(day('2023-07-15'), 18, announced)).toBe('2023-04-24')
		expect(transactionDayBefore(day('2023-07-21'), 18, announced)).toBe('2023-07-20')
	})

	it('that came last before a day is that of its month, else of the month before', () => {
		expect(transactionDayBefore(day('2023-03-08'), 7)).toBe('2023-03-07')
		expect(transactionDayBefore(day('2023-03-07'), 7)).toBe('2023-02-07')
		expect(transactionDayBefore(day('2023-03-31'), 31)).toBe('2023-02-28')
	})

	it('is never before the day, at most a month after it, and always on its day of the month', () => {
		fc.assert(
			fc.property(anyDate, fc.integer({ min: 1, max: 31 }), (date: CalendarDate, dayOfMonth) => {
				const held = transactionDayOnOrAfter(date, dayOfMonth)
				expect(daysBetween(date, held)).toBeGreaterThanOrEqual(0)
				expect(daysBetween(date, held)).toBeLessThanOrEqual(30)
				expect(dayOf(held)).toBe(Math.min(dayOfMonth, dayOf(monthEnd(held))))
			}),
			{ numRuns: 500 },
		)
	})

	it('stops at a day that no month has', () => {
		expect(() => transactionDayOnOrAfter(day('2023-01-01'), 0)).toThrow(AssertionFailure)
		expect(() => transactionDayOnOrAfter(day('2023-01-01'), 32)).toThrow(AssertionFailure)
	})
})
