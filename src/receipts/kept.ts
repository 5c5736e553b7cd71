import { known, replay } from '../contracts/contract.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { receiptBook } from './book.js'
import type { ReceiptEvent, ReceiptEventType } from './event.js'
import { type BookState, notIssued, type Range, stateFromStored, storedState, type StoredState } from './state.js'

/** A stored receipt book as `contracts` records on it. */
export function keptBook(range: Range, stored: StoredContract): Kept<BookState, ReceiptEvent> {
	return { contract: receiptBook(range), stored, state: cachedState(stored), store: storedState, eventOf: eventOfStored }
}

/** The cached state of a contract; before its first event there is none. */
export function cachedState(stored: StoredContract): BookState {
	return stored.version === 0 ? notIssued : stateFromStored(stored.state as StoredState)
}

/** A stored event as the book is told it. */
export function eventOfStored({ seq, type, on, amount, reverses, details }: StoredEvent): ReceiptEvent {
	return { seq, type: type as ReceiptEventType, on, amount, reverses, details }
}

/** Whether the cached state is what was known then about that day. */
export function cacheAnswers(stored: StoredContract, { asOf, knownAt }: Clocks): boolean {
	return stored.lastOn <= asOf && stored.lastRecordedAt <= knownAt
}

/** The clocks that a question is asked on. */
export type Clocks = { readonly asOf: CalendarDate; readonly knownAt: Instant }

/** The state after the events on days up to one that were known then: from the cache where nothing came since. */
export function stateKnown(range: Range, stored: StoredContract, clocks: Clocks, history: readonly StoredEvent[]): BookState {
	if (cacheAnswers(stored, clocks)) return cachedState(stored)
	return replay(receiptBook(range), known(history, clocks.asOf, clocks.knownAt).map(eventOfStored)).state
}
