import { must } from '../kernel/assert.js'
import { dong, type Money, subtract } from '../kernel/money.js'
import { allocate } from '../kernel/allocate.js'
import { type Rounding, roundFraction } from '../kernel/rounding.js'
import { exact, type FeeLevel, type FeeTerms } from './agreement.js'

/** What a level gets of a fee, in đồng. */
export type LevelShare = { readonly level: FeeLevel; readonly amount: Money }

/**
 * Splits a fee by the agreement's percents: each share is rounded, and the named one takes what is left, so that they
 * always sum to the fee (rounding all four of NHCSXH's would leave a đồng to nobody).
 */
export function splitFee(fee: Money, terms: Pick<FeeTerms, 'shares' | 'residual' | 'rounding'>): readonly LevelShare[] {
	const { shares, residual } = terms
	const parts = allocate(
		fee,
		shares.map(({ percent }) => weightOf(percent)),
		roundingOf(terms),
		shares.findIndex(({ level }) => level === residual),
	)
	return shares.map(({ level }, index) => ({ level, amount: must(parts[index], 'a part of each share') }))
}

/** What the residual share took beyond its own percents rounded: what rounding left over. In đồng, may be negative. */
export function leftOver(fee: Money, terms: Pick<FeeTerms, 'shares' | 'residual' | 'rounding'>): Money {
	const own = must(
		terms.shares.find(({ level }) => level === terms.residual),
		'the share that takes the rest',
	)
	const taken = must(
		splitFee(fee, terms).find(({ level }) => level === terms.residual),
		'what it took',
	)
	const { numerator, denominator } = exact(own.percent)
	return subtract(taken.amount, dong(roundFraction({ numerator: fee * numerator, denominator: denominator * 100n }, roundingOf(terms))))
}

/** The agreement's own rounding. */
export function roundingOf({ rounding }: Pick<FeeTerms, 'rounding'>): Rounding {
	return { unit: BigInt(rounding.unit), towards: rounding.towards }
}

/** Percents have at most six decimals. */
function weightOf(percent: string): bigint {
	const { numerator, denominator } = exact(percent)
	return (numerator * 1_000_000n) / denominator
}
