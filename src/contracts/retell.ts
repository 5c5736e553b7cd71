import { add, type Money, subtract, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { ContractEvent } from './contract.js'
import type { Booked, Recording, StoredContract, StoredEvent } from './stored.js'
import { following, type Kept, storedEvent, tell } from './telling.js'

/** Something that is not as the events say. `seq` is the event at which it shows first. */
export type Finding = { readonly contractId: string; readonly seq: number | null; readonly what: string }

/**
 * Tells a contract's events again in the order in which they were recorded, and compares what each posts, what it
 * changes in what is expected, and the state at the end with what is stored. Says the first difference; null where all
 * is as the events say.
 */
export function retell<State, Event extends ContractEvent>(
	fresh: Kept<State, Event>,
	stored: StoredContract,
	events: readonly StoredEvent[],
	booked: Booked,
): Finding | null {
	const finding = (seq: number | null, what: string): Finding => ({ contractId: stored.id, seq, what })
	const gap = events.findIndex(({ seq }, index) => seq !== index + 1)
	if (gap >= 0) return finding(gap + 1, 'an event is missing')
	if (events.length !== stored.version) return finding(events.length, `${events.length} events, but the contract counts ${stored.version}`)
	// A line is told with the moment at which we learnt of it: who moves that changes what was known then.
	const postings = bySeq(booked.postings, ({ on, recordedAt, debit, credit }) => `${on} ${debit}←${credit} recorded ${recordedAt}`)
	const dues = bySeq(booked.dues, ({ on, recordedAt, dueOn, lateAfter }) => `${on} ${dueOn}/${lateAfter} recorded ${recordedAt}`)
	// Only the state at the end is compared with the cache: on the way there none is written down.
	let kept: Kept<State, Event> = { ...fresh, store: () => ({}), stored: { ...stored, version: 0, lastOn: events[0]?.on ?? stored.lastOn } }
	let latest = ''
	const history: StoredEvent[] = []
	for (const event of events) {
		if (event.recordedAt < latest) return finding(event.seq, 'recorded before the event before it')
		latest = event.recordedAt
		let recording: { state: State; written: Recording }
		try {
			recording = tell(kept, event, history, event.recordedBy, event.recordedAt)
		} catch (error) {
			return finding(event.seq, error instanceof Refusal ? `may not have happened: ${error.code}` : String(error))
		}
		const { days } = recording.written
		const saidPostings = days.flatMap(({ on, postings: lines }) =>
			lines.map((line) => [`${on} ${line.debit}←${line.credit} recorded ${latest}`, line.amount] as const),
		)
		const saidDues = days.flatMap(({ on, dues: lines }) =>
			lines.map((line) => [`${on} ${line.dueOn}/${line.lateAfter} recorded ${latest}`, line.amount] as const),
		)
		const difference = firstDifference(saidPostings, postings.get(event.seq)) ?? firstDifference(saidDues, dues.get(event.seq))
		if (difference !== null) return finding(event.seq, difference)
		postings.delete(event.seq)
		dues.delete(event.seq)
		kept = following(kept, recording)
		history.push({ ...storedEvent(recording.written), recordedAt: event.recordedAt })
	}
	const [stray] = [...postings.keys(), ...dues.keys()]
	if (stray !== undefined) return finding(stray, 'the book holds lines of an event that is not there')
	if (kept.stored.lastOn !== stored.lastOn)
		return finding(null, `the latest day is ${kept.stored.lastOn}, the contract says ${stored.lastOn}`)
	if (latest !== stored.lastRecordedAt)
		return finding(null, `the latest recording is of ${latest}, the contract says ${stored.lastRecordedAt}`)
	// Through JSON, as it was stored; keys in one order, for jsonb keeps none.
	return canonical(fresh.store(kept.state)) === canonical(stored.state)
		? null
		: finding(null, 'the cached state is not what the events say')
}

function bySeq<T extends { readonly seq: number; readonly amount: Money }>(rows: readonly T[], keyOf: (row: T) => string) {
	const found = new Map<number, (readonly [string, Money])[]>()
	for (const row of rows) {
		const list = found.get(row.seq)
		if (list === undefined) found.set(row.seq, [[keyOf(row), row.amount]])
		else list.push([keyOf(row), row.amount])
	}
	return found
}

function firstDifference(said: readonly (readonly [string, Money])[], held: readonly (readonly [string, Money])[] = []): string | null {
	const net = new Map<string, Money>()
	for (const [key, amount] of said) net.set(key, add(net.get(key) ?? zero, amount))
	for (const [key, amount] of held) net.set(key, subtract(net.get(key) ?? zero, amount))
	for (const [key, amount] of net) if (amount !== 0n) return `${key}: the book is off by ${-amount} đồng`
	return null
}

function canonical(value: unknown): string {
	return JSON.stringify(value, (_, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	)
}
