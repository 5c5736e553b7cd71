import { describe, expect, it } from 'vitest'
import { fraction } from '../../src/kernel/fraction.js'
import { nearestDong } from '../../src/kernel/rounding.js'
import { layOut } from '../../src/lending/layout.js'
import { addPlans, annuityInstalment, type Planned, planPrincipal, takeFromPlan } from '../../src/lending/plan.js'
import { after as stateAfter, day, type GivenTerms, loanFrom, vnd } from './loans.js'

const given: GivenTerms = {
	principal: '12000000',
	disbursedOn: '2022-01-15',
	rates: [{ from: '2022-01-15', yearly: '0.12' }],
	dayCount: 'periodic',
	instalments: { count: 3, every: 1, period: 'month' },
}

function plan(more: GivenTerms, after = '2022-01-15', balance = 12_000_000): Planned {
	const { terms, disbursedOn } = loanFrom({ ...given, ...more })
	return planPrincipal(terms, layOut(terms, disbursedOn), terms.rates, day(after), vnd(balance))
}

const [february, march, april] = [day('2022-02-15'), day('2022-03-15'), day('2022-04-15')]

const three: Planned = [
	[february, vnd(5)],
	[march, vnd(5)],
	[april, vnd(5)],
]

describe('a plan of principal', () => {
	it('spreads over the rows that are still to come', () => {
		expect(plan({}, '2022-02-15', 8_000_001)).toEqual([
			[march, vnd(4_000_001)],
			[april, vnd(4_000_000)],
		])
	})

	it('with no row to come is all due with the last', () => {
		expect(plan({}, '2022-04-15', 700)).toEqual([[april, vnd(700)]])
		expect(plan({}, '2025-01-01', 700)).toEqual([[april, vnd(700)]])
	})

	it('of nothing is nothing', () => {
		expect(plan({}, '2022-01-15', 0)).toEqual([])
	})

	it('leaves out rows that a coarse rounding leaves empty', () => {
		expect(plan({ instalmentRounding: { unit: '100000', towards: 'down' } }, '2022-01-15', 250_000)).toEqual([[april, vnd(250_000)]])
	})

	it('never asks for more than is left, though each part is rounded up', () => {
		expect(plan({ instalmentRounding: { unit: '100000', towards: 'up' } }, '2022-01-15', 250_000)).toEqual([
			[february, vnd(100_000)],
			[march, vnd(100_000)],
			[april, vnd(50_000)],
		])
	})

	it('in equal instalments without interest is in equal parts', () => {
		expect(plan({ amortization: 'equal-instalment', interestMethod: 'none' }).map(([, amount]) => amount)).toEqual([
			vnd(4_000_000),
			vnd(4_000_000),
			vnd(4_000_000),
		])
	})

	it('in equal instalments is equal as long as the rate is: a step of it reckons the instalment anew', () => {
		const rates = [
			{ from: '2022-01-15', yearly: '0.12' },
			{ from: '2022-02-20', yearly: '0.06' },
		]
		// 4.080.265 at 1 % a month, 120.000 of it interest. Of the 8.039.735 left, five of the next month's 28 days still bear
		// 1 % and the rest 0,5 %: 47.377; 8.039.735 × 1,005892857 × 1,005 ÷ 2,005 = 4.053.640 for each of two.
		expect(plan({ amortization: 'equal-instalment', rates }).map(([, amount]) => amount)).toEqual([
			vnd(3_960_265),
			vnd(4_053_640 - 47_377),
			vnd(12_000_000 - 3_960_265 - 4_006_263),
		])
	})

	it('in equal instalments asks for a new one only after a step of the rate that falls on a due day', () => {
		const rates = [
			{ from: '2022-01-15', yearly: '0.12' },
			{ from: '2022-02-15', yearly: '0.06' },
		]
		// As above for the first; then 8.039.735 at 0,5 % a month: 4.050.042 for each of two, 40.199 of it interest.
		expect(plan({ amortization: 'equal-instalment', rates }).map(([, amount]) => amount)).toEqual([
			vnd(3_960_265),
			vnd(4_050_042 - 40_199),
			vnd(12_000_000 - 3_960_265 - 4_009_843),
		])
	})

	it('at once falls due with the last row, though the days were parted by a rescheduling', () => {
		const { loan } = loanFrom({ ...given, amortization: 'bullet' })
		const rows = [
			{ dueOn: '2022-02-20', principal: '5000000' },
			{ dueOn: '2022-04-15', principal: '5000000' },
		]
		const { planned } = stateAfter(
			loan,
			['disbursed', '2022-01-15', 10_000_000],
			['rescheduled', '2022-01-20', null, { rows }],
			['disbursed', '2022-01-25', 2_000_000],
		)
		expect(planned).toEqual([
			[day('2022-02-20'), vnd(5_000_000)],
			[april, vnd(7_000_000)],
		])
	})

	const agreed: GivenTerms = {
		amortization: 'custom',
		instalments: { every: 1, period: 'month' },
		customRows: [
			{ dueOn: '2022-02-15', principal: '9000000' },
			{ dueOn: '2022-04-15', principal: '3000000' },
		],
	}

	it('row by row is as it was agreed, and a part of it in the same proportions', () => {
		expect(plan(agreed)).toEqual([
			[february, vnd(9_000_000)],
			[april, vnd(3_000_000)],
		])
		expect(plan(agreed, '2022-01-15', 4_000_000)).toEqual([
			[february, vnd(3_000_000)],
			[april, vnd(1_000_000)],
		])
	})

	it('row by row of what comes after the last agreed row is due at the new end of the term', () => {
		const { loan } = loanFrom({ ...given, ...agreed })
		const { planned } = stateAfter(
			loan,
			['disbursed', '2022-01-15', 4_000_000],
			['extended', '2022-04-10', null, { months: 2 }],
			['disbursed', '2022-05-01', 2_000_000],
		)
		expect(planned).toEqual([
			[february, vnd(3_000_000)],
			[day('2022-06-15'), vnd(3_000_000)],
		])
	})

	it('in equal instalments too small for their interest pays principal only with the last', () => {
		expect(plan({ amortization: 'equal-instalment', instalmentAmount: '100000' })).toEqual([[april, vnd(12_000_000)]])
	})
})

