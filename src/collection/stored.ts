import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import type { Banknote } from '../kernel/banknotes.js'

/** The first sheet of a meeting, another one of it, or one that a phone brought line by line. */
export const sheetKinds = ['original', 'partial', 'late'] as const
export type SheetKind = (typeof sheetKinds)[number]

export const stepTypes = ['recorded', 'brought', 'corrected', 'reversed'] as const
export type StepType = (typeof stepTypes)[number]

/** She paid; she came and did not; she did not come. A line that is struck out says nothing any more. */
export const lineStatuses = ['collected', 'unpaid', 'absent', 'struck-out'] as const
export type LineStatus = (typeof lineStatuses)[number]

export type SheetRow = {
	readonly id: string
	readonly groupId: string
	readonly on: CalendarDate
	readonly kind: SheetKind
	readonly clientId: string | null
	/** The member who holds the cash where it is not the leader of that day. */
	readonly holderId: string | null
	readonly recordedAt: Instant
	readonly recordedBy: string
}

export type Step = {
	readonly sheetId: string
	readonly seq: number
	readonly type: StepType
	readonly digest: string | null
	readonly banknotes: readonly Banknote[] | null
	readonly note: string | null
	readonly recordedAt: Instant
	readonly recordedBy: string
}

export type Payment = {
	readonly kind: 'loan' | 'savings'
	readonly contractId: string
	readonly eventSeq: number
	readonly amount: Money
	readonly receiptNo: string | null
}

/** A payment as it is read back. */
export type ReadPayment = Payment & {
	/** The code of the loan or the account. */
	readonly code: string
	/** The event that undid it; null while it counts. */
	readonly reversedBy: number | null
}

export type NewLine = {
	readonly no: number
	readonly memberId: string | null
	readonly status: LineStatus
	readonly note: string | null
	readonly clientId: string | null
	readonly digest: string | null
	readonly restates: number | null
	readonly payments: readonly Payment[]
}

export type ReadLine = Omit<NewLine, 'payments'> & {
	readonly sheetId: string
	readonly step: number
	readonly memberCode: string | null
	readonly memberName: string | null
	readonly payments: readonly ReadPayment[]
}

/** A sheet with all that was written on it. */
export type WholeSheet = SheetRow & { readonly steps: readonly Step[]; readonly lines: readonly ReadLine[] }
