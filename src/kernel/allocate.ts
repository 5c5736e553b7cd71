import { assert, must } from './assert.js'
import { dong, type Money, negate, sum } from './money.js'
import { type Rounding, roundFraction } from './rounding.js'

/**
 * Splits an amount into `count` equal parts, each rounded; the named one takes what is left, so that the parts always
 * sum to the whole. Sources: NHCSXH staff tools (instalments down to 100.000 đồng, the last takes the rest).
 */
export function splitEqually(amount: Money, count: number, rounding: Rounding, remainder: 'first' | 'last' = 'last'): readonly Money[] {
	assert(Number.isInteger(count) && count > 0, 'a split has at least one part')
	// What is given back is split as it was charged.
	if (amount < 0n) return splitEqually(negate(amount), count, rounding, remainder).map(negate)
	const rounded = dong(roundFraction({ numerator: amount, denominator: BigInt(count) }, rounding))
	// Rounding up may reach the whole before the last part: nobody pays more than there is.
	const parts: Money[] = []
	let left: bigint = amount
	for (let index = 1; index < count; index += 1) {
		const part = rounded < left ? rounded : dong(left)
		parts.push(part)
		left -= part
	}
	if (remainder === 'last') parts.push(dong(left))
	else parts.unshift(dong(left))
	return parts
}

/**
 * Splits an amount by weights, each part rounded, and the part at `residual` takes what is left: the parts always sum
 * to the whole. Weights are not negative and not all zero.
 */
export function allocate(amount: Money, weights: readonly bigint[], rounding: Rounding, residual: number): readonly Money[] {
	const whole = weights.reduce((total, weight) => total + weight, 0n)
	assert(whole > 0n && weights.every((weight) => weight >= 0n), 'weights to allocate by')
	assert(residual >= 0 && residual < weights.length, 'the residual part is one of the parts')
	const parts = weights.map((weight) => dong(roundFraction({ numerator: amount * weight, denominator: whole }, rounding)))
	const others = sum(parts.filter((_, index) => index !== residual))
	parts[residual] = dong(amount - others)
	return parts.map((part) => must(part, 'a part'))
}
