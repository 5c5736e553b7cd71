import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { type ContractEvent, effective, known } from './contract.js'
import type { StoredContract, StoredEvent } from './stored.js'
import type { Kept } from './telling.js'

/** The clocks that a question is asked on: the end of which day, as it was known at which moment. */
export type Clocks = { readonly asOf: CalendarDate; readonly knownAt: Instant }

/** Whether the cached state of a contract is what was known then about that day: nothing came since. */
export function cacheAnswers({ lastOn, lastRecordedAt }: StoredContract, { asOf, knownAt }: Clocks): boolean {
	return lastOn <= asOf && lastRecordedAt <= knownAt
}

/** The state after the events on days up to one that were known then: from the cache where nothing came since. */
export function stateKnown<State, Event extends ContractEvent>(
	kept: Kept<State, Event>,
	clocks: Clocks,
	history: () => readonly StoredEvent[],
): State {
	return cacheAnswers(kept.stored, clocks) ? kept.state : stateTold(kept, clocks, history())
}

/** The same, told from the events whatever the cache says. */
export function stateTold<State, Event extends ContractEvent>(
	{ contract, eventOf }: Kept<State, Event>,
	{ asOf, knownAt }: Clocks,
	history: readonly StoredEvent[],
): State {
	const events = effective(known(history, asOf, knownAt).map(eventOf))
	return events.reduce((state, event) => contract.tell(state, event).state, contract.begin)
}

/** A stored event as contracts are told it, without who recorded it and when; each kind says what its types and details are. */
export function eventTold({ seq, type, on, amount, reverses, details }: StoredEvent): ContractEvent & Pick<StoredEvent, 'details'> {
	return { seq, type, on, amount, reverses, details }
}
