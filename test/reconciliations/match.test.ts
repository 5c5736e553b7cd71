import { describe, expect, it } from 'vitest'
import { dong } from '../../src/kernel/money.js'
import { matchLoans } from '../../src/reconciliations/match.js'
import { bankOf, day, ours } from './sides.js'

const loan = ours(1)

describe('a row of the bank’s list', () => {
	it('is the loan with its code, however it is spaced; then that with ours', () => {
		const [first] = matchLoans([bankOf(loan, { bankLoanCode: ' 6 61', loanCode: 'other' })], [loan, ours(2)]).pairs
		expect(first).toMatchObject({ ours: { loanId: '1' }, match: { by: 'bank-code', score: 100, reasons: ['bank-code'] } })
		const [second] = matchLoans([bankOf(loan, { bankLoanCode: undefined })], [ours(2), loan]).pairs
		expect(second).toMatchObject({ ours: { loanId: '1' }, match: { by: 'our-code', score: 100 } })
		const [third] = matchLoans([bankOf(loan, { bankLoanCode: '99' })], [loan]).pairs
		expect(third).toMatchObject({ match: { by: 'our-code', score: 75, reasons: ['our-code', 'bank-code-differs'] } })
	})

	it('is found by name, amount and day without any code, whatever the diacritics', () => {
		const bare = bankOf(loan, { bankLoanCode: undefined, loanCode: undefined, memberBankCode: undefined, memberName: 'NONG THI 1' })
		const [pair] = matchLoans([bare], [ours(2), loan]).pairs
		expect(pair).toMatchObject({ ours: { loanId: '1' }, match: { by: 'score', score: 90 } })
		expect(pair?.match.reasons).toEqual(['name', 'group', 'principal', 'day', 'outstanding', 'product'])
	})

	it('is not found by a name alone', () => {
		const row = { line: 5, memberName: 'Nông Thị 1', outstanding: dong(1n), principal: dong(7n), disbursedOn: day('2020-01-01') }
		expect(matchLoans([row], [loan])).toMatchObject({ pairs: [], bankOnly: [row], oursOnly: [loan] })
	})

	it('is one loan, and a loan one row: the likeliest pair goes first', () => {
		const second = ours(2, { memberName: loan.memberName, memberBankCode: loan.memberBankCode, principal: dong(30_000_000n) })
		const bare = { bankLoanCode: undefined, loanCode: undefined }
		const rows = [bankOf(loan, bare), bankOf(second, bare)]
		const { pairs } = matchLoans(rows, [second, loan])
		expect(pairs.map(({ ours: { loanId }, bank: { line } }) => [loanId, line])).toEqual([
			['1', 2],
			['2', 3],
		])
		const twice = matchLoans([bankOf(loan), { ...bankOf(loan), line: 9 }], [loan])
		expect([twice.pairs.length, twice.bankOnly.map(({ line }) => line)]).toEqual([1, [9]])
	})
})
