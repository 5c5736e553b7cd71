import { describe, expect, it } from 'vitest'
import { nothingAccrued } from '../../src/kernel/money.js'
import { rateFromText } from '../../src/kernel/rate.js'
import type { LoanChart } from '../../src/lending/accounts.js'
import { scheduleOf } from '../../src/lending/schedule.js'
import { outstandingOf } from '../../src/lending/state.js'
import { domainCase } from '../vectors/domain-cases.js'
import { after, day, eventsOf, type GivenTerms, loanFrom, refusalOf, refusedWith, standing, tellOne, vnd } from './loans.js'

/** Ten million at one per cent a month, a million a month. */
const given: GivenTerms = {
	principal: '10000000',
	disbursedOn: '2022-01-15',
	rates: [{ from: '2022-01-15', yearly: '0.12' }],
	dayCount: 'periodic',
	instalments: { count: 10, every: 1, period: 'month' },
}
const lent = (chart: LoanChart = 'own', more: GivenTerms = {}) => {
	const { loan } = loanFrom({ ...given, ...more }, chart)
	return { loan, state: after(loan, ['disbursed', '2022-01-15', 10_000_000]) }
}

describe('what a loan posts', () => {
	const cycle = domainCase<{ disburse: number; repay_principal: number; interest: number }, unknown>('ACC-01')
	const { disburse, repay_principal, interest } = cycle.inputs

	it(`${cycle.title}: in the book of own funds`, () => {
		const { loan } = loanFrom(given)
		const lending = tellOne(loan, loan.begin, 'disbursed', '2022-01-15', disburse)
		expect(lending.postings).toEqual([{ debit: '12881', credit: '1111', amount: vnd(disburse) }])
		const repaying = tellOne(loan, lending.state, 'repaid', '2022-02-15', repay_principal + interest)
		expect(repaying.postings).toEqual([
			{ debit: '1111', credit: '12881', amount: vnd(repay_principal) },
			{ debit: '1111', credit: '5151', amount: vnd(interest) },
		])
	})

	it('ACC-01: an entrusted loan is told in the bank’s memorandum book, where no đồng passes through the Union', () => {
		const { loan } = loanFrom(given, 'memorandum')
		const lending = tellOne(loan, loan.begin, 'disbursed', '2022-01-15', disburse, { method: 'bank' })
		expect(lending.postings).toEqual([{ debit: '9821', credit: '9820', amount: vnd(disburse) }])
		expect(tellOne(loan, lending.state, 'repaid', '2022-02-15', repay_principal + interest).postings).toEqual([
			{ debit: '9820', credit: '9821', amount: vnd(repay_principal) },
			{ debit: '9824', credit: '9825', amount: vnd(interest) },
		])
	})

	it('goes through the bank account where money went that way', () => {
		const { loan } = loanFrom(given)
		expect(tellOne(loan, loan.begin, 'disbursed', '2022-01-15', disburse, { method: 'bank' }).postings).toEqual([
			{ debit: '12881', credit: '1121', amount: vnd(disburse) },
		])
	})

	it('late interest and overdue principal go to accounts of their own', () => {
		const { loan, state } = lent('own', { overdue: { lateInterestYearly: '0.1' } })
		const overdue = tellOne(loan, state, 'moved-to-overdue', '2022-02-16')
		expect(overdue.postings).toEqual([{ debit: '12882', credit: '12881', amount: vnd(1_000_000) }])
		const { postings } = tellOne(loan, overdue.state, 'repaid', '2022-03-07', 1_100_548)
		// 100.000 × 20 × 10 % ÷ 365 = 547,9.
		expect(postings).toEqual([
			{ debit: '1111', credit: '12882', amount: vnd(1_000_000) },
			{ debit: '1111', credit: '5151', amount: vnd(100_000) },
			{ debit: '1111', credit: '5152', amount: vnd(548) },
		])
	})

	it('a freeze and a thaw move principal between its accounts', () => {
		const { loan, state } = lent()
		const overdue = tellOne(loan, state, 'moved-to-overdue', '2022-02-16').state
		const frozen = tellOne(loan, overdue, 'frozen', '2022-02-20', null, { decisionNo: '12/QĐ' })
		expect(frozen.postings).toEqual([
			{ debit: '12883', credit: '12882', amount: vnd(1_000_000) },
			{ debit: '12883', credit: '12881', amount: vnd(9_000_000) },
		])
		expect(tellOne(loan, frozen.state, 'thawed', '2022-06-20').postings).toEqual([
			{ debit: '12882', credit: '12883', amount: vnd(1_000_000) },
			{ debit: '12881', credit: '12883', amount: vnd(9_000_000) },
		])
	})

	it('a write-off is a loss of every kind of principal, and what comes back later is income', () => {
		const { loan, state } = lent()
		const before = [
			['moved-to-overdue', '2022-02-16'],
			['frozen', '2022-02-16', 400_000],
		] as const
		const parts = before.reduce((told, [type, on, amount]) => tellOne(loan, told, type, on, amount ?? null).state, state)
		const off = tellOne(loan, parts, 'written-off', '2023-05-01', 10_000_000)
		expect(off.postings).toEqual([
			{ debit: '6422', credit: '12881', amount: vnd(9_000_000) },
			{ debit: '6422', credit: '12882', amount: vnd(600_000) },
			{ debit: '6422', credit: '12883', amount: vnd(400_000) },
			{ debit: '0041', credit: '0049', amount: vnd(10_000_000) },
		])
		expect(off.state).toMatchObject({
			status: 'written-off',
			inTerm: 0n,
			overdue: 0n,
			overdueSince: null,
			frozen: 0n,
			frozenOverdue: 0n,
			writtenOff: vnd(10_000_000),
			planned: [],
			accrued: nothingAccrued,
		})
		const back = tellOne(loan, off.state, 'recovered', '2023-08-01', 700_000)
		expect(back.postings).toEqual([
			{ debit: '1111', credit: '711', amount: vnd(700_000) },
			{ debit: '0049', credit: '0041', amount: vnd(700_000) },
		])
		expect(back.state).toMatchObject({ status: 'written-off', writtenOff: vnd(10_000_000), recovered: vnd(700_000) })
	})

	it('a waiver posts nothing: interest is income only when it is paid', () => {
		const { loan, state } = lent()
		const told = tellOne(loan, state, 'interest-waived', '2022-02-16', 60_000)
		expect(told.postings).toEqual([])
		expect(standing(loan, told.state, '2022-02-16').balances.interestDue).toBe(vnd(40_000))
	})

	it('what is paid out of savings takes nothing from the cash (ACC-01, form 01/TGTV item 5)', () => {
		const { loan, state } = lent()
		expect(tellOne(loan, state, 'savings-offset', '2022-02-16', 600_000).postings).toEqual([
			{ debit: '3389', credit: '12881', amount: vnd(500_000) },
			{ debit: '3389', credit: '5151', amount: vnd(100_000) },
		])
	})

	it('a waiver reaches late interest when no other is left', () => {
		const { loan } = loanFrom({ ...given, overdue: { lateInterestYearly: '0.1' } })
		const state = after(loan, ['disbursed', '2022-01-15', 10_000_000])
		const late = standing(loan, state, '2022-06-15').balances.lateInterest
		const owed = loan.at(state, day('2022-06-15')).unpaid.reduce((sum, [, amount]) => sum + amount, 0n)
		const told = tellOne(loan, state, 'interest-waived', '2022-06-15', owed + late).state
		expect(standing(loan, told, '2022-06-15').balances).toMatchObject({ interestDue: 0n, interestCarried: 0n, lateInterest: 0n })
		expect(refusalOf(() => tellOne(loan, state, 'interest-waived', '2022-06-15', owed + late + 1n))).toBe('loan.nothing-to-waive')
	})

	it('a fee at the pay-out is income, and makes the true yearly rate more than the rate', () => {
		const { loan, disbursedOn } = loanFrom({ ...given, upfrontFee: '200000' })
		const paidOut = eventsOf([
			['disbursed', '2022-01-15', 4_000_000],
			['disbursed', '2022-01-20', 6_000_000],
		])
		const [first, second] = paidOut.map((event, index) =>
			loan.tellLoan(index === 0 ? loan.begin : after(loan, ['disbursed', '2022-01-15', 4_000_000]), event),
		)
		expect(first?.postings).toContainEqual({ debit: '1111', credit: '5113', amount: vnd(200_000) })
		expect(second?.postings).toEqual([{ debit: '12881', credit: '1111', amount: vnd(6_000_000) }])
		const without = scheduleOf(loanFrom(given).loan, eventsOf([['disbursed', '2022-01-15', 10_000_000]]), disbursedOn).trueYearlyRate
		const withFee = scheduleOf(loan, eventsOf([['disbursed', '2022-01-15', 10_000_000]]), disbursedOn).trueYearlyRate
		expect(Number(withFee)).toBeGreaterThan(Number(without))
	})

	it('a change of the rate and a signing post nothing', () => {
		const { loan, state } = lent()
		expect(tellOne(loan, state, 'rate-changed', '2022-02-16', null, { rate: '0.1' }).postings).toEqual([])
		expect(tellOne(loan, loan.begin, 'signed', '2022-01-10').postings).toEqual([])
	})
})

