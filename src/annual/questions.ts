import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'

/** The days and the reach of one report. */
export type Frame = {
	readonly year: number
	readonly from: CalendarDate
	/** The last day of what happened in the year. */
	readonly to: CalendarDate
	readonly knownAt: Instant
	/** The unit that was asked for; undefined for all that the asker reaches. */
	readonly unitId: string | undefined
}

/** What a question is asked with, as its address says it. */
export type Given = Readonly<Record<string, string | undefined>>

/** The address of a question; what is not asked for is not in it. */
export function addressOf(path: string, given: Given): string {
	const parts = Object.entries(given).flatMap(([name, value]) =>
		value === undefined ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%3A', ':')}`],
	)
	return `/api/v1${path}?${parts.join('&')}`
}
