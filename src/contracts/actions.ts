import { must } from '../kernel/assert.js'
import { type CalendarDate, later } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import type { ContractEvent } from './contract.js'
import { append, readEvents } from './store.js'
import type { Recording, StoredEvent } from './stored.js'
import { comesInOrder, following, type Happening, type Kept, type Outcome, refuseFutureDay, storedEvent, tell } from './telling.js'

/** By whom, and on which day, something is recorded; the moment is now unless it is told. */
export type Recorder = { readonly userId: string; readonly today: CalendarDate; readonly recordedAt?: Instant | undefined }

type Given<State, Event extends ContractEvent> = { readonly kept: Kept<State, Event>; readonly happening: Happening; readonly by: Recorder }

/**
 * Records what happened to some contracts, each of them locked by its reader: the one way by which anything ever
 * reaches the books. An event that comes in order evolves the cached state; one that does not replays the history, and
 * the book receives the difference, day by day. Several happenings of one contract are told one after the other, in the
 * order given. All or nothing: refused with the reason when an event, or one that comes after it, may not be.
 */
export async function record<State, Event extends ContractEvent>(
	tx: Tx,
	happenings: readonly Omit<Given<State, Event>, 'by'>[],
	by: Recorder,
): Promise<readonly Outcome<State>[]> {
	const told = await tellAll(
		tx,
		happenings.map((one) => ({ ...one, by })),
	)
	return write(
		tx,
		told.map((one, item) => {
			if (one instanceof Refusal) throw told.length === 1 ? one : one.of(item)
			return one
		}),
	)
}

/**
 * Records, of each contract, a new word and the undoing of an old one, together: one outcome each, which bears the number of
 * the new word and the entries of both. All or nothing, as `record`.
 */
export async function recordCorrections<State, Event extends ContractEvent>(
	tx: Tx,
	corrections: readonly { readonly kept: Kept<State, Event>; readonly happening: Happening; readonly undoing: Happening }[],
	by: Recorder,
): Promise<readonly Outcome<State>[]> {
	const outcomes = await record(
		tx,
		corrections.flatMap(({ kept, happening, undoing }) => [
			{ kept, happening },
			{ kept, happening: undoing },
		]),
		by,
	)
	return corrections.map((_, index) => {
		const [said, undone] = [must(outcomes[2 * index], 'the new word'), must(outcomes[2 * index + 1], 'the old one undone')]
		return { ...undone, seq: said.seq, entries: [...said.entries, ...undone.entries] }
	})
}

/** Records each happening on its own account: one that may not be is answered with its refusal, and the others stand. */
export async function recordEach<State, Event extends ContractEvent>(
	tx: Tx,
	happenings: readonly Given<State, Event>[],
): Promise<readonly (Outcome<State> | Refusal)[]> {
	const told = await tellAll(tx, happenings)
	const accepted = told.flatMap((one) => (one instanceof Refusal ? [] : [one]))
	const outcomes = (await write(tx, accepted)).values()
	return told.map((one) => (one instanceof Refusal ? one : must(outcomes.next().value, 'an outcome for each that was accepted')))
}

type ToldOne<State, Event extends ContractEvent> = {
	readonly kept: Kept<State, Event>
	readonly history: readonly StoredEvent[] | null
	readonly recording: { readonly state: State; readonly written: Recording }
}

/** Tells each happening to its contract as the ones before it left it; a refused one leaves it as it was. */
async function tellAll<State, Event extends ContractEvent>(
	tx: Tx,
	happenings: readonly Given<State, Event>[],
): Promise<readonly (ToldOne<State, Event> | Refusal)[]> {
	const histories = await historiesToReplay(tx, happenings)
	const latest = new Map<string, Kept<State, Event>>()
	return happenings.map(({ kept: read, happening, by }) => {
		const kept = latest.get(read.stored.id) ?? read
		const history = histories.get(kept.stored.id) ?? null
		const recording = refusalOr(() => {
			refuseFutureDay(happening.on, by.today)
			return tell(kept, happening, history, by.userId, by.recordedAt ?? null)
		})
		if (recording instanceof Refusal) return recording
		latest.set(kept.stored.id, following(kept, recording))
		if (history !== null) histories.set(kept.stored.id, [...history, storedEvent(recording.written)])
		return { kept, history, recording }
	})
}

async function write<State, Event extends ContractEvent>(
	tx: Tx,
	told: readonly ToldOne<State, Event>[],
): Promise<readonly Outcome<State>[]> {
	const written = await append(
		tx,
		told.map(({ recording }) => recording.written),
	)
	return told.map(({ kept, history, recording }) => ({
		before: kept.state,
		state: recording.state,
		seq: recording.written.version,
		history,
		entries: written.filter(({ contractId, seq }) => contractId === kept.stored.id && seq === recording.written.version),
	}))
}

function refusalOr<T>(run: () => T): T | Refusal {
	try {
		return run()
	} catch (error) {
		if (error instanceof Refusal) return error
		throw error
	}
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
