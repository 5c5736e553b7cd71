import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Rate } from '../kernel/rate.js'
import type { Party } from './person.js'

/** A loan as a row opens it, all that is wrong with the row being right. Plain JSON, amounts as text: it is kept with the row. */
export type LoanDraft = Party & {
	readonly productId: string
	readonly code: string | null
	readonly externalCode: string | null
	readonly signedOn: CalendarDate
	readonly disbursedOn: CalendarDate
	readonly maturityOn: CalendarDate
	readonly principal: string
	readonly yearly: Rate | null
	readonly opening: LoanOpening
}

/** How a loan stands at the end of the opening day. */
export type LoanOpening = {
	readonly outstanding: string
	readonly overdue?: string
	readonly frozen?: string
	readonly overdueSince?: CalendarDate
	readonly decisionNo?: string
	readonly interestDue?: string
	readonly interestCarried?: string
	readonly interestPaidThrough?: CalendarDate
}

/** A savings account as a row opens it. */
export type SavingsDraft = Party & {
	readonly productId: string
	readonly code: string | null
	readonly externalCode: string | null
	readonly openedOn: CalendarDate
	readonly minimumMonthly: string | null
	readonly opening: SavingsOpening
}

export type SavingsOpening = {
	readonly balance: string
	readonly interestAccrued?: string
	readonly creditedOn?: CalendarDate
}

/** What is left out says nothing: a column that is empty, or says nothing is overdue. */
export function said<T extends object>(given: { readonly [K in keyof T]: T[K] | null | undefined | '0' }): T {
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined && value !== '0')) as T
}
