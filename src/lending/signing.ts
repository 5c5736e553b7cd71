import { must } from '../kernel/assert.js'
import { monthsUntil } from '../kernel/calendar-date.js'
import { type Money, moneyFromText } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { type Language, Refusal } from '../kernel/refusal.js'
import { findingSentence, limitFindings, needsSecondPerson, principalEveryFor, type ProductRules } from '../products/rules.js'
import type { LimitsTemplate, TermsTemplate } from '../products/template.js'
import { layOut } from './layout.js'
import type { RateStep } from './interest.js'
import { type SignLoan, type Terms, termsSchema } from './schemas.js'

type Json = Record<string, unknown>

/**
 * The terms of a new loan: what the product says on the day of signing, over it what was agreed. Answered as read and in
 * their wire form, in which they are frozen on the loan. Refused when together they do not make a loan.
 */
export function agreedTerms(
	{ terms: template, limits: { extension } }: Pick<ProductRules, 'terms' | 'limits'>,
	rates: readonly RateStep[],
	command: SignLoan,
	transactionDay: number | null,
): { readonly terms: Terms; readonly wire: Json } {
	const { principalBands, instalments, ...offered } = template
	const { maturityOn } = command.terms
	const given = wireOf(command.terms)
	const agreedInstalments = { ...instalments, ...(given['instalments'] as Json | undefined) } as {
		count?: number
		every: number
		period: string
	}
	const months = monthsOf(agreedInstalments) ?? (maturityOn === undefined ? null : monthsUntil(command.signedOn, maturityOn))
	const merged = {
		rates,
		...offered,
		...principalTerms(offered.amortization, months === null ? undefined : principalEveryFor(months, principalBands)),
		extension,
		...(transactionDay === null ? {} : { transactionDay }),
		...given,
		instalments: agreedInstalments,
	}
	const wire = wireOf(merged)
	const read = termsSchema.safeParse(wire)
	if (!read.success) {
		const path = ['terms', ...(read.error.issues[0]?.path ?? [])].join('.')
		throw new Refusal('loan.terms-malformed', { path, details: { path } })
	}
	// Terms that cannot be laid out are refused now and not at the first disbursement.
	layOut(read.data, command.signedOn)
	return { terms: read.data, wire }
}

/** What somebody should look at twice; the loan may be signed all the same. */
export function signingWarnings(limits: LimitsTemplate, terms: Terms, borrower: 'member' | 'group', language: Language) {
	const months = monthsOf(terms.instalments)
	return limitFindings(limits, { principal: terms.principal, months, borrower }).map((finding) => ({
		code: finding.code,
		message: findingSentence(finding, language),
		details: { limit: ungrouped(finding.limit), asked: ungrouped(finding.asked) },
	}))
}

/** Refuses to sign alone what a second person has to approve first. */
export function refuseUnapproved(limits: LimitsTemplate, principal: Money): void {
	if (needsSecondPerson(limits, principal))
		throw new Refusal('loan.second-person-needed', {
			path: 'terms.principal',
			details: { limit: vietnameseNumber(moneyFromText(must(limits.secondPersonAbove, 'a limit that was passed'))) },
		})
}

/** How the product's bands spread the principal: every so many months, or once at the end. Days and weeks have no bands. */
function principalTerms(amortization: TermsTemplate['amortization'], every: number | null | undefined): Json {
	if (amortization !== 'equal-principal' || every === undefined) return {}
	return every === null ? { amortization: 'bullet' } : { principalEvery: { every, period: 'month' } }
}

function monthsOf({ count, every, period }: { count?: number | undefined; every: number; period: string }): number | null {
	return count === undefined || period !== 'month' ? null : count * every
}

/** 100.000.000 as the wire writes it. */
function ungrouped(number: string): string {
	return number.replaceAll('.', '')
}

function wireOf(value: unknown): Json {
	return JSON.parse(JSON.stringify(value)) as Json
}
