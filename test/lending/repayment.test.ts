import { describe, expect, it } from 'vitest'
import { domainCase } from '../vectors/domain-cases.js'
import { after, type GivenTerms, loanFrom, refusalOf, refusedWith, standing, tellOne, vnd } from './loans.js'

/** Ten million for two months: 1.000.000 and 9.000.000, at a rate that makes 300.000 of interest a month. */
const given: GivenTerms = {
	principal: '10000000',
	disbursedOn: '2022-01-15',
	rates: [{ from: '2022-01-15', yearly: '0.36' }],
	dayCount: 'periodic',
	instalments: { count: 2, every: 1, period: 'month' },
	instalmentAmount: '1000000',
}

describe('a payment of what is due', () => {
	const inTerm = domainCase<{ due: { goc_den_han: number; lai: number }; paid: number }, { lai: number; goc_den_han: number }>('ALC-02')
	it(inTerm.title, () => {
		const { loan } = loanFrom(given)
		const { state, allocation } = tellOne(
			loan,
			after(loan, ['disbursed', '2022-01-15', 10_000_000]),
			'repaid',
			'2022-02-15',
			inTerm.inputs.paid,
		)
		expect(allocation).toMatchObject({
			interest: vnd(inTerm.rounded.lai),
			principal: vnd(inTerm.rounded.goc_den_han),
			prepaid: 0n,
			credit: 0n,
		})
		expect(state.planned[0]).toEqual(['2022-02-15', vnd(inTerm.inputs.due.goc_den_han - inTerm.rounded.goc_den_han)])
	})

	it('of overdue debt meets principal first (Circular 39/2016 art. 18.4)', () => {
		const { loan } = loanFrom(given)
		const overdue = after(loan, ['disbursed', '2022-01-15', 10_000_000], ['moved-to-overdue', '2022-02-15'])
		expect(tellOne(loan, overdue, 'repaid', '2022-02-15', 900_000).allocation).toMatchObject({
			interest: 0n,
			principal: vnd(900_000),
			fromOverdue: vnd(900_000),
			fromInTerm: 0n,
		})
		expect(tellOne(loan, overdue, 'repaid', '2022-02-15', 1_100_000).allocation).toMatchObject({
			interest: vnd(100_000),
			principal: vnd(1_000_000),
		})
	})

	it('follows the order that the contract names, late interest included', () => {
		const order = (inTermOrder: readonly string[]) => {
			const { loan } = loanFrom({ ...given, allocation: { inTerm: inTermOrder }, overdue: { lateInterestYearly: '0.1' } })
			const waited = after(loan, ['disbursed', '2022-01-15', 10_000_000])
			// 15/2 to 1/3: 300.000 × 14 × 10 % ÷ 365 = 1.150,68.
			const { allocation } = tellOne(loan, waited, 'repaid', '2022-03-01', 300_500)
			return [allocation?.interest, allocation?.lateInterest, allocation?.principal].map(Number)
		}
		expect(order(['interest', 'late-interest', 'principal'])).toEqual([300_000, 500, 0])
		expect(order(['late-interest', 'interest', 'principal'])).toEqual([299_349, 1_151, 0])
		expect(order(['principal'])).toEqual([0, 0, 300_500])
		// A part that is not named comes last.
		expect(order(['late-interest'])).toEqual([299_349, 1_151, 0])
	})

	it('pays the oldest interest first', () => {
		const { loan } = loanFrom(given)
		const { state } = tellOne(loan, after(loan, ['disbursed', '2022-01-15', 10_000_000]), 'repaid', '2022-03-15', 450_000)
		expect(state.unpaid).toEqual([['2022-03-15', vnd(150_000)]])
	})

	it('comes off overdue principal first and off frozen principal last', () => {
		const { loan } = loanFrom({ ...given, rates: [{ from: '2022-01-15', yearly: '0' }] })
		const state = after(
			loan,
			['disbursed', '2022-01-15', 10_000_000],
			['moved-to-overdue', '2022-02-15'],
			['frozen', '2022-02-15', 3_000_000],
			['moved-to-overdue', '2022-02-15', 2_000_000],
		)
		expect([state.overdue, state.inTerm, state.frozen]).toEqual([vnd(2_000_000), vnd(5_000_000), vnd(3_000_000)])
		expect(tellOne(loan, state, 'repaid', '2022-02-16', 9_000_000).allocation).toMatchObject({
			fromOverdue: vnd(2_000_000),
			fromInTerm: vnd(5_000_000),
			fromFrozen: vnd(2_000_000),
		})
	})
})