describe('giving up a loan that was signed', () => {
	const { loan } = loanFrom(given)
	const signed = after(loan, ['signed', '2022-01-10'])

	it('closes it while nothing was paid out, posts nothing, and shows what it would have been', () => {
		const { state, postings } = tellOne(loan, signed, 'cancelled', '2022-01-12', null, { reason: 'bà con không vay nữa' })
		expect([state.status, postings, outstandingOf(state)]).toEqual(['closed', [], 0n])
		const { rows, told } = scheduleOf(
			loan,
			eventsOf([
				['signed', '2022-01-10'],
				['cancelled', '2022-01-12'],
			]),
			day('2022-01-15'),
		)
		expect([rows.length, rows.at(-1)?.balanceAfter, told?.status]).toEqual([10, 0n, 'active'])
		expect(refusalOf(() => tellOne(loan, state, 'disbursed', '2022-01-15', 10_000_000))).toBe('loan.closed')
		expect(refusalOf(() => tellOne(loan, state, 'cancelled', '2022-01-15'))).toBe('loan.closed')
	})

	it('is refused once some of it was paid out, naming the day, and before it was signed', () => {
		const paidOut = tellOne(loan, signed, 'disbursed', '2022-01-15', 1_000_000).state
		expect(refusedWith(() => tellOne(loan, paidOut, 'cancelled', '2022-01-16'))).toEqual({
			code: 'loan.paid-out',
			path: 'on',
			on: '15/01/2022',
		})
		expect(refusalOf(() => tellOne(loan, signed, 'cancelled', '2022-01-09'))).toBe('loan.before-signing')
	})
})

