import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effective, known } from '../../src/contracts/contract.js'
import { addDays, calendarDate, type CalendarDate, daysBetween, later } from '../../src/kernel/calendar-date.js'
import { compareFractions } from '../../src/kernel/fraction.js'
import { addAccruals, dong, nothingAccrued, sum } from '../../src/kernel/money.js'
import type { ChartKind } from '../../src/ledger/chart.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { type SavingsEvent, savingsEventTypes } from '../../src/savings/event.js'
import { expectedOn } from '../../src/savings/expected.js'
import { eventOfStored } from '../../src/savings/kept.js'
import { historyOf } from '../../src/savings/movements.js'
import { type SavingsAccount, savingsAccountOf } from '../../src/savings/savings-account.js'
import { statementOf } from '../../src/savings/statement.js'
import { type SavingsState, stateFromStored, storedState, type StoredState } from '../../src/savings/state.js'
import { savingsTermsSchema } from '../../src/savings/terms.js'
import { cases, type Kind, lawTimeout, type Life, proverOf, provesTheLaws, seed, type Wish } from '../contracts/laws.js'

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const opensOn = calendarDate('2021-11-17')
const thousandths = fc.integer({ min: 0, max: 90 }).map((n) => `0.${String(n).padStart(3, '0')}`)
const amounts = fc.oneof(
	fc.integer({ min: 1, max: 999 }),
	fc.integer({ min: 1, max: 40 }).map((n) => n * 10_000),
	fc.integer({ min: 1, max: 90_000_000 }),
)

const drafts = fc.record({
	chart: pick<ChartKind>('own', 'memorandum', 'group'),
	terms: fc.record({
		kind: pick('compulsory', 'voluntary'),
		minimumMonthly: pick('0', '20000', '50001'),
		rates: fc.array(fc.record({ from: fc.integer({ min: -200, max: 300 }).map((n) => addDays(opensOn, n)), yearly: thousandths }), {
			minLength: 1,
			maxLength: 3,
		}),
		interestRounding: fc.record({ unit: pick('1', '1', '100'), towards: pick('nearest', 'nearest-even', 'up', 'down') }),
		// Often enough that lives meet days on which interest is credited.
		creditEvery: fc.record({ every: pick(1, 2, 7), period: pick('day', 'week', 'month'), from: pick('2000-01-01', '2021-11-25') }),
		withdrawal: pick({ rule: 'free' }, { rule: 'free' }, { rule: 'when-no-debt' }, { rule: 'notice', days: 10 }),
		offsetOrder: pick([], ['interest', 'due-principal', 'overdue-principal']),
	}),
})

const wished = fc.record({
	type: fc.oneof(
		{ weight: 9, arbitrary: fc.constant('deposited' as const) },
		{ weight: 5, arbitrary: fc.constantFrom(...(['withdrawn', 'offset'] as const)) },
		{ weight: 8, arbitrary: fc.constant('interest-credited' as const) },
		{ weight: 3, arbitrary: fc.constantFrom(...(['rate-changed', 'minimum-changed', 'transferred'] as const)) },
		{ weight: 1, arbitrary: fc.constant('closed' as const) },
		{ weight: 3, arbitrary: fc.constant('reversed' as const) },
	),
	/** Days after the opening; a few before it. */
	when: fc.integer({ min: -5, max: 420 }),
	amount: amounts,
	pick: fc.nat(100),
	yearly: thousandths,
})

type RawWish = typeof wished extends fc.Arbitrary<infer T> ? T : never

const lives: fc.Arbitrary<Life<SavingsState, SavingsEvent>> = fc
	.record({
		draft: drafts,
		late: pick(0, 0, 0, 1, 2),
		/** So many days after the opening the balance came over from other books. */
		brought: pick(null, null, null, 0, 12, 100),
		wishes: fc.array(wished, { minLength: 4, maxLength: 14 }),
		lots: fc.array(fc.nat(1_000), { minLength: 12, maxLength: 12 }),
	})
	.map(({ draft: { terms, chart }, late, brought, wishes, lots }) => {
		const contract = savingsAccountOf(savingsTermsSchema.parse(JSON.parse(JSON.stringify(terms))), chart)
		const on = brought === null ? null : addDays(opensOn, brought)
		const coming = on === null ? {} : { broughtForwardOn: on }
		const opened: Wish = { type: 'opened', on: opensOn, amount: null, details: { groupId: '1', communeId: '7', ...coming } }
		const bring = (amount: bigint): Wish[] => (on === null ? [] : [{ type: 'brought-forward', on, amount: dong(amount), details: {} }])
		const first: Wish = { type: 'deposited', on: addDays(opensOn, 3), amount: dong(100_000n), details: {} }
		const rest = wishes.map((wish) => wishOf(wish, terms.creditEvery))
		return {
			contract,
			chart,
			wishes: [...rest.slice(0, late), opened, ...bring(70_000_000n), first, ...rest.slice(late), ...bring(71_000_000n)],
			lots,
		}
	})

