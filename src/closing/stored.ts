import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Found, ItemCode, ItemState, Waiver } from './checklist.js'

/** An item as it was kept with a closing. */
export type KeptItem = Found & { readonly state: ItemState; readonly waiver: Waiver | null }

/** A request to open a closed book again, and who agreed to it. */
export type Reopening = {
	readonly id: string
	readonly closingId: string
	readonly reason: string
	readonly askedAt: Instant
	readonly askedBy: string
	readonly askedByName: string
	readonly approval: {
		readonly approvedAt: Instant
		readonly approvedBy: string
		readonly approvedByName: string
		readonly openedById: string
	} | null
}

export type NewWaiver = {
	readonly bookId: number
	readonly monthEnd: CalendarDate
	readonly item: ItemCode
	readonly open: number
	readonly reason: string
	readonly recordedBy: string
}
