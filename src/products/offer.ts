import { calendarDate } from '../kernel/calendar-date.js'
import { rateFromText } from '../kernel/rate.js'
import type { ProductRate, ProductRules } from './rules.js'
import type { BorrowerKind, Certainty, LenderKind, LimitsTemplate, TermsTemplate } from './template.js'

/** A lender as the catalogue writes it. */
export type LenderLine = {
	readonly code: string
	readonly name: string
	readonly nameEn: string
	readonly kind: LenderKind
	readonly book: string
	readonly entrusted: boolean
}

/** A product as the catalogue writes it. */
export type ProductLine = {
	readonly code: string
	readonly lender: string
	readonly name: string
	readonly nameEn: string
	readonly borrower: BorrowerKind
	readonly source: string
	readonly rates: readonly ProductRate[]
	readonly rules: readonly ProductRules[]
}

/** A rate that the loans signed from a day on have; those already out keep theirs. */
export function newLoansAt(from: string, yearly: string, source: string, certainty: Certainty): ProductRate {
	return { from: calendarDate(from), yearly: rateFromText(yearly), reachesLoansOut: false, source, certainty }
}

/** The rules for loans signed from a day on. */
export function signedFrom(
	from: string,
	rules: { readonly terms: TermsTemplate; readonly limits: LimitsTemplate; readonly source: string; readonly certainty: Certainty },
): ProductRules {
	return { from: calendarDate(from), ...rules }
}
