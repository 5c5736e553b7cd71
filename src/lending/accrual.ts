import { type CalendarDate, later } from '../kernel/calendar-date.js'
import { addFractions, type Fraction, multiplyFractions, zeroFraction } from '../kernel/fraction.js'
import {
	type Accrual,
	accrue,
	add,
	addAccruals,
	larger,
	type Money,
	nothingAccrued,
	settle,
	smaller,
	subtract,
	sum,
	zero,
} from '../kernel/money.js'
import { type Rate, rateFraction } from '../kernel/rate.js'
import { yearFraction } from '../kernel/day-count.js'
import { interestFactor, lateInterestFactor, type RateStep, supportFactor } from './interest.js'
import { billDay, type Layout } from './layout.js'
import type { Terms } from './schemas.js'
import { type LoanState, outstandingOf, type Unpaid } from './state.js'

/** The day until which a payment that is due on a contractual day is still in time (BLDS 2015 art. 148.5; commune transaction day). */
export type LastDayInTime = (dueOn: CalendarDate) => CalendarDate

/** What a loan's days are told with: its terms, laid out from its first disbursement. */
export type LoanBasis = { readonly terms: Terms; readonly layout: Layout; readonly lastDayInTime: LastDayInTime }

/** One stretch of days of the explanation: balance × rate × days. */
export type Segment = {
	readonly from: CalendarDate
	readonly to: CalendarDate
	/** Support is what of the interest the budget bears: it is taken off what the borrower owes. */
	readonly kind: 'interest' | 'overdue-interest' | 'late-interest' | 'interest-support'
	readonly base: Money
	readonly factor: Fraction
	readonly amount: Accrual
}

/** What happened along the way, for schedule, statement and explanation; nobody listens when only the state is wanted. */
export type Listener = {
	readonly segment?: (segment: Segment) => void
	/** Interest that fell due on the borrower, rounded (a part of a đồng may round to nothing), and what of it the budget bears. */
	readonly billed?: (dueOn: CalendarDate, amount: Money, supported: Money) => void
	readonly waived?: (dueOn: CalendarDate, amount: Money) => void
	readonly paidInterest?: (dueOn: CalendarDate, amount: Money) => void
	readonly paidPrincipal?: (dueOn: CalendarDate, amount: Money) => void
	readonly prepaid?: (on: CalendarDate, amount: Money) => void
}

export const nobody: Listener = {}

/** Lets the days pass: interest grows, falls due on its days and is then carried. Needs no job at midnight: it is a function of the date. */
export function advance(basis: LoanBasis, state: LoanState, to: CalendarDate, listener: Listener = nobody): LoanState {
	if (state.day === null || state.status !== 'active' || to <= state.day) return state
	let { day, billed, accrued, unpaid, supportAccrued, supportOwed, lateAccrued } = state
	const rates = ratesOf(basis.terms, state)
	const pass = (until: CalendarDate): void => {
		if (until <= day) return
		const { interest, support } = grown(basis, state, rates, day, until, listener)
		accrued = addAccruals(accrued, interest)
		supportAccrued = addAccruals(supportAccrued, support)
		lateAccrued = addAccruals(lateAccrued, lateGrown(basis, unpaid, day, until, listener))
		day = until
	}
	for (;;) {
		const bill = billDay(basis.layout, billed)
		if (bill > to) break
		pass(bill)
		const { due, supported } = settledInterest(basis.terms, { accrued, supportAccrued })
		if (due !== 0n) unpaid = [...unpaid, [bill, due]]
		listener.billed?.(bill, due, supported)
		supportOwed = add(supportOwed, supported)
		accrued = nothingAccrued
		supportAccrued = nothingAccrued
		billed += 1
	}
	pass(to)
	return { ...state, day: to, billed, accrued, unpaid, supportAccrued, supportOwed, lateAccrued }
}

/** What the interest grown since the last interest day comes to, each part by its one rounding: due from the borrower, and borne by the budget. */
export function settledInterest(
	terms: Terms,
	{ accrued, supportAccrued }: Pick<LoanState, 'accrued' | 'supportAccrued'>,
): { readonly due: Money; readonly supported: Money } {
	const whole = settle(accrued, terms.interestRounding)
	const supported = smaller(settle(supportAccrued, terms.interestRounding), whole)
	return { due: subtract(whole, supported), supported }
}

/** The rate steps in force: the terms' own, and those that came as events. */
export function ratesOf(terms: Terms, state: LoanState): readonly RateStep[] {
	if (state.rateChanges.length === 0) return terms.rates
	// A change takes the place of whatever the terms had said for days from then on.
	let steps: readonly RateStep[] = terms.rates
	for (const change of state.rateChanges) steps = [...steps.filter(({ from }) => from < change.from), change]
	return steps
}

/** The state with a rate that came as an event: it takes the place of every earlier word about the days from then on. */
export function withRate(state: LoanState, step: RateStep): LoanState {
	return { ...state, rateChanges: [...state.rateChanges.filter(({ from }) => from < step.from), step] }
}

