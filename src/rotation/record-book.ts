import { must } from '../kernel/assert.js'
import { add, type Money, sum, zero } from '../kernel/money.js'
import type { CircleEventType } from './event.js'
import type { CircleStep } from './kept.js'
import type { CircleState } from './state.js'

/** One line of the record book (sổ họ): who paid or was handed what, for which turn, with a place to sign. Amounts in đồng. */
export type BookLine = {
	readonly seq: number
	readonly on: CircleStep['event']['on']
	readonly type: CircleEventType
	readonly turn: number | null
	readonly memberId: string
	readonly paid: Money
	readonly drawn: Money
	/** Left by the drawer to this member, or paid as late interest. */
	readonly interest: Money
	readonly receiptNo: string | null
}

/** The record book of what happened: name, share paid, drawn, interest, in the order of the days (NĐ 19/2019/NĐ-CP Art. 12). */
export function recordBook(steps: readonly CircleStep[], begin: CircleState): readonly BookLine[] {
	return steps.flatMap((step, index) => linesOf(step, steps[index - 1]?.state ?? begin))
}

function linesOf({ event, amount, state }: CircleStep, before: CircleState): readonly BookLine[] {
	const { memberId = '', turn = null, receiptNo = null } = event.details
	const line = { seq: event.seq, on: event.on, type: event.type, turn, memberId, receiptNo, paid: zero, drawn: zero, interest: zero }
	const moved = amount ?? zero
	switch (event.type) {
		case 'contributed':
		case 'advanced':
		case 'repaid':
			return [{ ...line, paid: moved }]
		case 'late-interest-paid':
			return [{ ...line, interest: moved }]
		case 'left':
			return moved === 0n ? [] : [{ ...line, drawn: moved }]
		case 'defaulted':
			return moved === 0n ? [] : [{ ...line, paid: moved }]
		case 'drawn': {
			const at = must(turn, 'a draw is of a turn')
			const { share, earned, settles } = must(state.turns[at - 1], 'a turn')
			const had = before.turns[at - 1]?.earned.length ?? 0
			const interest = earned
				.slice(had)
				.map(([seat, part]) => ({ ...line, memberId: must(state.seats[seat], 'a seat').memberId, interest: part }))
			const left = sum(interest.map((one) => one.interest))
			const seats = state.seats.flatMap((seat, index) => (seat.share === share && settles === null ? [{ seat, index }] : []))
			const drawers = seats.map(({ seat, index }) => ({
				memberId: seat.memberId,
				drawn: (seat.drawn - (before.seats[index]?.drawn ?? 0n)) as Money,
			}))
			// What a share was charged is what it was handed and the interest that it left: the line says what was handed.
			const charged = sum(drawers.map((one) => one.drawn))
			const first = drawers[0]
			if (first === undefined) return [{ ...line, memberId: '', drawn: moved }]
			const handed = drawers.map((one, place) => ({
				...line,
				memberId: one.memberId,
				drawn: place === 0 ? add(one.drawn, (moved - charged) as Money) : one.drawn,
				interest: place === 0 ? ((0n - left) as Money) : zero,
			}))
			return [...handed, ...interest]
		}
		default:
			return []
	}
}
