import { allocate } from '../kernel/allocate.js'
import { must, never } from '../kernel/assert.js'
import { addMonths, monthOf, yearOf } from '../kernel/calendar-date.js'
import { add, type Money, moneyFromText, smaller, subtract, sum, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { nearestDong } from '../kernel/rounding.js'
import { bidCap, timeLeft } from './bid.js'
import type { CircleEvent } from './event.js'
import { circleLawOn } from './law.js'
import { cellOf, type CircleState, expectedOf, missingOf, settledOf, turnDrawnBy, turnOf, withCell, withSeat, withTurn } from './state.js'
import { type CircleTerms, firstPotShare } from './terms.js'
import { turnNamed } from './whose.js'

type Drawn = { readonly state: CircleState; readonly amount: Money }

/**
 * Hands what is in a turn to the share whose turn it is; later, what came in since, to the same share. Refused before its day, for
 * another share once it is drawn, for a share that has drawn, without what the order asks for, and above what is in it.
 */
export function draw(terms: CircleTerms, state: CircleState, event: CircleEvent): Drawn {
	const turn = turnNamed(state, event.details)
	const { on, share: taken, settles } = turnOf(state, turn)
	if (event.on < on) throw new Refusal('rotation.turn-not-open', { path: 'on', details: { on, turn: String(turn) } })
	if (settles !== null || taken !== null) return drawRest(state, event, turn)
	const share = shareWanted(terms, state, event, turn)
	const begun = withTurn(state, turn, { share, drawnOn: event.on })
	const shared = terms.order === 'bid' ? leaveInterest(terms, begun, event, turn) : begun
	return handOut(shared, event, turn)
}

function drawRest(state: CircleState, event: CircleEvent, turn: number): Drawn {
	const { share, settles, in: put, out } = turnOf(state, turn)
	if (put === out || (event.details.share !== undefined && event.details.share !== share))
		throw new Refusal(settles !== null && put === out ? 'rotation.pot-empty' : 'rotation.turn-taken', {
			path: 'turn',
			details: { turn: String(turn), share: String(share) },
		})
	return handOut(state, event, turn)
}

/** The share that draws: the agreed one, or the one that is named, with what its order asks for. */
function shareWanted(terms: CircleTerms, state: CircleState, event: CircleEvent, turn: number): number {
	const { details } = event
	const agreed = state.order?.[turn - 1]
	const share = details.share ?? agreed ?? onlyShareOf(state, details.memberId)
	if (share === undefined || !state.seats.some((seat) => seat.share === share)) throw new Refusal('rotation.no-share', { path: 'share' })
	const drew = turnDrawnBy(state, share)
	if (drew !== null) throw new Refusal('rotation.share-drawn', { path: 'share', details: { share: String(share), turn: String(drew) } })
	const seats = state.seats.filter((seat) => seat.share === share)
	if (details.memberId !== undefined && !seats.some(({ memberId }) => memberId === details.memberId))
		throw new Refusal('rotation.no-share', { path: 'memberId' })
	if (seats.some(({ inDefault }) => inDefault !== null)) throw new Refusal('rotation.in-default', { path: 'share' })
	if (agreed !== undefined && agreed !== share)
		throw new Refusal('rotation.not-her-turn', { path: 'share', details: { turn: String(turn), share: String(agreed) } })
	const first = firstPotShare(terms)
	if (first !== null && (turn === 1) !== (share === first)) throw new Refusal('rotation.first-pot-is-organisers', { path: 'share' })
	if (share === first) return share
	// Who is left over at the end needs no decision, no lot and no bid.
	const last = state.seats.every((seat) => seat.share === share || turnDrawnBy(state, seat.share) !== null)
	if (!last) refuseWithout(terms, state, event, turn, share)
	return share
}

function onlyShareOf(state: CircleState, memberId: string | undefined): number | undefined {
	return state.seats.find((seat) => seat.memberId === memberId && turnDrawnBy(state, seat.share) === null)?.share
}

/** What each order asks for before a share may draw: the committee's decision and reason, the minutes of the lot, the highest bid. */
function refuseWithout({ order }: CircleTerms, state: CircleState, { details }: CircleEvent, turn: number, share: number): void {
	switch (order) {
		case 'fixed':
			return
		case 'need':
			if (details.decisionNo === undefined) throw new Refusal('rotation.decision-missing', { path: 'decisionNo' })
			if (details.reason === undefined) throw new Refusal('rotation.reason-missing', { path: 'reason' })
			return
		case 'lot':
			if (details.lotMinutes === undefined) throw new Refusal('rotation.lot-missing', { path: 'lotMinutes' })
			return
		case 'bid': {
			const { bids } = turnOf(state, turn)
			if (bids.length === 0) {
				if (details.interest === undefined) throw new Refusal('rotation.bid-missing', { path: 'interest' })
				return
			}
			const highest = bids.reduce((most, { interest }) => (interest > most ? interest : most), zero)
			const best = bids.filter(({ interest }) => interest === highest)
			if (!best.some((bid) => bid.share === share))
				throw new Refusal('rotation.not-the-highest-bid', { path: 'share', details: { highest: String(highest) } })
			if (best.length > 1 && details.lotMinutes === undefined) throw new Refusal('rotation.lot-missing', { path: 'lotMinutes' })
			return
		}
		default:
			never(order)
	}
}

/** What the drawer offers of each other share that has not drawn: counted against what that is still to put in, and handed to it where it has put in all. */
function leaveInterest(terms: CircleTerms, begun: CircleState, event: CircleEvent, turn: number): CircleState {
	const share = must(turnOf(begun, turn).share, 'a share that draws')
	const bid = turnOf(begun, turn).bids.find((one) => one.share === share)?.interest
	const given = event.details.interest === undefined ? zero : moneyFromText(event.details.interest)
	const interest = bid ?? given
	if (bid !== undefined && event.details.interest !== undefined && given !== bid)
		throw new Refusal('rotation.not-the-highest-bid', { path: 'interest', details: { highest: String(bid) } })
	refuseAboveCap(terms, begun, { share, turn, interest, on: event.on })
	let state = begun
	const earned: [number, Money][] = []
	let handed = zero
	for (const other of waitingShares(begun, share)) {
		const seats = begun.seats.flatMap((seat, index) => (seat.share === other ? [{ index, amount: seat.amount }] : []))
		const parts = allocate(
			interest,
			seats.map(({ amount }) => amount),
			nearestDong,
			0,
		)
		for (const [place, { index }] of seats.entries()) {
			const part = must(parts[place], 'a part for each seat')
			if (part === 0n) continue
			const counted = smaller(part, missingOf(state, index, turn))
			const { payments } = cellOf(state, index, turn)
			if (counted > 0n) state = withCell(state, index, turn, { payments: [...payments, [event.on, counted]] })
			handed = add(handed, subtract(part, counted))
			earned.push([index, part])
		}
	}
	const charged = sum(earned.map(([, part]) => part))
	const { out } = turnOf(state, turn)
	return charge(withTurn(state, turn, { interest, earned, out: add(out, handed) }), share, charged)
}

/** The shares that have not drawn and are not gone, beside one, from 1. */
function waitingShares(state: CircleState, but: number): readonly number[] {
	return [...new Set(state.seats.map(({ share }) => share))].filter((share) => share !== but && turnDrawnBy(state, share) === null)
}

/**
 * Refuses interest that reaches the share itself, or of which all that the others get is above the cap (Art. 21.1): what the share is
 * still to put in × the cap × the time left.
 */
export function refuseAboveCap(
	terms: CircleTerms,
	state: CircleState,
	{
		share,
		turn,
		interest,
		on,
	}: { readonly share: number; readonly turn: number; readonly interest: Money; readonly on: CircleEvent['on'] },
): void {
	if (interest >= terms.shareAmount) throw new Refusal('rotation.bid-above-share', { path: 'interest' })
	const seats = state.seats.flatMap((seat, index) => (seat.share === share ? [index] : []))
	const over = (from: number, of: (seat: number, at: number) => Money): Money =>
		sum(seats.flatMap((seat) => state.turns.slice(0, from).map((_, index) => of(seat, index + 1))))
	const cap = bidCap({
		sharesTotal: over(state.turns.length, (seat, at) => expectedOf(state, seat, at)),
		paidBefore: over(turn - 1, (seat, at) => settledOf(cellOf(state, seat, at))),
		timeLeft: timeLeft(terms.days, turn, monthsEach(terms)),
		yearlyMax: circleLawOn(on).yearlyMax,
	})
	const cost = (interest * BigInt(waitingShares(state, share).length)) as Money
	if (cost > cap) throw new Refusal('rotation.bid-above-cap', { path: 'interest', details: { cost: String(cost), cap: String(cap) } })
}

/** How many months each turn is, where all are of the same whole number of them. */
function monthsEach({ days }: CircleTerms): number | null {
	const [first, second] = days
	if (first === undefined || second === undefined) return null
	const each = (yearOf(second) - yearOf(first)) * 12 + monthOf(second) - monthOf(first)
	return each > 0 && days.every((day, index) => day === addMonths(first, each * index)) ? each : null
}

function handOut(state: CircleState, event: CircleEvent, turn: number): Drawn {
	const { in: put, out, share, settles } = turnOf(state, turn)
	const there = subtract(put, out)
	if (there <= 0n) throw new Refusal('rotation.pot-empty', { path: 'turn', details: { turn: String(turn) } })
	const amount = event.amount ?? there
	if (amount > there) throw new Refusal('rotation.above-pot', { path: 'amount', details: { pot: String(there) } })
	const handed = withTurn(state, turn, { out: add(out, amount) })
	// The turn of a share that left goes to whoever paid it back.
	return { state: settles === null ? charge(handed, must(share, 'a share that draws'), amount) : handed, amount }
}

/** Charges an amount to the seats of a share, in proportion to their parts of all that it was ever charged. */
function charge(state: CircleState, share: number, amount: Money): CircleState {
	const seats = state.seats.flatMap((seat, index) => (seat.share === share ? [index] : []))
	const had = seats.map((index) => must(state.seats[index], 'a seat'))
	const total = add(sum(had.map(({ drawn }) => drawn)), amount)
	const parts = allocate(
		total,
		had.map((seat) => seat.amount),
		nearestDong,
		0,
	)
	return seats.reduce((after, index, place) => withSeat(after, index, { drawn: must(parts[place], 'a part for each seat') }), state)
}
