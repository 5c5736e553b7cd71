import { describe, expect, it } from 'vitest'
import { refuseLongerThanApproved, termsToSign } from '../../src/applications/agreement.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { productLines } from '../../src/products/catalogue.js'
import type { TermsTemplate } from '../../src/products/template.js'
import { approved, codeOf, million, requested, reviewed, toldOf } from './steps.js'

const signedOn = calendarDate('2023-03-15')
/** Twenty million for twelve months. */
const { state } = toldOf({}, requested, reviewed, approved)
const monthly = productLines.find(({ code }) => code === 'QUY-GIAMDAN')?.rules[0]?.terms as TermsTemplate
const toSign = (given: Parameters<typeof termsToSign>[1], template = monthly) => termsToSign(state, given, template, signedOn)
const every = (count: number, period: 'day' | 'week' | 'month'): TermsTemplate => ({ ...monthly, instalments: { every: count, period } })

describe('the terms of an approved loan', () => {
	it('are the approved amount in as many instalments as the approved months hold', () => {
		expect(toSign({})).toEqual({ principal: million(20n), instalments: { count: 12 } })
		expect(toSign({}, every(3, 'month')).instalments).toEqual({ count: 4 })
		expect(toSign({ instalments: { every: 6 } }).instalments).toEqual({ every: 6, count: 2 })
	})

	it('end with the approved months where instalments do not count in them', () => {
		const end = { principal: million(20n), maturityOn: '2024-03-15' }
		expect(toSign({}, every(1, 'week'))).toEqual(end)
		expect(toSign({}, every(5, 'month'))).toEqual(end)
		const firstOn = calendarDate('2023-04-20')
		expect(toSign({ instalments: { firstOn } })).toEqual({ ...end, instalments: { firstOn } })
	})

	it('may be for less and in another rhythm, as was agreed at signing', () => {
		const given = { principal: million(15n), instalments: { count: 6 }, prepayment: 'from-last' as const }
		expect(toSign(given)).toEqual(given)
	})

	it('are never for more than was approved', () => {
		expect(() => toSign({ principal: dong(20_000_001n) })).toThrow(
			expect.objectContaining({ code: 'application.amount-above-agreed', path: 'terms.principal' }),
		)
	})

	it('never run longer than was approved, to the day', () => {
		const signed = (terms: Record<string, unknown>) => () =>
			refuseLongerThanApproved(
				state,
				{ principal: '20000000', rates: [{ from: '2023-01-01', yearly: '0.1' }], instalments: { every: 1, period: 'month' }, ...terms },
				signedOn,
			)
		expect(codeOf(signed({ instalments: { count: 12, every: 1, period: 'month' } }))).toBeNull()
		expect(codeOf(signed({ instalments: { count: 13, every: 1, period: 'month' } }))).toBe('application.term-above-agreed')
		expect(codeOf(signed({ instalments: { count: 52, every: 1, period: 'week' } }))).toBeNull()
		expect(codeOf(signed({ instalments: { count: 53, every: 1, period: 'week' } }))).toBe('application.term-above-agreed')
		expect(codeOf(signed({ maturityOn: '2024-03-15' }))).toBeNull()
		expect(codeOf(signed({ maturityOn: '2024-03-16' }))).toBe('application.term-above-agreed')
		expect(codeOf(signed({ instalments: { count: 12, every: 1, period: 'month', firstOn: '2023-05-15' } }))).toBe(
			'application.term-above-agreed',
		)
	})
})
