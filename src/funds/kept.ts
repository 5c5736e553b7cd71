import { known, replay } from '../contracts/contract.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { FundEvent, FundEventType } from './event.js'
import { fund } from './fund.js'
import { type FundState, nothingYet, stateFromStored, storedState } from './state.js'

/** The clocks that a question is asked on. */
export type Clocks = { readonly asOf: CalendarDate; readonly knownAt: Instant }

/** A stored fund as `contracts` records on it. */
export function keptFund(stored: StoredContract): Kept<FundState, FundEvent> {
	return { contract: fund, stored, state: cachedState(stored), store: storedState, eventOf: eventOfStored }
}

/** The cached state of a contract; before its first event there is none. */
export function cachedState(stored: StoredContract): FundState {
	return stored.version === 0 ? nothingYet : stateFromStored(stored.state)
}

/** A stored event as the fund is told it. */
export function eventOfStored({ seq, type, on, amount, reverses, details }: StoredEvent): FundEvent {
	return { seq, type: type as FundEventType, on, amount, reverses, details }
}

/** The state after the events on days up to `asOf` that were known at `knownAt`. */
export function stateKnown(history: readonly StoredEvent[], { asOf, knownAt }: Clocks): FundState {
	return replay(fund, known(history, asOf, knownAt).map(eventOfStored)).state
}
