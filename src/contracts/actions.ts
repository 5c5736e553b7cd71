import { type CalendarDate, later } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import type { ContractEvent } from './contract.js'
import { append, readEvents } from './store.js'
import type { StoredEvent } from './stored.js'
import { comesInOrder, following, type Happening, type Kept, type Outcome, storedEvent, tell } from './telling.js'

/**
 * Records what happened to some contracts, each of them locked by its reader: the one way by which anything ever
 * reaches the books. An event that comes in order evolves the cached state; one that does not replays the history, and
 * the book receives the difference, day by day. Several happenings of one contract are told one after the other, in the
 * order given. Refused with the reason when the event, or a later one, may not be.
 */
export async function record<State, Event extends ContractEvent>(
	tx: Tx,
	happenings: readonly { readonly kept: Kept<State, Event>; readonly happening: Happening }[],
	by: { readonly userId: string; readonly today: CalendarDate; readonly recordedAt?: Instant },
): Promise<readonly Outcome<State>[]> {
	const histories = await historiesToReplay(tx, happenings)
	const latest = new Map<string, Kept<State, Event>>()
	const outcomes = happenings.map(({ kept: read, happening }) => {
		if (happening.on > by.today) throw new Refusal('contract.future-day', { path: 'on', details: { on: happening.on, today: by.today } })
		const kept = latest.get(read.stored.id) ?? read
		const history = histories.get(kept.stored.id) ?? null
		const recording = tell(kept, happening, history, by.userId, by.recordedAt ?? null)
		latest.set(kept.stored.id, following(kept, recording))
		if (history !== null) histories.set(kept.stored.id, [...history, storedEvent(recording.written)])
		return { kept, history, recording }
	})
	const written = await append(
		tx,
		outcomes.map(({ recording }) => recording.written),
	)
	return outcomes.map(({ kept, history, recording }) => ({
		before: kept.state,
		state: recording.state,
		seq: recording.written.version,
		history,
		entries: written.filter(({ contractId, seq }) => contractId === kept.stored.id && seq === recording.written.version),
	}))
}

/** The histories of the contracts of which something does not come in order: neither after what is stored, nor after what is given before it. */
async function historiesToReplay<State, Event extends ContractEvent>(
	tx: Tx,
	happenings: readonly { readonly kept: Kept<State, Event>; readonly happening: Happening }[],
): Promise<Map<string, readonly StoredEvent[]>> {
	const lastOn = new Map<string, CalendarDate>()
	const late = new Set<string>()
	for (const { kept, happening } of happenings) {
		const { id } = kept.stored
		const before = lastOn.get(id)
		if (!comesInOrder(kept.stored, happening) || (before !== undefined && happening.on < before)) late.add(id)
		lastOn.set(id, before === undefined ? happening.on : later(before, happening.on))
	}
	return late.size === 0 ? new Map() : new Map(await readEvents(tx, [...late]))
}
