import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import type { Rate } from '../kernel/rate.js'
import type { Match } from './match.js'
import type { BankLoan, OurLoan } from './sides.js'

/** What may be said of a loan on both sides; everything but `matched` is a difference. */
export const itemTypes = [
	'matched',
	'timing',
	'rounding',
	'missing-receipt',
	'wrong-member',
	'wrong-loan',
	'unknown-loan',
	'missing-at-bank',
	'closed-at-bank',
	'rate-differs',
	'interest-differs',
	'code-differs',
	'balance-differs',
] as const
export type ItemType = (typeof itemTypes)[number]

/** What a difference rests on. */
export type Evidence =
	| { readonly kind: 'list-line'; readonly line: number }
	| { readonly kind: 'event'; readonly loanId: string; readonly eventId: string; readonly on: CalendarDate; readonly amount: Money }
	| { readonly kind: 'sheet'; readonly sheetId: string; readonly no: number; readonly on: CalendarDate; readonly amount: Money }
	| { readonly kind: 'bank-transaction'; readonly on: CalendarDate; readonly amount: Money }
	| { readonly kind: 'instalment'; readonly amount: Money }

/** What would set our book right: each is a verb of lending. */
export type Correction =
	| { readonly kind: 'repay'; readonly loanId: string; readonly on: CalendarDate; readonly amount: Money }
	| { readonly kind: 'reverse'; readonly loanId: string; readonly eventId: string }
	| { readonly kind: 'change-rate'; readonly loanId: string; readonly on: CalendarDate; readonly yearly: Rate }
	| { readonly kind: 'attach-code'; readonly loanId: string; readonly code: string }

/** What was found of one loan. */
export type Found = {
	readonly type: ItemType
	readonly match: Match | null
	readonly bank: BankLoan | null
	readonly ours: OurLoan | null
	/** What the bank has more than we have, in đồng: principal, and the interest that the bank states. */
	readonly outstanding: Money
	readonly interest: Money
	readonly cause: { readonly vi: string; readonly en: string }
	readonly evidence: readonly Evidence[]
	readonly corrections: readonly Correction[]
	/** The loan whose difference is the other half of this one. */
	readonly counterpart: string | null
}

/** The same with its place in the list of its reconciliation. */
export type Item = Found & { readonly no: number }
