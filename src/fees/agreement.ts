import { must } from '../kernel/assert.js'
import { decimalFromText, fractionOf } from '../kernel/decimal.js'
import { addFractions, compareFractions, type Fraction, zeroFraction } from '../kernel/fraction.js'
import { Refusal } from '../kernel/refusal.js'
import type { Towards } from '../kernel/rounding.js'
import type { Certainty } from '../products/template.js'
import type { Month } from './month.js'

/** What a bank pays the Union for lending through it (phí uỷ thác), and what it pays whoever collects (hoa hồng). */
export const feeKinds = ['entrustment-fee', 'commission'] as const
export type FeeKind = (typeof feeKinds)[number]

/**
 * What the rate is of: the interest that was collected; the balance that interest was collected of, which is the interest
 * over a twelfth of the yearly rate; or the balance in term, on the average of the days of the month. Of a balance the
 * rate is for one month.
 */
export const feeBases = ['interest-collected', 'balance-with-interest-collected', 'average-in-term-balance'] as const
export type FeeBase = (typeof feeBases)[number]

/** Among whom a fee is split, from the group, or its leader, up to the Union's centre in Hà Nội. */
export const feeLevels = ['group', 'commune', 'district', 'province', 'centre'] as const
export type FeeLevel = (typeof feeLevels)[number]

/** Percents of a fee, as decimal text. */
export type Share = { readonly level: FeeLevel; readonly percent: string }

/** From a ratio on (decimal text, "0.02"), this part of the fee is paid ("0.8"), until the next band. */
export type Band = { readonly from: string; readonly factor: string }

/**
 * How the quality of the lending cuts the fee: by the overdue principal over all that is owed, at the month's end; or by
 * the interest collected over what was to be collected, paid in no part where bad debt (groups 3 to 5) reaches a limit.
 * It is measured of the commune's Union, or of the group.
 */
export type Quality = {
	readonly measure: 'overdue-ratio' | 'collection-rate'
	readonly of: 'commune' | 'group'
	readonly bands: readonly Band[]
	readonly badDebtFrom: string | null
}

/** What was agreed: rate of which base, cut by which quality, split among whom, rounded how. */
export type FeeTerms = {
	readonly base: FeeBase
	/** Of the base, as decimal text: "0.00032" is 0,032 %. */
	readonly rate: string
	readonly quality: Quality | null
	readonly shares: readonly Share[]
	/** Each share is rounded, and this one takes what is left. */
	readonly residual: FeeLevel
	readonly rounding: { readonly unit: string; readonly towards: Towards }
}

/** An agreement with a lender from a month on, until the next one of its kind; of one product, or of all without one of their own. */
export type FeeAgreement = {
	readonly id: string
	readonly lenderId: string
	readonly productId: string | null
	readonly kind: FeeKind
	readonly from: Month
	readonly terms: FeeTerms
	readonly source: string
	readonly certainty: Certainty
}

/** The agreements that hold in a month: of each kind and product, the one that began last. */
export function inForce(agreements: readonly FeeAgreement[], month: Month): readonly FeeAgreement[] {
	const latest = new Map<string, FeeAgreement>()
	for (const one of agreements.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
		if (one.from <= month) latest.set(`${one.kind} ${one.productId}`, one)
	return [...latest.values()]
}

/** Which of the agreements in force is a product's: its own, else the lender's for all others; null where there is none. */
export function agreementFor(agreements: readonly FeeAgreement[], kind: FeeKind, productId: string): FeeAgreement | null {
	const ofKind = agreements.filter((one) => one.kind === kind)
	return ofKind.find((one) => one.productId === productId) ?? ofKind.find((one) => one.productId === null) ?? null
}

/** Refuses terms whose shares are not of a whole, or are of one level twice, or leave the rest to nobody among them. */
export function refuseUnwholeShares({ shares, residual }: Pick<FeeTerms, 'shares' | 'residual'>): void {
	const levels = new Set(shares.map(({ level }) => level))
	const total = shares.map(({ percent }) => exact(percent)).reduce(addFractions, zeroFraction)
	if (levels.size < shares.length || !levels.has(residual) || compareFractions(total, { numerator: 100n, denominator: 1n }) !== 0)
		throw new Refusal('fee.shares-not-whole', { path: 'terms.shares' })
}

/** The exact number that a decimal text says. */
export function exact(text: string): Fraction {
	return fractionOf(must(decimalFromText(text), `a decimal text: ${text}`))
}
