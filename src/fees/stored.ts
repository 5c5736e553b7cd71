import type { StoredContract } from '../contracts/stored.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import type { FeeHolder } from './accounts.js'
import type { FeeLine } from './line.js'
import type { Month } from './month.js'

/** A fee's row, with its contract's cached state and where its group is. */
export type FeeRow = {
	readonly contract: StoredContract
	readonly lenderId: string
	readonly lenderCode: string
	readonly groupId: string
	readonly groupCode: string
	readonly groupName: string
	readonly communeId: string
	readonly holder: FeeHolder
}

/** The reckoning of a month that stands for one holder: the latest that was not reversed. */
export type Standing = {
	readonly contractId: string
	readonly lenderId: string
	readonly groupId: string
	readonly holder: FeeHolder
	readonly month: Month
	readonly seq: number
	readonly on: CalendarDate
	readonly recordedAt: Instant
	/** The knowledge that its figures are of. */
	readonly knownAt: Instant
	readonly lines: readonly FeeLine[]
}

/** Interest that one loan really paid in a month, where it was on the day. In đồng. */
export type Collected = {
	readonly loanId: string
	readonly productId: string
	readonly groupId: string
	readonly communeId: string
	/** The yearly rate of the loan on the day, null where none is known of. */
	readonly yearly: string | null
	readonly interest: Money
}

/** The days of a month, each counted with every đồng that was in term on it. */
export type InTerm = { readonly productId: string; readonly groupId: string; readonly communeId: string; readonly dongDays: bigint }
