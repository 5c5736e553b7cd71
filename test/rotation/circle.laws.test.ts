import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replay } from '../../src/contracts/contract.js'
import { addDays, addMonths, calendarDate, type CalendarDate } from '../../src/kernel/calendar-date.js'
import { dong, type Money, sum } from '../../src/kernel/money.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { balancesOf } from '../../src/rotation/accounts.js'
import { type Circle, circleOf } from '../../src/rotation/circle.js'
import { type CircleEvent, type CircleEventDetails, circleEventTypes, type CircleEventType } from '../../src/rotation/event.js'
import { circleEventOf } from '../../src/rotation/kept.js'
import { claimsOn } from '../../src/rotation/leaving.js'
import {
	cellOf,
	circleFromStored,
	type CircleState,
	missingInTurn,
	missingOf,
	positionOf,
	potOf,
	storedCircle,
	type StoredCircle,
	turnDrawnBy,
} from '../../src/rotation/state.js'
import { type CircleTerms, turnDays } from '../../src/rotation/terms.js'
import { type Kind, type Life, lawTimeout, proofsOf, proverOf, provesTheLaws, type Wish } from '../contracts/laws.js'

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const opens = calendarDate('2022-01-01')
/** A circle is a dozen loans in one: a quarter of the lives says as much. */
const part = 0.25
const proofs = proofsOf({ part })
const { numRuns: cases, seed } = proofs

/** Two shares or more: some hold several, some a part of one; calendars of weeks, months or agreed days. */
const termsDrawn = (sharesMax: number): fc.Arbitrary<CircleTerms> =>
	fc
		.record({
			holders: fc.array(fc.record({ member: fc.integer({ min: 1, max: 6 }), joint: fc.integer({ min: 0, max: 9 }) }), {
				minLength: 2,
				maxLength: sharesMax,
			}),
			shareAmount: pick(7, 1_000, 2_000_000, 5_000_001).map((amount) => dong(BigInt(amount))),
			calendar: pick<'month' | 'week' | 'days'>('month', 'week', 'days'),
			every: fc.integer({ min: 3, max: 4 }),
			order: pick<CircleTerms['order']>('fixed', 'lot', 'need', 'bid'),
			reward: pick<CircleTerms['reward']['kind']>('none', 'none', 'first-pot', 'commission'),
			lateYearly: pick(null, '0.12', '0.25'),
			organiserCovers: fc.boolean(),
		})
		.map(({ holders, shareAmount, calendar, every, order, reward, lateYearly, organiserCovers }) => {
			const shares = holders.map(({ member, joint }, index) => {
				const half = dong(shareAmount / 3n)
				// The first share is whole, and the organiser's.
				if (index === 0) return { holders: [{ memberId: '1', amount: shareAmount }] }
				if (joint > 1) return { holders: [{ memberId: String(member), amount: shareAmount }] }
				return {
					holders: [
						{ memberId: String(member), amount: half },
						{ memberId: String((member % 6) + 1), amount: dong(shareAmount - half) },
					],
				}
			})
			const firstOn = addDays(opens, 9)
			return {
				shareAmount,
				shares,
				days:
					calendar === 'days'
						? shares.map((_, index) => addDays(firstOn, index * 23 + (index % 3)))
						: turnDays({ firstOn, every, period: calendar }, shares.length),
				order,
				reward: reward === 'commission' ? { kind: 'commission' as const, amount: dong(5n) } : { kind: reward },
				organiserId: '1',
				lateYearly: lateYearly === null ? null : rateFromText(lateYearly),
				organiserCovers,
			}
		})

type Odd = {
	readonly type: CircleEventType
	readonly when: number
	readonly member: number
	readonly other: number
	readonly turn: number
	readonly part: number
}

