import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../../src/kernel/assert.js'
import { decimalOf } from '../../src/kernel/decimal.js'
import { compareFractions, fraction } from '../../src/kernel/fraction.js'
import { isRate, type Rate, rateFraction, rateFromMonthlyText, rateFromText, timesFactor } from '../../src/kernel/rate.js'
import { domainCase, rateFromPercent } from '../vectors/domain-cases.js'

describe('rates', () => {
	it('are yearly decimal text from 0 to less than 10', () => {
		for (const text of ['0', '0.066', '0.0792', '9.999999999999']) expect(isRate(text), text).toBe(true)
		for (const text of ['', '6,6', '-0.1', '.5', '0.', '10', '0.123456789012345678901', '1e-2', ' 0.1'])
			expect(isRate(text), text).toBe(false)
	})

	it('stay the text that was agreed', () => {
		expect(rateFromText('0.0660')).toBe('0.0660')
		expect(() => rateFromText('6.6%')).toThrow(AssertionFailure)
	})

	it('are exact numbers: 6,6 % is 66 thousandths', () => {
		expect(compareFractions(rateFraction(rateFromText('0.066')), fraction(66n, 1000n))).toBe(0)
		expect(rateFraction(rateFromText('0.066'))).toBe(rateFraction(rateFromText('0.066')))
		expect(() => rateFraction('x' as Rate)).toThrow(AssertionFailure)
	})

	it('stand for twelve months where they were agreed by the month', () => {
		expect(rateFromMonthlyText('0.01')).toBe('0.12')
		expect(rateFromMonthlyText('0.0055')).toBe('0.066')
		for (const text of ['1 %', '-0.01', '1']) expect(() => rateFromMonthlyText(text), text).toThrow(AssertionFailure)
	})

	const overdue = domainCase<{ rates: string[] }, Record<string, string>>('OVD-02')
	it(overdue.title, () => {
		expect(overdue.inputs.rates).toHaveLength(7)
		for (const percent of overdue.inputs.rates) {
			const raised = decimalOf(timesFactor(rateFromPercent(percent), '1.3')).times(100)
			expect(raised.toFixed(), percent).toBe(overdue.rounded[percent])
		}
	})
})
