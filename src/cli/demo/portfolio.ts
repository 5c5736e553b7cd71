import { must } from '../../kernel/assert.js'
import { addDays, addMonths, type CalendarDate, calendarDate, dayOf, monthOf, monthStart, yearOf } from '../../kernel/calendar-date.js'
import { dong, type Money } from '../../kernel/money.js'
import type { LoanLife } from '../../lending/life.js'
import { signedTermsSchema } from '../../lending/schemas.js'
import { agreedTerms } from '../../lending/signing.js'
import type { Book } from '../../ledger/chart.js'
import type { Offer } from '../../products/actions.js'
import { principalEveryFor, ratesFor, rulesFor } from '../../products/rules.js'
import type { DemoGroup } from './groups.js'
import { type Habits, happeningsOf } from './lives.js'
import type { Chance } from './random.js'

/** What the catalogue offers, with the book of its lender. */
export type DemoProduct = Pick<Offer, 'product' | 'lender'> & { readonly book: Book }

/** A loan of the demonstration before its amount is settled. */
export type Draft = {
	readonly product: DemoProduct
	readonly group: DemoGroup | null
	readonly memberId: string | null
	readonly communeId: string
	readonly signedOn: CalendarDate
	readonly months: number
	/** In millions of đồng; null where the figure of the day decides. */
	readonly millions: number | null
	readonly terms: Readonly<Record<string, unknown>>
	readonly habits: Habits
	readonly transactionDay: number | null
}

/** The day up to which the demonstration's story goes. */
export const storyEnds = calendarDate('2026-10-31')
const reportYearEnds = calendarDate('2022-12-31')

/** The life of a draft with that amount; `serial` makes its number at the bank its own. */
export function lifeOf(draft: Draft, principal: Money, until: CalendarDate, random: Chance, serial: number): LoanLife {
	const { product, lender, book } = draft.product
	const rules = must(rulesFor(product.rules, draft.signedOn), `rules of ${product.code} on ${draft.signedOn}`)
	const given = signedTermsSchema.parse({ principal: String(principal), instalments: { count: draft.months }, ...draft.terms })
	const terms = agreedTerms(
		rules,
		ratesFor(product.rates, draft.signedOn),
		{ productId: product.id, signedOn: draft.signedOn, terms: given },
		draft.transactionDay,
	)
	return {
		loan: {
			code: null,
			lenderId: lender.id,
			productId: product.id,
			groupId: draft.group?.id ?? null,
			memberId: draft.memberId,
			communeId: draft.communeId,
			signedOn: draft.signedOn,
			rulesFrom: rules.from,
			purpose: null,
		},
		terms,
		book,
		// Sixteen digits, as NHCSXH numbers its loan books (số khế ước).
		externalCode: lender.entrusted ? { issuer: lender.code, code: `66${String(serial).padStart(14, '0')}` } : null,
		happenings: happeningsOf({
			signedOn: draft.signedOn,
			principal,
			method: lender.entrusted ? 'cash' : 'bank',
			habits: draft.habits,
			until,
			random,
		}),
	}
}

/** Whether no principal falls due by that day, so that the balance is the amount that was lent. */
export function owesAllOn(draft: Draft, day: CalendarDate): boolean {
	const rules = must(rulesFor(draft.product.product.rules, draft.signedOn), 'rules of a product')
	const every =
		draft.terms['amortization'] === 'bullet' ? draft.months : (principalEveryFor(draft.months, rules.terms.principalBands) ?? draft.months)
	const tranche = draft.habits.secondTrancheAfter
	return draft.signedOn <= day && addMonths(draft.signedOn, every) > day && (tranche === null || addDays(draft.signedOn, tranche) <= day)
}

const monthlyFrom = calendarDate('2022-07-01')

/**
 * Every third interest day, every one in the last months of the report's year, then once a year in October; always
 * where principal falls due. (Women pay every month; so many lines more would only make the first start longer.)
 */
export function comesQuarterly(principalEvery: number, missesInHundredThousand: number, random: Chance): Habits['comes'] {
	return (dueOn, index) => {
		if ((index + 1) % principalEvery === 0) return true
		if (dueOn > reportYearEnds) return monthOf(dueOn) === 10
		return (dueOn >= monthlyFrom || (index + 1) % 3 === 0) && !random.happens(missesInHundredThousand)
	}
}

/** A day of a month on which the bank comes to the commune, between two days. */
export function transactionDate(random: Chance, from: CalendarDate, to: CalendarDate, dayOfMonth: number): CalendarDate {
	const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from)
	for (let tries = 0; tries < 50; tries += 1) {
		const day = addDays(monthStart(addMonths(from, random.between(0, months))), dayOfMonth - 1)
		if (day >= from && day <= to && dayOf(day) === dayOfMonth) return day
	}
	return from
}

export const payingHabits: Habits = { comes: () => true, stopsOn: null, foundLater: null, recordedTwice: null, secondTrancheAfter: null }

export function millions(count: number): Money {
	return dong(BigInt(count) * 1_000_000n)
}
