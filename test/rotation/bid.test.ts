import { describe, expect, it } from 'vitest'
import { fraction, reduced } from '../../src/kernel/fraction.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { bidCap, bidCapExact, timeLeft } from '../../src/rotation/bid.js'
import { domainCase } from '../vectors/domain-cases.js'
import { day, termsOf, vnd } from './circles.js'

describe('the cap on what is bid', () => {
	const { title, inputs, rounded } = domainCase<
		{ shares_total: number; paid_before: number; months_left: number },
		{ cap: number; bid_cost: number }
	>('ROS-03')
	it(title, () => {
		const basis = {
			sharesTotal: vnd(inputs.shares_total),
			paidBefore: vnd(inputs.paid_before),
			timeLeft: fraction(BigInt(inputs.months_left), 12n),
			yearlyMax: rateFromText('0.20'),
		}
		expect(bidCap(basis)).toBe(vnd(rounded.cap))
		expect(reduced(bidCapExact(basis))).toEqual({ numerator: 6_400_000n, denominator: 3n })
		expect(vnd(rounded.bid_cost) <= bidCap(basis)).toBe(true)
	})

	it('counts the turns that are left, months as twelfths, other days as they are', () => {
		const { days } = termsOf({ members: 10 })
		expect(timeLeft(days, 3, 1)).toEqual(fraction(8n, 12n))
		expect(timeLeft([day('2022-01-01'), day('2022-01-11'), day('2022-01-31')], 2, null)).toEqual(fraction(40n, 365n))
		expect(timeLeft([day('2022-01-01')], 1, null)).toEqual(fraction(0n, 365n))
	})
})
