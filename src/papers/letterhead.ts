import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { dayInVietnam, type Instant } from '../kernel/instant.js'
import { type Language, sentence, type Words } from '../kernel/refusal.js'
import type { Paper } from '../documents/paper.js'

/** Whose paper it is, in which language, about which day and as known when. */
export type Letter = {
	readonly language: Language
	readonly province: string | null
	readonly asOf: CalendarDate
	readonly knownAt: Instant
}

/** What all papers of the Union have: its name, the day that they are about, and the moment of knowledge by which the same paper is asked for again. */
export function letterhead({
	language,
	province,
	asOf,
	knownAt,
}: Letter): Pick<Paper, 'language' | 'organisation' | 'placeAndDay' | 'subtitle' | 'foot' | 'madeAt' | 'orientation'> {
	const made = dayInVietnam(knownAt)
	const [day, month, year] = vietnameseDate(made).split('/') as [string, string, string]
	// The province's own name, without the word for what it is.
	const place = province?.replace(/^(tỉnh|thành phố) /i, '') ?? '………'
	const asked = { day: vietnameseDate(asOf), knownAt }
	return {
		language,
		organisation: [union[language], (province ?? '').toUpperCase()].filter((line) => line !== ''),
		placeAndDay: `${place}, ${sentence(dated, language, { day, month, year })}`,
		subtitle: [sentence(until, language, asked)],
		foot: sentence(known, language, asked),
		madeAt: knownAt,
		orientation: 'portrait',
	}
}

const union: Words = { vi: 'HỘI LIÊN HIỆP PHỤ NỮ', en: "WOMEN'S UNION" }
const dated: Words = { vi: 'ngày {day} tháng {month} năm {year}', en: '{day}/{month}/{year}' }
const until: Words = { vi: 'Tính đến ngày {day}', en: 'As of {day}' }
const known: Words = {
	vi: 'Sổ Quỹ · tính đến {day}, theo những gì đã biết lúc {knownAt}',
	en: 'Sổ Quỹ · as of {day}, as it was known at {knownAt}',
}
