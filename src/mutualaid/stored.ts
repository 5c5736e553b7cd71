import type { StoredContract } from '../contracts/stored.js'
import type { PlacedParty } from '../groups/party.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import type { Measure } from '../kernel/quantity.js'
import type { AidMode } from './event.js'
import type { AidStatus } from './state.js'

/** An act of help as it was entered: who helped whom with what, where and to what end. What became of it are its events. */
export type AidRow = {
	readonly contract: StoredContract
	readonly code: string
	readonly mode: AidMode
	readonly unit: Measure
	readonly goods: string | null
	readonly purpose: string
	readonly programme: string | null
	readonly on: CalendarDate
	readonly giver: PlacedParty
	readonly receiver: PlacedParty
	readonly communeId: string
	readonly groupId: string | null
	/** In đồng, as somebody stated it; a memorandum that no book holds. */
	readonly value: Money | null
}

export type NewAid = Omit<AidRow, 'contract' | 'code'> & { readonly id: string }

export type AidFilter = {
	readonly unit?: Measure | undefined
	readonly status?: AidStatus | undefined
	readonly programme?: string | undefined
	readonly memberId?: string | undefined
	readonly groupId?: string | undefined
	readonly communeIds?: readonly string[] | undefined
}
