import { describe, expect, it } from 'vitest'
import { addMonths, monthEnd, monthStart } from '../../src/kernel/calendar-date.js'
import { sum } from '../../src/kernel/money.js'
import { type DueInPeriod, dueWithin } from '../../src/lending/due-list.js'
import { scheduleOf } from '../../src/lending/schedule.js'
import { after, day, eventsOf, loanFrom, poorHousehold, vnd } from './loans.js'

/** An own-funds loan of twelve equal monthly instalments. */
const monthly = {
	principal: '12000000',
	disbursedOn: '2022-11-07',
	rates: [{ from: '2022-11-07', yearly: '0.12' }],
	instalments: { count: 12, every: 1, period: 'month' },
	overdue: { transfer: 'automatic' },
}
const nothing = { firstDueOn: null, principal: 0n, interest: 0n, carriedPrincipal: 0n, carriedInterest: 0n, lateInterest: 0n }

describe('the due list of a month', () => {
	const { loan } = loanFrom(monthly)
	const lent = after(loan, ['disbursed', '2022-11-07', 12_000_000])

	it('says what falls due in it, and its first day', () => {
		// 12.000.000 × 30 ÷ 365 × 12 %
		expect(dueWithin(loan, lent, day('2022-12-01'), day('2022-12-31'))).toEqual({
			...nothing,
			firstDueOn: '2022-12-07',
			principal: vnd(1_000_000),
			interest: vnd(118_356),
			outstanding: vnd(12_000_000),
		})
	})

	it('counts both its first and its last day', () => {
		expect(dueWithin(loan, lent, day('2022-12-07'), day('2022-12-07'))).toMatchObject({ principal: vnd(1_000_000), interest: vnd(118_356) })
		expect(dueWithin(loan, lent, day('2022-11-08'), day('2022-12-06'))).toBeNull()
	})

	it('carries what is unpaid from before into it, and counts no đồng twice', () => {
		const due = dueWithin(loan, lent, day('2023-01-01'), day('2023-01-31'))
		expect(due).toMatchObject({
			firstDueOn: '2023-01-07',
			principal: vnd(1_000_000),
			carriedPrincipal: vnd(1_000_000),
			carriedInterest: vnd(118_356),
		})
		const whole = dueWithin(loan, lent, day('2022-12-01'), day('2023-01-31')) as DueInPeriod
		expect([whole.principal, whole.carriedPrincipal, whole.firstDueOn]).toEqual([vnd(2_000_000), 0n, '2022-12-07'])
	})

	it('expects the interest of a loan whose principal of the period is paid on its days', () => {
		const weekly = loanFrom({ ...monthly, instalments: { count: 12, every: 1, period: 'week' } }).loan
		const state = after(weekly, ['disbursed', '2022-11-07', 12_000_000])
		const { rows } = scheduleOf(weekly, eventsOf([['disbursed', '2022-11-07', 12_000_000]]), day('2022-11-07'))
		const expected = rows.filter(({ dueOn }) => dueOn <= '2022-12-05')
		expect(dueWithin(weekly, state, day('2022-11-08'), day('2022-12-05'))).toMatchObject({
			principal: vnd(4_000_000),
			interest: sum(expected.map(({ interest }) => interest)),
		})
	})

	it('month after month sums to the schedule, where everything is paid on its day', () => {
		for (const terms of [monthly, poorHousehold, { ...monthly, amortization: 'equal-instalment' }]) {
			const { loan: one, disbursedOn, terms: agreed } = loanFrom(terms)
			const disbursed = ['disbursed', disbursedOn, agreed.principal] as const
			const { rows, totals } = scheduleOf(one, eventsOf([disbursed]), disbursedOn)
			const paid = rows.map(({ dueOn, total }) => ['repaid', dueOn, total] as const).filter(([, , total]) => total > 0n)
			const lists = Array.from({ length: 37 }, (_, n) => {
				const from = addMonths(monthStart(disbursedOn), n)
				const state = after(one, disbursed, ...paid.filter(([, on]) => on < from))
				return dueWithin(one, state, from > disbursedOn ? from : disbursedOn, monthEnd(from))
			}).filter((list) => list !== null)
			expect(sum(lists.map(({ principal }) => principal))).toBe(totals.principal)
			expect(sum(lists.map(({ interest }) => interest))).toBe(totals.interest)
			expect(lists.filter(({ carriedPrincipal, carriedInterest }) => carriedPrincipal + carriedInterest > 0n)).toEqual([])
		}
	})

	it('goes on with interest after the maturity, and with the principal that is still owed', () => {
		const due = dueWithin(loan, lent, day('2023-12-01'), day('2023-12-31')) as DueInPeriod
		expect([due.principal, due.carriedPrincipal, due.firstDueOn]).toEqual([0n, vnd(12_000_000), '2023-12-07'])
		expect(due.interest).toBeGreaterThan(0n)
	})

	it('asks what is frozen of nobody', () => {
		const frozen = after(loan, ['disbursed', '2022-11-07', 12_000_000], ['frozen', '2022-11-20', 12_000_000])
		expect(dueWithin(loan, frozen, day('2022-12-01'), day('2022-12-31'))).toMatchObject({ principal: 0n, carriedPrincipal: 0n })
		const partly = after(loan, ['disbursed', '2022-11-07', 12_000_000], ['frozen', '2022-11-20', 11_500_000])
		expect(dueWithin(loan, partly, day('2022-12-01'), day('2022-12-31'))).toMatchObject({ principal: vnd(500_000) })
	})

	it('carries what was moved to overdue ahead of its rows, once', () => {
		const { loan: bank } = loanFrom(poorHousehold)
		const called = after(bank, ['disbursed', '2022-11-07', 20_000_000], ['moved-to-overdue', '2023-02-01', 20_000_000])
		expect(dueWithin(bank, called, day('2023-05-01'), day('2023-05-31'))).toMatchObject({
			principal: 0n,
			carriedPrincipal: vnd(20_000_000),
		})
	})

	it('leaves out a loan that is not paid out, and one that is paid off', () => {
		expect(dueWithin(loan, after(loan, ['signed', '2022-11-01']), day('2022-12-01'), day('2022-12-31'))).toBeNull()
		const closed = after(loan, ['disbursed', '2022-11-07', 12_000_000], ['repaid', '2022-11-07', 12_000_000])
		expect(dueWithin(loan, closed, day('2022-12-01'), day('2022-12-31'))).toBeNull()
	})
})
