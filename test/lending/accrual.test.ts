import { describe, expect, it } from 'vitest'
import { daysBetween } from '../../src/kernel/calendar-date.js'
import { compareFractions } from '../../src/kernel/fraction.js'
import { nearestDong, roundFraction } from '../../src/kernel/rounding.js'
import type { Segment } from '../../src/lending/accrual.js'
import { unpaidInterest } from '../../src/lending/state.js'
import { dayFromVietnamese, domainCase, rateFromPercent } from '../vectors/domain-cases.js'
import { after, day, daysOff, type GivenTerms, loanFrom, standing, tellOne, vnd } from './loans.js'

type Span = { principal: number; rate_pct_year: string; from: string; to: string }

/** One bullet loan over the days of a worked case, interest due with the principal. */
function bulletOf({ principal, rate_pct_year, from, to }: Span, more: GivenTerms = {}) {
	const [start, end] = [dayFromVietnamese(from), dayFromVietnamese(to)]
	const { loan } = loanFrom({
		principal: String(principal),
		disbursedOn: start,
		rates: [{ from: start, yearly: rateFromPercent(rate_pct_year) }],
		instalments: { every: 1, period: 'month' },
		maturityOn: end,
		amortization: 'bullet',
		interestEvery: { every: daysBetween(start, end), period: 'day' },
		...more,
	})
	return { loan, start, end, lent: after(loan, ['disbursed', start, principal]) }
}

const monthly: GivenTerms = {
	principal: '50000000',
	disbursedOn: '2022-10-10',
	rates: [{ from: '2022-10-10', yearly: '0.066' }],
	instalments: { count: 12, every: 1, period: 'month' },
	amortization: 'bullet',
}

