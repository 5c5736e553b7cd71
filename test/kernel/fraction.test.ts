import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../../src/kernel/assert.js'
import {
	addFractions,
	compareFractions,
	type Fraction,
	fraction,
	fractionFromText,
	fractionText,
	multiplyFractions,
	oneFraction,
	reduced,
	zeroFraction,
} from '../../src/kernel/fraction.js'

const anyFraction = fc
	.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 400_000n }))
	.map(([numerator, denominator]) => fraction(numerator, denominator))

function same(a: Fraction, b: Fraction): boolean {
	return a.numerator * b.denominator === b.numerator * a.denominator
}

describe('exact fractions', () => {
	it('adds three days and four days of interest to exactly seven', () => {
		expect(addFractions(fraction(3n, 365n), fraction(4n, 365n))).toEqual(fraction(7n, 365n))
	})

	it('adds across denominators, whichever holds the other', () => {
		expect(addFractions(fraction(1n, 12n), fraction(1n, 4n))).toEqual(fraction(4n, 12n))
		expect(addFractions(fraction(1n, 4n), fraction(1n, 12n))).toEqual(fraction(4n, 12n))
		expect(addFractions(fraction(1n, 6n), fraction(1n, 4n))).toEqual(fraction(5n, 12n))
	})

	it('adds exactly, in any order and any grouping', () => {
		fc.assert(
			fc.property(anyFraction, anyFraction, anyFraction, (a, b, c) => {
				const whole = {
					numerator: a.numerator * b.denominator + b.numerator * a.denominator,
					denominator: a.denominator * b.denominator,
				}
				expect(same(addFractions(a, b), whole)).toBe(true)
				expect(same(addFractions(a, b), addFractions(b, a))).toBe(true)
				expect(same(addFractions(addFractions(a, b), c), addFractions(a, addFractions(b, c)))).toBe(true)
			}),
			{ numRuns: 500 },
		)
	})

	it('keeps zero and one as the numbers that change nothing', () => {
		fc.assert(
			fc.property(anyFraction, (a) => {
				expect(addFractions(a, zeroFraction)).toEqual(a.numerator === 0n ? zeroFraction : a)
				expect(addFractions(zeroFraction, a)).toEqual(a)
				expect(multiplyFractions(a, oneFraction)).toEqual(a)
			}),
		)
	})

	it('multiplies and distributes over addition', () => {
		expect(multiplyFractions(fraction(66n, 1000n), fraction(31n, 365n))).toEqual(fraction(2046n, 365_000n))
		fc.assert(
			fc.property(anyFraction, anyFraction, anyFraction, (a, b, c) => {
				const left = multiplyFractions(a, addFractions(b, c))
				const right = addFractions(multiplyFractions(a, b), multiplyFractions(a, c))
				expect(same(left, right)).toBe(true)
			}),
		)
	})

	it('orders as numbers do', () => {
		expect(compareFractions(fraction(1n, 3n), fraction(33n, 100n))).toBe(1)
		expect(compareFractions(fraction(-1n, 3n), fraction(33n, 100n))).toBe(-1)
		expect(compareFractions(fraction(2n, 4n), fraction(1n, 2n))).toBe(0)
	})

	it('reduces to lowest terms without changing the number', () => {
		expect(reduced(fraction(6n, 4n))).toEqual(fraction(3n, 2n))
		expect(reduced(fraction(-6n, 4n))).toEqual(fraction(-3n, 2n))
		expect(reduced(fraction(0n, 365n))).toEqual(zeroFraction)
		const lowest = fraction(3n, 7n)
		expect(reduced(lowest)).toBe(lowest)
		fc.assert(
			fc.property(anyFraction, (a) => {
				expect(same(reduced(a), a)).toBe(true)
			}),
		)
	})

	it('is written for a cached state and read back the same', () => {
		expect(fractionText(fraction(-123n, 365_000n))).toBe('-123/365000')
		fc.assert(
			fc.property(anyFraction, (a) => {
				expect(fractionFromText(fractionText(a))).toEqual(a)
			}),
		)
	})

	it('stops at a denominator that is not positive and at text that it did not write', () => {
		expect(() => fraction(1n, 0n)).toThrow(AssertionFailure)
		expect(() => fraction(1n, -2n)).toThrow(AssertionFailure)
		expect(() => fractionFromText('12')).toThrow(AssertionFailure)
		expect(() => fractionFromText('1/0')).toThrow(AssertionFailure)
	})
})
