import { describe, expect, it } from 'vitest'
import { sum } from '../../src/kernel/money.js'
import { amountsOf } from '../../src/lending/explained-amounts.js'
import { accountOf } from '../../src/lending/movements.js'
import { day, eventsOf, type GivenTerms, loanFrom, poorHousehold } from './loans.js'

const lent = ['disbursed', '2022-11-07', 20_000_000] as const

function amounts(given: GivenTerms, events: Parameters<typeof eventsOf>[0], to: string, language: 'vi' | 'en' = 'vi') {
	const { loan } = loanFrom(given)
	const told = amountsOf(loan, accountOf(loan, eventsOf(events), day(to)), day(to), language)
	for (const { code, amount, parts } of told) expect([code, sum(parts.map((part) => part.amount))]).toEqual([code, amount])
	return Object.fromEntries(told.map((one) => [one.code, one]))
}

describe('where a balance comes from', () => {
	it('principal: what was lent, less what was repaid', () => {
		const { outstanding, inTerm } = amounts(poorHousehold, [lent, ['repaid', '2023-01-15', 5_000_000]], '2023-02-07')
		expect(outstanding?.text).toBe('Dư nợ gốc = 20.000.000 (giải ngân 07/11/2022) − 4.779.397 (trả nợ 15/01/2023) = 15.220.603 đồng')
		expect(outstanding?.parts.map(({ type, eventId }) => [type, eventId])).toEqual([
			['disbursed', '1'],
			['repaid', '2'],
		])
		expect(inTerm?.text).toBe('Gốc trong hạn = 15.220.603 (dư nợ gốc) = 15.220.603 đồng')
	})

	it('interest: by the day on which it fell due, that of the latest interest day apart from what is carried', () => {
		const told = amounts(poorHousehold, [lent, ['repaid', '2022-12-10', 8_493], ['interest-waived', '2022-12-20', 50_000]], '2023-01-17')
		expect(told['interestDue']?.text).toBe('Lãi đến hạn kỳ gần nhất, chưa trả = 112.110 (lãi đến hạn 07/01/2023) = 112.110 đồng')
		expect(told['interestCarried']?.text).toBe(
			'Lãi tồn các kỳ trước = 108.493 (lãi đến hạn 07/12/2022) − 8.493 (trả nợ 10/12/2022) − 50.000 (miễn lãi 20/12/2022) = 50.000 đồng',
		)
		expect(told['interestAccrued']?.text).toBe(
			'Lãi đang chạy, chưa đến hạn = 36.164 (kỳ lãi chưa đến hạn, tính đến 17/01/2023) = 36.164 đồng',
		)
		expect(told['payOff']?.text).toBe(
			'Số tiền tất toán = 20.000.000 (dư nợ gốc) + 112.110 (lãi đến hạn kỳ gần nhất, chưa trả) + 50.000 (lãi tồn các kỳ trước) + 36.164 (lãi đang chạy, chưa đến hạn) = 20.198.274 đồng',
		)
	})

	it('overdue: by the recorded transfer, or by its own day where the contract says so', () => {
		const once = { ...poorHousehold, principalEvery: { every: 1, period: 'month' } }
		const recorded = amounts(once, [lent, ['moved-to-overdue', '2023-01-10'], ['repaid', '2023-01-15', 300_000]], '2023-01-20')
		expect(recorded['overdue']?.text).toBe(
			'Gốc quá hạn = 1.000.000 (chuyển nợ quá hạn 10/01/2023) − 300.000 (trả nợ 15/01/2023) = 700.000 đồng',
		)
		const itself = amounts({ ...once, overdue: { transfer: 'automatic' } }, [lent], '2023-01-20')
		expect(itself['overdue']?.text).toBe(
			'Gốc quá hạn = 500.000 (kỳ gốc chậm trả, đến hạn 07/12/2022) + 500.000 (kỳ gốc chậm trả, đến hạn 07/01/2023) = 1.000.000 đồng',
		)
		const frozen = amounts({ ...once, overdue: { transfer: 'automatic' } }, [lent, ['frozen', '2023-01-10', 600_000]], '2023-01-20')
		expect(frozen['overdue']?.parts.map(({ type, amount }) => [type, amount])).toEqual([
			['late-instalment', 500_000n],
			['late-instalment', 500_000n],
			['frozen', -600_000n],
		])
	})

	it('late interest: what grew until the day, less what was paid of it', () => {
		const late = { ...poorHousehold, overdue: { lateInterestYearly: '0.1' }, allocation: { inTerm: ['late-interest', 'interest'] } }
		const told = amounts(late, [lent, ['repaid', '2022-12-17', 297]], '2022-12-27')
		expect(told['lateInterest']?.text).toBe(
			'Lãi chậm trả = 594 (lãi chậm trả phát sinh đến 27/12/2022) − 297 (trả nợ 17/12/2022) = 297 đồng',
		)
	})

	it('what is held: what was paid beyond what was owed', () => {
		const told = amounts({ ...poorHousehold, overpayment: 'hold' }, [lent, ['repaid', '2022-11-07', 20_100_000]], '2022-11-08', 'en')
		expect(told['credit']?.text).toBe('Overpayment held for the member = 100.000 (repaid 07/11/2022) = 100.000 đồng')
		expect(told['payOff']?.text).toBe('Pay-off amount = 0 đồng')
	})

	it('what the budget bears: what fell due on it, less what it has paid', () => {
		const supported = { ...poorHousehold, interestSupport: { yearly: '0.02', from: '2022-11-07', to: '2023-12-31' } }
		const told = amounts(supported, [lent, ['support-received', '2022-12-20', 20_000]], '2022-12-31')
		expect(told['interestSupport']?.text).toBe(
			'Lãi ngân sách hỗ trợ, chưa nhận = 32.877 (lãi đến hạn 07/12/2022) − 20.000 (ngân sách trả hỗ trợ lãi suất 20/12/2022) = 12.877 đồng',
		)
	})

	it('nothing before the first disbursement', () => {
		expect(amounts(poorHousehold, [['signed', '2022-11-01']], '2022-11-05')).toEqual({})
	})
})