describe('an equal instalment', () => {
	it('with equal periods is P·r ÷ (1 − (1+r)^−n) (MFI-04)', () => {
		const month = fraction(1n, 100n)
		expect(annuityInstalment(vnd(12_000_000), Array(12).fill(month), nearestDong)).toBe(vnd(1_066_185))
	})

	it('with unequal periods pays their own interest to the last đồng', () => {
		const factors = [fraction(31n, 1_000n), fraction(28n, 1_000n)]
		// P × 1,031 × 1,028 ÷ (1 + 1,028).
		expect(annuityInstalment(vnd(1_000_000), factors, nearestDong)).toBe(vnd(522_617))
		const afterFirst = 1_000_000 * 1.031 - 522_617
		expect(Math.abs(afterFirst * 1.028 - 522_617)).toBeLessThan(1)
	})

	it('is rounded as the product says', () => {
		expect(annuityInstalment(vnd(12_000_000), Array(12).fill(fraction(1n, 100n)), { unit: 1000n, towards: 'up' })).toBe(vnd(1_067_000))
	})
})

describe('taking from a plan', () => {
	it('from its first row on, or from its last one back', () => {
		expect(takeFromPlan(three, vnd(7), 'first')).toEqual([
			[march, vnd(3)],
			[april, vnd(5)],
		])
		expect(takeFromPlan(three, vnd(7), 'last')).toEqual([
			[february, vnd(5)],
			[march, vnd(3)],
		])
		expect(takeFromPlan(three, vnd(15), 'first')).toEqual([])
	})

	it('two plans add up day by day, in the order of the days', () => {
		expect(addPlans([[april, vnd(1)]], three)).toEqual([
			[february, vnd(5)],
			[march, vnd(5)],
			[april, vnd(6)],
		])
	})
})
