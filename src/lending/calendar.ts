import type { CalendarDate } from '../kernel/calendar-date.js'
import { never } from '../kernel/assert.js'
import { type DaysOff, nextWorkingDay, transactionDayOnOrAfter } from '../kernel/working-days.js'
import type { LastDayInTime } from './accrual.js'
import type { Terms } from './schemas.js'

/**
 * Until which day a payment due on a contractual day is in time: that day, the next working day (BLDS 2015 art. 148.5)
 * or the commune's next transaction day (NHCSXH), as the terms say. Days off are only ever edited ahead, so what has
 * passed is not told anew.
 */
export function lastDayInTime(terms: Terms, daysOff: DaysOff): LastDayInTime {
	const days = new Map<CalendarDate, CalendarDate>()
	return (dueOn) => {
		const seen = days.get(dueOn)
		if (seen !== undefined) return seen
		const last = reckon(terms, daysOff, dueOn)
		days.set(dueOn, last)
		return last
	}
}

function reckon(terms: Terms, daysOff: DaysOff, dueOn: CalendarDate): CalendarDate {
	switch (terms.dueDays) {
		case 'none':
			return dueOn
		case 'next-working-day':
			return nextWorkingDay(dueOn, daysOff)
		case 'transaction-day':
			// A commune whose day is not entered yet keeps the contractual day.
			return terms.transactionDay === undefined ? dueOn : transactionDayOnOrAfter(dueOn, terms.transactionDay)
		default:
			return never(terms.dueDays)
	}
}
