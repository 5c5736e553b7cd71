import type { ContractEvent } from '../contracts/contract.js'
import type { Banknote } from '../kernel/banknotes.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Witness } from './witnesses.js'

/** The life of a piggy bank (lợn nhựa), in the words of the trade. */
export const piggyBankEventTypes = ['started', 'fed', 'opened', 'paid-out', 'reversed'] as const
export type PiggyBankEventType = (typeof piggyBankEventTypes)[number]

/** What became of what was saved: back to the member, into her savings account, into a collective fund, or to a purpose. */
export const destinations = ['member', 'savings-account', 'fund', 'purpose'] as const
export type Destination = (typeof destinations)[number]

/** What an event says beside its day and amount. */
export type PiggyBankEventDetails = {
	/** What was counted, by denomination, before whom, and in which minutes. */
	readonly banknotes?: readonly Banknote[] | undefined
	readonly witnesses?: readonly Witness[] | undefined
	readonly minutesNo?: string | undefined
	readonly to?: Destination | undefined
	/** Who was paid out of a piggy bank of the whole group. */
	readonly memberId?: string | undefined
	/** The savings account, the fund or the purpose. */
	readonly reference?: string | undefined
	readonly receiptNo?: string | undefined
	readonly note?: string | undefined
	readonly reason?: string | undefined
	/** The day on which a reversal was decided; it takes effect on the day of the event that it undoes. */
	readonly decidedOn?: CalendarDate | undefined
}

export type PiggyBankEvent = ContractEvent & { readonly type: PiggyBankEventType; readonly details: PiggyBankEventDetails }
