import { describe, expect, it } from 'vitest'
import { must } from '../../src/kernel/assert.js'
import { dong } from '../../src/kernel/money.js'
import { explainLine } from '../../src/fees/explanation.js'
import { reckon } from '../../src/fees/reckoning.js'
import { catalogued, collected, facts, october } from './lines.js'

describe('the explanation of a fee', () => {
	it('tells the base, the rate, the band and why, the exact fee, each exact share and who took the rest (FEE-01, FEE-02)', () => {
		const agreement = catalogued('NHCSXH', 'entrustment-fee')
		const rows = [collected(5_713_801_500)]
		const portfolio = { outstanding: dong(1_000_000_000n), overdue: dong(25_000_000n) }
		const line = must(reckon(october, [agreement], facts(rows, [], portfolio)).get('7')?.[0], 'a line')
		const told = explainLine(line, agreement, 'vi')
		expect(told.base).toEqual({
			exact: '1038873000000',
			amount: 1_038_873_000_000n,
			how: 'dư nợ có thu được lãi: lãi thực thu ÷ (lãi suất năm ÷ 12), tính riêng từng lãi suất',
		})
		expect(told.agreement).toMatchObject({ rate: '0.00032', residual: 'centre', certainty: 'medium', from: '2021-01' })
		expect(told.quality).toMatchObject({
			ratio: '0.025',
			band: { from: '0.02', factor: '0.8' },
			badDebtRatio: null,
			why: 'nợ quá hạn 25.000.000 trên tổng dư nợ 1.000.000.000 đồng cuối tháng là 2,5 %, thuộc mức từ 2 %: hưởng 80 %',
		})
		expect(told.fee).toEqual({ exact: '265951488', amount: 265_951_488n })
		expect(told.shares.at(-1)).toEqual({ level: 'centre', percent: '2.5', exact: '6648787.2', amount: 6_648_787n, takesTheRest: true })
		expect(told.residual).toEqual({ level: 'centre', amount: 0n })
	})

	it('says that bad debt took everything, in either language (FEE-07)', () => {
		const agreement = catalogued('AGRIBANK', 'commission')
		const portfolio = { outstanding: dong(100n), badDebt: dong(2n), collected: dong(99n), uncollected: dong(1n) }
		const line = must(reckon(october, [agreement], facts([collected(18_456_789)], [], portfolio)).get('7')?.[0], 'a line')
		expect(line.fee).toBe(0n)
		expect(explainLine(line, agreement, 'vi').quality).toMatchObject({
			badDebtRatio: '0.02',
			why: 'nợ xấu 2 % từ 2 % trở lên: hưởng 0 %, dù tỷ lệ thu là 99 %',
		})
		expect(explainLine(line, agreement, 'en').quality?.why).toBe('bad debt of 2 % is 2 % or more: 0 % is paid, although 99 % was collected')
	})

	it('tells the exact fee before its one rounding (FEE-06), and no quality where none is agreed', () => {
		const { terms, ...rest } = catalogued('AGRIBANK', 'commission')
		const agreement = { ...rest, terms: { ...terms, quality: null } }
		const line = must(reckon(october, [agreement], facts([collected(18_456_789)])).get('7')?.[0], 'a line')
		const told = explainLine(line, agreement, 'vi')
		expect(told.fee).toEqual({ exact: '553703.67', amount: 553_704n })
		expect(told.quality).toBeNull()
		expect(told.residual).toEqual({ level: 'commune', amount: -1n })
	})
})
