import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tell } from '../../src/contracts/telling.js'
import type { StoredContract, StoredEvent } from '../../src/contracts/stored.js'
import { addDays, calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { add, dong, type Money, subtract, sum, zero } from '../../src/kernel/money.js'
import { feeHolders, holderOf } from '../../src/fees/accounts.js'
import { type FeeAgreement, feeKinds, feeLevels } from '../../src/fees/agreement.js'
import { type FeeEvent, feeEventTypes } from '../../src/fees/event.js'
import { feeOf } from '../../src/fees/fee.js'
import { cachedFee, feeEventOf, keptFee } from '../../src/fees/kept.js'
import { concerns, dueTo, type FeeLine, sameLines } from '../../src/fees/line.js'
import { daysOfMonth, type Month } from '../../src/fees/month.js'
import { reckon } from '../../src/fees/reckoning.js'
import { type FeeState, feeStateFromStored, owedThrough, storedFeeState, type StoredFeeState } from '../../src/fees/state.js'
import { linesThatStand, sumByKey, sumLines } from '../../src/fees/statement.js'
import type { Collected, Standing } from '../../src/fees/stored.js'
import { balances, cases, type Kind, type Life, lawTimeout, proverOf, provesTheLaws, seed, type Wish } from '../contracts/laws.js'
import { agreement, catalogued, collected, facts, line } from './lines.js'

const months = ['2022-10', '2022-11', '2022-12'] as Month[]
const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)

const linesOf = fc.array(
	fc.record({ fee: fc.bigInt({ min: 0n, max: 5_000_000n }), commune: pick('3', '4') }).map(({ fee, commune }) =>
		line(
			fee,
			[
				['group', '80'],
				['commune', '13'],
				['province', '6.3'],
				['centre', '0.7'],
			],
			{ communeId: commune },
		),
	),
	{ maxLength: 2 },
)
const day = fc.integer({ min: 0, max: 150 }).map((days) => addDays(calendarDate('2022-10-25'), days))
const reckoning = fc
	.record({ type: pick('reckoned', 'reckoned', 'adjusted'), month: pick(...months), lag: fc.integer({ min: -2, max: 60 }), lines: linesOf })
	.map(({ type, month, lag, lines }) => ({ type, on: addDays(daysOfMonth(month).last, lag), amount: null, details: { month, lines } }))
const payment = fc
	.record({ on: day, amount: fc.bigInt({ min: -500_000n, max: 1_500_000n }), method: pick('cash', 'bank', undefined) })
	.map(({ on, amount, method }) => ({ type: 'paid', on, amount: dong(amount), details: method === undefined ? {} : { method } }))
const wish: fc.Arbitrary<Wish> = fc.oneof(
	{ weight: 6, arbitrary: reckoning },
	{ weight: 3, arbitrary: payment },
	{ weight: 2, arbitrary: fc.record({ type: fc.constant('reversed' as const), pick: fc.nat() }) },
)

const kind: Kind<FeeState, FeeEvent> = {
	name: 'a fee',
	lives: fc
		.record({
			holder: pick(...feeHolders),
			wishes: fc.array(wish, { minLength: 1, maxLength: 12 }),
			lots: fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
		})
		.map(
			({ holder, ...rest }): Life<FeeState, FeeEvent> => ({
				contract: feeOf(holder),
				chart: holder === 'union' ? 'own' : 'group',
				...rest,
			}),
		),
	types: feeEventTypes,
	eventOf: feeEventOf,
	store: storedFeeState,
	restore: (stored) => feeStateFromStored(stored as StoredFeeState),
	mayReverse: () => true,
}

provesTheLaws(kind)

