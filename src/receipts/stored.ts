import type { StoredContract } from '../contracts/stored.js'
import type { CalendarDate } from '../kernel/calendar-date.js'

/** A receipt book as it was issued, with its contract's cached state. */
export type BookRow = {
	readonly contract: StoredContract
	readonly series: string
	readonly seriesKey: string
	readonly first: number
	readonly last: number
	/** How many digits a serial is printed with. */
	readonly width: number
	readonly groupId: string
	readonly groupCode: string
	readonly groupName: string
	readonly groupClosedOn: CalendarDate | null
}
