import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dong, sum } from '../../src/kernel/money.js'
import { feeLevels } from '../../src/fees/agreement.js'
import { leftOver, splitFee } from '../../src/fees/split.js'
import { agreement, catalogued } from './lines.js'

const amounts = (shares: readonly { level: string; amount: bigint }[]) => Object.fromEntries(shares.map((one) => [one.level, one.amount]))

describe('a fee is split', () => {
	it('FEE-01: 332.439.360 đồng at 84/9/4,5, the centre takes the rest: a đồng more than its own 2,5 %', () => {
		const { terms } = catalogued('NHCSXH', 'entrustment-fee')
		const fee = dong(332_439_360n)
		expect(amounts(splitFee(fee, terms))).toEqual({
			commune: 279_249_062n,
			district: 29_919_542n,
			province: 14_959_771n,
			centre: 8_310_985n,
		})
		expect(leftOver(fee, terms)).toBe(1n)
	})

	it('FEE-06: 553.704 đồng of Agribank at 80/13/3,8/2,5/0,7, the commune takes the rest', () => {
		const { terms } = catalogued('AGRIBANK', 'commission')
		expect(amounts(splitFee(dong(553_704n), terms))).toEqual({
			group: 442_963n,
			commune: 71_981n,
			district: 21_041n,
			province: 13_843n,
			centre: 3_876n,
		})
		expect(leftOver(dong(553_704n), terms)).toBe(-1n)
	})

	it('so that the shares sum to the whole, for every whole, every split and every rounding; what rounding left is what the rest differs by', () => {
		const splits = fc
			.uniqueArray(fc.record({ level: fc.constantFrom(...feeLevels), weight: fc.integer({ min: 0, max: 1_000_000 }) }), {
				minLength: 1,
				selector: ({ level }) => level,
			})
			.filter((parts) => parts.some(({ weight }) => weight > 0))
		const roundings = fc.record({
			unit: fc.constantFrom('1', '100', '1000'),
			towards: fc.constantFrom('nearest', 'nearest-even', 'up', 'down'),
		})
		fc.assert(
			fc.property(splits, fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.nat(), roundings, (parts, whole, pick, rounding) => {
				// Percents of six decimals that make a hundred: the last takes what the others leave.
				const total = parts.reduce((all, { weight }) => all + weight, 0)
				const millionths = parts.map(({ weight }) => Math.floor((weight / total) * 100_000_000))
				millionths[0] = (millionths[0] ?? 0) + 100_000_000 - millionths.reduce((all, one) => all + one, 0)
				const shares = parts.map(({ level }, index) => ({ level, percent: ((millionths[index] ?? 0) / 1_000_000).toFixed(6) }))
				const residual = parts[pick % parts.length]?.level ?? 'group'
				const { terms } = agreement('1', { shares, residual, rounding })
				const split = splitFee(dong(whole), terms)
				expect(sum(split.map(({ amount }) => amount))).toBe(whole)
				expect(split.map(({ level }) => level)).toEqual(shares.map(({ level }) => level))
				const rest = leftOver(dong(whole), terms)
				const bound = BigInt(rounding.unit) * BigInt(parts.length)
				expect(rest > -bound - 1n && rest < bound + 1n).toBe(true)
			}),
			{ numRuns: 2_000 },
		)
	})
})
