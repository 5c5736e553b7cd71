import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { add, type Money, subtract, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { type Posting, postingDifference } from '../ledger/posting.js'

/**
 * What every promise about money shares, as in ACTUS, the field's standard for financial contracts: dated events are
 * folded into a state, and each tells the book what it posts. A loan, a savings book, a rotating fund are each one of these.
 */
export type Contract<State, Event extends ContractEvent> = {
	readonly kind: string
	/** The state before anything has happened. */
	readonly begin: State
	/** Tells one event to the state as it stood, and says what it posts on its day. Throws a Refusal where the event may not happen. */
	readonly tell: (state: State, event: Event) => { readonly state: State; readonly postings: readonly Posting[] }
	/** What is expected by when, unpaid, as the state stands. */
	readonly dues: (state: State) => readonly Due[]
}

/** An event: what happened, and on which day. `seq` is the order in which events were recorded, and settles the order within a day. */
export type ContractEvent = {
	readonly seq: number
	readonly type: string
	readonly on: CalendarDate
	readonly amount: Money | null
	/** The seq of the event that this one undoes; such an event is dated like the one it undoes. */
	readonly reverses: number | null
}

export type Due = { readonly dueOn: CalendarDate; readonly lateAfter: CalendarDate; readonly amount: Money }

/** What one day of a contract's history says: what is posted on it, and what it changes in what is expected. */
export type Day = { readonly on: CalendarDate; readonly postings: readonly Posting[]; readonly dues: readonly Due[] }

export type Told<State> = { readonly state: State; readonly days: readonly Day[] }

/** Folds a whole history. The order of recording does not matter but within a day. Throws the Refusal of an event that may not happen. */
export function replay<State, Event extends ContractEvent>(contract: Contract<State, Event>, history: readonly Event[]): Told<State> {
	let state = contract.begin
	const days: Day[] = []
	for (const event of effective(history)) {
		const after = step(contract, state, event)
		state = after.state
		const last = days.at(-1)
		if (last?.on === event.on) days[days.length - 1] = joined(last, after.day)
		else days.push(after.day)
	}
	return { state, days }
}

/** Tells one more event that comes after everything told so far. */
export function step<State, Event extends ContractEvent>(
	contract: Contract<State, Event>,
	state: State,
	event: Event,
): { readonly state: State; readonly day: Day } {
	const told = contract.tell(state, event)
	return {
		state: told.state,
		day: { on: event.on, postings: told.postings, dues: dueDifference(contract.dues(state), contract.dues(told.state)) },
	}
}

/**
 * What a new event changes, day by day: what the replayed history says now, less what it said before. A history that
 * breaks under it is refused, naming the first later day that no longer holds.
 */
export function change<State, Event extends ContractEvent>(
	contract: Contract<State, Event>,
	history: readonly Event[],
	event: Event,
): Told<State> {
	const before = replay(contract, history)
	const after = replayWith(contract, history, event)
	const days = [...new Set([...before.days, ...after.days].map(({ on }) => on))].sort()
	const dayOf = (told: Told<State>, on: CalendarDate): Day => told.days.find((day) => day.on === on) ?? { on, postings: [], dues: [] }
	return {
		state: after.state,
		days: days
			.map((on) => {
				const [was, is] = [dayOf(before, on), dayOf(after, on)]
				return { on, postings: postingDifference(was.postings, is.postings), dues: dueDifference(was.dues, is.dues) }
			})
			.filter((day) => day.postings.length > 0 || day.dues.length > 0),
	}
}

/** The events that count, in order: a reversed event and its reversal both fall away. */
export function effective<Event extends ContractEvent>(history: readonly Event[]): readonly Event[] {
	const undone = new Set(history.flatMap(({ reverses }) => (reverses === null ? [] : [reverses])))
	return history
		.filter((event) => event.reverses === null && !undone.has(event.seq))
		.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.seq - b.seq))
}

/** The event of a history with that number, in text as it stands on the wire; refused where there is none. */
export function eventBySeq<Event extends ContractEvent>(history: readonly Event[], seq: string): Event {
	const found = history.find((event) => String(event.seq) === seq)
	if (found === undefined) throw new Refusal('contract.event-not-found')
	return found
}

/** The events on days up to D that were known at T: what every question about the past is answered from. */
export function known<Event extends ContractEvent & { readonly recordedAt: Instant }>(
	history: readonly Event[],
	asOf: CalendarDate,
	knownAt: Instant,
): readonly Event[] {
	return history.filter((event) => event.on <= asOf && event.recordedAt <= knownAt)
}

function replayWith<State, Event extends ContractEvent>(
	contract: Contract<State, Event>,
	history: readonly Event[],
	event: Event,
): Told<State> {
	try {
		return replay(contract, [...history, event])
	} catch (error) {
		if (!(error instanceof Refusal)) throw error
		// The event itself may be what is refused; only when it could stand alone has it broken what came later.
		const earlier = history.filter((past) => past.on <= event.on)
		if (event.reverses === null) replay(contract, [...earlier, event])
		throw new Refusal('contract.history-breaks', { details: { on: breakingDay(contract, [...history, event]), reason: error.code } })
	}
}

function breakingDay<State, Event extends ContractEvent>(contract: Contract<State, Event>, history: readonly Event[]): string {
	let state = contract.begin
	for (const event of effective(history)) {
		try {
			state = contract.tell(state, event).state
		} catch {
			return event.on
		}
	}
	return ''
}

function joined(a: Day, b: Day): Day {
	return { on: a.on, postings: [...a.postings, ...b.postings], dues: dueSum([...a.dues, ...b.dues]) }
}

function dueDifference(before: readonly Due[], after: readonly Due[]): readonly Due[] {
	if (before === after) return []
	// A payment changes the first lines of a plan, or the last ones: what is the same at either end cancels out.
	const length = Math.min(before.length, after.length)
	let start = 0
	while (start < length && sameDue(before[start], after[start])) start += 1
	let end = 0
	while (end < length - start && sameDue(before.at(-1 - end), after.at(-1 - end))) end += 1
	const was = before.slice(start, before.length - end).map((due) => ({ ...due, amount: subtract(zero, due.amount) }))
	return dueSum([...after.slice(start, after.length - end), ...was])
}

function sameDue(a: Due | undefined, b: Due | undefined): boolean {
	return a?.amount === b?.amount && a?.dueOn === b?.dueOn && a?.lateAfter === b?.lateAfter
}

function dueSum(list: readonly Due[]): readonly Due[] {
	const net = new Map<string, Due>()
	for (const due of list) {
		const key = `${due.dueOn}|${due.lateAfter}`
		net.set(key, { ...due, amount: add(net.get(key)?.amount ?? zero, due.amount) })
	}
	return [...net.values()].filter(({ amount }) => amount !== 0n)
}
