import { addDays, type CalendarDate, daysBetween, earlier, later } from '../kernel/calendar-date.js'
import { add, type Money, smaller, subtract, zero } from '../kernel/money.js'
import type { LoanState, Pause } from './state.js'

/** How much came from, or goes back to, the overdue and the in-term balance. */
export type FrozenParts = { readonly overdue: Money; readonly inTerm: Money }

/**
 * Khoanh nợ: the debt rests, the overdue part first, and bears no interest meanwhile (QĐ 50/2010/QĐ-TTg). While all of
 * it rests, no day counts as past due.
 */
export function freeze(state: LoanState, amount: Money): { readonly state: LoanState; readonly from: FrozenParts } {
	const overdue = smaller(amount, state.overdue)
	const inTerm = subtract(amount, overdue)
	const frozen = {
		...state,
		overdue: subtract(state.overdue, overdue),
		inTerm: subtract(state.inTerm, inTerm),
		frozen: add(state.frozen, amount),
		frozenOverdue: add(state.frozenOverdue, overdue),
	}
	return { state: frozen, from: { overdue, inTerm } }
}

/** The end of a freeze: what had been overdue is overdue again, and the rest in term, due when it was due (project decision). */
export function thaw(state: LoanState): { readonly state: LoanState; readonly to: FrozenParts } {
	const overdue = smaller(state.frozenOverdue, state.frozen)
	const inTerm = subtract(state.frozen, overdue)
	const thawed = {
		...state,
		overdue: add(state.overdue, overdue),
		inTerm: add(state.inTerm, inTerm),
		frozen: zero,
		frozenOverdue: zero,
	}
	return { state: thawed, to: { overdue, inTerm } }
}

/** Opens or closes a pause, as the whole debt stands frozen after an event or does not. */
export function paused(state: LoanState, on: CalendarDate): LoanState {
	const open = state.pauses.at(-1)?.[1] === null
	const rests = state.frozen > 0n && state.inTerm === 0n && state.overdue === 0n
	if (open === rests) return state
	if (rests) return { ...state, pauses: [...state.pauses, [on, null]] }
	return { ...state, pauses: state.pauses.map(([from, to]): Pause => [from, to ?? on]) }
}

/** Days past due: from the day after the last one in time (BLDS 2015 art. 147), without those on which all of the debt was frozen. */
export function daysPastDue(lastInTime: CalendarDate, asOf: CalendarDate, pauses: readonly Pause[]): number {
	const first = addDays(lastInTime, 1)
	const after = addDays(asOf, 1)
	const rested = pauses.map(([from, to]) => daysBetween(later(from, first), earlier(to ?? after, after)))
	return rested.reduce((days, one) => days - Math.max(one, 0), daysBetween(lastInTime, asOf))
}
