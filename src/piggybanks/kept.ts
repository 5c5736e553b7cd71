import { eventTold } from '../contracts/knowledge.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import type { PiggyBankEvent } from './event.js'
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
export const eventOfStored = eventTold as (stored: StoredEvent) => PiggyBankEvent
