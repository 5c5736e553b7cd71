import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, type Money, subtract, sum, zero } from '../kernel/money.js'
import { lateUncharged } from './late-interest.js'
import { claimsOn } from './leaving.js'
import { cellOf, type CircleState, isSettled, missingInTurn, missingOf, paidOf, positionOf, potOf, turnDrawnBy, turnOf } from './state.js'
import type { CircleTerms } from './terms.js'

export type TurnStatus = 'waiting' | 'open' | 'taken' | 'defaulted'

/**
 * The turns of a circle on a day: waiting for theirs; open; taken; or defaulted, where the day has come and what is missing is
 * of a member in default for whom nobody has put in. Amounts in đồng.
 */
export function turnsOn(terms: CircleTerms, state: CircleState, asOf: CalendarDate) {
	return state.turns.map((one, index) => {
		const turn = index + 1
		const share = one.share ?? state.order?.[index] ?? null
		const seats = state.seats.filter((seat) => seat.share === share)
		return {
			turn,
			on: one.on,
			status: statusOn(state, turn, asOf),
			share,
			memberIds: seats.map(({ memberId }) => memberId),
			drawnOn: one.drawnOn,
			pot: potOf(state, turn),
			putIn: one.in,
			missing: missingInTurn(state, turn),
			handedOut: one.out,
			interest: one.interest,
			commission: terms.reward.kind === 'commission' && one.drawnOn !== null && one.settles === null ? terms.reward.amount : zero,
			settlesDeparture: one.settles !== null,
			bids: one.bids.length,
		}
	})
}

function statusOn(state: CircleState, turn: number, asOf: CalendarDate): TurnStatus {
	const { on, share, settles } = turnOf(state, turn)
	if (settles === null ? share !== null : isSettled(state, turn)) return 'taken'
	if (asOf < on) return 'waiting'
	return state.seats.some((seat, index) => seat.inDefault !== null && missingOf(state, index, turn) > 0n) ? 'defaulted' : 'open'
}

/**
 * How each member stands on a day: what she paid and received, the interest she got less what she left to others, what she owes
 * (shares of turns whose day has come, what was put in for her, late interest), and what she is to put in next. Amounts in đồng.
 */
export function membersOn(terms: CircleTerms, state: CircleState, asOf: CalendarDate) {
	const ids = [...new Set(state.seats.map(({ memberId }) => memberId))]
	return ids.map((memberId) => {
		const seats = state.seats.flatMap((seat, index) => (seat.memberId === memberId ? [index] : []))
		const hers = seats.map((index) => must(state.seats[index], 'a seat'))
		const claims = seats.flatMap((seat) => claimsOn(state, seat))
		const missingFor = (turn: number): Money => sum(seats.map((seat) => missingOf(state, seat, turn)))
		const turns = state.turns.map(({ on }, index) => ({ turn: index + 1, on, amount: missingFor(index + 1) }))
		return {
			memberId,
			shares: hers.map(({ share }) => share),
			amount: sum(hers.filter(({ gone }) => !gone).map(({ amount }) => amount)),
			drew: hers.flatMap(({ share, gone }) => {
				const turn = gone ? null : turnDrawnBy(state, share)
				return turn === null ? [] : [{ share, turn }]
			}),
			paid: sum(seats.flatMap((seat) => state.turns.map((_, index) => paidOf(cellOf(state, seat, index + 1))))),
			received: sum(hers.map(({ drawn, paidBack }) => add(drawn, paidBack))),
			interest: interestOf(state, seats),
			position: sum(seats.map((seat) => positionOf(state, seat))),
			owes: {
				missing: sum(turns.filter(({ on }) => on <= asOf).map(({ amount }) => amount)),
				advanced: sum(claims.map(({ amount }) => amount)),
				lateInterest: sum(claims.map(({ late }) => late)),
				lateInterestGrown: sum(turns.flatMap(({ turn }) => seats.map((seat) => grown(lateUncharged(terms, state, seat, turn, asOf))))),
			},
			next: turns.find(({ on, amount }) => on > asOf && amount > 0n) ?? null,
			leftOn: hers.find(({ leftOn }) => leftOn !== null)?.leftOn ?? null,
			inDefault: hers.find(({ inDefault }) => inDefault !== null)?.inDefault ?? null,
			before: hers.flatMap(({ share, held }) => held.map((one) => ({ share, ...one }))),
		}
	})
}

function grown(amount: Money): Money {
	return amount > 0n ? amount : zero
}

/** Interest that others left to her seats, less what they left to others, in đồng. */
function interestOf(state: CircleState, seats: readonly number[]): Money {
	const earned = sum(state.turns.flatMap((turn) => turn.earned.flatMap(([seat, amount]) => (seats.includes(seat) ? [amount] : []))))
	const left = state.turns.flatMap(({ share, earned: others }) => {
		const holders = state.seats.flatMap((seat, index) => (seat.share === share ? [index] : []))
		const mine = holders.filter((index) => seats.includes(index))
		if (mine.length === 0) return []
		const all = sum(others.map(([, amount]) => amount))
		const whole = sum(holders.map((index) => must(state.seats[index], 'a seat').amount))
		return mine.map((index) => ((all * must(state.seats[index], 'a seat').amount) / whole) as Money)
	})
	return subtract(earned, sum(left))
}

/** Who waited for what a seat paid late for a turn, and so is due the late interest: whoever put it in for her, or who drew the turn. */
export function lateInterestGoesTo(state: CircleState, seat: number, turn: number): 'organiser' | 'group' | readonly string[] {
	const { by } = cellOf(state, seat, turn)
	if (by !== null) return by
	const { share } = turnOf(state, turn)
	return state.seats.flatMap((one) => (one.share === share ? [one.memberId] : []))
}
