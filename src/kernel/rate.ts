import { assert } from './assert.js'
import { decimalFromText, fractionOf } from './decimal.js'
import { type Fraction, multiplyFractions } from './fraction.js'

declare const rate: unique symbol

/** A yearly rate as decimal text: "0.066" is 6,6 % a year. Text, so that what was agreed is what is stored. */
export type Rate = string & { readonly [rate]: 'yearly' }

const known = new Map<string, Fraction>()

/** Whether the text is a rate that the books take: 0 to 9.999999… a year. */
export function isRate(text: string): text is Rate {
	return /^\d(\.\d{1,20})?$/.test(text)
}

/** A text known to be a yearly rate; an assertion otherwise. Wire text comes through `wire.ts`. */
export function rateFromText(text: string): Rate {
	assert(isRate(text), `a yearly rate as text: ${text}`)
	return text
}

/** A monthly rate as the yearly one it stands for (twelve months). */
export function rateFromMonthlyText(text: string): Rate {
	const monthly = decimalFromText(text)
	assert(monthly !== null, `a monthly rate as text: ${text}`)
	return rateFromText(monthly.times(12).toFixed())
}

/** The exact number that the text says. */
export function rateFraction(value: Rate): Fraction {
	const seen = known.get(value)
	if (seen !== undefined) return seen
	const decimal = decimalFromText(value)
	assert(decimal !== null, `a yearly rate as text: ${value}`)
	const exact = fractionOf(decimal)
	// Rates and factors are a handful of texts; the bound only guards against a stream of made-up ones.
	if (known.size < 10_000) known.set(value, exact)
	return exact
}

/** The rate times a factor, exactly: 6,6 % × 1,3 = 8,58 % on overdue principal (form 01/TD). */
export function timesFactor(value: Rate, factor: string): Fraction {
	return multiplyFractions(rateFraction(value), rateFraction(factor as Rate))
}
