import { assert } from './assert.js'

/**
 * An exact rational number. Interest is balance × days × rate ÷ 365, which no decimal expansion holds; kept as a
 * fraction, splitting a range of days never changes a sum.
 */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint }

export const zeroFraction: Fraction = { numerator: 0n, denominator: 1n }
export const oneFraction: Fraction = { numerator: 1n, denominator: 1n }

/** numerator ÷ denominator; the denominator must be positive. */
export function fraction(numerator: bigint, denominator: bigint): Fraction {
	assert(denominator > 0n, 'a denominator is positive')
	return { numerator, denominator }
}

/** a + b. Denominators are only multiplied when neither holds the other, and then reduced. */
export function addFractions(a: Fraction, b: Fraction): Fraction {
	if (a.numerator === 0n) return b
	if (b.numerator === 0n) return a
	if (a.denominator === b.denominator) return { numerator: a.numerator + b.numerator, denominator: a.denominator }
	if (a.denominator % b.denominator === 0n)
		return { numerator: a.numerator + b.numerator * (a.denominator / b.denominator), denominator: a.denominator }
	if (b.denominator % a.denominator === 0n)
		return { numerator: a.numerator * (b.denominator / a.denominator) + b.numerator, denominator: b.denominator }
	return reduced({
		numerator: a.numerator * b.denominator + b.numerator * a.denominator,
		denominator: a.denominator * b.denominator,
	})
}

/** a × b, exactly; not reduced. */
export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
	return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator }
}

/** Negative, zero or positive as a is less than, equal to or more than b. */
export function compareFractions(a: Fraction, b: Fraction): number {
	const difference = a.numerator * b.denominator - b.numerator * a.denominator
	return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The same number in lowest terms. */
export function reduced(value: Fraction): Fraction {
	const divisor = greatestCommonDivisor(value.numerator < 0n ? -value.numerator : value.numerator, value.denominator)
	return divisor === 1n ? value : { numerator: value.numerator / divisor, denominator: value.denominator / divisor }
}

/** As text, "123/365000", for a cached state. */
export function fractionText(value: Fraction): string {
	return `${value.numerator}/${value.denominator}`
}

/** Reads what `fractionText` wrote. */
export function fractionFromText(text: string): Fraction {
	const [numerator, denominator] = text.split('/')
	assert(numerator !== undefined && denominator !== undefined, `a fraction as text: ${text}`)
	return fraction(BigInt(numerator), BigInt(denominator))
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
	let [x, y] = [a, b]
	while (y !== 0n) [x, y] = [y, x % y]
	return x
}
