import { type CalendarDate, earlier } from '../kernel/calendar-date.js'
import { moneyFromText } from '../kernel/money.js'
import type { LoanLife } from '../lending/life.js'
import { signedTermsSchema } from '../lending/schemas.js'
import { agreedTerms } from '../lending/signing.js'
import { type ProductRules, ratesFor, rulesFor } from '../products/rules.js'
import type { SavingsLife } from '../savings/life.js'
import { ratesFor as savingsRatesFor, rulesFor as savingsRulesFor, type SavingsRules } from '../savings/offer.js'
import type { LoanDraft, SavingsDraft } from './draft.js'
import type { LoanProductFact, SavingsProductFact } from './facts.js'

/** The rules of a loan that was signed on a day; of one signed before any are known, the first ones. Null where there are none at all. */
export function rulesThen(product: LoanProductFact, signedOn: CalendarDate): ProductRules | null {
	return rulesFor(product.rules, signedOn) ?? firstOf(product.rules)
}

/** The same of a savings account. */
export function savingsRulesThen(product: SavingsProductFact, openedOn: CalendarDate): SavingsRules | null {
	return savingsRulesFor(product.rules, openedOn) ?? firstOf(product.rules)
}

/**
 * The life of a loan as a row opens it: signed on its day, and brought forward with the balances of the opening day. Its terms
 * are the product's of that day under what the row says; its rate is the one that the row gives, in force on the opening day.
 */
export function loanLifeOf(
	draft: LoanDraft,
	product: LoanProductFact,
	rules: ProductRules,
	openingOn: CalendarDate,
	transactionDay: number | null,
): LoanLife {
	const { signedOn, disbursedOn, maturityOn, principal, yearly, opening, groupId, communeId, memberId } = draft
	const { outstanding, ...balances } = opening
	const rates = yearly === null ? ratesOf(product, signedOn) : [{ from: earlier(signedOn, disbursedOn), yearly }]
	const terms = agreedTerms(
		rules,
		rates,
		{ productId: product.id, signedOn: disbursedOn, terms: signedTermsSchema.parse({ principal, maturityOn }) },
		rules.terms.dueDays === 'transaction-day' ? transactionDay : null,
	)
	const told = { recordedAt: null, reverses: null }
	return {
		loan: {
			code: draft.code,
			lenderId: product.lender.id,
			productId: product.id,
			groupId,
			memberId,
			communeId,
			signedOn,
			rulesFrom: rules.from,
			purpose: null,
		},
		terms,
		book: product.book,
		externalCode: draft.externalCode === null ? null : { issuer: product.lender.code, code: draft.externalCode },
		happenings: () => [
			{ type: 'signed', on: signedOn, amount: null, details: { broughtForwardOn: openingOn }, ...told },
			{ type: 'brought-forward', on: openingOn, amount: moneyFromText(outstanding), details: { disbursedOn, ...balances }, ...told },
		],
	}
}

/** The life of a savings account as a row opens it. */
export function savingsLifeOf(
	draft: SavingsDraft,
	memberId: string,
	product: SavingsProductFact,
	rules: SavingsRules,
	openingOn: CalendarDate,
): SavingsLife {
	const { openedOn, minimumMonthly, opening, groupId, communeId } = draft
	const { balance, ...interest } = opening
	const told = { recordedAt: null, reverses: null }
	return {
		account: {
			code: draft.code,
			lenderId: product.lender?.id ?? null,
			productId: product.id,
			groupId,
			communeId,
			memberId,
			openedOn,
			terms: { ...rules.terms, rates: savingsRatesOf(product, openedOn) },
			rulesFrom: rules.from,
		},
		book: product.book,
		externalCode: draft.externalCode === null || product.lender === null ? null : { issuer: product.lender.code, code: draft.externalCode },
		happenings: [
			{
				type: 'opened',
				on: openedOn,
				amount: null,
				details: { broughtForwardOn: openingOn, ...(minimumMonthly === null ? {} : { minimumMonthly }) },
				...told,
			},
			{ type: 'brought-forward', on: openingOn, amount: moneyFromText(balance), details: interest, ...told },
		],
	}
}

/** The rates that a loan signed then has; before any is known, the first one from its own day on. */
function ratesOf({ rates }: LoanProductFact, signedOn: CalendarDate) {
	const then = ratesFor(rates, signedOn)
	const first = firstOf(rates)
	return then.length > 0 || first === null ? then : [{ from: signedOn, yearly: first.yearly }]
}

function savingsRatesOf({ rates }: SavingsProductFact, openedOn: CalendarDate) {
	const then = savingsRatesFor(rates, openedOn)
	const first = firstOf(rates)
	return then.length > 0 || first === null ? then : [{ from: openedOn, yearly: first.yearly }]
}

function firstOf<T extends { readonly from: CalendarDate }>(lines: readonly T[]): T | null {
	return lines.toSorted((a, b) => (a.from < b.from ? -1 : 1))[0] ?? null
}
