import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { agingDefinitions, definitionRows, qualityDefinitions } from '../../src/reports/portfolio-definitions.js'

const of = (days: readonly string[], ...tables: ('policy' | 'bank' | 'microfinance')[]) =>
	qualityDefinitions(days.map(calendarDate), tables)
const find = (definitions: ReturnType<typeof of>, key: string) => definitions.filter((definition) => definition.key === key)

describe('the definitions of a portfolio’s quality', () => {
	it('tell the overdue ratio and the portfolio at risk apart', () => {
		const definitions = of(['2024-12-31'], 'microfinance')
		expect(find(definitions, 'overdueRatio')[0]?.vi).toContain('Khác với PAR')
		expect(find(definitions, 'par30')[0]).toMatchObject({
			vi: 'PAR30: toàn bộ dư nợ của các khoản vay quá hạn từ 31 ngày trở lên, chia cho tổng dư nợ.',
			source: 'CGAP/MIX: PAR30 là trên 30 ngày',
		})
	})

	it('say of NHCSXH’s loans that portfolio at risk is not their measure, and that they have no debt groups', () => {
		const definitions = of(['2024-12-31'], 'policy')
		expect(find(definitions, 'par.policy')[0]?.vi).toContain('chỉ để so sánh')
		expect(find(definitions, 'ungrouped')).toHaveLength(1)
		expect(find(of(['2024-12-31'], 'bank'), 'par.policy')).toEqual([])
		expect(definitions.filter(({ key }) => /^debtGroups|Provision/.test(key))).toEqual([])
	})

	it('print bands and rates of the day, with the circular and how sure it is', () => {
		const definitions = of(['2024-12-31'], 'bank', 'microfinance')
		expect(find(definitions, 'debtGroups.bank')[0]).toMatchObject({
			vi: expect.stringContaining(
				'nhóm 1 quá hạn dưới 10 ngày, nhóm 2 từ 10 ngày, nhóm 3 từ 91 ngày, nhóm 4 từ 181 ngày, nhóm 5 từ 361 ngày',
			),
			source: 'Thông tư 31/2024/TT-NHNN, Điều 10',
		})
		expect(find(definitions, 'specificProvision.microfinance')[0]).toMatchObject({
			vi: expect.stringContaining('0 % / 2 % / 25 % / 50 % / 100 %'),
			en: expect.stringContaining('0% / 2% / 25% / 50% / 100%'),
			certainty: 'high',
		})
		expect(find(definitions, 'generalProvision.bank')[0]?.vi).toBe('Dự phòng chung (ngân hàng): 0,75 % dư nợ gốc các nhóm 1, 2, 3, 4.')
		expect(find(definitions, 'generalProvision.microfinance')[0]?.certainty).toBe('low')
	})

	it('say that the earliest table is used for days before it', () => {
		expect(find(of(['2022-10-31'], 'microfinance'), 'debtGroups.microfinance')[0]?.source).toContain(
			'có hiệu lực từ 12/08/2024; áp dụng cả cho ngày trước đó',
		)
	})

	it('tell each version of the rules that any of several days falls under, once', () => {
		const definitions = of(['2024-05-31', '2024-06-30', '2024-07-31'], 'bank')
		expect(find(definitions, 'debtGroups.bank').map(({ source }) => source)).toEqual([
			'Thông tư 11/2021/TT-NHNN, Điều 10',
			'Thông tư 31/2024/TT-NHNN, Điều 10',
		])
		expect(find(definitions, 'specificProvision.bank')).toHaveLength(2)
	})

	it('have a source each, in both languages', () => {
		const all = [...of(['2024-12-31'], 'policy', 'bank', 'microfinance'), ...agingDefinitions()]
		expect(all.filter(({ vi, en, source }) => vi === '' || en === '' || source === '')).toEqual([])
		expect(definitionRows(all, 'key', 'name')[0]).toEqual({ key: 'Định nghĩa', name: expect.stringContaining('(Nguồn: ') })
	})
})
