import type { CalendarDate } from '../kernel/calendar-date.js'
import { dayInVietnam, type Instant, instantFromText } from '../kernel/instant.js'
import { must } from '../kernel/assert.js'

/** The only place where anybody asks what time it is; below the door, today and now are arguments. */
export type Clock = {
	/** The moment, in UTC. */
	readonly now: () => Instant
	/** The day in Asia/Ho_Chi_Minh. */
	readonly today: () => CalendarDate
}

export const systemClock: Clock = clockFrom(() => new Date())

/** A clock that tells what the function tells: tests and the demonstration bring their own time. */
export function clockFrom(moment: () => Date): Clock {
	const now = (): Instant =>
		must(
			instantFromText(
				moment()
					.toISOString()
					.replace(/(\.\d{3})Z$/, '$1000Z'),
			),
			'a moment of the clock',
		)
	return { now, today: () => dayInVietnam(now()) }
}
