import type { Asked, Chapter } from '../../src/annual/figure.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'

/** An answer of the API as a chapter gets it, of one day or of a year up to it. */
export function answered(answer: unknown, asOf = '2022-12-31', from: string | null = null): Asked {
	return {
		answer,
		href: '/api/v1/reports/somewhere',
		from: from === null ? null : calendarDate(from),
		asOf: calendarDate(asOf),
		knownAt: '2023-01-05T02:00:00.000000Z' as Instant,
	}
}

/** What a chapter says in Vietnamese; what it misses, in brackets. */
export function said(chapter: Chapter): string {
	return 'missing' in chapter ? `[${chapter.missing.vi}]` : chapter.sentence.vi
}

export function saidInEnglish(chapter: Chapter): string {
	return 'missing' in chapter ? `[${chapter.missing.en}]` : chapter.sentence.en
}

/** The figures of a chapter as key and value. */
export function valuesOf(chapter: Chapter): readonly (readonly [string, string])[] {
	return 'missing' in chapter ? [] : chapter.figures.map(({ key, value }) => [key, value])
}
