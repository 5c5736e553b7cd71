import { Decimal } from '../kernel/decimal.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Money, moneyFromText } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Rate } from '../kernel/rate.js'
import type { Language } from '../kernel/refusal.js'
import type { Certainty, ExtensionRule, LimitsTemplate, PrincipalBand, TermsTemplate } from './template.js'

export type ProductRate = {
	readonly from: CalendarDate
	readonly yearly: Rate
	/** Whether it is also the rate, from that day on, of loans that were signed before. */
	readonly reachesLoansOut: boolean
	readonly source: string
	readonly certainty: Certainty
}

export type ProductRules = {
	readonly from: CalendarDate
	readonly terms: TermsTemplate
	readonly limits: LimitsTemplate
	readonly source: string
	readonly certainty: Certainty
}

/** What somebody should look at twice before a loan is signed; the loan may be signed all the same. */
export type LimitFinding = {
	readonly code: 'amount-above-max' | 'term-above-max' | 'term-below-min'
	readonly limit: string
	readonly asked: string
}

/**
 * The rates of a loan signed on that day: the one then in force, and every later one that reaches loans already out.
 * Empty where the product had no rate yet.
 */
export function ratesFor(rates: readonly ProductRate[], signedOn: CalendarDate): readonly { from: CalendarDate; yearly: Rate }[] {
	const inOrder = rates.toSorted((a, b) => (a.from < b.from ? -1 : 1))
	const atSigning = inOrder.findLast((rate) => rate.from <= signedOn)
	if (atSigning === undefined) return []
	const later = inOrder.filter((rate) => rate.from > signedOn && rate.reachesLoansOut)
	return [atSigning, ...later].map(({ from, yearly }) => ({ from, yearly }))
}

/**
 * The rules of a loan signed on that day: loans of NHCSXH signed before 01/03/2026 carry a missed instalment forward,
 * later ones move it to overdue (CV 597/NHCS-TDNN). Null where the product was not offered yet.
 */
export function rulesFor(rules: readonly ProductRules[], signedOn: CalendarDate): ProductRules | null {
	return rules.toSorted((a, b) => (a.from < b.from ? -1 : 1)).findLast((one) => one.from <= signedOn) ?? null
}

/** How many months lie between two principal instalments of a loan of that term; null where principal falls due once. */
export function principalEveryFor(months: number, bands: readonly PrincipalBand[]): number | null {
	return bands.find((band) => band.monthsMax === null || months <= band.monthsMax)?.every ?? null
}

/** How many months a loan of that term may be extended in all (gia hạn nợ); half a month is not given. */
export function extensionLimitMonths(termMonths: number, rule: ExtensionRule): number {
	const months =
		termMonths <= rule.shortTermMonths ? rule.shortMonths : Number(new Decimal(rule.longShare).times(termMonths).floor().toFixed())
	return rule.monthsMax === null ? months : Math.min(months, rule.monthsMax)
}

/** How the amount and the term asked for compare with the limits. A term that is not counted in months is not compared. */
export function limitFindings(
	limits: LimitsTemplate,
	asked: { readonly principal: Money; readonly months: number | null; readonly borrower: 'member' | 'group' },
): readonly LimitFinding[] {
	const amountMax = asked.borrower === 'group' ? (limits.amountMaxGroup ?? limits.amountMax) : limits.amountMax
	const findings: LimitFinding[] = []
	if (amountMax !== null && asked.principal > moneyFromText(amountMax)) {
		findings.push({
			code: 'amount-above-max',
			limit: vietnameseNumber(moneyFromText(amountMax)),
			asked: vietnameseNumber(asked.principal),
		})
	}
	const { months } = asked
	if (months !== null && limits.monthsMax !== null && months > limits.monthsMax) {
		findings.push({ code: 'term-above-max', limit: String(limits.monthsMax), asked: String(months) })
	}
	if (months !== null && limits.monthsMin !== null && months < limits.monthsMin) {
		findings.push({ code: 'term-below-min', limit: String(limits.monthsMin), asked: String(months) })
	}
	return findings
}

/** Whether a second person has to approve that much before it may be signed. */
export function needsSecondPerson({ secondPersonAbove }: LimitsTemplate, amount: Money): boolean {
	return secondPersonAbove !== null && amount > moneyFromText(secondPersonAbove)
}

export function findingSentence(finding: LimitFinding, language: Language): string {
	return sentences[finding.code][language].replace('{asked}', finding.asked).replace('{limit}', finding.limit)
}

const sentences: Readonly<Record<LimitFinding['code'], Readonly<Record<Language, string>>>> = {
	'amount-above-max': {
		vi: 'Số tiền {asked} đồng vượt mức tối đa {limit} đồng của chương trình',
		en: 'The amount of {asked} đồng is above the product’s maximum of {limit} đồng',
	},
	'term-above-max': {
		vi: 'Thời hạn {asked} tháng vượt mức tối đa {limit} tháng của chương trình',
		en: 'The term of {asked} months is above the product’s maximum of {limit} months',
	},
	'term-below-min': {
		vi: 'Thời hạn {asked} tháng ngắn hơn mức tối thiểu {limit} tháng của chương trình',
		en: 'The term of {asked} months is below the product’s minimum of {limit} months',
	},
}
