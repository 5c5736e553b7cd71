import { eventTold } from '../contracts/knowledge.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import { receiptBook } from './book.js'
import type { ReceiptEvent } from './event.js'
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
export const eventOfStored = eventTold as (stored: StoredEvent) => ReceiptEvent
