import { describe, expect, it } from 'vitest'
import { paymentsOf } from '../../src/lending/explained-payments.js'
import { accountOf } from '../../src/lending/movements.js'
import { day, eventsOf, type GivenTerms, loanFrom, poorHousehold } from './loans.js'

const lent = ['disbursed', '2022-11-07', 20_000_000] as const

function payments(given: GivenTerms, events: Parameters<typeof eventsOf>[0], language: 'vi' | 'en' = 'vi') {
	const { loan } = loanFrom(given)
	return paymentsOf(loan.terms, accountOf(loan, eventsOf(events), day('2030-01-01')).movements, language)
}

describe('what a payment went to, and why', () => {
	it('in term: interest that was due by its days, then early principal', () => {
		const [payment] = payments(poorHousehold, [lent, ['repaid', '2023-01-15', 5_000_000, { receiptNo: 'BL-7' }]])
		expect(payment).toMatchObject({
			eventId: '2',
			on: '2023-01-15',
			receiptNo: 'BL-7',
			order: ['interest', 'principal', 'late-interest'],
			rules: ['allocation-in-term', 'prepayment'],
		})
		expect(payment?.parts.map(({ type, dueOn, amount }) => [type, dueOn, amount])).toEqual([
			['interest', '2022-12-07', 108_493n],
			['interest', '2023-01-07', 112_110n],
			['principal-early', null, 4_779_397n],
		])
		expect(payment?.text).toBe(
			'Trả nợ 15/01/2023: 5.000.000 đồng (biên lai BL-7). Hôm đó không có gốc quá hạn, nên phần đến hạn được thu theo thứ tự lãi, gốc: lãi đến hạn 07/12/2022: 108.493; lãi đến hạn 07/01/2023: 112.110; gốc trả trước hạn, trừ vào các kỳ sắp tới: 4.779.397',
		)
	})

	it('overdue: principal comes first (TT 39/2016 Đ.18.4)', () => {
		const monthly = { ...poorHousehold, principalEvery: { every: 1, period: 'month' }, overdue: { lateInterestYearly: '0.1' } }
		const [payment] = payments(monthly, [lent, ['moved-to-overdue', '2022-12-10'], ['repaid', '2022-12-17', 600_000]], 'en')
		expect(payment?.rules).toEqual(['allocation-overdue'])
		expect(payment?.because).toBe(
			'Principal was overdue on that day, so that what was due is met in the order principal, interest, late interest: principal due: 500.000; interest due 07/12/2022: 100.000',
		)
	})

	it('the last: interest grown since the last interest day is taken when no principal is left, and the rest is held', () => {
		const [payment] = payments({ ...poorHousehold, overpayment: 'hold' }, [lent, ['repaid', '2022-11-17', 20_040_000]])
		expect(payment?.parts.map(({ type, dueOn, amount, text }) => [type, dueOn, amount, text])).toEqual([
			['principal-early', null, 20_000_000n, 'gốc trả trước hạn, trừ vào các kỳ sắp tới'],
			['interest', '2022-11-17', 36_164n, 'lãi chạy đến khi hết gốc 17/11/2022'],
			['credit', null, 3_836n, 'giữ hộ phần trả thừa'],
		])
		expect(payment?.rules).toEqual(['allocation-in-term', 'prepayment', 'overpayment'])
	})

	it('each way of paying early has its words', () => {
		const early = (prepayment: string) =>
			payments({ ...poorHousehold, prepayment }, [lent, ['repaid', '2022-11-17', 1_000_000]], 'en')[0]?.parts[0]?.text
		expect(['from-next', 'from-last', 'reamortize'].map(early)).toEqual([
			'principal paid early, off the next instalments',
			'principal paid early, off the last instalments',
			'principal paid early, the instalments left reckoned anew',
		])
	})

	it('what is recovered after a write-off pays no debt', () => {
		expect(payments(poorHousehold, [lent, ['written-off', '2022-12-17'], ['recovered', '2023-01-17', 1_000_000]])).toEqual([])
	})
})