describe('interest by days', () => {
	const spans = ['INT-01', 'INT-04', 'INT-05', 'INT-08'].map((id) => domainCase<Span, number>(id))
	it.each(spans)('$title: the first day is counted, the last is not, over 365', ({ inputs, rounded, exact }) => {
		// Months of the term that the case does not speak of are left out: it all falls due on the last day.
		const { loan, end, lent } = bulletOf({ ...inputs, principal: Number((inputs as { principal?: number }).principal) })
		const due = loan.at(lent, end)
		expect(due.unpaid).toEqual([[end, vnd(rounded)]])
		expect(Math.abs(Number(exact) - rounded)).toBeLessThanOrEqual(0.5)
	})

	const early = domainCase<Span, number>('INT-08')
	it(`${early.title}: the interest grown since the last interest day, and no fee`, () => {
		const { principal, rate_pct_year, from, to } = early.inputs
		const [lastInterestDay, on] = [dayFromVietnamese(from), dayFromVietnamese(to)]
		const rates = [{ from: lastInterestDay, yearly: rateFromPercent(rate_pct_year) }]
		const { loan } = loanFrom({ ...monthly, principal: String(principal), disbursedOn: lastInterestDay, rates })
		const lent = after(loan, ['disbursed', lastInterestDay, principal])
		expect(standing(loan, lent, on).balances.payOff).toBe(vnd(principal + early.rounded))
		const paid = tellOne(loan, lent, 'repaid', on, principal + early.rounded)
		expect(paid.allocation).toMatchObject({ principal: vnd(principal), interest: vnd(early.rounded) })
		expect(paid.state.status).toBe('closed')
	})

	const partial = domainCase<Span & { prepaid: { date: string; amount: number }[] }, number>('INT-02')
	it(`${partial.title}: both legal ways of counting agree at one rate`, () => {
		const { inputs, rounded } = partial
		const { loan, start, end, lent } = bulletOf(inputs)
		const [prepaid] = inputs.prepaid
		const on = dayFromVietnamese(String(prepaid?.date))
		const paid = tellOne(loan, lent, 'repaid', on, prepaid?.amount ?? 0)
		expect(paid.allocation).toMatchObject({ interest: 0n, principal: vnd(10_000_000), prepaid: vnd(10_000_000) })
		expect(loan.at(paid.state, end).unpaid).toEqual([[end, vnd(rounded)]])
		// Method (a): drop the first day, count the last, on the balance at its start.
		const byStart =
			BigInt(inputs.principal) * BigInt(daysBetween(start, on)) + BigInt(inputs.principal - 10_000_000) * BigInt(daysBetween(on, end))
		expect(roundFraction({ numerator: byStart * 66n, denominator: 365_000n }, nearestDong)).toBe(BigInt(rounded))
	})

	const once = domainCase<{ principal: number; segments_days: [number, number] }, { round_of_sum: number; sum_of_rounds: number }>('INT-07')
	it(`${once.title}: 39.261, not 39.260`, () => {
		const { loan, end, lent } = bulletOf({ principal: once.inputs.principal, rate_pct_year: '6.6', from: '01/03/2023', to: '01/04/2023' })
		// A change of the rate to itself cuts the days in two, and an event is told between them.
		const cut = tellOne(loan, lent, 'rate-changed', '2023-03-08', null, { rate: '0.066' }).state
		expect(unpaidInterest(loan.at(cut, end))).toBe(vnd(once.rounded.round_of_sum))
		expect(once.rounded.round_of_sum).not.toBe(once.rounded.sum_of_rounds)
	})

	it('a loan lent and repaid on one day bears none', () => {
		const { loan } = loanFrom(monthly)
		const { state, allocation } = tellOne(loan, after(loan, ['disbursed', '2022-10-10', 50_000_000]), 'repaid', '2022-10-10', 50_000_000)
		expect(allocation).toMatchObject({ interest: 0n, principal: vnd(50_000_000) })
		expect(state.status).toBe('closed')
	})

	it('the day a rate changes bears the new rate (balance and rate at the end of the day, Circular 14/2017 art. 5.1(b))', () => {
		const { loan, end, lent } = bulletOf({ principal: 36_500_000, rate_pct_year: '10', from: '01/03/2023', to: '11/03/2023' })
		const changed = tellOne(loan, lent, 'rate-changed', '2023-03-06', null, { rate: '0.05' }).state
		// 10.000 a day for the 1st to the 5th, 5.000 a day for the 6th to the 10th.
		expect(unpaidInterest(loan.at(changed, end))).toBe(vnd(75_000))
	})

	it('a change of the rate takes the place of whatever the terms had said for later days', () => {
		const span = { principal: 36_500_000, rate_pct_year: '10', from: '01/03/2023', to: '11/03/2023' }
		const rates = [
			{ from: '2023-03-01', yearly: '0.1' },
			{ from: '2023-03-09', yearly: '0.2' },
		]
		const { loan, end, lent } = bulletOf(span, { rates })
		// 10.000 a day for eight days and 20.000 for two; with the change, 10.000 for five days and 5.000 for five.
		expect(unpaidInterest(loan.at(lent, end))).toBe(vnd(120_000))
		const changed = tellOne(loan, lent, 'rate-changed', '2023-03-06', null, { rate: '0.05' }).state
		expect(unpaidInterest(loan.at(changed, end))).toBe(vnd(75_000))
	})

	it('a loan without interest bears none when it is overdue either, whatever rate and factor its terms name', () => {
		const span = { principal: 36_500_000, rate_pct_year: '10', from: '01/03/2023', to: '11/03/2023' }
		const { loan, lent } = bulletOf(span, { interestMethod: 'none', overdue: { transfer: 'automatic', factor: '1.5' } })
		expect(standing(loan, lent, '2023-04-11').balances).toMatchObject({ overdue: vnd(36_500_000), payOff: vnd(36_500_000) })
	})
})

