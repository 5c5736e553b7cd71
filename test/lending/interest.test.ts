import { describe, expect, it } from 'vitest'
import { reduced } from '../../src/kernel/fraction.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { interestFactor, lateInterestFactor, rateSegments } from '../../src/lending/interest.js'
import { layOut } from '../../src/lending/layout.js'
import { day, type GivenTerms, loanFrom } from './loans.js'

const steps = [
	{ from: day('2022-03-01'), yearly: rateFromText('0.1') },
	{ from: day('2022-06-01'), yearly: rateFromText('0.2') },
	{ from: day('2022-09-01'), yearly: rateFromText('0.3') },
]

describe('the rates of a stretch of days', () => {
	const of = (from: string, to: string) =>
		rateSegments(steps, day(from), day(to)).map((segment) => [segment.from, segment.to, segment.yearly])

	it('are those in force on its days, each to the day before the next', () => {
		expect(of('2022-05-20', '2022-10-01')).toEqual([
			['2022-05-20', '2022-06-01', '0.1'],
			['2022-06-01', '2022-09-01', '0.2'],
			['2022-09-01', '2022-10-01', '0.3'],
		])
		expect(of('2022-06-01', '2022-09-01')).toEqual([['2022-06-01', '2022-09-01', '0.2']])
	})

	it('are the first step’s before any step', () => {
		expect(of('2022-01-01', '2022-02-01')).toEqual([['2022-01-01', '2022-02-01', '0.1']])
	})

	it('are none over no days', () => {
		expect(of('2022-06-01', '2022-06-01')).toEqual([])
	})
})

describe('the factor of a stretch of days', () => {
	const given: GivenTerms = {
		principal: '1',
		disbursedOn: '2022-03-01',
		rates: steps,
		instalments: { count: 12, every: 1, period: 'month' },
		grace: { interestFreePeriods: 2 },
	}
	const { terms, disbursedOn } = loanFrom(given)
	const layout = layOut(terms, disbursedOn)

	it('is rate × days ÷ 365 over every change of the rate', () => {
		const factor = interestFactor(terms, layout, steps, day('2022-05-22'), day('2022-06-11'))
		// 10 days at 10 % and 10 at 20 %.
		expect(reduced(factor)).toEqual({ numerator: 3n, denominator: 365n })
	})

	it('is nothing inside a grace that is free of interest', () => {
		expect(interestFactor(terms, layout, steps, day('2022-03-01'), day('2022-05-01')).numerator).toBe(0n)
		expect(reduced(interestFactor(terms, layout, steps, day('2022-03-01'), day('2022-05-11')))).toEqual({
			numerator: 1n,
			denominator: 365n,
		})
	})

	it('of late interest is by days over 365, whatever the loan counts', () => {
		expect(reduced(lateInterestFactor(rateFromText('0.1'), day('2024-01-01'), day('2025-01-01')))).toEqual({
			numerator: 183n,
			denominator: 1825n,
		})
	})
})
