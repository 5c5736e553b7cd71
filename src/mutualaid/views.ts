import type { StoredEvent } from '../contracts/stored.js'
import { shownParty } from '../groups/party.js'
import type { Money } from '../kernel/money.js'
import { type Measure, quantityText } from '../kernel/quantity.js'
import type { AidDetails, AidEventType } from './event.js'
import type { Clocks } from './kept.js'
import { type AidState, outstandingOf, statusOf } from './state.js'
import type { AidRow } from './stored.js'

/** What identifies an act of help in any list, and how it stands. */
export function aidLine(row: AidRow, state: AidState) {
	return {
		id: row.contract.id,
		code: row.code,
		on: row.on,
		mode: row.mode,
		goods: row.goods,
		purpose: row.purpose,
		programme: row.programme,
		giver: shownParty(row.giver),
		receiver: shownParty(row.receiver),
		communeId: row.communeId,
		groupId: row.groupId,
		value: row.value,
		status: statusOf(state),
		quantity: shown(row.unit, state.handedOver),
		outstanding: shown(row.unit, outstandingOf(state)),
	}
}

/** An act of help with its events, as they were known. */
export function aidView(row: AidRow, state: AidState, history: readonly StoredEvent[], clocks: Clocks) {
	return {
		...aidLine(row, state),
		returned: shown(row.unit, state.returned),
		forgiven: shown(row.unit, state.forgiven),
		returnOn: state.returnOn,
		events: history.map((event) => eventView(row.unit, event, history)),
		...clocks,
	}
}

/** A reversal shows the day on which it was decided. */
function eventView(unit: Measure, event: StoredEvent, history: readonly StoredEvent[]) {
	const { decidedOn, ...details } = event.details as AidDetails
	return {
		id: String(event.seq),
		type: event.type as AidEventType,
		on: decidedOn ?? event.on,
		quantity: shown(unit, event.amount ?? (0n as Money)),
		recordedAt: event.recordedAt,
		recordedBy: event.recordedBy,
		reverses: event.reverses === null ? null : String(event.reverses),
		reversedBy: history.filter(({ reverses }) => reverses === event.seq).map(({ seq }) => String(seq))[0] ?? null,
		...details,
	}
}

function shown(unit: Measure, amount: Money) {
	return quantityText({ unit, amount })
}
