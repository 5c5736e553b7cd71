import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Certainty, LenderKind } from './template.js'

/**
 * What a cap holds down: the yearly rate agreed; the yearly rate on late interest; how many times the rate overdue
 * principal may bear; what one household may owe a lender, in đồng; which share of what a group owes may be overdue before
 * somebody looks twice.
 */
export const capNames = ['yearly-rate', 'late-interest-yearly', 'overdue-factor', 'household-amount', 'group-overdue-share'] as const
export type CapName = (typeof capNames)[number]

/** A cap on the loans of lenders of a kind from a day on, until the next line; by law, or as the project decided. */
export type Cap = {
	readonly name: CapName
	readonly lenderKind: LenderKind
	readonly from: CalendarDate
	/** Decimal text; whole đồng for an amount. */
	readonly value: string
	readonly source: string
	readonly certainty: Certainty
}

/** The cap in force on a day; null where nothing holds it down. */
export function capOn(caps: readonly Cap[], name: CapName, lenderKind: LenderKind, on: CalendarDate): Cap | null {
	const own = caps.filter((cap) => cap.name === name && cap.lenderKind === lenderKind && cap.from <= on)
	return own.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1) ?? null
}

/** Banks are credit institutions: TT 39/2016 binds them, and the 20 % of BLDS art. 468.1 gives way to their own law. */
export function isBank(kind: LenderKind): boolean {
	return kind === 'policy-bank' || kind === 'commercial-bank'
}
