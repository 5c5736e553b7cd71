import type { Clocks } from '../contracts/knowledge.js'
import { shownEvent } from '../contracts/shown-event.js'
import type { StoredEvent } from '../contracts/stored.js'
import { shownParty } from '../groups/party.js'
import type { Money } from '../kernel/money.js'
import { type Measure, quantityText } from '../kernel/quantity.js'
import type { AidDetails, AidEventType } from './event.js'
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
	const { amount, ...told } = shownEvent<AidDetails>(event, history)
	return { ...told, type: event.type as AidEventType, quantity: shown(unit, amount ?? (0n as Money)) }
}

function shown(unit: Measure, amount: Money) {
	return quantityText({ unit, amount })
}
