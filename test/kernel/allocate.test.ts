import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, splitEqually } from '../../src/kernel/allocate.js'
import { AssertionFailure } from '../../src/kernel/assert.js'
import { accrue, dong, type Money, settle, sum } from '../../src/kernel/money.js'
import { rateFraction, rateFromText } from '../../src/kernel/rate.js'
import { nearestDong, type Rounding, type Towards } from '../../src/kernel/rounding.js'
import { domainCase } from '../vectors/domain-cases.js'

const down100k: Rounding = { unit: 100_000n, towards: 'down' }
const anyAmount = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }).map(dong)
const anyRounding = fc.record({
	unit: fc.constantFrom(1n, 100n, 1000n, 100_000n),
	towards: fc.constantFrom<Towards>('nearest', 'nearest-even', 'up', 'down'),
})

describe('equal parts', () => {
	for (const id of ['SCH-01', 'SCH-03']) {
		const { title, inputs, rounded } = domainCase<{ principal: number; term_months: number; period_months: number }, [number, number][]>(id)
		it(title, () => {
			const count = Math.ceil(inputs.term_months / inputs.period_months)
			const parts = splitEqually(dong(BigInt(inputs.principal)), count, down100k)
			expect(parts).toEqual(rounded.map(([, amount]) => BigInt(amount)))
		})
	}

	it('leave the rest to the first where the contract says so', () => {
		expect(splitEqually(dong(100n), 3, nearestDong, 'first')).toEqual([34n, 33n, 33n])
		expect(splitEqually(dong(100n), 3, nearestDong)).toEqual([33n, 33n, 34n])
	})

	it('never ask for more than there is when each part is rounded up', () => {
		expect(splitEqually(dong(250n), 4, { unit: 100n, towards: 'up' })).toEqual([100n, 100n, 50n, 0n])
	})

	it('always sum to the whole, and no part has the other sign', () => {
		fc.assert(
			fc.property(
				anyAmount,
				fc.integer({ min: 1, max: 60 }),
				anyRounding,
				fc.constantFrom('first', 'last'),
				(amount, count, rounding, rest) => {
					const parts = splitEqually(amount, count, rounding, rest)
					expect(parts).toHaveLength(count)
					expect(sum(parts)).toBe(amount)
					expect(parts.every((part) => part === 0n || part < 0n === amount < 0n)).toBe(true)
				},
			),
			{ numRuns: 2000 },
		)
	})

	it('stop at a split into no parts', () => {
		expect(() => splitEqually(dong(1n), 0, nearestDong)).toThrow(AssertionFailure)
		expect(() => splitEqually(dong(1n), 1.5, nearestDong)).toThrow(AssertionFailure)
	})
})

describe('parts by weight', () => {
	const fee = domainCase<{ balance_with_interest_collected: number }, { fee: number; xa: number; huyen: number; tinh: number; tw: number }>(
		'FEE-01',
	)
	it(fee.title, () => {
		const whole = settle(
			accrue(dong(BigInt(fee.inputs.balance_with_interest_collected)), rateFraction(rateFromText('0.00032'))),
			nearestDong,
		)
		const { xa, huyen, tinh, tw } = fee.rounded
		expect(whole).toBe(BigInt(fee.rounded.fee))
		expect(allocate(whole, [840n, 90n, 45n, 25n], nearestDong, 3)).toEqual([xa, huyen, tinh, tw].map(BigInt))
	})

	const commission = domainCase<
		{ interest_collected_unsecured: number; interest_collected_secured: number },
		{
			unsecured: number
			split_unsecured: { to_truong: number; huyen: number; tinh: number; tw: number; xa: number }
			secured: number
			split_secured: { to_truong: number; xa: number }
		}
	>('FEE-06')
	it(commission.title, () => {
		const { inputs, rounded } = commission
		const share = (collected: number, rate: string): Money =>
			settle(accrue(dong(BigInt(collected)), rateFraction(rateFromText(rate))), nearestDong)
		const unsecured = share(inputs.interest_collected_unsecured, '0.03')
		const secured = share(inputs.interest_collected_secured, '0.02')
		expect([unsecured, secured]).toEqual([BigInt(rounded.unsecured), BigInt(rounded.secured)])
		// The commune (xã, 13 %) takes what the four rounded shares leave.
		const { to_truong, huyen, tinh, tw, xa } = rounded.split_unsecured
		expect(allocate(unsecured, [800n, 38n, 25n, 7n, 130n], nearestDong, 4)).toEqual([to_truong, huyen, tinh, tw, xa].map(BigInt))
		expect(allocate(secured, [90n, 10n], nearestDong, 1)).toEqual([rounded.split_secured.to_truong, rounded.split_secured.xa].map(BigInt))
	})

	it('always sum to the whole, and every part but the residual is within a unit of its share', () => {
		const anyWeights = fc
			.array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 1, maxLength: 12 })
			.filter((weights) => weights.some((weight) => weight > 0n))
		fc.assert(
			fc.property(anyAmount, anyWeights, anyRounding, fc.nat(), (amount, weights, rounding, seed) => {
				const residual = seed % weights.length
				const parts = allocate(amount, weights, rounding, residual)
				const whole = weights.reduce((a, b) => a + b)
				expect(sum(parts)).toBe(amount)
				for (const [index, part] of parts.entries()) {
					if (index === residual) continue
					const away = part * whole - amount * (weights[index] ?? 0n)
					expect((away < 0n ? -away : away) < rounding.unit * whole).toBe(true)
				}
			}),
			{ numRuns: 2000 },
		)
	})

	it('stop at weights that say nothing and at a residual that is nobody', () => {
		expect(() => allocate(dong(1n), [], nearestDong, 0)).toThrow(AssertionFailure)
		expect(() => allocate(dong(1n), [0n, 0n], nearestDong, 0)).toThrow(AssertionFailure)
		expect(() => allocate(dong(1n), [2n, -1n], nearestDong, 0)).toThrow(AssertionFailure)
		expect(() => allocate(dong(1n), [1n], nearestDong, 1)).toThrow(AssertionFailure)
		expect(() => allocate(dong(1n), [1n], nearestDong, -1)).toThrow(AssertionFailure)
	})
})