describe('waiving interest', () => {
	it('of a loan whose principal is paid closes it', () => {
		const { loan, state } = lent('own', { allocation: { inTerm: ['principal', 'interest'] } })
		const paid = tellOne(loan, state, 'repaid', '2022-11-15', 10_000_000).state
		expect(paid.status).toBe('active')
		const owed = Number(standing(loan, paid, '2022-11-15').balances.payOff)
		expect(tellOne(loan, paid, 'interest-waived', '2022-11-15', owed).state).toMatchObject({ status: 'closed', unpaid: [] })
		expect(tellOne(loan, paid, 'interest-waived', '2022-11-15', owed - 1).state.status).toBe('active')
	})

	it('leaves the loan open while interest on late interest is still owed', () => {
		const { loan, state } = lent('own', { allocation: { inTerm: ['principal', 'interest'] }, overdue: { lateInterestYearly: '0.1' } })
		const paid = tellOne(loan, state, 'repaid', '2022-11-15', 10_000_000).state
		const due = Number(paid.unpaid.reduce((sum, [, amount]) => sum + amount, 0n))
		const waived = tellOne(loan, paid, 'interest-waived', '2022-11-15', due).state
		expect(waived.status).toBe('active')
		const { payOff, lateInterest } = standing(loan, waived, '2022-11-15').balances
		expect(payOff).toBe(lateInterest)
		expect(tellOne(loan, waived, 'repaid', '2022-11-15', Number(payOff)).state.status).toBe('closed')
	})
})

