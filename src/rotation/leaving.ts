import { must } from '../kernel/assert.js'
import { add, type Money, subtract, sum, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { CircleEvent, Coverer } from './event.js'
import {
	cellOf,
	type CircleState,
	isSettled,
	missingOf,
	paidOf,
	settledOf,
	turnDrawnBy,
	turnOf,
	withCell,
	withSeat,
	withTurn,
} from './state.js'
import { type CircleTerms, firstPotShare } from './terms.js'
import { seatsOf } from './whose.js'

/**
 * A member leaves. Of a share that has drawn she owes the rest as before. One that has not drawn is gone: she is paid back what she
 * put in (NĐ 19/2019/NĐ-CP Art. 10), out of the box for turns that are not drawn, by the organiser or the group for those that are.
 * Who had drawn them pays that back on the turn that would have been hers; the others skip it, so that nobody gains or loses.
 */
export function leave(terms: CircleTerms, state: CircleState, event: CircleEvent): { readonly state: CircleState; readonly amount: Money } {
	const by = event.details.by ?? 'organiser'
	let [after, amount] = [state, zero]
	for (const seat of seatsOf(state, event.details)) {
		const { share } = must(state.seats[seat], 'a seat')
		if (turnDrawnBy(state, share) !== null) {
			after = withSeat(after, seat, { leftOn: event.on })
			continue
		}
		// Her reward is the first pot; before that is drawn the organiser may be replaced, and does not leave.
		if (share === firstPotShare(terms)) throw new Refusal('rotation.first-pot-is-organisers', { path: 'memberId' })
		const gone = takeBack(after, seat, event, by)
		after = gone.state
		amount = add(amount, gone.amount)
	}
	return { state: after, amount }
}

function takeBack(
	state: CircleState,
	seat: number,
	event: CircleEvent,
	by: Coverer,
): { readonly state: CircleState; readonly amount: Money } {
	const { share } = must(state.seats[seat], 'a seat')
	if (state.seats.filter((one) => one.share === share).length > 1)
		throw new Refusal('rotation.joint-share', { path: 'memberId', details: { share: String(share) } })
	const turns = state.turns.map((_, index) => index + 1)
	const drawn = turns.filter((turn) => turnOf(state, turn).share !== null && turnOf(state, turn).settles === null)
	refuseWhereSheOwes(state, seat, drawn)
	const own = settlingTurn(state, share)
	if (state.seats.some((_, other) => other !== seat && settledOf(cellOf(state, other, own)) > 0n))
		throw new Refusal('rotation.paid-ahead', { path: 'memberId', details: { turn: String(own) } })
	let [after, amount, owed, paidBack] = [state, zero, zero, zero]
	for (const turn of turns) {
		const cell = cellOf(state, seat, turn)
		const settled = settledOf(cell)
		if (settled === 0n) continue
		amount = add(amount, paidOf(cell))
		if (drawn.includes(turn)) {
			owed = add(owed, settled)
			paidBack = add(paidBack, settled)
			// What was put in for her comes back to who put it in, and is no claim on her any more.
			const payments = cell.advanced === 0n ? cell.payments : [...cell.payments, [event.on, cell.advanced] as const]
			after = withCell(after, seat, turn, { payments, advanced: zero })
		} else {
			after = withCell(after, seat, turn, { payments: [], advanced: zero })
			after = withTurn(after, turn, { in: subtract(turnOf(after, turn).in, settled) })
		}
	}
	const payers = state.seats.flatMap(({ share: other, gone }, index) => (!gone && turnDrawnBy(state, other) !== null ? [index] : []))
	after = withSeat(after, seat, { leftOn: event.on, gone: true, paidBack })
	after = withTurn(after, own, { share, drawnOn: event.on, settles: { payers, owed, by } })
	return { state: after, amount }
}

function refuseWhereSheOwes(state: CircleState, seat: number, drawn: readonly number[]): void {
	for (const [index] of state.turns.entries()) {
		const turn = index + 1
		const { lateCharged, latePaid } = cellOf(state, seat, turn)
		if (lateCharged !== latePaid || (drawn.includes(turn) && missingOf(state, seat, turn) > 0n))
			throw new Refusal('rotation.still-owes', { path: 'memberId', details: { turn: String(turn) } })
	}
}

/** The turn that would have been hers: as agreed, or the last one that nobody has drawn. */
function settlingTurn(state: CircleState, share: number): number {
	const agreed = (state.order?.indexOf(share) ?? -1) + 1
	if (agreed > 0) return agreed
	return state.turns.findLastIndex((turn) => turn.share === null) + 1
}

/** Ends a circle of which every turn is settled. Claims on who is in default stay between her and who covered her; others are paid first. */
export function close(state: CircleState, event: CircleEvent): CircleState {
	const open = state.turns.findIndex((_, index) => !isSettled(state, index + 1))
	if (open >= 0) throw new Refusal('rotation.not-finished', { path: 'on', details: { turn: String(open + 1) } })
	for (const [index, { inDefault }] of state.seats.entries()) {
		const claim = sum(claimsOn(state, index).map(({ amount, late }) => add(amount, late)))
		if (claim > 0n && inDefault === null)
			throw new Refusal('rotation.claims-open', {
				path: 'on',
				details: { amount: String(claim), share: String(state.seats[index]?.share) },
			})
	}
	return { ...state, status: 'closed', closedOn: event.on }
}

/** What a seat (from 0) owes to who put in for it, and in late interest, turn by turn, in đồng. */
export function claimsOn(state: CircleState, seat: number) {
	return state.turns.flatMap((_, index) => {
		const { advanced, by, lateCharged, latePaid } = cellOf(state, seat, index + 1)
		const late = subtract(lateCharged, latePaid)
		return advanced === 0n && late === 0n ? [] : [{ turn: index + 1, amount: advanced, by, late }]
	})
}
