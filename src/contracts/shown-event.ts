import type { CalendarDate } from '../kernel/calendar-date.js'
import type { StoredEvent } from './stored.js'

/**
 * An event as a contract's history shows it, with what it says beside its day and amount. A reversal shows the day on which it
 * was decided; what it undoes says so.
 */
export function shownEvent<Details extends { readonly decidedOn?: CalendarDate | undefined }>(
	event: StoredEvent,
	history: readonly StoredEvent[],
) {
	const { decidedOn, ...details } = event.details as Details
	return {
		id: String(event.seq),
		type: event.type,
		on: decidedOn ?? event.on,
		amount: event.amount,
		recordedAt: event.recordedAt,
		recordedBy: event.recordedBy,
		reverses: event.reverses === null ? null : String(event.reverses),
		reversedBy: history.filter(({ reverses }) => reverses === event.seq).map(({ seq }) => String(seq))[0] ?? null,
		...details,
	}
}
