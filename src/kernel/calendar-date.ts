import { addMonths as addMonthsToDate, isValid, parse } from 'date-fns'
import { assert } from './assert.js'

declare const day: unique symbol

/** A day of the calendar as 'YYYY-MM-DD'. Sorts as text; has no time and no time zone. */
export type CalendarDate = string & { readonly [day]: 'calendar' }

/** The lengths in which contracts count: BLDS 2015 art. 145 reckons them by the solar calendar. */
export type Period = 'day' | 'week' | 'month'

/** Dates n·every from the anchor, always counted from the anchor itself, so that they never drift. */
export type Cycle = { readonly anchor: CalendarDate; readonly every: number; readonly period: Period }

const millisecondsPerDay = 86_400_000
const dayNumbers = new Map<string, number>()
const dates = new Map<number, CalendarDate>()

/** Whether the text is a day that exists, from 1900 to 2199. */
export function isCalendarDate(text: string): text is CalendarDate {
	if (dayNumbers.has(text)) return true
	if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false
	return isValid(parse(text, 'yyyy-MM-dd', new Date(2000, 0, 1)))
}

/** A text known to be a day; an assertion otherwise. Wire text comes through `wire.ts`. */
export function calendarDate(text: string): CalendarDate {
	assert(isCalendarDate(text), `a day that exists: ${text}`)
	return text
}

/** Days since 1970-01-01; the number that day counts subtract. */
export function dayNumber(date: CalendarDate): number {
	const seen = dayNumbers.get(date)
	if (seen !== undefined) return seen
	const number = Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / millisecondsPerDay
	// A century has 36.525 days: the cache is bounded by the calendar itself.
	dayNumbers.set(date, number)
	return number
}

/** The day with that number since 1970-01-01. */
export function dateOfDayNumber(number: number): CalendarDate {
	const seen = dates.get(number)
	if (seen !== undefined) return seen
	const date = new Date(number * millisecondsPerDay).toISOString().slice(0, 10) as CalendarDate
	dates.set(number, date)
	return date
}

/** Days from one day to the other: the first is counted, the last is not. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
	return dayNumber(to) - dayNumber(from)
}

/** The day so many days later, or earlier. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
	return dateOfDayNumber(dayNumber(date) + days)
}

/** Months ahead of days that were asked for: loans of a province begin on a few thousand days, each with its rows. */
const monthsAhead = new Map<CalendarDate, CalendarDate[]>()

/** The same day so many months later, or the last of that month where it has no such day (BLDS 2015 art. 148.3). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
	if (months < 0 || months > 600) return reckonMonths(date, months)
	let ahead = monthsAhead.get(date)
	if (ahead === undefined) {
		if (monthsAhead.size > 20_000) monthsAhead.clear()
		ahead = []
		monthsAhead.set(date, ahead)
	}
	const seen = ahead[months]
	if (seen !== undefined) return seen
	const reckoned = reckonMonths(date, months)
	ahead[months] = reckoned
	return reckoned
}

function reckonMonths(date: CalendarDate, months: number): CalendarDate {
	const moved = addMonthsToDate(new Date(yearOf(date), monthOf(date) - 1, dayOf(date)), months)
	return dateOfDayNumber(Date.UTC(moved.getFullYear(), moved.getMonth(), moved.getDate()) / millisecondsPerDay)
}

/** The day so many days, weeks or months later; months are clamped to their end. */
export function addPeriods(date: CalendarDate, count: number, period: Period): CalendarDate {
	return period === 'month' ? addMonths(date, count) : addDays(date, period === 'week' ? count * 7 : count)
}

/** The n-th date of a cycle; the 0th is its anchor. */
export function cycleDate(cycle: Cycle, n: number): CalendarDate {
	return n === 0 ? cycle.anchor : addPeriods(cycle.anchor, n * cycle.every, cycle.period)
}

/** The number n of the last date of the cycle that is not after the day; negative before the anchor. */
export function cycleIndex(cycle: Cycle, date: CalendarDate): number {
	const length = cycle.every * (cycle.period === 'month' ? 30.436875 : cycle.period === 'week' ? 7 : 1)
	let n = Math.floor(daysBetween(cycle.anchor, date) / length)
	while (cycleDate(cycle, n) > date) n -= 1
	while (cycleDate(cycle, n + 1) <= date) n += 1
	return n
}

/** Months from one day to a later one; a month begun counts. */
export function monthsUntil(from: CalendarDate, to: CalendarDate): number {
	const cycle: Cycle = { anchor: from, every: 1, period: 'month' }
	const whole = cycleIndex(cycle, to)
	return cycleDate(cycle, whole) < to ? whole + 1 : whole
}

/** The earlier of two days. */
export function earlier<T extends CalendarDate>(a: T, b: T): T {
	return a < b ? a : b
}

/** The later of two days. */
export function later<T extends CalendarDate>(a: T, b: T): T {
	return a > b ? a : b
}

/** The year, four digits. */
export function yearOf(date: CalendarDate): number {
	return Number(date.slice(0, 4))
}

/** 1 to 12. */
export function monthOf(date: CalendarDate): number {
	return Number(date.slice(5, 7))
}

/** 1 to 31. */
export function dayOf(date: CalendarDate): number {
	return Number(date.slice(8, 10))
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(date: CalendarDate): number {
	return (((dayNumber(date) + 4) % 7) + 7) % 7
}

/** The first day of the date's month. */
export function monthStart(date: CalendarDate): CalendarDate {
	return `${date.slice(0, 7)}-01` as CalendarDate
}

/** The last day of the date's month. */
export function monthEnd(date: CalendarDate): CalendarDate {
	return addDays(addMonths(monthStart(date), 1), -1)
}

/** As people in Vietnam write it: 31/10/2022. */
export function vietnameseDate(date: CalendarDate): string {
	return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}
