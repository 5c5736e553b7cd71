import { describe, expect, it } from 'vitest'
import { explain } from '../../src/lending/explanation.js'
import { day, eventsOf, type GivenTerms, loanFrom, vnd } from './loans.js'

const given: GivenTerms = {
	principal: '50000000',
	disbursedOn: '2022-10-10',
	rates: [{ from: '2022-10-10', yearly: '0.066' }],
	instalments: { count: 12, every: 1, period: 'month' },
	amortization: 'bullet',
}
const { loan } = loanFrom(given)
const lent = ['disbursed', '2022-10-10', 50_000_000] as const

describe('the explanation of interest', () => {
	it('names the days, the balance and the factor of each stretch, and rounds once on their sum (INT-02)', () => {
		const { periods } = explain(loan, eventsOf([lent, ['repaid', '2022-10-25', 10_000_000]]), day('2022-11-10'), 'vi')
		expect(periods).toHaveLength(1)
		expect(periods[0]).toMatchObject({
			dueOn: '2022-11-10',
			rounded: vnd(251_342),
			exact: expect.stringMatching(/^251342\.4657534/),
			segments: [
				{
					from: '2022-10-10',
					to: '2022-10-25',
					days: 15,
					base: vnd(50_000_000),
					kind: 'interest',
					amount: expect.stringMatching(/^135616\.438/),
				},
				{
					from: '2022-10-25',
					to: '2022-11-10',
					days: 16,
					base: vnd(40_000_000),
					kind: 'interest',
					amount: expect.stringMatching(/^115726\.027/),
				},
			],
		})
		expect(periods[0]?.text).toBe(
			'50.000.000 đồng × 15 ngày (từ 10/10/2022 đến trước 25/10/2022, hệ số 0,2712328767 %) + 40.000.000 đồng × 16 ngày (từ 25/10/2022 đến trước 10/11/2022, hệ số 0,2893150685 %) = 251.342 đồng',
		)
	})

	it('is said in English where that is asked for', () => {
		const { periods, rules } = explain(loan, eventsOf([lent]), day('2022-11-10'), 'en')
		expect(periods[0]?.text).toBe('50.000.000 đồng × 31 days (from 2022-10-10 to before 2022-11-10, factor 0,5605479452 %) = 280.274 đồng')
		expect(rules).toEqual([
			'Day count actual/365: the first day is counted, the last is not (Circular 14/2017/TT-NHNN, art. 4, 5)',
			'Rounded once on the sum of each interest period, to 1 đồng (nearest)',
			'Overdue principal bears 1.3 times the rate; unpaid interest bears none',
		])
	})

	it('shows what is still growing without a due day', () => {
		const { periods, balances } = explain(loan, eventsOf([lent]), day('2022-11-20'), 'vi')
		expect(periods.map(({ dueOn }) => dueOn)).toEqual(['2022-11-10', null])
		expect(periods[1]?.rounded).toBe(balances?.interestAccrued)
	})

	it('a waiver does not take days away from what is growing', () => {
		const { periods } = explain(loan, eventsOf([lent, ['interest-waived', '2022-11-20', 100_000]]), day('2022-12-10'), 'vi')
		expect(periods.map(({ dueOn, segments, rounded }) => [dueOn, segments.map(({ days }) => days), rounded])).toEqual([
			['2022-11-10', [31], vnd(280_274)],
			// Ten days before the waiver and twenty after it: 50.000.000 × 30 × 6,6 % ÷ 365 = 271.232,9.
			['2022-12-10', [10, 20], vnd(271_233)],
		])
	})

	it('names overdue and late interest by their kinds, and the rules that made them', () => {
		const { loan: late } = loanFrom({
			...given,
			instalments: { count: 1, every: 1, period: 'month' },
			overdue: { factor: '1.5', lateInterestYearly: '0.1' },
		})
		const { periods, rules } = explain(late, eventsOf([lent, ['moved-to-overdue', '2022-11-10']]), day('2022-11-20'), 'vi')
		// Each is rounded by itself: 50.000.000 × 10 days × 9,9 % ÷ 365, and 280.274 × 10 days × 10 % ÷ 365.
		expect(periods.map(({ dueOn, segments, rounded }) => [dueOn, segments.map(({ kind, base }) => [kind, base]), rounded])).toEqual([
			['2022-11-10', [['interest', vnd(50_000_000)]], vnd(280_274)],
			[null, [['overdue-interest', vnd(50_000_000)]], vnd(135_616)],
			[null, [['late-interest', vnd(280_274)]], vnd(768)],
		])
		expect(rules[2]).toBe('Gốc quá hạn chịu lãi bằng 1.5 lần lãi suất vay; lãi chưa thu không sinh lãi trừ lãi chậm trả theo hợp đồng')
	})

	it('of a loan that is not paid out says nothing but the rules', () => {
		const { periods, balances } = explain(loan, eventsOf([['signed', '2022-10-01']]), day('2022-11-20'), 'vi')
		expect({ periods, balances }).toEqual({ periods: [], balances: null })
	})
})
