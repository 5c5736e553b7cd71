import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, type Money, moneyFromText, subtract, sum, zero } from '../kernel/money.js'
import type { Coverer } from './event.js'
import type { CircleTerms } from './terms.js'

/** What one hand holds of one share: the smallest thing that pays and draws. */
export type Seat = {
	readonly share: number
	readonly memberId: string
	readonly amount: Money
	/** What was charged to it for its turn, in all: what was handed to it, and the interest that it left to the others. */
	readonly drawn: Money
	/** What was paid back to it, or set off, when it left before its turn. */
	readonly paidBack: Money
	/** The day on which its holder left. One that had not drawn is gone with it; one that had still owes the rest. */
	readonly leftOn: CalendarDate | null
	readonly gone: boolean
	/** Who puts in for it since its holder was declared in default. */
	readonly inDefault: Coverer | null
	readonly held: readonly { readonly memberId: string; readonly until: CalendarDate }[]
}

/** What a seat has done for one turn. */
export type Cell = {
	/** What it paid itself, by day: put in, left to it as interest, or paid back to who had put in for it. */
	readonly payments: readonly (readonly [on: CalendarDate, amount: Money])[]
	/** Put in for it by another and not paid back. */
	readonly advanced: Money
	readonly by: Coverer | null
	readonly lateCharged: Money
	readonly latePaid: Money
}

export type Turn = {
	readonly on: CalendarDate
	/** The share that drew it, or whose leaving it settles. */
	readonly share: number | null
	readonly drawnOn: CalendarDate | null
	/** Money put into the box for it, and handed out of the box. */
	readonly in: Money
	readonly out: Money
	/** What the drawer left to each whole share that had not drawn, and what came of it to which seat. */
	readonly interest: Money
	readonly earned: readonly (readonly [seat: number, amount: Money])[]
	readonly bids: readonly { readonly share: number; readonly interest: Money }[]
	/** The turn of a share that left before it drew: only who had drawn by then pays, to whoever paid it back. */
	readonly settles: { readonly payers: readonly number[]; readonly owed: Money; readonly by: Coverer } | null
}

/** A circle after the events so far. Everything that is asked is a function of this, the terms and a day. */
export type CircleState = {
	readonly status: 'agreed' | 'open' | 'closed'
	readonly openedOn: CalendarDate | null
	readonly closedOn: CalendarDate | null
	readonly seats: readonly Seat[]
	readonly turns: readonly Turn[]
	/** Where the turns are agreed: the share of each. */
	readonly order: readonly number[] | null
	/** By `seat.turn`, the seat counted from 0 and the turn from 1. */
	readonly cells: Readonly<Record<string, Cell>>
}

const emptyCell: Cell = { payments: [], advanced: zero, by: null, lateCharged: zero, latePaid: zero }

/** The circle as it was agreed, before it is opened. */
export function agreedState({ shares, days, order }: CircleTerms): CircleState {
	return {
		status: 'agreed',
		openedOn: null,
		closedOn: null,
		seats: shares.flatMap(({ holders }, index) =>
			holders.map(({ memberId, amount }) => ({
				share: index + 1,
				memberId,
				amount,
				drawn: zero,
				paidBack: zero,
				leftOn: null,
				gone: false,
				inDefault: null,
				held: [],
			})),
		),
		turns: days.map((on) => ({
			on,
			share: null,
			drawnOn: null,
			in: zero,
			out: zero,
			interest: zero,
			earned: [],
			bids: [],
			settles: null,
		})),
		order: order === 'fixed' ? shares.map((_, index) => index + 1) : null,
		cells: {},
	}
}

/** What a seat (from 0) has done for a turn (from 1). */
export function cellOf(state: CircleState, seat: number, turn: number): Cell {
	return state.cells[`${seat}.${turn}`] ?? emptyCell
}

/** The state with one cell told anew. */
export function withCell(state: CircleState, seat: number, turn: number, change: Partial<Cell>): CircleState {
	return { ...state, cells: { ...state.cells, [`${seat}.${turn}`]: { ...cellOf(state, seat, turn), ...change } } }
}

/** The state with one seat (from 0) told anew. */
export function withSeat(state: CircleState, seat: number, change: Partial<Seat>): CircleState {
	return { ...state, seats: state.seats.map((one, index) => (index === seat ? { ...one, ...change } : one)) }
}

/** The state with one turn (from 1) told anew. */
export function withTurn(state: CircleState, turn: number, change: Partial<Turn>): CircleState {
	return { ...state, turns: state.turns.map((one, index) => (index === turn - 1 ? { ...one, ...change } : one)) }
}

/** A turn (from 1) that there is. */
export function turnOf(state: CircleState, turn: number): Turn {
	return must(state.turns[turn - 1], 'a turn of the circle')
}

/** All that a seat has done for a turn and that counts as put in, by itself or by another, in đồng. */
export function settledOf(cell: Cell): Money {
	return add(paidOf(cell), cell.advanced)
}

