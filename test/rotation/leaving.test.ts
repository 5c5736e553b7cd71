import { describe, expect, it } from 'vitest'
import { balancesOf } from '../../src/rotation/accounts.js'
import { circleOf } from '../../src/rotation/circle.js'
import { claimsOn, close, leave } from '../../src/rotation/leaving.js'
import { isSettled, potOf } from '../../src/rotation/state.js'
import { after, allPutIn, eventOf, needed, refusalOf, termsOf, type Told, vnd } from './circles.js'

const four = circleOf(termsOf({ members: 4 }))
const drawn = (turn: number, share: number, on: string): readonly Told[] => [
	...allPutIn(four, turn, on),
	['drawn', on, null, needed(turn, share)],
]

describe('leaving a circle', () => {
	it('before her turn: she has back what she put in, and who had drawn pays it on the turn that would have been hers', () => {
		const told = leave(
			four.terms,
			after(four, ...drawn(1, 1, '2022-01-10'), ['contributed', '2022-02-01', 2_000_000, { memberId: '4', turn: 2 }]),
			eventOf(['left', '2022-02-02', null, { memberId: '4' }]),
		)
		expect(told.amount).toBe(4_000_000n)
		// Out of the box for the second turn, of the organiser for the first.
		expect(balancesOf(told.state)).toMatchObject({ cash: 0n, organiser: 2_000_000n, receivable: 6_000_000n, payable: 4_000_000n })
		expect([1, 2, 3, 4].map((turn) => potOf(told.state, turn))).toEqual([8_000_000n, 6_000_000n, 6_000_000n, 2_000_000n])
		expect(told.state.turns[3]?.settles).toEqual({ payers: [0], owed: 2_000_000n, by: 'organiser' })
	})

	it('after her turn: she owes the rest as before', () => {
		const state = after(four, ...drawn(1, 4, '2022-01-10'), ['left', '2022-01-11', null, { memberId: '4' }])
		expect(state.seats[3]).toMatchObject({ leftOn: '2022-01-11', gone: false })
		expect(potOf(state, 2)).toBe(8_000_000n)
		expect(balancesOf(state).receivable).toBe(6_000_000n)
	})

	it('sets off what was put in for her: it comes back to who put it in', () => {
		const state = after(
			four,
			...allPutIn(four, 1, '2022-01-10', ['4']),
			['advanced', '2022-01-10', null, { memberId: '4', turn: 1, by: 'group' }],
			['drawn', '2022-01-10', null, needed(1, 1)],
			['advanced', '2022-02-10', null, { memberId: '4', turn: 2, by: 'group' }],
			['left', '2022-02-11', null, { memberId: '4', by: 'group' }],
		)
		expect(balancesOf(state)).toMatchObject({ cash: 0n, advance: 0n, organiser: 2_000_000n })
		expect(claimsOn(state, 3)).toEqual([])
	})

	it('is refused while she owes, where others paid ahead for that turn, and of a share held jointly', () => {
		const out: Told = ['left', '2022-03-01', null, { memberId: '4' }]
		expect(refusalOf(() => after(four, ...allPutIn(four, 1, '2022-01-10', ['4']), ['drawn', '2022-01-10', null, needed(1, 1)], out))).toBe(
			'rotation.still-owes',
		)
		expect(refusalOf(() => after(four, ['contributed', '2022-01-10', 1, { memberId: '1', turn: 4 }], out))).toBe('rotation.paid-ahead')
		const shares = [
			{ holders: [{ memberId: '1', amount: vnd(2_000_000) }] },
			{
				holders: [
					{ memberId: '2', amount: vnd(1_000_000) },
					{ memberId: '4', amount: vnd(1_000_000) },
				],
			},
		]
		expect(refusalOf(() => after(circleOf(termsOf({ shares })), out))).toBe('rotation.joint-share')
		const first = circleOf(termsOf({ members: 3, reward: { kind: 'first-pot' } }))
		expect(refusalOf(() => after(first, ['left', '2022-01-05', null, { memberId: '1' }]))).toBe('rotation.first-pot-is-organisers')
	})

	it('of a fixed order: it is her own turn that settles it', () => {
		const fixed = circleOf(termsOf({ members: 4, order: 'fixed' }))
		const state = after(
			fixed,
			...allPutIn(fixed, 1, '2022-01-10'),
			['drawn', '2022-01-10', null, { turn: 1 }],
			['left', '2022-01-11', null, { memberId: '3' }],
		)
		expect(state.turns.map(({ settles }) => settles !== null)).toEqual([false, false, true, false])
		const paid = fixed.tellCircle(state, eventOf(['contributed', '2022-03-10', 2_000_000, { memberId: '1', turn: 3 }])).state
		const back = fixed.tellCircle(paid, eventOf(['drawn', '2022-03-10', null, { turn: 3 }]))
		expect(back.postings).toEqual([{ debit: '3386', credit: '1111', amount: 2_000_000n }])
		expect(isSettled(back.state, 3)).toBe(true)
		expect(refusalOf(() => fixed.tellCircle(back.state, eventOf(['drawn', '2022-03-10', null, { turn: 3 }])))).toBe('rotation.pot-empty')
	})
})

describe('the end of a circle', () => {
	const two = circleOf(termsOf({ members: 2 }))
	const led = (who: Told): readonly Told[] => [
		...allPutIn(two, 1, '2022-01-10'),
		['drawn', '2022-01-10', null, needed(1, 1)],
		['contributed', '2022-02-10', 2_000_000, { memberId: '2', turn: 2 }],
		who,
		['drawn', '2022-02-10', null, { turn: 2, share: 2 }],
	]

	it('comes when every turn is settled', () => {
		expect(refusalOf(() => close(after(two), eventOf(['closed', '2022-02-10'])))).toBe('rotation.not-finished')
	})

	it('waits for what was put in for others, unless they are in default: then it lies between the two of them', () => {
		const covered = after(two, ...led(['advanced', '2022-02-10', null, { memberId: '1', turn: 2, by: 'organiser' }]))
		expect(refusalOf(() => close(covered, eventOf(['closed', '2022-02-11'])))).toBe('rotation.claims-open')
		const state = after(two, ...led(['defaulted', '2022-02-10', null, { memberId: '1', by: 'organiser' }]))
		const told = two.tellCircle(state, eventOf(['closed', '2022-02-11']))
		expect(told.postings).toEqual([{ debit: '3386', credit: '1386', amount: 2_000_000n }])
		expect(Object.values(balancesOf(told.state)).every((amount) => amount === 0n)).toBe(true)
		expect(claimsOn(told.state, 0)).toEqual([{ turn: 2, amount: 2_000_000n, by: 'organiser', late: 0n }])
	})
})