describe('a change of the rate', () => {
	const yearly = (on: string, rate: string) => ({ from: day(on), yearly: rateFromText(rate) })

	it('takes the place of one that was said for its day or a later one', () => {
		const { loan, state } = lent()
		const changed = after(
			loan,
			['disbursed', '2022-01-15', 10_000_000],
			['rate-changed', '2022-02-01', null, { rate: '0.1' }],
			['rate-changed', '2022-03-01', null, { rate: '0.09' }],
			['rate-changed', '2022-03-01', null, { rate: '0.08' }],
		)
		expect(changed.rateChanges).toEqual([yearly('2022-02-01', '0.1'), yearly('2022-03-01', '0.08')])
		expect(changed.planned).toEqual(state.planned)
	})

	it('before the loan is paid out, or after it is written off, plans nothing', () => {
		const { loan, state } = lent('own', { amortization: 'equal-instalment' })
		const early = after(loan, ['signed', '2022-01-10'], ['rate-changed', '2022-01-12', null, { rate: '0.1' }])
		expect(early).toMatchObject({ planned: [], rateChanges: [yearly('2022-01-12', '0.1')] })
		const off = tellOne(loan, state, 'written-off', '2022-03-01').state
		expect(tellOne(loan, off, 'rate-changed', '2022-03-02', null, { rate: '0.1' }).state.planned).toEqual([])
	})

	it('reckons equal instalments anew over what is still to come, and leaves what fell due as it is', () => {
		const { loan, state } = lent('own', { amortization: 'equal-instalment', instalments: { count: 3, every: 1, period: 'month' } })
		// PMT(1 %, 3, 10.000.000) = 3.400.221, 100.000 of it interest; then 6.699.779 in two at 0,5 %: 3.375.035 less 33.499.
		expect(state.planned[0]).toEqual(['2022-02-15', vnd(3_300_221)])
		const changed = tellOne(loan, state, 'rate-changed', '2022-02-15', null, { rate: '0.06' }).state
		expect(changed.planned).toEqual([
			['2022-02-15', vnd(3_300_221)],
			['2022-03-15', vnd(3_375_035 - 33_499)],
			['2022-04-15', vnd(6_699_779 - 3_341_536)],
		])
	})
})

describe('overdue principal', () => {
	it('is counted from the day of its first transfer until there is none', () => {
		const { loan, state } = lent()
		const first = tellOne(loan, state, 'moved-to-overdue', '2022-02-16').state
		expect(first.overdueSince).toBe('2022-02-16')
		const second = tellOne(loan, first, 'moved-to-overdue', '2022-03-16').state
		expect(second).toMatchObject({ overdue: vnd(2_000_000), overdueSince: '2022-02-16' })
		const paid = tellOne(loan, second, 'repaid', '2022-03-20', 2_000_000).state
		expect(paid).toMatchObject({ overdue: 0n, overdueSince: null })
		expect(tellOne(loan, paid, 'moved-to-overdue', '2022-04-16').state.overdueSince).toBe('2022-04-16')
	})
})

describe('interest that the budget bears', () => {
	it('falls due on the budget, is received in parts, and never beyond what is owed', () => {
		const { loan, state } = lent('own', { interestSupport: { yearly: '0.02', from: '2022-01-01', to: '2022-12-31' } })
		// 10.000.000 × 2 % ÷ 12 of the month’s 100.000.
		const month = loan.at(state, day('2022-02-15'))
		expect(month).toMatchObject({ supportOwed: vnd(16_667), unpaid: [['2022-02-15', vnd(83_333)]] })
		const part = tellOne(loan, state, 'support-received', '2022-02-15', 10_000, { method: 'bank' })
		expect(part.postings).toEqual([{ debit: '1121', credit: '5153', amount: vnd(10_000) }])
		expect(part.state.supportOwed).toBe(vnd(6_667))
		expect(refusedWith(() => tellOne(loan, part.state, 'support-received', '2022-02-15', 6_668))).toEqual({
			code: 'loan.above-balance',
			path: 'amount',
			balance: '6667',
		})
		expect(tellOne(loan, part.state, 'support-received', '2022-02-15', 6_667).state.supportOwed).toBe(0n)
	})
})

