import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Money, moneyFromText, sum, zero } from '../kernel/money.js'
import type { StoredMeeting } from './event.js'

/** What a leader still holds of one meeting, in đồng, and by when she hands it over. */
export type Meeting = { readonly sheetId: string; readonly metOn: CalendarDate; readonly dueOn: CalendarDate; readonly held: Money }

/** The cash in one leader's hands for one group. */
export type CustodyState = {
	/** What she holds, meeting by meeting, the oldest first; a meeting of which nothing is left is not there. */
	readonly meetings: readonly Meeting[]
	readonly collected: Money
	readonly takenOver: Money
	readonly handedOver: Money
	readonly passedOn: Money
	/** The last meeting day of which cash was handed over: sheets of days up to it are closed. */
	readonly coveredThrough: CalendarDate | null
}

export const nothingHeld: CustodyState = {
	meetings: [],
	collected: zero,
	takenOver: zero,
	handedOver: zero,
	passedOn: zero,
	coveredThrough: null,
}

/** All that she holds, in đồng. */
export function heldOf({ meetings }: Pick<CustodyState, 'meetings'>): Money {
	return sum(meetings.map(({ held }) => held))
}

/** The state as JSON for the cache; amounts as text. */
export type StoredState = ReturnType<typeof storedState>

/** The state as it is cached; `held` is there for reports to look for what is not handed over. */
export function storedState(state: CustodyState) {
	return {
		meetings: state.meetings.map(storedMeeting),
		collected: String(state.collected),
		takenOver: String(state.takenOver),
		handedOver: String(state.handedOver),
		passedOn: String(state.passedOn),
		coveredThrough: state.coveredThrough,
		held: String(heldOf(state)),
	}
}

/** The state of its cached form, exactly. */
export function stateFromStored(stored: StoredState): CustodyState {
	return {
		meetings: stored.meetings.map(meetingFromStored),
		collected: moneyFromText(stored.collected),
		takenOver: moneyFromText(stored.takenOver),
		handedOver: moneyFromText(stored.handedOver),
		passedOn: moneyFromText(stored.passedOn),
		coveredThrough: stored.coveredThrough,
	}
}

/** A meeting as an event or the cache carries it. */
export function storedMeeting({ held, ...meeting }: Meeting): StoredMeeting {
	return { ...meeting, held: String(held) }
}

/** A meeting of its stored form. */
export function meetingFromStored({ held, ...meeting }: StoredMeeting): Meeting {
	return { ...meeting, held: moneyFromText(held) }
}
