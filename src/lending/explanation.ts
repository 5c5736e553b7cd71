import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { exactText } from '../kernel/decimal.js'
import { zero } from '../kernel/money.js'
import type { Language, Words } from '../kernel/refusal.js'
import type { Rounding } from '../kernel/rounding.js'
import { ratesOf } from './accrual.js'
import type { LoanEvent } from './event.js'
import { amountsOf } from './explained-amounts.js'
import { paymentsOf } from './explained-payments.js'
import { rulesOf } from './explained-rules.js'
import { formulaOf, freeText, periodSentence, rateTextOf, resultText } from './formula.js'
import { type FreeStretch, type InterestPeriod, interestPeriodsOf } from './interest-periods.js'
import type { Loan } from './loan.js'
import { accountOf } from './movements.js'
import type { RuleCode } from './rule.js'
import { balancesOf } from './standing.js'
import type { Stretch } from './stretches.js'

/**
 * Where every amount of a loan comes from on a day: each balance as the sum of what moved it, each period of interest as
 * balance × days × rate with its one rounding, each payment with its order, and the rules with their sources. `history`
 * is whole, with what was reversed, and holds nothing after `asOf`.
 */
export function explain(loan: Loan, history: readonly LoanEvent[], asOf: CalendarDate, language: Language) {
	const account = accountOf(loan, history, asOf)
	const { movements, state } = account
	const rules = rulesOf({ terms: loan.terms, rates: ratesOf(loan.terms, state), history }, language)
	const isTold = (code: RuleCode): boolean => rules.some((rule) => rule.code === code)
	return {
		balances: state.anchor === null ? null : balancesOf(loan.basisOf(state, asOf), state, asOf),
		amounts: amountsOf(loan, account, asOf, language).map((amount) => ({ ...amount, rules: amount.rules.filter(isTold) })),
		periods: interestPeriodsOf(loan, history, asOf).map((period) => periodView(period, loan.terms.interestRounding, language)),
		payments: paymentsOf(loan.terms, movements, language),
		rules,
	}
}

/** An explanation of a loan in one language. */
export type Explanation = ReturnType<typeof explain>

function periodView(period: InterestPeriod, rounding: Rounding, language: Language) {
	const { kind, dueOn, isDropped, stretches, support, free, exact, whole, rounded } = period
	return {
		kind,
		dueOn,
		isDropped,
		name: periodName(period, language),
		segments: [...stretches, ...(support?.stretches ?? [])].map((stretch) => stretchView(stretch, language)),
		free: free.map((one) => freeView(one, language)),
		exact: exactText(exact),
		rounding,
		whole,
		supported: support?.rounded ?? zero,
		rounded,
		result: resultText(period, rounding, language),
		text: periodSentence(period, rounding, language),
	}
}

function stretchView(stretch: Stretch, language: Language) {
	const { from, to, days, kind, base, yearly, factor, amount } = stretch
	return {
		from,
		to,
		days,
		kind,
		base,
		rate: exactText(yearly),
		rateText: rateTextOf(stretch, language),
		factor: exactText(factor),
		amount: exactText(amount),
		text: formulaOf(stretch, language),
	}
}

function freeView(free: FreeStretch, language: Language) {
	return { ...free, text: freeText(free, language) }
}

function periodName({ kind, dueOn }: InterestPeriod, language: Language): string {
	if (kind === 'late-interest') return lateInterest[language]
	return dueOn === null ? growing[language] : `${fellDue[language]} ${vietnameseDate(dueOn)}`
}

const fellDue: Words = { vi: 'Lãi đến hạn', en: 'Interest due' }
const growing: Words = { vi: 'Lãi đang chạy, chưa đến hạn', en: 'Interest growing, not yet due' }
const lateInterest: Words = { vi: 'Lãi chậm trả', en: 'Late interest' }
