import type { CalendarDate } from '../kernel/calendar-date.js'
import { addMonths, yearOf } from '../kernel/calendar-date.js'
import { compareFractions } from '../kernel/fraction.js'
import { rateFraction } from '../kernel/rate.js'
import { type Language, Refusal, sentence, type Words } from '../kernel/refusal.js'
import { circleLawOn } from './law.js'
import type { Notice } from './notice.js'
import type { PersonWithAge } from './stored.js'
import type { CircleTerms } from './terms.js'

/** What somebody should look at twice: in words, with the rule that says so. */
export type CircleWarning = { readonly code: string; readonly message: string; readonly source: string }

const sentences = {
	'notice-amount': {
		vi: 'Các phần họ một kỳ từ 100 triệu đồng: chủ họ phải thông báo UBND xã bằng văn bản',
		en: 'The shares of one turn reach 100 million: the commune must be told in writing',
	},
	'notice-circles': {
		vi: 'Chủ họ đang tổ chức {count} dây họ: phải thông báo UBND xã bằng văn bản',
		en: 'The organiser runs {count} circles: the commune must be told in writing',
	},
	'late-rate-capped': {
		vi: 'Lãi chậm góp thoả thuận vượt 20 %/năm: chỉ tính 20 %/năm',
		en: 'Late interest is agreed above 20 % a year: 20 % is reckoned',
	},
	'member-young': {
		vi: '{name} từ 15 đến chưa đủ 18 tuổi: phải có tài sản riêng',
		en: '{name} is between 15 and 18: she needs property of her own',
	},
} as const satisfies Readonly<Record<string, Words>>

function warning(
	code: keyof typeof sentences,
	source: string,
	language: Language,
	details: Readonly<Record<string, string>> = {},
): CircleWarning {
	return { code: `rotation.${code}`, message: sentence(sentences[code], language, details), source }
}

/** Why the commune is to be told, one warning for each reason. */
export function noticeWarnings(notice: Notice | null, language: Language): readonly CircleWarning[] {
	return (notice?.reasons ?? []).map((reason) =>
		warning(reason === 'amount' ? 'notice-amount' : 'notice-circles', notice?.source ?? '', language, {
			count: String(notice?.circlesOfOrganiser ?? 0),
		}),
	)
}

/** Terms that the law lets stand only in part. */
export function termsWarnings({ lateYearly }: CircleTerms, on: CalendarDate, language: Language): readonly CircleWarning[] {
	const law = circleLawOn(on)
	if (lateYearly === null || compareFractions(rateFraction(lateYearly), rateFraction(law.yearlyMax)) <= 0) return []
	return [warning('late-rate-capped', law.sources.late, language)]
}

/** Refuses who is under fifteen on the day, and warns of who is under eighteen (NĐ 19/2019/NĐ-CP Art. 5). Of a year of birth alone the year decides. */
export function ageWarnings(people: readonly PersonWithAge[], on: CalendarDate, language: Language): readonly CircleWarning[] {
	const law = circleLawOn(on)
	return people.flatMap((person) => {
		if (isUnder(person, law.ageMin, on))
			throw new Refusal('rotation.member-too-young', { path: 'shares', details: { name: person.name, age: String(law.ageMin), on } })
		return isUnder(person, law.ageFull, on) ? [warning('member-young', law.sources.age, language, { name: person.name })] : []
	})
}

function isUnder({ bornOn, birthYear }: PersonWithAge, age: number, on: CalendarDate): boolean {
	if (bornOn !== null) return addMonths(bornOn, age * 12) > on
	return birthYear !== null && yearOf(on) - birthYear < age
}
