import { must } from '../kernel/assert.js'
import { exactText } from '../kernel/decimal.js'
import { type Fraction, fractionFromText, multiplyFractions } from '../kernel/fraction.js'
import { dong } from '../kernel/money.js'
import { vietnameseNumber, vietnamesePercent } from '../kernel/number-text.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import { nearestDong, roundFraction } from '../kernel/rounding.js'
import { exact, type FeeAgreement, type FeeBase, type Quality } from './agreement.js'
import type { FeeLine } from './line.js'
import { bandOf, type Measured, ratioOf } from './quality.js'

/** How a line was reckoned: the base and what it was made of, the rate, the band and why, the exact fee, each exact share, and who took the rest. */
export function explainLine(line: FeeLine, agreement: FeeAgreement, language: Language) {
	const { terms, productId, from, source, certainty } = agreement
	const base = fractionFromText(line.base)
	const whole = multiplyFractions(multiplyFractions(base, exact(terms.rate)), exact(line.factor))
	return {
		kind: line.kind,
		communeId: line.communeId,
		agreement: { id: agreement.id, productId, from, base: terms.base, rate: terms.rate, residual: terms.residual, source, certainty },
		parts: line.parts.map(({ productId: of, yearly, interest, dongDays }) => ({
			productId: of,
			yearly,
			interest,
			dongDays: String(dongDays),
		})),
		interest: line.interest,
		base: { exact: exactText(base), amount: dong(roundFraction(base, nearestDong)), how: sentence(bases[terms.base], language) },
		quality: terms.quality === null || line.measured === null ? null : explainQuality(terms.quality, line.measured, line.factor, language),
		factor: line.factor,
		fee: { exact: exactText(whole), amount: line.fee },
		shares: line.shares.map(({ level, amount }) => {
			const { percent } = must(
				terms.shares.find((share) => share.level === level),
				'the percents of a share',
			)
			const own = exact(percent)
			return {
				level,
				percent,
				exact: exactText({ numerator: line.fee * own.numerator, denominator: own.denominator * 100n }),
				amount,
				takesTheRest: level === terms.residual,
			}
		}),
		residual: { level: terms.residual, amount: line.leftOver },
	}
}

/** The ratio that was measured, the band that it falls into, and a sentence that says so. */
function explainQuality(quality: Quality, { part, whole, badDebt, outstanding }: Measured, factor: string, language: Language) {
	const ratio = ratioOf(part, whole)
	const band = bandOf(quality.bands, ratio)
	const badDebtRatio = badDebt === null ? null : ratioOf(badDebt, outstanding)
	const details = {
		part: vietnameseNumber(part),
		whole: vietnameseNumber(whole),
		ratio: percentText(ratio),
		from: vietnamesePercent(exact(band.from)),
		factor: vietnamesePercent(exact(factor)),
		badDebt: badDebtRatio === null ? '' : percentText(badDebtRatio),
		limit: quality.badDebtFrom === null ? '' : vietnamesePercent(exact(quality.badDebtFrom)),
	}
	const isCut = factor !== band.factor
	return {
		measure: quality.measure,
		of: quality.of,
		part,
		whole,
		ratio: exactText(ratio),
		band,
		badDebtRatio: badDebtRatio === null ? null : exactText(badDebtRatio),
		why: sentence(isCut ? cut : reasons[quality.measure], language, details),
	}
}

const bases: Readonly<Record<FeeBase, Words>> = {
	'interest-collected': { vi: 'lãi thực thu trong tháng', en: 'interest collected in the month' },
	'balance-with-interest-collected': {
		vi: 'dư nợ có thu được lãi: lãi thực thu ÷ (lãi suất năm ÷ 12), tính riêng từng lãi suất',
		en: 'the balance of which interest was collected: interest ÷ (yearly rate ÷ 12), rate by rate',
	},
	'average-in-term-balance': {
		vi: 'dư nợ trong hạn bình quân các ngày trong tháng',
		en: 'the balance in term on the average of the days of the month',
	},
}

const reasons: Readonly<Record<Quality['measure'], Words>> = {
	'overdue-ratio': {
		vi: 'nợ quá hạn {part} trên tổng dư nợ {whole} đồng cuối tháng là {ratio}, thuộc mức từ {from}: hưởng {factor}',
		en: 'overdue {part} of {whole} đồng owed at the month’s end is {ratio}, in the band from {from}: {factor} is paid',
	},
	'collection-rate': {
		vi: 'thu được {part} trên {whole} đồng lãi phải thu đến cuối tháng là {ratio}, thuộc mức từ {from}: hưởng {factor}',
		en: 'collected {part} of {whole} đồng of interest due by the month’s end is {ratio}, in the band from {from}: {factor} is paid',
	},
}
const cut: Words = {
	vi: 'nợ xấu {badDebt} từ {limit} trở lên: hưởng {factor}, dù tỷ lệ thu là {ratio}',
	en: 'bad debt of {badDebt} is {limit} or more: {factor} is paid, although {ratio} was collected',
}

/** A ratio with two decimals, half up: "1,99 %". */
function percentText(ratio: Fraction): string {
	return vietnamesePercent({
		numerator: roundFraction({ ...ratio, numerator: ratio.numerator * 10_000n }, nearestDong),
		denominator: 10_000n,
	})
}
