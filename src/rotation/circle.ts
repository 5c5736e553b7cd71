import type { Contract, Due } from '../contracts/contract.js'
import { must, never } from '../kernel/assert.js'
import { add, type Money, moneyFromText, subtract, sum, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Posting } from '../ledger/posting.js'
import { entryOf } from './accounts.js'
import { draw, refuseAboveCap } from './draw.js'
import type { CircleEvent, Coverer } from './event.js'
import { lateUncharged } from './late-interest.js'
import { close, leave } from './leaving.js'
import {
	agreedState,
	cellOf,
	type CircleState,
	missingInTurn,
	missingOf,
	turnDrawnBy,
	turnOf,
	withCell,
	withSeat,
	withTurn,
} from './state.js'
import { type CircleTerms, firstPotShare } from './terms.js'
import { seatsOf, spread, turnNamed } from './whose.js'

/** What one event of a circle did: the state after it, what it posts, and how much it moved in all, where it moved anything. */
export type CircleTold = { readonly state: CircleState; readonly postings: readonly Posting[]; readonly amount: Money | null }

export type Circle = Contract<CircleState, CircleEvent> & {
	readonly terms: CircleTerms
	readonly tellCircle: (state: CircleState, event: CircleEvent) => CircleTold
}

/** A rotating fund (họ, hụi, biêu, phường) of these terms, as a contract (BLDS 2015 Art. 471; NĐ 19/2019/NĐ-CP). */
export function circleOf(terms: CircleTerms): Circle {
	const tellCircle = (state: CircleState, event: CircleEvent): CircleTold => {
		refuseUnlessOpen(state, event)
		const { state: after, amount } = happened(terms, state, event)
		return { state: after, amount, postings: entryOf(state, after) }
	}
	return {
		kind: 'circle',
		terms,
		begin: agreedState(terms),
		tellCircle,
		tell: tellCircle,
		dues: duesOf,
	}
}

type Happened = { readonly state: CircleState; readonly amount: Money | null }
const moving = (state: CircleState, amount: Money): Happened => ({ state, amount })
const still = (state: CircleState): Happened => ({ state, amount: null })

function refuseUnlessOpen({ status }: CircleState, { type }: CircleEvent): void {
	if (type === 'reversed') return
	if (status === 'closed') throw new Refusal('rotation.closed', { path: 'on' })
	if ((status === 'agreed') !== (type === 'opened'))
		throw new Refusal(status === 'agreed' ? 'rotation.not-opened' : 'rotation.opened', { path: 'on' })
}

function happened(terms: CircleTerms, state: CircleState, event: CircleEvent): Happened {
	const { details } = event
	switch (event.type) {
		case 'opened':
			return still({ ...state, status: 'open', openedOn: event.on })
		case 'contributed': {
			const turn = turnNamed(state, details)
			return moving(putIn(state, event, turn, seatsOf(state, details), null), amountOf(event))
		}
		case 'advanced': {
			const turn = turnNamed(state, details)
			const seats = seatsOf(state, details)
			const amount = event.amount ?? sum(seats.map((seat) => missingOf(state, seat, turn)))
			if (amount === 0n) throw new Refusal('rotation.nothing-missing', { path: 'turn' })
			return moving(putIn(state, { ...event, amount }, turn, seats, details.by ?? 'organiser'), amount)
		}
		case 'bid':
			return still(offer(terms, state, event))
		case 'drawn':
			return draw(terms, state, event)
		case 'repaid':
			return moving(repay(state, event), amountOf(event))
		case 'late-interest-charged':
			return chargeLate(terms, state, event)
		case 'late-interest-paid':
			return moving(payLate(state, event), amountOf(event))
		case 'swapped':
			return still(swap(terms, state, event))
		case 'left':
			return leave(terms, state, event)
		case 'replaced':
			return still(replace(state, event))
		case 'defaulted':
			return defaulted(state, event)
		case 'closed':
			return still(close(state, event))
		case 'reversed':
			// A reversal and what it undoes both fall away before a history is told.
			return still(state)
		default:
			return never(event.type)
	}
}

/** Puts money into a turn's box, for the seats in their order, each up to what it still misses; by themselves, or by another for them. */
function putIn(state: CircleState, event: CircleEvent, turn: number, seats: readonly number[], by: Coverer | null): CircleState {
	const amount = amountOf(event)
	const parts = spread(
		amount,
		seats.map((seat) => ({ place: seat, limit: missingOf(state, seat, turn) })),
		'rotation.above-share',
	)
	const told = parts.reduce((after, { place: seat, amount: part }) => {
		const { payments, advanced } = cellOf(after, seat, turn)
		return withCell(after, seat, turn, by === null ? { payments: [...payments, [event.on, part]] } : { advanced: add(advanced, part), by })
	}, state)
	return withTurn(told, turn, { in: add(turnOf(told, turn).in, amount) })
}

/** A member pays back what was put in for her, the oldest turn first. */
function repay(state: CircleState, event: CircleEvent): CircleState {
	const parts = spread(
		amountOf(event),
		cellsOf(state, event, (seat, turn) => cellOf(state, seat, turn).advanced),
		'rotation.above-advance',
	)
	return parts.reduce((after, { place: [seat, turn], amount }) => {
		const { payments, advanced } = cellOf(after, seat, turn)
		return withCell(after, seat, turn, { payments: [...payments, [event.on, amount]], advanced: subtract(advanced, amount) })
	}, state)
}

