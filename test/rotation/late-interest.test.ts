import { describe, expect, it } from 'vitest'
import { rateFromText } from '../../src/kernel/rate.js'
import { circleOf } from '../../src/rotation/circle.js'
import { lateAccrual, latePartsOf, lateUncharged } from '../../src/rotation/late-interest.js'
import { domainCase } from '../vectors/domain-cases.js'
import { after, day, eventOf, refusalOf, termsOf, twelve, vnd } from './circles.js'

const ros04 = domainCase<{ late: number; days: number }, { none: number; agreed_25: number }, { none: string; agreed_25: string }>('ROS-04')
const paid = ['contributed', '2022-01-30', 2_000_000, { memberId: '1', turn: 1 }] as const

describe('late interest on a share', () => {
	it(ros04.title, () => {
		const silent = twelve()
		expect(lateUncharged(silent.terms, after(silent, paid), 0, 1, day('2022-02-28'))).toBe(vnd(ros04.rounded.none))
		const agreed = circleOf(termsOf({ lateYearly: rateFromText('0.25') }))
		expect(lateUncharged(agreed.terms, after(agreed, paid), 0, 1, day('2022-02-28'))).toBe(vnd(ros04.rounded.agreed_25))
		const { numerator, denominator } = lateAccrual(
			silent.terms,
			latePartsOf(after(silent, paid), 0, 1, day('2022-02-28')),
			day('2022-02-28'),
		)
		expect(Number((numerator * 100_000n) / denominator) / 100_000).toBeCloseTo(Number(ros04.exact.none), 4)
	})

	it('counts each part for its own days, and nothing before the day of the turn', () => {
		const circle = twelve()
		const state = after(
			circle,
			['contributed', '2022-01-05', 500_000, { memberId: '1', turn: 1 }],
			['contributed', '2022-01-20', 500_000, { memberId: '1', turn: 1 }],
		)
		expect(latePartsOf(state, 0, 1, day('2022-01-10'))).toEqual([])
		expect(latePartsOf(state, 0, 1, day('2022-01-25'))).toEqual([
			{ amount: 500_000n, from: '2022-01-10', to: '2022-01-20', days: 10 },
			{ amount: 1_000_000n, from: '2022-01-10', to: '2022-01-25', days: 15 },
		])
	})

	it('runs on while another has put it in for her, is charged by difference, and is paid no more than once', () => {
		const circle = twelve()
		const advanced = after(
			circle,
			['advanced', '2022-01-10', null, { memberId: '1', turn: 1 }],
			['late-interest-charged', '2022-01-20', null, { memberId: '1', turn: 1 }],
		)
		expect(advanced.cells['0.1']?.lateCharged).toBe(5_479n)
		const told = circle.tellCircle(advanced, eventOf(['late-interest-charged', '2022-01-30', null, { memberId: '1', turn: 1 }]))
		expect(told.amount).toBe(5_480n)
		expect(told.postings).toEqual([{ debit: '1386', credit: '3387', amount: 5_480n }])
		const twice = () => circle.tellCircle(told.state, eventOf(['late-interest-charged', '2022-01-30', null, { memberId: '1', turn: 1 }]))
		expect(refusalOf(twice)).toBe('rotation.nothing-late')
		expect(refusalOf(() => circle.tellCircle(told.state, eventOf(['late-interest-paid', '2022-01-30', 10_960, { memberId: '1' }])))).toBe(
			'rotation.above-late-interest',
		)
		expect(circle.tellCircle(told.state, eventOf(['late-interest-paid', '2022-01-30', 10_959, { memberId: '1' }])).postings).toEqual([
			{ debit: '3387', credit: '1386', amount: 10_959n },
		])
	})
})
