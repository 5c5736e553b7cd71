import { describe, expect, it } from 'vitest'
import { scheduleOf } from '../../src/lending/schedule.js'
import { daysOffWarnings } from '../../src/lending/days-off-warnings.js'
import { day, daysOff, type GivenTerms, loanFrom } from './loans.js'

const notices = daysOff(['2026-01-01', '2027-01-01'])
const warned = (more: GivenTerms, asOf = '2026-06-01', language: 'vi' | 'en' = 'vi') => {
	const given = {
		principal: '12000000',
		disbursedOn: '2026-01-31',
		rates: [{ from: '2026-01-31', yearly: '0.08' }],
		instalments: { count: 36, every: 1, period: 'month' },
		dueDays: 'next-working-day',
		...more,
	}
	const { loan, terms, disbursedOn } = loanFrom(given, 'own', notices)
	return daysOffWarnings(terms, scheduleOf(loan, [], disbursedOn).rows, { daysOff: notices, asOf: day(asOf), language })
}

describe('a schedule that reaches a year whose days off are not entered', () => {
	it('is warned of, with the years', () => {
		expect(warned({})).toEqual([
			{
				code: 'days-off-unknown',
				years: [2028, 2029],
				details: { years: '2028, 2029' },
				source: 'BLDS 2015 Đ.148.5; BLLĐ 2019 Đ.112',
				message: 'Chưa nhập lịch nghỉ lễ, Tết năm 2028, 2029: ngày đến hạn trong các năm đó có thể lùi sang ngày làm việc tiếp theo',
			},
		])
		expect(warned({ instalments: { count: 60, every: 1, period: 'month' } }, '2026-06-01', 'en')[0]?.message).toBe(
			'No days off are entered for 2028–2031: what falls due then may be in time until a later working day',
		)
	})

	it('is also one whose last day waits for a working day of such a year', () => {
		// Friday 31/12/2027 is worked; Saturday 01/01/2028 waits, and so does what is due on Sunday 02/01.
		const until = (maturityOn: string) =>
			warned({
				instalments: { every: 1, period: 'month' },
				amortization: 'bullet',
				interestEvery: { every: 99, period: 'month' },
				maturityOn,
			})
		expect(until('2027-12-31')).toEqual([])
		expect(until('2028-01-01')[0]?.years).toEqual([2028])
	})

	it('is warned of only for what is still ahead', () => {
		expect(warned({}, '2028-03-01')[0]?.years).toEqual([2028, 2029])
		expect(warned({}, '2029-02-01')).toEqual([])
	})

	it('is not warned of where its days do not move', () => {
		expect(warned({ dueDays: 'none' })).toEqual([])
		expect(warned({ dueDays: 'transaction-day', transactionDay: 7 })).toEqual([])
	})
})
