import type { StoredContract } from '../contracts/stored.js'
import type { CalendarDate } from '../kernel/calendar-date.js'

/** A circle as it was opened, with its contract's cached state. */
export type CircleRow = {
	readonly contract: StoredContract
	readonly code: string
	readonly name: string
	readonly groupId: string | null
	readonly communeId: string
	readonly organiserId: string | null
	readonly organiserName: string
	readonly openedOn: CalendarDate
	readonly agreementNo: string | null
	readonly terms: Record<string, unknown>
}

export type NewCircle = Omit<CircleRow, 'contract' | 'code'> & { readonly id: string; readonly code: string | null }

export type CircleFilter = {
	readonly status?: string | undefined
	readonly groupId?: string | undefined
	readonly memberId?: string | undefined
}

/** A person as a circle's papers name her. */
export type Person = { readonly id: string; readonly code: string; readonly name: string }
export type PersonWithAge = Person & { readonly bornOn: CalendarDate | null; readonly birthYear: number | null }
export type People = ReadonlyMap<string, Person>