const odds: fc.Arbitrary<Odd> = fc.record({
	type: fc.oneof(
		{ weight: 3, arbitrary: pick<CircleEventType>('contributed', 'drawn', 'advanced') },
		{ weight: 3, arbitrary: pick<CircleEventType>('repaid', 'late-interest-charged', 'late-interest-paid') },
		{ weight: 3, arbitrary: pick<CircleEventType>('bid', 'swapped', 'left', 'replaced', 'defaulted') },
		{ weight: 1, arbitrary: pick<CircleEventType>('reversed', 'closed') },
	),
	when: fc.integer({ min: 0, max: 1_100 }),
	member: fc.integer({ min: 1, max: 7 }),
	other: fc.integer({ min: 1, max: 9 }),
	turn: fc.integer({ min: 1, max: 3 }),
	part: fc.integer({ min: 1, max: 4 }),
})

const lives: fc.Arbitrary<Life<CircleState, CircleEvent>> = fc
	.record({
		terms: termsDrawn(3),
		drawers: fc.array(fc.nat(2), { minLength: 6, maxLength: 6 }),
		/** Of ten shares that fall due, so many are forgotten, late or short. */
		careless: fc.array(fc.nat(11), { minLength: 40, maxLength: 40 }),
		odd: fc.array(odds, { minLength: 1, maxLength: 5 }),
		ends: fc.nat(4),
		/** Turns may be swapped only where their order is fixed, and before either is taken, which oddities seldom hit upon. */
		swaps: fc.nat(5),
		lots: fc.array(fc.nat(1_000), { minLength: 12, maxLength: 12 }),
	})
	.map(({ terms, drawers, careless, odd, ends, swaps, lots }) => {
		const last = terms.days.at(-1) ?? opens
		const wishes: Wish[] = [{ type: 'opened', on: opens, amount: null, details: {} }]
		if (terms.order === 'fixed' && swaps === 0)
			wishes.push({ type: 'swapped', on: addDays(opens, 2), amount: null, details: { turn: 1, otherTurn: terms.days.length } })
		// Few things happen on one day, so that they can be recorded in other orders.
		let n = 0
		const upTo = ends < 2 ? terms.days : terms.days.slice(0, ends - 1)
		for (const [index, opensOn] of upTo.entries()) {
			const turn = index + 1
			for (const [at, { holders }] of terms.shares.entries())
				for (const { memberId, amount } of holders) {
					const care = careless[n++ % careless.length] ?? 0
					if (care === 0) continue
					const share = at + 1
					const details = { memberId, share, turn }
					const on = addDays(opensOn, at * 2 + (holders[0]?.memberId === memberId ? 0 : 1))
					if (care === 1)
						wishes.push(
							{ type: 'contributed', on: addDays(opensOn, 20 + at), amount, details },
							{ type: 'late-interest-charged', on: addDays(opensOn, 21 + at), amount: null, details },
							{ type: 'late-interest-paid', on: addDays(opensOn, 22 + at), amount: dong(1n), details },
						)
					else if (care === 2 && amount > 1n)
						wishes.push(
							{ type: 'contributed', on, amount: dong(amount / 2n), details },
							{ type: 'contributed', on: addDays(on, 3), amount: dong(amount - amount / 2n), details },
						)
					else if (care === 3)
						wishes.push(
							{ type: 'advanced', on, amount: null, details: { ...details, by: 'organiser' } },
							{ type: 'repaid', on: addDays(on, 30), amount: dong(amount / BigInt(1 + (n % 2)) || 1n), details: { memberId } },
						)
					else wishes.push({ type: 'contributed', on, amount, details })
				}
			const first = drawers[index] ?? 0
			if (terms.order === 'bid' && first < 2)
				wishes.push({
					type: 'bid',
					on: addDays(opensOn, 8),
					amount: null,
					details: { memberId: String(first + 1), turn, interest: String(terms.shareAmount / 400n || 1n) },
				})
			for (let guess = 0; guess < 2; guess += 1)
				wishes.push({
					type: 'drawn',
					on: addDays(opensOn, 9 + guess),
					amount: null,
					details: drawing(turn, ((first + guess) % terms.shares.length) + 1, terms, first),
				})
		}
		const strange = odd.map((one) => wishOf(one, terms, last))
		if (ends === 0) strange.push({ type: 'closed', on: addDays(last, 60), amount: null, details: {} })
		return { contract: circleOf(terms), chart: 'group', wishes: [...wishes, ...strange], lots }
	})

