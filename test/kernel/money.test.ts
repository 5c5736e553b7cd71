import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../../src/kernel/assert.js'
import { type CalendarDate, type Cycle, calendarDate, daysBetween } from '../../src/kernel/calendar-date.js'
import { yearFraction } from '../../src/kernel/day-count.js'
import { decimalOf } from '../../src/kernel/decimal.js'
import { compareFractions, type Fraction, fraction, multiplyFractions } from '../../src/kernel/fraction.js'
import {
	type Accrual,
	accrue,
	add,
	addAccruals,
	asAccrual,
	dong,
	larger,
	type Money,
	moneyFromText,
	negate,
	nothingAccrued,
	settle,
	smaller,
	subtract,
	sum,
	zero,
} from '../../src/kernel/money.js'
import { type Rate, rateFraction, rateFromMonthlyText, rateFromText } from '../../src/kernel/rate.js'
import { nearestDong } from '../../src/kernel/rounding.js'
import { dayFromVietnamese, domainCase, rateFromPercent } from '../vectors/domain-cases.js'

const monthly: Cycle = { anchor: calendarDate('2022-10-10'), every: 1, period: 'month' }

/** Interest by days of 365, as Circular 14/2017/TT-NHNN reckons it. */
function interest(balance: bigint | number, rate: Rate | Fraction, from: CalendarDate, to: CalendarDate): Accrual {
	const yearly = typeof rate === 'string' ? rateFraction(rate) : rate
	return accrue(dong(BigInt(balance)), multiplyFractions(yearly, yearFraction('actual/365', from, to, monthly)))
}

function forDays(balance: number, rate: Rate, days: number): Accrual {
	return accrue(dong(BigInt(balance)), multiplyFractions(rateFraction(rate), fraction(BigInt(days), 365n)))
}

function text(accrual: Accrual): string {
	return decimalOf(accrual).toDecimalPlaces(6).toFixed()
}

type Month = { principal: number; rate_pct_year: string; from: string; to: string }

describe('whole đồng', () => {
	it('adds, takes away, compares and turns round', () => {
		const [a, b] = [dong(7n), dong(5n)]
		expect([add(a, b), subtract(b, a), negate(a), smaller(a, b), larger(a, b)]).toEqual([12n, -2n, -7n, 5n, 7n])
		expect([smaller(b, a), larger(b, a)]).toEqual([5n, 7n])
		expect(sum([])).toBe(zero)
		expect(sum([a, b, dong(-2n)])).toBe(10n)
	})

	it('is read from plain digits and nothing else', () => {
		expect(moneyFromText('1250000')).toBe(1_250_000n)
		expect(moneyFromText('-5')).toBe(-5n)
		for (const text of ['', '1.000', '1,5', '1e6', ' 5', '+5', '0x10', '123456789012345678901'])
			expect(() => moneyFromText(text), text).toThrow(AssertionFailure)
	})

	it('settles what was exact by one named rounding', () => {
		expect(settle(asAccrual(dong(42n)), nearestDong)).toBe(42n)
		expect(settle(addAccruals(asAccrual(dong(1n)), accrue(dong(1n), fraction(1n, 2n))), nearestDong)).toBe(2n)
		expect(settle(nothingAccrued, nearestDong)).toBe(zero)
	})
})

