import { known, replay } from '../contracts/contract.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { aidOf } from './aid.js'
import type { AidEvent, AidEventType } from './event.js'
import { type AidState, nothingYet, stateFromStored, storedState } from './state.js'
import type { AidRow } from './stored.js'

/** The clocks that a question is asked on. */
export type Clocks = { readonly asOf: CalendarDate; readonly knownAt: Instant }

/** A stored act of help as `contracts` records on it. */
export function keptAid({ unit, contract }: Pick<AidRow, 'unit' | 'contract'>): Kept<AidState, AidEvent> {
	return { contract: aidOf(unit), stored: contract, state: cachedState(contract), store: storedState, eventOf: eventOfStored }
}

/** The cached state of a contract; before its first event there is none. */
export function cachedState(stored: StoredContract): AidState {
	return stored.version === 0 ? nothingYet : stateFromStored(stored.state)
}

/** A stored event as the act is told it. */
export function eventOfStored({ seq, type, on, amount, reverses, details }: StoredEvent): AidEvent {
	return { seq, type: type as AidEventType, on, amount, reverses, details }
}

/** The state after the events on days up to `asOf` that were known at `knownAt`. */
export function stateKnown({ unit }: Pick<AidRow, 'unit'>, history: readonly StoredEvent[], { asOf, knownAt }: Clocks): AidState {
	return replay(aidOf(unit), known(history, asOf, knownAt).map(eventOfStored)).state
}
