import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effective } from '../../src/contracts/contract.js'
import { campaignOf, type CampaignState, stateFromStored, storedState } from '../../src/campaigns/campaign.js'
import { type CampaignEvent, campaignEventTypes, depositorKinds } from '../../src/campaigns/event.js'
import { eventOfStored } from '../../src/campaigns/kept.js'
import { reconcile, reconciled } from '../../src/campaigns/reconciliation.js'
import { countedIn, tallies, totalOf } from '../../src/campaigns/tally.js'
import { addDays, calendarDate } from '../../src/kernel/calendar-date.js'
import { dong, sum, zero } from '../../src/kernel/money.js'
import { balances, cases, type Kind, lawTimeout, type Life, proverOf, provesTheLaws, seed, type Wish } from '../contracts/laws.js'

const from = calendarDate('2022-10-17')
/** Longer than a week, so that fewer events share a day. */
const to = addDays(from, 90)

const wished = fc.record({
	type: fc.oneof(
		{ weight: 6, arbitrary: fc.constant('counted' as const) },
		{ weight: 2, arbitrary: fc.constant('targeted' as const) },
		{ weight: 2, arbitrary: fc.constant('confirmed' as const) },
		{ weight: 2, arbitrary: fc.constant('reversed' as const) },
	),
	day: fc.integer({ min: -4, max: 95 }),
	unitId: fc.constantFrom('1', '2', '3'),
	kind: fc.constantFrom(...depositorKinds),
	amount: fc.integer({ min: 0, max: 5_000_000 }),
	depositors: fc.integer({ min: 1, max: 40 }),
	pick: fc.nat(100),
})

const lives: fc.Arbitrary<Life<CampaignState, CampaignEvent>> = fc
	.record({
		wishes: fc.array(wished, { minLength: 3, maxLength: 14 }),
		lots: fc.array(fc.nat(1_000), { minLength: 12, maxLength: 12 }),
	})
	.map(({ wishes, lots }) => ({
		contract: campaignOf({ from, to }),
		chart: 'memorandum',
		wishes: [
			{ type: 'announced', on: addDays(from, -5), amount: null, details: {} },
			...wishes.map(({ type, day, unitId, kind, amount, depositors, pick }): Wish => {
				if (type === 'reversed') return { type, pick }
				const details = type === 'counted' ? { unitId, kind, depositors, paperNo: String(pick) } : { unitId }
				return { type, on: addDays(from, day), amount: dong(BigInt(type === 'counted' ? amount + 1 : amount)), details }
			}),
		],
		lots,
	}))

const kind: Kind<CampaignState, CampaignEvent> = {
	name: 'campaign',
	lives,
	types: campaignEventTypes,
	eventOf: eventOfStored,
	store: storedState,
	restore: (stored) => stateFromStored(stored as ReturnType<typeof storedState>),
	mayReverse: ({ type }) => type !== 'announced',
}

const prover = proverOf(kind)
provesTheLaws(kind, prover)

describe(`the laws that campaigns keep besides, on ${cases} lives (SOQUY_SEED=${seed})`, { timeout: lawTimeout }, () => {
	it('the total is the sum of the counts that stand, in the state, in the books, and over the units', () => {
		prover(({ state, history, recordings }) => {
			const events = effective(history.map(eventOfStored))
			const counts = events.filter(({ type }) => type === 'counted')
			expect(state.counted).toBe(sum(counts.map(({ amount }) => amount ?? zero)))
			expect(-(balances(recordings.flatMap(({ days }) => days)).get('98242') ?? 0n)).toBe(state.counted)
			const units = [...tallies(events, []).values()]
			expect(sum(units.map(countedIn))).toBe(state.counted)
			const { counted, members, cadres, others, byAccount, depositors } = totalOf(units)
			expect(members + cadres + others + byAccount).toBe(counted)
			expect(depositors).toBe(state.depositors)
		})
	})

	it('what the bank has less what was counted is what the units differ by, and each unit agrees or differs in one way', () => {
		prover(({ history }) => {
			const lines = reconcile(tallies(effective(history.map(eventOfStored)), []))
			const totals = reconciled(lines)
			expect(totals.difference).toBe(totals.confirmed - totals.counted)
			expect(totals.matched + totals.missingAtBank + totals.missingWithUs + totals.amountDiffers).toBe(totals.units)
			for (const { finding, difference } of lines) expect(finding === null).toBe(difference === 0n)
		})
	})
})
