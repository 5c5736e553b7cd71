import { describe, expect, it } from 'vitest'
import { dong } from '../../src/kernel/money.js'
import { must } from '../../src/kernel/assert.js'
import { bandOf, factorOf, measuredOf, ratioOf } from '../../src/fees/quality.js'
import { catalogued, good } from './lines.js'

const byOverdue = must(catalogued('NHCSXH', 'entrustment-fee').terms.quality, 'bands')
const byCollection = must(catalogued('AGRIBANK', 'commission').terms.quality, 'bands')
const hundredths = (percent: string): bigint => BigInt(Math.round(Number(percent) * 100))

describe('the quality of the lending cuts the fee', () => {
	// FEE-02: NHCSXH's examination questions (about 2021).
	it.each([
		['1.99', '1'],
		['2', '0.8'],
		['2.99', '0.8'],
		['3', '0.5'],
		['3.99', '0.5'],
		['4', '0'],
		['100', '0'],
	])('FEE-02: with %s %% overdue, %s of the entrustment fee is paid', (percent, factor) => {
		const portfolio = { ...good, outstanding: dong(10_000n), overdue: dong(hundredths(percent)) }
		expect(factorOf(byOverdue, measuredOf(byOverdue, portfolio))).toBe(factor)
	})

	// FEE-07: one branch of Agribank.
	it.each([
		['95', '0', '1'],
		['94.99', '0', '0.9'],
		['90', '1.99', '0.9'],
		['89.99', '0', '0.5'],
		['84.99', '0', '0'],
		['99', '2', '0'],
	])('FEE-07: with %s %% collected and %s %% of bad debt, %s of the commission is paid', (rate, bad, factor) => {
		const paid = hundredths(rate)
		const portfolio = {
			...good,
			outstanding: dong(10_000n),
			badDebt: dong(hundredths(bad)),
			collected: dong(paid),
			uncollected: dong(10_000n - paid),
		}
		expect(factorOf(byCollection, measuredOf(byCollection, portfolio))).toBe(factor)
	})

	it('counts what was collected over what was to be collected, and no bad debt where the agreement asks for none', () => {
		const portfolio = { ...good, collected: dong(3n), uncollected: dong(1n), badDebt: dong(5n) }
		expect(measuredOf(byCollection, portfolio)).toEqual({ part: 3n, whole: 4n, badDebt: 5n, outstanding: good.outstanding })
		expect(measuredOf(byOverdue, portfolio)).toEqual({ part: 0n, whole: 1_000_000n, badDebt: null, outstanding: 1_000_000n })
	})

	it('has no overdue part of nothing, and finds the band whatever the order in which they are written', () => {
		expect(ratioOf(dong(0n), dong(0n))).toEqual({ numerator: 0n, denominator: 1n })
		expect(bandOf(byOverdue.bands.toReversed(), { numerator: 3n, denominator: 100n }).factor).toBe('0.5')
	})
})
