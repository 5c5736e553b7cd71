import { describe, expect, it } from 'vitest'
import { formulaOf, periodSentence } from '../../src/lending/formula.js'
import { interestPeriodsOf } from '../../src/lending/interest-periods.js'
import { day, eventsOf, type GivenTerms, loanFrom, poorHousehold } from './loans.js'

const lent = ['disbursed', '2022-11-07', 10_000_000] as const
const ten = { ...poorHousehold, principal: '10000000' }

/** The formulas of the last period up to a day. */
function formulas(given: GivenTerms, to: string, events: Parameters<typeof eventsOf>[0] = [lent], language: 'vi' | 'en' = 'vi') {
	const period = interestPeriodsOf(loanFrom({ ...ten, ...given }).loan, eventsOf(events), day(to)).findLast(
		({ kind }) => kind === 'interest',
	)
	return period?.stretches.map((stretch) => formulaOf(stretch, language)) ?? []
}

/** The whole sentence of the last period up to a day. */
function said(given: GivenTerms, to: string, events: Parameters<typeof eventsOf>[0], language: 'vi' | 'en' = 'vi') {
	const { loan } = loanFrom({ ...ten, ...given })
	const period = interestPeriodsOf(loan, eventsOf(events), day(to)).at(-1)
	return period === undefined ? '' : periodSentence(period, loan.terms.interestRounding, language)
}

describe('a formula is printed in the terms of its own day count', () => {
	it('actual/365: days over 365', () => {
		expect(formulas({}, '2022-12-08')).toEqual(['10.000.000 đồng × 1 ngày × 6,6 %/năm ÷ 365 = 1.808,21…'])
		expect(formulas({}, '2022-12-07', [lent], 'en')).toEqual(['10.000.000 đồng × 30 days × 6,6 % a year ÷ 365 = 54.246,57…'])
	})

	it('actual/360: days over 360', () => {
		expect(formulas({ dayCount: 'actual/360' }, '2022-12-07')).toEqual(['10.000.000 đồng × 30 ngày × 6,6 %/năm ÷ 360 = 55.000'])
	})

	it('actual/actual: each calendar year’s days over its own length', () => {
		const lately = { dayCount: 'actual/actual', disbursedOn: '2023-12-20', rates: [{ from: '2023-12-20', yearly: '0.066' }] }
		const out = ['disbursed', '2023-12-20', 10_000_000] as const
		expect(formulas(lately, '2024-01-20', [out])).toEqual(['10.000.000 đồng × (12 ngày ÷ 365 + 19 ngày ÷ 366) × 6,6 %/năm = 55.960,92…'])
		expect(formulas(lately, '2024-02-20', [out])).toEqual(['10.000.000 đồng × 31 ngày × 6,6 %/năm ÷ 366 = 55.901,63…'])
	})

	it('30/360: thirty days a period, part of one pro rata of its real days', () => {
		expect(formulas({ dayCount: '30/360' }, '2022-12-07')).toEqual(['10.000.000 đồng × 30 ngày × 6,6 %/năm ÷ 360 = 55.000'])
		expect(formulas({ dayCount: '30/360' }, '2022-12-17')).toEqual(['10.000.000 đồng × 30 ngày × 10/31 × 6,6 %/năm ÷ 360 = 17.741,93…'])
		const half = { dayCount: '30/360', interestEvery: { every: 1, period: 'month' }, grace: { interestDeferredPeriods: 35 } }
		expect(formulas(half, '2023-01-17')).toEqual(['10.000.000 đồng × (60 ngày + 30 ngày × 10/31) × 6,6 %/năm ÷ 360 = 127.741,93…'])
	})

	it('30e/360: days by dates, a 31st as the 30th', () => {
		const end = { dayCount: '30e/360', disbursedOn: '2022-12-15' }
		expect(formulas(end, '2022-12-31', [['disbursed', '2022-12-15', 10_000_000]])).toEqual([
			'10.000.000 đồng × 15 ngày (30E/360) × 6,6 %/năm ÷ 360 = 27.500',
		])
	})

	it('periodic: months over 12, weeks over 52, days over 365', () => {
		expect(formulas({ dayCount: 'periodic' }, '2022-12-07')).toEqual(['10.000.000 đồng × 1 tháng × 6,6 %/năm ÷ 12 = 55.000'])
		expect(formulas({ dayCount: 'periodic' }, '2022-12-17')).toEqual(['10.000.000 đồng × 1 tháng × 10/31 × 6,6 %/năm ÷ 12 = 17.741,93…'])
		const weekly = {
			dayCount: 'periodic',
			instalments: { count: 50, every: 2, period: 'week' },
			principalEvery: { every: 2, period: 'week' },
		}
		expect(formulas(weekly, '2022-11-21')).toEqual(['10.000.000 đồng × 2 tuần × 6,6 %/năm ÷ 52 = 25.384,61…'])
		const daily = {
			dayCount: 'periodic',
			instalments: { count: 50, every: 10, period: 'day' },
			principalEvery: { every: 10, period: 'day' },
		}
		expect(formulas(daily, '2022-11-17')).toEqual(['10.000.000 đồng × 10 ngày × 6,6 %/năm ÷ 365 = 18.082,19…'])
	})
})

