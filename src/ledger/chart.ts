/**
 * The charts of accounts. Own money follows the chart for small enterprises (Circular 133/2016/TT-BTC); money that a
 * bank entrusts stays off the Union's balance sheet, in a memorandum book per bank whose accounts follow the shape of
 * account 982 "lending under entrustment" (Circular 10/2014/TT-NHNN). Account choice is a proposal to be agreed with
 * the client's accountant; another regime is another chart here, not other code elsewhere.
 */
export type ChartKind = 'own' | 'memorandum'
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

/** What lending, and later savings and rotation, post to. A book's chart says which account serves which purpose. */
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
	| 'capital'
	| 'loss'
	| 'other-income'
	| 'written-off-debt'
	| 'written-off-contra'

const own: readonly Account[] = [
	account('1111', 'cash', 'asset', 'debit', 'Tiền mặt', 'Cash'),
	account('1121', 'bank', 'asset', 'debit', 'Tiền gửi ngân hàng', 'Bank deposits'),
	account('12881', 'principal-in-term', 'asset', 'debit', 'Cho vay trong hạn', 'Loans in term'),
	account('12882', 'principal-overdue', 'asset', 'debit', 'Cho vay quá hạn', 'Loans overdue'),
	account('12883', 'principal-frozen', 'asset', 'debit', 'Cho vay khoanh nợ', 'Loans frozen'),
	account('3383', 'member-savings', 'liability', 'credit', 'Tiền gửi tiết kiệm của thành viên', 'Members’ savings'),
	account('3388', 'held-for-member', 'liability', 'credit', 'Tiền thừa giữ hộ thành viên', 'Held for members'),
	account('411', 'capital', 'equity', 'credit', 'Vốn quỹ', 'Fund capital'),
	account('5113', 'fee-income', 'income', 'credit', 'Thu phí cho vay', 'Lending fees'),
	account('5151', 'interest-income', 'income', 'credit', 'Thu lãi cho vay', 'Interest income'),
	account('5152', 'late-interest-income', 'income', 'credit', 'Thu lãi chậm trả', 'Late interest income'),
	account('5153', 'interest-support', 'income', 'credit', 'Hỗ trợ lãi suất từ ngân sách', 'Interest support from the budget'),
	account('6422', 'loss', 'expense', 'debit', 'Chi phí xử lý nợ', 'Loan losses'),
	account('711', 'other-income', 'income', 'credit', 'Thu nhập khác', 'Other income'),
	account('0041', 'written-off-debt', 'off-balance', 'debit', 'Nợ đã xoá còn theo dõi', 'Written-off debt still followed'),
	account('0049', 'written-off-contra', 'off-balance', 'credit', 'Đối ứng nợ đã xoá', 'Contra of written-off debt'),
]

/** Here 'cash' is what members hand to the bank itself, and 'bank' is what the bank has entrusted: no đồng passes through the Union. */
const memorandum: readonly Account[] = [
	account('9820', 'bank', 'liability', 'credit', 'Nguồn vốn ngân hàng uỷ thác', 'Entrusted by the bank'),
	account('9821', 'principal-in-term', 'asset', 'debit', 'Cho vay uỷ thác trong hạn', 'Entrusted loans in term'),
	account('9822', 'principal-overdue', 'asset', 'debit', 'Cho vay uỷ thác quá hạn', 'Entrusted loans overdue'),
	account('9823', 'principal-frozen', 'asset', 'debit', 'Cho vay uỷ thác khoanh nợ', 'Entrusted loans frozen'),
	account('9824', 'cash', 'asset', 'debit', 'Lãi đã nộp ngân hàng', 'Interest handed to the bank'),
	account('9825', 'interest-income', 'income', 'credit', 'Lãi thu hộ ngân hàng', 'Interest collected for the bank'),
	account('9826', 'late-interest-income', 'income', 'credit', 'Lãi chậm trả thu hộ ngân hàng', 'Late interest collected for the bank'),
	account('9827', 'held-for-member', 'liability', 'credit', 'Tiền thừa của thành viên tại ngân hàng', 'Held by the bank for members'),
	account('9828', 'loss', 'expense', 'debit', 'Nợ ngân hàng đã xoá', 'Debt written off by the bank'),
	account('9829', 'other-income', 'income', 'credit', 'Thu hồi nợ đã xoá', 'Recovered after write-off'),
	account('98240', 'interest-support', 'income', 'credit', 'Hỗ trợ lãi suất từ ngân sách', 'Interest support from the budget'),
	account('98241', 'fee-income', 'income', 'credit', 'Phí của ngân hàng', 'Fees of the bank'),
	account('98242', 'member-savings', 'liability', 'credit', 'Tiền gửi của tổ viên tại ngân hàng', 'Members’ savings at the bank'),
	account('98291', 'written-off-debt', 'off-balance', 'debit', 'Nợ đã xoá còn theo dõi', 'Written-off debt still followed'),
	account('98292', 'written-off-contra', 'off-balance', 'credit', 'Đối ứng nợ đã xoá', 'Contra of written-off debt'),
]

export const charts: Readonly<Record<ChartKind, readonly Account[]>> = { own, memorandum }

export type BookDefinition = { readonly code: string; readonly kind: ChartKind; readonly name: string; readonly nameEn: string }

/** A book that is open. */
export type Book = BookDefinition & { readonly id: number }

/** The books that every Union has; a memorandum book is opened with each entrusting bank. */
export const standingBooks: readonly BookDefinition[] = [
	{ code: 'own', kind: 'own', name: 'Sổ vốn của Hội', nameEn: 'Own funds' },
	{ code: 'interest-free', kind: 'own', name: 'Sổ vốn vay không tính lãi', nameEn: 'Interest-free loans' },
]

/** A memorandum book's code is "memo-" and the bank's own code. */
export function memorandumBook(lenderCode: string, lenderName: string): BookDefinition {
	return {
		code: `memo-${lenderCode.toLowerCase()}`,
		kind: 'memorandum',
		name: `Sổ theo dõi uỷ thác ${lenderName}`,
		nameEn: `Entrusted by ${lenderCode}`,
	}
}

const codes: Readonly<Record<ChartKind, ReadonlyMap<Purpose, string>>> = {
	own: new Map(own.map(({ purpose, code }) => [purpose, code])),
	memorandum: new Map(memorandum.map(({ purpose, code }) => [purpose, code])),
}

/** The code of the account that serves a purpose in a chart; in a memorandum book the capital is the bank's. */
export function accountCode(chart: ChartKind, purpose: Purpose): string {
	const code = codes[chart].get(purpose) ?? codes[chart].get('bank')
	if (code === undefined) throw new Error(`no account for ${purpose}`)
	return code
}

/** The accounts that hold principal, in the order in term, overdue, frozen: what "outstanding" sums. */
export const principalAccounts = {
	inTerm: [accountCode('own', 'principal-in-term'), accountCode('memorandum', 'principal-in-term')],
	overdue: [accountCode('own', 'principal-overdue'), accountCode('memorandum', 'principal-overdue')],
	frozen: [accountCode('own', 'principal-frozen'), accountCode('memorandum', 'principal-frozen')],
} as const

function account(code: string, purpose: Purpose, kind: AccountKind, normal: Side, name: string, nameEn: string): Account {
	return { code, purpose, kind, normal, name, nameEn }
}
