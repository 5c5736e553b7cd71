import { effective, known } from '../contracts/contract.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { SavingsEvent, SavingsEventType } from './event.js'
import { type SavingsAccount, savingsAccountOf } from './savings-account.js'
import { nothingYet, type SavingsState, stateFromStored, storedState, type StoredState } from './state.js'
import type { AccountRow } from './stored.js'
import { savingsTermsSchema } from './terms.js'

/** A savings account as it was opened: its stored terms were read by the same shape then. */
export function accountOfRow(row: AccountRow): SavingsAccount {
	return savingsAccountOf(savingsTermsSchema.parse(row.terms), row.contract.chart)
}

/** A stored account as `contracts` records on it. */
export function keptAccount(account: SavingsAccount, stored: StoredContract): Kept<SavingsState, SavingsEvent> {
	return { contract: account, stored, state: cachedState(stored), store: storedState, eventOf: eventOfStored }
}

/** The cached state of a contract; before its first event there is none. */
export function cachedState(stored: StoredContract): SavingsState {
	return stored.version === 0 ? nothingYet : stateFromStored(stored.state as StoredState)
}

/** A stored event as the account is told it. */
export function eventOfStored(stored: StoredEvent): SavingsEvent {
	const { seq, on, amount, reverses, details } = stored
	return { seq, type: stored.type as SavingsEventType, on, amount, reverses, details }
}

/** Whether the cached state is what was known then about that day. */
export function cacheAnswers(stored: StoredContract, asOf: CalendarDate, knownAt: Instant): boolean {
	return stored.lastOn <= asOf && stored.lastRecordedAt <= knownAt
}

/** The state after the events on days up to `asOf` that were known at `knownAt`: from the cache where nothing came since. */
export function stateKnown(
	account: SavingsAccount,
	stored: StoredContract,
	asOf: CalendarDate,
	knownAt: Instant,
	history: () => readonly StoredEvent[],
): SavingsState {
	if (cacheAnswers(stored, asOf, knownAt)) return cachedState(stored)
	const events = effective(known(history(), asOf, knownAt).map(eventOfStored))
	return events.reduce((state, event) => account.tell(state, event).state, account.begin)
}
