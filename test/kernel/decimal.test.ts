import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../../src/kernel/assert.js'
import { Decimal, decimalFromText, decimalOf, fractionOf } from '../../src/kernel/decimal.js'
import { fraction } from '../../src/kernel/fraction.js'

describe('decimals', () => {
	it('are read from plain text, up to thirty digits on each side', () => {
		expect(decimalFromText('12.5')?.toFixed()).toBe('12.5')
		expect(decimalFromText('-0.066')?.toFixed()).toBe('-0.066')
		expect(decimalFromText(`${'9'.repeat(30)}.${'9'.repeat(30)}`)?.toFixed()).toBe(`${'9'.repeat(30)}.${'9'.repeat(30)}`)
	})

	it('are not read from anything that a person might mean otherwise', () => {
		for (const text of ['', '1,5', '1e5', '.5', '5.', '1.000.000', ' 1', '+1', 'NaN', 'Infinity', '9'.repeat(31)])
			expect(decimalFromText(text), text).toBeNull()
	})

	it('carry sixty digits of a third', () => {
		expect(decimalOf(fraction(1n, 3n)).toFixed()).toBe(`0.${'3'.repeat(60)}`)
	})

	it('round a half to the even neighbour where a library asks them to', () => {
		expect(new Decimal('2.5').toFixed(0)).toBe('2')
		expect(new Decimal('3.5').toFixed(0)).toBe('4')
	})

	it('become exact fractions over a power of ten', () => {
		expect(fractionOf(new Decimal('6.600'))).toEqual(fraction(66n, 10n))
		expect(fractionOf(new Decimal('-12'))).toEqual(fraction(-12n, 1n))
		expect(fractionOf(new Decimal('-0'))).toEqual(fraction(0n, 1n))
		expect(() => fractionOf(new Decimal(Number.NaN))).toThrow(AssertionFailure)
	})

	it('go to a fraction and back unchanged', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: 0, max: 15 }), (digits, places) => {
				const value = new Decimal(digits.toString()).dividedBy(new Decimal(10).pow(places))
				expect(decimalOf(fractionOf(value)).equals(value)).toBe(true)
			}),
			{ numRuns: 500 },
		)
	})
})
