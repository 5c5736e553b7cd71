import type { CellKind } from '../documents/sheet.js'

/** What a list says of one loan, whoever wrote it: a bank's own list chooses from these, names them and orders them. */
export const listKinds = {
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
export type ListKey = keyof typeof listKinds

/** The keys in their order. */
export const listKeys = Object.keys(listKinds) as [ListKey, ...ListKey[]]

/** Any of these says whose loan a line is about. */
export const namingKeys = ['bankLoanCode', 'loanCode', 'memberBankCode', 'memberName'] as const satisfies readonly ListKey[]