describe('interest that is not paid', () => {
	const carried = domainCase<{ unpaid_interest_previous: number; this_month: number }, number>('OVD-05')
	it(`${carried.title}: it waits, and bears nothing`, () => {
		const { loan } = loanFrom(monthly)
		const state = after(loan, ['disbursed', '2022-10-10', 50_000_000])
		expect(standing(loan, state, '2022-11-10').balances).toMatchObject({
			interestDue: vnd(carried.inputs.unpaid_interest_previous),
			interestCarried: 0n,
		})
		expect(standing(loan, state, '2022-12-10').balances).toMatchObject({
			interestDue: vnd(carried.inputs.this_month),
			interestCarried: vnd(carried.inputs.unpaid_interest_previous),
			lateInterest: 0n,
		})
		expect(unpaidInterest(loan.at(state, day('2022-12-10')))).toBe(vnd(carried.rounded))
	})

	const late = domainCase<{ unpaid_interest: number; days: number }, number>('OVD-04')
	it(late.title, () => {
		// 300.000 đồng of interest fall due on 01/03 and wait sixty days: 36.500.000 at 10 % for thirty days.
		const { loan } = loanFrom({
			principal: '36500000',
			disbursedOn: '2023-01-30',
			rates: [{ from: '2023-01-30', yearly: '0.1' }],
			instalments: { every: 1, period: 'month' },
			maturityOn: '2024-01-30',
			interestEvery: { every: 12, period: 'month', firstOn: '2023-03-01' },
			amortization: 'bullet',
			overdue: { lateInterestYearly: '0.10' },
		})
		const state = after(loan, ['disbursed', '2023-01-30', 36_500_000])
		expect(loan.at(state, day('2023-03-01')).unpaid).toEqual([['2023-03-01', vnd(late.inputs.unpaid_interest)]])
		expect(standing(loan, state, '2023-04-30').balances.lateInterest).toBe(vnd(late.rounded))
	})

	it('interest on late interest is simple: the second sixty days bear what the first did', () => {
		const { loan } = loanFrom({
			...monthly,
			overdue: { lateInterestYearly: '0.10' },
			interestEvery: { every: 12, period: 'month', firstOn: '2022-11-10' },
		})
		const state = after(loan, ['disbursed', '2022-10-10', 50_000_000])
		const at = (on: string) => loan.at(state, day(on)).lateAccrued
		const double = { numerator: at('2023-01-09').numerator * 2n, denominator: at('2023-01-09').denominator }
		expect(compareFractions(at('2023-03-10'), double)).toBe(0)
	})

	it('late interest begins after the last day in time', () => {
		// 10/12/2022 is a Saturday: in time until Monday the 12th, so that the 13th is the first day it bears anything for the 12th.
		const { loan } = loanFrom({
			...monthly,
			disbursedOn: '2022-11-10',
			dueDays: 'next-working-day',
			overdue: { lateInterestYearly: '0.10' },
		})
		const state = after(loan, ['disbursed', '2022-11-10', 50_000_000])
		expect(loan.at(state, day('2022-12-12')).lateAccrued.numerator).toBe(0n)
		expect(loan.at(state, day('2022-12-13')).lateAccrued.numerator).toBeGreaterThan(0n)
	})
})

