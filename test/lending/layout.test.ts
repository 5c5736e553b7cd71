import { describe, expect, it } from 'vitest'
import { billDay, layOut } from '../../src/lending/layout.js'
import { day, type GivenTerms, loanFrom, refusalOf } from './loans.js'

const given: GivenTerms = {
	principal: '12000000',
	disbursedOn: '2022-01-31',
	rates: [{ from: '2022-01-31', yearly: '0.12' }],
	instalments: { count: 3, every: 1, period: 'month' },
}

const layout = (more: GivenTerms) => {
	const { terms, disbursedOn } = loanFrom({ ...given, ...more })
	return layOut(terms, disbursedOn)
}

describe('the days of a loan', () => {
	it('each row begins where the one before it ends', () => {
		expect(layout({}).rows.map(({ from, dueOn }) => [from, dueOn])).toEqual([
			['2022-01-31', '2022-02-28'],
			['2022-02-28', '2022-03-31'],
			['2022-03-31', '2022-04-30'],
		])
	})

	it('graces say from which row on principal and interest fall due, and until when no interest is borne', () => {
		const { rows, bills, freeUntil } = layout({ grace: { principalPeriods: 2, interestDeferredPeriods: 1, interestFreePeriods: 1 } })
		expect(rows.map(({ principal }) => principal)).toEqual([false, false, true])
		expect(rows.map(({ interest }) => interest)).toEqual([false, true, true])
		expect(bills).toEqual(['2022-03-31', '2022-04-30'])
		expect(freeUntil).toBe('2022-02-28')
	})

	it('no grace leaves at least the last row', () => {
		const { rows, bills, freeUntil, maturityOn } = layout({
			grace: { principalPeriods: 9, interestDeferredPeriods: 9, interestFreePeriods: 9 },
		})
		expect(rows.map(({ principal, interest }) => [principal, interest])).toEqual([
			[false, false],
			[false, false],
			[true, true],
		])
		expect(bills).toEqual([maturityOn])
		expect(freeUntil).toBe(maturityOn)
	})

	it('interest days go on after the maturity on their own cycle', () => {
		const given = layout({ maturityOn: '2022-04-10' })
		expect([0, 1, 2, 3, 4].map((k) => billDay(given, k))).toEqual(['2022-02-28', '2022-03-31', '2022-04-10', '2022-04-30', '2022-05-31'])
	})

	it('so many instalments and a maturity: the part of a period at the end makes the last one long', () => {
		const days = (count: number) => layout({ instalments: { count, every: 1, period: 'month' }, maturityOn: '2022-05-10' }).bills
		expect(days(4)).toEqual(['2022-02-28', '2022-03-31', '2022-04-30', '2022-05-10'])
		expect(days(3)).toEqual(['2022-02-28', '2022-03-31', '2022-05-10'])
		// A count that is further off is not what the maturity says: the days are those of the cycle.
		expect(days(2)).toEqual(days(4))
	})

	it('a first instalment on the day of the disbursement itself takes principal, and no interest has grown', () => {
		const { rows, bills } = layout({ instalments: { count: 3, every: 1, period: 'month', firstOn: '2022-01-31' } })
		expect(rows.map(({ from, dueOn, principal, interest }) => [from, dueOn, principal, interest])).toEqual([
			['2022-01-31', '2022-01-31', true, false],
			['2022-01-31', '2022-02-28', true, true],
			['2022-02-28', '2022-03-31', true, true],
		])
		expect(bills).toEqual(['2022-02-28', '2022-03-31'])
	})

	it('a cycle that begins after the maturity leaves the maturity alone, and goes on from its own first day', () => {
		const given = layout({ interestEvery: { every: 1, period: 'month', firstOn: '2022-06-05' } })
		expect(given.bills).toEqual(['2022-04-30'])
		expect([1, 2].map((k) => billDay(given, k))).toEqual(['2022-05-05', '2022-06-05'])
	})

	it('a first day before the disbursement only fixes the rhythm', () => {
		expect(layout({ interestEvery: { every: 1, period: 'month', firstOn: '2021-11-05' } }).bills).toEqual([
			'2022-02-05',
			'2022-03-05',
			'2022-04-05',
			'2022-04-30',
		])
	})
})

describe('terms that make no loan', () => {
	it.each([
		['neither a count nor a maturity', 'loan.terms-without-end', { instalments: { every: 1, period: 'month' } }],
		['a maturity on the day of the disbursement', 'loan.terms-end-before-start', { maturityOn: '2022-01-31' }],
		[
			'a last instalment before the disbursement',
			'loan.terms-end-before-start',
			{ instalments: { count: 1, every: 1, period: 'month', firstOn: '2022-01-01' } },
		],
		['more rows than a schedule holds', 'loan.terms-too-many-rows', { instalments: { every: 1, period: 'day' }, maturityOn: '2035-01-31' }],
		['an end that no calendar reaches', 'loan.terms-too-long', { instalments: { count: 3660, every: 3660, period: 'month' } }],
		['an end after the last day of the books', 'loan.terms-too-long', { instalments: { count: 2200, every: 1, period: 'month' } }],
		[
			'a first instalment so late that the last has no day',
			'loan.terms-too-long',
			{ instalments: { count: 900, every: 3, period: 'month', firstOn: '2199-01-01' } },
		],
	] as const)('%s is refused (%s)', (_, code, more) => {
		expect(refusalOf(() => layout(more))).toBe(code)
	})

	it('a cycle that steps over the end is no mistake', () => {
		expect(
			layout({ principalEvery: { every: 3660, period: 'month' } })
				.rows.filter(({ principal }) => principal)
				.map(({ dueOn }) => dueOn),
		).toEqual([day('2022-04-30')])
	})
})
