import type { ContractEvent } from '../contracts/contract.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Rate } from '../kernel/rate.js'
import type { Method } from './accounts.js'

/** The life of a savings account, in the words of the trade. */
export const savingsEventTypes = [
	'opened',
	'brought-forward',
	'deposited',
	'withdrawn',
	'offset',
	'interest-credited',
	'rate-changed',
	'minimum-changed',
	'transferred',
	'closed',
	'reversed',
] as const
export type SavingsEventType = (typeof savingsEventTypes)[number]

/** What an event says beside its day and amount. */
export type SavingsEventDetails = {
	readonly method?: Method | undefined
	/** Of an opening: the day at whose end the balance comes over from the books that were kept before ours. */
	readonly broughtForwardOn?: CalendarDate | undefined
	/** Of a balance that was brought forward: interest grown and not credited by then, in đồng as text, and when it was last credited. */
	readonly interestAccrued?: string | undefined
	readonly creditedOn?: CalendarDate | undefined
	readonly yearly?: Rate | undefined
	/** What she is to save a month from then on, in đồng as text; the group agrees it in its minutes (10C/TD). */
	readonly minimumMonthly?: string | undefined
	readonly minutesNo?: string | undefined
	/** What she owed at that lender when she withdrew, in đồng as text: what the withdrawal was decided by. */
	readonly owes?: string | undefined
	/** The day on which she said that she would withdraw. */
	readonly noticeOn?: CalendarDate | undefined
	/** The loan whose debt an offset paid. */
	readonly loanId?: string | undefined
	readonly receiptNo?: string | undefined
	readonly decisionNo?: string | undefined
	readonly decisionOn?: CalendarDate | undefined
	readonly note?: string | undefined
	readonly reason?: string | undefined
	/** Where the account was opened, or transferred to: its group, where it is in one, and its commune. */
	readonly groupId?: string | null | undefined
	readonly communeId?: string | undefined
	/** The day on which a reversal was decided; it takes effect on the day of the event that it undoes. */
	readonly decidedOn?: CalendarDate | undefined
}

export type SavingsEvent = ContractEvent & { readonly type: SavingsEventType; readonly details: SavingsEventDetails }