describe('tranches', () => {
	it('are counted from the first, and what was planned before stays as it was agreed', () => {
		const { loan } = loanFrom(given)
		const state = after(loan, ['disbursed', '2022-01-15', 5_000_000], ['disbursed', '2022-03-01', 5_000_000])
		expect(state.anchor).toBe('2022-01-15')
		expect(state.planned.slice(0, 3)).toEqual([
			['2022-02-15', vnd(500_000)],
			['2022-03-15', vnd(500_000 + 555_556)],
			['2022-04-15', vnd(500_000 + 555_556)],
		])
		expect(loan.dues(state)[0]).toEqual({ dueOn: '2022-02-15', lateAfter: '2022-02-15', amount: vnd(500_000) })
	})
})

describe('what a loan refuses', () => {
	const { loan, state } = lent()
	const frozen = tellOne(loan, state, 'frozen', '2022-02-01').state
	const writtenOff = tellOne(loan, state, 'written-off', '2022-03-01').state
	const closed = tellOne(loan, state, 'repaid', '2022-01-15', 10_000_000).state
	const signed = after(loan, ['signed', '2022-01-10'])

	it.each([
		[
			'a repayment before anything was disbursed',
			'loan.not-disbursed',
			() => tellOne(loan, signed, 'repaid', '2022-01-12', 1_000),
			{ path: 'on' },
		],
		['a freeze before anything was disbursed', 'loan.not-disbursed', () => tellOne(loan, signed, 'frozen', '2022-01-12'), { path: 'on' }],
		[
			'a day before the signing',
			'loan.before-signing',
			() => tellOne(loan, signed, 'disbursed', '2022-01-09', 10_000_000),
			{ path: 'on', on: '2022-01-10' },
		],
		[
			'more than the principal that was agreed',
			'loan.over-disbursed',
			() => tellOne(loan, state, 'disbursed', '2022-02-01', 1),
			{ path: 'amount', left: '0' },
		],
		[
			'a tranche on the maturity',
			'loan.after-maturity',
			() => tellOne(loan, after(loan, ['disbursed', '2022-01-15', 5_000_000]), 'disbursed', '2022-11-15', 1_000),
			{ path: 'on', on: '2022-11-15' },
		],
		['a tranche of a closed loan', 'loan.closed', () => tellOne(loan, closed, 'disbursed', '2022-02-01', 1_000), { path: 'on' }],
		['a repayment of a closed loan', 'loan.closed', () => tellOne(loan, closed, 'repaid', '2022-02-01', 1_000), { path: 'on' }],
		[
			'a change of rate of a closed loan',
			'loan.closed',
			() => tellOne(loan, closed, 'rate-changed', '2022-02-01', null, { rate: '0.1' }),
			{ path: 'on' },
		],
		['a freeze of a written-off loan', 'loan.written-off', () => tellOne(loan, writtenOff, 'frozen', '2022-03-02'), { path: 'on' }],
		[
			'a tranche of a written-off loan',
			'loan.written-off',
			() => tellOne(loan, writtenOff, 'disbursed', '2022-03-02', 1_000),
			{ path: 'on' },
		],
		[
			'more than is owed',
			'loan.overpayment',
			() => tellOne(loan, state, 'repaid', '2022-02-15', 10_100_001),
			{ path: 'amount', owed: '10100000' },
		],
		[
			'a transfer to overdue of nothing that is due',
			'loan.nothing-overdue',
			() => tellOne(loan, state, 'moved-to-overdue', '2022-02-14'),
			{ path: 'on' },
		],
		[
			'a second transfer on the day on which all that is due was transferred',
			'loan.nothing-overdue',
			() => tellOne(loan, tellOne(loan, state, 'moved-to-overdue', '2022-02-15').state, 'moved-to-overdue', '2022-02-15'),
			{ path: 'on' },
		],
		[
			'a transfer of more than is in term',
			'loan.above-balance',
			() => tellOne(loan, state, 'moved-to-overdue', '2022-02-15', 10_000_001),
			{ path: 'amount', balance: '10000000' },
		],
		[
			'a freeze of more than there is',
			'loan.above-balance',
			() => tellOne(loan, state, 'frozen', '2022-02-15', 10_000_001),
			{ path: 'amount', balance: '10000000' },
		],
		[
			'a write-off of another amount than all of it',
			'loan.above-balance',
			() => tellOne(loan, state, 'written-off', '2022-02-15', 9_999_999),
			{ path: 'amount', balance: '10000000' },
		],
		['a thaw of what is not frozen', 'loan.not-frozen', () => tellOne(loan, state, 'thawed', '2022-02-15'), {}],
		[
			'a second thaw',
			'loan.not-frozen',
			() => tellOne(loan, tellOne(loan, frozen, 'thawed', '2022-03-01').state, 'thawed', '2022-03-01'),
			{},
		],
		['a recovery of what was not written off', 'loan.not-written-off', () => tellOne(loan, state, 'recovered', '2022-02-15', 1_000), {}],
		[
			'a recovery of more than was written off',
			'loan.above-balance',
			() => tellOne(loan, writtenOff, 'recovered', '2022-03-02', 10_000_001),
			{ path: 'amount', balance: '10000000' },
		],
		[
			'a recovery of more than is left after an earlier one',
			'loan.above-balance',
			() => tellOne(loan, tellOne(loan, writtenOff, 'recovered', '2022-03-02', 4_000_000).state, 'recovered', '2022-03-03', 6_000_001),
			{ path: 'amount', balance: '6000000' },
		],
		[
			'a waiver of more interest than is due',
			'loan.nothing-to-waive',
			() => tellOne(loan, state, 'interest-waived', '2022-02-15', 100_001),
			{ path: 'amount', interest: '100000' },
		],
		[
			'support that no budget owes',
			'loan.above-balance',
			() => tellOne(loan, state, 'support-received', '2022-02-15', 1),
			{ path: 'amount', balance: '0' },
		],
	])('%s (%s)', (_, code, work, says) => {
		expect(refusedWith(work)).toEqual({ code, path: null, ...says })
	})

	it('takes all there is to the last đồng', () => {
		const half = after(loan, ['disbursed', '2022-01-15', 4_000_000])
		expect(refusalOf(() => tellOne(loan, half, 'disbursed', '2022-11-14', 6_000_000))).toBeNull()
		expect(refusalOf(() => tellOne(loan, signed, 'disbursed', '2022-01-10', 10_000_000))).toBeNull()
		expect(tellOne(loan, state, 'moved-to-overdue', '2022-02-15', 10_000_000).state).toMatchObject({ inTerm: 0n, overdue: vnd(10_000_000) })
		expect(tellOne(loan, writtenOff, 'recovered', '2022-03-02', 10_000_000).state.recovered).toBe(vnd(10_000_000))
		expect(tellOne(loan, state, 'interest-waived', '2022-02-15', 100_000).state.unpaid).toEqual([])
	})

	it('says how much is left to disburse and how much interest could be waived', () => {
		expect(() => tellOne(loan, after(loan, ['disbursed', '2022-01-15', 4_000_000]), 'disbursed', '2022-02-01', 7_000_000)).toThrow(
			expect.objectContaining({ code: 'loan.over-disbursed', details: { left: '6000000' } }),
		)
		expect(() => tellOne(loan, state, 'interest-waived', '2022-02-15', 100_001)).toThrow(
			expect.objectContaining({ details: { interest: '100000' } }),
		)
	})
})

describe('what is expected of a loan', () => {
	it('is its unpaid principal by the day it falls due, and the day after which that is late', () => {
		const { loan, state } = lent('own', { overdue: { missedInstalment: 'carry-forward' } })
		const dues = loan.dues(tellOne(loan, state, 'repaid', '2022-02-15', 400_000).state)
		expect(dues[0]).toEqual({ dueOn: '2022-02-15', lateAfter: '2022-11-15', amount: vnd(700_000) })
		expect(dues).toHaveLength(10)
		expect(loan.dues(loan.begin)).toEqual([])
	})

	it('a state is told to the beginning of the day and no further', () => {
		const { loan, state } = lent()
		expect(loan.at(state, day('2022-02-15')).day).toBe('2022-02-15')
		expect(loan.at(loan.begin, day('2022-02-15'))).toBe(loan.begin)
		expect(eventsOf([['disbursed', '2022-01-15', 1]])[0]?.seq).toBe(1)
	})
})