describe('overdue principal', () => {
	const rates = domainCase<{ rates: string[] }, Record<string, string>>('OVD-02')
	it.each(rates.inputs.rates)(`OVD-02: %s %% a year is 130 %% of itself on overdue principal (form 01/TD)`, (percent) => {
		const { loan, start, lent } = bulletOf({ principal: 36_500_000, rate_pct_year: percent, from: '01/03/2023', to: '01/04/2023' })
		const overdue = tellOne(loan, lent, 'moved-to-overdue', '2023-04-01').state
		const seen: Segment[] = []
		loan.at(overdue, day('2023-04-11'), { segment: (segment) => seen.push(segment) })
		expect(seen).toHaveLength(1)
		const expected = rateFromPercent(String(rates.rounded[percent]))
		const yearly = { numerator: BigInt(Math.round(Number(expected) * 1e6)) * 10n, denominator: 365_000_000n }
		expect(seen[0]?.kind).toBe('overdue-interest')
		expect(compareFractions(seen[0]?.factor ?? { numerator: 0n, denominator: 1n }, yearly)).toBe(0)
		expect(start).toBe('2023-03-01')
	})

	it('only what was moved to overdue bears more, never the rest of the loan', () => {
		const { loan } = loanFrom({
			...monthly,
			principal: '36500000',
			rates: [{ from: '2022-10-10', yearly: '0.1' }],
			amortization: 'equal-principal',
			instalments: { count: 2, every: 1, period: 'month' },
		})
		const state = after(
			loan,
			['disbursed', '2022-10-10', 36_500_000],
			['repaid', '2022-11-10', 310_000],
			['moved-to-overdue', '2022-11-20'],
		)
		expect(state.overdue).toBe(vnd(18_250_000))
		// Ten days on all of it: 100.000; then twenty on 18.250.000 at 10 % and twenty on 18.250.000 at 13 %: 100.000 + 130.000.
		expect(loan.at(state, day('2022-12-10')).unpaid).toEqual([['2022-12-10', vnd(330_000)]])
	})

	it('an agreed overdue rate takes the place of the factor', () => {
		const { loan, lent } = bulletOf(
			{ principal: 36_500_000, rate_pct_year: '10', from: '01/03/2023', to: '01/04/2023' },
			{ overdue: { yearly: '0.2' } },
		)
		const overdue = tellOne(loan, lent, 'moved-to-overdue', '2023-04-01').state
		expect(standing(loan, overdue, '2023-04-11').balances.interestAccrued).toBe(vnd(200_000))
	})

	const free = domainCase<{ principal: number; due: string; paid: string }, number>('CIV-01')
	it(`${free.title}: 10 % a year if it is asked for, by default nothing`, () => {
		const { principal, due, paid } = free.inputs
		const terms = { principal, rate_pct_year: '0', from: '30/06/2021', to: due }
		const asked = bulletOf(terms, { interestMethod: 'none', overdue: { transfer: 'automatic', yearly: '0.1' } })
		const on = dayFromVietnamese(paid)
		expect(standing(asked.loan, asked.lent, on).balances.payOff).toBe(vnd(principal + free.rounded))
		const silent = bulletOf(terms, { interestMethod: 'none', overdue: { transfer: 'automatic' } })
		expect(standing(silent.loan, silent.lent, on).balances.payOff).toBe(vnd(principal))
	})

	it('by the contract’s own rule principal is overdue from the due day on, if it is not paid on it', () => {
		const { loan } = loanFrom({
			...monthly,
			principal: '36500000',
			rates: [{ from: '2022-10-10', yearly: '0.1' }],
			amortization: 'equal-principal',
			instalments: { count: 2, every: 1, period: 'month' },
			overdue: { transfer: 'automatic', factor: '1.5' },
		})
		const state = after(loan, ['disbursed', '2022-10-10', 36_500_000])
		// Thirty days after 10/11: 18.250.000 at 10 % and 18.250.000 at 15 %.
		expect(loan.at(state, day('2022-12-10')).unpaid.at(-1)).toEqual(['2022-12-10', vnd(150_000 + 225_000)])
		const inTime = tellOne(loan, state, 'repaid', '2022-11-10', 18_250_000 + 310_000).state
		expect(loan.at(inTime, day('2022-12-10')).unpaid).toEqual([['2022-12-10', vnd(150_000)]])
	})

	it('a due day that is a Saturday puts the higher rate off to Monday, and not the interest', () => {
		const given = {
			...monthly,
			principal: '36500000',
			disbursedOn: '2022-11-10',
			rates: [{ from: '2022-11-10', yearly: '0.1' }],
			instalments: { count: 1, every: 1, period: 'month' },
			dueDays: 'next-working-day',
			overdue: { transfer: 'automatic', factor: '1.5' },
		}
		const { loan } = loanFrom(given, 'own', daysOff(['2023-01-02']))
		const state = after(loan, ['disbursed', '2022-11-10', 36_500_000])
		// From Saturday 10/12 two days at 10 %, from Monday 12/12 at 15 %.
		expect(standing(loan, state, '2022-12-12').balances).toMatchObject({ overdue: 0n, interestAccrued: vnd(20_000) })
		expect(standing(loan, state, '2022-12-13').balances).toMatchObject({ overdue: vnd(36_500_000), interestAccrued: vnd(35_000) })
	})
})

