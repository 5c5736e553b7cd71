import { addDays, type CalendarDate, calendarDate, earlier, later } from '../kernel/calendar-date.js'
import { transactionDayBefore, transactionDayOnOrAfter } from '../kernel/working-days.js'

/** What the bank announced about one commune: its fixed day of the month by date, and the months in which it comes on another. */
export type CommuneDays = {
	readonly fixed: readonly { readonly from: CalendarDate; readonly dayOfMonth: number }[]
	/** By month, 'YYYY-MM'. */
	readonly overrides: ReadonlyMap<string, CalendarDate>
}

/**
 * A stretch of time, until the next one begins, in which the bank comes on one day of the month. Null where no day is
 * known: then every day is as good as another, and what falls due is in time on its own day.
 */
export type Span = {
	readonly from: CalendarDate
	readonly dayOfMonth: number | null
	readonly overrides: ReadonlyMap<string, CalendarDate>
}

/** Before every day of any book. */
export const beforeEverything = calendarDate('1900-01-01')
const nothingAnnounced: CommuneDays = { fixed: [], overrides: new Map() }

/** The stretches of a commune. Until the first day that is entered for it, the bank comes on the day that was agreed otherwise. */
export function spansOf({ fixed, overrides }: CommuneDays = nothingAnnounced, otherwise: number | null = null): readonly Span[] {
	const changes = fixed.map(({ from, dayOfMonth }) => ({ from, dayOfMonth, overrides }))
	return [{ from: beforeEverything, dayOfMonth: otherwise, overrides }, ...changes]
}

/** The stretches of somebody who moves: those of each commune, from the day of coming there until that of leaving. Stays in order of their days. */
export function movedSpans(stays: readonly { readonly from: CalendarDate; readonly spans: readonly Span[] }[]): readonly Span[] {
	return stays.flatMap(({ from, spans }, index) => {
		const until = stays[index + 1]?.from ?? null
		return spans
			.filter((span, at) => (until === null || later(span.from, from) < until) && isAfter(spans[at + 1]?.from ?? null, from))
			.map((span) => ({ ...span, from: later(span.from, from) }))
	})
}

/** The first day, on or after a date, on which the bank comes. */
export function firstTransactionDay(spans: readonly Span[], date: CalendarDate): CalendarDate {
	for (const [index, { from, dayOfMonth, overrides }] of spans.entries()) {
		const until = spans[index + 1]?.from ?? null
		if (!isAfter(until, date)) continue
		const start = later(date, from)
		const day = dayOfMonth === null ? start : transactionDayOnOrAfter(start, dayOfMonth, overrides)
		if (isAfter(until, day)) return day
	}
	return date
}

/** The last day before a date on which the bank came; null where it had not come yet. */
export function lastTransactionDay(spans: readonly Span[], before: CalendarDate): CalendarDate | null {
	for (let index = spans.length - 1; index >= 0; index -= 1) {
		const span = spans[index]
		if (span === undefined || span.from >= before) continue
		const end = earlier(before, spans[index + 1]?.from ?? before)
		const day = span.dayOfMonth === null ? addDays(end, -1) : transactionDayBefore(end, span.dayOfMonth, span.overrides)
		if (day >= span.from) return day
	}
	return null
}

/** Whether a stretch that ends before `until` (null: never) reaches beyond the day. */
function isAfter(until: CalendarDate | null, day: CalendarDate): boolean {
	return until === null || until > day
}
