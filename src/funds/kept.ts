import { eventTold } from '../contracts/knowledge.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import type { FundEvent } from './event.js'
import { fund } from './fund.js'
import { type FundState, nothingYet, stateFromStored, storedState } from './state.js'

/** A stored fund as `contracts` records on it. */
export function keptFund(stored: StoredContract): Kept<FundState, FundEvent> {
	return { contract: fund, stored, state: cachedState(stored), store: storedState, eventOf: eventOfStored }
}

/** The cached state of a contract; before its first event there is none. */
export function cachedState(stored: StoredContract): FundState {
	return stored.version === 0 ? nothingYet : stateFromStored(stored.state)
}

/** A stored event as the fund is told it. */
export const eventOfStored = eventTold as (stored: StoredEvent) => FundEvent
