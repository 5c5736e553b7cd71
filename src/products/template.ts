import type { Period } from '../kernel/calendar-date.js'

/** How sure a number is: read in a source, known well, half known, hardly; or decided by the project for want of one. */
export const certainties = ['read', 'high', 'medium', 'low', 'project decision'] as const
export type Certainty = (typeof certainties)[number]

export type LenderKind = 'policy-bank' | 'commercial-bank' | 'fund' | 'union'
export type BorrowerKind = 'member' | 'group' | 'either'

type WireRounding = { readonly unit: string; readonly towards: 'nearest' | 'nearest-even' | 'up' | 'down' }

/** For loans of at most so many months (null: any longer one) principal falls due every so many months (null: once). */
export type PrincipalBand = { readonly monthsMax: number | null; readonly every: number | null }

/** What the order of collection names. */
export type Claim = 'principal' | 'interest'

/**
 * The terms that a product gives to a loan signed under it, in the words of the wire: the loan copies them, adds its
 * amount, its dates and its rates, and keeps them whatever the product does later.
 */
export type TermsTemplate = {
	readonly interestMethod: 'declining' | 'flat' | 'none'
	readonly dayCount: 'actual/365' | 'actual/360' | 'actual/actual' | '30/360' | '30e/360' | 'periodic'
	readonly instalments: { readonly every: number; readonly period: Period }
	readonly principalBands: readonly PrincipalBand[]
	readonly amortization: 'equal-principal' | 'equal-instalment' | 'bullet'
	readonly instalmentRounding: WireRounding
	readonly interestRounding: WireRounding
	readonly remainder: 'first' | 'last'
	readonly prepayment: 'from-next' | 'from-last' | 'reamortize'
	readonly allocation: { readonly inTerm: readonly Claim[]; readonly overdue: readonly Claim[] }
	readonly overdue: {
		readonly missedInstalment: 'overdue' | 'carry-forward'
		readonly transfer: 'recorded' | 'automatic'
		readonly factor: string
		readonly lateInterestYearly?: string | undefined
	}
	readonly dueDays: 'next-working-day' | 'none' | 'transaction-day'
	readonly classification: 'policy' | 'bank' | 'microfinance'
	readonly overpayment: 'refuse' | 'hold'
}

/**
 * How long a loan may be extended in all: a short one by a number of months, a longer one by a share of its term, and
 * never by more than the programme's own maximum where it has one.
 */
export type ExtensionRule = {
	readonly shortTermMonths: number
	readonly shortMonths: number
	readonly longShare: string
	readonly monthsMax: number | null
}

/** What a loan signed under a product may not exceed without somebody looking twice. Amounts in đồng as text. */
export type LimitsTemplate = {
	readonly amountMax: string | null
	/** Where the borrower is a group, a cooperative or a business. */
	readonly amountMaxGroup: string | null
	readonly monthsMin: number | null
	readonly monthsMax: number | null
	readonly extension: ExtensionRule
	/** Above this a second person has to approve before anything is signed; null where the lender itself decides (a bank's form 04/TD). */
	readonly secondPersonAbove: string | null
}
