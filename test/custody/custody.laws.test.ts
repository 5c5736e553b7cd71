import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effective, replay } from '../../src/contracts/contract.js'
import { custody } from '../../src/custody/custody.js'
import { type CustodyEvent, custodyEventTypes } from '../../src/custody/event.js'
import { eventOfStored } from '../../src/custody/kept.js'
import { type CustodyState, heldOf, stateFromStored, storedState, type StoredState } from '../../src/custody/state.js'
import { accountCode } from '../../src/ledger/chart.js'
import { addDays, calendarDate } from '../../src/kernel/calendar-date.js'
import { dong, sum } from '../../src/kernel/money.js'
import { balances, type Kind, lawTimeout, type Life, proverOf, provesTheLaws, type Wish } from '../contracts/laws.js'

const begin = calendarDate('2022-01-01')
const sheets = 6

/** Sheets of six meetings, a week apart; the bank comes on every tenth day. */
const sheet = fc
	.integer({ min: 0, max: sheets - 1 })
	.map((n) => ({ sheetId: `S${n}`, metOn: addDays(begin, 7 * n), dueOn: addDays(begin, 10 * (n + 1)) }))
const amount = fc.oneof(
	fc.integer({ min: 1, max: 30 }).map((n) => BigInt(n) * 100_000n),
	fc.bigInt({ min: 1n, max: 2_000_000n }),
)
const anyDay = fc.integer({ min: 0, max: 50 }).map((n) => addDays(begin, n))

const collected: fc.Arbitrary<Wish> = fc
	.tuple(sheet, amount, fc.integer({ min: 0, max: 3 }))
	.map(([{ sheetId, metOn, dueOn }, size, sign]) => ({
		type: 'collected',
		on: metOn,
		amount: dong(sign === 0 ? -size : size),
		details: { sheetId, dueOn },
	}))
const out: fc.Arbitrary<Wish> = fc
	.tuple(fc.constantFrom('handed-over', 'handed-over', 'passed-on'), anyDay, amount)
	.map(([type, on, size]) => ({ type, on, amount: dong(size), details: {} }))
const takenOver: fc.Arbitrary<Wish> = fc.tuple(anyDay, fc.array(fc.tuple(sheet, amount), { maxLength: 3 })).map(([on, parts]) => ({
	type: 'taken-over',
	on,
	amount: sum(parts.map(([, held]) => dong(held))),
	details: { meetings: parts.map(([meeting, held]) => ({ ...meeting, held: String(held) })) },
}))
const reversed: fc.Arbitrary<Wish> = fc.nat().map((pick) => ({ type: 'reversed', pick }))

const lives: fc.Arbitrary<Life<CustodyState, CustodyEvent>> = fc
	.tuple(
		fc.array(
			fc.oneof(
				{ weight: 5, arbitrary: collected },
				{ weight: 4, arbitrary: out },
				{ weight: 1, arbitrary: takenOver },
				{ weight: 1, arbitrary: reversed },
			),
			{ minLength: 1, maxLength: 14 },
		),
		fc.array(fc.nat(1_000), { minLength: 20, maxLength: 20 }),
	)
	.map(([wishes, lots]) => ({ contract: custody, chart: 'group', wishes, lots }))

const kind: Kind<CustodyState, CustodyEvent> = {
	name: 'custody',
	lives,
	types: custodyEventTypes,
	eventOf: eventOfStored,
	store: storedState,
	restore: (stored) => stateFromStored(stored as StoredState),
	mayReverse: () => true,
}
const prove = proverOf(kind)
provesTheLaws(kind, prove)

describe('what a leader holds, on the same lives', { timeout: lawTimeout }, () => {
	it('is what she collected and took over less what she handed over and passed on, and never less than nothing, after every event', () => {
		prove(({ history }) => {
			const events = effective(history.map(eventOfStored))
			for (const upTo of events.keys()) {
				const { state } = replay(custody, events.slice(0, upTo + 1))
				const { collected: came, takenOver: taken, handedOver, passedOn } = state
				expect(heldOf(state)).toBe(came + taken - handedOver - passedOn)
				for (const { held } of state.meetings) expect(held > 0n).toBe(true)
			}
		})
	})

	it('is what stands on both accounts in the book of groups, and what is due', () => {
		prove(({ recordings, state }) => {
			const sums = balances(recordings.flatMap(({ days }) => days))
			expect(sums.get(accountCode('group', 'held-by-leader')) ?? 0n).toBe(heldOf(state))
			expect(sums.get(accountCode('group', 'for-handover')) ?? 0n).toBe(-heldOf(state))
			expect(sum(custody.dues(state).map((due) => due.amount))).toBe(heldOf(state))
		})
	})

	it('lies in the order of the meetings', () => {
		prove(({ state }) => {
			const days = state.meetings.map(({ metOn }) => metOn)
			expect(days).toEqual([...days].sort())
		})
	})
})
