import type { ContractEvent } from '../contracts/contract.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Rate } from '../kernel/rate.js'
import type { Method } from './accounts.js'

/** The life of a loan, in the words of the trade. */
export const loanEventTypes = [
	'signed',
	'disbursed',
	'repaid',
	'rate-changed',
	'moved-to-overdue',
	'frozen',
	'thawed',
	'written-off',
	'recovered',
	'interest-waived',
	'reversed',
] as const
export type LoanEventType = (typeof loanEventTypes)[number]

/** What an event says beside its day and amount. */
export type LoanEventDetails = {
	readonly method?: Method | undefined
	readonly yearly?: Rate | undefined
	readonly receiptNo?: string | undefined
	readonly decisionNo?: string | undefined
	readonly decisionOn?: CalendarDate | undefined
	readonly note?: string | undefined
	readonly reason?: string | undefined
	/** The day on which a reversal was decided; it takes effect on the day of the event that it undoes. */
	readonly decidedOn?: CalendarDate | undefined
}

export type LoanEvent = ContractEvent & { readonly type: LoanEventType; readonly details: LoanEventDetails }
