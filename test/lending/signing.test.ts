import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { productLines } from '../../src/products/catalogue.js'
import { rulesFor } from '../../src/products/rules.js'
import { signLoanSchema } from '../../src/lending/schemas.js'
import { agreedTerms, refuseUnapproved, signingWarnings } from '../../src/lending/signing.js'
import { refusalOf, vnd } from './loans.js'

const rates = [{ from: calendarDate('2015-06-01'), yearly: rateFromText('0.066') }]

function rulesOf(code: string, on: string) {
	const rules = rulesFor(productLines.find((line) => line.code === code)?.rules ?? [], calendarDate(on))
	if (rules === null) throw new Error(`no rules of ${code} on ${on}`)
	return rules
}

function agreed(terms: Record<string, unknown>, code = 'NHCSXH-HONGHEO', signedOn = '2022-11-01', transactionDay: number | null = null) {
	const command = signLoanSchema.parse({ productId: '1', signedOn, terms: { principal: '50000000', ...terms } })
	return agreedTerms(rulesOf(code, signedOn), rates, command, transactionDay)
}

describe('the terms that are agreed', () => {
	it('take principal’s rhythm from the term: once, every 24 or every 36 months (VB 2174)', () => {
		const every = (count: number) => agreed({ instalments: { count } }).terms.principalEvery
		expect([12, 60, 61].map((count) => every(count)?.every)).toEqual([undefined, 24, 36])
	})

	it('are what was agreed, over what the product says, over the defaults', () => {
		const { terms } = agreed({
			instalments: { count: 60 },
			principalEvery: { every: 6, period: 'month' },
			rates: [{ from: '2022-11-01', yearly: '0.033' }],
			prepayment: 'from-last',
		})
		expect(terms).toMatchObject({
			principalEvery: { every: 6 },
			rates: [{ yearly: '0.033' }],
			prepayment: 'from-last',
			instalmentRounding: { unit: 100_000n, towards: 'down' },
			overdue: { factor: '1.3', yearly: null },
			grace: { principalPeriods: 0 },
		})
	})

	it('carry the commune’s transaction day as it was at signing', () => {
		expect(agreed({ instalments: { count: 12 } }, 'NHCSXH-HONGHEO', '2022-11-01', 22).terms).toMatchObject({
			dueDays: 'transaction-day',
			transactionDay: 22,
		})
		expect(agreed({ instalments: { count: 12 }, transactionDay: 7 }, 'NHCSXH-HONGHEO', '2022-11-01', 22).terms.transactionDay).toBe(7)
	})

	it('say by the day of signing what a missed instalment is (SCH-07)', () => {
		const missed = (signedOn: string) => agreed({ instalments: { count: 36 } }, 'NHCSXH-HONGHEO', signedOn).terms.overdue.missedInstalment
		expect([missed('2026-02-28'), missed('2026-03-01')]).toEqual(['carry-forward', 'overdue'])
	})

	it('read the same again from the wire form in which they are frozen', () => {
		const { terms, wire } = agreed({ instalments: { count: 36 }, instalmentAmount: '1500000' })
		expect(wire).toMatchObject({ principal: '50000000', instalmentAmount: '1500000' })
		expect(agreed(wire as Record<string, unknown>).terms).toEqual(terms)
	})

	it('that do not make a loan are refused at signing, naming the place', () => {
		expect(refusalOf(() => agreed({}))).toBe('loan.terms-without-end')
		expect(refusalOf(() => agreed({ maturityOn: '2022-10-01' }))).toBe('loan.terms-end-before-start')
		const rules = rulesOf('NHCSXH-HONGHEO', '2022-11-01')
		const broken = { ...rules, terms: { ...rules.terms, dayCount: 'by the moon' } }
		const command = signLoanSchema.parse({ productId: '1', signedOn: '2022-11-01', terms: { principal: '1', instalments: { count: 1 } } })
		expect(() => agreedTerms(broken as never, rates, command, null)).toThrow(
			expect.objectContaining({ code: 'loan.terms-malformed', path: 'terms.dayCount' }),
		)
	})
})

describe('what is to be looked at twice', () => {
	const { limits } = rulesOf('NHCSXH-HONGHEO', '2022-11-01')

	it('is an amount above the maximum and a term above it', () => {
		const { terms } = agreed({ principal: '100000001', instalments: { count: 121 } })
		expect(signingWarnings(limits, terms, 'member', 'vi').map(({ message }) => message)).toEqual([
			'Số tiền 100.000.001 đồng vượt mức tối đa 100.000.000 đồng của chương trình',
			'Thời hạn 121 tháng vượt mức tối đa 120 tháng của chương trình',
		])
	})

	it('is nothing at the maximum itself, nor of a term that is not counted in months', () => {
		expect(signingWarnings(limits, agreed({ principal: '100000000', instalments: { count: 120 } }).terms, 'member', 'vi')).toEqual([])
		expect(signingWarnings(limits, agreed({ instalments: { count: 1000, period: 'week' } }).terms, 'member', 'vi')).toEqual([])
		expect(agreed({ instalments: { count: 1000, period: 'week' } }).terms.principal).toBe(vnd(50_000_000))
	})
})

describe('a loan that nobody has approved', () => {
	it('is signed up to the amount that one person may sign, to the đồng', () => {
		const { limits } = rulesOf('QUY-GIAMDAN', '2022-11-01')
		expect(refusalOf(() => refuseUnapproved(limits, vnd(30_000_000)))).toBeNull()
		expect(refusalOf(() => refuseUnapproved(limits, vnd(30_000_001)))).toBe('loan.second-person-needed')
	})

	it('of a bank is signed as the bank has decided', () => {
		expect(refusalOf(() => refuseUnapproved(rulesOf('NHCSXH-GQVL', '2022-11-01').limits, vnd(2_000_000_000)))).toBeNull()
	})
})
