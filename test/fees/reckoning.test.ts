import { describe, expect, it } from 'vitest'
import { dong } from '../../src/kernel/money.js'
import { inForce } from '../../src/fees/agreement.js'
import { baseOf, reckon } from '../../src/fees/reckoning.js'
import type { Month } from '../../src/fees/month.js'
import { agreement, catalogued, collected, facts, october } from './lines.js'

const amounts = (shares: readonly { level: string; amount: bigint }[] = []) =>
	Object.fromEntries(shares.map((one) => [one.level, one.amount]))

describe('the fees of a month', () => {
	it('FEE-01: NHCSXH pays 0,032 % of the balance that paid interest: 332.439.360 đồng of 1.038.873 triệu', () => {
		// A month's interest of the whole balance at 6,6 %: 5.713.801.500 đồng.
		const interest = (1_038_873_000_000 * 0.066) / 12
		const lines = reckon(october, [catalogued('NHCSXH', 'entrustment-fee')], facts([collected(interest)]))
		expect(lines.get('7')).toEqual([
			expect.objectContaining({ base: '1038873000000/1', factor: '1', fee: 332_439_360n, leftOver: 1n, interest: 5_713_801_500n }),
		])
		expect(amounts(lines.get('7')?.[0]?.shares)).toEqual({
			commune: 279_249_062n,
			district: 29_919_542n,
			province: 14_959_771n,
			centre: 8_310_985n,
		})
	})

	it('FEE-04: of 2.750.000 đồng collected at 6,6 % a year the group gets 0,085 % of 500 triệu: 425.000 đồng', () => {
		const [line] = reckon(october, [catalogued('NHCSXH', 'commission')], facts([collected(2_750_000)])).get('7') ?? []
		expect(line).toMatchObject({ base: '500000000/1', fee: 425_000n, shares: [{ level: 'group', amount: 425_000n }], leftOver: 0n })
	})

	it('FEE-05: of social housing the group gets 0,005 % and the commune 0,003 % of the average balance in term of 1,2 tỷ', () => {
		const agreements = [catalogued('NHCSXH', 'entrustment-fee'), catalogued('NHCSXH', 'commission')]
		const own = [catalogued('NHCSXH', 'commission', 'NHCSXH-NOXH'), catalogued('NHCSXH', 'entrustment-fee', 'NHCSXH-NOXH')]
		const inTerm = [{ productId: 'NHCSXH-NOXH', groupId: '7', communeId: '3', dongDays: 31n * 1_200_000_000n }]
		// Its interest counts for no other base.
		const rows = [collected(4_800_000, { productId: 'NHCSXH-NOXH', yearly: '0.048' })]
		const lines = reckon(october, [...agreements, ...own], facts(rows, inTerm)).get('7') ?? []
		expect(lines.map(({ kind, fee, shares }) => [kind, fee, amounts(shares)])).toEqual([
			['commission', 60_000n, { group: 60_000n }],
			['entrustment-fee', 36_000n, { commune: 36_000n }],
		])
	})

	it('FEE-06: Agribank pays 3 % of interest on unsecured loans and 2 % on secured ones, each line rounded once and split by itself', () => {
		const secured = agreement(
			'9',
			{
				...catalogued('AGRIBANK', 'commission').terms,
				rate: '0.02',
				shares: [
					{ level: 'group', percent: '90' },
					{ level: 'commune', percent: '10' },
				],
			},
			{ productId: '2' },
		)
		const rows = [collected(18_456_789, { yearly: '0.09' }), collected(7_300_000, { productId: '2', yearly: '0.09' })]
		const portfolio = { outstanding: dong(1_000n), badDebt: dong(5n), collected: dong(96n), uncollected: dong(4n) }
		const lines = reckon(october, [catalogued('AGRIBANK', 'commission'), secured], facts(rows, [], portfolio)).get('7') ?? []
		expect(lines.map(({ fee, factor, shares }) => [fee, factor, amounts(shares)])).toEqual([
			[553_704n, '1', { group: 442_963n, commune: 71_981n, district: 21_041n, province: 13_843n, centre: 3_876n }],
			[146_000n, '1', { group: 131_400n, commune: 14_600n }],
		])
	})

	it('are cut by the band, once, before the one rounding', () => {
		const rows = [collected(1_001, { yearly: '0.066' })]
		const [line] = reckon(october, [catalogued('NHCSXH', 'entrustment-fee')], facts(rows, [], { overdue: dong(25_000n) })).get('7') ?? []
		// 1.001 × 12 ÷ 0,066 × 0,032 % × 80 % = 46,592
		expect(line).toMatchObject({ base: '182000/1', factor: '0.8', fee: 47n, measured: { part: 25_000n, whole: 1_000_000n } })
	})

	it('keep apart groups, communes and rates, and tell them in one order', () => {
		const rows = [
			collected(660, { communeId: '12', yearly: '0.066' }),
			collected(100, { communeId: '3', yearly: '0.05', loanId: '2' }),
			collected(50, { communeId: '3', yearly: '0.05', loanId: '3' }),
			collected(66, { communeId: '3' }),
			collected(9, { groupId: '8' }),
		]
		const agreements = [agreement('4', { base: 'balance-with-interest-collected', rate: '0.001' })]
		const lines = reckon(october, agreements, facts(rows))
		expect([...lines.keys()]).toEqual(['7', '8'])
		expect(lines.get('7')?.map(({ communeId, base, interest, parts }) => [communeId, base, interest, parts.length])).toEqual([
			['3', `${(150 * 12) / 0.05 + 12_000}/1`, 216n, 2],
			['12', '120000/1', 660n, 1],
		])
		expect(reckon(october, agreements, facts(rows.toReversed())).get('7')).toEqual(lines.get('7'))
	})

	it('are of no loan that no agreement is of, and interest at no rate was borne by nothing', () => {
		expect(reckon(october, [agreement('1', {}, { productId: '2' })], facts([collected(100)])).size).toBe(0)
		const part = { productId: '1', yearly: '0', interest: dong(5n), dongDays: 0n }
		const parts = [part]
		expect(baseOf('balance-with-interest-collected', parts, 31)).toEqual({ numerator: 0n, denominator: 1n })
		expect(baseOf('balance-with-interest-collected', [{ ...part, yearly: null }], 31)).toEqual({ numerator: 0n, denominator: 1n })
		expect(baseOf('interest-collected', parts, 31)).toEqual({ numerator: 5n, denominator: 1n })
	})

	it('are by the split of their time: since July 2025 there is no district, and the centre still takes the rest', () => {
		const terms = catalogued('NHCSXH', 'entrustment-fee', null, '2025-07')
		const all = inForce([catalogued('NHCSXH', 'entrustment-fee'), { ...terms, id: '99' }], '2025-07' as Month)
		const [line] = reckon('2025-07' as Month, all, facts([collected(5_713_801_500)])).get('7') ?? []
		expect(line?.agreementId).toBe('99')
		expect(amounts(line?.shares)).toEqual({ commune: 279_249_062n, province: 44_879_314n, centre: 8_310_984n })
		expect(terms.certainty).toBe('low')
	})
})
