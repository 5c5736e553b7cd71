import { must } from '../kernel/assert.js'
import { type Measure, measureCodes, measures } from '../kernel/quantity.js'
import type { Account, Purpose } from './account.js'
import { aidChart } from './chart-aid.js'
import { groupChart } from './chart-group.js'
import { memorandumChart } from './chart-memorandum.js'
import { ownChart } from './chart-own.js'
import { socialChart } from './chart-social.js'

/**
 * The charts of accounts. Own money follows the chart for small enterprises (Circular 133/2016/TT-BTC); money that a
 * bank entrusts stays off the Union's balance sheet, in a memorandum book per bank whose accounts follow the shape of
 * account 982 "lending under entrustment" (Circular 10/2014/TT-NHNN). Account choice is a proposal to be agreed with
 * the client's accountant; another regime is another chart here, not other code elsewhere.
 */
export type ChartKind = 'own' | 'memorandum' | 'group' | 'aid' | 'social'

export const charts: Readonly<Record<ChartKind, readonly Account[]>> = {
	own: ownChart,
	memorandum: memorandumChart,
	group: groupChart,
	aid: aidChart,
	social: socialChart,
}

export type BookDefinition = {
	readonly code: string
	readonly kind: ChartKind
	readonly name: string
	readonly nameEn: string
	/** What the book counts, đồng where nothing is said, and how many decimals its smallest part has: no two units stand in one book. */
	readonly unit?: BookUnit
	readonly decimals?: number
}
export type BookUnit = 'đồng' | Measure

/** A book that is open. */
export type Book = Required<BookDefinition> & { readonly id: number }

/** The books that every Union has; a memorandum book is opened with each entrusting bank. */
export const standingBooks: readonly BookDefinition[] = [
	{ code: 'own', kind: 'own', name: 'Sổ vốn của Hội', nameEn: 'Own funds' },
	{ code: 'interest-free', kind: 'own', name: 'Sổ vốn vay không tính lãi', nameEn: 'Interest-free loans' },
	{ code: 'groups', kind: 'group', name: 'Sổ tiền của tổ, nhóm', nameEn: 'Money of groups and circles' },
	{ code: 'social', kind: 'social', name: 'Sổ quỹ xã hội, từ thiện', nameEn: 'Social and charity funds' },
	...measureCodes.map(aidBook),
]

/** The book of help in kind of one unit. */
export function aidBook(unit: Measure): BookDefinition {
	const { name, nameEn, decimals } = measures[unit]
	return { code: `aid-${unit}`, kind: 'aid', name: `Sổ giúp đỡ bằng hiện vật (${name})`, nameEn: `Help in kind, ${nameEn}`, unit, decimals }
}

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
	own: codesOf(ownChart),
	memorandum: codesOf(memorandumChart),
	group: codesOf(groupChart),
	aid: codesOf(aidChart),
	social: codesOf(socialChart),
}

/** The code of the account that serves a purpose in a chart. */
export function accountCode(chart: ChartKind, purpose: Purpose): string {
	return must(codes[chart].get(purpose), `an account for ${purpose} in the ${chart} chart`)
}

function codesOf(accounts: readonly Account[]): ReadonlyMap<Purpose, string> {
	return new Map(accounts.map(({ purpose, code }) => [purpose, code]))
}

/** The accounts that hold principal, in the order in term, overdue, frozen: what "outstanding" sums. */
export const principalAccounts = {
	inTerm: [accountCode('own', 'principal-in-term'), accountCode('memorandum', 'principal-in-term')],
	overdue: [accountCode('own', 'principal-overdue'), accountCode('memorandum', 'principal-overdue')],
	frozen: [accountCode('own', 'principal-frozen'), accountCode('memorandum', 'principal-frozen')],
} as const

/** The accounts that hold what members have saved, and those that the interest on it is taken from: what a report of savings sums. */
export const savingsAccounts = {
	saved: [
		...new Set([accountCode('own', 'member-savings'), accountCode('memorandum', 'member-savings'), accountCode('group', 'member-savings')]),
	],
	interest: [
		...new Set([
			accountCode('own', 'savings-interest'),
			accountCode('memorandum', 'savings-interest'),
			accountCode('group', 'savings-interest'),
		]),
	],
} as const
