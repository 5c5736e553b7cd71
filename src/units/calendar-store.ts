import type { Instant } from '../kernel/instant.js'
import { asc } from 'drizzle-orm'
import type { Tx } from '../platform/database.js'
import { type Calendar, calendarKnown, type CalendarLines } from './calendar.js'
import { noticedDays, transactionDayOverrides, transactionDays } from './tables.js'

/** How long a calendar is kept; another process of the program may have been told of a new day meanwhile. */
const keptMs = 10_000
const linesMax = 200_000

type Kept = { readonly until: number; readonly lines: CalendarLines; readonly latest: Instant; readonly calendar: Calendar }

const kept = new Map<string, Kept>()

/** The calendar of this database as it is known, or as it was known at a moment. It is read again after ten seconds: it is edited a few times a year. */
export async function readCalendar(tx: Tx, knownAt: Instant | null = null): Promise<Calendar> {
	const { lines, latest, calendar } = await keptLines(tx)
	return knownAt === null || knownAt >= latest ? calendar : calendarKnown(lines, knownAt)
}

/** Whether anything of the calendar was learnt after a moment, and up to another where one is named. */
export async function isCalendarLearntBetween(tx: Tx, since: Instant, until: Instant | null = null): Promise<boolean> {
	const { lines, latest } = await keptLines(tx)
	if (latest <= since) return false
	const all = [...lines.daysOff, ...lines.fixed, ...lines.overrides]
	return all.some(({ recordedAt }) => recordedAt > since && (until === null || recordedAt <= until))
}

/** The calendar as this transaction leaves it; nothing is kept of it. */
export async function readCalendarAnew(tx: Tx): Promise<Calendar> {
	return (await readLines(tx)).calendar
}

/** Forgets the calendar that is kept: a day was entered. */
export function forgetCalendar(tx: Tx): void {
	kept.delete(nameOf(tx))
}

async function keptLines(tx: Tx): Promise<Kept> {
	const key = nameOf(tx)
	const seen = kept.get(key)
	const now = seen !== undefined && seen.until > performance.now() ? seen : await readLines(tx)
	kept.set(key, now)
	return now
}

async function readLines(tx: Tx): Promise<Kept> {
	const lines: CalendarLines = {
		daysOff: await tx
			.select({ on: noticedDays.onDate, kind: noticedDays.kind, recordedAt: noticedDays.recordedAt })
			.from(noticedDays)
			.orderBy(asc(noticedDays.recordedAt))
			.limit(linesMax),
		fixed: await tx
			.select({
				communeId: transactionDays.unitId,
				from: transactionDays.fromOn,
				dayOfMonth: transactionDays.dayOfMonth,
				recordedAt: transactionDays.recordedAt,
			})
			.from(transactionDays)
			.orderBy(asc(transactionDays.recordedAt))
			.limit(linesMax),
		overrides: await tx
			.select({
				communeId: transactionDayOverrides.unitId,
				month: transactionDayOverrides.month,
				on: transactionDayOverrides.onDate,
				recordedAt: transactionDayOverrides.recordedAt,
			})
			.from(transactionDayOverrides)
			.orderBy(asc(transactionDayOverrides.recordedAt))
			.limit(linesMax),
	}
	const latest = [...lines.daysOff, ...lines.fixed, ...lines.overrides].reduce(
		(last, { recordedAt }) => (recordedAt > last ? recordedAt : last),
		'' as Instant,
	)
	return { until: performance.now() + keptMs, lines, latest, calendar: calendarKnown(lines, latest) }
}

function nameOf(tx: Tx): string {
	const { host, port, database } = tx.$client as unknown as { host: string; port: number; database: string }
	return `${host}:${port}/${database}`
}
