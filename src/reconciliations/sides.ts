import type { ListedLoan } from '../banklists/listed.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import type { Tolerance } from './tolerance.js'

/** Interest that a list may state; only what the bank states is compared. */
export const interestKeys = ['interestDue', 'interestCarried', 'interestAccrued', 'lateInterest'] as const
export type InterestKey = (typeof interestKeys)[number]

/** One row of a bank's list; what it leaves out is not compared. */
export type BankLoan = ListedLoan

/** A loan as our book has it; one that owes nothing any more is there where the bank still lists it. */
export type OurLoan = {
	readonly loanId: string
	readonly loanCode: string
	readonly bankLoanCode: string | null
	readonly memberId: string | null
	readonly memberCode: string | null
	readonly memberName: string | null
	readonly memberBankCode: string | null
	readonly groupId: string | null
	readonly groupCode: string | null
	readonly groupName: string | null
	readonly groupBankCode: string | null
	readonly communeId: string
	readonly productCode: string
	readonly principal: Money
	readonly signedOn: CalendarDate
	readonly disbursedOn: CalendarDate | null
	/** Null where it is not compared. */
	readonly rate: string | null
	readonly outstanding: Money
	/** What falls due next. */
	readonly nextDuePrincipal: Money | null
} & Readonly<Record<InterestKey, Money>>

/** Money that moved on a loan with us, and the group's sheet on which it was collected. */
export type Movement = {
	readonly loanId: string
	readonly eventId: string
	readonly kind: 'repayment' | 'disbursement'
	readonly on: CalendarDate
	readonly amount: Money
	/** How much of it was principal, as it was posted. */
	readonly principal: Money
	/** Whether our balance of the day counts it: it is of a day up to it, and was known. */
	readonly counted: boolean
	readonly sheet: { readonly id: string; readonly no: number } | null
}

/** What a comparison is made with. */
export type Surroundings = {
	readonly asOf: CalendarDate
	readonly tolerance: Tolerance
	/** What moved on the loans of which something differs, by loan, in order of days. */
	readonly movements: ReadonlyMap<string, readonly Movement[]>
}
