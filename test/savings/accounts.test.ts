import { expect, it } from 'vitest'
import { charts } from '../../src/ledger/chart.js'
import { savingsAccountsIn } from '../../src/savings/accounts.js'

it('savings are a liability of whoever holds them: Nợ tiền / Có tiền gửi của thành viên, in every chart', () => {
	for (const chart of ['own', 'memorandum', 'group'] as const) {
		const kindOf = (code: string) => charts[chart].find((account) => account.code === code)?.kind
		const { savings, funds, interest, clearing } = savingsAccountsIn(chart)
		expect([chart, kindOf(savings), kindOf(funds('cash')), kindOf(funds('bank')), kindOf(interest), kindOf(clearing)]).toEqual([
			chart,
			'liability',
			'asset',
			'asset',
			'expense',
			'liability',
		])
	}
})

it('money that a bank holds goes to the bank, however it is handed over', () => {
	expect([savingsAccountsIn('memorandum').funds('cash'), savingsAccountsIn('memorandum').funds('bank')]).toEqual(['98243', '98243'])
	expect([savingsAccountsIn('own').funds('cash'), savingsAccountsIn('own').funds('bank')]).toEqual(['1111', '1121'])
})
