import { never } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { nextWorkingDay } from '../kernel/working-days.js'
import type { Calendar } from '../units/calendar.js'
import { beforeEverything, firstTransactionDay, movedSpans, type Span, spansOf } from '../units/transaction-days.js'
import type { LastDayInTime } from './accrual.js'
import type { Terms } from './schemas.js'
import type { Move } from './state.js'

/** The days of a loan by where it has moved since it was signed. */
export type LastDaysInTime = (moves: readonly Move[]) => LastDayInTime

/**
 * Until which day a payment due on a contractual day is in time: that day, the next working day (BLDS 2015 art. 148.5)
 * or the first day on which the bank comes to the commune (NHCSXH), as the terms say. The bank comes as it is entered
 * for the commune, from the day on which that is so; where nothing is entered yet, on the day that was frozen at
 * signing; where that is not known either, the contractual day stands. `communeId` is that of signing, null for terms
 * that nobody has signed. What is due stays due on its own day: only lateness waits.
 */
export function lastDaysInTime(terms: Terms, calendar: Calendar, communeId: string | null): LastDaysInTime {
	switch (terms.dueDays) {
		case 'none':
			return () => (dueOn) => dueOn
		case 'next-working-day': {
			const next = remembered(calendar, 'next-working-day', () => (dueOn) => nextWorkingDay(dueOn, calendar.daysOff))
			return () => next
		}
		case 'transaction-day':
			return (moves) => {
				const places = [communeId ?? '', ...moves.flatMap(({ on, communeId: to }) => [on, to])]
				return remembered(calendar, [terms.transactionDay, ...places].join(' '), () => {
					const spans = transactionSpans(calendar, { communeId, transactionDay: terms.transactionDay ?? null, moves })
					return (dueOn) => firstTransactionDay(spans, dueOn)
				})
			}
		default:
			return never(terms.dueDays)
	}
}

/** When the bank comes to a loan, in the communes through which it has moved. */
export function transactionSpans(
	{ communes }: Calendar,
	loan: { readonly communeId: string | null; readonly transactionDay: number | null; readonly moves: readonly Move[] },
): readonly Span[] {
	const spansIn = (id: string | null) => spansOf(id === null ? undefined : communes.get(id), loan.transactionDay)
	const first = { from: beforeEverything, spans: spansIn(loan.communeId) }
	return movedSpans([first, ...loan.moves.map(({ on, communeId }) => ({ from: on, spans: spansIn(communeId) }))])
}

const answers = new WeakMap<Calendar, Map<string, LastDayInTime>>()

/** Loans of one rule in one commune have the same days: a province has a few hundred of such, and asks for each again and again. */
function remembered(calendar: Calendar, rule: string, reckon: () => LastDayInTime): LastDayInTime {
	const ofCalendar = answers.get(calendar) ?? new Map<string, LastDayInTime>()
	answers.set(calendar, ofCalendar)
	const seen = ofCalendar.get(rule)
	if (seen !== undefined) return seen
	const days = new Map<CalendarDate, CalendarDate>()
	const lastDay = reckon()
	const answer: LastDayInTime = (dueOn) => {
		const known = days.get(dueOn)
		if (known !== undefined) return known
		const last = lastDay(dueOn)
		days.set(dueOn, last)
		return last
	}
	ofCalendar.set(rule, answer)
	return answer
}
