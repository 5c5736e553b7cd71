import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import type { FeeHolder } from './accounts.js'
import type { FeeEvent, FeeEventDetails, FeeEventType } from './event.js'
import { feeOf } from './fee.js'
import { linesOfStored } from './line.js'
import { type FeeState, feeStateFromStored, nothingReckoned, storedFeeState, type StoredFeeState } from './state.js'

/** A stored fee as `contracts` records on it. */
export function keptFee(holder: FeeHolder, stored: StoredContract): Kept<FeeState, FeeEvent> {
	return { contract: feeOf(holder), stored, state: cachedFee(stored), store: storedFeeState, eventOf: feeEventOf }
}

/** The cached state of a contract; before its first event there is none. */
export function cachedFee(stored: StoredContract): FeeState {
	return stored.version === 0 ? nothingReckoned : feeStateFromStored(stored.state as StoredFeeState)
}

/** A stored event as the fee is told it. */
export function feeEventOf({ seq, type, on, amount, reverses, details }: StoredEvent): FeeEvent {
	const told = details as FeeEventDetails
	return {
		seq,
		type: type as FeeEventType,
		on,
		amount,
		reverses,
		details: told.lines === undefined ? told : { ...told, lines: linesOfStored(told.lines) },
	}
}
