import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effective, known } from '../../src/contracts/contract.js'
import { addDays, calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { differencesOf } from '../../src/lending/differences.js'
import { type LoanEvent, loanEventTypes } from '../../src/lending/event.js'
import { eventOfStored } from '../../src/lending/kept.js'
import type { Loan } from '../../src/lending/loan.js'
import { type Balances, type Standing, standingOf } from '../../src/lending/standing.js'
import { type LoanState, stateFromStored, storedState, type StoredState } from '../../src/lending/state.js'
import { cases, type Kind, type Life, proverOf, seed, type Wish } from '../contracts/laws.js'
import { type GivenTerms, loanFrom, poorHousehold } from './loans.js'

const short: GivenTerms = {
	...poorHousehold,
	instalments: { count: 10, every: 1, period: 'month' },
	principalEvery: { every: 3, period: 'month' },
}

/** A bank's loan, of which overdue is recorded, and others that become late by themselves, bear flat interest or pay equal instalments. */
const offered: readonly GivenTerms[] = [
	{},
	{ overdue: { transfer: 'automatic', factor: '1.5', lateInterestYearly: '0.1' }, principalEvery: undefined },
	{ interestMethod: 'flat', dayCount: 'periodic', overdue: { transfer: 'automatic' }, overpayment: 'hold' },
	{ amortization: 'equal-instalment', principalEvery: undefined, prepayment: 'reamortize' },
]

const wished = fc.record({
	type: fc.oneof(
		{ weight: 6, arbitrary: fc.constant('repaid' as const) },
		{ weight: 3, arbitrary: fc.constantFrom(...(['rate-changed', 'moved-to-overdue', 'frozen', 'thawed', 'interest-waived'] as const)) },
		{ weight: 1, arbitrary: fc.constant('written-off' as const) },
		{ weight: 3, arbitrary: fc.constant('reversed' as const) },
	),
	days: fc.integer({ min: 0, max: 400 }),
	amount: fc.integer({ min: 1, max: 4_000_000 }),
})

const start = calendarDate('2022-11-07')

function wishOf({ type, days, amount }: { type: LoanEvent['type']; days: number; amount: number }): Wish {
	if (type === 'reversed') return { type, pick: days }
	const on = addDays(start, days)
	if (type === 'rate-changed') return { type, on, amount: null, details: { yearly: rateFromText(`0.0${(amount % 9) + 1}`) } }
	const hasAmount = type === 'repaid' || type === 'interest-waived'
	return { type, on, amount: hasAmount ? dong(BigInt(type === 'repaid' ? amount : amount % 50_000) || 1n) : null, details: {} }
}

const lives: fc.Arbitrary<Life<LoanState, LoanEvent>> = fc
	.record({
		terms: fc.constantFrom(...offered),
		wishes: fc.array(wished, { minLength: 3, maxLength: 10 }),
		lots: fc.array(fc.nat(10_000), { minLength: 2, maxLength: 2 }),
	})
	.map(({ terms, wishes, lots }) => ({
		contract: loanFrom({ ...short, ...terms }).loan,
		chart: 'own',
		wishes: [
			{ type: 'signed', on: addDays(start, -3), amount: null, details: {} },
			{ type: 'disbursed', on: start, amount: dong(20_000_000n), details: {} },
			...wishes.map(wishOf),
		],
		lots,
	}))

const kind: Kind<LoanState, LoanEvent> = {
	name: 'loan',
	lives,
	types: loanEventTypes,
	eventOf: eventOfStored,
	store: storedState,
	restore: (stored) => stateFromStored(stored as unknown as StoredState),
	mayReverse: ({ type }) => type !== 'signed' && type !== 'disbursed',
}
const prove = proverOf(kind)

/** The standing told from the beginning with nothing but the loan, so that the law does not lean on what it proves. */
function standingKnown(loan: Loan, events: readonly LoanEvent[], asOf: ReturnType<typeof addDays>): Standing {
	let state = loan.begin
	for (const event of effective(events)) state = loan.tellLoan(state, event).state
	return standingOf(loan, state, asOf)
}

describe(`the law of differences, on ${cases} lives (SOQUY_SEED=${seed})`, () => {
	it('for every day and every two moments, what each event changed sums to the difference, balance by balance', () => {
		let told = 0
		prove(({ history }, { contract, lots }) => {
			const loan = contract as Loan
			for (const lot of lots) {
				const asOf = addDays(start, lot % 450)
				const [since, knownAt] = [lot % 5, lot % history.length].map((n) => history[n]?.recordedAt ?? ('' as Instant)).sort() as [
					Instant,
					Instant,
				]
				const { saidThen, knownNow, differences, causes } = differencesOf(loan, history, { asOf, since, knownAt })
				const at = (moment: Instant) => standingKnown(loan, known(history, asOf, moment).map(eventOfStored), asOf)
				const [was, is] = [at(since), at(knownAt)]
				if (saidThen !== null) expect(saidThen).toEqual(was)
				if (knownNow !== null) expect(knownNow).toEqual(is)
				for (const name of Object.keys(differences) as (keyof Balances)[]) {
					const sum = causes.reduce((total, { effect }) => total + effect[name], 0n)
					if (sum !== differences[name] || sum !== is.balances[name] - was.balances[name])
						expect({ asOf, since, knownAt, name, sum }).toBe(differences[name])
				}
				expect(causes.map(({ event }) => event)).toEqual(
					history.filter(({ on, recordedAt }) => on <= asOf && recordedAt > since && recordedAt <= knownAt),
				)
				told += causes.length
			}
		})
		expect(told).toBeGreaterThan(cases)
	}, 120_000)
})
