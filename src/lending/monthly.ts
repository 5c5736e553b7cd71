import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import type { DebtGroup } from './classification-circulars.js'
import type { DueInPeriod } from './due-list.js'
import type { OverdueTransfer } from './overdue-transfer.js'
import type { LoanFilter } from './stored.js'

/** The monthly work on all loans of a scope, each of its kinds a job. */
export const monthlyKinds = ['due-list', 'overdue-proposals', 'classification'] as const
export type MonthlyKind = (typeof monthlyKinds)[number]

/** Which loans a monthly job is about; its asker's scope is in it. Kept as the arguments of the job. */
export type MonthlyArguments = {
	readonly lenderId: string | null
	readonly unitId: string | null
	/** The communes whose loans count; null is all of them. */
	readonly communeIds: readonly string[] | null
	/** The period of a due list. */
	readonly from?: CalendarDate
	readonly to?: CalendarDate
	/** The moment of knowledge, where one was asked for. */
	readonly knownAt?: string
}

/** The loans that a monthly job works on. */
export function loansOf({ lenderId, communeIds }: MonthlyArguments): LoanFilter {
	return { lenderId: lenderId ?? undefined, communeIds: communeIds ?? undefined }
}

/** How a loan stands in a classification, in đồng and days. */
export type Classified = {
	readonly debtGroup: DebtGroup | null
	readonly daysPastDue: number
	readonly outstanding: Money
	readonly overdue: Money
	readonly frozen: Money
}

/** What names a loan in a monthly result. */
export type NamedLoan = {
	readonly contract: { readonly id: string }
	readonly code: string
	readonly externalCode: string | null
	readonly lenderId: string
	readonly groupId: string | null
	readonly memberId: string | null
	readonly communeId: string
}

/** A row that a job found about a loan. */
export type Found<Row> = { readonly loanId: string; readonly found: Row }

/** A proposal as it was kept, and the event by which it was recorded; null while it is open. */
export type KeptProposal = OverdueTransfer & { readonly id: string; readonly eventSeq: number | null }

/** What a job of each kind says of a loan. */
export type MonthlyRow = {
	readonly 'due-list': DueInPeriod
	readonly 'overdue-proposals': KeptProposal
	readonly classification: Classified
}