describe('a missed instalment', () => {
	const given = (missedInstalment: string): GivenTerms => ({
		...monthly,
		principal: '20000000',
		amortization: 'equal-principal',
		principalEvery: { every: 6, period: 'month' },
		overdue: { missedInstalment, transfer: 'automatic' },
	})

	it('of a loan signed before 01/03/2026 is carried to the end of the term and not overdue (NHCSXH)', () => {
		const { loan } = loanFrom(given('carry-forward'))
		const state = after(loan, ['disbursed', '2022-10-10', 20_000_000])
		expect(standing(loan, state, '2023-09-30').balances.overdue).toBe(0n)
		expect(standing(loan, state, '2023-09-30').arrears.principal).toBe(0n)
		expect(standing(loan, state, '2023-10-11').balances.overdue).toBe(vnd(20_000_000))
	})

	it('of a loan signed from 01/03/2026 on is overdue the day after (CV 597/NHCS-TDNN)', () => {
		const { loan } = loanFrom(given('overdue'))
		const state = after(loan, ['disbursed', '2022-10-10', 20_000_000])
		expect(standing(loan, state, '2023-04-10').balances.overdue).toBe(0n)
		expect(standing(loan, state, '2023-04-11').balances.overdue).toBe(vnd(10_000_000))
		expect(standing(loan, state, '2023-04-11').arrears).toMatchObject({ principal: vnd(10_000_000) })
	})
})

describe('a frozen debt', () => {
	it('bears no interest until it is thawed', () => {
		const { loan } = loanFrom({ ...monthly, principal: '36500000', rates: [{ from: '2022-10-10', yearly: '0.1' }] })
		const frozen = after(loan, ['disbursed', '2022-10-10', 36_500_000], ['frozen', '2022-10-20'])
		expect(standing(loan, frozen, '2022-11-10').balances).toMatchObject({ frozen: vnd(36_500_000), inTerm: 0n, interestDue: vnd(100_000) })
		expect(unpaidInterest(loan.at(frozen, day('2023-05-10')))).toBe(vnd(100_000))
		const thawed = tellOne(loan, frozen, 'thawed', '2023-05-10').state
		expect(standing(loan, thawed, '2023-05-20').balances).toMatchObject({ inTerm: vnd(36_500_000), interestAccrued: vnd(100_000) })
	})

	it('is not overdue by the contract’s own rule either, and bears no overdue interest (a freeze after a flood)', () => {
		const { loan } = loanFrom({
			...monthly,
			principal: '36500000',
			amortization: 'equal-principal',
			overdue: { transfer: 'automatic', factor: '1.5' },
		})
		const frozen = after(loan, ['disbursed', '2022-10-10', 36_500_000], ['frozen', '2022-10-20'])
		const before = unpaidInterest(loan.at(frozen, day('2022-11-10')))
		expect(unpaidInterest(loan.at(frozen, day('2023-12-10')))).toBe(before)
		expect(standing(loan, frozen, '2023-12-10').balances).toMatchObject({ overdue: 0n, inTerm: 0n, frozen: vnd(36_500_000) })
	})

	it('in part leaves the rest bearing interest', () => {
		const { loan } = loanFrom({ ...monthly, principal: '36500000', rates: [{ from: '2022-10-10', yearly: '0.1' }] })
		const frozen = after(loan, ['disbursed', '2022-10-10', 36_500_000], ['frozen', '2022-10-10', 7_300_000])
		expect(standing(loan, frozen, '2022-10-20').balances.interestAccrued).toBe(vnd(80_000))
	})
})

