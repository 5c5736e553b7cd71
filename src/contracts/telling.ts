import { must } from '../kernel/assert.js'
import { type CalendarDate, later } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Book } from '../ledger/chart.js'
import { change, type Contract, type ContractEvent, step } from './contract.js'
import type { Recording, StoredContract, StoredEvent, WrittenEntry } from './stored.js'

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

/** What a recording did. */
export type Outcome<State> = {
	/** The state as it stood when this was told. */
	readonly before: State
	readonly state: State
	readonly seq: number
	readonly entries: readonly WrittenEntry[]
	/** What had been recorded before; null where it was not needed. */
	readonly history: readonly StoredEvent[] | null
}

/** A contract that was just made in a book, to which nothing has happened yet. */
export function newContract(id: string, book: Book, on: CalendarDate): StoredContract {
	return { id, bookId: book.id, chart: book.kind, version: 0, lastOn: on, lastRecordedAt: '' as Instant, state: {} }
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

/** Refuses a day that is still to come, naming the field that said it: what has not happened is not recorded. */
export function refuseFutureDay(on: CalendarDate, today: CalendarDate, path = 'on'): void {
	if (on > today) throw new Refusal('contract.future-day', { path, details: { on, today } })
}

/** Whether an event comes on or after everything told so far, so that nothing has to be told again. */
export function comesInOrder(stored: StoredContract, happening: Happening): boolean {
	return happening.reverses === null && (stored.version === 0 || happening.on >= stored.lastOn)
}

/** The contract as it is kept after a recording, for what is told next in the same breath. */
export function following<State, Event extends ContractEvent>(
	kept: Kept<State, Event>,
	{ state, written }: { readonly state: State; readonly written: Recording },
): Kept<State, Event> {
	return { ...kept, state, stored: { ...kept.stored, version: written.version, lastOn: written.lastOn } }
}

/** A recording as its event will be read back. */
export function storedEvent({ contractId, version, event, recordedAt }: Recording): StoredEvent {
	return { ...event, contractId, seq: version, recordedAt: recordedAt ?? ('' as Instant) }
}

function inOrder<State, Event extends ContractEvent>(contract: Contract<State, Event>, state: State, event: Event) {
	const told = step(contract, state, event)
	return { state: told.state, days: [told.day] }
}

/** What a command says beside its day and amount, without what it leaves open: so it is kept with its event. */
export function noted(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
}
