import { eventTold } from '../contracts/knowledge.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import type { SavingsEvent } from './event.js'
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
export const eventOfStored = eventTold as (stored: StoredEvent) => SavingsEvent
