import { describe, expect, it } from 'vitest'
import { lastDayInTime } from '../../src/lending/calendar.js'
import { dayFromVietnamese, domainCase } from '../vectors/domain-cases.js'
import { day, daysOff, type GivenTerms, loanFrom } from './loans.js'

const given: GivenTerms = {
	principal: '1000000',
	disbursedOn: '2022-10-10',
	rates: [{ from: '2022-10-10', yearly: '0' }],
	instalments: { count: 1, every: 1, period: 'month' },
}
const notices = daysOff(['2023-01-02', '2026-08-31', '2026-11-24'], ['2026-08-22'])
const last = (more: GivenTerms, on: string) => {
	const lastDay = lastDayInTime(loanFrom({ ...given, ...more }).terms, notices)
	// Asked twice: the second answer is remembered.
	lastDay(day(on))
	return lastDay(day(on))
}

describe('the last day in time', () => {
	const shifted = ['DAT-01', 'DAT-03', 'DAT-04'].map((id) => domainCase<{ due: string }, string>(id))
	it.each(shifted)('$title: is the next working day', ({ inputs, rounded }) => {
		expect(last({ dueDays: 'next-working-day' }, dayFromVietnamese(inputs.due))).toBe(dayFromVietnamese(rounded))
	})

	const held = domainCase<{ gdx_day_of_month: number }, string>('DAT-05')
	it(`${held.title}: is the commune’s transaction day, held on Tết and Sundays too`, () => {
		const { inputs, rounded } = held
		// 22/01/2023 is the first day of Tết, a Sunday.
		expect(last({ dueDays: 'transaction-day', transactionDay: inputs.gdx_day_of_month }, '2023-01-20')).toBe(dayFromVietnamese(rounded))
	})

	it('due on 22/10 in a commune that transacts on the 7th is in time until 07/11 (NHCSXH)', () => {
		expect(last({ dueDays: 'transaction-day', transactionDay: 7 }, '2022-10-22')).toBe('2022-11-07')
	})

	it('is the contractual day where nothing else is agreed or the transaction day is not entered', () => {
		expect(last({ dueDays: 'none' }, '2022-12-31')).toBe('2022-12-31')
		expect(last({ dueDays: 'transaction-day' }, '2022-12-31')).toBe('2022-12-31')
	})
})
