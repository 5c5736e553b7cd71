import type { StoredContract } from '../contracts/stored.js'
import type { CalendarDate } from '../kernel/calendar-date.js'

/** The custody of one leader for one group, with its contract's cached state. */
export type CustodyRow = {
	readonly contract: StoredContract
	readonly groupId: string
	readonly groupCode: string
	readonly groupName: string
	readonly communeId: string
	readonly communeName: string
	readonly leaderId: string
	readonly leaderCode: string
	readonly leaderName: string
}

/** A group as custody needs to know it on a day. */
export type GroupOn = {
	readonly id: string
	readonly communeId: string
	readonly entrusted: boolean
	/** Who could hold its cash: leader and deputy by their member ids. */
	readonly leaderId: string | null
	readonly deputyId: string | null
}

/** Why something was not handed over in time, as an officer noted it. */
export type CustodyNote = {
	readonly id: string
	readonly custodyId: string
	readonly sheetId: string | null
	readonly on: CalendarDate
	readonly reason: string
	readonly recordedAt: string
	readonly recordedBy: string
}
