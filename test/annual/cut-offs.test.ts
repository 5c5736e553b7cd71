import { describe, expect, it } from 'vitest'
import { cutOffOf } from '../../src/annual/cut-offs.js'
import { type CalendarDate, calendarDate } from '../../src/kernel/calendar-date.js'

const today = calendarDate('2026-11-23')
const nothing = { asOf: null, byLender: new Map<string, CalendarDate>() }

describe('the day of a lender’s figures', () => {
	it('is in 2022 the one that the Union reported (P1, P2)', () => {
		expect(cutOffOf('NHCSXH', 2022, nothing, today)).toMatchObject({ on: '2022-10-31', certainty: 'read' })
		expect(cutOffOf('AGRIBANK', 2022, nothing, today)).toMatchObject({ on: '2022-09-30', certainty: 'read' })
	})

	it('is elsewhere the end of the year, or today while it lasts', () => {
		expect(cutOffOf('QUY-HTPN', 2022, nothing, today)).toMatchObject({ on: '2022-12-31', certainty: 'project decision' })
		expect(cutOffOf('NHCSXH', 2023, nothing, today).on).toBe('2023-12-31')
		expect(cutOffOf('NHCSXH', 2026, nothing, today).on).toBe('2026-11-23')
	})

	it('is never a day to come', () => {
		expect(cutOffOf('NHCSXH', 2022, nothing, calendarDate('2022-10-30')).on).toBe('2022-10-30')
		expect(cutOffOf('NHCSXH', 2022, nothing, calendarDate('2022-10-31'))).toMatchObject({ on: '2022-10-31', certainty: 'read' })
	})

	it('is the one that is asked for, of the lender before that of all', () => {
		const named = { asOf: calendarDate('2022-06-30'), byLender: new Map([['NHCSXH', calendarDate('2022-03-31')]]) }
		expect(cutOffOf('NHCSXH', 2022, named, today).on).toBe('2022-03-31')
		expect(cutOffOf('AGRIBANK', 2022, named, today).on).toBe('2022-06-30')
	})
})