function drawing(turn: number, share: number, { order, shareAmount }: CircleTerms, odd: number): CircleEventDetails {
	switch (order) {
		case 'fixed':
			return { turn }
		case 'lot':
			return { turn, share, lotMinutes: 'biên bản bốc thăm' }
		case 'need':
			return { turn, share, decisionNo: '01/QĐ', reason: 'khó khăn' }
		case 'bid':
			return { turn, share, lotMinutes: 'bốc thăm', interest: String((shareAmount * BigInt(odd % 3)) / 400n) }
		default:
			throw new Error(order)
	}
}

function wishOf({ type, when, member, other, turn, part }: Odd, terms: CircleTerms, last: CalendarDate): Wish {
	if (type === 'reversed') return { type, pick: when }
	const on = addDays(opens, 5 + Math.floor((when * 150) / 1_100))
	const amount = dong(terms.shareAmount / BigInt(part) || 1n)
	const memberId = String(member)
	const whole: CircleEventDetails = { memberId }
	switch (type) {
		case 'drawn':
			return { type, on, amount: part > 2 ? null : amount, details: drawing(turn, (other % terms.shares.length) + 1, terms, part) }
		case 'bid':
			return { type, on, amount: null, details: { memberId, turn, interest: String(terms.shareAmount / BigInt(100 * part) || 1n) } }
		case 'swapped':
			return { type, on, amount: null, details: { turn, otherTurn: ((turn + (other % 2)) % 3) + 1 } }
		case 'left':
		case 'defaulted':
			return { type, on, amount: null, details: { ...whole, by: part > 2 ? 'organiser' : 'group' } }
		case 'replaced':
			return { type, on, amount: null, details: { ...whole, newMemberId: String(other) } }
		case 'closed':
			return { type, on: addDays(last, when), amount: null, details: {} }
		case 'late-interest-charged':
			return { type, on, amount: null, details: { memberId, turn } }
		case 'late-interest-paid':
			return { type, on, amount: dong(BigInt(part * 3)), details: whole }
		case 'repaid':
			return { type, on, amount, details: whole }
		default:
			return {
				type,
				on,
				amount: type === 'advanced' && part > 2 ? null : amount,
				details: { memberId, turn, ...(type === 'advanced' ? { by: 'group' as const } : {}) },
			}
	}
}

const kind: Kind<CircleState, CircleEvent> = {
	name: 'circle',
	part,
	lives,
	types: circleEventTypes,
	eventOf: circleEventOf,
	store: storedCircle,
	restore: (stored) => circleFromStored(stored as unknown as StoredCircle),
	mayReverse: ({ type }) => type !== 'opened',
}

const prover = proverOf(kind)
provesTheLaws(kind, prover)

describe(`the laws that circles keep besides, on ${cases} lives (SOQUY_SEED=${seed})`, { timeout: lawTimeout }, () => {
	it('the box never holds less than nothing, and the book says the same on both sides', () => {
		prover(({ state }) => {
			for (const { in: put, out } of state.turns) expect(put >= out && out >= 0n).toBe(true)
			const { cash, receivable, advance, payable, organiser, interest } = balancesOf(state)
			expect(cash + receivable + advance).toBe(payable + organiser + interest)
		})
	})

	it('ROS-06: what is put in for a turn, counting advances and interest left by the drawer, is the pot; what is handed out is what was put in', () => {
		let settled = 0
		prover(({ state }) => {
			for (const [index, turn] of state.turns.entries()) {
				if (turn.share === null || turn.in !== turn.out || missingInTurn(state, index + 1) > 0n) continue
				settled += 1
				const put = sum(
					state.seats.flatMap((_, seat) => [
						...cellOf(state, seat, index + 1).payments.map(([, amount]) => amount),
						cellOf(state, seat, index + 1).advanced,
					]),
				)
				expect(put).toBe(potOf(state, index + 1))
			}
		})
		expect(settled).toBeGreaterThan(cases / 2)
	})

	it('each share draws at most once', () => {
		prover(({ state }) => {
			const drew = state.turns.flatMap(({ share }) => (share === null ? [] : [share]))
			expect(new Set(drew).size).toBe(drew.length)
		})
	})

	it('the cached state tells the same dues and the same accounts as the one told from the beginning', () => {
		prover(({ state, history }, { contract }) => {
			const again = replay(contract, history.map(circleEventOf)).state
			expect(balancesOf(again)).toEqual(balancesOf(state))
		})
	})
})

