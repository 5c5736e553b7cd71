import { describe, expect, it } from 'vitest'
import { noticeOf, reasonFor, transferDue } from '../../src/lending/overdue-transfer.js'
import { after, day, loanFrom, poorHousehold, tellOne, vnd } from './loans.js'

/** Half a year's principal of a poor household: 3.300.000 on 07/05/2023 (20.000.000 in six, down to 100.000). */
const missed = { ...poorHousehold, overdue: { missedInstalment: 'overdue', transfer: 'recorded', factor: '1.3' } }
const lent = ['disbursed', '2022-11-07', 20_000_000] as const

describe('a transfer to overdue', () => {
	const { loan } = loanFrom(missed)
	const state = after(loan, lent)

	it('is proposed on the day after the last one in time, for what was not paid, with the rate on it', () => {
		expect(transferDue(loan, state, day('2023-05-07'))).toBeNull()
		expect(transferDue(loan, state, day('2023-05-08'))).toEqual({
			on: '2023-05-08',
			amount: vnd(3_300_000),
			dueOn: '2023-05-07',
			inTimeUntil: '2023-05-07',
			yearly: '0.0858',
		})
	})

	it('waits for the commune’s transaction day, which is the last in time', () => {
		const { loan: atCommune } = loanFrom({ ...missed, dueDays: 'transaction-day', transactionDay: 12 })
		const then = after(atCommune, lent)
		expect(transferDue(atCommune, then, day('2023-05-12'))).toBeNull()
		expect(transferDue(atCommune, then, day('2023-05-13'))).toMatchObject({ dueOn: '2023-05-07', inTimeUntil: '2023-05-12' })
	})

	it('waits for the end of the term where a missed instalment is carried forward', () => {
		const { loan: carried } = loanFrom({ ...missed, overdue: { missedInstalment: 'carry-forward', transfer: 'recorded' } })
		const then = after(carried, lent)
		expect(transferDue(carried, then, day('2025-11-07'))).toBeNull()
		expect(transferDue(carried, then, day('2025-11-08'))).toMatchObject({ amount: vnd(20_000_000), dueOn: '2025-11-07' })
	})

	it('is of the part that was not paid on time, never of the rest', () => {
		const paid = after(loan, lent, ['repaid', '2023-05-07', 2_000_000])
		const due = 3_300_000n - (20_000_000n - (paid.inTerm + paid.overdue))
		expect(transferDue(loan, paid, day('2023-05-08'))?.amount).toBe(due)
	})

	it('is not proposed for what was moved already, and is again for the next that is missed', () => {
		const moved = after(loan, lent, ['moved-to-overdue', '2023-05-08'])
		expect(transferDue(loan, moved, day('2023-06-01'))).toBeNull()
		expect(transferDue(loan, moved, day('2023-11-08'))).toMatchObject({ amount: vnd(3_300_000), dueOn: '2023-05-07' })
	})

	it('is the very amount that the engine moves where nobody says how much', () => {
		const proposed = transferDue(loan, state, day('2023-05-08'))
		const told = tellOne(loan, state, 'moved-to-overdue', '2023-05-08')
		expect(told.state.overdue).toBe(proposed?.amount)
	})

	it('leaves frozen debt alone: a freeze takes what is late first', () => {
		const frozen = after(loan, lent, ['frozen', '2023-05-08', 3_000_000])
		expect(transferDue(loan, frozen, day('2023-06-01'))?.amount).toBe(vnd(300_000))
		expect(transferDue(loan, after(loan, lent, ['frozen', '2023-05-08', 20_000_000]), day('2023-06-01'))).toBeNull()
	})

	it('is not asked of own funds, where the contract itself makes principal late', () => {
		const { loan: own } = loanFrom({ ...missed, overdue: { missedInstalment: 'overdue', transfer: 'automatic' } })
		expect(transferDue(own, after(own, lent), day('2023-05-08'))).toBeNull()
	})

	it('is not asked of a loan that is not out', () => {
		expect(transferDue(loan, after(loan, ['signed', '2022-11-01']), day('2023-05-08'))).toBeNull()
		expect(transferDue(loan, after(loan, lent, ['written-off', '2023-05-08']), day('2023-06-01'))).toBeNull()
	})

	it('bears the agreed rate, the loan’s own at that day times the factor, or none', () => {
		const rate = (terms: object) => {
			const { loan: one } = loanFrom({ ...missed, ...terms })
			return transferDue(one, after(one, lent), day('2023-05-08'))?.yearly
		}
		expect(rate({ overdue: { ...missed.overdue, yearly: '0.15' } })).toBe('0.15')
		expect(rate({ interestMethod: 'none' })).toBe('0')
		const changed = after(loan, lent, ['rate-changed', '2023-03-01', null, { rate: '0.05' }])
		expect(transferDue(loan, changed, day('2023-05-08'))?.yearly).toBe('0.065')
	})
})

describe('a notice', () => {
	const transfer = {
		on: day('2023-05-13'),
		amount: vnd(3_300_000),
		dueOn: day('2023-05-07'),
		inTimeUntil: day('2023-05-12'),
		yearly: '0.0858',
	}

	it('names the amount in digits and words, the day, and the rate (Circular 39/2016 art. 20)', () => {
		expect(noticeOf({ id: '12', loanCode: 'KV00000007', ...transfer })).toEqual({
			no: 'QH-00000012',
			text: 'Thông báo chuyển nợ quá hạn số QH-00000012: khoản vay KV00000007, số dư nợ gốc bị quá hạn 3.300.000 đồng (Ba triệu ba trăm nghìn đồng chẵn), chuyển quá hạn từ ngày 13/05/2023, lãi suất áp dụng đối với dư nợ gốc bị quá hạn 8,58 %/năm. Gốc đến hạn ngày 07/05/2023, trả đúng hạn chậm nhất ngày 12/05/2023, còn 3.300.000 đồng chưa trả.',
		})
	})

	it('gives the reason in the reader’s language', () => {
		expect(reasonFor(transfer, 'en')).toBe('Principal due on 07/05/2023 and in time until 12/05/2023; 3.300.000 đồng are unpaid')
	})
})
