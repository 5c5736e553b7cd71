import type { ContractEvent } from '../contracts/contract.js'
import type { CalendarDate } from '../kernel/calendar-date.js'

/** What happens to a receipt book (quyển biên lai) and its leaves. */
export const receiptEventTypes = ['issued', 'used', 'cancelled', 'missing', 'returned', 'passed-on', 'reversed'] as const
export type ReceiptEventType = (typeof receiptEventTypes)[number]

/** To whom unused receipts go back. */
export const returnedTo = ['bank', 'office'] as const
export type ReturnedTo = (typeof returnedTo)[number]

/** What an event says beside its day. */
export type ReceiptEventDetails = {
	/** The group that the book is issued to, or that used the leaves. */
	readonly groupId?: string | undefined
	/** The member who keeps the book: at its issue, or after it was passed on. */
	readonly holderId?: string | undefined
	/** Leaves that were written, and what each was written for. */
	readonly leaves?: readonly { readonly serial: number; readonly usedFor: string }[] | undefined
	readonly serials?: readonly number[] | undefined
	readonly to?: ReturnedTo | undefined
	readonly receiver?: string | undefined
	readonly paperNo?: string | undefined
	readonly reason?: string | undefined
	/** The day on which a reversal was decided; it takes effect on the day of the event that it undoes. */
	readonly decidedOn?: CalendarDate | undefined
}

export type ReceiptEvent = ContractEvent & { readonly type: ReceiptEventType; readonly details: ReceiptEventDetails }