function chargeLate(terms: CircleTerms, state: CircleState, event: CircleEvent): Happened {
	const turn = turnNamed(state, event.details)
	let [after, amount] = [state, zero]
	for (const seat of seatsOf(state, event.details)) {
		const more = lateUncharged(terms, state, seat, turn, event.on)
		if (more <= 0n) continue
		after = withCell(after, seat, turn, { lateCharged: add(cellOf(after, seat, turn).lateCharged, more) })
		amount = add(amount, more)
	}
	if (amount === 0n) throw new Refusal('rotation.nothing-late', { path: 'turn', details: { turn: String(turn) } })
	return moving(after, amount)
}

/** Late interest goes from hand to hand: to who put in for her, or to who drew the turn short. */
function payLate(state: CircleState, event: CircleEvent): CircleState {
	const parts = spread(
		amountOf(event),
		cellsOf(state, event, (seat, turn) => subtract(cellOf(state, seat, turn).lateCharged, cellOf(state, seat, turn).latePaid)),
		'rotation.above-late-interest',
	)
	return parts.reduce(
		(after, { place: [seat, turn], amount }) => withCell(after, seat, turn, { latePaid: add(cellOf(after, seat, turn).latePaid, amount) }),
		state,
	)
}

/** The cells of a member's seats with what is asked of each, turn by turn. */
function cellsOf(state: CircleState, { details }: CircleEvent, limitOf: (seat: number, turn: number) => Money) {
	const seats = seatsOf(state, details)
	const turns = details.turn === undefined ? state.turns.map((_, index) => index + 1) : [turnNamed(state, details)]
	return turns.flatMap((turn) => seats.map((seat) => ({ place: [seat, turn] as const, limit: limitOf(seat, turn) })))
}

function offer(terms: CircleTerms, state: CircleState, { on, details }: CircleEvent): CircleState {
	if (terms.order !== 'bid') throw new Refusal('rotation.no-bids', { path: 'turn' })
	const turn = turnNamed(state, details)
	const { share: taken, bids } = turnOf(state, turn)
	if (taken !== null) throw new Refusal('rotation.turn-taken', { path: 'turn', details: { turn: String(turn), share: String(taken) } })
	// Who has drawn may not bid again, except with another of her shares.
	const [seat] = seatsOf(state, details).filter((one) => turnDrawnBy(state, must(state.seats[one], 'a seat').share) === null)
	if (seat === undefined)
		throw new Refusal('rotation.share-drawn', { path: 'memberId', details: { share: String(details.share ?? ''), turn: String(turn) } })
	const { share } = must(state.seats[seat], 'a seat')
	if (bids.some((bid) => bid.share === share))
		throw new Refusal('rotation.already-bid', { path: 'share', details: { share: String(share) } })
	const interest = moneyFromText(must(details.interest, 'the interest of a bid'))
	refuseAboveCap(terms, state, { share, turn, interest, on })
	return withTurn(state, turn, { bids: [...bids, { share, interest }] })
}

function swap(terms: CircleTerms, state: CircleState, { details }: CircleEvent): CircleState {
	const { order } = state
	if (order === null) throw new Refusal('rotation.order-not-fixed', { path: 'turn' })
	const [turn, other] = [turnNamed(state, details), turnNamed(state, { turn: details.otherTurn })]
	if (firstPotShare(terms) !== null && (turn === 1 || other === 1)) throw new Refusal('rotation.first-pot-is-organisers', { path: 'turn' })
	for (const one of [turn, other])
		if (turnOf(state, one).share !== null)
			throw new Refusal('rotation.turn-taken', { path: 'turn', details: { turn: String(one), share: String(turnOf(state, one).share) } })
	const [a, b] = [must(order[turn - 1], 'a share'), must(order[other - 1], 'a share')]
	return { ...state, order: order.map((share, index) => (index === turn - 1 ? b : index === other - 1 ? a : share)) }
}

/** Another takes over a member's shares with all that was put in, drawn and owed; what the two settle between them is no matter of the circle. */
function replace(state: CircleState, event: CircleEvent): CircleState {
	const newMemberId = must(event.details.newMemberId, 'who takes over')
	if (newMemberId === event.details.memberId) throw new Refusal('rotation.same-member', { path: 'newMemberId' })
	return seatsOf(state, event.details).reduce((after, seat) => {
		const { memberId, held } = must(after.seats[seat], 'a seat')
		return withSeat(after, seat, { memberId: newMemberId, held: [...held, { memberId, until: event.on }], inDefault: null, leftOn: null })
	}, state)
}

/** A member is declared in default: what she misses of the turns whose day has come is put in for her at once. */
function defaulted(state: CircleState, event: CircleEvent): Happened {
	const by = must(event.details.by, 'who covers a default')
	let [after, amount] = [state, zero]
	for (const seat of seatsOf(state, event.details)) {
		after = withSeat(after, seat, { inDefault: by })
		for (const [index, { on }] of state.turns.entries()) {
			const missing = on <= event.on ? missingOf(after, seat, index + 1) : zero
			if (missing === 0n) continue
			after = putIn(after, { ...event, amount: missing }, index + 1, [seat], by)
			amount = add(amount, missing)
		}
	}
	return moving(after, amount)
}

/** What is to be put in by when: for each turn, what is still missing. */
function duesOf(state: CircleState): readonly Due[] {
	if (state.status !== 'open') return []
	return state.turns.flatMap(({ on }, index) => {
		const amount = missingInTurn(state, index + 1)
		return amount === 0n ? [] : [{ dueOn: on, lateAfter: on, amount }]
	})
}

function amountOf(event: CircleEvent): Money {
	return must(event.amount, `an amount on ${event.type}`)
}
