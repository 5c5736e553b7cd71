import { assert } from '../kernel/assert.js'
import type { Purpose } from '../ledger/account.js'
import { accountCode, type ChartKind } from '../ledger/chart.js'

/** The charts of the books that loans stand in. */
export type LoanChart = 'own' | 'memorandum'

/** The chart of a loan's book; loans stand in no other. */
export function loanChart(chart: ChartKind): LoanChart {
	assert(chart === 'own' || chart === 'memorandum', `loans stand in a book of the ${chart} chart`)
	return chart
}

/** How money changed hands; in a memorandum book it is always between the member and the bank. */
export type Method = 'cash' | 'bank'

/** The accounts that a loan posts to, in its book. */
export type LoanAccounts = {
	readonly inTerm: string
	readonly overdue: string
	readonly frozen: string
	/** Where principal comes from and goes back to. */
	readonly principalFunds: (method: Method) => string
	/** Where interest goes. */
	readonly interestFunds: (method: Method) => string
	readonly interest: string
	readonly lateInterest: string
	readonly credit: string
	/** What is offset against the debt goes out of her savings through here: nothing stays on it where both are in our books. */
	readonly savings: string
	readonly support: string
	readonly fee: string
	readonly writtenOff: string
	readonly writtenOffContra: string
	readonly loss: string
	readonly recovery: string
	/** Where balances come from that were brought forward; cleared by one entry of the book for each lender and group. */
	readonly opening: string
}

/**
 * Own money: Nợ cho vay / Có tiền, and back. Entrusted money: the same pairs against "entrusted by the bank", for no
 * principal passes through the Union (lending-rules "The book"; domain reference 7).
 */
export const loanAccounts: Readonly<Record<LoanChart, LoanAccounts>> = { own: accountsOf('own'), memorandum: accountsOf('memorandum') }

function accountsOf(chart: LoanChart): LoanAccounts {
	const code = (purpose: Purpose): string => accountCode(chart, purpose)
	return {
		inTerm: code('principal-in-term'),
		overdue: code('principal-overdue'),
		frozen: code('principal-frozen'),
		principalFunds: (method) => code(chart === 'memorandum' ? 'bank' : method),
		interestFunds: (method) => code(chart === 'memorandum' ? 'cash' : method),
		interest: code('interest-income'),
		lateInterest: code('late-interest-income'),
		credit: code('held-for-member'),
		savings: code('savings-clearing'),
		support: code('interest-support'),
		fee: code('fee-income'),
		writtenOff: code('written-off-debt'),
		writtenOffContra: code('written-off-contra'),
		loss: code('loss'),
		recovery: code('other-income'),
		opening: code('opening'),
	}
}
