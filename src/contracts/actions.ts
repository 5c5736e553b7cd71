import { must } from '../kernel/assert.js'
import { type CalendarDate, later } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { change, type Contract, type ContractEvent, step } from './contract.js'
import { append, readEvents, type Recording, type StoredContract, type StoredEvent, type WrittenEntry } from './store.js'

/** How a kind of contract is told and kept: the pure contract, and its state and events as stored. */
export type Kept<State, Event extends ContractEvent> = {
	readonly contract: Contract<State, Event>
	readonly stored: StoredContract
	readonly state: State
	readonly store: (state: State) => Record<string, unknown>
	readonly eventOf: (stored: StoredEvent) => Event
}

/** What is to be recorded: an event without its number. */
export type Happening = {
	readonly type: string
	readonly on: CalendarDate
	readonly amount: StoredEvent['amount']
	readonly details: Record<string, unknown>
	readonly reverses: number | null
}

export type Outcome<State> = { readonly state: State; readonly seq: number; readonly entries: readonly WrittenEntry[]; readonly history: readonly StoredEvent[] | null }

/**
 * Records what happened to some contracts, each of them locked by its reader: the one way by which anything ever
 * reaches the books. An event that comes in order evolves the cached state; one that does not replays the history, and
 * the book receives the difference, day by day. Refused with the reason when the event, or a later one, may not be.
 */
export async function record<State, Event extends ContractEvent>(
	tx: Tx,
	happenings: readonly { readonly kept: Kept<State, Event>; readonly happening: Happening }[],
	by: { readonly userId: string; readonly today: CalendarDate; readonly recordedAt?: Instant },
): Promise<readonly Outcome<State>[]> {
	const late = happenings.filter(({ kept, happening }) => !comesInOrder(kept.stored, happening)).map(({ kept }) => kept.stored.id)
	const histories = late.length === 0 ? new Map<string, readonly StoredEvent[]>() : await readEvents(tx, late)
	const outcomes = happenings.map(({ kept, happening }) => {
		if (happening.on > by.today) throw new Refusal('contract.future-day', { path: 'on', details: { on: happening.on, today: by.today } })
		const history = histories.get(kept.stored.id) ?? null
		return { kept, history, recording: tell(kept, happening, history, by.userId, by.recordedAt ?? null) }
	})
	const written = await append(
		tx,
		outcomes.map(({ recording }) => recording.written),
	)
	return outcomes.map(({ kept, history, recording }) => ({
		state: recording.state,
		seq: recording.written.version,
		history,
		entries: written.filter(({ contractId }) => contractId === kept.stored.id),
	}))
}

/** What one recording says and writes; pure. The history is needed only for what does not come in order. */
export function tell<State, Event extends ContractEvent>(
	kept: Kept<State, Event>,
	happening: Happening,
	history: readonly StoredEvent[] | null,
	recordedBy: string,
	recordedAt: Instant | null,
): { readonly state: State; readonly written: Recording } {
	const { contract, stored, state } = kept
	const seq = stored.version + 1
	const given = { ...happening, recordedBy }
	const event = kept.eventOf({ ...given, contractId: stored.id, seq, recordedAt: '' as Instant })
	const told = comesInOrder(stored, happening)
		? inOrder(contract, state, event)
		: change(contract, must(history, 'a history to replay').map(kept.eventOf), event)
	return {
		state: told.state,
		written: {
			contractId: stored.id,
			bookId: stored.bookId,
			version: seq,
			lastOn: stored.version === 0 ? happening.on : later(stored.lastOn, happening.on),
			state: kept.store(told.state),
			event: given,
			days: told.days,
			recordedAt,
		},
	}
}

/** Whether an event comes on or after everything told so far, so that nothing has to be told again. */
export function comesInOrder(stored: StoredContract, happening: Happening): boolean {
	return happening.reverses === null && (stored.version === 0 || happening.on >= stored.lastOn)
}

function inOrder<State, Event extends ContractEvent>(contract: Contract<State, Event>, state: State, event: Event) {
	const told = step(contract, state, event)
	return { state: told.state, days: [told.day] }
}
