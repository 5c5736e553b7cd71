import { must } from '../kernel/assert.js'
import {
	addMonths,
	type CalendarDate,
	type Cycle,
	cycleDate,
	cycleIndex,
	later,
	monthsUntil,
	vietnameseDate,
} from '../kernel/calendar-date.js'
import { add, type Money, moneyFromText, sum } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { extensionLimitMonths } from '../products/rules.js'
import { type LoanBasis, ratesOf, withRate } from './accrual.js'
import type { LoanEvent } from './event.js'
import { layOut, type Rearrangement } from './layout.js'
import { addPlans, type Planned, planPrincipal, takeFromPlan } from './plan.js'
import type { Terms } from './schemas.js'
import type { LoanState, Restructuring } from './state.js'

/** Roll-over is for short-term loans only: one year at most (Circular 39/2016/TT-NHNN, art. 10 and 27). */
const shortTermMonths = 12

/**
 * Gia hạn nợ: the end of the term moves later, and with it the principal that was due then; what fell due before stays
 * due. Refused after the term has ended, and beyond what the product allows in all (Circular 39/2016/TT-NHNN, art. 19).
 */
export function extend(basis: LoanBasis, state: LoanState, event: LoanEvent): LoanState {
	const { layout } = basis
	assertTermNotOver(basis, event.on)
	const maturityOn = newMaturity(basis, event)
	assertWithinLimit(basis, maturityOn)
	const { kept, inTerm } = parted(state)
	const planned = inTerm.map(([dueOn, amount]) => [dueOn === layout.maturityOn ? maturityOn : dueOn, amount] as const)
	const ahead = layout.rows.filter((row) => row.principal && row.dueOn < layout.maturityOn).map(({ dueOn }) => dueOn)
	return rearranged(state, event, 'extended', { maturityOn, principalDays: [...ahead, maturityOn], planned, kept })
}

/**
 * Điều chỉnh kỳ hạn trả nợ: all principal in term, missed instalments too, falls due anew: row by row as agreed, or in
 * equal parts on a cycle. What was moved to overdue or is frozen stays as it is. The term may be made longer with it, as
 * far as an extension may go.
 */
export function reschedule(basis: LoanBasis, state: LoanState, event: LoanEvent): LoanState {
	const { rows } = event.details
	if (state.inTerm === 0n) throw new Refusal('loan.nothing-in-term')
	const { kept } = parted(state)
	const agreed = rows?.map(({ dueOn, principal }) => [dueOn, moneyFromText(principal)] as const) ?? null
	if (agreed !== null) assertRows(agreed, state.inTerm, event.on)
	const inForce = basis.layout.maturityOn
	const asked = later(event.details.maturityOn ?? inForce, agreed?.at(-1)?.[0] ?? inForce)
	// Days that are agreed anew lie ahead: where the term is over, they need a later end.
	if (asked <= event.on) throw termOver(inForce)
	if (asked > inForce) assertWithinLimit(basis, asked)
	const principalDays = agreed === null ? cycleDays(basis, event, asked) : agreed.map(([dueOn]) => dueOn)
	const planned = agreed ?? spread(basis, state, { on: event.on, maturityOn: asked, principalDays })
	return rearranged(state, event, 'rescheduled', { maturityOn: asked, principalDays, planned, kept })
}

/**
 * Lưu vụ: a short-term loan whose interest is paid goes on for another season, at the rate of that day, and all of its
 * principal falls due at the end of that one (Circular 39/2016/TT-NHNN, art. 27).
 */
export function rollOver(basis: LoanBasis, state: LoanState, event: LoanEvent): LoanState {
	const { terms, layout } = basis
	const agreed = layOut(terms, layout.anchor).maturityOn
	if (monthsUntil(layout.anchor, agreed) > shortTermMonths)
		throw new Refusal('loan.roll-over-not-short-term', { details: { months: String(shortTermMonths) } })
	assertTermNotOver(basis, event.on)
	if (state.overdue > 0n || state.frozen > 0n) throw new Refusal('loan.roll-over-of-bad-debt', { path: 'on' })
	// Late interest alone may be left of a loan: there is nothing to take into another season.
	if (state.inTerm === 0n) throw new Refusal('loan.nothing-in-term')
	if (state.unpaid.length > 0)
		throw new Refusal('loan.roll-over-interest-unpaid', {
			path: 'on',
			details: { interest: String(sum(state.unpaid.map(([, amount]) => amount))) },
		})
	const maturityOn = newMaturity(basis, event)
	const latest = addMonths(layout.maturityOn, monthsUntil(layout.anchor, agreed))
	if (maturityOn > latest) throw new Refusal('loan.roll-over-too-long', { path: 'maturityOn', details: { on: vietnameseDate(latest) } })
	const yearly = must(event.details.yearly, 'a roll-over says the rate of its day')
	const planned: Planned = [[maturityOn, state.inTerm]]
	return rearranged(withRate(state, { from: event.on, yearly }), event, 'rolled-over', {
		maturityOn,
		principalDays: [maturityOn],
		planned,
		kept: [],
	})
}