/** What a seat paid itself for a turn, in đồng. */
export function paidOf({ payments }: Cell): Money {
	return sum(payments.map(([, amount]) => amount))
}

/** What a seat is to put in for a turn, in đồng: its part; nothing once it is gone; for the turn of one that left, only who had drawn by then. */
export function expectedOf(state: CircleState, seat: number, turn: number): Money {
	const { amount, gone } = must(state.seats[seat], 'a seat of the circle')
	if (gone) return settledOf(cellOf(state, seat, turn))
	const { settles } = turnOf(state, turn)
	return settles === null || settles.payers.includes(seat) ? amount : zero
}

/** What is still to be put in by a seat for a turn, in đồng. */
export function missingOf(state: CircleState, seat: number, turn: number): Money {
	return subtract(expectedOf(state, seat, turn), settledOf(cellOf(state, seat, turn)))
}

/** What is still to be put in for a turn by all, in đồng. */
export function missingInTurn(state: CircleState, turn: number): Money {
	return sum(state.seats.map((_, seat) => missingOf(state, seat, turn)))
}

/** The pot of a turn: all that is to be put in for it, in đồng. */
export function potOf(state: CircleState, turn: number): Money {
	return sum(state.seats.map((_, seat) => expectedOf(state, seat, turn)))
}

/** More than nothing: what the circle owes a seat; less: what the seat owes the circle, in đồng. */
export function positionOf(state: CircleState, seat: number): Money {
	const { drawn, paidBack } = must(state.seats[seat], 'a seat of the circle')
	const settled = sum(state.turns.map((_, index) => settledOf(cellOf(state, seat, index + 1))))
	return subtract(settled, add(drawn, paidBack))
}

/** The turn (from 1) that a share drew; null where it has not. */
export function turnDrawnBy(state: CircleState, share: number): number | null {
	const found = state.turns.findIndex((turn) => turn.share === share)
	return found < 0 ? null : found + 1
}

/** Whether all that belongs to a turn was put in and handed out. */
export function isSettled(state: CircleState, turn: number): boolean {
	const { share, in: put, out } = turnOf(state, turn)
	return share !== null && put === out && missingInTurn(state, turn) === 0n
}

export type StoredCircle = ReturnType<typeof storedCircle>

/** The state as it is cached, amounts as text; `outstanding` is what who has drawn still owes the circle. */
export function storedCircle(state: CircleState) {
	return {
		...state,
		outstanding: String(
			sum(state.seats.map((_, seat) => positionOf(state, seat)).map((position) => (position < 0n ? subtract(zero, position) : zero))),
		),
		seats: state.seats.map((seat) => ({
			...seat,
			amount: String(seat.amount),
			drawn: String(seat.drawn),
			paidBack: String(seat.paidBack),
		})),
		turns: state.turns.map((turn) => ({
			...turn,
			in: String(turn.in),
			out: String(turn.out),
			interest: String(turn.interest),
			earned: turn.earned.map(([seat, amount]): [number, string] => [seat, String(amount)]),
			bids: turn.bids.map(({ share, interest }) => ({ share, interest: String(interest) })),
			settles: turn.settles === null ? null : { ...turn.settles, owed: String(turn.settles.owed) },
		})),
		// In the order of their names: the cache is the same whatever was told first.
		cells: Object.fromEntries(
			Object.entries(state.cells)
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.map(([key, cell]) => [
					key,
					{
						payments: cell.payments.map(([on, amount]): [CalendarDate, string] => [on, String(amount)]),
						advanced: String(cell.advanced),
						by: cell.by,
						lateCharged: String(cell.lateCharged),
						latePaid: String(cell.latePaid),
					},
				]),
		),
	}
}

/** The state of its cached form, exactly. */
export function circleFromStored({ outstanding: _, ...stored }: StoredCircle): CircleState {
	return {
		...stored,
		seats: stored.seats.map((seat) => ({
			...seat,
			amount: moneyFromText(seat.amount),
			drawn: moneyFromText(seat.drawn),
			paidBack: moneyFromText(seat.paidBack),
		})),
		turns: stored.turns.map((turn) => ({
			...turn,
			in: moneyFromText(turn.in),
			out: moneyFromText(turn.out),
			interest: moneyFromText(turn.interest),
			earned: turn.earned.map(([seat, amount]) => [seat, moneyFromText(amount)]),
			bids: turn.bids.map(({ share, interest }) => ({ share, interest: moneyFromText(interest) })),
			settles: turn.settles === null ? null : { ...turn.settles, owed: moneyFromText(turn.settles.owed) },
		})),
		cells: Object.fromEntries(
			Object.entries(stored.cells).map(([key, cell]) => [
				key,
				{
					payments: cell.payments.map(([on, amount]) => [on, moneyFromText(amount)]),
					advanced: moneyFromText(cell.advanced),
					by: cell.by,
					lateCharged: moneyFromText(cell.lateCharged),
					latePaid: moneyFromText(cell.latePaid),
				},
			]),
		),
	}
}
