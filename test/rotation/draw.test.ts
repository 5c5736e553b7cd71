import { describe, expect, it } from 'vitest'
import { balancesOf } from '../../src/rotation/accounts.js'
import { circleOf } from '../../src/rotation/circle.js'
import { draw } from '../../src/rotation/draw.js'
import type { CircleEventDetails } from '../../src/rotation/event.js'
import type { CircleTerms } from '../../src/rotation/terms.js'
import { after, allPutIn, eventOf, needed, refusalOf, termsOf, type Told, vnd } from './circles.js'

const three = (more: Partial<CircleTerms> = {}) => circleOf(termsOf({ members: 3, ...more }))
const drawing = (
	circle: ReturnType<typeof three>,
	details: CircleEventDetails,
	before: readonly Told[] = allPutIn(circle, 1, '2022-01-10'),
	on = '2022-01-10',
) => refusalOf(() => after(circle, ...before, ['drawn', on, null, details]))

describe('drawing a turn', () => {
	it('waits for the day of the turn, and for money in it', () => {
		expect(drawing(three(), needed(2, 2))).toBe('rotation.turn-not-open')
		expect(drawing(three(), needed(1, 1), [])).toBe('rotation.pot-empty')
	})

	it('asks for what the order asks for: a decision and a reason, a lot, an interest', () => {
		expect(drawing(three(), { turn: 1, share: 1 })).toBe('rotation.decision-missing')
		expect(drawing(three(), { turn: 1, share: 1, decisionNo: '1' })).toBe('rotation.reason-missing')
		expect(drawing(three({ order: 'lot' }), { turn: 1, share: 1 })).toBe('rotation.lot-missing')
		expect(drawing(three({ order: 'bid' }), { turn: 1, share: 1 })).toBe('rotation.bid-missing')
		expect(drawing(three({ order: 'fixed' }), { turn: 1, share: 2 })).toBe('rotation.not-her-turn')
		expect(drawing(three({ order: 'fixed' }), { turn: 1 })).toBeNull()
		expect(drawing(three(), { turn: 1, share: 9 })).toBe('rotation.no-share')
		expect(drawing(three(), { ...needed(1, 1), memberId: '2' })).toBe('rotation.no-share')
	})

	it('asks for nothing of the last share, who is left over', () => {
		const circle = three()
		const told = [1, 2].flatMap((turn): readonly Told[] => [
			...allPutIn(circle, turn, '2022-03-10'),
			['drawn', '2022-03-10', null, needed(turn, turn)],
		])
		expect(drawing(circle, { turn: 3, share: 3 }, [...told, ...allPutIn(circle, 3, '2022-03-10')], '2022-03-10')).toBeNull()
	})

	it('hands out what came in late to the same share, and to nobody else', () => {
		const circle = three()
		const short = after(circle, ...allPutIn(circle, 1, '2022-01-10', ['3']), ['drawn', '2022-01-10', null, needed(1, 1)])
		expect(short.turns[0]?.out).toBe(4_000_000n)
		const late = circle.tellCircle(short, eventOf(['contributed', '2022-01-20', 2_000_000, { memberId: '3', turn: 1 }])).state
		expect(refusalOf(() => draw(circle.terms, late, eventOf(['drawn', '2022-01-20', null, { turn: 1, share: 2 }])))).toBe(
			'rotation.turn-taken',
		)
		const rest = draw(circle.terms, late, eventOf(['drawn', '2022-01-20', null, { turn: 1 }]))
		expect([rest.amount, rest.state.seats[0]?.drawn]).toEqual([2_000_000n, 6_000_000n])
		expect(refusalOf(() => draw(circle.terms, rest.state, eventOf(['drawn', '2022-01-21', null, { turn: 1 }])))).toBe('rotation.turn-taken')
	})

	it('hands out less than what is there where that is said, never more', () => {
		const circle = three()
		const state = after(circle, ...allPutIn(circle, 1, '2022-01-10'))
		expect(draw(circle.terms, state, eventOf(['drawn', '2022-01-10', 5_000_000, needed(1, 1)])).state.turns[0]).toMatchObject({
			in: 6_000_000n,
			out: 5_000_000n,
		})
		expect(refusalOf(() => draw(circle.terms, state, eventOf(['drawn', '2022-01-10', 6_000_001, needed(1, 1)])))).toBe('rotation.above-pot')
	})

	it('is closed to who is in default', () => {
		const circle = three()
		expect(
			drawing(circle, needed(1, 1), [
				...allPutIn(circle, 1, '2022-01-10'),
				['defaulted', '2022-01-10', null, { memberId: '1', by: 'organiser' }],
			]),
		).toBe('rotation.in-default')
	})

	it('gives the first pot to the organiser’s share, and to no other (đầu thảo)', () => {
		const circle = three({ reward: { kind: 'first-pot' }, organiserId: '2' })
		expect(drawing(circle, needed(1, 1))).toBe('rotation.first-pot-is-organisers')
		expect(drawing(circle, { turn: 1, share: 2 })).toBeNull()
		const fixed = three({ reward: { kind: 'first-pot' }, order: 'fixed' })
		expect(refusalOf(() => after(fixed, ['swapped', '2022-01-05', null, { turn: 1, otherTurn: 2 }]))).toBe(
			'rotation.first-pot-is-organisers',
		)
	})

	it('leaves what was bid to the shares that have not drawn: in cash where they have put in all, else counted', () => {
		const circle = three({ order: 'bid' })
		const told: readonly Told[] = [
			...allPutIn(circle, 1, '2022-01-10', ['3']),
			['contributed', '2022-01-10', 1_900_000, { memberId: '3', turn: 1 }],
			['drawn', '2022-01-10', null, { turn: 1, share: 1, interest: '100000' }],
		]
		const state = after(circle, ...told)
		// 5.900.000 is in the box; 100.000 goes to the second in cash, the third has put in 100.000 less.
		expect(state.turns[0]).toMatchObject({
			in: 5_900_000n,
			out: 5_900_000n,
			earned: [
				[1, 100_000n],
				[2, 100_000n],
			],
		})
		expect(state.seats[0]?.drawn).toBe(6_000_000n)
		expect(balancesOf(state)).toMatchObject({ cash: 0n, receivable: 4_000_000n, payable: 4_000_000n })
	})

	it('settles equal bids by lot, takes one bid of a share, and none like the share itself', () => {
		const circle = three({ order: 'bid' })
		const bid = (memberId: string, interest: string): Told => ['bid', '2022-01-10', null, { memberId, turn: 1, interest }]
		const put = allPutIn(circle, 1, '2022-01-10')
		expect(drawing(circle, { turn: 1, share: 1 }, [...put, bid('1', '5000'), bid('2', '5000')])).toBe('rotation.lot-missing')
		expect(drawing(circle, { turn: 1, share: 2, lotMinutes: 'bốc thăm' }, [...put, bid('1', '5000'), bid('2', '5000')])).toBeNull()
		expect(refusalOf(() => after(circle, bid('1', '5000'), bid('1', '6000')))).toBe('rotation.already-bid')
		expect(refusalOf(() => after(circle, bid('1', '2000000')))).toBe('rotation.bid-above-share')
		expect(drawing(circle, { turn: 1, share: 1, interest: '1' }, [...put, bid('1', '5000')])).toBe('rotation.not-the-highest-bid')
		const drawn: readonly Told[] = [...put, ['drawn', '2022-01-10', null, { turn: 1, share: 1, interest: '1000' }]]
		expect(refusalOf(() => after(circle, ...drawn, ['bid', '2022-02-10', null, { memberId: '1', turn: 2, interest: '1000' }]))).toBe(
			'rotation.share-drawn',
		)
		expect(refusalOf(() => after(circle, ...drawn, bid('2', '1000')))).toBe('rotation.turn-taken')
	})

	it('hands a share that is held in parts to each by her part', () => {
		const shares = [
			{
				holders: [
					{ memberId: '1', amount: vnd(500_000) },
					{ memberId: '2', amount: vnd(1_500_000) },
				],
			},
			{ holders: [{ memberId: '3', amount: vnd(2_000_000) }] },
		]
		const circle = circleOf(termsOf({ shares }))
		const state = after(circle, ...allPutIn(circle, 1, '2022-01-10'), ['drawn', '2022-01-10', null, needed(1, 1)])
		expect(state.seats.map(({ drawn }) => drawn)).toEqual([1_000_000n, 3_000_000n, 0n])
	})
})
