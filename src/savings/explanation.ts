import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { exactText } from '../kernel/decimal.js'
import { vietnameseDecimal, vietnameseNumber, vietnamesePercent } from '../kernel/number-text.js'
import { rateFraction } from '../kernel/rate.js'
import type { Language, Words } from '../kernel/refusal.js'
import { roundingName } from '../kernel/rounding.js'
import type { SavingsEvent } from './event.js'
import { rulesOf, type RuleSources } from './explained-rules.js'
import { ratesOf, type Segment } from './interest.js'
import { historyOf, type InterestPeriod } from './movements.js'
import type { SavingsAccount } from './savings-account.js'

/**
 * Where the interest of an account comes from up to a day: each crediting as balance × days × rate ÷ 365 with its one
 * rounding, and the rules with their sources. `history` is whole, with what was reversed, and holds nothing after `asOf`.
 */
export function explain(
	account: SavingsAccount,
	history: readonly SavingsEvent[],
	sources: RuleSources,
	asOf: CalendarDate,
	language: Language,
) {
	const { terms } = account
	const { periods, state, moved } = historyOf(account, history, asOf)
	const rounding = { ...terms.interestRounding, text: roundingName(terms.interestRounding)[language] }
	const changes = moved.map(({ event }) => event).filter(({ type }) => type === 'rate-changed')
	return {
		periods: periods.map((period) => periodView(period, rounding.text, language)),
		rounding,
		rules: rulesOf(terms, ratesOf(terms, state.rateChanges), changes, sources),
	}
}

function periodView({ creditedOn, segments, brought, exact, rounded }: InterestPeriod, rounding: string, language: Language) {
	const name = creditedOn === null ? growing[language] : `${credited[language]} ${vietnameseDate(creditedOn)}`
	const formulas = segments.map((segment) => formulaOf(segment, language))
	const parts = [...(brought === 0n ? [] : [`${broughtForward[language]} ${vietnameseNumber(brought)}`]), ...formulas]
	const inAll = parts.length > 1 ? [`${together[language]} ${vietnameseDecimal(exact)}`] : []
	const sentence = [parts.join(plus[language]), ...inAll, `${rounding}: ${vietnameseNumber(rounded)} đồng`]
	return {
		creditedOn,
		segments: segments.map(({ yearly, amount, ...segment }, index) => ({
			...segment,
			rate: yearly,
			amount: exactText(amount),
			text: formulas[index],
		})),
		brought,
		exact: exactText(exact),
		rounded,
		text: `${name}: ${parts.length === 0 ? `${nothingBorne[language]} = 0 đồng` : sentence.join('; ')}`,
	}
}

/** "500.000 đồng × 9 ngày × 2,4 %/năm ÷ 365 = 295,89". */
function formulaOf({ balance, days, yearly, amount }: Segment, language: Language): string {
	const counted = language === 'vi' ? `${days} ngày` : `${days} ${days === 1 ? 'day' : 'days'}`
	const rate = `${vietnamesePercent(rateFraction(yearly))}${aYear[language]}`
	return `${vietnameseNumber(balance)} đồng × ${counted} × ${rate} ÷ 365 = ${vietnameseDecimal(amount)}`
}

const aYear: Words = { vi: '/năm', en: ' a year' }
const plus: Words = { vi: '; cộng ', en: '; plus ' }
const together: Words = { vi: 'tổng cộng', en: 'together' }
const credited: Words = { vi: 'Lãi trả ngày', en: 'Interest credited on' }
const broughtForward: Words = { vi: 'lãi chuyển sang', en: 'interest brought forward' }
const growing: Words = { vi: 'Lãi đang chạy, chưa trả', en: 'Interest growing, not yet credited' }
const nothingBorne: Words = { vi: 'không có số dư sinh lãi', en: 'no balance bore interest' }
