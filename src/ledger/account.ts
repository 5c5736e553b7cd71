export type Side = 'debit' | 'credit'
export type AccountKind = 'asset' | 'liability' | 'equity' | 'income' | 'expense' | 'off-balance'

export type Account = {
	readonly code: string
	/** What the account is for; engines name purposes, never codes. */
	readonly purpose: Purpose
	readonly kind: AccountKind
	readonly normal: Side
	readonly name: string
	readonly nameEn: string
}

/** What the engines post to. A book's chart says which account serves which purpose. */
export type Purpose =
	| 'cash'
	| 'bank'
	| 'principal-in-term'
	| 'principal-overdue'
	| 'principal-frozen'
	| 'interest-income'
	| 'late-interest-income'
	| 'interest-support'
	| 'fee-income'
	| 'held-for-member'
	| 'member-savings'
	| 'savings-at-bank'
	| 'savings-interest'
	| 'savings-interest-payable'
	| 'savings-clearing'
	| 'piggy-savings'
	| 'held-by-leader'
	| 'for-handover'
	| 'circle-receivable'
	| 'circle-payable'
	| 'circle-advance'
	| 'circle-organiser'
	| 'circle-interest'
	| 'fee-receivable'
	| 'entrustment-fee-income'
	| 'aid-source'
	| 'aid-given'
	| 'aid-lent'
	| 'aid-returned'
	| 'aid-forgiven'
	| 'donations'
	| 'donations-spent'
	| 'donations-returned'
	| 'capital'
	| 'opening'
	| 'loss'
	| 'other-income'
	| 'written-off-debt'
	| 'written-off-contra'

/** One line of a chart. */
export function account(code: string, purpose: Purpose, kind: AccountKind, normal: Side, name: string, nameEn: string): Account {
	return { code, purpose, kind, normal, name, nameEn }
}
