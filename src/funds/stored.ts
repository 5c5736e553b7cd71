import type { StoredContract } from '../contracts/stored.js'
import type { PlacedParty } from '../groups/party.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { FundKind } from './kind.js'

/** A fund as it was opened: what it is for, and the unit of the Union or the group that keeps it. */
export type FundRow = {
	readonly contract: StoredContract
	readonly code: string
	readonly name: string
	readonly kind: FundKind
	/** What its money is for where nothing else is said. */
	readonly purpose: string
	readonly openedOn: CalendarDate
	readonly keeper: PlacedParty
	/** Of the keeper; null where a district or the province keeps it. */
	readonly communeId: string | null
}

export type NewFund = Omit<FundRow, 'contract' | 'code'> & { readonly id: string; readonly code: string | null }

export type FundFilter = {
	readonly kind?: FundKind | undefined
	readonly groupId?: string | undefined
	/** Kept by the unit itself, or in a commune below it. */
	readonly place?: { readonly unitId: string; readonly communeIds: readonly string[] } | undefined
}
