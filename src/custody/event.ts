import type { ContractEvent } from '../contracts/contract.js'
import type { Banknote } from '../kernel/banknotes.js'
import type { CalendarDate } from '../kernel/calendar-date.js'

/** What happens to the cash that a leader holds between the meeting and the day on which she hands it over. */
export const custodyEventTypes = ['collected', 'handed-over', 'passed-on', 'taken-over', 'reversed'] as const
export type CustodyEventType = (typeof custodyEventTypes)[number]

/** To whom cash is handed over: the bank on its transaction day, the Union's fund, or the office of the Union. */
export const receivers = ['bank', 'fund', 'office'] as const
export type ReceiverKind = (typeof receivers)[number]

/** What is held of one meeting, as an event carries it; đồng as text. */
export type StoredMeeting = {
	readonly sheetId: string
	readonly metOn: CalendarDate
	readonly dueOn: CalendarDate
	readonly held: string
}

/** What an event says beside its day and amount. */
export type CustodyEventDetails = {
	/** The sheet whose cash it is, and by when it is to be handed over, as the days were known when it was recorded. */
	readonly sheetId?: string | undefined
	readonly dueOn?: CalendarDate | undefined
	readonly to?: ReceiverKind | undefined
	readonly receiver?: string | undefined
	readonly paperNo?: string | undefined
	/** Banknotes that were counted. */
	readonly denominations?: readonly Banknote[] | undefined
	/** Taken over from another leader, or passed on to her: her member id, and what is held of which meeting. */
	readonly leaderId?: string | undefined
	readonly meetings?: readonly StoredMeeting[] | undefined
	readonly note?: string | undefined
	readonly reason?: string | undefined
	/** The day on which a reversal was decided; it takes effect on the day of the event that it undoes. */
	readonly decidedOn?: CalendarDate | undefined
}

export type CustodyEvent = ContractEvent & { readonly type: CustodyEventType; readonly details: CustodyEventDetails }
