import { Refusal } from '../kernel/refusal.js'
import { smaller, type Money, subtract } from '../kernel/money.js'
import type { CircleEventDetails } from './event.js'
import type { CircleState } from './state.js'

/** The seats (from 0) that a member holds, of one share where it is named. Refused where she holds none. */
export function seatsOf(state: CircleState, { memberId, share }: Pick<CircleEventDetails, 'memberId' | 'share'>): readonly number[] {
	const found = state.seats.flatMap((seat, index) =>
		seat.memberId === memberId && !seat.gone && (share === undefined || seat.share === share) ? [index] : [],
	)
	if (found.length === 0) throw new Refusal('rotation.no-share', { path: share === undefined ? 'memberId' : 'share' })
	return found
}

/** The turn (from 1) that an event names. Refused where the circle has none of that number. */
export function turnNamed(state: CircleState, { turn }: Pick<CircleEventDetails, 'turn'>): number {
	if (turn === undefined || turn < 1 || turn > state.turns.length)
		throw new Refusal('rotation.no-turn', { path: 'turn', details: { turns: String(state.turns.length) } })
	return turn
}

/** Spreads an amount over places in their order, each up to its limit, in đồng. Refused with the code where it is more than all of them. */
export function spread<Place>(
	amount: Money,
	places: readonly { readonly place: Place; readonly limit: Money }[],
	code: string,
): readonly { readonly place: Place; readonly amount: Money }[] {
	let left = amount
	const parts = places.flatMap(({ place, limit }) => {
		const part = smaller(left, limit)
		left = subtract(left, part)
		return part > 0n ? [{ place, amount: part }] : []
	})
	if (left > 0n) throw new Refusal(code, { path: 'amount', details: { most: String(subtract(amount, left)) } })
	return parts
}
