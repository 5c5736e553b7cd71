import type { Purpose } from '../ledger/account.js'
import { accountCode, type ChartKind } from '../ledger/chart.js'

/** How money changed hands; in a memorandum book it is always between the member and the bank. */
export type Method = 'cash' | 'bank'

/** The accounts that a savings account posts to, in its book. */
export type SavingsAccounts = {
	readonly savings: string
	/** Where deposits go and withdrawals come from. */
	readonly funds: (method: Method) => string
	readonly interest: string
	/** What is offset against a debt goes to the loan through here: nothing stays on it where both are in our books. */
	readonly clearing: string
	/** Where balances come from that were brought forward; cleared by one entry of the book for each lender and group. */
	readonly opening: string
}

/**
 * What members save is owed to them: Nợ tiền / Có tiền gửi của thành viên. In a memorandum book the bank holds the money and
 * pays the interest; in the group's book the group does, and in a book of own money the fund.
 */
export function savingsAccountsIn(chart: ChartKind): SavingsAccounts {
	const code = (purpose: Purpose): string => accountCode(chart, purpose)
	return {
		savings: code('member-savings'),
		funds: (method) => code(chart === 'memorandum' ? 'savings-at-bank' : method),
		interest: code('savings-interest'),
		clearing: code('savings-clearing'),
		opening: code('opening'),
	}
}
