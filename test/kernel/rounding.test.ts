import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../../src/kernel/assert.js'
import { fraction } from '../../src/kernel/fraction.js'
import { nearestDong, type Rounding, roundFraction, roundingName, type Towards } from '../../src/kernel/rounding.js'

const half = (numerator: bigint) => fraction(numerator, 2n)
const to = (towards: Towards, unit = 1n): Rounding => ({ unit, towards })

const anyValue = fc
	.tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 100_000n }))
	.map(([numerator, denominator]) => fraction(numerator, denominator))
const anyUnit = fc.constantFrom(1n, 100n, 1000n, 100_000n)
const anyTowards = fc.constantFrom<Towards>('nearest', 'nearest-even', 'up', 'down')

describe('a named rounding', () => {
	it('rounds half a đồng up, away from zero, by default', () => {
		expect([1n, 3n, 5n, -1n, -3n].map((n) => roundFraction(half(n), nearestDong))).toEqual([1n, 2n, 3n, -1n, -2n])
		expect(roundFraction(fraction(49n, 100n), nearestDong)).toBe(0n)
		expect(roundFraction(fraction(51n, 100n), nearestDong)).toBe(1n)
	})

	it('rounds half to the even neighbour where the product says so', () => {
		const even = to('nearest-even')
		expect([1n, 3n, 5n, 7n, -1n, -3n].map((n) => roundFraction(half(n), even))).toEqual([0n, 2n, 2n, 4n, 0n, -2n])
		expect(roundFraction(fraction(251n, 100n), even)).toBe(3n)
		expect(roundFraction(fraction(249n, 100n), even)).toBe(2n)
	})

	it('rounds up and down by size, so that a minus changes nothing but the sign', () => {
		expect(roundFraction(fraction(11n, 10n), to('up'))).toBe(2n)
		expect(roundFraction(fraction(-11n, 10n), to('up'))).toBe(-2n)
		expect(roundFraction(fraction(19n, 10n), to('down'))).toBe(1n)
		expect(roundFraction(fraction(-19n, 10n), to('down'))).toBe(-1n)
	})

	it('cuts an instalment down to 100.000 đồng as NHCSXH does (SCH-03)', () => {
		expect(roundFraction(fraction(20_000_000n, 6n), to('down', 100_000n))).toBe(3_300_000n)
	})

	it('leaves a multiple of the unit as it is, whichever way it looks', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), anyUnit, anyTowards, (n, unit, towards) => {
				expect(roundFraction(fraction(n * unit, 1n), { unit, towards })).toBe(n * unit)
			}),
		)
	})

	it('gives a multiple of the unit less than one unit away, half a unit at most to the nearest, never past zero', () => {
		fc.assert(
			fc.property(anyValue, anyUnit, anyTowards, (value, unit, towards) => {
				const rounded = roundFraction(value, { unit, towards })
				const size = (n: bigint) => (n < 0n ? -n : n)
				const away = size(rounded * value.denominator - value.numerator)
				expect(rounded % unit).toBe(0n)
				expect(away < unit * value.denominator).toBe(true)
				if (towards === 'nearest' || towards === 'nearest-even') expect(away * 2n <= unit * value.denominator).toBe(true)
				if (towards === 'up') expect(size(rounded) * value.denominator >= size(value.numerator)).toBe(true)
				if (towards === 'down') expect(size(rounded) * value.denominator <= size(value.numerator)).toBe(true)
				expect(roundFraction({ ...value, numerator: -value.numerator }, { unit, towards })).toBe(-rounded)
			}),
			{ numRuns: 2000 },
		)
	})

	it('stops at a unit that is not positive and at a direction that nobody named', () => {
		expect(() => roundFraction(half(1n), to('up', 0n))).toThrow(AssertionFailure)
		expect(() => roundFraction(half(1n), to('sideways' as Towards))).toThrow(AssertionFailure)
	})
})

it('a rounding says its unit and which way halves go', () => {
	expect(roundingName({ unit: 1n, towards: 'nearest' }).vi).toBe('làm tròn đến 1 đồng (nửa lên)')
	expect(roundingName({ unit: 100_000n, towards: 'down' })).toEqual({
		vi: 'làm tròn đến 100.000 đồng (luôn xuống)',
		en: 'rounded to 100.000 đồng (always down)',
	})
})