/** The plan of what is overdue or frozen, which is met first and stays as it is, and that of what is in term. */
function parted(state: LoanState): { readonly kept: Planned; readonly inTerm: Planned } {
	return {
		kept: takeFromPlan(state.planned, state.inTerm, 'last'),
		inTerm: takeFromPlan(state.planned, add(state.overdue, state.frozen), 'first'),
	}
}

function rearranged(
	state: LoanState,
	{ on }: LoanEvent,
	kind: Restructuring['kind'],
	{ maturityOn, principalDays, planned, kept }: Omit<Rearrangement, 'on'> & { readonly planned: Planned; readonly kept: Planned },
): LoanState {
	const days = [...principalDays, ...kept.map(([dueOn]) => dueOn)].filter((dueOn) => dueOn > on)
	return {
		...state,
		rearranged: [...state.rearranged, { on, maturityOn, principalDays: [...new Set(days)].sort() }],
		restructurings: [...state.restructurings, { on, kind }],
		planned: addPlans(kept, planned),
	}
}

/** The end of the term as the event says it: a day, or so many months after the one in force. */
function newMaturity({ layout }: LoanBasis, { on, details }: LoanEvent): CalendarDate {
	const maturityOn = details.maturityOn ?? addMonths(layout.maturityOn, must(details.months, 'a new end of the term'))
	if (maturityOn <= layout.maturityOn || maturityOn <= on)
		throw new Refusal('loan.maturity-not-later', { path: 'maturityOn', details: { on: vietnameseDate(later(layout.maturityOn, on)) } })
	return maturityOn
}

/** A term that is over is not lengthened any more: what is unpaid is overdue then. */
function assertTermNotOver({ layout, lastDayInTime }: LoanBasis, on: CalendarDate): void {
	if (on > lastDayInTime(layout.maturityOn)) throw termOver(layout.maturityOn)
}

function termOver(maturityOn: CalendarDate): Refusal {
	return new Refusal('loan.term-over', { path: 'on', details: { on: vietnameseDate(maturityOn) } })
}

/** How far a term may be lengthened in all, counted from the end that was agreed at signing. */
function assertWithinLimit({ terms, layout: { anchor } }: LoanBasis, maturityOn: CalendarDate): void {
	if (terms.extension === undefined) return
	const agreed = layOut(terms, anchor).maturityOn
	const months = extensionLimitMonths(monthsUntil(anchor, agreed), terms.extension)
	const latest = addMonths(agreed, months)
	if (maturityOn > latest)
		throw new Refusal('loan.extension-too-long', {
			path: 'maturityOn',
			details: { months: String(months), on: vietnameseDate(latest) },
		})
}

function assertRows(rows: readonly (readonly [CalendarDate, Money])[], balance: Money, on: CalendarDate): void {
	const early = rows.find(([dueOn]) => dueOn <= on)
	if (early !== undefined) throw new Refusal('loan.row-before-day', { path: 'rows', details: { dueOn: early[0], on } })
	const whole = rows.reduce((total, [, amount]) => add(total, amount), 0n as Money)
	if (whole !== balance)
		throw new Refusal('loan.rows-do-not-sum', { path: 'rows', details: { sum: String(whole), balance: String(balance) } })
}

/** The days of a cycle after the day of the event; one that names no first day keeps to the days counted from the disbursement. */
function cycleDays({ layout }: LoanBasis, { on, details }: LoanEvent, maturityOn: CalendarDate): readonly CalendarDate[] {
	const { every, period, firstOn } = must(details.principalEvery, 'rows or a cycle')
	if (firstOn !== undefined && (firstOn <= on || firstOn > maturityOn))
		throw new Refusal('loan.row-before-day', { path: 'principalEvery.firstOn', details: { dueOn: firstOn, on } })
	const cycle: Cycle = { anchor: firstOn ?? layout.anchor, every, period }
	const days: CalendarDate[] = []
	for (let n = firstOn === undefined ? cycleIndex(cycle, on) + 1 : 0; cycleDate(cycle, n) < maturityOn; n += 1)
		days.push(cycleDate(cycle, n))
	return [...days, maturityOn]
}

/** Spreads the balance in term over the new days; a loan that was to be paid at once, or row by row, in equal parts. */
function spread({ terms, layout }: LoanBasis, state: LoanState, change: Rearrangement): Planned {
	const { instalmentAmount: _, ...others } = terms
	const anew: Terms = others.amortization === 'equal-instalment' ? others : { ...others, amortization: 'equal-principal' }
	const laidOut = layOut(terms, layout.anchor, [...state.rearranged, change])
	return planPrincipal(anew, laidOut, ratesOf(terms, state), change.on, state.inTerm)
}
