import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Rate } from '../kernel/rate.js'
import type { Certainty } from '../products/template.js'
import type { RateStep } from './interest.js'
import type { SavingsTemplate } from './terms.js'

export type SavingsRate = {
	readonly from: CalendarDate
	readonly yearly: Rate
	/** Whether it is also the rate, from that day on, of accounts that were opened before. */
	readonly reachesOpenAccounts: boolean
	readonly source: string
	readonly certainty: Certainty
}

/** The rules for accounts opened from a day on. */
export type SavingsRules = {
	readonly from: CalendarDate
	readonly terms: SavingsTemplate
	readonly source: string
	readonly certainty: Certainty
}

export type NewSavingsProduct = {
	readonly code: string
	readonly lenderId: string | null
	readonly name: string
	readonly nameEn: string
	readonly source: string
	readonly rates: readonly SavingsRate[]
	readonly rules: readonly SavingsRules[]
}

/**
 * The rates of an account opened on that day: the one then in force, and every later one that reaches open accounts.
 * Empty where the product had no rate yet.
 */
export function ratesFor(rates: readonly SavingsRate[], openedOn: CalendarDate): readonly RateStep[] {
	const inOrder = rates.toSorted((a, b) => (a.from < b.from ? -1 : 1))
	const atOpening = inOrder.findLast(({ from }) => from <= openedOn)
	if (atOpening === undefined) return []
	const later = inOrder.filter(({ from, reachesOpenAccounts }) => from > openedOn && reachesOpenAccounts)
	return [atOpening, ...later].map(({ from, yearly }) => ({ from, yearly }))
}

/** The rules of an account opened on that day; null where the product was not offered yet. */
export function rulesFor(rules: readonly SavingsRules[], openedOn: CalendarDate): SavingsRules | null {
	return rules.toSorted((a, b) => (a.from < b.from ? -1 : 1)).findLast(({ from }) => from <= openedOn) ?? null
}