describe('a rate says how it comes about', () => {
	const once = { instalments: { count: 1, every: 1, period: 'month' }, amortization: 'bullet' }

	it('overdue by its factor, agreed, or what goes beyond a flat rate', () => {
		const moved = [lent, ['moved-to-overdue', '2022-12-07']] as const
		expect(formulas(once, '2022-12-17', moved)).toEqual(['10.000.000 đồng × 10 ngày × (6,6 % × 1,3 = 8,58 %/năm) ÷ 365 = 23.506,84…'])
		expect(formulas({ ...once, overdue: { yearly: '0.1' } }, '2022-12-17', moved)).toEqual([
			'10.000.000 đồng × 10 ngày × 10 %/năm ÷ 365 = 27.397,26…',
		])
		const flat = { interestMethod: 'flat', principalEvery: { every: 1, period: 'month' } }
		expect(formulas(flat, '2022-12-17', moved)).toEqual([
			'10.000.000 đồng (số tiền đã giải ngân) × 10 ngày × 6,6 %/năm ÷ 365 = 18.082,19…',
			'200.000 đồng × 10 ngày × (8,58 % − 6,6 % = 1,98 %/năm) ÷ 365 = 108,49…',
		])
	})
})

describe('a period is said whole', () => {
	it('its stretches, their sum and the one rounding', () => {
		const rates = [
			{ from: '2022-11-07', yearly: '0.066' },
			{ from: '2022-11-27', yearly: '0.0792' },
		]
		expect(said({ rates }, '2022-12-07', [lent])).toBe(
			'10.000.000 đồng × 20 ngày × 6,6 %/năm ÷ 365 = 36.164,38…; cộng 10.000.000 đồng × 10 ngày × 7,92 %/năm ÷ 365 = 21.698,63…; tổng cộng 57.863,01…; làm tròn đến 1 đồng (nửa lên): 57.863 đồng',
		)
		expect(said({ interestRounding: { unit: '1000', towards: 'up' } }, '2022-12-07', [lent], 'en')).toBe(
			'10.000.000 đồng × 30 days × 6,6 % a year ÷ 365 = 54.246,57…; rounded to 1.000 đồng (always up): 55.000 đồng',
		)
	})

	it('the days on which nothing was borne, and why', () => {
		const decision = { decisionNo: '15/QĐ-NHCS', decisionOn: day('2022-12-01') }
		expect(said({}, '2023-01-07', [lent, ['frozen', '2022-12-07', null, decision]])).toBe(
			'từ 07/12/2022 đến trước 07/01/2023: 10.000.000 đồng khoanh nợ không tính lãi (quyết định 15/QĐ-NHCS ngày 01/12/2022) = 0 đồng',
		)
		expect(said({ grace: { interestFreePeriods: 1 } }, '2022-12-07', [lent], 'en')).toBe(
			'from 07/11/2022 to before 07/12/2022: 10.000.000 đồng in a grace that is free of interest = 0 đồng',
		)
	})

	it('what of it the budget bears, and what is left to pay', () => {
		const interestSupport = { yearly: '0.02', from: '2022-11-07', to: '2023-12-31' }
		expect(said({ interestSupport }, '2022-12-07', [lent])).toBe(
			'10.000.000 đồng × 30 ngày × 6,6 %/năm ÷ 365 = 54.246,57…; ngân sách chịu: 10.000.000 đồng × 30 ngày × 2 %/năm ÷ 365 = 16.438,35…; làm tròn đến 1 đồng (nửa lên): 54.247 đồng; trừ phần ngân sách chịu 16.438,35…, cũng làm tròn một lần: 16.438 đồng; còn phải trả: 37.809 đồng',
		)
		expect(said({ interestSupport, rates: [{ from: '2022-11-07', yearly: '0' }] }, '2022-12-07', [lent])).toBe('không tính lãi = 0 đồng')
	})

	it('what fell away with a debt that was written off', () => {
		expect(said({}, '2023-01-07', [lent, ['written-off', '2022-11-17']])).toBe(
			'10.000.000 đồng × 10 ngày × 6,6 %/năm ÷ 365 = 18.082,19…; không thu, vì nợ đã được xoá trước khi lãi đến hạn; làm tròn đến 1 đồng (nửa lên): 18.082 đồng',
		)
	})
})
