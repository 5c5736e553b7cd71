import { describe, expect, it } from 'vitest'
import { agreementFor, exact, inForce, refuseUnwholeShares } from '../../src/fees/agreement.js'
import type { Month } from '../../src/fees/month.js'
import { agreement } from './lines.js'

describe('a fee agreement', () => {
	const old = agreement('1', {}, { from: '2020-01' as Month })
	const next = agreement('2', {}, { from: '2022-10' as Month })
	const ofOne = agreement('3', {}, { from: '2021-05' as Month, productId: '9' })
	const fee = agreement('4', {}, { from: '2022-10' as Month, kind: 'entrustment-fee' })
	const all = [next, old, ofOne, fee]

	it('holds from its month until the next of its kind and product', () => {
		const ids = (month: string) => inForce(all, month as Month).map(({ id }) => id)
		expect(ids('2019-12')).toEqual([])
		expect(ids('2022-09').sort()).toEqual(['1', '3'])
		expect(ids('2022-10').sort()).toEqual(['2', '3', '4'])
	})

	it("is a product's own before the lender's for all others", () => {
		const now = inForce(all, '2022-10' as Month)
		expect(agreementFor(now, 'commission', '9')?.id).toBe('3')
		expect(agreementFor(now, 'commission', '5')?.id).toBe('2')
		expect(agreementFor(now, 'entrustment-fee', '9')?.id).toBe('4')
		expect(agreementFor([ofOne], 'commission', '5')).toBeNull()
	})

	it.each([
		['do not make a hundred', [['group', '99.9']], 'group'],
		[
			'name a level twice',
			[
				['group', '50'],
				['group', '50'],
			],
			'group',
		],
		['leave the rest to nobody', [['group', '100']], 'centre'],
	] as const)('whose shares %s is refused', (_, shares, residual) => {
		const given = shares.map(([level, percent]) => ({ level, percent }))
		expect(() => refuseUnwholeShares({ shares: given, residual })).toThrow('fee.shares-not-whole')
	})

	it('says exact numbers', () => {
		expect(exact('0.00032')).toEqual({ numerator: 32n, denominator: 100_000n })
		expect(() => refuseUnwholeShares({ shares: [{ level: 'group', percent: '100.0' }], residual: 'group' })).not.toThrow()
	})
})
