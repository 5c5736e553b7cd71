import { eventTold } from '../contracts/knowledge.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import { custody } from './custody.js'
import type { CustodyEvent } from './event.js'
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
export const eventOfStored = eventTold as (stored: StoredEvent) => CustodyEvent
