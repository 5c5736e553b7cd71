import { type CalendarDate, cycleDate } from '../kernel/calendar-date.js'
import { compareFractions } from '../kernel/fraction.js'
import type { Money } from '../kernel/money.js'
import { type Rate, rateFraction } from '../kernel/rate.js'
import { circleLawOn } from './law.js'

/** Who comes next: as agreed, by lot, by need (the committee decides, with its reason), or who offers most. */
export const turnOrders = ['fixed', 'lot', 'need', 'bid'] as const
export type TurnOrder = (typeof turnOrders)[number]

/** One share (phần họ): whole in one hand, or in parts that sum to the share amount. */
export type Share = { readonly holders: readonly { readonly memberId: string; readonly amount: Money }[] }

/** What was agreed when the circle was opened. There are as many turns as shares, each on its day. */
export type CircleTerms = {
	readonly shareAmount: Money
	readonly shares: readonly Share[]
	readonly days: readonly CalendarDate[]
	readonly order: TurnOrder
	/** none; the organiser draws the first pot and pays no interest on it (đầu thảo); or she has a commission of each pot (hưởng hoa hồng). */
	readonly reward: { readonly kind: 'none' | 'first-pot' } | { readonly kind: 'commission'; readonly amount: Money }
	readonly organiserId: string | null
	/** What late shares bear a year, as agreed; null where nothing is. */
	readonly lateYearly: Rate | null
	/** Whether the organiser puts in what is missing (Art. 23: she does, unless it is agreed otherwise). */
	readonly organiserCovers: boolean
}

/** A calendar as it is agreed: every so many weeks or months from a first day. */
export type CircleCalendar = { readonly firstOn: CalendarDate; readonly every: number; readonly period: 'week' | 'month' }

/** The days of so many turns. A day that a month lacks is its last. */
export function turnDays({ firstOn, every, period }: CircleCalendar, count: number): readonly CalendarDate[] {
	return Array.from({ length: count }, (_, n) => cycleDate({ anchor: firstOn, every, period }, n))
}

/** What late shares bear a year on a day: as agreed, at most what the law lets; where nothing is agreed, what it says (Art. 22). */
export function lateYearlyOn({ lateYearly }: Pick<CircleTerms, 'lateYearly'>, on: CalendarDate): Rate {
	const law = circleLawOn(on)
	if (lateYearly === null) return law.lateYearlySilent
	return compareFractions(rateFraction(lateYearly), rateFraction(law.yearlyMax)) > 0 ? law.yearlyMax : lateYearly
}

/** The share (from 1) that draws the first pot where that is the organiser's reward: the first that is whole in her hand at the opening; null elsewhere. */
export function firstPotShare({ reward, organiserId, shares }: Pick<CircleTerms, 'reward' | 'organiserId' | 'shares'>): number | null {
	if (reward.kind !== 'first-pot' || organiserId === null) return null
	const found = shares.findIndex(({ holders: [first, ...others] }) => first?.memberId === organiserId && others.length === 0)
	return found < 0 ? null : found + 1
}
