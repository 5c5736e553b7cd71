import { effective, known } from '../contracts/contract.js'
import { eventTold } from '../contracts/knowledge.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import { type Circle, circleOf } from './circle.js'
import type { CircleEvent } from './event.js'
import { termsSchema } from './schemas.js'
import { agreedState, circleFromStored, type CircleState, storedCircle, type StoredCircle } from './state.js'

/** A circle of terms as they are stored. */
export function circleOfStored(terms: Record<string, unknown>): Circle {
	return circleOf(termsSchema.parse(terms))
}

/** A stored circle as `contracts` records on it. */
export function keptCircle(circle: Circle, stored: StoredContract): Kept<CircleState, CircleEvent> {
	const state = stored.version === 0 ? agreedState(circle.terms) : circleFromStored(stored.state as StoredCircle)
	return { contract: circle, stored, state, store: storedCircle, eventOf: circleEventOf }
}

/** A stored event as the circle is told it. */
export const circleEventOf = eventTold as (stored: StoredEvent) => CircleEvent

/** An event that counts, with what it moved and the state after it. */
export type CircleStep = { readonly event: CircleEvent; readonly amount: Money | null; readonly state: CircleState }

/** What happened on days up to `asOf` as it was known at `knownAt`, step by step; what was reversed by then is left out. */
export function stepsKnown(circle: Circle, history: readonly StoredEvent[], asOf: CalendarDate, knownAt: Instant): readonly CircleStep[] {
	return stepsOf(circle, known(history, asOf, knownAt).map(circleEventOf))
}

/** The events that count, told one after the other. */
export function stepsOf(circle: Circle, history: readonly CircleEvent[]): readonly CircleStep[] {
	let state = circle.begin
	return effective(history).map((event) => {
		const told = circle.tellCircle(state, event)
		state = told.state
		return { event, amount: told.amount, state }
	})
}