function wishOf(
	{ type, when, amount, pick: picked, yearly }: RawWish,
	creditEvery: { readonly every: number; readonly period: string; readonly from: string },
): Wish {
	if (type === 'reversed') return { type, pick: picked }
	const on = addDays(opensOn, when)
	switch (type) {
		case 'deposited':
		case 'offset':
			return { type, on, amount: dong(BigInt(amount)), details: picked % 2 === 0 ? { method: 'bank' } : {} }
		case 'withdrawn':
			return {
				type,
				on,
				amount: dong(BigInt(picked % 3 === 0 ? amount : Math.ceil(amount / 50))),
				details: { owes: picked % 4 === 0 ? '1' : '0', ...(picked % 5 === 0 ? {} : { noticeOn: addDays(on, -(picked % 20)) }) },
			}
		case 'interest-credited':
			return { type, on: onCycle(on, creditEvery, picked), amount: null, details: {} }
		case 'rate-changed':
			return { type, on, amount: null, details: { yearly: rateFromText(yearly) } }
		case 'minimum-changed':
			return { type, on, amount: null, details: { minimumMonthly: String(amount) } }
		case 'transferred':
			return { type, on, amount: null, details: { communeId: String(picked + 1) } }
		case 'closed':
			return { type, on: addDays(on, 100), amount: null, details: { owes: '0', noticeOn: opensOn } }
		default:
			throw new Error(type)
	}
}

/** Mostly a day of the cycle: others are refused, and seldom interesting. */
function onCycle(on: CalendarDate, { every, period, from }: { every: number; period: string; from: string }, picked: number): CalendarDate {
	if (picked % 10 === 0) return on
	if (period === 'month') return calendarDate(`${on.slice(0, 8)}${from.slice(8)}`)
	const size = period === 'week' ? every * 7 : every
	return addDays(on, -(((daysBetween(calendarDate(from), on) % size) + size) % size))
}

const kind: Kind<SavingsState, SavingsEvent> = {
	name: 'savings account',
	lives,
	types: savingsEventTypes,
	eventOf: eventOfStored,
	store: storedState,
	restore: (stored) => stateFromStored(stored as StoredState),
	mayReverse: ({ type }) => type !== 'opened',
}
const proveOn = proverOf(kind)
provesTheLaws(kind, proveOn)

/** Proves something about the history that counts, in the order of its days. */
function prove(
	law: (given: { account: SavingsAccount; state: SavingsState; history: readonly SavingsEvent[]; end: CalendarDate }) => void,
): void {
	proveOn(({ state, history }, { contract, lots }) => {
		const events = effective(history.map(eventOfStored))
		const last = events.at(-1)?.on ?? opensOn
		law({ account: contract as SavingsAccount, state, history: events, end: addDays(last, (lots[0] ?? 0) % 400) })
	})
}

