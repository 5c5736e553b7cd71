import { Decimal as Configured } from 'decimal.js'
import { assert } from './assert.js'
import type { Fraction } from './fraction.js'

/** The one configured Decimal: 60 significant digits, so that only a named rounding ever decides a đồng. */
export const Decimal = Configured.clone({ precision: 60, rounding: Configured.ROUND_HALF_EVEN, toExpNeg: -40, toExpPos: 40 })
export type Decimal = Configured

/** Reads plain decimal text ("12.5", "-0.066"); no exponent, no grouping. Null where it is not that. */
export function decimalFromText(text: string): Decimal | null {
	return /^-?\d{1,30}(\.\d{1,30})?$/.test(text) ? new Decimal(text) : null
}

/** A fraction as a Decimal, to 60 digits. */
export function decimalOf(value: Fraction): Decimal {
	return new Decimal(value.numerator.toString()).dividedBy(value.denominator.toString())
}

/** A Decimal as an exact fraction (its denominator is a power of ten). */
export function fractionOf(value: Decimal): Fraction {
	assert(value.isFinite(), 'a finite decimal')
	const places = value.decimalPlaces()
	return {
		numerator: BigInt(value.times(new Decimal(10).pow(places)).toFixed(0)),
		denominator: 10n ** BigInt(places),
	}
}

/** A fraction as decimal text, to twenty digits: as an explanation prints what is exact. */
export function exactText(value: Fraction): string {
	return decimalOf(value).toSignificantDigits(20).toFixed()
}
