import type { StoredContract } from '../contracts/stored.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import type { Place } from './state.js'

/** A loan as it was signed, with its contract's cached state. */
export type LoanRow = {
	readonly contract: StoredContract
	readonly code: string
	readonly lenderId: string
	readonly productId: string
	/** Where the loan is now, or was on the day that is asked of. */
	readonly groupId: string | null
	readonly memberId: string | null
	readonly communeId: string
	/** Where it was signed. */
	readonly signedIn: Place
	readonly signedOn: CalendarDate
	readonly principal: Money
	readonly terms: Record<string, unknown>
	readonly purpose: string | null
	readonly externalCode: string | null
}

export type LoanFilter = {
	readonly status?: string | undefined
	readonly lenderId?: string | undefined
	readonly productId?: string | undefined
	readonly groupId?: string | undefined
	readonly memberId?: string | undefined
	readonly memberIds?: readonly string[] | undefined
	readonly communeIds?: readonly string[] | undefined
	readonly q?: string | undefined
	/**
	 * Leaves out what was closed before the first day or signed after the last, as far as the cache tells. Loans that have
	 * been in the group or in one of the communes at any time are told too.
	 */
	readonly openThen?: { readonly from: CalendarDate; readonly to: CalendarDate; readonly knownAt: Instant } | undefined
	/**
	 * Only those of which something was recorded after one moment and up to another, about days up to one; and, if that is
	 * asked for, those that are late by the calendar alone. Loans that have been in the group or in one of the communes at
	 * any time are told too.
	 */
	readonly toldBetween?:
		| { readonly asOf: CalendarDate; readonly since: Instant; readonly knownAt: Instant; readonly lateByCalendar: boolean }
		| undefined
}

export type NewLoan = {
	readonly id: string
	readonly code: string | null
	readonly lenderId: string
	readonly productId: string
	readonly groupId: string | null
	readonly memberId: string | null
	readonly communeId: string
	readonly signedOn: CalendarDate
	readonly principal: Money
	readonly terms: Record<string, unknown>
	readonly rulesFrom: CalendarDate
	readonly purpose: string | null
}
