import type { ContractEvent } from '../contracts/contract.js'
import type { CalendarDate, Period } from '../kernel/calendar-date.js'
import type { Rate } from '../kernel/rate.js'
import type { Method } from './accounts.js'
import type { OffsetPart } from './repayment.js'

/** The life of a loan, in the words of the trade. */
export const loanEventTypes = [
	'signed',
	'cancelled',
	'disbursed',
	'brought-forward',
	'repaid',
	'savings-offset',
	'rate-changed',
	'interest-waived',
	'support-received',
	'extended',
	'rescheduled',
	'rolled-over',
	'moved-to-overdue',
	'frozen',
	'thawed',
	'written-off',
	'recovered',
	'transferred',
	'reversed',
] as const
export type LoanEventType = (typeof loanEventTypes)[number]

/** What an event says beside its day and amount. */
export type LoanEventDetails = {
	readonly method?: Method | undefined
	/** Of a signing: the day at whose end the loan's balances come over from the books that were kept before ours. */
	readonly broughtForwardOn?: CalendarDate | undefined
	/** How a loan stood when it was brought forward (see brought-forward.ts); amounts in đồng as text. */
	readonly disbursedOn?: CalendarDate | undefined
	readonly overdue?: string | undefined
	readonly overdueSince?: CalendarDate | undefined
	readonly frozen?: string | undefined
	readonly interestDue?: string | undefined
	readonly interestCarried?: string | undefined
	readonly interestPaidThrough?: CalendarDate | undefined
	readonly yearly?: Rate | undefined
	/** The new end of the term, or how many months later than the one in force it lies. */
	readonly maturityOn?: CalendarDate | undefined
	readonly months?: number | undefined
	/** Principal that falls due anew, row by row (đồng as text), or on a cycle. */
	readonly rows?: readonly { readonly dueOn: CalendarDate; readonly principal: string }[] | undefined
	readonly principalEvery?: { readonly every: number; readonly period: Period; readonly firstOn?: CalendarDate | undefined } | undefined
	readonly receiptNo?: string | undefined
	/** The savings account, and its event, that an offset came out of; and the order in which its product lets savings pay. */
	readonly accountId?: string | undefined
	readonly accountEvent?: string | undefined
	readonly order?: readonly OffsetPart[] | undefined
	readonly decisionNo?: string | undefined
	readonly decisionOn?: CalendarDate | undefined
	readonly note?: string | undefined
	readonly reason?: string | undefined
	/** Where a loan was signed, or transferred to: its group, where it is in one, and its commune. */
	readonly groupId?: string | null | undefined
	readonly communeId?: string | undefined
	/** The day on which a reversal was decided; it takes effect on the day of the event that it undoes. */
	readonly decidedOn?: CalendarDate | undefined
}

export type LoanEvent = ContractEvent & { readonly type: LoanEventType; readonly details: LoanEventDetails }
