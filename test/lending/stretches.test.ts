import { describe, expect, it } from 'vitest'
import { compareFractions } from '../../src/kernel/fraction.js'
import { vietnamesePercent } from '../../src/kernel/number-text.js'
import { ratesOf, type Segment } from '../../src/lending/accrual.js'
import { joined, stretchesOf, totalOf } from '../../src/lending/stretches.js'
import { after, day, type GivenTerms, loanFrom, poorHousehold, vnd } from './loans.js'

/** The segments that the engine tells from one day to another, each as stretches, and the sum that it had itself. */
function told(given: GivenTerms, events: Parameters<typeof after>[1][], to: string) {
	const { loan } = loanFrom(given)
	const state = after(loan, ...events)
	const segments: Segment[] = []
	loan.at(state, day(to), { segment: (segment) => segments.push(segment) })
	const rates = ratesOf(loan.terms, state)
	return segments.map((segment) => {
		const stretches = stretchesOf(segment, loan.basisOf(state, segment.from), rates, state.disbursed)
		expect(compareFractions(totalOf(stretches), segment.amount)).toBe(0)
		return stretches.map(({ from, to: end, days, kind, bearer, yearly, reason }) => [
			from,
			end,
			days,
			kind,
			bearer,
			vietnamesePercent(yearly),
			reason.is,
		])
	})
}

const lent = ['disbursed', '2022-11-07', 20_000_000] as const

describe('stretches of one rate each', () => {
	it('a change of the rate parts the days of a segment', () => {
		const rates = [
			{ from: '2022-11-07', yearly: '0.066' },
			{ from: '2022-11-27', yearly: '0.0792' },
		]
		expect(told({ ...poorHousehold, rates }, [lent], '2022-12-07')).toEqual([
			[
				['2022-11-07', '2022-11-27', 20, 'interest', 'balance', '6,6 %', 'loan'],
				['2022-11-27', '2022-12-07', 10, 'interest', 'balance', '7,92 %', 'loan'],
			],
		])
	})

	it('overdue principal bears the rate times the factor: 6,6 % × 1,3 = 8,58 % (form 01/TD)', () => {
		const one = { ...poorHousehold, instalments: { count: 1, every: 1, period: 'month' }, amortization: 'bullet' }
		expect(told(one, [lent, ['moved-to-overdue', '2022-12-07']], '2022-12-17')).toEqual([
			[['2022-12-07', '2022-12-17', 10, 'overdue-interest', 'overdue', '8,58 %', 'times']],
		])
		const agreed = { ...one, overdue: { yearly: '0.12' } }
		expect(told(agreed, [lent, ['moved-to-overdue', '2022-12-07']], '2022-12-17').flat()).toEqual([
			['2022-12-07', '2022-12-17', 10, 'overdue-interest', 'overdue', '12 %', 'agreed'],
		])
	})

	it('flat interest is on the amount lent; overdue adds only what goes beyond it until the term ends', () => {
		const flat = { ...poorHousehold, interestMethod: 'flat', principalEvery: { every: 1, period: 'month' } }
		expect(told(flat, [lent, ['moved-to-overdue', '2022-12-07']], '2022-12-17')).toEqual([
			[['2022-12-07', '2022-12-17', 10, 'interest', 'disbursed', '6,6 %', 'loan']],
			[['2022-12-07', '2022-12-17', 10, 'overdue-interest', 'overdue', '1,98 %', 'beyond']],
		])
	})

	it('in a grace that is free of interest only an agreed overdue rate is borne', () => {
		const grace = { ...poorHousehold, grace: { interestFreePeriods: 2 }, principalEvery: { every: 1, period: 'month' } }
		expect(told(grace, [lent], '2023-01-17').flat()).toEqual([['2023-01-07', '2023-01-17', 10, 'interest', 'balance', '6,6 %', 'loan']])
		const agreed = { ...grace, overdue: { yearly: '0.12' } }
		expect(told(agreed, [lent, ['moved-to-overdue', '2022-12-07']], '2022-12-17').flat()).toEqual([
			['2022-12-07', '2022-12-17', 10, 'overdue-interest', 'overdue', '12 %', 'agreed'],
		])
	})

	it('flat, in such a grace, the agreed rate is borne whole, and after it only what goes beyond', () => {
		const both = {
			...poorHousehold,
			interestMethod: 'flat',
			grace: { interestFreePeriods: 2 },
			principalEvery: { every: 1, period: 'month' },
			interestEvery: { every: 6, period: 'month' },
			overdue: { yearly: '0.12' },
		}
		const overdue = told(both, [lent, ['moved-to-overdue', '2022-12-07']], '2023-11-17')
			.flat()
			.filter(([, , , kind]) => kind === 'overdue-interest')
		expect(overdue[0]).toEqual(['2022-12-07', '2023-05-07', 151, 'overdue-interest', 'overdue', '12 %', 'agreed'])
		expect(overdue.at(-1)?.slice(5)).toEqual(['5,4 %', 'beyond'])
	})

	it('late interest is simple, by days ÷ 365, whatever the loan counts by', () => {
		const late = { ...poorHousehold, dayCount: '30/360', overdue: { lateInterestYearly: '0.1' } }
		expect(told(late, [lent], '2022-12-17').flat().at(-1)).toEqual([
			'2022-12-07',
			'2022-12-17',
			10,
			'late-interest',
			'interest',
			'10 %',
			'late',
		])
	})

	it('what follows on the same base at the same rate is told as one stretch of the same sum', () => {
		const { loan } = loanFrom(poorHousehold)
		const state = after(loan, lent)
		const basis = loan.basisOf(state, day('2022-11-07'))
		const segments: Segment[] = []
		loan.at(loan.at(state, day('2022-11-17'), { segment: (one) => segments.push(one) }), day('2022-12-07'), {
			segment: (one) => segments.push(one),
		})
		const parts = segments.flatMap((segment) => stretchesOf(segment, basis, loan.terms.rates, state.disbursed))
		expect(parts).toHaveLength(2)
		expect(joined(parts).map(({ from, to, days, base }) => [from, to, days, base])).toEqual([
			['2022-11-07', '2022-12-07', 30, vnd(20_000_000)],
		])
		expect(compareFractions(totalOf(joined(parts)), totalOf(parts))).toBe(0)
	})
})
