import { addMonths, type CalendarDate, calendarDate, daysBetween, monthEnd } from '../kernel/calendar-date.js'

declare const month: unique symbol

/** A month of the calendar, 'YYYY-MM'. Sorts as text. */
export type Month = string & { readonly [month]: 'month' }

/** Whether the text is a month, from 1900 to 2199. */
export function isMonth(text: string): text is Month {
	return /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(text)
}

/** The first and the last day of a month, and how many it has. */
export function daysOfMonth(of: Month): { readonly first: CalendarDate; readonly last: CalendarDate; readonly count: number } {
	const first = calendarDate(`${of}-01`)
	return { first, last: monthEnd(first), count: daysBetween(first, addMonths(first, 1)) }
}
