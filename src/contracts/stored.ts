import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import type { ChartKind } from '../ledger/chart.js'
import type { Day } from './contract.js'

/** An event as it is stored, whatever its contract. */
export type StoredEvent = {
	readonly contractId: string
	readonly seq: number
	readonly type: string
	readonly on: CalendarDate
	readonly recordedAt: Instant
	readonly recordedBy: string
	readonly amount: Money | null
	readonly details: Record<string, unknown>
	readonly reverses: number | null
}

/** A contract's row: its cached state, and how far it goes. */
export type StoredContract = {
	readonly id: string
	readonly bookId: number
	readonly chart: ChartKind
	readonly version: number
	readonly lastOn: CalendarDate
	readonly lastRecordedAt: Instant
	readonly state: Record<string, unknown>
}

/** What one recording writes: the event, what it changes day by day, and the state that the contract has then. */
export type Recording = {
	readonly contractId: string
	readonly bookId: number
	readonly version: number
	readonly lastOn: CalendarDate
	readonly state: Record<string, unknown>
	readonly event: Omit<StoredEvent, 'contractId' | 'recordedAt' | 'seq'>
	readonly days: readonly Day[]
	/** When we learnt of it: null is now, by the database's clock. */
	readonly recordedAt: Instant | null
}

export type WrittenEntry = {
	readonly contractId: string
	readonly seq: number
	readonly on: CalendarDate
	readonly id: string
	readonly recordedAt: Instant
}

/** What the books hold of one contract, beside its events. */
export type Booked = {
	readonly postings: readonly {
		readonly seq: number
		readonly on: string
		readonly recordedAt: Instant
		readonly debit: string
		readonly credit: string
		readonly amount: Money
	}[]
	readonly dues: readonly {
		readonly seq: number
		readonly on: string
		readonly recordedAt: Instant
		readonly dueOn: string
		readonly lateAfter: string
		readonly amount: Money
	}[]
}
