import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Money, subtract, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { effective, eventBySeq } from './contract.js'
import type { StoredEvent } from './stored.js'
import { type Happening, noted, refuseFutureDay } from './telling.js'

/** Why an event is undone, and the day on which that was decided. */
export type ReversalCommand = { readonly on?: CalendarDate | undefined; readonly reason: string }

/** The event of a history that is to be undone, by its number: refused where there is none, where it undoes another, or where it is undone already. */
export function eventToUndo(history: readonly StoredEvent[], eventId: string): StoredEvent {
	const target = eventBySeq(history, eventId)
	if (target.reverses !== null) throw new Refusal('contract.reversal-of-reversal')
	if (history.some(({ reverses }) => reverses === target.seq)) throw new Refusal('contract.already-reversed')
	return target
}

/**
 * What undoes an event: both then fall away from the history ("it never happened"), so it is dated like the event; the day on
 * which it was decided is kept. Refused where that day is still to come or lies before the event.
 */
export function reversalOf(
	target: Pick<StoredEvent, 'seq' | 'on' | 'amount'>,
	{ on, reason }: ReversalCommand,
	today: CalendarDate,
	more: Readonly<Record<string, unknown>> = {},
): Happening & { readonly reverses: number } {
	if (on !== undefined) refuseFutureDay(on, today)
	if (on !== undefined && on < target.on) throw new Refusal('contract.reversal-before-event', { path: 'on', details: { on: target.on } })
	return {
		type: 'reversed',
		on: target.on,
		amount: target.amount,
		details: noted({ reason, ...more, decidedOn: on }),
		reverses: target.seq,
	}
}

/** How a contract stood on its opening day after all; what is left out stays as it was said before. */
export type OpeningCorrection<Details extends object = object> = {
	readonly amount?: Money | undefined
	readonly details: Details
	readonly reason: string
}

/**
 * The new word for the balances with which a contract was brought forward, the undoing of the old one, and the difference
 * of the amounts in đồng. Refused with `missing` where the contract was not brought forward.
 */
export function correctedOpening(
	history: readonly StoredEvent[],
	{ amount, details, reason }: OpeningCorrection,
	today: CalendarDate,
	missing: string,
) {
	const before = effective(history).findLast(({ type }) => type === 'brought-forward')
	if (before === undefined) throw new Refusal(missing)
	const { reason: _, ...said } = before.details
	const happening: Happening = {
		type: before.type,
		on: before.on,
		amount: amount ?? before.amount,
		details: noted({ ...said, ...details, reason }),
		reverses: null,
	}
	return {
		happening,
		undoing: reversalOf(before, { reason }, today),
		difference: subtract(happening.amount ?? zero, before.amount ?? zero),
	}
}
