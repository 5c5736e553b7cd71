import { effective, known } from '../contracts/contract.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { PiggyBankEvent, PiggyBankEventType } from './event.js'
import { type PiggyBank, piggyBankOf } from './piggy-bank.js'
import { nothingYet, type PiggyBankState, stateFromStored, storedState, type StoredState } from './state.js'
import type { PiggyBankRow } from './stored.js'

/** A piggy bank as it was agreed. */
export function piggyBankOfRow({ memberId, opensOn }: Pick<PiggyBankRow, 'memberId' | 'opensOn'>): PiggyBank {
	return piggyBankOf({ ownerId: memberId, opensOn })
}

/** A stored piggy bank as `contracts` records on it. */
export function keptPiggyBank(contract: PiggyBank, stored: StoredContract): Kept<PiggyBankState, PiggyBankEvent> {
	return { contract, stored, state: cachedState(stored), store: storedState, eventOf: eventOfStored }
}

/** The cached state of a contract; before its first event there is none. */
export function cachedState(stored: StoredContract): PiggyBankState {
	return stored.version === 0 ? nothingYet : stateFromStored(stored.state as StoredState)
}

/** A stored event as the piggy bank is told it. */
export function eventOfStored({ seq, type, on, amount, reverses, details }: StoredEvent): PiggyBankEvent {
	return { seq, type: type as PiggyBankEventType, on, amount, reverses, details }
}

/** The state after the events on days up to `asOf` that were known at `knownAt`. */
export function stateKnown(contract: PiggyBank, history: readonly StoredEvent[], asOf: CalendarDate, knownAt: Instant): PiggyBankState {
	const events = effective(known(history, asOf, knownAt).map(eventOfStored))
	return events.reduce((state, event) => contract.tell(state, event).state, contract.begin)
}
