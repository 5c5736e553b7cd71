import { addPeriods, type CalendarDate, type Cycle, cycleDate, cycleIndex, type Period } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Terms } from './schemas.js'

/** One line of a schedule: a day on which principal, interest or both fall due. */
export type LayoutRow = {
	readonly from: CalendarDate
	readonly dueOn: CalendarDate
	/** Whether principal may fall due here (after the grace on principal). */
	readonly principal: boolean
	/** Whether interest falls due here (after the grace that defers it). */
	readonly interest: boolean
}

/** The days of a loan, all counted from the day it was first disbursed. */
export type Layout = {
	readonly anchor: CalendarDate
	readonly maturityOn: CalendarDate
	readonly rows: readonly LayoutRow[]
	/** The days on which interest falls due up to the maturity. */
	readonly bills: readonly CalendarDate[]
	/** The cycle of the interest periods: the cells of 30/360 and periodic counting, and of interest after the maturity. */
	readonly cycle: Cycle
	/** The day up to which no interest is borne (grace that is free of interest). */
	readonly freeUntil: CalendarDate
}

type TermCycle = { readonly every: number; readonly period: Period; readonly firstOn?: CalendarDate | undefined }

const rowsMax = 4_000

/** The calendar of the books ends here. */
const lastDay = '2199-12-31' as CalendarDate
const yearsMax = 300
const perYear: Readonly<Record<Period, number>> = { day: 365, week: 52, month: 12 }

const laidOut = new Map<string, Layout>()
const laidOutMax = 20_000

/**
 * Lays out the days on which something falls due. Dates are always counted from the anchor (or the agreed first day),
 * clamped to the month's end, never drifting; the last is the end of the term (BLDS 2015 art. 148.3; NHCSXH: the last
 * instalment falls on the end of the term).
 */
export function layOut(terms: Terms, anchor: CalendarDate): Layout {
	// Loans of one product that begin on one day have the same days: a province has a few thousand of them.
	const { instalments, maturityOn, principalEvery, interestEvery, amortization, grace } = terms
	const key = JSON.stringify([anchor, instalments, maturityOn, principalEvery, interestEvery, amortization === 'bullet', grace])
	const seen = laidOut.get(key)
	if (seen !== undefined) return seen
	const layout = reckonLayout(terms, anchor)
	if (laidOut.size >= laidOutMax) laidOut.clear()
	laidOut.set(key, layout)
	return layout
}

function reckonLayout(terms: Terms, anchor: CalendarDate): Layout {
	const { instalments } = terms
	const maturityOn = maturityOf(terms, anchor)
	if (maturityOn > lastDay) throw tooLong()
	if (maturityOn <= anchor)
		throw new Refusal('loan.terms-end-before-start', { path: 'terms.maturityOn', details: { maturityOn, on: anchor } })
	const principalDays =
		terms.amortization === 'bullet' ? [maturityOn] : daysOf(cycleOf(terms.principalEvery, instalments), anchor, maturityOn)
	const interestCycle = cycleOf(terms.interestEvery, instalments)
	const interestDays = daysOf(interestCycle, anchor, maturityOn)

	const principalFrom = Math.min(terms.grace.principalPeriods, principalDays.length - 1)
	const interestFrom = Math.min(terms.grace.interestDeferredPeriods, interestDays.length - 1)
	const principal = new Set(principalDays.slice(principalFrom))
	const interest = new Set(interestDays.slice(interestFrom))
	const days = [...new Set([...principalDays, ...interestDays])].sort()
	return {
		anchor,
		maturityOn,
		rows: days.map((dueOn, index) => ({
			from: days[index - 1] ?? anchor,
			dueOn,
			principal: principal.has(dueOn),
			interest: interest.has(dueOn),
		})),
		bills: [...interest].sort(),
		cycle: { anchor: interestCycle.firstOn ?? anchor, every: interestCycle.every, period: interestCycle.period },
		freeUntil: interestDays[Math.min(terms.grace.interestFreePeriods, interestDays.length) - 1] ?? anchor,
	}
}

/** The k-th day on which interest falls due; after the maturity the cycle goes on for as long as anything is owed. */
export function billDay(layout: Layout, k: number): CalendarDate {
	const inTerm = layout.bills[k]
	if (inTerm !== undefined) return inTerm
	return cycleDate(layout.cycle, cycleIndex(layout.cycle, layout.maturityOn) + 1 + (k - layout.bills.length))
}

/**
 * The cycle of principal or of interest. One that counts in whole instalments and names no first day of its own keeps
 * to the instalments' days: the sixth instalment, not six months from the disbursement.
 */
function cycleOf(own: TermCycle | undefined, instalments: TermCycle): TermCycle {
	if (own === undefined) return instalments
	const { firstOn, every, period } = instalments
	if (own.firstOn !== undefined || firstOn === undefined || own.period !== period || own.every % every !== 0) return own
	return { ...own, firstOn: addPeriods(firstOn, own.every - every, period) }
}

function maturityOf(terms: Terms, anchor: CalendarDate): CalendarDate {
	if (terms.maturityOn !== undefined) return terms.maturityOn
	const { count, every, period, firstOn } = terms.instalments
	if (count === undefined) throw new Refusal('loan.terms-without-end', { path: 'terms.instalments.count' })
	// Said before it is reckoned: no calendar reaches ten thousand years on.
	if ((count * every) / perYear[period] > yearsMax) throw tooLong()
	return firstOn === undefined ? addPeriods(anchor, count * every, period) : addPeriods(firstOn, (count - 1) * every, period)
}

function tooLong(): Refusal {
	return new Refusal('loan.terms-too-long', { path: 'terms.instalments', details: { on: lastDay } })
}

function daysOf(cycle: TermCycle, anchor: CalendarDate, end: CalendarDate): CalendarDate[] {
	const days: CalendarDate[] = []
	const start = cycle.firstOn ?? addPeriods(anchor, cycle.every, cycle.period)
	for (let n = 0; ; n += 1) {
		const day =
			cycle.firstOn === undefined
				? addPeriods(anchor, (n + 1) * cycle.every, cycle.period)
				: addPeriods(start, n * cycle.every, cycle.period)
		if (day >= end) break
		if (day > anchor) days.push(day)
		if (days.length > rowsMax) throw new Refusal('loan.terms-too-many-rows', { details: { limit: String(rowsMax) } })
	}
	return [...days, end]
}
