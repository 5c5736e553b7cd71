import type { CellKind, SheetColumn } from '../documents/sheet.js'

/** What the list says of one loan: a bank's own list chooses from these, names them and orders them. */
export const reconciliationKinds = {
	loanCode: 'text',
	bankLoanCode: 'text',
	memberCode: 'text',
	memberName: 'text',
	memberBankCode: 'text',
	groupCode: 'text',
	groupName: 'text',
	groupBankCode: 'text',
	commune2022Code: 'text',
	commune2022Name: 'text',
	commune2025Code: 'text',
	commune2025Name: 'text',
	productCode: 'text',
	productName: 'text',
	principal: 'money',
	signedOn: 'date',
	disbursedOn: 'date',
	maturityOn: 'date',
	rate: 'rate',
	outstanding: 'money',
	inTerm: 'money',
	overdue: 'money',
	frozen: 'money',
	interestDue: 'money',
	interestCarried: 'money',
	interestAccrued: 'money',
	lateInterest: 'money',
	nextDueOn: 'date',
	nextDuePrincipal: 'money',
	nextDueInterest: 'money',
	lastOn: 'date',
	lastType: 'text',
	lastAmount: 'money',
} as const satisfies Record<string, CellKind>
export type ReconciliationKey = keyof typeof reconciliationKinds

/**
 * The list of one bank. The first two columns are text: below the rows they say what the last two lines are, the
 * control totals with the number of loans, and the digest.
 */
export type ReconciliationLayout = { readonly columns: readonly SheetColumn[] }

/** A list of columns in the bank's own words. */
export function layoutOf(columns: readonly (readonly [ReconciliationKey, string])[]): ReconciliationLayout {
	return { columns: columns.map(([key, header]) => ({ key, header, kind: reconciliationKinds[key] })) }
}
