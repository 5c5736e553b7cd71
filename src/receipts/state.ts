import type { CalendarDate } from '../kernel/calendar-date.js'

/** A serial is in exactly one of these. */
export const leafStates = ['blank', 'used', 'cancelled', 'missing', 'returned'] as const
export type LeafState = (typeof leafStates)[number]

/** A leaf that is blank no longer: what it is, since when, what it was written for and by which group, or why it is not used. */
export type Leaf = {
	readonly state: Exclude<LeafState, 'blank'>
	readonly on: CalendarDate
	readonly usedFor?: string
	readonly groupId?: string
	readonly reason?: string
}

/** A receipt book as it stands: leaves that are not there are blank. */
export type BookState = {
	readonly issuedOn: CalendarDate | null
	readonly holderId: string | null
	readonly leaves: ReadonlyMap<number, Leaf>
}

export const notIssued: BookState = { issuedOn: null, holderId: null, leaves: new Map() }

/** The range of serials that a book was issued with, both included. */
export type Range = { readonly first: number; readonly last: number }

/** Every serial of a range, in order. */
export function serialsOf({ first, last }: Range): readonly number[] {
	return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** The serials that are still blank, in order. */
export function blankOf({ leaves }: BookState, range: Range): readonly number[] {
	return serialsOf(range).filter((serial) => !leaves.has(serial))
}

/** How many leaves are in each state; they sum to the range. */
export function countsOf({ leaves }: BookState, range: Range): Readonly<Record<LeafState, number>> {
	const counts = { blank: range.last - range.first + 1 - leaves.size, used: 0, cancelled: 0, missing: 0, returned: 0 }
	for (const { state } of leaves.values()) counts[state] += 1
	return counts
}

/** The state as JSON for the cache. */
export type StoredState = ReturnType<typeof storedState>

/** The state as it is cached: leaves by their serial, in order. */
export function storedState({ issuedOn, holderId, leaves }: BookState) {
	return { issuedOn, holderId, leaves: [...leaves].sort(([a], [b]) => a - b) }
}

/** The state of its cached form, exactly. */
export function stateFromStored({ issuedOn, holderId, leaves }: StoredState): BookState {
	return { issuedOn, holderId, leaves: new Map(leaves) }
}