describe('a flat loan', () => {
	const flat: GivenTerms = {
		...monthly,
		principal: '12000000',
		rates: [{ from: '2022-10-10', yearly: '0.12' }],
		interestMethod: 'flat',
		dayCount: 'periodic',
		amortization: 'equal-principal',
		overdue: { transfer: 'automatic', factor: '1.5' },
	}

	it('bears on what was disbursed until its term ends, and then on what is left', () => {
		const { loan } = loanFrom({ ...flat, overdue: { transfer: 'recorded' } })
		const state = after(loan, ['disbursed', '2022-10-10', 12_000_000], ['repaid', '2022-11-10', 120_000 + 9_000_000])
		expect(loan.at(state, day('2023-10-10')).unpaid).toEqual(
			Array.from({ length: 11 }, (_, n) => [n < 1 ? '2022-12-10' : `2023-${String(n).padStart(2, '0')}-10`, vnd(120_000)]).map(
				([on, amount], n) => (n === 10 ? ['2023-10-10', amount] : [on, amount]),
			),
		)
		expect(loan.at(state, day('2023-11-10')).unpaid.at(-1)).toEqual(['2023-11-10', vnd(30_000)])
	})

	it('adds to its rate only what overdue principal bears beyond it', () => {
		const { loan } = loanFrom(flat)
		const state = after(loan, ['disbursed', '2022-10-10', 12_000_000])
		// In the second month 1.000.000 is late: 120.000 and half of 10.000 more.
		expect(loan.at(state, day('2022-12-10')).unpaid.at(-1)).toEqual(['2022-12-10', vnd(125_000)])
		const agreed = loanFrom({ ...flat, overdue: { transfer: 'automatic', yearly: '0.24' } }).loan
		expect(agreed.at(after(agreed, ['disbursed', '2022-10-10', 12_000_000]), day('2022-12-10')).unpaid.at(-1)).toEqual([
			'2022-12-10',
			vnd(130_000),
		])
	})

	it('that is frozen in part bears on what is neither frozen nor late, and the full overdue rate on what is late', () => {
		const { loan } = loanFrom(flat)
		const state = after(loan, ['disbursed', '2022-10-10', 12_000_000], ['frozen', '2022-11-10', 500_000])
		// Of the 1.000.000 late the freeze takes 500.000 first: 11.000.000 × 1 % and 500.000 × 1,5 %.
		expect(loan.at(state, day('2022-12-10')).unpaid.at(-1)).toEqual(['2022-12-10', vnd(110_000 + 7_500)])
	})
})

describe('days that pass', () => {
	it('interest goes on falling due on its cycle after the maturity, for as long as anything is owed', () => {
		const { loan } = loanFrom({
			...monthly,
			principal: '36500000',
			rates: [{ from: '2022-10-10', yearly: '0.1' }],
			instalments: { count: 2, every: 1, period: 'month' },
		})
		const state = loan.at(after(loan, ['disbursed', '2022-10-10', 36_500_000]), day('2023-02-15'))
		expect(state.unpaid.map(([on]) => on)).toEqual(['2022-11-10', '2022-12-10', '2023-01-10', '2023-02-10'])
		expect(state.billed).toBe(4)
	})

	it('with no principal left the interest days pass all the same, however often somebody looks', () => {
		const { loan } = loanFrom({
			...monthly,
			allocation: { inTerm: ['principal', 'interest'] },
			amortization: 'equal-principal',
			instalments: { count: 1, every: 1, period: 'month' },
			interestEvery: { every: 1, period: 'week' },
		})
		const owing = after(loan, ['disbursed', '2022-10-10', 50_000_000], ['repaid', '2022-11-10', 50_000_000])
		expect(owing.status).toBe('active')
		const once = loan.at(owing, day('2023-03-01'))
		const twice = loan.at(loan.at(loan.at(owing, day('2022-12-01')), day('2022-12-02')), day('2023-03-01'))
		expect(twice).toEqual(once)
		expect(standing(loan, owing, '2023-03-01').balances).toMatchObject({
			outstanding: 0n,
			interestDue: 0n,
			interestCarried: unpaidInterest(owing),
		})
	})

	it('nothing happens on a day that is told already, nor to a loan that is closed', () => {
		const { loan } = loanFrom(monthly)
		const state = after(loan, ['disbursed', '2022-10-10', 50_000_000], ['repaid', '2022-10-20', 1_000_000])
		expect(loan.at(state, day('2022-10-20'))).toBe(state)
		expect(loan.at(state, day('2022-10-01'))).toBe(state)
		const closed = tellOne(loan, state, 'repaid', '2022-10-20', Number(standing(loan, state, '2022-10-20').balances.payOff)).state
		expect(closed.status).toBe('closed')
		expect(loan.at(closed, day('2024-01-01'))).toBe(closed)
	})
})
