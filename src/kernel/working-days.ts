import { assert, must } from './assert.js'
import { addDays, addMonths, type CalendarDate, earlier, later, monthEnd, monthStart, weekdayOf, yearOf } from './calendar-date.js'

/**
 * The days that the yearly notices name: weekdays off, weekend days worked in exchange, and the years for which a
 * notice has been entered. Saturdays and Sundays are off without being listed.
 */
export type DaysOff = {
	readonly off: ReadonlySet<CalendarDate>
	readonly worked: ReadonlySet<CalendarDate>
	readonly yearsKnown: ReadonlySet<number>
}

/**
 * The day itself if it is worked, else the next one that is: a term whose last day is a weekend or a holiday ends with
 * the next working day (BLDS 2015 art. 148.5). It only stops "overdue"; interest runs to the day of payment.
 */
export function nextWorkingDay(date: CalendarDate, daysOff: DaysOff): CalendarDate {
	let day = date
	while (!isWorkingDay(day, daysOff)) day = addDays(day, 1)
	return day
}

/** Whether the day is worked (Labour Code 2019 art. 111, 112); a weekend day only where a notice exchanges it. */
export function isWorkingDay(date: CalendarDate, daysOff: DaysOff): boolean {
	if (daysOff.worked.has(date)) return true
	const weekday = weekdayOf(date)
	return weekday !== 0 && weekday !== 6 && !daysOff.off.has(date)
}

/**
 * The first transaction day of a commune on or after a date. The day of the month is fixed and is held on weekends and
 * holidays too ("tổ chức giao dịch bình thường", NHCSXH); a short month holds it on its last day. A day that the bank
 * announced otherwise (Tết) is an override by month, 'YYYY-MM', and may lie in the month before or after.
 */
export function transactionDayOnOrAfter(
	date: CalendarDate,
	dayOfMonth: number,
	overrides: ReadonlyMap<string, CalendarDate> = new Map(),
): CalendarDate {
	const days = transactionDays(date, [-1, 0, 1, 2, 3, 4], dayOfMonth, overrides).filter((day) => day >= date)
	return days.reduce(earlier, must(days[0], 'overrides stay within a month of their own'))
}

/** The last transaction day of a commune before a date, under the same rule. */
export function transactionDayBefore(
	date: CalendarDate,
	dayOfMonth: number,
	overrides: ReadonlyMap<string, CalendarDate> = new Map(),
): CalendarDate {
	const days = transactionDays(date, [-4, -3, -2, -1, 0, 1], dayOfMonth, overrides).filter((day) => day < date)
	return days.reduce(later, must(days[0], 'overrides stay within a month of their own'))
}

/** The years from one day to the other, both included, for which no notice has been entered: dates there may move. */
export function yearsWithoutNotice(from: CalendarDate, to: CalendarDate, daysOff: DaysOff): readonly number[] {
	const years: number[] = []
	for (let year = yearOf(from); year <= yearOf(to); year += 1) {
		if (!daysOff.yearsKnown.has(year)) years.push(year)
	}
	return years
}

/**
 * The transaction days of the months around a date. Each is announced within a month of its own, so the second month from
 * the date has one on the right side of it, and none that lies nearer can belong to a month further off than the fourth.
 */
function transactionDays(
	date: CalendarDate,
	around: readonly number[],
	dayOfMonth: number,
	overrides: ReadonlyMap<string, CalendarDate>,
): readonly CalendarDate[] {
	assert(Number.isInteger(dayOfMonth) && dayOfMonth >= 1 && dayOfMonth <= 31, 'a day of the month')
	return around
		.map((months) => addMonths(monthStart(date), months))
		.map((month) => overrides.get(month.slice(0, 7)) ?? dayInMonth(month, dayOfMonth))
}

function dayInMonth(month: CalendarDate, dayOfMonth: number): CalendarDate {
	return earlier(addDays(month, dayOfMonth - 1), monthEnd(month))
}
