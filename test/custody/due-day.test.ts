import { describe, expect, it } from 'vitest'
import { dueDay } from '../../src/custody/due-day.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { calendarOf, daysOff } from '../lending/loans.js'

const fifteenth = {
	fixed: [{ from: calendarDate('2020-01-01'), dayOfMonth: 15 }],
	overrides: new Map([['2023-01', calendarDate('2023-01-10')]]),
}
const calendar = calendarOf(daysOff(['2022-12-12'], []), new Map([['A', fifteenth]]))
const due = (communeId: string, entrusted: boolean, metOn: string) => dueDay(calendar, { communeId, entrusted }, calendarDate(metOn))

describe('the day by which cash of a meeting is handed over', () => {
	it('is the day on which the bank comes, that of the meeting itself where they fall together (GDX)', () => {
		expect(due('A', true, '2022-12-10')).toBe('2022-12-15')
		expect(due('A', true, '2022-12-15')).toBe('2022-12-15')
		expect(due('A', true, '2022-12-16')).toBe('2023-01-10')
	})

	it('is the next working day after the meeting where the money is the Union’s own, or no day of the bank is known', () => {
		expect(due('A', false, '2022-12-08')).toBe('2022-12-09')
		// A Friday; the Monday after it is a day off.
		expect(due('A', false, '2022-12-09')).toBe('2022-12-13')
		expect(due('B', true, '2022-12-09')).toBe('2022-12-13')
		expect(due('A', true, '2019-12-10')).toBe('2019-12-11')
	})
})
