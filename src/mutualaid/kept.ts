import { eventTold } from '../contracts/knowledge.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import { aidOf } from './aid.js'
import type { AidEvent } from './event.js'
import { type AidState, nothingYet, stateFromStored, storedState } from './state.js'
import type { AidRow } from './stored.js'

/** A stored act of help as `contracts` records on it. */
export function keptAid({ unit, contract }: Pick<AidRow, 'unit' | 'contract'>): Kept<AidState, AidEvent> {
	return { contract: aidOf(unit), stored: contract, state: cachedState(contract), store: storedState, eventOf: eventOfStored }
}

/** The cached state of a contract; before its first event there is none. */
export function cachedState(stored: StoredContract): AidState {
	return stored.version === 0 ? nothingYet : stateFromStored(stored.state)
}

/** A stored event as the act is told it. */
export const eventOfStored = eventTold as (stored: StoredEvent) => AidEvent
