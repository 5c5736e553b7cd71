import type { ContractEvent } from '../contracts/contract.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'

/** The life of a rotating fund (dây họ), in the words of the trade. */
export const circleEventTypes = [
	'opened',
	'contributed',
	'bid',
	'drawn',
	'advanced',
	'repaid',
	'late-interest-charged',
	'late-interest-paid',
	'swapped',
	'left',
	'replaced',
	'defaulted',
	'closed',
	'reversed',
] as const
export type CircleEventType = (typeof circleEventTypes)[number]

/** Who puts in, or pays back, in a member's stead: the organiser (chủ họ), or the group from its common fund. */
export const coverers = ['organiser', 'group'] as const
export type Coverer = (typeof coverers)[number]

/** What an event says beside its day and amount. Turns and shares are counted from 1. */
export type CircleEventDetails = {
	readonly memberId?: string | undefined
	readonly turn?: number | undefined
	readonly share?: number | undefined
	/** The other turn of a swap. */
	readonly otherTurn?: number | undefined
	/** Who takes over the shares of another. */
	readonly newMemberId?: string | undefined
	/** What a share offers of each other share that has not drawn, in đồng as text. */
	readonly interest?: string | undefined
	readonly by?: Coverer | undefined
	readonly decisionNo?: string | undefined
	readonly reason?: string | undefined
	readonly lotMinutes?: string | undefined
	readonly receiptNo?: string | undefined
	readonly note?: string | undefined
	/** The day on which a reversal was decided; it takes effect on the day of the event that it undoes. */
	readonly decidedOn?: CalendarDate | undefined
}

export type CircleEvent = ContractEvent & {
	readonly type: CircleEventType
	readonly details: CircleEventDetails
	readonly amount: Money | null
}
