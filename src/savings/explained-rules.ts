import { vietnameseDate } from '../kernel/calendar-date.js'
import { vietnameseNumber, vietnamesePercent } from '../kernel/number-text.js'
import { rateFraction } from '../kernel/rate.js'
import type { Words } from '../kernel/refusal.js'
import { roundingName } from '../kernel/rounding.js'
import type { SavingsEvent } from './event.js'
import type { RateStep } from './interest.js'
import type { OffsetPart, SavingsTerms } from './terms.js'

/** A rule that made an amount what it is, in both languages, and where it is written. */
export type ExplainedRule = Words & { readonly code: string; readonly source: string }

/** What the product says of where its rates and rules come from. */
export type RuleSources = {
	readonly source: string
	readonly rates: readonly { readonly from: string; readonly yearly: string; readonly source: string }[]
}

/** The rules of an account in the order in which its explanation needs them, each with its source. */
export function rulesOf(
	terms: SavingsTerms,
	rates: readonly RateStep[],
	changes: readonly SavingsEvent[],
	sources: RuleSources,
): readonly ExplainedRule[] {
	return [
		{ code: 'day-count', ...dayCount, source: 'Thông tư 14/2017/TT-NHNN, Điều 4 và Điều 5' },
		...rates.map((step) => rateRule(step, changes, sources)),
		{
			code: 'rounding',
			...rounded(terms),
			source: 'dự án chọn nơi luật và quy chế không nói / project decision where the rules are silent',
		},
		{ code: 'withdrawal', ...withdrawn(terms), source: sources.source },
		...(terms.offsetOrder.length === 0 ? [] : [{ code: 'offset', ...offset(terms.offsetOrder), source: sources.source }]),
		...(terms.minimumMonthly === 0n ? [] : [{ code: 'minimum', ...minimum(terms), source: sources.source }]),
	]
}

const dayCount: Words = {
	vi: 'Lãi = số dư cuối mỗi ngày × số ngày thật × lãi suất năm ÷ 365, tính ngày đầu, không tính ngày cuối',
	en: 'Interest = balance at the end of each day × real days × yearly rate ÷ 365, the first day counted and the last not',
}

function rateRule({ from, yearly }: RateStep, changes: readonly SavingsEvent[], { rates, source }: RuleSources): ExplainedRule {
	const text = vietnamesePercent(rateFraction(yearly))
	const on = vietnameseDate(from)
	const decided = changes.find((event) => event.on === from)?.details.decisionNo
	const offered = rates.findLast((rate) => rate.from <= from && rate.yearly === yearly)
	return {
		code: 'rate',
		vi: `Lãi suất ${text}/năm từ ngày ${on}`,
		en: `${text} a year from ${on}`,
		source: decided ?? offered?.source ?? source,
	}
}

function rounded({ interestRounding }: SavingsTerms): Words {
	const name = roundingName(interestRounding)
	return { vi: `Mỗi lần trả lãi ${name.vi} một lần`, en: `Each crediting is ${name.en} once` }
}

function withdrawn({ withdrawal }: SavingsTerms): Words {
	switch (withdrawal.rule) {
		case 'free':
			return { vi: 'Rút lúc nào cũng được', en: 'Paid out whenever she asks' }
		case 'when-no-debt':
			return { vi: 'Chỉ rút sau khi đã trả hết nợ bên cho vay', en: 'Paid out only when she owes the lender nothing' }
		default:
			return { vi: `Báo trước ${withdrawal.days} ngày mới được rút`, en: `Paid out ${withdrawal.days} days after she said so` }
	}
}

const partNames: Readonly<Record<OffsetPart, Words>> = {
	interest: { vi: 'lãi', en: 'interest' },
	'due-principal': { vi: 'gốc đến hạn', en: 'principal due' },
	'overdue-principal': { vi: 'gốc quá hạn', en: 'overdue principal' },
}

function offset(order: readonly OffsetPart[]): Words {
	return {
		vi: `Được trừ để trả nợ theo thứ tự: ${order.map((part) => partNames[part].vi).join(', ')}`,
		en: `May be offset against the debt in this order: ${order.map((part) => partNames[part].en).join(', ')}`,
	}
}

function minimum({ minimumMonthly }: SavingsTerms): Words {
	const text = vietnameseNumber(minimumMonthly)
	return { vi: `Mỗi tháng gửi ít nhất ${text} đồng`, en: `At least ${text} đồng is saved a month` }
}
