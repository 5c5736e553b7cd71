import { describe, expect, it } from 'vitest'
import { dayCounts } from '../../src/kernel/day-count.js'
import { rulesOf } from '../../src/lending/explained-rules.js'
import { interestRules } from '../../src/lending/interest-rules.js'
import { orderText, paymentRules } from '../../src/lending/payment-rules.js'
import { ruleCodes } from '../../src/lending/rule.js'
import { eventsOf, type GivenTerms, loanFrom, poorHousehold } from './loans.js'

const told = (given: GivenTerms, events: Parameters<typeof eventsOf>[0] = [], language: 'vi' | 'en' = 'vi') => {
	const { terms } = loanFrom({ ...poorHousehold, ...given })
	return rulesOf({ terms, rates: terms.rates, history: eventsOf(events) }, language)
}
const source = (given: GivenTerms, code: string, events: Parameters<typeof eventsOf>[0] = []) =>
	told(given, events).find((rule) => rule.code === code)?.source

describe('the rules of a loan', () => {
	it('come in both languages, each with its source in the reader’s', () => {
		const [first] = told({ classification: 'policy' })
		expect(first).toEqual({
			code: 'day-count',
			vi: 'Một năm tính 365 ngày, năm nhuận cũng vậy; đếm số ngày thật, tính ngày đầu, không tính ngày cuối, trên số dư cuối mỗi ngày',
			en: 'A year has 365 days, a leap year too; real days are counted, the first one in and the last one out, on the balance at the end of each day',
			source: 'Thông tư 14/2017/TT-NHNN, Điều 4 và Điều 5',
		})
		expect(told({ classification: 'policy' }, [], 'en')[0]?.source).toBe('Circular 14/2017/TT-NHNN, articles 4 and 5')
	})

	it('name the law of whoever lends', () => {
		expect(source({ classification: 'policy' }, 'overdue-rate')).toContain('Mẫu 01/TD')
		expect(source({ classification: 'bank' }, 'overdue-rate')).toContain('39/2016/TT-NHNN, Điều 13.4')
		expect(source({ classification: 'microfinance' }, 'overdue-rate')).toContain('Bộ luật Dân sự 2015, Điều 466.5')
		expect(source({ classification: 'bank' }, 'allocation-overdue')).toContain('Điều 18.4')
		expect(source({ classification: 'bank', allocation: { overdue: ['interest'] } }, 'allocation-overdue')).toContain('hợp đồng')
		expect(source({ classification: 'policy' }, 'unpaid-interest')).toContain('07b/GQVL')
		expect(source({ classification: 'bank', overdue: { lateInterestYearly: '0.1' } }, 'unpaid-interest')).toContain('không quá 10 %/năm')
		expect(source({ overdue: { lateInterestYearly: '0.1' } }, 'unpaid-interest')).toContain('468.2')
		expect(source({ classification: 'policy' }, 'freeze', [['frozen', '2022-12-01']])).toContain('50/2010/QĐ-TTg')
		expect(source({ classification: 'bank' }, 'freeze', [['frozen', '2022-12-01']])).toContain('bên cho vay')
		// The circular binds banks; a fund follows it because its contract says so.
		expect(source({ classification: 'microfinance' }, 'day-count')).toBe(
			'Thoả thuận trong hợp đồng, theo Thông tư 14/2017/TT-NHNN, Điều 4 và Điều 5',
		)
		expect(source({ dueDays: 'next-working-day' }, 'due-days')).toContain('Điều 148.5')
	})

	it('call a decision of the project by its name', () => {
		expect(source({}, 'rounding')).toBe('Quyết định của dự án: luật và mẫu hợp đồng không quy định')
		expect(source({ interestRounding: { unit: '1000', towards: 'up' } }, 'rounding')).toBe('Thoả thuận trong hợp đồng')
	})

	it('say the rate that is in force from each day', () => {
		const rates = [
			{ from: '2022-11-07', yearly: '0.066' },
			{ from: '2023-06-01', yearly: '0.0792' },
		]
		expect(told({ rates }).find(({ code }) => code === 'rate')?.vi).toBe(
			'Lãi suất cho vay: 6,6 %/năm từ 07/11/2022; 7,92 %/năm từ 01/06/2023',
		)
	})

	it('of a loan without interest tell nothing of days and roundings', () => {
		const free = told({ interestMethod: 'none', overdue: { factor: '1' } })
		expect(free.map(({ code }) => code)).toEqual([
			'interest-method',
			'overdue-rate',
			'overdue-transfer',
			'due-days',
			'allocation-in-term',
			'allocation-overdue',
			'prepayment',
		])
		expect(free.find(({ code }) => code === 'overdue-rate')?.source).toContain('466.4')
		expect(told({ interestMethod: 'none', overdue: { yearly: '0.1' } }).map(({ code }) => code)).toContain('day-count')
	})

	it('tell of a grace, a freeze, a held overpayment and an undone event where there are any', () => {
		const codes = (given: GivenTerms, events: Parameters<typeof eventsOf>[0] = []) => told(given, events).map(({ code }) => code)
		expect(codes({})).not.toEqual(expect.arrayContaining(['grace', 'freeze', 'overpayment', 'reversal']))
		const grace = { grace: { principalPeriods: 2, interestFreePeriods: 1, interestDeferredPeriods: 3 } }
		expect(told(grace).find(({ code }) => code === 'grace')?.vi).toBe(
			'Ân hạn: 2 kỳ đầu chưa phải trả gốc; lãi của 3 kỳ đầu dồn vào kỳ trả lãi sau đó; 1 kỳ đầu không tính lãi',
		)
		const interestSupport = { yearly: '0.02', from: '2022-11-07', to: '2023-12-31' }
		const all = codes({ ...grace, interestSupport, overpayment: 'hold' }, [
			['frozen', '2022-12-01'],
			['extended', '2022-12-01'],
			['reversed', '2022-12-01'],
		])
		expect(all).toEqual(ruleCodes)
	})

	it('say what the budget bears, and from which agreement the due days come', () => {
		const interestSupport = { yearly: '0.02', from: '2022-11-07', to: '2023-12-31' }
		expect(told({ interestSupport }).find(({ code }) => code === 'interest-support')).toMatchObject({
			vi: 'Ngân sách chịu 2 %/năm tiền lãi của các ngày từ 07/11/2022 đến hết 31/12/2023; lãi suất cho vay giữ nguyên, người vay trả phần còn lại',
			source: 'Nghị định 36/2022/NĐ-CP',
		})
		const anew = [
			['rescheduled', '2023-03-01'],
			['extended', '2025-11-01', null, { decisionNo: '12/QĐ' }],
		] as const
		const [rule] = told({ classification: 'policy' }, anew).filter(({ code }) => code === 'restructuring')
		expect(rule).toMatchObject({
			vi: 'Kỳ hạn trả nợ đã thay đổi, ngày đến hạn theo lần sau cùng: điều chỉnh kỳ hạn trả nợ 01/03/2023; gia hạn nợ 01/11/2025 (quyết định 12/QĐ)',
			en: 'The days of payment were agreed anew, and the latest agreement counts: instalments rescheduled 01/03/2023; term extended 01/11/2025 (decision 12/QĐ)',
			source: 'Thông tư 39/2016/TT-NHNN, Điều 19 (gia hạn, điều chỉnh kỳ hạn) và Điều 27 (lưu vụ)',
		})
		expect(source({ classification: 'microfinance' }, 'restructuring', anew)).toBe('Thoả thuận trong hợp đồng')
	})

	it('have a sentence for each day count, method, kind of due day and prepayment', () => {
		for (const dayCount of dayCounts)
			for (const interestMethod of ['declining', 'flat', 'none'])
				for (const dueDays of ['none', 'next-working-day', 'transaction-day'])
					for (const { vi, en, source: written } of told({ dayCount, interestMethod, dueDays }))
						for (const text of [vi, en, written]) expect(text).toMatch(/^\p{Lu}.+[^.]$/u)
		const { terms } = loanFrom(poorHousehold)
		expect([...interestRules(terms, terms.rates, true), ...paymentRules(terms, [], true)].map(([code]) => code)).toEqual(ruleCodes)
	})

	it('name late interest in the order of payment only where there can be any', () => {
		const { terms } = loanFrom(poorHousehold)
		expect(orderText(terms.allocation.inTerm, terms, 'vi')).toBe('lãi, gốc')
		const { terms: charging } = loanFrom({ ...poorHousehold, overdue: { lateInterestYearly: '0.1' } })
		expect(orderText(charging.allocation.overdue, charging, 'en')).toBe('principal, interest, late interest')
	})
})
