import { effective } from '../contracts/contract.js'
import type { Language } from '../kernel/refusal.js'
import type { LoanEvent } from './event.js'
import type { RateStep } from './interest.js'
import { interestRules } from './interest-rules.js'
import { paymentRules } from './payment-rules.js'
import type { RuleCode } from './rule.js'
import type { Terms } from './schemas.js'

/** A rule that made an amount what it is, in both languages, and where it is written. */
export type ExplainedRule = { readonly code: RuleCode; readonly vi: string; readonly en: string; readonly source: string }

/** What a loan is explained by: its whole history, with what was reversed, and the rates in force at its end. */
export type Explained = { readonly terms: Terms; readonly rates: readonly RateStep[]; readonly history: readonly LoanEvent[] }

/**
 * The rules of a loan in the order in which its explanation needs them, each with its source: a law, a circular, a form
 * of the bank, the contract, or a decision of this project where all of those are silent. Whose law it is follows from
 * the table by which the loan is classified: the policy bank's, a bank's, or that of the Union's own funds.
 */
export function rulesOf({ terms, rates, history }: Explained, language: Language): readonly ExplainedRule[] {
	const happened = (type: LoanEvent['type']): boolean => history.some((event) => event.type === type)
	const restructured = effective(history).filter(({ type }) => type === 'extended' || type === 'rescheduled' || type === 'rolled-over')
	const told = [...interestRules(terms, rates, happened('frozen')), ...paymentRules(terms, restructured, happened('reversed'))]
	return told.flatMap(([code, rule]) => (rule === null ? [] : [{ code, vi: rule[0].vi, en: rule[0].en, source: rule[1][language] }]))
}