/** A circle that is led to its end: whoever leads it asks the engine what is missing, and has one odd thing happen before each turn. */
type Lead = {
	readonly terms: CircleTerms
	readonly moves: readonly { readonly what: number; readonly who: number; readonly drawer: number; readonly care: readonly number[] }[]
}

const leads: fc.Arbitrary<Lead> = fc.record({
	terms: termsDrawn(4),
	moves: fc.array(
		fc.record({ what: fc.nat(9), who: fc.nat(20), drawer: fc.nat(20), care: fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }) }),
		{ minLength: 6, maxLength: 6 },
	),
})

type Ended = { readonly circle: Circle; readonly state: CircleState; readonly events: readonly CircleEvent[] }

function lead({ terms, moves }: Lead): Ended {
	const circle = circleOf(terms)
	const events: CircleEvent[] = []
	let state = circle.begin
	const tell = (type: CircleEventType, on: CalendarDate, amount: Money | null, details: CircleEventDetails): boolean => {
		const event: CircleEvent = { seq: events.length + 1, type, on, amount, reverses: null, details }
		try {
			state = circle.tellCircle(state, event).state
		} catch (error) {
			if (error instanceof Refusal) return false
			throw error
		}
		events.push(event)
		return true
	}
	const must = (told: boolean, what: string): void => {
		if (!told) throw new Error(`${what}: ${JSON.stringify(storedCircle(state))}`)
	}
	const holder = (seat: number): { memberId: string; share: number } => {
		const { memberId, share } = state.seats[seat] as CircleState['seats'][number]
		return { memberId, share }
	}
	tell('opened', opens, null, {})
	for (const [index, on] of terms.days.entries()) {
		const turn = index + 1
		const { what, who, drawer, care } = moves[index] as Lead['moves'][number]
		const someone = holder(who % state.seats.length)
		if (what === 0) tell('left', on, null, { ...someone, by: 'organiser' })
		if (what === 1) tell('replaced', on, null, { ...someone, newMemberId: '9' })
		if (what === 2) tell('defaulted', on, null, { ...someone, by: 'group' })
		if (what === 3) tell('swapped', on, null, { turn, otherTurn: (who % terms.days.length) + 1 })
		for (const [seat] of state.seats.entries()) {
			const missing = missingOf(state, seat, turn)
			if (missing === 0n) continue
			const how = care[seat % care.length] ?? 0
			if (how === 0) must(tell('advanced', on, null, { ...holder(seat), turn, by: 'organiser' }), 'an advance')
			else if (how > 1) must(tell('contributed', on, missing, { ...holder(seat), turn }), 'a share')
		}
		const waiting = state.seats.filter(({ share, gone }) => !gone && turnDrawnBy(state, share) === null)
		for (let guess = 0; guess < waiting.length; guess += 1) {
			const share = terms.order === 'fixed' ? 0 : (waiting[(drawer + guess) % waiting.length]?.share ?? 0)
			if (tell('drawn', on, null, drawing(turn, turn === 1 && terms.reward.kind === 'first-pot' ? 1 : share, terms, drawer))) break
		}
	}
	const end = addMonths(terms.days.at(-1) ?? opens, 2)
	// At the end whoever is late pays, with interest; who is in default is replaced, or paid back, or draws no more.
	for (const [seat, { inDefault, share, gone }] of state.seats.entries())
		if (!gone && inDefault !== null && turnDrawnBy(state, share) === null)
			tell('replaced', end, null, { ...holder(seat), newMemberId: '10' })
	for (const [index] of terms.days.entries())
		for (const [seat, { gone }] of state.seats.entries()) {
			if (gone) continue
			const missing = missingOf(state, seat, index + 1)
			if (missing > 0n) must(tell('contributed', end, missing, { ...holder(seat), turn: index + 1 }), 'a late share')
		}
	for (const [index] of terms.days.entries()) {
		const { share, in: put, out } = state.turns[index] as CircleState['turns'][number]
		if (share !== null) {
			if (put > out) must(tell('drawn', end, null, { turn: index + 1 }), 'the rest')
			continue
		}
		const agreed = state.order?.[index]
		const waiting = state.seats
			.map((seat) => seat.share)
			.filter((one) => turnDrawnBy(state, one) === null && (agreed === undefined || agreed === one))
		const first = index === 0 && terms.reward.kind === 'first-pot' ? [1] : waiting
		must(
			first.some((one) => tell('drawn', end, null, { ...drawing(index + 1, one, terms, 0) })),
			'a turn that is left over',
		)
	}
	for (const [seat, { gone, inDefault, ...hers }] of state.seats.entries()) {
		if (gone || inDefault !== null) continue
		for (const [index] of terms.days.entries()) tell('late-interest-charged', end, null, { ...holder(seat), turn: index + 1 })
		// Both parts of one share may have come into one hand.
		const owed = state.seats.flatMap((one, other) =>
			one.memberId === hers.memberId && one.share === hers.share ? claimsOn(state, other) : [],
		)
		const advanced = sum(owed.map(({ amount }) => amount))
		const late = sum(owed.map((one) => one.late))
		if (advanced > 0n) must(tell('repaid', end, advanced, holder(seat)), 'what was advanced')
		if (late > 0n) must(tell('late-interest-paid', end, late, holder(seat)), 'late interest')
	}
	must(tell('closed', end, null, {}), 'the end')
	return { circle, state, events }
}