describe('a payment of more than is due', () => {
	it('takes principal early, and leaves interest that is only growing until its day', () => {
		const { loan } = loanFrom(given)
		const { state, allocation } = tellOne(loan, after(loan, ['disbursed', '2022-01-15', 10_000_000]), 'repaid', '2022-01-30', 4_000_000)
		expect(allocation).toMatchObject({ interest: 0n, principal: vnd(4_000_000), prepaid: vnd(4_000_000) })
		expect(state.planned).toEqual([['2022-03-15', vnd(6_000_000)]])
		// 15 of 31 days on 10.000.000, 16 on 6.000.000: 300.000 × 15 ÷ 31 + 180.000 × 16 ÷ 31 = 238.064,5.
		expect(standing(loan, state, '2022-02-15').balances.interestDue).toBe(vnd(238_065))
	})

	it('with no principal left, takes the interest that has grown, rounded once, and closes', () => {
		const { loan } = loanFrom(given)
		const lent = after(loan, ['disbursed', '2022-01-15', 10_000_000])
		// 300.000 × 15 ÷ 31 = 145.161,29.
		const { state, allocation } = tellOne(loan, lent, 'repaid', '2022-01-30', 10_145_161)
		expect(allocation).toMatchObject({ interest: vnd(145_161), principal: vnd(10_000_000), credit: 0n })
		expect(state.status).toBe('closed')
	})

	it('that reaches for the principal alone leaves the loan open until the day of the interest that has grown', () => {
		const { loan } = loanFrom(given)
		const lent = after(loan, ['disbursed', '2022-01-15', 10_000_000])
		const { state, allocation } = tellOne(loan, lent, 'repaid', '2022-01-30', 10_000_000)
		expect(allocation).toMatchObject({ interest: 0n, principal: vnd(10_000_000) })
		expect(state).toMatchObject({ status: 'active', unpaid: [] })
		expect(standing(loan, state, '2022-02-14').balances).toMatchObject({ interestDue: 0n, interestAccrued: vnd(145_161) })
		expect(standing(loan, state, '2022-02-15').balances).toMatchObject({ interestDue: vnd(145_161), interestAccrued: 0n })
	})

	it('that does not reach for all the interest leaves the rest of it due at once', () => {
		const { loan } = loanFrom({ ...given, interestRounding: { unit: '1000', towards: 'up' } })
		const lent = after(loan, ['disbursed', '2022-01-15', 10_000_000])
		expect(standing(loan, lent, '2022-01-30').balances.payOff).toBe(vnd(10_146_000))
		const { state } = tellOne(loan, lent, 'repaid', '2022-01-30', 10_100_500)
		expect(state).toMatchObject({ status: 'active', unpaid: [['2022-01-30', vnd(45_500)]] })
		// It is rounded once: what is left to pay is what the first answer said less what was paid, on any later day.
		expect(standing(loan, state, '2022-06-30').balances).toMatchObject({ outstanding: 0n, payOff: vnd(45_500) })
		expect(tellOne(loan, state, 'repaid', '2022-06-30', 45_500).state.status).toBe('closed')
	})

	it('beyond the pay-off is refused, saying what is owed', () => {
		const { loan } = loanFrom(given)
		const lent = after(loan, ['disbursed', '2022-01-15', 10_000_000])
		expect(refusalOf(() => tellOne(loan, lent, 'repaid', '2022-01-30', 10_145_162))).toBe('loan.overpayment')
		expect(() => tellOne(loan, lent, 'repaid', '2022-01-30', 10_145_162)).toThrow(
			expect.objectContaining({ details: { owed: '10145161' } }),
		)
	})

	it('beyond the pay-off is held for the member where the product says so', () => {
		const { loan } = loanFrom({ ...given, overpayment: 'hold' })
		const { state, allocation, postings } = tellOne(
			loan,
			after(loan, ['disbursed', '2022-01-15', 10_000_000]),
			'repaid',
			'2022-01-30',
			10_200_000,
		)
		expect(allocation?.credit).toBe(vnd(54_839))
		expect(state).toMatchObject({ status: 'closed', credit: vnd(54_839) })
		expect(postings.at(-1)).toEqual({ debit: '1111', credit: '3388', amount: vnd(54_839) })
	})

	it('with a further tranche still to come closes the loan all the same once nothing is owed', () => {
		const { loan } = loanFrom(given)
		const state = after(loan, ['disbursed', '2022-01-15', 4_000_000], ['repaid', '2022-01-15', 4_000_000])
		expect(state.status).toBe('closed')
		expect(refusalOf(() => tellOne(loan, state, 'disbursed', '2022-01-20', 6_000_000))).toBe('loan.closed')
	})
})

