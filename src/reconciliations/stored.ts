import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import type { Words } from '../kernel/refusal.js'
import type { Correction, ItemType } from './item.js'
import type { Match } from './match.js'

/** Who signs: the Union, or the bank. */
export const sides = ['union', 'bank'] as const
export type Side = (typeof sides)[number]

/** What was done about a difference. */
export const stepTypes = ['accepted', 'disputed', 'assigned'] as const
export type StepType = (typeof stepTypes)[number]

/** How a difference stands: what was last done about it; untouched, it is open, or carried where an earlier reconciliation had it. */
export const itemStatuses = ['open', 'carried', ...stepTypes] as const
export type ItemStatus = (typeof itemStatuses)[number]

/** A difference of the reconciliation before that is not found again. */
export type Vanished = { readonly no: number; readonly type: ItemType; readonly loanId: string | null; readonly since: CalendarDate }

export type Reconciliation = {
	readonly id: string
	readonly lenderId: string
	readonly lenderCode: string
	readonly lenderName: string
	readonly asOf: CalendarDate
	readonly knownAt: Instant
	readonly listId: string
	/** Of the file as it was handed in. */
	readonly listSha256: string
	/** The signed reconciliation whose open differences are carried to this one. */
	readonly carriedFrom: string | null
	readonly totals: object
	readonly vanished: readonly Vanished[]
	readonly recordedAt: Instant
	readonly recordedBy: string
	/** In the order of signing. */
	readonly signatures: readonly Signature[]
}

export type Signature = {
	readonly side: Side
	readonly userId: string
	readonly name: string
	readonly note: string | null
	readonly sha256: string
	readonly signedAt: Instant
}

export type Step = {
	readonly type: StepType
	readonly note: string | null
	readonly assignee: string | null
	readonly recordedAt: Instant
	readonly recordedBy: string
}

/** Its amounts are text here, as they are kept. */
export type Told = Readonly<{
	match: Match | null
	bank: Readonly<Record<string, string | number>> | null
	ours: Readonly<Record<string, string | null>> | null
	cause: Words
	evidence: readonly object[]
	corrections: readonly KeptCorrection[]
	counterpart: string | null
}>
export type KeptCorrection = Readonly<{ kind: Correction['kind']; loanId: string } & Record<string, string>>

/** An item as it was found, since when its difference is known, how it stands, and the last thing that was done about it. */
export type KeptItem = {
	readonly no: number
	readonly type: ItemType
	readonly loanId: string | null
	readonly groupId: string | null
	readonly outstanding: Money
	readonly interest: Money
	readonly since: CalendarDate | null
	readonly told: Told
	/** Null where both sides agree. */
	readonly status: ItemStatus | null
	readonly last: Step | null
}
