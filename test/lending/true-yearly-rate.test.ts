import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitEqually } from '../../src/kernel/allocate.js'
import { AssertionFailure } from '../../src/kernel/assert.js'
import { addMonths, addPeriods, calendarDate, type Period } from '../../src/kernel/calendar-date.js'
import { Decimal } from '../../src/kernel/decimal.js'
import { dong, negate } from '../../src/kernel/money.js'
import { nearestDong } from '../../src/kernel/rounding.js'
import {
	distance,
	type Flow,
	trueYearlyRate,
	type UnitPeriod,
	unitPeriodsPerYear,
	yearlyRateOf,
} from '../../src/lending/true-yearly-rate.js'
import vectors from '../vectors/apr.json' with { type: 'json' }
import { domainCase } from '../vectors/domain-cases.js'

const day = calendarDate
const start = day('2022-11-07')
const monthly: UnitPeriod = { every: 1, period: 'month' }

function paidMonthly(amounts: readonly bigint[]): readonly Flow[] {
	return amounts.map((amount, index) => ({ on: addMonths(start, index + 1), amount: dong(amount) }))
}

/** A loan of so much, lent at once and paid back by months. */
function loan(lent: bigint, amounts: readonly bigint[], unitPeriod: UnitPeriod = monthly) {
	return { advances: [{ on: start, amount: dong(lent) }], payments: paidMonthly(amounts), unitPeriod }
}

const cents = (text: string) => dong(BigInt(new Decimal(text).times(100).toFixed(0)))

type Vector = (typeof vectors.cases)[number]

/** The unit-period of a vector by its unit-periods a year; half a month is not one of our periods. */
const unitPeriods: Readonly<Record<number, UnitPeriod>> = {
	12: monthly,
	6: { every: 2, period: 'month' },
	52: { every: 1, period: 'week' },
	26: { every: 2, period: 'week' },
	13: { every: 4, period: 'week' },
}

function paymentsOf(vector: Vector): readonly Flow[] {
	return vector.payment_streams.flatMap(({ kind, every, first_date, count, amount }) => {
		const period: Period = kind === 'monthly' ? 'month' : 'week'
		return Array.from({ length: count }, (_, n) => ({
			on: addPeriods(day(first_date), n * Number(every), period),
			amount: cents(amount),
		}))
	})
}

describe('the true yearly rate as US Regulation Z, appendix J, prints it', () => {
	const dated = vectors.cases.filter((vector) => unitPeriods[vector.unit_periods_per_year] !== undefined)
	it.each(dated)('$id: $apr_percent % (12 CFR 1026 appendix J (c))', (vector) => {
		const unitPeriod = unitPeriods[vector.unit_periods_per_year] ?? monthly
		const lentOn = day(vector.consummation_date)
		const payments = paymentsOf(vector)
		const rate = trueYearlyRate({
			advances: [{ on: lentOn, amount: cents(vector.amount_financed) }],
			payments,
			unitPeriod,
		})
		expect(new Decimal(rate ?? 'NaN').times(100).toFixed(2)).toBe(vector.apr_percent)
		const first = distance(lentOn, payments[0]?.on ?? lentOn, unitPeriod)
		expect(first.whole).toBe(vector.first_payment_unit_periods.whole)
		expect(first.fraction).toBeCloseTo(vector.first_payment_unit_periods.fraction, 6)
	})

	it('regz-c1iii: 10.34 %, by half-months, which only the equation itself knows (12 CFR 1026 appendix J (c))', () => {
		const vector = vectors.cases.find((one) => one.id === 'regz-c1iii')
		const stream = vector?.payment_streams[0]
		expect(vector && stream).toBeTruthy()
		if (vector === undefined || stream === undefined) return
		const { whole, fraction } = vector.first_payment_unit_periods
		const payments = Array.from({ length: stream.count }, (_, n) => ({
			whole: whole + n,
			fraction,
			amount: cents(stream.amount),
		}))
		const flows = [{ whole: 0, fraction: 0, amount: negate(cents(vector.amount_financed)) }, ...payments]
		const rate = yearlyRateOf(flows, new Decimal(vector.unit_periods_per_year))
		expect(new Decimal(rate ?? 'NaN').times(100).toFixed(2)).toBe(vector.apr_percent)
		expect(dated.length + 1).toBe(vectors.cases.length)
	})
})

