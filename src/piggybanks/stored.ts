import type { StoredContract } from '../contracts/stored.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import type { Status } from './state.js'

/** A piggy bank as it was started, with its contract's cached state. */
export type PiggyBankRow = {
	readonly contract: StoredContract
	readonly code: string
	readonly groupId: string
	/** Where its group was when it was started. */
	readonly communeId: string
	/** Whose it is; null where it is the whole group's. */
	readonly memberId: string | null
	readonly memberName: string | null
	/** The year of which the target is. */
	readonly year: number
	readonly target: Money
	readonly startedOn: CalendarDate
	readonly opensOn: CalendarDate
}

export type NewPiggyBank = Omit<PiggyBankRow, 'contract' | 'code' | 'memberName'> & { readonly id: string }

export type PiggyBankFilter = {
	readonly groupId?: string | undefined
	readonly memberId?: string | undefined
	readonly year?: number | undefined
	readonly status?: Status | undefined
}

/** A group as it was on a day, with who was in it then. */
export type GroupThen = { readonly communeId: string; readonly memberIds: readonly string[] }
