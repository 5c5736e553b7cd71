import type { StoredContract } from '../contracts/stored.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Place } from './state.js'

/** A savings account as it was opened, with its contract's cached state. */
export type AccountRow = {
	readonly contract: StoredContract
	readonly code: string
	/** Whose money it becomes a debt of: a bank, a fund; null where the group itself holds it. */
	readonly lenderId: string | null
	readonly productId: string
	/** Where the account is now, or was on the day that is asked of. */
	readonly groupId: string | null
	readonly communeId: string
	readonly memberId: string
	/** Where it was opened. */
	readonly openedIn: Place
	readonly openedOn: CalendarDate
	readonly terms: Record<string, unknown>
	readonly externalCode: string | null
}

export type AccountFilter = {
	readonly status?: string | undefined
	readonly lenderId?: string | undefined
	readonly productId?: string | undefined
	readonly groupId?: string | undefined
	/** Accounts that are in this group or have ever been. */
	readonly everInGroup?: string | undefined
	readonly memberId?: string | undefined
	/** Leaves out what was not opened by then. */
	readonly openedBy?: CalendarDate | undefined
	readonly q?: string | undefined
}

export type NewAccount = {
	readonly id: string
	readonly code: string | null
	readonly lenderId: string | null
	readonly productId: string
	readonly groupId: string | null
	readonly communeId: string
	readonly memberId: string
	readonly openedOn: CalendarDate
	readonly terms: Record<string, unknown>
	readonly rulesFrom: CalendarDate
}
