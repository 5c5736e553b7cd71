import { never } from '../kernel/assert.js'
import { add, type Accrual, type Money, settle, sum, zero } from '../kernel/money.js'
import { addFractions, type Fraction, fractionText, multiplyFractions, reduced, zeroFraction } from '../kernel/fraction.js'
import { agreementFor, exact, type FeeAgreement, type FeeKind, feeKinds, type Quality } from './agreement.js'
import type { FeeLine, LinePart } from './line.js'
import { daysOfMonth, type Month } from './month.js'
import { factorOf, measuredOf, type Portfolio } from './quality.js'
import { leftOver, roundingOf, splitFee } from './split.js'
import type { Collected, InTerm } from './stored.js'

/** What a month is reckoned from: what was collected, what was in term, and how good a unit or a group was. */
export type Facts = {
	readonly collected: readonly Collected[]
	readonly inTerm: readonly InTerm[]
	readonly portfolioOf: (of: Quality['of'], id: string) => Portfolio
}

/**
 * The fees of a month by group: one line for each agreement and commune, reckoned from interest that was really
 * collected, by the agreements in force. The fee is rounded once, then split. Groups without a line are left out.
 */
export function reckon(month: Month, agreements: readonly FeeAgreement[], facts: Facts): ReadonlyMap<string, readonly FeeLine[]> {
	const lines = new Map<string, FeeLine[]>()
	for (const { groupId, ...bucket } of bucketsOf(agreements, facts).values()) {
		const line = lineOf(month, { groupId, ...bucket }, facts)
		if (line.base === '0/1' && line.interest === 0n) continue
		const own = lines.get(groupId)
		if (own === undefined) lines.set(groupId, [line])
		else own.push(line)
	}
	for (const own of lines.values()) own.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
	return lines
}

/** The exact base of some parts, in đồng: interest, what the interest was of (interest × 12 ÷ rate), or the average of a month's days. */
export function baseOf(base: FeeAgreement['terms']['base'], parts: readonly LinePart[], days: number): Fraction {
	switch (base) {
		case 'interest-collected':
			return { numerator: sum(parts.map(({ interest }) => interest)), denominator: 1n }
		case 'balance-with-interest-collected':
			return reduced(parts.map(({ interest, yearly }) => bearing(interest, yearly)).reduce(addFractions, zeroFraction))
		case 'average-in-term-balance':
			return reduced({ numerator: parts.reduce((all, { dongDays }) => all + dongDays, 0n), denominator: BigInt(days) })
		default:
			return never(base)
	}
}

/** What interest of one month was borne by: at no rate, by nothing. */
function bearing(interest: Money, yearly: string | null): Fraction {
	const rate = yearly === null ? zeroFraction : exact(yearly)
	return rate.numerator === 0n ? zeroFraction : { numerator: interest * 12n * rate.denominator, denominator: rate.numerator }
}

type Bucket = {
	readonly agreement: FeeAgreement
	readonly groupId: string
	readonly communeId: string
	readonly parts: Map<string, LinePart>
}

function bucketsOf(agreements: readonly FeeAgreement[], { collected, inTerm }: Facts): ReadonlyMap<string, Bucket> {
	const buckets = new Map<string, Bucket>()
	const chosen = new Map<string, FeeAgreement | null>()
	const count = (kind: FeeKind, isOfBalance: boolean, row: InTerm & { readonly yearly: string | null; readonly interest: Money }): void => {
		const { productId, groupId, communeId, yearly } = row
		const known = chosen.get(`${kind} ${productId}`)
		const agreement = known === undefined ? agreementFor(agreements, kind, productId) : known
		chosen.set(`${kind} ${productId}`, agreement)
		if (agreement === null || (agreement.terms.base === 'average-in-term-balance') !== isOfBalance) return
		const key = `${groupId} ${agreement.id} ${communeId}`
		const bucket = buckets.get(key) ?? { agreement, groupId, communeId, parts: new Map<string, LinePart>() }
		buckets.set(key, bucket)
		const partKey = `${productId} ${yearly}`
		const part = bucket.parts.get(partKey) ?? { productId, yearly, interest: zero, dongDays: 0n }
		bucket.parts.set(partKey, { ...part, interest: add(part.interest, row.interest), dongDays: part.dongDays + row.dongDays })
	}
	for (const kind of feeKinds) {
		for (const row of collected) count(kind, false, { ...row, dongDays: 0n })
		for (const row of inTerm) count(kind, true, { ...row, yearly: null, interest: zero })
	}
	return buckets
}

function lineOf(month: Month, { agreement, groupId, communeId, parts: found }: Bucket, { portfolioOf }: Facts): FeeLine {
	const { id, kind, terms } = agreement
	const parts = [...found.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part)
	const base = baseOf(terms.base, parts, daysOfMonth(month).count)
	const { quality } = terms
	const measured = quality === null ? null : measuredOf(quality, portfolioOf(quality.of, quality.of === 'group' ? groupId : communeId))
	const factor = quality === null || measured === null ? '1' : factorOf(quality, measured)
	const fee = settle(multiplyFractions(multiplyFractions(base, exact(terms.rate)), exact(factor)) as Accrual, roundingOf(terms))
	return {
		agreementId: id,
		kind,
		communeId,
		parts,
		interest: sum(parts.map(({ interest }) => interest)),
		base: fractionText(base),
		measured,
		factor,
		fee,
		shares: splitFee(fee, terms),
		leftOver: leftOver(fee, terms),
	}
}

function sortKey({ kind, agreementId, communeId }: FeeLine): string {
	return `${kind} ${agreementId.padStart(18, '0')} ${communeId.padStart(18, '0')}`
}
