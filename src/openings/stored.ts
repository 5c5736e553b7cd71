import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import type { JobStatus } from '../platform/jobs.js'
import type { OpeningKey, OpeningKind } from './columns.js'
import type { Fault } from './reasons.js'
import type { Cells } from './row.js'

/** Whether the good rows of a list are opened beside bad ones, or all rows or none. */
export const accepts = ['good-rows', 'all-or-nothing'] as const
export type Accept = (typeof accepts)[number]

/** What a check finds of a row: it opens something, corrects what was opened, is there already, or is wrong. */
export type Verdict = 'good' | 'correction' | 'already' | 'bad'

/** What became of a row; `left` is one that somebody else has entered since it was checked. */
export type Outcome = 'opened' | 'corrected' | 'already' | 'left'

/** The letter of each column of a file, by our name of it. */
export type Letters = Readonly<Partial<Record<OpeningKey, string>>>

/** A list as it was handed in, with the work on it. */
export type StoredOpening = {
	readonly id: string
	readonly kind: OpeningKind
	readonly fileName: string
	readonly sha256: string
	readonly openingOn: CalendarDate
	readonly accept: Accept
	readonly rows: number
	readonly columns: Letters
	readonly jobId: string
	readonly jobStatus: JobStatus
	readonly done: number
	/** Whether it is to be all or nothing, and a row was found to be wrong: once it is checked, it is refused. */
	readonly isBarred: boolean
	readonly recordedBy: string
	readonly recordedAt: Instant
}

export type RawRow = { readonly line: number; readonly key: string | null; readonly cells: Cells }

/** A row with what was found of it. */
export type Finding = {
	readonly line: number
	readonly verdict: Verdict
	readonly faults: readonly Fault[]
	readonly warnings: readonly Fault[]
	/** Where it is opened, and what it brings forward, in đồng; nothing of a row that is wrong. */
	readonly lenderId: string | null
	readonly groupId: string | null
	readonly communeId: string | null
	readonly amount: Money | null
}

/** What became of a row. */
export type RowOutcome = {
	readonly line: number
	readonly outcome: Outcome
	readonly contractId: string | null
	readonly eventSeq: number | null
	readonly faults: readonly Fault[]
}