describe(`what a savings account promises besides, on ${cases} lives (SOQUY_SEED=${seed})`, { timeout: lawTimeout }, () => {
	it('holds less than nothing on no day, whatever was known of it at any moment', () => {
		proveOn(({ history }, { contract }) => {
			for (const { recordedAt } of history) {
				let state = contract.begin
				for (const event of effective(known(history, calendarDate('2100-01-01'), recordedAt).map(eventOfStored))) {
					state = contract.tell(state, event).state
					if (state.balance < 0n) expect({ recordedAt, on: event.on, balance: state.balance }).toBeNull()
				}
			}
		})
	})

	it('holds what came in and what it bore, less what went out', () => {
		let credited = 0
		prove(({ account, state, history, end }) => {
			const { deposited, credited: interest, withdrawn, offset, balance } = state
			expect(deposited + interest - withdrawn - offset).toBe(balance)
			const { moved } = historyOf(account, history, end)
			expect(sum(moved.map(({ movement }) => movement.deposited))).toBe(deposited)
			expect(sum(moved.map(({ movement }) => movement.interest))).toBe(interest)
			expect(sum(moved.map(({ movement }) => movement.withdrawn))).toBe(withdrawn)
			expect(sum(moved.map(({ movement }) => movement.offset))).toBe(offset)
			if (state.status === 'closed') expect(balance).toBe(0n)
			if (interest > 0n) credited += 1
		})
		expect(credited).toBeGreaterThan(cases / 5)
	})

	it('bears the same interest however the days are split, and never less than nothing', () => {
		prove(({ account, state, end }) => {
			if (state.day === null) return
			const whole = account.at(state, end)
			let split = state
			for (let day = state.day; day < end; day = addDays(day, 1 + (day.charCodeAt(9) % 7))) split = account.at(split, day)
			expect(compareFractions(account.at(split, end).accrued, whole.accrued)).toBe(0)
			expect(compareFractions(whole.accrued, nothingAccrued)).toBeGreaterThanOrEqual(0)
			expect(account.at(whole, state.day)).toBe(whole)
		})
	})

	it('explains every đồng of interest: each period’s days sum exactly and round to what was credited', () => {
		prove(({ account, history, end }) => {
			const { moved, periods, state } = historyOf(account, history, end)
			const credits = moved.filter(({ event }) => event.type === 'interest-credited' || event.type === 'closed')
			const told = periods.filter(({ creditedOn }) => creditedOn !== null)
			expect(told.map(({ creditedOn, rounded }) => [creditedOn, rounded])).toEqual(
				credits.map(({ event, movement }) => [event.on, movement.interest]),
			)
			for (const { segments, exact } of periods) {
				expect(
					compareFractions(
						segments.reduce((total, { amount }) => addAccruals(total, amount), nothingAccrued),
						exact,
					),
				).toBe(0)
				for (const { from, to, days } of segments) expect(daysBetween(from, to)).toBe(days)
			}
			const growing = periods.find(({ creditedOn }) => creditedOn === null)?.exact ?? nothingAccrued
			expect(compareFractions(growing, state.accrued)).toBe(0)
		})
	})

	it('opens a statement with the balance of the evening before and closes it with that of the last day', () => {
		prove(({ account, history, end }) => {
			const from = addDays(end, -150)
			const upTo = (day: CalendarDate) => history.filter(({ on }) => on <= day)
			const { opening, lines, totals, closing } = statementOf(account, upTo(end), { from, to: end }, 'vi')
			expect(opening).toBe(historyOf(account, upTo(addDays(from, -1)), from).state.balance)
			expect(opening + totals.deposit + totals.interest - totals.withdrawal - totals.offset).toBe(closing)
			expect(lines.at(-1)?.balance ?? opening).toBe(closing)
		})
	})

	it('is as it was before where an event is reversed', () => {
		let undone = 0
		proveOn(({ history }, { contract }) => {
			const reversal = history.findIndex(({ reverses }) => reverses !== null)
			const target = history[reversal]?.reverses
			if (target === undefined || target === null) return
			const stored = (events: typeof history) =>
				JSON.stringify(
					storedState(effective(events.map(eventOfStored)).reduce((state, event) => contract.tell(state, event).state, contract.begin)),
				)
			const upTo = history.slice(0, reversal + 1)
			expect(stored(upTo)).toBe(stored(upTo.filter(({ seq, reverses }) => seq !== target && reverses !== target)))
			undone += 1
		})
		expect(undone).toBeGreaterThan(cases / 10)
	})

	it('expects in a month what its minimum says, less what was deposited in it', () => {
		prove(({ account, state, history, end }) => {
			const day = later(end, state.day ?? opensOn)
			const { minimum, saved, missing } = expectedOn(account.terms, state, day)
			const inMonth = history.filter(({ type, on }) => type === 'deposited' && on.slice(0, 7) === day.slice(0, 7))
			expect(saved).toBe(sum(inMonth.map(({ amount }) => amount ?? dong(0n))))
			expect(missing).toBe(minimum > saved ? minimum - saved : 0n)
		})
	})
})