describe('savings that pay a debt in the order of their product (01/TGTV item 5)', () => {
	const { loan } = loanFrom({ ...given, overdue: { lateInterestYearly: '0.1' } })
	const lent = ['disbursed', '2022-01-15', 10_000_000] as const
	const paid = (state: ReturnType<typeof after>, on: string, amount: number, order: readonly string[]) => {
		const { allocation } = tellOne(loan, state, 'savings-offset', on, amount, { order })
		return [allocation?.interest, allocation?.lateInterest, allocation?.fromInTerm, allocation?.fromOverdue].map(Number)
	}
	const all = ['interest', 'due-principal', 'overdue-principal']

	it('meet interest first, late interest with it, though principal is overdue', () => {
		const overdue = after(loan, lent, ['moved-to-overdue', '2022-02-15'])
		expect(paid(overdue, '2022-02-15', 900_000, all)).toEqual([300_000, 0, 0, 600_000])
		expect(paid(overdue, '2022-02-15', 900_000, ['overdue-principal'])).toEqual([0, 0, 0, 900_000])
		// 15/2 to 1/3: 300.000 × 14 × 10 % ÷ 365 = 1.150,68.
		expect(paid(after(loan, lent), '2022-03-01', 301_500, all)).toEqual([300_000, 1_151, 349, 0])
	})

	it('tell what is due from what is overdue', () => {
		const partly = after(loan, lent, ['moved-to-overdue', '2022-02-15', 400_000])
		expect(paid(partly, '2022-02-15', 700_000, ['due-principal', 'overdue-principal'])).toEqual([0, 0, 600_000, 100_000])
		expect(paid(partly, '2022-02-15', 700_000, ['overdue-principal', 'due-principal'])).toEqual([0, 0, 300_000, 400_000])
	})

	it('pay nothing ahead of its day, and nothing that is frozen', () => {
		const refused = (state: ReturnType<typeof after>, amount: number, order: readonly string[] = all) =>
			refusedWith(() => tellOne(loan, state, 'savings-offset', '2022-02-15', amount, { order }))
		const above = (due: string) => ({ code: 'loan.above-due', path: 'amount', due })
		expect(refused(after(loan, lent), 1_300_001)).toEqual(above('1300000'))
		expect(refused(after(loan, lent), 300_001, ['interest'])).toEqual(above('300000'))
		expect(refused(after(loan, lent, ['frozen', '2022-02-15', 700_000]), 1_000_000)).toEqual(above('600000'))
	})
})
