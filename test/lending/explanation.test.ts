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

describe('the explanation of a loan', () => {
	it('names the days, the balance and the rate of each stretch, and rounds once on their sum (INT-02)', () => {
		const { periods } = explain(loan, eventsOf([lent, ['repaid', '2022-10-25', 10_000_000]]), day('2022-11-10'), 'vi')
		expect(periods).toHaveLength(1)
		expect(periods[0]).toMatchObject({
			kind: 'interest',
			dueOn: '2022-11-10',
			rounding: { unit: 1n, towards: 'nearest' },
			rounded: vnd(251_342),
			exact: expect.stringMatching(/^251342\.4657534/),
			segments: [
				{
					from: '2022-10-10',
					to: '2022-10-25',
					days: 15,
					base: vnd(50_000_000),
					kind: 'interest',
					rate: '0.066',
					rateText: '6,6 %/năm',
					amount: expect.stringMatching(/^135616\.438/),
				},
				{
					from: '2022-10-25',
					to: '2022-11-10',
					days: 16,
					base: vnd(40_000_000),
					kind: 'interest',
					rate: '0.066',
					amount: expect.stringMatching(/^115726\.027/),
				},
			],
		})
		expect(periods[0]?.text).toBe(
			'50.000.000 đồng × 15 ngày × 6,6 %/năm ÷ 365 = 135.616,43…; cộng 40.000.000 đồng × 16 ngày × 6,6 %/năm ÷ 365 = 115.726,02…; tổng cộng 251.342,46…; làm tròn đến 1 đồng (nửa lên): 251.342 đồng',
		)
	})

	it('is said in English where that is asked for; the rules come in both languages', () => {
		const { periods, rules } = explain(loan, eventsOf([lent]), day('2022-11-10'), 'en')
		expect(periods[0]?.text).toBe('50.000.000 đồng × 31 days × 6,6 % a year ÷ 365 = 280.273,97…; rounded to 1 đồng (half up): 280.274 đồng')
		expect(rules.find(({ code }) => code === 'overdue-rate')).toEqual({
			code: 'overdue-rate',
			vi: 'Gốc quá hạn chịu lãi bằng 130 % lãi suất cho vay, chỉ trên phần gốc quá hạn',
			en: "Overdue principal bears 130 % of the loan's rate, on the overdue part only",
			source: 'The contract; where it is silent 150 %, Civil Code 2015, article 466.5',
		})
	})

	it('shows what is still growing without a due day', () => {
		const { periods, balances } = explain(loan, eventsOf([lent]), day('2022-11-20'), 'vi')
		expect(periods.map(({ dueOn, name }) => [dueOn, name])).toEqual([
			['2022-11-10', 'Lãi đến hạn 10/11/2022'],
			[null, 'Lãi đang chạy, chưa đến hạn'],
		])
		expect(periods[1]?.rounded).toBe(balances?.interestAccrued)
	})

	it('a waiver takes no days away from what is growing, and does not part them', () => {
		const { periods } = explain(loan, eventsOf([lent, ['interest-waived', '2022-11-20', 100_000]]), day('2022-12-10'), 'vi')
		expect(periods.map(({ dueOn, segments, rounded }) => [dueOn, segments.map(({ days }) => days), rounded])).toEqual([
			['2022-11-10', [31], vnd(280_274)],
			// 50.000.000 × 30 × 6,6 % ÷ 365 = 271.232,9.
			['2022-12-10', [30], vnd(271_233)],
		])
	})

	it('names overdue and late interest by their kinds and rates', () => {
		const { loan: late } = loanFrom({
			...given,
			instalments: { count: 1, every: 1, period: 'month' },
			overdue: { factor: '1.5', lateInterestYearly: '0.1' },
		})
		const { periods, rules } = explain(late, eventsOf([lent, ['moved-to-overdue', '2022-11-10']]), day('2022-11-20'), 'vi')
		// Each is rounded by itself: 50.000.000 × 10 days × 9,9 % ÷ 365, and 280.274 × 10 days × 10 % ÷ 365.
		expect(
			periods.map(({ kind, dueOn, segments, rounded }) => [kind, dueOn, segments.map((one) => [one.kind, one.base, one.rate]), rounded]),
		).toEqual([
			['interest', '2022-11-10', [['interest', vnd(50_000_000), '0.066']], vnd(280_274)],
			['interest', null, [['overdue-interest', vnd(50_000_000), '0.099']], vnd(135_616)],
			['late-interest', null, [['late-interest', vnd(280_274), '0.1']], vnd(768)],
		])
		expect(rules.find(({ code }) => code === 'overdue-rate')?.vi).toBe(
			'Gốc quá hạn chịu lãi bằng 150 % lãi suất cho vay, chỉ trên phần gốc quá hạn',
		)
	})

	it('every amount and payment points to rules that are told', () => {
		const { amounts, payments, rules } = explain(
			loan,
			eventsOf([lent, ['repaid', '2022-11-15', 1_000_000], ['frozen', '2022-11-20']]),
			day('2022-12-20'),
			'vi',
		)
		const codes = rules.map(({ code }) => code)
		const pointed = [...amounts, ...payments].flatMap((one) => one.rules)
		expect(new Set(pointed).size).toBeGreaterThan(8)
		expect(pointed.filter((code) => !codes.includes(code))).toEqual([])
	})

	it('of a loan that is not paid out says nothing but the rules', () => {
		const { periods, balances, amounts, payments, rules } = explain(loan, eventsOf([['signed', '2022-10-01']]), day('2022-11-20'), 'vi')
		expect({ periods, balances, amounts, payments }).toEqual({ periods: [], balances: null, amounts: [], payments: [] })
		expect(rules.length).toBeGreaterThan(5)
	})
})
