import { Decimal } from '../kernel/decimal.js'
import type { Money } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { type Language, sentence } from '../kernel/refusal.js'
import { lendingRefusals } from './refusals.js'

/** What somebody should look at twice: in words, with the rule that says so and the figures it is about. */
export type Warning = {
	readonly code: string
	readonly message: string
	readonly source: string
	/** Amounts in đồng as text, rates as decimal text. */
	readonly details: Readonly<Record<string, string>>
}

/** A figure of a warning: an amount in đồng, a rate or share or how many times as decimal text, or words. */
export type Figure = Money | string | { readonly rate: string } | { readonly times: string }

const sentences = {
	'household.above-programme-max': {
		vi: 'Tổng nợ của hộ theo chương trình {programme} là {total} đồng, trong đó {toDisburse} đồng đã ký chưa giải ngân: vượt mức tối đa {limit} đồng một hộ',
		en: 'The household’s debt under {programme} is {total} đồng, {toDisburse} đồng of it signed and not yet disbursed: above the maximum of {limit} đồng for a household',
	},
	'household.above-lender-max': {
		vi: 'Tổng nợ của hộ ở {lender} là {total} đồng, trong đó {toDisburse} đồng đã ký chưa giải ngân: vượt mức tối đa {limit} đồng một khách hàng',
		en: 'The household’s debt at {lender} is {total} đồng, {toDisburse} đồng of it signed and not yet disbursed: above the maximum of {limit} đồng for a client',
	},
	'household.several-lenders': {
		vi: 'Hộ đang vay của {count} bên: {lenders}',
		en: 'The household borrows from {count} lenders: {lenders}',
	},
	'household.late': {
		vi: 'Khoản vay {loan} ở {lender} chậm trả {days} ngày: gốc {principal} đồng, lãi {interest} đồng',
		en: 'The loan {loan} at {lender} is {days} days late: principal {principal} đồng, interest {interest} đồng',
	},
	'group.late': {
		vi: 'Tổ có {overdue} đồng quá hạn trên dư nợ {outstanding} đồng, bằng {share}: trên ngưỡng {limit}',
		en: 'Of {outstanding} đồng that the group owes {overdue} đồng are overdue, {share}: above the threshold of {limit}',
	},
	'loan.yearly-rate-above-cap': {
		vi: 'Lãi suất thoả thuận {nominal} một năm, tính trên dư nợ thực tế {trueYearly}: trên mức tối đa {limit} một năm',
		en: 'The rate agreed is {nominal} a year, on the balance really owed {trueYearly}: above the maximum of {limit} a year',
	},
	'loan.late-interest-above-cap': lendingRefusals['loan.late-interest-above-cap'],
	'loan.overdue-factor-above-cap': lendingRefusals['loan.overdue-factor-above-cap'],
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export type WarningCode = keyof typeof sentences

/** A warning in the asker's language. */
export function warning(code: WarningCode, source: string, figures: Readonly<Record<string, Figure>>, language: Language): Warning {
	return {
		code,
		message: sentence(sentences[code], language, shown(figures)),
		source,
		details: Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, rawText(figure)])),
	}
}

/** The figures as sentences name them: 20.000.000 for an amount, "21,4571 %" for a rate. */
export function shown(figures: Readonly<Record<string, Figure>>): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, shownText(figure)]))
}

function shownText(figure: Figure): string {
	if (typeof figure === 'string') return figure
	if (typeof figure === 'bigint') return vietnameseNumber(figure)
	if ('times' in figure) return readable(new Decimal(figure.times))
	return `${readable(new Decimal(figure.rate).times(100))} %`
}

/** With a comma, as numbers are written in Việt Nam (Law on Accounting 2015, art. 11). */
function readable(number: Decimal): string {
	return number.toSignificantDigits(6).toFixed().replace('.', ',')
}

function rawText(figure: Figure): string {
	if (typeof figure === 'string') return figure
	if (typeof figure === 'bigint') return String(figure)
	return 'times' in figure ? figure.times : figure.rate
}
