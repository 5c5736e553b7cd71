import { assert } from './assert.js'
import { type CalendarDate, isCalendarDate } from './calendar-date.js'

declare const instant: unique symbol

/** A moment in UTC with six digits of a second, 'YYYY-MM-DDTHH:MM:SS.ffffffZ'. Sorts as text. */
export type Instant = string & { readonly [instant]: 'moment' }

const shape = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|z|[+-]\d\d(?::?\d\d)?)$/

/**
 * Reads an RFC 3339 instant, or null. One that is given in fractions of a second names its whole last digit: `.250Z`
 * stands for the end of that millisecond, so that "what was known by then" holds what was answered in it.
 */
export function instantFromText(text: string): Instant | null {
	const match = shape.exec(text)
	if (match === null) return null
	const [, day, hour, minute, second, digits, zone] = match
	if (day === undefined || zone === undefined || !isCalendarDate(day)) return null
	if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
	const offset = zone === 'Z' || zone === 'z' ? 'Z' : zone.replace(/^([+-]\d\d):?(\d\d)?$/, (_, h, m) => `${h}:${m ?? '00'}`)
	const whole = Date.parse(`${day}T${hour}:${minute}:${second}${offset}`)
	if (Number.isNaN(whole)) return null
	const fraction = digits === undefined ? '000000' : digits.slice(0, 6).padEnd(6, '9')
	return `${new Date(whole).toISOString().slice(0, 19)}.${fraction}Z` as Instant
}

/** Reads what PostgreSQL prints for a timestamptz when the session's zone is UTC. */
export function instantFromDatabase(text: string): Instant {
	const match = shape.exec(text)
	assert(match !== null && /^(Z|\+00(:?00)?)$/.test(match[6] ?? ''), `an instant of the database in UTC: ${text}`)
	return `${match[1]}T${match[2]}:${match[3]}:${match[4]}.${(match[5] ?? '').padEnd(6, '0')}Z` as Instant
}

/** After every moment: who asks what is known now, and holds what could change, asks by it. */
export const endOfTime = '9999-12-31T23:59:59.999999Z' as Instant

/** The moment at which a day of Việt Nam (UTC+7, no summer time) begins. */
export function startOfDayInVietnam(date: CalendarDate): Instant {
	return `${new Date(Date.parse(`${date}T00:00:00+07:00`)).toISOString().slice(0, 19)}.000000Z` as Instant
}

/** The day in Việt Nam at that moment. */
export function dayInVietnam(moment: Instant): CalendarDate {
	return new Date(Date.parse(moment) + 7 * 3_600_000).toISOString().slice(0, 10) as CalendarDate
}
