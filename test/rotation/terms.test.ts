import { describe, expect, it } from 'vitest'
import { rateFromText } from '../../src/kernel/rate.js'
import { firstPotShare, lateYearlyOn, turnDays } from '../../src/rotation/terms.js'
import { day, termsOf } from './circles.js'

describe('the terms of a circle', () => {
	it('give each turn its day; a day that a month lacks is its last', () => {
		expect(turnDays({ firstOn: day('2022-01-31'), every: 1, period: 'month' }, 3)).toEqual(['2022-01-31', '2022-02-28', '2022-03-31'])
		expect(turnDays({ firstOn: day('2022-01-03'), every: 2, period: 'week' }, 2)).toEqual(['2022-01-03', '2022-01-17'])
	})

	it('take late interest as agreed, at most 20 %, and 10 % where nothing is agreed (Art. 22, BLDS 468)', () => {
		const on = day('2022-01-01')
		expect(
			[null, '0.12', '0.20', '0.25'].map((yearly) => lateYearlyOn({ lateYearly: yearly === null ? null : rateFromText(yearly) }, on)),
		).toEqual(['0.10', '0.12', '0.20', '0.20'])
	})

	it('know which share draws the first pot', () => {
		expect(firstPotShare(termsOf())).toBeNull()
		expect(firstPotShare(termsOf({ reward: { kind: 'first-pot' }, organiserId: '3' }))).toBe(3)
		expect(firstPotShare(termsOf({ reward: { kind: 'first-pot' }, organiserId: '99' }))).toBeNull()
	})
})
