import { must } from '../kernel/assert.js'
import { Decimal } from '../kernel/decimal.js'
import { type Language, Refusal, sentence, type Words } from '../kernel/refusal.js'
import { type GroupRule, numbersOf } from './rules.js'

/**
 * What the bank scores a group by: giao dịch xã, nợ quá hạn, thu nợ đến hạn, thu lãi, tổ viên gửi tiền, số dư tiền gửi
 * tăng; in the order of the rule that says the most points of each (VBSP-SCM).
 */
export const criteria = ['communeDay', 'overdue', 'principalCollected', 'interestCollected', 'savers', 'savingsGrowth'] as const
export type Criterion = (typeof criteria)[number]

/** The points of each criterion as decimal text. */
export type Points = Readonly<Record<Criterion, string>>

/** Tốt, khá, trung bình, yếu. */
export const bands = ['good', 'fair', 'average', 'weak'] as const
export type Band = (typeof bands)[number]

export const bandNames: Readonly<Record<Band, Words>> = {
	good: { vi: 'Tốt', en: 'good' },
	fair: { vi: 'Khá', en: 'fair' },
	average: { vi: 'Trung bình', en: 'average' },
	weak: { vi: 'Yếu', en: 'weak' },
}

/** The bank's score of a group in a month. */
export type Score = { readonly points: Points; readonly total: string; readonly bankBand: Band | null }

/** The band of so many points by the table of a month. */
export function bandOf(total: string, rule: GroupRule): Band {
	const reached = numbersOf(rule.value).findIndex((mark) => new Decimal(total).greaterThanOrEqualTo(mark))
	return must(bands[reached === -1 ? bands.length - 1 : reached], 'a band')
}

/** Refuses points above the most of their criterion, and a total that they do not add up to. */
export function refuseImpossibleScore({ points, total }: Score, maxima: GroupRule): void {
	const most = numbersOf(maxima.value)
	for (const [index, criterion] of criteria.entries()) {
		const max = must(most[index], 'the most points of a criterion')
		if (new Decimal(points[criterion]).greaterThan(max))
			throw new Refusal('score.points-above-maximum', { path: `points.${criterion}`, details: { max: String(max) } })
	}
	const sum = criteria.reduce((all, criterion) => all.plus(points[criterion]), new Decimal(0))
	if (!sum.equals(total)) throw new Refusal('score.total-differs', { path: 'total', details: { sum: sum.toFixed() } })
}

/** A score with its numbers written in one way: "19.50" and "19.5" are the same points. */
export function canonical({ points, total, bankBand }: Score): Score {
	const entries = criteria.map((criterion) => [criterion, plain(points[criterion])] as const)
	return { points: Object.fromEntries(entries) as Points, total: plain(total), bankBand }
}

/** Whether the bank said of a month what it had said before. */
export function isSameScore(a: Score, b: Score): boolean {
	return a.total === b.total && a.bankBand === b.bankBand && criteria.every((criterion) => a.points[criterion] === b.points[criterion])
}

/** What is odd about a score: the bank's band is not the one of the table. */
export function bandWarning({ bankBand, total }: Score, band: Band, rule: GroupRule, language: Language) {
	if (bankBand === null || bankBand === band) return null
	const words = {
		vi: 'Ngân hàng xếp {bank}, theo thang điểm thì {total} điểm là {band}',
		en: 'The bank says {bank}; by the table {total} points are {band}',
	}
	const details = { bank: bandNames[bankBand][language], band: bandNames[band][language], total }
	return { code: 'score.band-differs', message: sentence(words, language, details), source: rule.source }
}

function plain(text: string): string {
	return new Decimal(text).toFixed()
}
