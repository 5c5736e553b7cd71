import type { CalendarDate } from '../kernel/calendar-date.js'
import { fractionFromText, fractionText } from '../kernel/fraction.js'
import { type Accrual, add, type Money, moneyFromText, nothingAccrued, sum, zero } from '../kernel/money.js'
import type { RateStep } from './interest.js'
import type { Rearrangement } from './layout.js'
import type { Planned } from './plan.js'

export type LoanStatus = 'signed' | 'active' | 'closed' | 'written-off'

/** Where a loan is: in a group of a commune, or in a commune outside any group. */
export type Place = { readonly groupId: string | null; readonly communeId: string }

/** A loan's coming to another place, on a day. */
export type Move = Place & { readonly on: CalendarDate }

/** Interest that fell due on a day and is not paid. */
export type Unpaid = readonly (readonly [dueOn: CalendarDate, amount: Money])[]

/** How the term was agreed anew: lengthened (gia hạn), its instalments moved within it (điều chỉnh kỳ hạn), or taken over into the next season (lưu vụ). */
export type Restructuring = { readonly on: CalendarDate; readonly kind: 'extended' | 'rescheduled' | 'rolled-over' }

/** Days on which the whole debt stood frozen: from the first, up to the day before the second; open while it still does. */
export type Pause = readonly [from: CalendarDate, to: CalendarDate | null]

/**
 * A loan as it stands at the beginning of a day, after the events of that day so far. Everything else that is ever
 * asked (schedule, arrears, pay-off, explanation) is a function of this, the terms and a date.
 */
export type LoanState = {
	readonly status: LoanStatus
	readonly signedOn: CalendarDate | null
	/** The day at whose end its balances come over from other books; left out of a loan whose whole life is in ours. */
	readonly broughtForwardOn?: CalendarDate
	/** The day of the first disbursement, from which all dates are counted. */
	readonly anchor: CalendarDate | null
	/** Told up to the beginning of this day. */
	readonly day: CalendarDate | null
	readonly disbursed: Money
	readonly inTerm: Money
	readonly overdue: Money
	/** Since when principal has been in the overdue balance without a break. */
	readonly overdueSince: CalendarDate | null
	readonly frozen: Money
	/** What of the frozen principal had been moved to overdue before, and goes back there when it thaws. */
	readonly frozenOverdue: Money
	readonly pauses: readonly Pause[]
	readonly writtenOff: Money
	readonly recovered: Money
	/** Changes of the rate that came as events, over the terms. */
	readonly rateChanges: readonly RateStep[]
	/** Where it was transferred to since it was signed, in the order of the days; it follows the bank's days there. */
	readonly moves: readonly Move[]
	/** How extensions, reschedulings and roll-overs changed the days, in their order. */
	readonly rearranged: readonly Rearrangement[]
	readonly restructurings: readonly Restructuring[]
	/** Principal still to be paid, by the day on which it falls due; sums to the outstanding balance. */
	readonly planned: Planned
	/** How many interest days have passed. */
	readonly billed: number
	/** Interest grown since the last interest day, exact. */
	readonly accrued: Accrual
	readonly unpaid: Unpaid
	/** What the budget bears of the interest grown since the last interest day, exact, and what of it fell due and was not received. */
	readonly supportAccrued: Accrual
	readonly supportOwed: Money
	/** Interest on unpaid interest, exact, and what of it was paid or waived. */
	readonly lateAccrued: Accrual
	readonly latePaid: Money
	/** Held for the member, where the product holds overpayments. */
	readonly credit: Money
	/** The last day on which interest was waived: it weighs on the debt group. */
	readonly interestWaivedOn: CalendarDate | null
}

export const nothingYet: LoanState = {
	status: 'signed',
	signedOn: null,
	anchor: null,
	day: null,
	disbursed: zero,
	inTerm: zero,
	overdue: zero,
	overdueSince: null,
	frozen: zero,
	frozenOverdue: zero,
	pauses: [],
	writtenOff: zero,
	recovered: zero,
	rateChanges: [],
	moves: [],
	rearranged: [],
	restructurings: [],
	planned: [],
	billed: 0,
	accrued: nothingAccrued,
	unpaid: [],
	supportAccrued: nothingAccrued,
	supportOwed: zero,
	lateAccrued: nothingAccrued,
	latePaid: zero,
	credit: zero,
	interestWaivedOn: null,
}

/** All principal that is owed, in term, overdue and frozen, in đồng. */
export function outstandingOf(state: LoanState): Money {
	return add(add(state.inTerm, state.overdue), state.frozen)
}

/** All interest that fell due and is not paid, in đồng. */
export function unpaidInterest(state: LoanState): Money {
	return sum(state.unpaid.map(([, amount]) => amount))
}

/** The state as JSON for the cache; amounts as text. */
export type StoredState = ReturnType<typeof storedState>

/** Which shape of the cache this program reads; a cache of another one is rebuilt from the events. */
export const stateFormat = 3

/** The state as it is cached: amounts and fractions as text. */
export function storedState(state: LoanState) {
	return {
		...state,
		format: stateFormat,
		disbursed: String(state.disbursed),
		inTerm: String(state.inTerm),
		overdue: String(state.overdue),
		frozen: String(state.frozen),
		frozenOverdue: String(state.frozenOverdue),
		writtenOff: String(state.writtenOff),
		recovered: String(state.recovered),
		planned: state.planned.map(([dueOn, amount]): [CalendarDate, string] => [dueOn, String(amount)]),
		accrued: fractionText(state.accrued),
		unpaid: state.unpaid.map(([dueOn, amount]): [CalendarDate, string] => [dueOn, String(amount)]),
		supportAccrued: fractionText(state.supportAccrued),
		supportOwed: String(state.supportOwed),
		lateAccrued: fractionText(state.lateAccrued),
		latePaid: String(state.latePaid),
		credit: String(state.credit),
		outstanding: String(outstandingOf(state)),
	}
}

/** The state of its cached form, exactly. */
export function stateFromStored(stored: StoredState): LoanState {
	const { outstanding: _, format: _format, ...kept } = stored
	return {
		...kept,
		disbursed: moneyFromText(stored.disbursed),
		inTerm: moneyFromText(stored.inTerm),
		overdue: moneyFromText(stored.overdue),
		frozen: moneyFromText(stored.frozen),
		frozenOverdue: moneyFromText(stored.frozenOverdue),
		writtenOff: moneyFromText(stored.writtenOff),
		recovered: moneyFromText(stored.recovered),
		planned: stored.planned.map(([dueOn, amount]) => [dueOn, moneyFromText(amount)]),
		accrued: fractionFromText(stored.accrued) as Accrual,
		unpaid: stored.unpaid.map(([dueOn, amount]) => [dueOn, moneyFromText(amount)]),
		supportAccrued: fractionFromText(stored.supportAccrued) as Accrual,
		supportOwed: moneyFromText(stored.supportOwed),
		lateAccrued: fractionFromText(stored.lateAccrued) as Accrual,
		latePaid: moneyFromText(stored.latePaid),
		credit: moneyFromText(stored.credit),
		// A state that was cached before waivers were noted has none.
		interestWaivedOn: stored.interestWaivedOn ?? null,
	}
}
