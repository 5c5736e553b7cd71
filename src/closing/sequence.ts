import { addMonths, type CalendarDate, monthEnd, monthOf, monthStart, yearOf } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'

/** A month as people in Vietnam write it: 10/2026. */
export function vietnameseMonth(day: CalendarDate): string {
	return `${String(monthOf(day)).padStart(2, '0')}/${yearOf(day)}`
}

/** Refuses a month that is not over: something of it may still happen. `last` is its last day. */
export function refuseUnendedMonth(last: CalendarDate, today: CalendarDate): void {
	if (today <= last) throw new Refusal('closing.month-not-ended', { path: 'month', details: { month: vietnameseMonth(last) } })
}

/**
 * Refuses to close a book out of order: a month that is closed, or one before which another is open. The first time any month
 * may be closed, with all that came before it.
 */
export function refuseOutOfOrder(book: string, closedThrough: CalendarDate | null, last: CalendarDate): void {
	if (closedThrough === null) return
	if (last <= closedThrough) {
		const details = { book, month: vietnameseMonth(closedThrough) }
		throw new Refusal('closing.closed-already', { path: 'month', details })
	}
	const next = monthEnd(addMonths(monthStart(closedThrough), 1))
	if (last > next) throw new Refusal('closing.earlier-month-open', { path: 'month', details: { book, month: vietnameseMonth(next) } })
}
