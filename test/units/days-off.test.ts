import { describe, expect, it } from 'vitest'
import { calendarDate, dayOf, monthOf, weekdayOf, yearOf } from '../../src/kernel/calendar-date.js'
import { isWorkingDay } from '../../src/kernel/working-days.js'
import { daysOff, daysOffTable } from '../../src/units/days-off.js'
import data from '../vectors/domain-cases.json' with { type: 'json' }

const table = daysOffTable(daysOff)
const off = daysOff.filter((row) => row.kind === 'off')
const years = [2021, 2022, 2023, 2024, 2025, 2026]

describe('the days off of 2021 to 2026', () => {
	it('are weekdays only, since Saturdays and Sundays are off without being listed', () => {
		for (const row of off) expect([1, 2, 3, 4, 5], row.on).toContain(weekdayOf(row.on))
	})

	it('are made up for by Saturdays only', () => {
		const worked = daysOff.filter((row) => row.kind === 'worked')
		expect(worked.map((row) => row.on)).toEqual(['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22'])
		for (const row of worked) expect(weekdayOf(row.on), row.on).toBe(6)
	})

	it('are listed once each, in order, with the notice that orders them', () => {
		const dates = daysOff.map((row) => row.on)
		expect(dates).toEqual([...new Set(dates)].sort())
		for (const row of daysOff) expect(row.basis, row.on).toMatch(/^BLLĐ 2019 Đ\.111\.3, Đ\.112; TB \d+/)
	})

	it('are as many as the notices give', () => {
		expect(years.map((year) => off.filter((row) => yearOf(row.on) === year).length)).toEqual([11, 11, 11, 12, 12, 14])
	})

	it.each(data.lunar.filter((row) => years.includes(row.year)))('hold the Tết and the Giỗ Tổ of $year', ({ mung_1_tet, gio_to_10_3 }) => {
		expect(isWorkingDay(calendarDate(mung_1_tet), table)).toBe(false)
		expect(isWorkingDay(calendarDate(gio_to_10_3), table)).toBe(false)
	})

	it('hold every fixed holiday of the Labour Code 2019 art. 112, and 24/11 from 2026 (Resolution 28/2026/QH16)', () => {
		const fixed = years.flatMap((year) => ['01-01', '04-30', '05-01', '09-02'].map((date) => `${year}-${date}`))
		for (const date of [...fixed, '2026-11-24']) expect(isWorkingDay(calendarDate(date), table), date).toBe(false)
		expect(isWorkingDay(calendarDate('2025-11-24'), table)).toBe(true)
	})

	it('give at least five days to every Tết, weekends counted', () => {
		for (const year of years) {
			const first = data.lunar.find((row) => row.year === year)?.mung_1_tet
			const around = off.filter((row) => yearOf(row.on) === year && monthOf(row.on) <= 2 && !(monthOf(row.on) === 1 && dayOf(row.on) < 10))
			expect(first).toBeDefined()
			expect(around.length, `${year}`).toBe(5)
		}
	})

	it('make a table in which a year is known once it has a row', () => {
		expect([...table.yearsKnown]).toEqual(years)
		expect(table.off.size + table.worked.size).toBe(daysOff.length)
		expect(daysOffTable([])).toEqual({ off: new Set(), worked: new Set(), yearsKnown: new Set() })
	})
})
