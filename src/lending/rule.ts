import type { Words } from '../kernel/refusal.js'

/** What the rules of a loan are called. */
export const ruleCodes = [
	'day-count',
	'interest-method',
	'rate',
	'interest-days',
	'rounding',
	'overdue-rate',
	'unpaid-interest',
	'grace',
	'freeze',
	'interest-support',
	'overdue-transfer',
	'due-days',
	'restructuring',
	'allocation-in-term',
	'allocation-overdue',
	'prepayment',
	'overpayment',
	'reversal',
] as const
export type RuleCode = (typeof ruleCodes)[number]

/** A rule as it is told, and where it is written. */
export type Rule = readonly [rule: Words, source: Words]

/** Rules by their codes; null where the loan has none of that kind. */
export type CodedRules = readonly (readonly [code: RuleCode, rule: Rule | null])[]

export const contract: Words = { vi: 'Thoả thuận trong hợp đồng', en: 'The contract' }
export const contractOrOurs: Words = {
	vi: 'Thoả thuận trong hợp đồng; hợp đồng không nói thì theo quyết định của dự án',
	en: 'The contract; where it is silent, a decision of this project',
}
