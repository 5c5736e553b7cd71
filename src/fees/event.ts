import type { ContractEvent } from '../contracts/contract.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { FeeMethod } from './accounts.js'
import type { Cause } from './causes.js'
import type { FeeLine } from './line.js'
import type { Month } from './month.js'

/** The life of a fee: reckoned for a month, reckoned again when more is known, paid by the bank. */
export const feeEventTypes = ['reckoned', 'adjusted', 'paid', 'reversed'] as const
export type FeeEventType = (typeof feeEventTypes)[number]

/** What an event says beside its day and amount. */
export type FeeEventDetails = {
	/** Of a reckoning: the month it is of. Of a payment: the last month that it pays for. */
	readonly month?: Month | undefined
	/** How the month was reckoned, as it was known then. */
	readonly lines?: readonly FeeLine[] | undefined
	/** The knowledge that the lines are of. */
	readonly knownAt?: Instant | undefined
	/** Of an adjustment: which loans' interest differs from what was known before. */
	readonly causes?: readonly Cause[] | undefined
	readonly method?: FeeMethod | undefined
	readonly receiptNo?: string | undefined
	readonly note?: string | undefined
	readonly reason?: string | undefined
	/** The day on which a reversal was decided. */
	readonly decidedOn?: CalendarDate | undefined
}

export type FeeEvent = ContractEvent & { readonly type: FeeEventType; readonly details: FeeEventDetails }
