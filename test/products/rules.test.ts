import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { timesFactor } from '../../src/kernel/rate.js'
import { fractionOf } from '../../src/kernel/decimal.js'
import { productLines } from '../../src/products/catalogue.js'
import { policyBands, policyExtension } from '../../src/products/catalogue-policy-bank.js'
import {
	extensionLimitMonths,
	findingSentence,
	limitFindings,
	needsSecondPerson,
	principalEveryFor,
	ratesFor,
	rulesFor,
} from '../../src/products/rules.js'
import { Decimal } from '../../src/kernel/decimal.js'
import { domainCase, rateFromPercent } from '../vectors/domain-cases.js'

const day = calendarDate

function product(code: string) {
	const found = productLines.find((line) => line.code === code)
	if (found === undefined) throw new Error(`a product of the catalogue: ${code}`)
	return found
}

const rateOn = (code: string, on: string) => ratesFor(product(code).rates, day(on))[0]?.yearly

describe('the rates of a loan', () => {
	const related = domainCase<{ ho_ngheo: string }, Record<'can_ngheo' | 'moi_thoat_ngheo' | 'nd28', string>>('GQVL-01')
	it(related.title, () => {
		const on = '2022-10-31'
		expect(rateOn('NHCSXH-HONGHEO', on)).toBe(rateFromPercent(related.inputs.ho_ngheo))
		expect(rateOn('NHCSXH-CANNGHEO', on)).toBe(rateFromPercent(related.rounded.can_ngheo))
		expect(rateOn('NHCSXH-MOITHOATNGHEO', on)).toBe(rateFromPercent(related.rounded.moi_thoat_ngheo))
		expect(rateOn('NHCSXH-ND28-DATSX', on)).toBe(rateFromPercent(related.rounded.nd28))
	})

	const overdue = domainCase<{ rates: string[] }, Record<string, string>>('OVD-02')
	it(overdue.title, () => {
		const { factor } = product('NHCSXH-HONGHEO').rules[0]?.terms.overdue ?? { factor: '' }
		for (const percent of overdue.inputs.rates) {
			const expected = fractionOf(new Decimal(overdue.rounded[percent] ?? '').dividedBy(100))
			const { numerator, denominator } = timesFactor(rateFromPercent(percent), factor)
			expect(numerator * expected.denominator, percent).toBe(expected.numerator * denominator)
		}
	})

	it('are the one in force at signing, and later ones that reach loans already out', () => {
		const source = { source: 'test', certainty: 'read' as const }
		const rates = [
			{ from: day('2020-01-01'), yearly: rateFromPercent('8'), reachesLoansOut: false, ...source },
			{ from: day('2023-01-01'), yearly: rateFromPercent('6'), reachesLoansOut: true, ...source },
			{ from: day('2022-01-01'), yearly: rateFromPercent('7'), reachesLoansOut: false, ...source },
		]
		expect(ratesFor(rates, day('2021-12-31')).map((rate) => [rate.from, rate.yearly])).toEqual([
			['2020-01-01', '0.08'],
			['2023-01-01', '0.06'],
		])
		expect(ratesFor(rates, day('2022-01-01'))[0]?.yearly).toBe('0.07')
		expect(ratesFor(rates, day('2019-12-31'))).toEqual([])
	})

	it('followed the decisions on poor households', () => {
		expect(['2014-06-05', '2014-06-06', '2015-06-01'].map((on) => rateOn('NHCSXH-CANNGHEO', on))).toEqual(['0.0936', '0.0864', '0.0792'])
	})
})

describe('the rules of a loan', () => {
	it('are those of its signing day: a missed instalment is overdue for loans signed from 01/03/2026 on', () => {
		const missed = (on: string) => rulesFor(product('NHCSXH-HONGHEO').rules, day(on))?.terms.overdue.missedInstalment
		expect([missed('2022-11-07'), missed('2026-02-28'), missed('2026-03-01')]).toEqual(['carry-forward', 'carry-forward', 'overdue'])
		expect(rulesFor(product('QUY-GIAMDAN').rules, day('2017-06-11'))).toBeNull()
	})

	it('let a household borrow unsecured what the decree of its day says', () => {
		const max = (on: string) => rulesFor(product('AGRIBANK-TO').rules, day(on))?.limits.amountMax
		expect([max('2016-01-01'), max('2022-09-30'), max('2025-07-01')]).toEqual(['100000000', '200000000', '300000000'])
	})

	const long = domainCase<{ term_months: number; period_months: number }, unknown>('SCH-01')
	it(`${long.title}: the band`, () => {
		expect(principalEveryFor(long.inputs.term_months, policyBands)).toBe(long.inputs.period_months)
		expect([12, 13, 60, 61].map((months) => principalEveryFor(months, policyBands))).toEqual([null, 24, 24, 36])
	})

	const half = domainCase<{ term_months: number; period_months: number }, unknown>('SCH-03')
	it(`${half.title}: a programme has bands of its own`, () => {
		const bands = rulesFor(product('NHCSXH-NOXH').rules, day('2022-10-31'))?.terms.principalBands ?? []
		expect(principalEveryFor(half.inputs.term_months, bands)).toBe(half.inputs.period_months)
	})

	const extension = domainCase<{ loans: { term: number }[] }, Record<string, number>>('SCH-06')
	it(extension.title, () => {
		for (const { term } of extension.inputs.loans)
			expect(extensionLimitMonths(term, policyExtension), String(term)).toBe(extension.rounded[term])
		expect(extensionLimitMonths(300, { ...policyExtension, monthsMax: 24 })).toBe(24)
		expect(extensionLimitMonths(13, policyExtension)).toBe(6)
	})
})

describe('the limits of a product', () => {
	const { limits } = rulesFor(product('NHCSXH-GQVL').rules, day('2022-10-31')) ?? { limits: undefined }
	const check = (principal: bigint, months: number | null, borrower: 'member' | 'group' = 'member') =>
		limits === undefined ? [] : limitFindings(limits, { principal: dong(principal), months, borrower })

	it('are kept up to the last đồng and month', () => {
		expect(check(100_000_000n, 120)).toEqual([])
		expect(check(2_000_000_000n, 120, 'group')).toEqual([])
		expect(check(100_000_001n, 121).map((finding) => finding.code)).toEqual(['amount-above-max', 'term-above-max'])
	})

	it('say in words what is asked and what is allowed', () => {
		const [finding] = check(150_000_000n, null)
		expect(finding && findingSentence(finding, 'vi')).toBe('Số tiền 150.000.000 đồng vượt mức tối đa 100.000.000 đồng của chương trình')
	})

	it('say from which amount on a second person approves, and of a bank’s money that the bank does', () => {
		const needed = (code: string, amount: bigint) => {
			const own = rulesFor(product(code).rules, day('2022-10-31'))?.limits
			return own && needsSecondPerson(own, dong(amount))
		}
		expect([needed('QUY-GIAMDAN', 30_000_000n), needed('QUY-GIAMDAN', 30_000_001n)]).toEqual([false, true])
		expect([needed('KHOINGHIEP', 500_000_000n), needed('NHCSXH-HONGHEO', 500_000_000n)]).toEqual([true, false])
	})

	it('have a shortest term where the fund says so', () => {
		const fund = rulesFor(product('QUY-GIAMDAN').rules, day('2022-10-31'))?.limits
		expect(fund && limitFindings(fund, { principal: dong(50_000_000n), months: 11, borrower: 'member' }).map((one) => one.code)).toEqual([
			'term-below-min',
		])
	})
})
