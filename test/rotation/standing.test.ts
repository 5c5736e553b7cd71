import { describe, expect, it } from 'vitest'
import { circleOf } from '../../src/rotation/circle.js'
import { lateInterestGoesTo, membersOn, turnsOn } from '../../src/rotation/standing.js'
import { after, allPutIn, day, needed, termsOf, type Told } from './circles.js'

const circle = circleOf(termsOf({ members: 3, reward: { kind: 'commission', amount: 100_000n as never } }))
const first: readonly Told[] = [...allPutIn(circle, 1, '2022-01-10', ['3']), ['drawn', '2022-01-10', null, needed(1, 1)]]

describe('how a circle stands', () => {
	it('turns wait for their day, are open, taken, or defaulted', () => {
		const state = after(circle, ...first)
		const statuses = (on: string, told = state) => turnsOn(circle.terms, told, day(on)).map(({ status }) => status)
		expect(statuses('2022-01-10')).toEqual(['taken', 'waiting', 'waiting'])
		expect(statuses('2022-02-10')).toEqual(['taken', 'open', 'waiting'])
		const inDefault = after(circle, ...first, ['defaulted', '2022-02-01', null, { memberId: '3', by: 'organiser' }])
		expect(statuses('2022-03-10', inDefault)).toEqual(['taken', 'defaulted', 'defaulted'])
		expect(turnsOn(circle.terms, state, day('2022-01-10'))[0]).toMatchObject({
			pot: 6_000_000n,
			putIn: 4_000_000n,
			missing: 2_000_000n,
			handedOut: 4_000_000n,
			commission: 100_000n,
		})
	})

	it('members know what they paid, received and owe, and what comes next', () => {
		const members = membersOn(circle.terms, after(circle, ...first), day('2022-01-30'))
		expect(members[0]).toMatchObject({
			paid: 2_000_000n,
			received: 4_000_000n,
			position: -2_000_000n,
			drew: [{ share: 1, turn: 1 }],
			next: { turn: 2, amount: 2_000_000n },
		})
		expect(members[2]).toMatchObject({
			paid: 0n,
			owes: { missing: 2_000_000n, advanced: 0n, lateInterest: 0n, lateInterestGrown: 10_959n },
		})
	})

	it('interest that was left and interest that was got sum to nothing', () => {
		const bids = circleOf(termsOf({ members: 3, order: 'bid' }))
		const state = after(bids, ...allPutIn(bids, 1, '2022-01-10'), ['drawn', '2022-01-10', null, { turn: 1, share: 1, interest: '50000' }])
		expect(membersOn(bids.terms, state, day('2022-01-10')).map(({ interest }) => interest)).toEqual([-100_000n, 50_000n, 50_000n])
	})

	it('late interest goes to who waited: who drew the turn, or who put in for her', () => {
		expect(lateInterestGoesTo(after(circle, ...first), 2, 1)).toEqual(['1'])
		expect(lateInterestGoesTo(after(circle, ['advanced', '2022-01-10', null, { memberId: '3', turn: 1, by: 'group' }]), 2, 1)).toBe('group')
	})
})
