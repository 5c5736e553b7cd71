import { shownEvent } from '../contracts/shown-event.js'
import type { Outcome } from '../contracts/telling.js'
import type { StoredEvent } from '../contracts/stored.js'
import { type CalendarDate, daysBetween } from '../kernel/calendar-date.js'
import { sum } from '../kernel/money.js'
import type { CustodyEventDetails } from './event.js'
import { isLate } from './report.js'
import { type CustodyState, heldOf, type Meeting } from './state.js'
import type { CustodyRow } from './stored.js'

/** Who holds the cash of which group. */
export function custodyLine(row: CustodyRow) {
	return {
		custodyId: row.contract.id,
		groupId: row.groupId,
		leaderId: row.leaderId,
		leaderCode: row.leaderCode,
		leaderName: row.leaderName,
	}
}

/** What is held of a meeting on a day: late from the day after the one by which it was to be handed over. */
export function meetingView(meeting: Meeting, asOf: CalendarDate) {
	const { sheetId, metOn, dueOn, held } = meeting
	const late = isLate(meeting, asOf)
	return { sheetId, metOn, dueOn, amount: held, late, daysLate: late ? daysBetween(dueOn, asOf) : 0 }
}

/** A custody as it stood on a day. */
export function custodyView(row: CustodyRow, state: CustodyState, asOf: CalendarDate) {
	const { collected, takenOver, handedOver, passedOn, coveredThrough } = state
	const meetings = state.meetings.map((meeting) => meetingView(meeting, asOf))
	return {
		...custodyLine(row),
		held: heldOf(state),
		late: sum(meetings.flatMap(({ late, amount }) => (late ? [amount] : []))),
		collected,
		takenOver,
		handedOver,
		passedOn,
		coveredThrough,
		meetings,
	}
}

/** An event as the custody's history shows it. A reversal shows the day on which it was decided. */
export function eventView(event: StoredEvent, history: readonly StoredEvent[]) {
	return { custodyId: event.contractId, ...shownEvent<CustodyEventDetails>(event, history) }
}

/** What a recording did. */
export function outcomeView(row: CustodyRow, outcome: Outcome<CustodyState>) {
	return {
		...custodyLine(row),
		eventId: String(outcome.seq),
		entryIds: outcome.entries.map(({ id }) => id),
		held: heldOf(outcome.state),
		meetings: outcome.state.meetings.map(({ sheetId, metOn, dueOn, held }) => ({ sheetId, metOn, dueOn, amount: held })),
	}
}
