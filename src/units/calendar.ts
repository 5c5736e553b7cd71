import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { DaysOff } from '../kernel/working-days.js'
import { type DayKind, daysOffTable } from './days-off.js'
import type { CommuneDays } from './transaction-days.js'

/** What is known of days: those off, and when the bank comes to each commune. Whoever tells a loan by its days is handed it. */
export type Calendar = { readonly daysOff: DaysOff; readonly communes: ReadonlyMap<string, CommuneDays> }

/** Every line of the calendar that was ever entered, in the order in which it was. */
export type CalendarLines = {
	readonly daysOff: readonly { readonly on: CalendarDate; readonly kind: DayKind; readonly recordedAt: Instant }[]
	readonly fixed: readonly {
		readonly communeId: string
		readonly from: CalendarDate
		readonly dayOfMonth: number
		readonly recordedAt: Instant
	}[]
	readonly overrides: readonly {
		readonly communeId: string
		readonly month: string
		readonly on: CalendarDate
		readonly recordedAt: Instant
	}[]
}

/** The calendar as it was known at a moment: of the lines about one day, the latest counts. */
export function calendarKnown(lines: CalendarLines, knownAt: Instant): Calendar {
	const known = <T extends { readonly recordedAt: Instant }>(all: readonly T[]): readonly T[] =>
		all.filter(({ recordedAt }) => recordedAt <= knownAt)
	const kinds = new Map(known(lines.daysOff).map(({ on, kind }) => [on, kind]))
	const communes = new Map<string, { fixed: Map<CalendarDate, number>; overrides: Map<string, CalendarDate> }>()
	const commune = (id: string) => {
		const seen = communes.get(id) ?? { fixed: new Map(), overrides: new Map() }
		communes.set(id, seen)
		return seen
	}
	for (const { communeId, from, dayOfMonth } of known(lines.fixed)) commune(communeId).fixed.set(from, dayOfMonth)
	for (const { communeId, month, on } of known(lines.overrides)) commune(communeId).overrides.set(month, on)
	const inOrder = (fixed: ReadonlyMap<CalendarDate, number>) =>
		[...fixed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, dayOfMonth]) => ({ from, dayOfMonth }))
	return {
		daysOff: daysOffTable([...kinds].map(([on, kind]) => ({ on, kind }))),
		communes: new Map([...communes].map(([id, { fixed, overrides }]) => [id, { fixed: inOrder(fixed), overrides }])),
	}
}