/** Principal that is late on a day: moved to overdue by a recorded event, or by the contract's own rule. */
export function latePrincipal(basis: LoanBasis, state: LoanState, on: CalendarDate, by: 'end' | 'start' = 'start'): Money {
	if (basis.terms.overdue.transfer === 'recorded') return state.overdue
	const late = state.planned.filter(([dueOn]) => {
		const last = basis.lastDayInTime(lateAfter(basis, dueOn))
		return by === 'end' ? last <= on : last < on
	})
	// A freeze takes what is late first, as the recorded one does: what is frozen is not overdue meanwhile.
	return larger(subtract(sum(late.map(([, amount]) => amount)), state.frozen), state.overdue)
}

/** The contractual day after which unpaid principal is late. Carried forward (NHCSXH, signed before 1/3/2026), that is the end of the term. */
export function lateAfter({ terms, layout }: LoanBasis, dueOn: CalendarDate): CalendarDate {
	return terms.overdue.missedInstalment === 'carry-forward' ? layout.maturityOn : dueOn
}

function grown(
	basis: LoanBasis,
	state: LoanState,
	rates: readonly RateStep[],
	from: CalendarDate,
	to: CalendarDate,
	listener: Listener,
): { readonly interest: Accrual; readonly support: Accrual } {
	let interest = nothingAccrued
	let support = nothingAccrued
	const count = (kind: Segment['kind'], start: CalendarDate, end: CalendarDate, base: Money, factor: Fraction): void => {
		if (base === 0n || factor.numerator === 0n) return
		const amount = accrue(base, factor)
		if (kind === 'interest-support') support = addAccruals(support, amount)
		else interest = addAccruals(interest, amount)
		listener.segment?.({ from: start, to: end, kind, base, factor, amount })
	}
	for (const [start, end] of stretches(basis, state, from, to)) {
		const late = latePrincipal(basis, state, start, 'end')
		const normal = subtract(subtract(outstandingOf(state), late), state.frozen)
		const factor = interestFactor(basis.terms, basis.layout, rates, start, end)
		// Flat interest is on the whole amount until the term ends; a freeze leaves what is neither frozen nor late.
		const onWhole = basis.terms.interestMethod === 'flat' && start < basis.layout.maturityOn && state.frozen === 0n
		const base = onWhole ? state.disbursed : normal
		if (basis.terms.interestMethod !== 'none') count('interest', start, end, base, factor)
		if (basis.terms.interestSupport !== undefined)
			count('interest-support', start, end, base, supportFactor(basis.terms, basis.layout, start, end))
		if (late > 0n) count('overdue-interest', start, end, late, overdueFactor(basis, factor, start, end, onWhole))
	}
	return { interest, support }
}

/** On overdue principal only: the agreed rate, or the loan's own times the factor (130 % at NHCSXH, form 01/TD; at most 150 %, Circular 39/2016 art. 13.4). */
function overdueFactor(basis: LoanBasis, factor: Fraction, from: CalendarDate, to: CalendarDate, onWhole: boolean): Fraction {
	const whole = wholeOverdueFactor(basis, factor, from, to)
	// A flat rate is already borne on the whole amount until the term ends: only what goes beyond it is added.
	return onWhole ? addFractions(whole, multiplyFractions(factor, { numerator: -1n, denominator: 1n })) : whole
}

function wholeOverdueFactor({ terms, layout }: LoanBasis, factor: Fraction, from: CalendarDate, to: CalendarDate): Fraction {
	const { yearly, factor: times } = terms.overdue
	if (yearly !== null) return multiplyFractions(rateFraction(yearly), yearFraction(terms.dayCount, from, to, layout.cycle))
	return terms.interestMethod === 'none' ? zeroFraction : multiplyFractions(factor, rateFraction(times as Rate))
}

/** Cuts a range where principal becomes late by itself, and where a flat term ends. */
function stretches(
	basis: LoanBasis,
	state: LoanState,
	from: CalendarDate,
	to: CalendarDate,
): readonly (readonly [CalendarDate, CalendarDate])[] {
	const cuts: CalendarDate[] = []
	if (basis.terms.overdue.transfer === 'automatic')
		cuts.push(...state.planned.map(([dueOn]) => basis.lastDayInTime(lateAfter(basis, dueOn))))
	if (basis.terms.interestMethod === 'flat') cuts.push(basis.layout.maturityOn)
	const inside = [...new Set(cuts.filter((cut) => cut > from && cut < to))].sort()
	if (inside.length === 0) return [[from, to]]
	const edges = [from, ...inside, to]
	return edges.slice(1).map((end, index) => [edges[index] ?? from, end] as const)
}

function lateGrown(basis: LoanBasis, unpaid: Unpaid, from: CalendarDate, to: CalendarDate, listener: Listener): Accrual {
	const yearly = basis.terms.overdue.lateInterestYearly
	if (yearly === null) return nothingAccrued
	let total = nothingAccrued
	for (const [dueOn, base] of unpaid) {
		const start = later(from, basis.lastDayInTime(dueOn))
		if (start >= to) continue
		const factor = lateInterestFactor(yearly, start, to)
		const amount = accrue(base, factor)
		total = addAccruals(total, amount)
		listener.segment?.({ from: start, to, kind: 'late-interest', base, factor, amount })
	}
	return total
}

/** Late interest that is owed in whole đồng: what has grown, rounded once on the sum, less what was paid of it. */
export function lateInterestOwed(terms: Terms, state: LoanState): Money {
	const owed = subtract(settle(state.lateAccrued, terms.interestRounding), state.latePaid)
	return larger(owed, zero)
}
