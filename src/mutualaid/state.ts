import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Money, moneyFromText, subtract, zero } from '../kernel/money.js'
import type { AidMode } from './event.js'

/** How far an act of help has come; void where its beginning was undone. */
export const aidStatuses = ['void', 'given', 'lent', 'settled'] as const
export type AidStatus = (typeof aidStatuses)[number]

/** An act of help as its events left it; amounts count the smallest part of its unit. */
export type AidState = {
	readonly mode: AidMode | null
	readonly handedOver: Money
	readonly returned: Money
	readonly forgiven: Money
	readonly returnOn: CalendarDate | null
}

export const nothingYet: AidState = { mode: null, handedOver: zero, returned: zero, forgiven: zero, returnOn: null }

/** What is lent and has not come back. */
export function outstandingOf({ mode, handedOver, returned, forgiven }: AidState): Money {
	return mode === 'lent' ? subtract(subtract(handedOver, returned), forgiven) : zero
}

export function statusOf(state: AidState): AidStatus {
	if (state.mode === null) return 'void'
	if (state.mode === 'given') return 'given'
	return outstandingOf(state) > 0n ? 'lent' : 'settled'
}

/** The state as it is kept, with what lists read of it. */
export function storedState(state: AidState): Record<string, unknown> {
	const { mode, handedOver, returned, forgiven, returnOn } = state
	return {
		mode,
		handedOver: String(handedOver),
		returned: String(returned),
		forgiven: String(forgiven),
		returnOn,
		outstanding: String(outstandingOf(state)),
		status: statusOf(state),
	}
}

export function stateFromStored(stored: Record<string, unknown>): AidState {
	const amount = (name: string): Money => moneyFromText(String(stored[name]))
	return {
		mode: stored['mode'] as AidMode | null,
		handedOver: amount('handedOver'),
		returned: amount('returned'),
		forgiven: amount('forgiven'),
		returnOn: stored['returnOn'] as CalendarDate | null,
	}
}
