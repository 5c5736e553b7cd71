import { fractionText } from '../../src/kernel/fraction.js'
import { dong } from '../../src/kernel/money.js'
import type { FeeAgreement, FeeLevel, FeeTerms } from '../../src/fees/agreement.js'
import { agreementLines } from '../../src/fees/catalogue.js'
import type { FeeLine } from '../../src/fees/line.js'
import type { Month } from '../../src/fees/month.js'
import type { Portfolio } from '../../src/fees/quality.js'
import type { Facts } from '../../src/fees/reckoning.js'
import type { Collected, InTerm } from '../../src/fees/stored.js'
import { leftOver, splitFee } from '../../src/fees/split.js'

export const october = '2022-10' as Month

/** A line of the catalogue as an agreement in force. */
export function catalogued(lender: string, kind: FeeAgreement['kind'], product: string | null = null, from = '2022-10'): FeeAgreement {
	const found = agreementLines.filter((line) => line.lender === lender && line.kind === kind && line.product === product)
	const line = found.findLast((one) => one.from <= from)
	if (line === undefined) throw new Error(`no ${kind} of ${lender} in the catalogue`)
	return { id: String(agreementLines.indexOf(line) + 1), lenderId: '1', productId: product, ...line }
}

/** An agreement of these terms; what is not named is a plain tenth of the interest for the group. */
export function agreement(id: string, terms: Partial<FeeTerms> = {}, rest: Partial<FeeAgreement> = {}): FeeAgreement {
	return {
		id,
		lenderId: '1',
		productId: null,
		kind: 'commission',
		from: '2020-01' as Month,
		terms: {
			base: 'interest-collected',
			rate: '0.1',
			quality: null,
			shares: [{ level: 'group', percent: '100' }],
			residual: 'group',
			rounding: { unit: '1', towards: 'nearest' },
			...terms,
		},
		source: 'thoả thuận thử',
		certainty: 'project decision',
		...rest,
	}
}

export function collected(interest: number, more: Partial<Collected> = {}): Collected {
	return { loanId: '1', productId: '1', groupId: '7', communeId: '3', yearly: '0.066', interest: dong(BigInt(interest)), ...more }
}

export const good: Portfolio = {
	outstanding: dong(1_000_000n),
	overdue: dong(0n),
	badDebt: dong(0n),
	collected: dong(100n),
	uncollected: dong(0n),
}

export function facts(rows: readonly Collected[], inTerm: readonly InTerm[] = [], portfolio: Partial<Portfolio> = {}): Facts {
	return { collected: rows, inTerm, portfolioOf: () => ({ ...good, ...portfolio }) }
}

/** A line of a fee that is split among some levels, as an event would tell it. */
export function line(fee: bigint, shares: readonly (readonly [FeeLevel, string])[], more: Partial<FeeLine> = {}): FeeLine {
	const terms = {
		shares: shares.map(([level, percent]) => ({ level, percent })),
		residual: shares[0]?.[0] ?? ('group' as const),
		rounding: { unit: '1', towards: 'nearest' as const },
	}
	return {
		agreementId: '1',
		kind: 'commission',
		communeId: '3',
		parts: [{ productId: '1', yearly: '0.066', interest: dong(fee * 10n), dongDays: 0n }],
		interest: dong(fee * 10n),
		base: fractionText({ numerator: fee * 10n, denominator: 1n }),
		measured: null,
		factor: '1',
		fee: dong(fee),
		shares: splitFee(dong(fee), terms),
		leftOver: leftOver(dong(fee), terms),
		...more,
	}
}
