import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type Happening, type Kept, tell } from '../../src/contracts/telling.js'
import { type Contract, type ContractEvent, type Day, type Due, effective, known, replay } from '../../src/contracts/contract.js'
import type { Recording, StoredContract, StoredEvent } from '../../src/contracts/stored.js'
import { type CalendarDate, calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { type ChartKind, charts } from '../../src/ledger/chart.js'

/**
 * The laws that every kind of contract keeps, written once: loans, savings, rotation and mutual aid each give how their
 * lives are made up, and the laws are proven on some thousands of them.
 */

/** How many lives each law is proven on, and the seed they grow from: SOQUY_CASES and SOQUY_SEED. */
export const cases = Number(process.env['SOQUY_CASES'] ?? 2_000)
export const seed = Number(process.env['SOQUY_SEED'] ?? Date.now() % 1_000_000_007)
/** The first law of a run draws the lives of all of them. */
export const lawTimeout = 180_000
export const proofs = { numRuns: cases, seed } as const

/** Somebody wants to record this; the contract may refuse it. A reversal names one of the earlier recordings by a number of any size. */
export type Wish = Omit<Happening, 'reverses'> | { readonly type: 'reversed'; readonly pick: number }

/** A contract and what is recorded on it, in the order of recording, which is not that of the days. */
export type Life<State, Event extends ContractEvent> = {
	readonly contract: Contract<State, Event>
	readonly chart: ChartKind
	readonly wishes: readonly Wish[]
	/** Another order of recording, drawn by lot. */
	readonly lots: readonly number[]
}

/** A kind of contract, as the laws need it. */
export type Kind<State, Event extends ContractEvent> = {
	readonly name: string
	readonly lives: fc.Arbitrary<Life<State, Event>>
	/** On what part of so many lives it is proven, where one takes long to tell. */
	readonly part?: number
	/** Every type of event that the lives must have met, so that no law is kept by an empty history. */
	readonly types: readonly string[]
	readonly eventOf: (stored: StoredEvent) => Event
	readonly store: (state: State) => Record<string, unknown>
	readonly restore: (stored: Record<string, unknown>) => State
	readonly mayReverse: (event: StoredEvent) => boolean
}

/** How many lives of a kind the laws are proven on, and from which seed. */
export function proofsOf({ part = 1 }: { readonly part?: number }): { readonly numRuns: number; readonly seed: number } {
	return { numRuns: Math.ceil(cases * part), seed }
}

/** What was recorded of a life. */
export type Told<State> = {
	readonly state: State
	readonly history: readonly StoredEvent[]
	readonly recordings: readonly Recording[]
}

/** Records what is wished for, one by one, keeping only the cached state between: what is refused is left out, anything worse is a defect. */
export function recordAll<State, Event extends ContractEvent>(kind: Kind<State, Event>, life: Life<State, Event>): Told<State> {
	return recordInOrder(kind, life, life.wishes).told
}

function recordInOrder<State, Event extends ContractEvent>(kind: Kind<State, Event>, life: Life<State, Event>, wishes: readonly Wish[]) {
	let kept = newlyKept(kind, life)
	const history: StoredEvent[] = []
	const recordings: Recording[] = []
	const refused: Wish[] = []
	for (const wish of wishes) {
		const happening = happeningOf(kind, wish, history)
		if (happening === null) continue
		try {
			const recordedAt = momentOf(history.length + 1)
			const { state, written } = tell(kept, happening, history, '1', recordedAt)
			history.push({ ...happening, contractId: '1', seq: written.version, recordedAt, recordedBy: '1' })
			recordings.push(written)
			// What is kept between two recordings is text.
			const stored: StoredContract = {
				...kept.stored,
				version: written.version,
				lastOn: written.lastOn,
				lastRecordedAt: recordedAt,
				state: throughText(kind.store(state)),
			}
			kept = { ...kept, stored, state: kind.restore(stored.state) }
		} catch (error) {
			if (!(error instanceof Refusal)) throw error
			refused.push(wish)
		}
	}
	return { told: { state: kept.state, history, recordings }, refused }
}

export type Law<State, Event extends ContractEvent> = (told: Told<State>, life: Life<State, Event>) => void

/**
 * How laws are proven on a kind: on lives that are drawn and recorded once for all of them, since that takes longer than
 * any law. A law that one of them breaks is proven again by itself, so that what is shown is the smallest life that breaks it.
 */
export function proverOf<State, Event extends ContractEvent>(kind: Kind<State, Event>): (law: Law<State, Event>) => void {
	let drawn: readonly { readonly life: Life<State, Event>; readonly told: Told<State> }[] | null = null
	return (law) => {
		drawn ??= fc.sample(kind.lives, proofsOf(kind)).map((life) => ({ life, told: recordAll(kind, life) }))
		try {
			for (const { life, told } of drawn) law(told, life)
		} catch (broken) {
			fc.assert(
				fc.property(kind.lives, (life) => law(recordAll(kind, life), life)),
				proofsOf(kind),
			)
			throw broken
		}
	}
}

/** Proves the laws of every contract on random lives of this kind. */
export function provesTheLaws<State, Event extends ContractEvent>(kind: Kind<State, Event>, prove = proverOf(kind)): void {
	const stored = (state: State): string => JSON.stringify(kind.store(state))

	const { numRuns } = proofsOf(kind)

	describe(`the laws of a ${kind.name}, on ${numRuns} lives (SOQUY_SEED=${seed})`, { timeout: lawTimeout }, () => {
		const met = new Map<string, number>()
		const asked = { reordered: 0, same: 0 }

		it('law 1: every entry balances, amounts are more than nothing, no pair of accounts is met twice, and all accounts are of the book', () => {
			prove(({ recordings, history }, { chart }) => {
				for (const { type } of history) met.set(type, (met.get(type) ?? 0) + 1)
				const codes = new Set(charts[chart].map(({ code }) => code))
				for (const { days } of recordings) {
					expect(new Set(days.map(({ on }) => on)).size).toBe(days.length)
					for (const { postings } of days) {
						for (const { debit, credit, amount } of postings)
							if (amount <= 0n || debit === credit || !codes.has(debit) || !codes.has(credit)) expect({ debit, credit, amount }).toBeNull()
						const pairs = postings.map(({ debit, credit }) => [debit, credit].sort().join(' '))
						expect(new Set(pairs).size).toBe(pairs.length)
						expect([...balances([{ postings }]).values()].reduce((sum, amount) => sum + amount, 0n)).toBe(0n)
					}
				}
			})
		})

		it('law 2: the state is the same in whatever order the same events were recorded', () => {
			prove((told, life) => {
				const events = effective(told.history)
				const inOrder = recordInOrder(kind, life, events)
				expect(inOrder.refused).toEqual([])
				expect(stored(inOrder.told.state)).toBe(stored(told.state))
				asked.reordered += 1
				const again = recordShuffled(kind, life, events)
				if (again === null) return
				asked.same += 1
				expect(stored(again.state)).toBe(stored(told.state))
			})
			// An order in which something cannot be recorded yet proves nothing; most orders do prove something.
			expect(asked.same).toBeGreaterThan(asked.reordered / 2)
		})

		it('law 3: the book is the fold: for every day and every recording, what was posted and what is due add up to what was known', () => {
			prove(({ recordings, history }, { contract }) => {
				const days = [...new Set(history.map(({ on }) => on))].sort()
				const end = days.at(-1) ?? calendarDate('1900-01-01')
				for (const knownAt of history.map(({ recordedAt }) => recordedAt)) {
					const said = recordings.filter((recording) => String(recording.recordedAt) <= knownAt).flatMap((recording) => recording.days)
					const folds = foldsOf(contract, known(history, end, knownAt).map(kind.eventOf))
					for (const day of days) {
						const upTo = said.filter(({ on }) => on <= day)
						const fold = folds.findLast(({ on }) => on <= day)
						const posted = textOf(balances(upTo))
						if (posted !== textOf(balances(fold?.told ?? []))) expect({ knownAt, day, posted }).toBe(textOf(balances(fold?.told ?? [])))
						const expected = textOf(duesOf(upTo.flatMap(({ dues }) => dues)))
						const due = textOf(duesOf(fold === undefined ? [] : contract.dues(fold.state)))
						if (expected !== due) expect({ knownAt, day, expected }).toBe(due)
					}
				}
			})
		})

		it('law 6: the cached state survives as text, and telling in order from it equals a replay of everything', () => {
			prove(({ state, history }, { contract }) => {
				expect(stored(state)).toBe(stored(replay(contract, history.map(kind.eventOf)).state))
				expect(stored(kind.restore(throughText(kind.store(state))))).toBe(stored(state))
			})
		})

		afterAll(() => {
			const thin = kind.types.filter((type) => (met.get(type) ?? 0) < numRuns / 200)
			expect(thin, 'types of events that hardly any life has met').toEqual([])
		})
	})
}

/** Postings summed by account: what is debited less what is credited; accounts at nothing are left out. */
export function balances(days: readonly Pick<Day, 'postings'>[]): ReadonlyMap<string, bigint> {
	const sums = new Map<string, bigint>()
	for (const { postings } of days) {
		for (const { debit, credit, amount } of postings) {
			sums.set(debit, (sums.get(debit) ?? 0n) + amount)
			sums.set(credit, (sums.get(credit) ?? 0n) - amount)
		}
	}
	return sums
}

/**
 * The fold by itself, as it stands after each of its events: told from the beginning with nothing but the contract, so
 * that the law does not lean on what it proves.
 */
function foldsOf<State, Event extends ContractEvent>(contract: Contract<State, Event>, events: readonly Event[]) {
	const undone = new Set(events.map(({ reverses }) => reverses))
	const counted = events.filter((event) => event.reverses === null && !undone.has(event.seq))
	counted.sort((a, b) => a.on.localeCompare(b.on) || a.seq - b.seq)
	let state = contract.begin
	let told: readonly Pick<Day, 'postings'>[] = []
	return counted.map((event) => {
		const { state: after, postings } = contract.tell(state, event)
		state = after
		told = [...told, { postings }]
		return { on: event.on, state, told }
	})
}

function recordShuffled<State, Event extends ContractEvent>(
	kind: Kind<State, Event>,
	life: Life<State, Event>,
	events: readonly StoredEvent[],
): Told<State> | null {
	const lot = (index: number): number => life.lots[index % life.lots.length] ?? 0
	const drawn = events.map((event, index) => ({ event, lot: lot(index) })).sort((a, b) => a.lot - b.lot)
	let order: readonly Wish[] = drawn.map(({ event }) => event)
	// What is refused for now may be recorded when more is known; within a day the order of recording counts, so it is kept.
	for (let round = 0; round <= events.length; round += 1) {
		const { told, refused } = recordInOrder(kind, life, order)
		if (refused.length === 0) return sameWithinDays(events, told.history) ? told : null
		order = [...order.filter((wish) => !refused.includes(wish)), ...refused]
	}
	return null
}

function sameWithinDays(events: readonly StoredEvent[], history: readonly StoredEvent[]): boolean {
	const told = effective(history)
	return events.every(({ type, on, amount, details }, index) => {
		const other = told[index]
		return other?.type === type && other.on === on && other.amount === amount && other.details === details
	})
}

function happeningOf<State, Event extends ContractEvent>(
	kind: Kind<State, Event>,
	wish: Wish,
	history: readonly StoredEvent[],
): Happening | null {
	if (!('pick' in wish)) return { type: wish.type, on: wish.on, amount: wish.amount, details: wish.details, reverses: null }
	const undone = new Set(history.map(({ reverses }) => reverses))
	const open = history.filter((event) => event.reverses === null && !undone.has(event.seq) && kind.mayReverse(event))
	const target = open[wish.pick % open.length]
	return target === undefined ? null : { type: 'reversed', on: target.on, amount: target.amount, details: {}, reverses: target.seq }
}

function newlyKept<State, Event extends ContractEvent>(
	kind: Kind<State, Event>,
	{ contract, chart }: Life<State, Event>,
): Kept<State, Event> {
	const stored: StoredContract = {
		id: '1',
		bookId: 1,
		chart,
		version: 0,
		lastOn: calendarDate('1900-01-01'),
		lastRecordedAt: '' as Instant,
		state: {},
	}
	return { contract, stored, state: contract.begin, store: kind.store, eventOf: kind.eventOf }
}

function momentOf(n: number): Instant {
	return `2030-01-01T00:00:00.${String(n).padStart(6, '0')}Z` as Instant
}

function throughText(value: Record<string, unknown>): Record<string, unknown> {
	return JSON.parse(JSON.stringify(value)) as Record<string, unknown>
}

function duesOf(dues: readonly Due[]): ReadonlyMap<string, bigint> {
	const sums = new Map<string, bigint>()
	for (const { dueOn, lateAfter, amount } of dues) {
		const key: `${CalendarDate} ${CalendarDate}` = `${dueOn} ${lateAfter}`
		sums.set(key, (sums.get(key) ?? 0n) + amount)
	}
	return sums
}

function textOf(sums: ReadonlyMap<string, bigint>): string {
	return [...sums]
		.flatMap(([key, amount]) => (amount === 0n ? [] : [`${key} ${amount}`]))
		.sort()
		.join('; ')
}
