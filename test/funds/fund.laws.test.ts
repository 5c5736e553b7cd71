import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effective, known, replay } from '../../src/contracts/contract.js'
import { addDays, calendarDate } from '../../src/kernel/calendar-date.js'
import { add, dong, sum, zero } from '../../src/kernel/money.js'
import { accountCode } from '../../src/ledger/chart.js'
import { type FundEvent, methods } from '../../src/funds/event.js'
import { fund } from '../../src/funds/fund.js'
import { eventOfStored } from '../../src/funds/kept.js'
import { pledgeDues, pledgedBetween } from '../../src/funds/pledge.js'
import { flowsOf, summedFlows } from '../../src/funds/report.js'
import { balanceOf, type FundState, leftOf, stateFromStored, storedState } from '../../src/funds/state.js'
import { balances, cases, type Kind, lawTimeout, type Life, proverOf, provesTheLaws, seed, type Wish } from '../contracts/laws.js'

const start = calendarDate('2022-01-10')
const on = fc.integer({ min: -1, max: 120 }).map((n) => addDays(start, n))
const amount = fc.integer({ min: 1, max: 90 }).map((n) => dong(BigInt(n)))
const purpose = fc.constantFrom('Mẹ đỡ đầu', 'Mái ấm', 'Chung')
const method = fc.constantFrom(...methods)
const pledgeNo = fc.constantFrom('1', '2', '3', '4')
const wish = (type: string, details: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Wish> =>
	fc.record({ type: fc.constant(type), on, amount, details: fc.record(details) })

const events: fc.Arbitrary<Wish> = fc.oneof(
	{ weight: 5, arbitrary: wish('received', { purpose, method, donor: fc.constant({ anonymous: true }) }) },
	{ weight: 2, arbitrary: wish('received', { purpose, method, pledgeNo }) },
	{ weight: 3, arbitrary: wish('spent', { purpose, method }) },
	{ weight: 2, arbitrary: wish('returned', { purpose, method }) },
	{ weight: 2, arbitrary: wish('moved', { purpose, toPurpose: purpose }) },
	{ weight: 2, arbitrary: wish('transferred', { method }) },
	{
		weight: 1,
		arbitrary: fc.record({ type: fc.constant('pledge-ended'), on, amount: fc.constant(null), details: fc.record({ pledgeNo }) }),
	},
	{ weight: 2, arbitrary: fc.record({ type: fc.constant('reversed' as const), pick: fc.nat() }) },
)

/** Each number is of one pledge. */
const pledges = fc.array(fc.record({ on, amount, months: fc.integer({ min: 1, max: 5 }), firstOn: on, purpose }), {
	minLength: 1,
	maxLength: 4,
})

const lives: fc.Arbitrary<Life<FundState, FundEvent>> = fc
	.record({ made: pledges, events: fc.array(events, { maxLength: 18 }), lots: fc.array(fc.nat(), { minLength: 24, maxLength: 24 }) })
	.map(({ made, events: told, lots }) => ({
		contract: fund,
		chart: 'social' as const,
		wishes: [
			{ type: 'opened', on: start, amount: null, details: {} },
			...made.map((one, index) => ({
				type: 'pledged',
				on: one.on,
				amount: one.amount,
				details: { pledgeNo: String(index + 1), months: one.months, firstOn: one.firstOn, purpose: one.purpose },
			})),
			...told,
		],
		lots,
	}))

const kind: Kind<FundState, FundEvent> = {
	name: 'fund',
	lives,
	types: ['opened', 'received', 'spent', 'returned', 'moved', 'transferred', 'pledged', 'pledge-ended', 'reversed'],
	eventOf: eventOfStored,
	store: storedState,
	restore: stateFromStored,
	mayReverse: () => true,
}

const prove = proverOf(kind)
provesTheLaws(kind, prove)

describe(`the laws of funds, on ${cases} lives (SOQUY_SEED=${seed})`, { timeout: lawTimeout }, () => {
	it('what the purposes hold together is the money, and neither is less than nothing, on any day as known at any moment', () => {
		prove(({ history }) => {
			for (const { on: asOf, recordedAt } of history) {
				const { state } = replay(fund, known(history, asOf, recordedAt).map(eventOfStored))
				for (const one of state.purposes) expect(leftOf(one)).toBeGreaterThanOrEqual(0n)
				for (const one of methods) expect(state.money[one]).toBeGreaterThanOrEqual(0n)
				expect(balanceOf(state)).toBe(add(state.money.cash, state.money.bank))
			}
		})
	})

	it('the book holds the money where it lies, and the donations less what was spent and returned', () => {
		prove(({ state, recordings }) => {
			const book = balances(recordings.flatMap(({ days }) => days))
			const held = (which: Parameters<typeof accountCode>[1]): bigint => book.get(accountCode('social', which)) ?? 0n
			expect(held('cash')).toBe(state.money.cash)
			expect(held('bank')).toBe(state.money.bank)
			expect(-held('donations')).toBe(sum(state.purposes.map(({ received }) => received)))
			expect(held('donations-spent')).toBe(sum(state.purposes.map(({ spent }) => spent)))
			expect(held('donations-returned')).toBe(sum(state.purposes.map(({ returned }) => returned)))
		})
	})

	it('what is still expected of a pledge is what was promised less what was paid, and never less than nothing', () => {
		prove(({ state }) => {
			for (const pledge of state.pledges) {
				const promised = pledgedBetween(pledge, null, calendarDate('2100-01-01'))
				const due = sum(pledgeDues(pledge).map((one) => one.amount))
				expect(due).toBe(promised > pledge.paid ? promised - pledge.paid : 0n)
			}
		})
	})

	it('a report of two periods in a row says what a report of both says', () => {
		prove(({ history, state }) => {
			const told = effective(history).map(eventOfStored)
			const [middle, end] = [addDays(start, 40), calendarDate('2100-01-01')]
			const then = replay(
				fund,
				told.filter((event) => event.on <= middle),
			).state
			const whole = summedFlows(flowsOf('1', told, state, { from: null, to: end }))
			const first = summedFlows(
				flowsOf(
					'1',
					told.filter((event) => event.on <= middle),
					then,
					{ from: null, to: middle },
				),
			)
			const second = summedFlows(flowsOf('1', told, state, { from: addDays(middle, 1), to: end }))
			expect(second.opening).toBe(first.closing)
			expect(second.closing).toBe(whole.closing)
			expect(whole.closing).toBe(balanceOf(state))
			for (const name of ['received', 'spent', 'movedIn', 'movedOut', 'returned', 'pledgesPaid'] as const)
				expect(first[name] + second[name]).toBe(whole[name])
			expect(whole.opening).toBe(zero)
		})
	})
})