describe(`circles that are led to their end, ${cases} of them (SOQUY_SEED=${seed})`, { timeout: lawTimeout }, () => {
	it('end at zero: every position, the claims of who put in for others, and the box; each share drew exactly once or was paid back', () => {
		const met = { left: 0, replaced: 0, defaulted: 0, advanced: 0, repaid: 0, 'late-interest-paid': 0, bids: 0 }
		fc.assert(
			fc.property(leads, (given) => {
				const { state, events } = lead(given)
				expect(state.status).toBe('closed')
				expect(Object.values(balancesOf(state)).every((amount) => amount === 0n)).toBe(true)
				expect(state.seats.map((_, seat) => positionOf(state, seat)).filter((position) => position !== 0n)).toEqual([])
				const drew = state.turns.map(({ share }) => share)
				expect([...drew].sort()).toEqual(given.terms.shares.map((_, index) => index + 1))
				for (const { type } of events) if (type in met) met[type as keyof typeof met] += 1
				if (state.turns.some(({ earned }) => earned.length > 0)) met.bids += 1
			}),
			proofs,
		)
		for (const [what, count] of Object.entries(met)) expect([what, count > cases / 50]).toEqual([what, true])
	})

	it('without interest nobody gains and nobody loses: what she put in herself is what she was handed', () => {
		fc.assert(
			fc.property(
				leads.filter(({ terms }) => terms.order !== 'bid'),
				(given) => {
					const { state } = lead(given)
					for (const [seat, { gone, drawn, inDefault }] of state.seats.entries()) {
						if (gone || inDefault !== null) continue
						const paid = state.turns.flatMap((_, index) => cellOf(state, seat, index + 1).payments.map(([, amount]) => amount))
						expect(sum(paid)).toBe(drawn)
					}
				},
			),
			proofs,
		)
	})
})
