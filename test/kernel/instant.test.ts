import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../../src/kernel/assert.js'
import { calendarDate, dateOfDayNumber } from '../../src/kernel/calendar-date.js'
import { dayInVietnam, type Instant, instantFromDatabase, instantFromText, startOfDayInVietnam } from '../../src/kernel/instant.js'

describe('instants', () => {
	it('are read from RFC 3339 and kept in UTC to the microsecond', () => {
		expect(instantFromText('2022-11-05T09:00:00Z')).toBe('2022-11-05T09:00:00.000000Z')
		expect(instantFromText('2022-11-05t09:00:00.123456z')).toBe('2022-11-05T09:00:00.123456Z')
		expect(instantFromText('2022-11-05T16:00:00+07:00')).toBe('2022-11-05T09:00:00.000000Z')
		expect(instantFromText('2022-11-05 02:00:00+0700')).toBe('2022-11-04T19:00:00.000000Z')
		expect(instantFromText('2022-11-05 02:00:00+07')).toBe('2022-11-04T19:00:00.000000Z')
	})

	it('that name tenths to milliseconds stand for the end of their last digit', () => {
		expect(instantFromText('2022-11-05T09:00:00.250Z')).toBe('2022-11-05T09:00:00.250999Z')
		expect(instantFromText('2022-11-05T09:00:00.2Z')).toBe('2022-11-05T09:00:00.299999Z')
		expect(instantFromText('2022-11-05T09:00:00.123456789Z')).toBe('2022-11-05T09:00:00.123456Z')
	})

	it('are not read from days without a clock, clocks without a zone, or what is no time', () => {
		for (const text of [
			'',
			'2022-11-05',
			'2022-11-05T09:00:00',
			'2022-11-05T09:00Z',
			'2022-02-30T09:00:00Z',
			'2022-11-05T24:00:00Z',
			'2022-11-05T09:60:00Z',
			'2022-11-05T09:00:60Z',
			'2022-11-05T09:00:00+99:00',
			'2022-11-05T09:00:00.Z',
		])
			expect(instantFromText(text), text).toBeNull()
	})

	it('are read from the database as it prints them in UTC', () => {
		expect(instantFromDatabase('2022-11-05 09:00:00+00')).toBe('2022-11-05T09:00:00.000000Z')
		expect(instantFromDatabase('2022-11-05 09:00:00.25+00')).toBe('2022-11-05T09:00:00.250000Z')
		expect(instantFromDatabase('2022-11-05 09:00:00.123456+00')).toBe('2022-11-05T09:00:00.123456Z')
	})

	it('stop where the database does not speak UTC, rather than shift every moment by seven hours', () => {
		expect(() => instantFromDatabase('2022-11-05 16:00:00+07')).toThrow(AssertionFailure)
		expect(() => instantFromDatabase('infinity')).toThrow(AssertionFailure)
	})

	it('tell the day in Việt Nam, seven hours ahead', () => {
		expect(dayInVietnam('2022-11-05T16:59:59.999999Z' as Instant)).toBe('2022-11-05')
		expect(dayInVietnam('2022-11-05T17:00:00.000000Z' as Instant)).toBe('2022-11-06')
		expect(startOfDayInVietnam(calendarDate('2022-11-06'))).toBe('2022-11-05T17:00:00.000000Z')
	})

	it('begin every day of Việt Nam with that day', () => {
		fc.assert(
			fc.property(fc.integer({ min: -20_000, max: 60_000 }), (number) => {
				const date = dateOfDayNumber(number)
				const start = startOfDayInVietnam(date)
				expect(dayInVietnam(start)).toBe(date)
				expect(instantFromText(start)).toBe(start)
				expect(startOfDayInVietnam(dateOfDayNumber(number + 1)) > start).toBe(true)
			}),
		)
	})
})
