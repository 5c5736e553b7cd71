import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/kernel/calendar-date.js'
import { dayFromVietnamese, domainCase } from '../vectors/domain-cases.js'
import { after, daysOff, type GivenTerms, loanFrom, standing, tellOne, vnd } from './loans.js'

const given: GivenTerms = {
	principal: '12000000',
	disbursedOn: '2022-10-31',
	rates: [{ from: '2022-10-31', yearly: '0.12' }],
	dayCount: 'periodic',
	instalments: { count: 12, every: 1, period: 'month' },
	overdue: { transfer: 'automatic' },
}
const nothing = { daysPastDue: 0, principal: 0n, interest: 0n }

describe('how a loan stands', () => {
	it('that is signed and not paid out owes nothing', () => {
		const { loan } = loanFrom(given)
		const { status, balances, arrears, nextDue, debtGroup } = standing(loan, after(loan, ['signed', '2022-10-20']), '2022-12-01')
		expect({ status, arrears, nextDue, debtGroup }).toEqual({ status: 'signed', arrears: nothing, nextDue: null, debtGroup: 1 })
		expect(Object.values(balances)).toEqual(Array(11).fill(0n))
	})

	it('is past due from the day after the due day on (BLDS 2015 art. 147)', () => {
		const { loan } = loanFrom(given)
		const state = after(loan, ['disbursed', '2022-10-31', 12_000_000])
		expect(standing(loan, state, '2022-11-30').arrears).toEqual(nothing)
		expect(standing(loan, state, '2022-12-01').arrears).toEqual({ daysPastDue: 1, principal: vnd(1_000_000), interest: vnd(120_000) })
		expect(standing(loan, state, '2023-01-01').arrears).toMatchObject({ daysPastDue: 32, principal: vnd(2_000_000) })
	})

	it('is past due for interest alone where only that is late', () => {
		const { loan } = loanFrom({ ...given, amortization: 'bullet' })
		const state = after(loan, ['disbursed', '2022-10-31', 12_000_000])
		expect(standing(loan, state, '2022-12-10').arrears).toEqual({ daysPastDue: 10, principal: 0n, interest: vnd(120_000) })
	})

	const notices = daysOff(['2023-01-02', '2026-08-31', '2026-11-24'], ['2026-08-22'])
	const due = ['DAT-01', 'DAT-03', 'DAT-04'].map((id) => domainCase<{ due: string }, string>(id))
	it.each(due)('$title: may be paid until then, and is late the day after', ({ inputs, rounded }) => {
		const [maturityOn, inTime] = [dayFromVietnamese(inputs.due), dayFromVietnamese(rounded)]
		const { loan } = loanFrom({ ...given, amortization: 'bullet', maturityOn, dueDays: 'next-working-day' }, 'own', notices)
		const lent = after(loan, ['disbursed', '2022-10-31', 12_000_000])
		const { payOff } = standing(loan, lent, maturityOn).balances
		const state = after(loan, ['disbursed', '2022-10-31', 12_000_000], ['repaid', maturityOn, payOff - 1_000_000n])
		expect(standing(loan, state, inTime).arrears).toEqual(nothing)
		expect(standing(loan, state, addDays(inTime, 1)).arrears).toMatchObject({ daysPastDue: 1, principal: vnd(1_000_000) })
	})

	it('owes what closes it, and nothing once it is closed', () => {
		const { loan } = loanFrom(given)
		const state = after(loan, ['disbursed', '2022-10-31', 12_000_000])
		// One month's 120.000 due and 15 of December's 31 days: 110.000 on what is in term and 13.000 on the late million.
		const { payOff, interestAccrued } = standing(loan, state, '2022-12-15').balances
		expect(interestAccrued).toBe(vnd(59_516))
		expect(payOff).toBe(vnd(12_000_000 + 120_000 + 59_516))
		const closed = tellOne(loan, state, 'repaid', '2022-12-15', Number(payOff)).state
		expect(standing(loan, closed, '2022-12-15')).toMatchObject({
			status: 'closed',
			arrears: nothing,
			nextDue: null,
			balances: { payOff: 0n, outstanding: 0n },
		})
	})

	it('written off owes nothing and is past due no more', () => {
		const { loan } = loanFrom(given)
		const state = after(loan, ['disbursed', '2022-10-31', 12_000_000], ['written-off', '2023-06-01'])
		expect(standing(loan, state, '2023-07-01')).toMatchObject({
			status: 'written-off',
			arrears: nothing,
			balances: { outstanding: 0n, payOff: 0n, lateInterest: 0n },
		})
	})
})

