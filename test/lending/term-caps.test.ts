import { describe, expect, it } from 'vitest'
import { scheduleOf } from '../../src/lending/schedule.js'
import { capWarnings, refuseAboveCaps, type TermsAsked } from '../../src/lending/term-caps.js'
import { capLines } from '../../src/products/catalogue-caps.js'
import type { LenderKind } from '../../src/products/template.js'
import { day, type GivenTerms, loanFrom, refusalOf } from './loans.js'

const oneYear: GivenTerms = {
	principal: '12000000',
	disbursedOn: '2022-11-07',
	rates: [{ from: '2022-11-07', yearly: '0.12' }],
	dayCount: 'periodic',
	instalments: { count: 12, every: 1, period: 'month' },
}

function asked(lenderKind: LenderKind, more: GivenTerms = {}): TermsAsked {
	const { loan, terms, disbursedOn } = loanFrom({ ...oneYear, ...more })
	const { trueYearlyRate } = scheduleOf(loan, [], disbursedOn)
	return { terms, trueYearlyRate, lenderKind, caps: capLines, signedOn: day('2022-11-01') }
}
const warned = (lenderKind: LenderKind, more: GivenTerms = {}) =>
	capWarnings(asked(lenderKind, more), 'vi').map(({ code, details }) => [code, details])
const overdue = (terms: GivenTerms) => ({ overdue: terms })

describe('the yearly rate', () => {
	it('MFI-03: 1 % a month flat over 12 months is 21,46 % on the balance really owed, above the 20 % of BLDS art. 468', () => {
		expect(warned('fund', { interestMethod: 'flat' })).toEqual([
			['loan.yearly-rate-above-cap', { nominal: '0.12', trueYearly: '0.214572', limit: '0.2' }],
		])
		expect(warned('fund')).toEqual([])
	})

	it('may be 20 % itself, and not a hair more, whichever of several rates it is', () => {
		const rates = (...yearly: string[]) => ({ rates: yearly.map((one, index) => ({ from: `202${2 + index}-11-07`, yearly: one })) })
		expect(warned('union', rates('0.2'))).toEqual([])
		expect(warned('union', rates('0.10', '0.200001')).map(([code]) => code)).toEqual(['loan.yearly-rate-above-cap'])
	})

	it('of a bank is the bank’s, and of an interest-free loan nothing', () => {
		expect(warned('commercial-bank', { interestMethod: 'flat' })).toEqual([])
		expect(warned('union', { interestMethod: 'none', rates: [{ from: '2022-11-07', yearly: '0.3' }] })).toEqual([])
	})

	it('is held down from the day of the law on', () => {
		expect(capWarnings({ ...asked('fund', { interestMethod: 'flat' }), signedOn: day('2016-12-31') }, 'vi')).toEqual([])
	})
})

describe('what a bank asks on a late debt', () => {
	const refused = (more: GivenTerms, kind: LenderKind = 'commercial-bank') => refusalOf(() => refuseAboveCaps(asked(kind, overdue(more))))

	it('is at most 10 % a year on late interest and 150 % of the rate on overdue principal (TT 39/2016 art. 13.4)', () => {
		expect(refused({ factor: '1.5', lateInterestYearly: '0.10' })).toBeNull()
		expect(refused({ lateInterestYearly: '0.100001' })).toBe('loan.late-interest-above-cap')
		expect(refused({ factor: '1.500001' })).toBe('loan.overdue-factor-above-cap')
		expect(refused({ factor: '1.6' }, 'policy-bank')).toBe('loan.overdue-factor-above-cap')
	})

	it('is the same where a rate of its own is agreed for overdue principal', () => {
		expect(refused({ yearly: '0.18' })).toBeNull()
		expect(refused({ yearly: '0.180001' })).toBe('loan.overdue-factor-above-cap')
	})

	it('names what is asked and what is allowed', () => {
		expect(() => refuseAboveCaps(asked('commercial-bank', overdue({ factor: '1.8' })))).toThrow(
			expect.objectContaining({ path: 'terms.overdue', details: { asked: '1,8', limit: '1,5' } }),
		)
	})
})

describe('what another lender asks on a late debt', () => {
	it('is warned about above 20 % and 150 %, and never refused (BLDS art. 466.5, 468)', () => {
		const high = overdue({ factor: '2', lateInterestYearly: '0.21' })
		expect(refusalOf(() => refuseAboveCaps(asked('fund', high)))).toBeNull()
		expect(warned('fund', high)).toEqual([
			['loan.late-interest-above-cap', { asked: '0.21', limit: '0.2' }],
			['loan.overdue-factor-above-cap', { asked: '2', limit: '1.5' }],
		])
		expect(warned('fund', overdue({ factor: '1.5', lateInterestYearly: '0.2' }))).toEqual([])
	})

	it('of an interest-free loan is late interest: 10 % a year is what BLDS art. 466.4 lets it ask', () => {
		const free = (yearly: string) => warned('union', { interestMethod: 'none', ...overdue({ yearly }) })
		expect(free('0.1')).toEqual([])
		expect(free('0.3')).toEqual([['loan.late-interest-above-cap', { asked: '0.3', limit: '0.2' }]])
	})
})
