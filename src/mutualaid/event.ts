import type { ContractEvent } from '../contracts/contract.js'
import type { CalendarDate } from '../kernel/calendar-date.js'

/** What may happen to an act of help; labour is handed over again on each day on which it is worked. */
export const aidEventTypes = ['given', 'lent', 'worked', 'returned', 'forgiven', 'reversed'] as const
export type AidEventType = (typeof aidEventTypes)[number]

/** Whether what is handed over comes back: lent land and exchanged labour days do (đổi công), what is given does not. */
export const aidModes = ['given', 'lent'] as const
export type AidMode = (typeof aidModes)[number]

export type AidDetails = {
	/** Of something lent: the day by which it is expected back. */
	readonly returnOn?: CalendarDate
	/** Of something forgiven: what was taken in its place, in words; nothing of it stands in the book. */
	readonly replacedBy?: string
	readonly reason?: string
	readonly decidedOn?: CalendarDate
	readonly note?: string
}

/** The amount counts the smallest part of the unit of the act. */
export type AidEvent = ContractEvent & { readonly type: AidEventType; readonly details: AidDetails }
