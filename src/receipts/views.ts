import { shownEvent } from '../contracts/shown-event.js'
import type { Outcome } from '../contracts/telling.js'
import type { StoredEvent } from '../contracts/stored.js'
import type { ReceiptEventDetails } from './event.js'
import { printed } from './serial.js'
import { type BookState, countsOf, serialsOf } from './state.js'
import type { BookRow } from './stored.js'

/** A book in any list: its range, who keeps it, and how many leaves are in each state. */
export function bookLine(row: BookRow, state: BookState) {
	return {
		id: row.contract.id,
		series: row.series,
		first: printed(row.first, row.width),
		last: printed(row.last, row.width),
		groupId: row.groupId,
		groupCode: row.groupCode,
		groupName: row.groupName,
		holderId: state.holderId,
		issuedOn: state.issuedOn,
		counts: countsOf(state, row),
	}
}

/** Every serial of a book with what it is. */
export function leavesView(row: BookRow, { leaves }: BookState) {
	return serialsOf(row).map((serial) => {
		const { state = 'blank', on = null, usedFor = null, groupId = null, reason = null } = leaves.get(serial) ?? {}
		return { serial: printed(serial, row.width), state, on, usedFor, groupId, reason }
	})
}

/** An event as the book's history shows it. A reversal shows the day on which it was decided. */
export function eventView({ width }: BookRow, event: StoredEvent, history: readonly StoredEvent[]) {
	const { amount: _, leaves, serials, ...told } = shownEvent<ReceiptEventDetails>(event, history)
	return { ...told, serials: (serials ?? leaves?.map(({ serial }) => serial) ?? []).map((serial) => printed(serial, width)) }
}

/** What a recording did. */
export function outcomeView(row: BookRow, outcome: Outcome<BookState>) {
	return { ...bookLine(row, outcome.state), eventId: String(outcome.seq) }
}
