import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effective } from '../../src/contracts/contract.js'
import { addDays, calendarDate } from '../../src/kernel/calendar-date.js'
import { dong, sum, zero } from '../../src/kernel/money.js'
import { measureCodes } from '../../src/kernel/quantity.js'
import { aidAccounts, aidOf } from '../../src/mutualaid/aid.js'
import { type AidEvent, aidModes } from '../../src/mutualaid/event.js'
import { eventOfStored } from '../../src/mutualaid/kept.js'
import { type AidState, outstandingOf, stateFromStored, statusOf, storedState } from '../../src/mutualaid/state.js'
import { balances, cases, type Kind, lawTimeout, type Life, proverOf, provesTheLaws, seed, type Wish } from '../contracts/laws.js'

const start = calendarDate('2022-03-01')
const days = (min: number, max: number) => fc.integer({ min, max }).map((n) => addDays(start, n))
const amounts = fc.integer({ min: 1, max: 60 }).map((n) => dong(BigInt(n)))

const later: fc.Arbitrary<Wish> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			type: fc.constantFrom('worked', 'worked', 'returned', 'returned', 'forgiven'),
			on: days(-2, 40),
			amount: amounts,
			details: fc.constant({}),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ type: fc.constant('reversed' as const), pick: fc.nat() }) },
)

const lives: fc.Arbitrary<Life<AidState, AidEvent>> = fc
	.record({
		unit: fc.constantFrom('cong' as const, ...measureCodes),
		mode: fc.constantFrom('lent' as const, ...aidModes),
		amount: fc.integer({ min: 1, max: 200 }).map((n) => dong(BigInt(n))),
		returnOn: fc.option(days(10, 60), { nil: undefined }),
		events: fc.array(later, { maxLength: 14 }),
		lots: fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
	})
	.map(({ unit, mode, amount, returnOn, events, lots }) => ({
		contract: aidOf(unit),
		chart: 'aid' as const,
		wishes: [{ type: mode, on: start, amount, details: mode === 'lent' && returnOn !== undefined ? { returnOn } : {} }, ...events],
		lots,
	}))

const aid: Kind<AidState, AidEvent> = {
	name: 'act of help',
	lives,
	types: ['given', 'lent', 'worked', 'returned', 'forgiven', 'reversed'],
	eventOf: eventOfStored,
	store: storedState,
	restore: stateFromStored,
	mayReverse: () => true,
}

const prove = proverOf(aid)
provesTheLaws(aid, prove)

describe(`the laws of help in kind, on ${cases} lives (SOQUY_SEED=${seed})`, { timeout: lawTimeout }, () => {
	it('what was handed out is given, or lent; what was lent came back, was forgiven, or is still out: in the state and in the book', () => {
		prove(({ state, recordings }) => {
			const book = balances(recordings.flatMap((recording) => recording.days))
			const held = (account: string): bigint => book.get(account) ?? 0n
			expect(-held(aidAccounts.source)).toBe(state.handedOver)
			expect(held(aidAccounts.returned)).toBe(state.returned)
			expect(held(aidAccounts.forgiven)).toBe(state.forgiven)
			expect(held(aidAccounts.lent)).toBe(outstandingOf(state))
			expect(held(aidAccounts.given)).toBe(state.mode === 'given' ? state.handedOver : 0n)
			expect(state.handedOver).toBe(
				held(aidAccounts.given) + held(aidAccounts.lent) + held(aidAccounts.returned) + held(aidAccounts.forgiven),
			)
		})
	})

	it('no more ever comes back than is out, and what is expected back is what is out', () => {
		prove(({ state }, { contract }) => {
			expect(outstandingOf(state)).toBeGreaterThanOrEqual(0n)
			const due = sum(contract.dues(state).map(({ amount }) => amount))
			expect(due).toBe(state.returnOn === null ? zero : outstandingOf(state))
		})
	})

	it('an act whose beginning was undone is void: nothing of it is left', () => {
		prove(({ state, history }) => {
			if (effective(history).length > 0) return
			expect(statusOf(state)).toBe('void')
			expect(state.handedOver).toBe(0n)
		})
	})
})
