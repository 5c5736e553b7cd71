import { effective } from '../contracts/contract.js'
import { type CalendarDate, daysBetween, earlier } from '../kernel/calendar-date.js'
import { type Accrual, add, type Money, subtract } from '../kernel/money.js'
import { type Listener, ratesOf, settledInterest } from './accrual.js'
import { anchored } from './brought-forward.js'
import type { LoanEvent } from './event.js'
import type { RateStep } from './interest.js'
import type { Loan } from './loan.js'
import { joined, type Stretch, stretchesOf, totalOf } from './stretches.js'
import { type LoanState, outstandingOf } from './state.js'

/** Days on which principal bears no interest, and why. */
export type FreeStretch = {
	readonly from: CalendarDate
	readonly to: CalendarDate
	readonly days: number
	readonly base: Money
	readonly reason: 'grace' | 'frozen'
	/** Of the decision to freeze, where it was recorded. */
	readonly decisionNo: string | null
	readonly decisionOn: CalendarDate | null
}

/** Interest that is rounded together: that of one interest day, or all late interest. */
export type InterestPeriod = {
	readonly kind: 'interest' | 'late-interest'
	/** The day on which it fell due; null for what is still growing, and for late interest, which is owed day by day. */
	readonly dueOn: CalendarDate | null
	/** Whether the debt was written off before it fell due, so that it is not asked for. */
	readonly isDropped: boolean
	readonly stretches: readonly Stretch[]
	readonly free: readonly FreeStretch[]
	/** The sum of the stretches before the one rounding. */
	readonly exact: Accrual
	/** The sum after it, in đồng, and what of it the budget bears. */
	readonly whole: Money
	readonly support: Support | null
	/** What fell due on the borrower, in đồng: the whole less the support. */
	readonly rounded: Money
}

/** What of a period's interest the budget bears: rounded once by itself, and never more than the interest. */
export type Support = { readonly stretches: readonly Stretch[]; readonly exact: Accrual; readonly rounded: Money }

/**
 * Where every đồng of interest comes from: the days told again with an ear on each stretch of them. `history` holds
 * nothing after `asOf`.
 */
export function interestPeriodsOf(loan: Loan, history: readonly LoanEvent[], asOf: CalendarDate): readonly InterestPeriod[] {
	const periods: InterestPeriod[] = []
	let open: Stretch[] = []
	let free: FreeStretch[] = []
	let supported: Stretch[] = []
	let late: Stretch[] = []
	let state = loan.begin
	/** The state whose days are told; a loan that is brought forward is laid out before it is told. */
	let at = state
	/** The freeze that is in force, and the day up to which the days without interest are written down. */
	let freeze: LoanEvent | null = null
	let told: CalendarDate | null = null
	let rates: readonly RateStep[] = []

	const close = (dueOn: CalendarDate | null, isDropped: boolean): void => {
		if (open.length > 0 || supported.length > 0 || free.length > 0)
			periods.push({ kind: 'interest', dueOn, isDropped, ...summed(loan, open, supported), free: merged(free) })
		;[open, supported, free] = [[], [], []]
	}
	const closeAll = (isDropped: boolean): void => {
		close(null, isDropped)
		if (late.length > 0) periods.push({ kind: 'late-interest', dueOn: null, isDropped, ...summed(loan, late, []), free: [] })
		late = []
	}
	const listener: Listener = {
		segment: (segment) => {
			const parts = stretchesOf(segment, loan.basisOf(at, segment.from), rates, at.disbursed)
			const told = { 'late-interest': late, 'interest-support': supported, interest: open, 'overdue-interest': open }[segment.kind]
			told.push(...parts)
		},
		billed: (dueOn) => {
			rest(dueOn)
			close(dueOn, false)
		},
	}
	const rest = (to: CalendarDate): void => {
		if (told === null || told >= to) return
		free.push(...freeStretches(loan, state, freeze, told, to))
		told = to
	}
	const pass = (to: CalendarDate): void => {
		rates = ratesOf(loan.terms, state)
		told = state.day
		at = state
		const after = loan.at(state, to, listener)
		rest(to)
		state = after
	}
	for (const event of effective(history)) {
		pass(event.on)
		at = { ...anchored(state, event), disbursed: event.type === 'brought-forward' ? loan.terms.principal : state.disbursed }
		state = loan.tellLoan(state, event, listener).state
		if (event.type === 'frozen') freeze = event
		if (state.status === 'written-off') closeAll(true)
	}
	pass(asOf)
	closeAll(false)
	return periods
}

function summed({ terms }: Loan, stretches: readonly Stretch[], supported: readonly Stretch[]) {
	const [exact, supportAccrued] = [totalOf(stretches), totalOf(supported)]
	const settled = settledInterest(terms, { accrued: exact, supportAccrued })
	const support = supported.length === 0 ? null : { stretches: joined(supported), exact: supportAccrued, rounded: settled.supported }
	return { stretches: joined(stretches), exact, whole: add(settled.due, settled.supported), support, rounded: settled.due }
}

/** Where principal rests on the days that pass in one state: in a grace that is free of interest, and while it is frozen. */
function freeStretches(
	loan: Loan,
	state: LoanState,
	freeze: LoanEvent | null,
	from: CalendarDate,
	to: CalendarDate,
): readonly FreeStretch[] {
	if (state.status !== 'active' || loan.terms.interestMethod === 'none') return []
	const { freeUntil } = loan.basisOf(state, from).layout
	const borne = subtract(outstandingOf(state), state.frozen)
	const { decisionNo = null, decisionOn = null } = freeze?.details ?? {}
	return [
		...(from < freeUntil && borne > 0n
			? [{ ...daysOf(from, earlier(to, freeUntil)), base: borne, reason: 'grace' as const, decisionNo: null, decisionOn: null }]
			: []),
		...(state.frozen > 0n ? [{ ...daysOf(from, to), base: state.frozen, reason: 'frozen' as const, decisionNo, decisionOn }] : []),
	]
}

function daysOf(from: CalendarDate, to: CalendarDate) {
	return { from, to, days: daysBetween(from, to) }
}

function merged(free: readonly FreeStretch[]): readonly FreeStretch[] {
	const made: FreeStretch[] = []
	for (const next of free) {
		const at = made.findLastIndex(
			(one) => one.to === next.from && one.base === next.base && one.reason === next.reason && one.decisionNo === next.decisionNo,
		)
		const last = made[at]
		if (last === undefined) made.push(next)
		else made[at] = { ...last, to: next.to, days: last.days + next.days }
	}
	return made
}
