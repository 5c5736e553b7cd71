import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effective } from '../../src/contracts/contract.js'
import { countedNotes } from '../../src/kernel/banknotes.js'
import { addDays, calendarDate } from '../../src/kernel/calendar-date.js'
import { dong, sum } from '../../src/kernel/money.js'
import { destinations, type PiggyBankEvent, piggyBankEventTypes } from '../../src/piggybanks/event.js'
import { eventOfStored } from '../../src/piggybanks/kept.js'
import { piggyBankOf } from '../../src/piggybanks/piggy-bank.js'
import { heldIn, type PiggyBankState, stateFromStored, statusOf, storedState, type StoredState } from '../../src/piggybanks/state.js'
import { balances, cases, type Kind, lawTimeout, type Life, proverOf, provesTheLaws, seed, type Wish } from '../contracts/laws.js'

const start = calendarDate('2022-01-05')
const opensOn = addDays(start, 60)

const wished = fc.record({
	type: fc.oneof(
		{ weight: 4, arbitrary: fc.constant('fed' as const) },
		{ weight: 3, arbitrary: fc.constant('opened' as const) },
		{ weight: 5, arbitrary: fc.constant('paid-out' as const) },
		{ weight: 2, arbitrary: fc.constant('reversed' as const) },
	),
	/** Often in the days around the one agreed. */
	day: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 58, max: 70 })),
	notes: fc.array(fc.record({ value: fc.constantFrom('500000', '20000', '1000'), count: fc.integer({ min: 1, max: 9 }) }), {
		maxLength: 3,
	}),
	to: fc.constantFrom(...destinations),
	whose: fc.constantFrom('1', '2', undefined),
	reason: fc.constantFrom('Tết đến sớm', undefined),
	slip: fc.constantFrom(0n, 0n, 0n, 1n),
	all: fc.boolean(),
	pick: fc.nat(100),
})

const lives: fc.Arbitrary<Life<PiggyBankState, PiggyBankEvent>> = fc
	.record({
		ownerId: fc.constantFrom('1', '1', null),
		late: fc.constantFrom(0, 0, 0, 2),
		certain: fc.boolean(),
		wishes: fc.array(wished, { minLength: 2, maxLength: 10 }),
		lots: fc.array(fc.nat(1_000), { minLength: 12, maxLength: 12 }),
	})
	.map(({ ownerId, late, certain, wishes, lots }) => {
		const first: Wish = { type: 'started', on: start, amount: null, details: {} }
		const counted = [{ value: '20000', count: 5 }]
		// Half of the lives are opened on the agreed day and emptied at once, unless something comes in between.
		const emptied: readonly Wish[] = certain
			? [
					{ type: 'opened', on: opensOn, amount: dong(100_000n), details: { banknotes: counted, reason: 'Đếm lại' } },
					{ type: 'paid-out', on: opensOn, amount: dong(100_000n), details: { to: 'member', memberId: '1' } },
				]
			: []
		const rest = wishes.map(({ type, day, notes, to, whose, reason, slip, all, pick }): Wish => {
			if (type === 'reversed') return { type, pick }
			const on = addDays(start, day)
			if (type === 'fed') return { type, on, amount: dong(BigInt(1 + pick) * 500n), details: {} }
			const worth = countedNotes(notes)
			if (type === 'opened') return { type, on, amount: dong(worth + slip), details: { banknotes: notes, minutesNo: '1', reason } }
			const amount = all && worth > 0n ? worth : dong(BigInt(1 + pick) * 1_000n)
			return { type, on, amount, details: { to, memberId: whose, reference: 'Quỹ' } }
		})
		const told = [...rest.slice(0, 3), ...emptied, ...rest.slice(3)]
		return {
			contract: piggyBankOf({ ownerId, opensOn }),
			chart: 'group',
			wishes: [...told.slice(0, late), first, ...told.slice(late)],
			lots,
		}
	})

const kind: Kind<PiggyBankState, PiggyBankEvent> = {
	name: 'piggy bank',
	lives,
	types: piggyBankEventTypes,
	eventOf: eventOfStored,
	store: storedState,
	restore: (stored) => stateFromStored(stored as unknown as StoredState),
	mayReverse: () => true,
}

const prover = proverOf(kind)
provesTheLaws(kind, prover)

describe(`the laws that piggy banks keep besides, on ${cases} lives (SOQUY_SEED=${seed})`, { timeout: lawTimeout }, () => {
	it('what was counted is there or went somewhere; a closed one is empty, and what came in went out', () => {
		let closed = 0
		prover(({ state, recordings }) => {
			const booked = balances(recordings.flatMap(({ days }) => days))
			expect(-(booked.get('3384') ?? 0n)).toBe(heldIn(state))
			expect(booked.get('1111') ?? 0n).toBe(heldIn(state))
			expect(heldIn(state)).toBeGreaterThanOrEqual(0n)
			if (statusOf(state) !== 'closed') return
			closed += 1
			expect(heldIn(state)).toBe(0n)
			expect(sum(Object.values(state.went))).toBe(state.counted)
		})
		expect(closed).toBeGreaterThan(cases / 100)
	})

	it('nothing goes out before it is opened, and nothing in after that', () => {
		prover(({ history }) => {
			const told = effective(history.map(eventOfStored)).map(({ type }) => type)
			const at = told.indexOf('opened')
			expect(told.filter((type) => type === 'opened').length).toBeLessThanOrEqual(1)
			expect(told.slice(0, at < 0 ? told.length : at)).not.toContain('paid-out')
			if (at >= 0) expect(told.slice(at)).not.toContain('fed')
		})
	})
})
