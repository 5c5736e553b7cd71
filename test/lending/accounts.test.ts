import { describe, expect, it } from 'vitest'
import { charts } from '../../src/ledger/chart.js'
import { loanAccounts } from '../../src/lending/accounts.js'

describe('the accounts of a loan', () => {
	it('of own money are those of the chart for small enterprises (Circular 133/2016)', () => {
		const { inTerm, overdue, frozen, interest, lateInterest, credit, loss, recovery, principalFunds, interestFunds } = loanAccounts.own
		expect([inTerm, overdue, frozen, interest, lateInterest, credit, loss, recovery]).toEqual([
			'12881',
			'12882',
			'12883',
			'5151',
			'5152',
			'3388',
			'6422',
			'711',
		])
		expect([principalFunds('cash'), principalFunds('bank'), interestFunds('cash'), interestFunds('bank')]).toEqual([
			'1111',
			'1121',
			'1111',
			'1121',
		])
	})

	it('of entrusted money stay in the memorandum book, whichever way the member paid', () => {
		const { principalFunds, interestFunds } = loanAccounts.memorandum
		expect([principalFunds('cash'), principalFunds('bank'), interestFunds('cash'), interestFunds('bank')]).toEqual([
			'9820',
			'9820',
			'9824',
			'9824',
		])
	})

	it.each(['own', 'memorandum'] as const)('are all in the chart of the %s book, and no two of them the same', (chart) => {
		const { principalFunds, interestFunds, ...named } = loanAccounts[chart]
		const codes = Object.values(named)
		expect(new Set(codes).size).toBe(codes.length)
		const known = charts[chart].map(({ code }) => code)
		for (const code of [...codes, principalFunds('cash'), interestFunds('cash')]) expect(known).toContain(code)
	})
})