describe('the laws of fees', { timeout: lawTimeout }, () => {
	const prove = proverOf(kind)

	it('what the bank still owes stands on the receivable, what was reckoned is income, and what was paid is money', () => {
		prove(({ recordings, state }) => {
			const posted = balances(recordings.flatMap(({ days }) => days))
			const funds = (posted.get('1111') ?? 0n) + (posted.get('1121') ?? 0n)
			expect(posted.get('1388') ?? 0n).toBe(owedThrough(state))
			expect(-(posted.get('5118') ?? 0n)).toBe(sum(state.due.values()))
			expect(funds).toBe(state.paid)
		})
	})

	const agreements: readonly FeeAgreement[] = [
		catalogued('NHCSXH', 'entrustment-fee'),
		catalogued('NHCSXH', 'commission'),
		agreement(
			'50',
			{
				shares: [
					{ level: 'group', percent: '80' },
					{ level: 'commune', percent: '20' },
				],
			},
			{ productId: '2' },
		),
	]
	/** A receipt, and after how many others it was learnt; one that turns out wrong is taken back. */
	const receipts = fc.array(
		fc.record({
			month: pick(...months),
			loanId: pick('1', '2', '3'),
			groupId: pick('7', '8', '9'),
			communeId: pick('3', '4'),
			productId: pick('1', '2'),
			yearly: pick('0.066', '0.0792', '0.09'),
			interest: fc.integer({ min: 1, max: 900_000 }),
			isTakenBack: fc.boolean(),
			learnt: fc.nat(),
		}),
		{ minLength: 1, maxLength: 15 },
	)

	it('a month that is reckoned after each receipt, in whatever order they are learnt, comes to the same as when it is reckoned once at the end', () => {
		fc.assert(
			fc.property(receipts, fc.array(fc.nat(), { minLength: 1, maxLength: 15 }), (all, steps) => {
				const found = all.toSorted((a, b) => a.learnt - b.learnt).flatMap(newsOf)
				const inSteps = new Books()
				let known = 0
				for (const step of [...steps, found.length]) {
					known = Math.min(found.length, known + (step % 4))
					if (step === found.length) known = found.length
					inSteps.reckonAll(found.slice(0, known))
				}
				const atOnce = new Books()
				atOnce.reckonAll(found)
				expect(inSteps.owed()).toEqual(atOnce.owed())
				// Reckoned again without a change, nothing is recorded.
				const recorded = inSteps.recorded
				inSteps.reckonAll(found)
				expect(inSteps.recorded).toBe(recorded)
			}),
			{ numRuns: Math.min(cases, 500), seed },
		)
	})

	it('a statement by group, by commune and of the province comes to the same đồng, and shares to the fee', () => {
		fc.assert(
			fc.property(receipts, pick(...feeKinds), (all, of) => {
				const standings = months.flatMap((month) =>
					[...reckon(month, agreements, facts(rowsOf(all.flatMap(newsOf), month)))].flatMap(([groupId, lines]) =>
						feeHolders.map((holder) => standing(month, groupId, holder, lines)),
					),
				)
				const lines = linesThatStand(standings, of)
				const whole = sumLines(lines)
				for (const keyOf of [(one: { groupId: string }) => one.groupId, (one: { communeId: string }) => one.communeId, () => null]) {
					const rows = sumByKey(lines, keyOf)
					for (const figure of ['interest', 'base', 'fee', 'residual', ...feeLevels] as const)
						expect(sum(rows.map((row) => row[figure]))).toBe(whole[figure])
					for (const row of rows) expect(sum(feeLevels.map((level) => row[level]))).toBe(row.fee)
				}
				for (const holder of feeHolders) {
					const due = sum(
						standings
							.filter((one) => one.holder === holder)
							.map((one) =>
								dueTo(
									holder,
									one.lines.filter((told) => told.kind === of),
								),
							),
					)
					expect(due).toBe(sum(feeLevels.filter((level) => holderOf(level) === holder).map((level) => whole[level])))
				}
			}),
			{ numRuns: Math.min(cases, 500), seed },
		)
	})

	type News = Collected & { readonly month: Month }

	function newsOf({
		interest,
		isTakenBack,
		learnt: _,
		...row
	}: {
		interest: number
		isTakenBack: boolean
		learnt: number
		month: Month
	}): News[] {
		const paid: News = { ...collected(interest), ...row }
		return isTakenBack ? [paid, { ...paid, interest: subtract(zero, paid.interest) }] : [paid]
	}

	/** What was collected, as the books would say it: no line where it comes to nothing. */
	function rowsOf(news: readonly News[], month: Month): readonly Collected[] {
		const sums = new Map<string, { row: Collected; interest: Money }>()
		for (const { month: of, ...row } of news) {
			if (of !== month) continue
			const key = JSON.stringify({ ...row, interest: null })
			sums.set(key, { row, interest: add(sums.get(key)?.interest ?? zero, row.interest) })
		}
		return [...sums.values()].flatMap(({ row, interest }) => (interest === 0n ? [] : [{ ...row, interest }]))
	}

	function standing(month: Month, groupId: string, holder: Standing['holder'], lines: readonly FeeLine[]): Standing {
		const own = lines.filter((one) => concerns(holder, one))
		const moment = '2022-12-31T00:00:00Z' as Instant
		const on = daysOfMonth(month).last
		return { contractId: '1', lenderId: '1', groupId, holder, month, seq: 1, on, recordedAt: moment, knownAt: moment, lines: own }
	}

	/** The fees of all groups, reckoned as the office does it. */
	class Books {
		recorded = 0
		readonly #kept = new Map<string, { stored: StoredContract; history: StoredEvent[]; lines: Map<Month, readonly FeeLine[]> }>()

		reckonAll(known: readonly News[]): void {
			for (const month of months) {
				const reckoned = reckon(month, agreements, facts(rowsOf(known, month)))
				for (const groupId of ['7', '8', '9'])
					for (const holder of feeHolders)
						this.#reckon(
							`${groupId} ${holder}`,
							holder,
							month,
							(reckoned.get(groupId) ?? []).filter((one) => concerns(holder, one)),
						)
			}
		}

		owed(): Record<string, Record<string, string>> {
			const told = [...this.#kept].map(([key, { stored }]) => [key, cachedFee(stored).due] as const)
			const text = (due: FeeState['due']) =>
				Object.fromEntries([...due].filter(([, amount]) => amount !== 0n).map(([of, sum]) => [of, String(sum)]))
			return Object.fromEntries(
				told
					.map(([key, due]) => [key, text(due)] as const)
					.filter(([, due]) => Object.keys(due).length > 0)
					.sort(),
			)
		}

		#reckon(key: string, holder: Standing['holder'], month: Month, lines: readonly FeeLine[]): void {
			const first = calendarDate('2023-01-01')
			const empty: StoredContract = {
				id: '1',
				bookId: 1,
				chart: holder === 'union' ? 'own' : 'group',
				version: 0,
				lastOn: first,
				lastRecordedAt: '' as Instant,
				state: {},
			}
			const fee = this.#kept.get(key) ?? { stored: empty, history: [], lines: new Map() }
			const before = fee.lines.get(month)
			if (before === undefined ? lines.length === 0 : sameLines(before, lines)) return
			const type = before === undefined ? 'reckoned' : 'adjusted'
			const happening = { type, on: first, amount: null, details: { month, lines }, reverses: null }
			const { state, written } = tell(keptFee(holder, fee.stored), happening, fee.history, '1', null)
			this.recorded += 1
			fee.lines.set(month, lines)
			this.#kept.set(key, { ...fee, stored: { ...fee.stored, version: written.version, lastOn: first, state: storedFeeState(state) } })
		}
	}
})
