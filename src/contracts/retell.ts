import { isDeepStrictEqual } from 'node:util'
import type { Instant } from '../kernel/instant.js'
import { add, type Money, negate, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { ContractEvent } from './contract.js'
import type { Booked, Recording, StoredContract, StoredEvent } from './stored.js'
import { following, type Kept, tell } from './telling.js'

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
	const postings = bySeq(booked.postings)
	const dues = bySeq(booked.dues)
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
		const { recordedAt } = event
		const saidPostings = days.flatMap((day) => day.postings.map((line) => ({ ...line, on: day.on, recordedAt })))
		const saidDues = days.flatMap((day) => day.dues.map((line) => ({ ...line, on: day.on, recordedAt })))
		const difference =
			firstDifference(saidPostings, postings.get(event.seq) ?? [], samePair, pairOf) ??
			firstDifference(saidDues, dues.get(event.seq) ?? [], sameDays, daysOf)
		if (difference !== null) return finding(event.seq, difference)
		postings.delete(event.seq)
		dues.delete(event.seq)
		kept = following(kept, recording)
		history.push(event)
	}
	const [stray] = [...postings.keys(), ...dues.keys()]
	if (stray !== undefined) return finding(stray, 'the book holds lines of an event that is not there')
	if (kept.stored.lastOn !== stored.lastOn)
		return finding(null, `the latest day is ${kept.stored.lastOn}, the contract says ${stored.lastOn}`)
	if (latest !== stored.lastRecordedAt)
		return finding(null, `the latest recording is of ${latest}, the contract says ${stored.lastRecordedAt}`)
	// Through JSON, as it was stored; the order of keys is nothing, for jsonb keeps none.
	return isDeepStrictEqual(JSON.parse(JSON.stringify(fresh.store(kept.state))), stored.state)
		? null
		: finding(null, 'the cached state is not what the events say')
}

/** A line is told with the moment at which we learnt of it: who moves that changes what was known then. */
type Line = { readonly on: string; readonly recordedAt: Instant; readonly amount: Money }
type PostedLine = Line & { readonly debit: string; readonly credit: string }
type DueLine = Line & { readonly dueOn: string; readonly lateAfter: string }

const samePair = (a: PostedLine, b: PostedLine): boolean => a.debit === b.debit && a.credit === b.credit
const pairOf = ({ debit, credit }: PostedLine): string => `${debit}←${credit}`
const sameDays = (a: DueLine, b: DueLine): boolean => a.dueOn === b.dueOn && a.lateAfter === b.lateAfter
const daysOf = ({ dueOn, lateAfter }: DueLine): string => `${dueOn}/${lateAfter}`

function bySeq<T extends { readonly seq: number }>(rows: readonly T[]): Map<number, T[]> {
	const found = new Map<number, T[]>()
	for (const row of rows) {
		const list = found.get(row.seq)
		if (list === undefined) found.set(row.seq, [row])
		else list.push(row)
	}
	return found
}

/** Where the lines that are said and those that are held differ, in whatever order they are. */
function firstDifference<T extends Line>(
	said: readonly T[],
	held: readonly T[],
	same: (a: T, b: T) => boolean,
	keyOf: (line: T) => string,
): string | null {
	if (said.length === held.length && said.every((line, at) => isSameLine(line, held[at], same))) return null
	const net = new Map<string, Money>()
	const count = (line: T, amount: Money): void => {
		const key = `${line.on} ${keyOf(line)} recorded ${line.recordedAt}`
		net.set(key, add(net.get(key) ?? zero, amount))
	}
	for (const line of said) count(line, line.amount)
	for (const line of held) count(line, negate(line.amount))
	for (const [key, amount] of net) if (amount !== 0n) return `${key}: the book is off by ${-amount} đồng`
	return null
}

function isSameLine<T extends Line>(said: T, held: T | undefined, same: (a: T, b: T) => boolean): boolean {
	return held !== undefined && said.on === held.on && said.recordedAt === held.recordedAt && said.amount === held.amount && same(said, held)
}
