import { describe, expect, it } from 'vitest'
import { dong, zero } from '../../src/kernel/money.js'
import { bankOf, day, found, less, ours, paid, rate } from './sides.js'

const loan = ours(1)
const short = less(loan.outstanding, 500_000n)
const more = less(loan.outstanding, -500_000n)

describe('a loan on both sides', () => {
	it('agrees, and so does a rate that is written with another zero', () => {
		expect(found([bankOf(loan, { rate: rate('0.0660') })], [loan])).toEqual([])
	})

	it('differs by a rounding of a few đồng', () => {
		expect(found([bankOf(loan, { interestDue: dong(54_996n) })], [loan])).toMatchObject([
			{ type: 'rounding', outstanding: zero, interest: -4n },
		])
	})

	it('differs in time where our receipt of the last days explains it, and where the bank posted before us', () => {
		expect(found([bankOf(loan, { outstanding: more })], [loan], [paid('1', '2022-10-28', 500_000n)])).toMatchObject([
			{ type: 'timing', outstanding: 500_000n, evidence: [{ kind: 'list-line' }, { kind: 'event', eventId: '3' }], corrections: [] },
		])
		expect(found([bankOf(loan, { outstanding: short })], [loan], [paid('1', '2022-11-02', 500_000n)])).toMatchObject([{ type: 'timing' }])
	})

	it('misses a receipt at the bank where the group’s sheet of weeks ago has it', () => {
		const collected = paid('1', '2022-10-05', 500_000n, { sheet: { id: '9', no: 4 } })
		const [item] = found([bankOf(loan, { outstanding: more })], [loan], [collected])
		expect(item).toMatchObject({ type: 'missing-receipt', evidence: [{}, { kind: 'event' }, { kind: 'sheet', sheetId: '9', no: 4 }] })
		expect(item?.cause.vi).toContain('tổ đã thu theo bảng kê 9')
	})

	it('misses a receipt with us where the bank tells of a repayment that we lack, and proposes to record it', () => {
		const bank = bankOf(loan, { outstanding: short, lastOn: day('2022-10-12'), lastAmount: dong(500_000n) })
		expect(found([bank], [loan], [paid('1', '2022-09-12', 700_000n)])).toMatchObject([
			{ type: 'missing-receipt', corrections: [{ kind: 'repay', loanId: '1', on: '2022-10-12', amount: 500_000n }] },
		])
	})

	it('misses a receipt with us where the difference is one instalment', () => {
		expect(found([bankOf(loan, { outstanding: dong(8_000_000n), interestDue: zero })], [loan])).toMatchObject([
			{ type: 'missing-receipt', corrections: [{ kind: 'repay', on: '2022-10-31', amount: 2_055_000n }] },
		])
	})

	it('is closed at the bank', () => {
		const last = { lastOn: day('2022-10-12'), lastAmount: dong(10_055_000n) }
		expect(found([bankOf(loan, { outstanding: zero, interestDue: zero, ...last })], [loan])).toMatchObject([
			{ type: 'closed-at-bank', outstanding: -10_000_000n, corrections: [{ kind: 'repay', amount: 10_055_000n }] },
		])
		expect(found([bankOf(loan, { outstanding: zero })], [loan])).toMatchObject([{ type: 'closed-at-bank', corrections: [] }])
	})

	it('differs in rate, in interest, in its balance for no reason', () => {
		expect(found([bankOf(loan, { rate: rate('0.054') })], [loan])).toMatchObject([
			{ type: 'rate-differs', outstanding: zero, corrections: [{ kind: 'change-rate', yearly: '0.054' }] },
		])
		expect(found([bankOf(loan, { interestDue: dong(40_000n) })], [loan])).toMatchObject([{ type: 'interest-differs', interest: -15_000n }])
		expect(found([bankOf(loan, { outstanding: dong(9_123_456n), interestDue: dong(55_003n) })], [loan])).toMatchObject([
			{ type: 'balance-differs', outstanding: -876_544n, interest: 0n },
			{ type: 'rounding', outstanding: 0n, interest: 3n },
		])
	})

	it('is another woman’s at the bank', () => {
		expect(found([bankOf(loan, { memberBankCode: 'KH9', memberName: 'Lý Thị Mai' })], [loan])).toMatchObject([{ type: 'wrong-member' }])
		expect(found([bankOf(loan, { memberName: 'Nong Thi 1' })], [loan])).toEqual([])
	})

	it('has a code at the bank that we have not noted, or noted otherwise', () => {
		expect(found([bankOf(loan, { bankLoanCode: '66001' })], [{ ...loan, bankLoanCode: null }])).toMatchObject([
			{ type: 'code-differs', corrections: [{ kind: 'attach-code', code: '66001' }] },
		])
		expect(found([bankOf(loan, { bankLoanCode: '66001' })], [loan])).toMatchObject([{ type: 'code-differs', corrections: [] }])
	})
})

describe('a loan on one side', () => {
	it('is unknown to us, or missing at the bank', () => {
		const other = bankOf(ours(2, { memberName: 'Hà Thị Lan', memberBankCode: 'KH77' }))
		expect(found([other], [loan])).toMatchObject([
			{ type: 'unknown-loan', outstanding: 10_000_000n, interest: 55_000n, ours: null },
			{ type: 'missing-at-bank', outstanding: -10_000_000n, interest: -55_000n, bank: null },
		])
	})
})
