import { known, replay } from '../contracts/contract.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { custody } from './custody.js'
import type { CustodyEvent, CustodyEventType } from './event.js'
import { type CustodyState, nothingHeld, stateFromStored, storedState, type StoredState } from './state.js'

/** A stored custody as `contracts` records on it. */
export function keptCustody(stored: StoredContract): Kept<CustodyState, CustodyEvent> {
	return { contract: custody, stored, state: cachedState(stored), store: storedState, eventOf: eventOfStored }
}

/** The cached state of a contract; before its first event there is none. */
export function cachedState(stored: StoredContract): CustodyState {
	return stored.version === 0 ? nothingHeld : stateFromStored(stored.state as StoredState)
}

/** A stored event as the custody is told it. */
export function eventOfStored({ seq, type, on, amount, reverses, details }: StoredEvent): CustodyEvent {
	return { seq, type: type as CustodyEventType, on, amount, reverses, details }
}

/** Whether the cached state is what was known then about that day. */
export function cacheAnswers(stored: StoredContract, asOf: CalendarDate, knownAt: Instant): boolean {
	return stored.lastOn <= asOf && stored.lastRecordedAt <= knownAt
}

/** The state after the events on days up to one that were known then: from the cache where nothing came since. */
export function stateKnown(
	stored: StoredContract,
	{ asOf, knownAt }: { readonly asOf: CalendarDate; readonly knownAt: Instant },
	history: readonly StoredEvent[],
): CustodyState {
	if (cacheAnswers(stored, asOf, knownAt)) return cachedState(stored)
	return replay(custody, known(history, asOf, knownAt).map(eventOfStored)).state
}
