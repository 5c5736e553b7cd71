import { describe, expect, it } from 'vitest'
import { zero } from '../../src/kernel/money.js'
import { statementOf, totalsOf } from '../../src/lending/statement.js'
import { day, eventsOf, type GivenTerms, loanFrom, poorHousehold, vnd } from './loans.js'

const lent = ['disbursed', '2022-11-07', 20_000_000] as const
const paid = ['repaid', '2023-01-15', 5_000_000, { receiptNo: 'BL-7' }] as const

const told = (events: Parameters<typeof eventsOf>[0], from: string | null, to: string, given: GivenTerms = poorHousehold) =>
	statementOf(loanFrom(given).loan, eventsOf(events), { from: from === null ? null : day(from), to: day(to) }, 'vi')

describe('a statement', () => {
	it('reads like a bank’s: what fell due, what was paid, what is left', () => {
		const { lines, totals, closing } = told([lent, paid], null, '2023-02-07')
		expect(
			lines.map(({ on, text, lent: out, interestDue, principal, interest, outstandingAfter, interestUnpaidAfter }) =>
				[on, text, out, interestDue, principal, interest, outstandingAfter, interestUnpaidAfter].map(String),
			),
		).toEqual([
			['2022-11-07', 'Giải ngân', '20000000', '0', '0', '0', '20000000', '0'],
			['2022-12-07', 'Lãi đến hạn', '0', '108493', '0', '0', '20000000', '108493'],
			['2023-01-07', 'Lãi đến hạn', '0', '112110', '0', '0', '20000000', '220603'],
			['2023-01-15', 'Trả nợ', '0', '0', '4779397', '220603', '15220603', '0'],
			['2023-02-07', 'Lãi đến hạn', '0', '92233', '0', '0', '15220603', '92233'],
		])
		expect(totals).toMatchObject({ lent: vnd(20_000_000), interestDue: vnd(312_836), principal: vnd(4_779_397), interest: vnd(220_603) })
		expect(closing).toEqual({ outstanding: vnd(15_220_603), interestUnpaid: vnd(92_233), lateInterest: zero, credit: zero })
		expect(lines[3]).toMatchObject({ eventId: '2', amount: vnd(5_000_000), receiptNo: 'BL-7' })
	})

	it('of a period begins with what stood the evening before', () => {
		const { opening, lines, closing } = told([lent, paid], '2023-01-07', '2023-01-31')
		expect(opening).toEqual({ outstanding: vnd(20_000_000), interestUnpaid: vnd(108_493), lateInterest: zero, credit: zero })
		expect(lines.map(({ type }) => type)).toEqual(['interest-due', 'repaid'])
		expect(closing).toMatchObject({ outstanding: vnd(15_220_603), interestUnpaid: zero })
	})

	it('of days on which nothing happened has no lines and the same figures twice', () => {
		const { opening, lines, totals, closing } = told([lent, paid], '2023-01-20', '2023-01-25')
		expect(lines).toEqual([])
		expect(totals).toEqual(totalsOf([]))
		expect(closing).toEqual(opening)
	})

	it('counts late interest up to the evening before, and what grew since', () => {
		const late = { ...poorHousehold, overdue: { lateInterestYearly: '0.1' } }
		const { opening, lines, closing } = told([lent], '2022-12-18', '2022-12-27', late)
		// 108.493 × 10 % ÷ 365: ten days by the 17th, ten more by the 27th; each time rounded on the whole.
		expect([opening.lateInterest, closing.lateInterest]).toEqual([vnd(297), vnd(594)])
		expect(lines.map(({ type, lateInterestDue }) => [type, lateInterestDue])).toEqual([['late-interest-due', vnd(297)]])
	})

	it('tells waived interest, a debt written off and what was recovered apart from what was paid', () => {
		const { lines, totals, closing, status } = told(
			[
				lent,
				['interest-waived', '2022-12-10', 8_493],
				['written-off', '2022-12-17', null, { decisionNo: '9/QĐ' }],
				['recovered', '2023-01-10', 1_000_000],
			],
			null,
			'2023-02-01',
		)
		expect(
			lines
				.slice(2)
				.map(({ type, forgiven, writtenOff, principal, amount, decisionNo }) => [
					type,
					forgiven,
					writtenOff,
					principal,
					amount,
					decisionNo,
				]),
		).toEqual([
			['interest-waived', vnd(8_493), zero, zero, vnd(8_493), null],
			['written-off', zero, vnd(20_000_000), zero, null, '9/QĐ'],
			['recovered', zero, zero, zero, vnd(1_000_000), null],
		])
		expect(totals).toMatchObject({ forgiven: vnd(8_493), writtenOff: vnd(20_000_000), principal: zero })
		expect([status, closing.outstanding, closing.interestUnpaid]).toEqual(['written-off', zero, vnd(100_000)])
	})

	it('keeps what was paid beyond what was owed in a column of its own', () => {
		const { totals, closing } = told([lent, ['repaid', '2022-11-07', 20_100_000]], null, '2022-11-08', {
			...poorHousehold,
			overpayment: 'hold',
		})
		expect([totals.principal, totals.credit, closing.credit]).toEqual([vnd(20_000_000), vnd(100_000), vnd(100_000)])
	})

	it('shows beside the interest due what the budget bears of it, which is no part of what is owed', () => {
		const supported = { ...poorHousehold, interestSupport: { yearly: '0.02', from: '2022-11-07', to: '2023-12-31' } }
		const { lines, totals, closing } = told([lent, ['support-received', '2022-12-20', 32_877]], null, '2022-12-31', supported)
		expect(lines.map(({ type, interestDue, supported: borne }) => [type, interestDue, borne])).toEqual([
			['disbursed', zero, zero],
			['interest-due', vnd(75_616), vnd(32_877)],
			['support-received', zero, zero],
		])
		expect([totals.supported, closing.interestUnpaid]).toEqual([vnd(32_877), vnd(75_616)])
	})

	it('leaves out what was undone', () => {
		const [first, second] = eventsOf([lent, paid])
		if (first === undefined || second === undefined) throw new Error('two events')
		const undone = { ...second, seq: 3, type: 'reversed', reverses: 2 } as const
		const { lines } = statementOf(loanFrom(poorHousehold).loan, [first, second, undone], { from: null, to: day('2023-01-20') }, 'vi')
		expect(lines.map(({ type }) => type)).toEqual(['disbursed', 'interest-due', 'interest-due'])
	})
})