describe('the true yearly rate of a loan', () => {
	const flat = domainCase<{ principal: number; months: number }, number>('MFI-02')
	it(`${flat.title}: 1 % a month flat is truly 21,46 % a year`, () => {
		const { principal, months } = flat.inputs
		const parts = splitEqually(dong(BigInt(principal + flat.rounded)), months, nearestDong)
		const rate = trueYearlyRate(loan(BigInt(principal), parts))
		expect(rate).toBe('0.214572')
		expect(new Decimal(rate ?? 'NaN').dividedBy(12).times(100).toFixed(4)).toBe('1.7881')
	})

	it('is the agreed rate where interest is on the declining balance (MFI-01)', () => {
		const amounts = Array.from({ length: 12 }, (_, n) => 1_000_000n + BigInt(12 - n) * 10_000n)
		expect(trueYearlyRate(loan(12_000_000n, amounts))).toBe('0.120000')
	})

	it('is the agreed rate where all the principal comes last', () => {
		expect(trueYearlyRate(loan(12_000_000n, [...Array<bigint>(11).fill(120_000n), 12_120_000n]))).toBe('0.120000')
	})

	it('counts weeks as fifty-twos of a year and days as 365ths', () => {
		const advances = [{ on: start, amount: dong(1_000_000n) }]
		const week = [{ on: addPeriods(start, 1, 'week'), amount: dong(1_002_000n) }]
		expect(trueYearlyRate({ advances, payments: week, unitPeriod: { every: 1, period: 'week' } })).toBe('0.104000')
		const days = [{ on: addPeriods(start, 10, 'day'), amount: dong(1_002_000n) }]
		expect(trueYearlyRate({ advances, payments: days, unitPeriod: { every: 10, period: 'day' } })).toBe('0.073000')
	})

	it('starts with the first of several advances, in whatever order they are told', () => {
		const advances = [
			{ on: addMonths(start, 2), amount: dong(4_000_000n) },
			{ on: start, amount: dong(8_000_000n) },
		]
		// 1 % of what is owed each month: 80.000, 80.000, then 120.000 on the whole.
		const payments = paidMonthly([80_000n, 80_000n, 120_000n, 12_120_000n])
		expect(trueYearlyRate({ advances, payments, unitPeriod: monthly })).toBe('0.120000')
	})

	it('takes a due date that a short month clamped for a whole month', () => {
		const lentOn = day('2022-10-31')
		const payments = [1, 2, 3, 4].map((n) => ({
			on: addMonths(lentOn, n),
			amount: dong(n === 4 ? 1_010_000n : 10_000n),
		}))
		expect(trueYearlyRate({ advances: [{ on: lentOn, amount: dong(1_000_000n) }], payments, unitPeriod: monthly })).toBe('0.120000')
	})

	it('is "0" for a loan without interest, whatever its length', () => {
		expect(trueYearlyRate(loan(12_000_000n, Array<bigint>(12).fill(1_000_000n)))).toBe('0')
		expect(trueYearlyRate(loan(5n, [5n]))).toBe('0')
	})

	it('is as small as one đồng makes it and as high as usury goes', () => {
		expect(trueYearlyRate(loan(12_000_000n, [12_000_001n]))).toBe('0.000001')
		expect(trueYearlyRate(loan(1_000_000_000_000n, [1_000_000_000_001n]))).toBe('0.000000')
		expect(trueYearlyRate(loan(1_000_000n, [11_000_000n]))).toBe('120.000000')
	})

	it('is not told where no rate explains the money', () => {
		expect(trueYearlyRate({ advances: [], payments: paidMonthly([1n]), unitPeriod: monthly })).toBeNull()
		expect(trueYearlyRate(loan(0n, [1n]))).toBeNull()
		expect(trueYearlyRate(loan(12_000_000n, [1_000_000n]))).toBeNull()
		expect(trueYearlyRate(loan(12_000_000n, []))).toBeNull()
		const atOnce = [{ on: start, amount: dong(13_000_000n) }]
		expect(trueYearlyRate({ ...loan(12_000_000n, []), payments: atOnce })).toBeNull()
	})

	it('stops at a payment before the first advance and at a unit-period of nothing', () => {
		const early = [{ on: day('2022-11-06'), amount: dong(13_000_000n) }]
		expect(() => trueYearlyRate({ ...loan(12_000_000n, []), payments: early })).toThrow(AssertionFailure)
		expect(() => trueYearlyRate(loan(1n, [2n], { every: 0, period: 'month' }))).toThrow(AssertionFailure)
		expect(() => distance(start, start, { every: 1, period: 'year' as Period })).toThrow(AssertionFailure)
	})

	it('leaves nothing owed when the balance bears it period by period, to within its last place', () => {
		const anyLoan = fc.record({
			lent: fc.bigInt({ min: 100_000n, max: 10n ** 10n }),
			rows: fc.array(fc.bigInt({ min: 0n, max: 10n ** 8n }), { minLength: 1, maxLength: 48 }),
			interest: fc.bigInt({ min: 1n, max: 10n ** 9n }),
		})
		fc.assert(
			fc.property(anyLoan, ({ lent, rows, interest }) => {
				const paid = rows.reduce((a, b) => a + b, 0n)
				const last = lent + interest - paid
				fc.pre(last > 0n)
				const amounts = [...rows, last]
				const rate = trueYearlyRate(loan(lent, amounts))
				const owed = (yearly: Decimal) =>
					amounts.reduce(
						(balance, amount) => balance.times(yearly.dividedBy(12).plus(1)).minus(amount.toString()),
						new Decimal(lent.toString()),
					)
				expect(rate).not.toBeNull()
				const yearly = new Decimal(rate ?? 'NaN')
				expect(owed(yearly.minus('0.0000005')).lte(0)).toBe(true)
				expect(owed(yearly.plus('0.0000005')).gt(0)).toBe(true)
			}),
			{ numRuns: 300 },
		)
	})
})

describe('unit-periods', () => {
	it('are full months measured back from the later day, and days of thirty before them', () => {
		expect(distance(day('1978-01-10'), day('1978-03-01'), { every: 2, period: 'month' })).toEqual({
			whole: 0,
			fraction: 52 / 60,
		})
		expect(distance(day('2022-01-15'), day('2022-03-10'), monthly)).toEqual({ whole: 1, fraction: 26 / 30 })
		expect(distance(day('2022-01-31'), day('2022-02-28'), monthly)).toEqual({ whole: 1, fraction: 0 })
		expect(distance(start, start, monthly)).toEqual({ whole: 0, fraction: 0 })
	})

	it('are so many in a year', () => {
		const count = (every: number, period: Period) => unitPeriodsPerYear({ every, period }).toNumber()
		expect([count(1, 'month'), count(3, 'month'), count(2, 'week'), count(1, 'day')]).toEqual([12, 4, 26, 365])
	})
})
