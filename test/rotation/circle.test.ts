import { describe, expect, it } from 'vitest'
import { balancesOf, entryOf } from '../../src/rotation/accounts.js'
import { circleOf } from '../../src/rotation/circle.js'
import type { CircleEventDetails } from '../../src/rotation/event.js'
import { circleEventOf, stepsOf } from '../../src/rotation/kept.js'
import { circleFromStored, positionOf, storedCircle } from '../../src/rotation/state.js'
import { domainCase } from '../vectors/domain-cases.js'
import { after, allPutIn, day, eventOf, needed, refusalOf, stored, termsOf, type Told, twelve, vnd } from './circles.js'

const one: CircleEventDetails = { memberId: '1', turn: 1 }

describe('a rotating fund', () => {
	const ros01 = domainCase<{ members: number; share: number }, Record<string, number>>('ROS-01')
	it(`${ros01.title}: each pays and draws the pot once, and the first drawer then owes 22 million`, () => {
		const circle = twelve()
		const first = after(circle, ...allPutIn(circle, 1, '2022-01-10'), ['drawn', '2022-01-10', null, needed(1, 1)])
		expect(first.seats[0]?.drawn).toBe(vnd(ros01.rounded['pot'] ?? 0))
		expect(positionOf(first, 0)).toBe(-vnd(ros01.rounded['credit_of_first_drawer_after_draw'] ?? 0))
		expect(balancesOf(first)).toMatchObject({ cash: 0n, receivable: 22_000_000n, payable: 22_000_000n })
		const year = circle.terms.days.flatMap((on, index): readonly Told[] => [
			...allPutIn(circle, index + 1, on),
			['drawn', on, null, needed(index + 1, index + 1)],
		])
		const ended = after(circle, ...year, ['closed', '2022-12-31'])
		expect(ended.seats.every(({ drawn }) => drawn === 24_000_000n)).toBe(true)
		expect(ended.seats.map((_, seat) => positionOf(ended, seat)).every((position) => position === 0n)).toBe(true)
		expect(Object.values(balancesOf(ended)).every((amount) => amount === 0n)).toBe(true)
	})

	const ros07 = domainCase<{ share: number }, { pot_unchanged: number; claim_on_X: number }>('ROS-07')
	it(`${ros07.title}: the pot is whole, and the claim stands on her; each entry reads as what was done`, () => {
		const circle = twelve()
		const missing = after(circle, ...allPutIn(circle, 4, '2022-04-10', ['7']))
		const told = circle.tellCircle(missing, eventOf(['advanced', '2022-04-10', null, { memberId: '7', turn: 4, by: 'organiser' }]))
		expect(told.postings).toEqual([
			{ debit: '1111', credit: '3386', amount: 2_000_000n },
			{ debit: '1386', credit: '3385', amount: 2_000_000n },
		])
		const drawn = circle.tellCircle(told.state, eventOf(['drawn', '2022-04-10', null, needed(4, 4)]))
		expect(drawn.amount).toBe(vnd(ros07.rounded.pot_unchanged))
		expect(balancesOf(drawn.state).advance).toBe(vnd(ros07.rounded.claim_on_X))
		const repaid = circle.tellCircle(drawn.state, eventOf(['repaid', '2022-04-30', 2_000_000, { memberId: '7' }]))
		expect(repaid.postings).toEqual([{ debit: '3386', credit: '1386', amount: 2_000_000n }])
		expect(entryOf(drawn.state, drawn.state)).toEqual([])
	})

	it('is opened once, takes nothing before that, and nothing after it is closed', () => {
		const circle = twelve()
		expect(refusalOf(() => circle.tellCircle(circle.begin, eventOf(['contributed', '2022-01-10', 1, one])))).toBe('rotation.not-opened')
		expect(refusalOf(() => after(circle, ['opened', '2022-01-02']))).toBe('rotation.opened')
		const two = circleOf(termsOf({ members: 2 }))
		const ended = [1, 2].flatMap((turn): readonly Told[] => [
			...allPutIn(two, turn, '2022-02-10'),
			['drawn', '2022-02-10', null, needed(turn, turn)],
		])
		expect(refusalOf(() => after(two, ...ended, ['closed', '2022-02-11'], ['contributed', '2022-02-12', 1, one]))).toBe('rotation.closed')
		expect(two.dues(after(two, ...ended, ['closed', '2022-02-11']))).toEqual([])
	})

	it('expects what is missing of each turn on its day', () => {
		const circle = circleOf(termsOf({ members: 2 }))
		expect(circle.dues(after(circle, ['contributed', '2022-01-10', 500_000, one]))).toEqual([
			{ dueOn: '2022-01-10', lateAfter: '2022-01-10', amount: 3_500_000n },
			{ dueOn: '2022-02-10', lateAfter: '2022-02-10', amount: 4_000_000n },
		])
		expect(circle.dues(circle.begin)).toEqual([])
	})

	it('takes a share in parts, of who holds one, for a turn that there is, and no đồng more', () => {
		const circle = twelve()
		const ask = (amount: number, details: CircleEventDetails) =>
			refusalOf(() => after(circle, ['contributed', '2022-01-10', 1_500_000, one], ['contributed', '2022-01-11', amount, details]))
		expect(ask(500_000, one)).toBeNull()
		expect(ask(500_001, one)).toBe('rotation.above-share')
		expect(ask(1, { memberId: '99', turn: 1 })).toBe('rotation.no-share')
		expect(ask(1, { memberId: '1', turn: 1, share: 2 })).toBe('rotation.no-share')
		expect(ask(1, { memberId: '1', turn: 13 })).toBe('rotation.no-turn')
		expect(refusalOf(() => after(circle, ['contributed', '2022-01-10', 2_000_000, one], ['advanced', '2022-01-10', null, one]))).toBe(
			'rotation.nothing-missing',
		)
	})

	it('pays back what was put in for her, the oldest turn first', () => {
		const circle = twelve()
		const state = after(
			circle,
			['advanced', '2022-02-10', null, { ...one, turn: 2 }],
			['advanced', '2022-02-10', null, one],
			['repaid', '2022-02-11', 3_000_000, { memberId: '1' }],
		)
		expect([state.cells['0.1']?.advanced, state.cells['0.2']?.advanced]).toEqual([0n, 1_000_000n])
		expect(refusalOf(() => circle.tellCircle(state, eventOf(['repaid', '2022-02-12', 1_000_001, { memberId: '1' }])))).toBe(
			'rotation.above-advance',
		)
	})

	it('swaps turns only where their order is agreed, and only those that nobody has drawn', () => {
		const fixed = circleOf(termsOf({ members: 3, order: 'fixed' }))
		const swapped = after(fixed, ['swapped', '2022-01-05', null, { turn: 1, otherTurn: 3 }])
		expect(swapped.order).toEqual([3, 2, 1])
		const drawn: readonly Told[] = [...allPutIn(fixed, 1, '2022-01-10'), ['drawn', '2022-01-10', null, { turn: 1 }]]
		expect(refusalOf(() => after(fixed, ...drawn, ['swapped', '2022-01-11', null, { turn: 1, otherTurn: 3 }]))).toBe('rotation.turn-taken')
		expect(refusalOf(() => after(twelve(), ['swapped', '2022-01-05', null, { turn: 1, otherTurn: 3 }]))).toBe('rotation.order-not-fixed')
	})

	it('lets another take over all of a seat, its history too', () => {
		const circle = twelve()
		const state = after(
			circle,
			['contributed', '2022-01-10', 2_000_000, one],
			['replaced', '2022-01-20', null, { memberId: '1', newMemberId: '40' }],
		)
		expect(state.seats[0]).toMatchObject({ memberId: '40', held: [{ memberId: '1', until: '2022-01-20' }] })
		expect(positionOf(state, 0)).toBe(2_000_000n)
		expect(
			refusalOf(() => circle.tellCircle(state, eventOf(['replaced', '2022-01-21', null, { memberId: '40', newMemberId: '40' }]))),
		).toBe('rotation.same-member')
	})

	it('covers at once what a member in default misses of the turns whose day has come, and no more', () => {
		const circle = twelve()
		const told = circle.tellCircle(
			after(circle, ['contributed', '2022-01-10', 500_000, one]),
			eventOf(['defaulted', '2022-02-15', null, { memberId: '1', by: 'group' }]),
		)
		expect(told.amount).toBe(3_500_000n)
		expect(told.state.seats[0]?.inDefault).toBe('group')
		expect(told.state.cells['0.3']).toBeUndefined()
	})

	it('is cached as text and comes back the same; its steps say what each event moved', () => {
		const circle = circleOf(termsOf({ members: 2, order: 'bid' }))
		const told: readonly Told[] = [
			['opened', '2022-01-01'],
			['contributed', '2022-01-10', 2_000_000, one],
			['bid', '2022-01-10', null, { memberId: '1', turn: 1, interest: '1000' }],
			['advanced', '2022-01-10', null, { memberId: '2', turn: 1 }],
			['drawn', '2022-01-10', null, { turn: 1, share: 1 }],
		]
		const steps = stepsOf(
			circle,
			told.map((event, index) => circleEventOf(stored(eventOf(event, index + 1)))),
		)
		expect(steps.map(({ amount }) => amount)).toEqual([null, 2_000_000n, null, 2_000_000n, 3_999_000n])
		const state = steps.at(-1)?.state ?? circle.begin
		expect(circleFromStored(JSON.parse(JSON.stringify(storedCircle(state))))).toEqual(state)
		expect(storedCircle(state).outstanding).toBe('2000000')
		expect(day('2022-01-10')).toBe(state.turns[0]?.drawnOn)
	})
})