describe('interest as the worked cases of the trade have it', () => {
	for (const id of ['INT-01', 'INT-04', 'INT-05', 'INT-08']) {
		const { title, inputs, exact, rounded } = domainCase<Month, number>(id)
		it(title, () => {
			const from = dayFromVietnamese(inputs.from)
			const accrued = interest(inputs.principal, rateFromPercent(inputs.rate_pct_year), from, dayFromVietnamese(inputs.to))
			expect(text(accrued)).toBe(exact)
			expect(settle(accrued, nearestDong)).toBe(BigInt(rounded))
		})
	}

	const prepaid = domainCase<Month & { prepaid: { date: string; amount: number }[] }, number>('INT-02')
	it(prepaid.title, () => {
		const { principal, rate_pct_year, from, to } = prepaid.inputs
		const payment = prepaid.inputs.prepaid[0]
		expect(payment).toBeDefined()
		if (payment === undefined) return
		const rate = rateFromPercent(rate_pct_year)
		const paidOn = dayFromVietnamese(payment.date)
		const accrued = addAccruals(
			interest(principal, rate, dayFromVietnamese(from), paidOn),
			interest(principal - payment.amount, rate, paidOn, dayFromVietnamese(to)),
		)
		expect(text(accrued)).toBe(prepaid.exact)
		expect(settle(accrued, nearestDong)).toBe(BigInt(prepaid.rounded))
	})

	const once = domainCase<
		{ principal: number; rate_pct_year: string; segments_days: number[] },
		{ round_of_sum: number; sum_of_rounds: number },
		{ s1: string; s2: string; sum: string }
	>('INT-07')
	it(once.title, () => {
		const rate = rateFromPercent(once.inputs.rate_pct_year)
		const [first, second] = once.inputs.segments_days.map((days) => forDays(once.inputs.principal, rate, days))
		expect(first && second).toBeTruthy()
		if (first === undefined || second === undefined) return
		const whole = addAccruals(first, second)
		expect({ s1: text(first), s2: text(second), sum: text(whole) }).toEqual(once.exact)
		expect(settle(whole, nearestDong)).toBe(BigInt(once.rounded.round_of_sum))
		expect(sum([settle(first, nearestDong), settle(second, nearestDong)])).toBe(BigInt(once.rounded.sum_of_rounds))
	})

	const late = domainCase<{ unpaid_interest: number; days: number; rate_pct_year: string }, number>('OVD-04')
	it(late.title, () => {
		const accrued = forDays(late.inputs.unpaid_interest, rateFromPercent(late.inputs.rate_pct_year), late.inputs.days)
		expect(text(accrued)).toBe(late.exact)
		expect(settle(accrued, nearestDong)).toBe(BigInt(late.rounded))
	})

	const carried = domainCase<{ unpaid_interest_previous: number; this_month: number }, number, number>('OVD-05')
	it(carried.title, () => {
		const { unpaid_interest_previous, this_month } = carried.inputs
		expect(add(dong(BigInt(unpaid_interest_previous)), dong(BigInt(this_month)))).toBe(BigInt(carried.rounded))
	})

	const ring = domainCase<{ late: number; days: number }, { none: number; agreed_25: number }, { none: string; agreed_25: string }>(
		'ROS-04',
	)
	it(ring.title, () => {
		const cap = rateFromText('0.2')
		const agreed = rateFromText('0.25')
		const capped = compareFractions(rateFraction(agreed), rateFraction(cap)) > 0 ? cap : agreed
		const silent = forDays(ring.inputs.late, rateFromText('0.1'), ring.inputs.days)
		const over = forDays(ring.inputs.late, capped, ring.inputs.days)
		expect({ none: text(silent), agreed_25: text(over) }).toEqual(ring.exact)
		expect(settle(silent, nearestDong)).toBe(BigInt(ring.rounded.none))
		expect(settle(over, nearestDong)).toBe(BigInt(ring.rounded.agreed_25))
	})

	const civil = domainCase<{ principal: number; due: string; paid: string }, number>('CIV-01')
	it(civil.title, () => {
		const [due, paid] = [dayFromVietnamese(civil.inputs.due), dayFromVietnamese(civil.inputs.paid)]
		const accrued = interest(civil.inputs.principal, rateFromText('0.1'), due, paid)
		expect(daysBetween(due, paid)).toBe(92)
		expect(text(accrued)).toBe(civil.exact)
		expect(settle(accrued, nearestDong)).toBe(BigInt(civil.rounded))
	})

	const savings = domainCase<
		{ rate_pct_year: string; from: string; to: string; balance: number; deposits: { date: string; amount: number }[] },
		number
	>('SAV-01')
	it(savings.title, () => {
		const rate = rateFromPercent(savings.inputs.rate_pct_year)
		let [accrued, balance, from] = [nothingAccrued, savings.inputs.balance, dayFromVietnamese(savings.inputs.from)]
		for (const deposit of [...savings.inputs.deposits, { date: savings.inputs.to, amount: 0 }]) {
			accrued = addAccruals(accrued, interest(balance, rate, from, dayFromVietnamese(deposit.date)))
			from = dayFromVietnamese(deposit.date)
			balance += deposit.amount
		}
		expect(text(accrued)).toBe(savings.exact)
		expect(settle(accrued, nearestDong)).toBe(BigInt(savings.rounded))
	})

	type Microloan = { principal: number; months: number; rate_pct_month: string }
	const oneMonth = (balance: Money) => accrue(balance, multiplyFractions(rateFraction(rateFromMonthlyText('0.01')), fraction(1n, 12n)))

	const declining = domainCase<Microloan, number>('MFI-01')
	it(declining.title, () => {
		const { principal, months } = declining.inputs
		const balances = Array.from({ length: months }, (_, paid) =>
			dong(BigInt(principal) - (BigInt(principal) / BigInt(months)) * BigInt(paid)),
		)
		const whole = balances.map(oneMonth).reduce(addAccruals, nothingAccrued)
		expect(text(whole)).toBe(declining.exact)
		expect(settle(whole, nearestDong)).toBe(BigInt(declining.rounded))
	})

	const flat = domainCase<Microloan, number>('MFI-02')
	it(flat.title, () => {
		const months = Array.from({ length: flat.inputs.months }, () => oneMonth(dong(BigInt(flat.inputs.principal))))
		const whole = months.reduce(addAccruals, nothingAccrued)
		expect(text(whole)).toBe(flat.exact)
		expect(settle(whole, nearestDong)).toBe(BigInt(flat.rounded))
	})
})

describe('accruals', () => {
	it('are the same sum whatever the order in which segments are added', () => {
		const segment = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 11n }), fc.integer({ min: 0, max: 400 }))
		fc.assert(
			fc.property(fc.array(segment, { maxLength: 12 }), (segments) => {
				const accruals = segments.map(([balance, days]) => forDays(Number(balance), rateFromText('0.0792'), days))
				const forward = accruals.reduce(addAccruals, nothingAccrued)
				const backward = accruals.toReversed().reduce(addAccruals, nothingAccrued)
				expect(compareFractions(forward, backward)).toBe(0)
			}),
			{ numRuns: 300 },
		)
	})
})
