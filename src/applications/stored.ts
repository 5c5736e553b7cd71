import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import type { ApplicationStatus, TakenStep } from './application.js'

/** What was asked for, with the names of who asks. */
export type ApplicationRow = {
	readonly id: string
	readonly code: string
	readonly productId: string
	readonly productCode: string
	readonly productName: string
	readonly lenderId: string
	readonly groupId: string | null
	readonly groupName: string | null
	readonly memberId: string | null
	readonly memberName: string | null
	readonly communeId: string
	readonly amount: Money
	readonly months: number
	readonly purpose: string
	readonly beneficiary: string | null
	readonly ownCapital: Money | null
	readonly note: string | null
	readonly status: ApplicationStatus
	readonly version: number
}

export type NewApplication = Pick<
	ApplicationRow,
	'productId' | 'lenderId' | 'groupId' | 'memberId' | 'communeId' | 'amount' | 'months' | 'purpose' | 'beneficiary' | 'ownCapital' | 'note'
>

/** A step to be written, and the status that the request then has. */
export type NewStep = TakenStep & { readonly applicationId: string; readonly status: ApplicationStatus }

export type ApplicationFilter = {
	readonly status?: ApplicationStatus | undefined
	readonly lenderId?: string | undefined
	readonly productId?: string | undefined
	readonly groupId?: string | undefined
	readonly memberId?: string | undefined
	readonly loanId?: string | undefined
	readonly q?: string | undefined
}

/** The minutes of a review: who met, where and when. */
export type MeetingRow = {
	readonly id: string
	readonly groupId: string
	readonly groupName: string
	readonly on: CalendarDate
	readonly minutesNo: string | null
	readonly chair: string
	readonly secretary: string
	readonly attendees: number
	readonly members: number
	readonly note: string | null
	readonly recordedAt: Instant
	readonly recordedBy: string
}

export type NewMeeting = Omit<MeetingRow, 'id' | 'groupName' | 'recordedAt'>