describe('the debt group of a loan', () => {
	const { loan } = loanFrom({ ...given, classification: 'bank' })
	const state = after(loan, ['disbursed', '2022-10-31', 12_000_000])

	it('goes by its days past due and by its restructurings, and says which', () => {
		expect(standing(loan, state, '2023-01-01')).toMatchObject({ debtGroup: 2, debtGroupReason: { vi: 'Quá hạn 32 ngày' } })
		const restructured = tellOne(loan, state, 'extended', '2022-11-20', null, { months: 6 }).state
		expect(standing(loan, restructured, '2022-11-25')).toMatchObject({ debtGroup: 3, debtGroupReason: { code: 'extended-once' } })
		expect(standing(loan, restructured, '2023-01-01')).toMatchObject({ debtGroup: 4, debtGroupReason: { code: 'extended-once' } })
	})

	it('is the first once nothing is owed, whatever came before, and none at NHCSXH', () => {
		const waived = after(loan, ['disbursed', '2022-10-31', 12_000_000], ['interest-waived', '2022-11-30', 120_000])
		expect(standing(loan, waived, '2022-11-30').debtGroup).toBe(3)
		const closed = tellOne(loan, waived, 'repaid', '2022-11-30', 12_000_000).state
		expect(standing(loan, closed, '2022-12-31')).toMatchObject({ status: 'closed', debtGroup: 1, debtGroupReason: { code: 'in-term' } })
		const policy = loanFrom({ ...given, classification: 'policy' }).loan
		expect(standing(policy, state, '2023-01-01')).toMatchObject({ debtGroup: null, debtGroupReason: null })
	})
})

describe('what falls due next', () => {
	const { loan } = loanFrom(given)
	const state = after(loan, ['disbursed', '2022-10-31', 12_000_000])

	it('is the day itself while it is unpaid, and the next one after it is paid', () => {
		expect(standing(loan, state, '2022-11-30').nextDue).toEqual({ on: '2022-11-30', principal: vnd(1_000_000), interest: vnd(120_000) })
		const paid = tellOne(loan, state, 'repaid', '2022-11-30', 1_120_000).state
		expect(standing(loan, paid, '2022-11-30').nextDue).toEqual({ on: '2022-12-31', principal: vnd(1_000_000), interest: vnd(110_000) })
	})

	it('passes over rows that were prepaid and bear nothing', () => {
		const { loan } = loanFrom({ ...given, interestMethod: 'none' })
		const prepaid = after(loan, ['disbursed', '2022-10-31', 12_000_000], ['repaid', '2022-11-01', 2_500_000])
		expect(standing(loan, prepaid, '2022-11-02').nextDue).toEqual({ on: '2023-01-31', principal: vnd(500_000), interest: 0n })
	})

	it('is nothing after the maturity', () => {
		expect(standing(loan, state, '2023-11-01').nextDue).toBeNull()
	})

	it('whose missed instalment is carried forward is late from the day on which it was moved to overdue all the same', () => {
		const { loan } = loanFrom({ ...given, overdue: { missedInstalment: 'carry-forward', transfer: 'recorded' }, interestMethod: 'none' })
		const state = after(loan, ['disbursed', '2022-10-31', 12_000_000], ['moved-to-overdue', '2022-12-05', 1_000_000])
		expect(standing(loan, state, '2022-12-05').arrears).toEqual({ daysPastDue: 1, principal: vnd(1_000_000), interest: 0n })
		expect(standing(loan, state, '2022-12-14').arrears.daysPastDue).toBe(10)
		const paid = tellOne(loan, state, 'repaid', '2022-12-14', 1_000_000).state
		expect(standing(loan, paid, '2022-12-15').arrears.daysPastDue).toBe(0)
	})
})
