import { describe, expect, it } from 'vitest'
import { recordedLine, sentenced } from '../../src/collection/brought.js'
import { collectionRefusals } from '../../src/collection/refusals.js'
import { dong } from '../../src/kernel/money.js'
import { Refusal } from '../../src/kernel/refusal.js'

describe('what a phone is told of a line', () => {
	it('is the reason why it was refused, in both languages and about the line alone', () => {
		const refusal = new Refusal('collection.loan-of-another-group', { path: 'lines.7.loans.0.loanId', details: { loanId: '12' } })
		expect(sentenced(refusal, collectionRefusals)).toEqual({
			code: 'collection.loan-of-another-group',
			path: 'loans.0.loanId',
			vi: 'Khoản vay 12 không thuộc tổ này vào ngày đó',
			en: 'The loan 12 is not of this group on that day',
		})
		expect(sentenced(new Refusal('collection.expectation-changed', { path: 'lines.3' }), collectionRefusals).path).toBeNull()
	})

	it('is by which events it reached the books', () => {
		const payment = { kind: 'loan' as const, contractId: '4', eventSeq: 9, amount: dong(500n), receiptNo: 'BL-1' }
		expect(recordedLine({ no: 3, payments: [payment] })).toEqual({
			no: 3,
			payments: [{ kind: 'loan', contractId: '4', eventId: '9', amount: 500n }],
		})
	})
})
