import { assert } from './assert.js'
import { addFractions, type Fraction, zeroFraction } from './fraction.js'
import { type Rounding, roundFraction } from './rounding.js'

declare const money: unique symbol
declare const accrual: unique symbol

/** Whole đồng. May change hands. Compared with the ordinary operators; added and subtracted by the functions here. */
export type Money = bigint & { readonly [money]: 'đồng' }

/** An exact fraction of đồng that is growing. May only wait: one named rounding (`settle`) lets it become Money. */
export type Accrual = Fraction & { readonly [accrual]: 'đồng' }

export const zero = 0n as Money
export const nothingAccrued = zeroFraction as Accrual

/** A whole number of đồng as Money. */
export function dong(amount: bigint): Money {
	return amount as Money
}

/** Reads "1250000" (optional minus, no grouping, no fraction). Throws an assertion on anything else: wire text comes through `wire.ts`. */
export function moneyFromText(text: string): Money {
	assert(/^-?\d{1,20}$/.test(text), `whole đồng as text: ${text}`)
	return BigInt(text) as Money
}

/** a + b, in đồng. */
export function add(a: Money, b: Money): Money {
	return (a + b) as Money
}

/** a − b, in đồng; may be negative. */
export function subtract(a: Money, b: Money): Money {
	return (a - b) as Money
}

/** −a, in đồng. */
export function negate(a: Money): Money {
	return -a as Money
}

/** The sum of amounts in đồng; nothing sums to zero. */
export function sum(amounts: Iterable<Money>): Money {
	let total = 0n
	for (const amount of amounts) total += amount
	return total as Money
}

/** The smaller of two amounts. */
export function smaller(a: Money, b: Money): Money {
	return a < b ? a : b
}

/** The larger of two amounts. */
export function larger(a: Money, b: Money): Money {
	return a > b ? a : b
}

/** Money × an exact factor: what it bears, still exact. */
export function accrue(base: Money, factor: Fraction): Accrual {
	const amount: Fraction = { numerator: base * factor.numerator, denominator: factor.denominator }
	return amount as Accrual
}

/** a + b, still exact. */
export function addAccruals(a: Accrual, b: Accrual): Accrual {
	return addFractions(a, b) as Accrual
}

/** Money as an accrual, so that the two can be added before the one rounding. */
export function asAccrual(amount: Money): Accrual {
	const whole: Fraction = { numerator: amount, denominator: 1n }
	return whole as Accrual
}

/** The one door from Accrual to Money. */
export function settle(value: Accrual, rounding: Rounding): Money {
	return roundFraction(value, rounding) as Money
}

// Wherever JSON is written, money is text: a JSON number would lose đồng above 2^53. JSON.stringify asks for this method.
Object.defineProperty(BigInt.prototype, 'toJSON', {
	// The bench loads the program twice, once as it is built.
	configurable: true,
	value(this: bigint) {
		return this.toString()
	},
})
