import { addPeriods, type CalendarDate, type Cycle, cycleDate, cycleIndex, type Period } from '../kernel/calendar-date.js'
import { must, never } from '../kernel/assert.js'
import { sum } from '../kernel/money.js'
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

/**
 * The days as an extension, a rescheduling or a roll-over left them: another end of the term, and other days of
 * principal after its own day. What has passed by then stays as it was.
 */
export type Rearrangement = {
	readonly on: CalendarDate
	readonly maturityOn: CalendarDate
	/** The days after `on` on which principal falls due, in order. */
	readonly principalDays: readonly CalendarDate[]
}

type TermCycle = {
	readonly every: number
	readonly period: Period
	readonly firstOn?: CalendarDate | undefined
	/** How many there are, where that is said of the instalments beside the maturity. */
	readonly count?: number | undefined
}

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
export function layOut(terms: Terms, anchor: CalendarDate, rearranged: readonly Rearrangement[] = []): Layout {
	// Loans of one product that begin on one day have the same days: a province has a few thousand of them.
	const { instalments, maturityOn, principalEvery, interestEvery, amortization, grace, customRows } = terms
	const own = [anchor, instalments, maturityOn, principalEvery, interestEvery, amortization === 'bullet', grace, customRows, rearranged]
	const key = JSON.stringify(own)
	const seen = laidOut.get(key)
	if (seen !== undefined) return seen
	const layout = rearranged.reduce(rearrange, reckonLayout(terms, anchor))
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
	const principalDays = principalDaysOf(terms, anchor, maturityOn)
	const interestCycle = cycleOf(terms.interestEvery, instalments)
	const interestDays = daysOf(interestCycle, anchor, maturityOn)

	const principalFrom = Math.min(terms.grace.principalPeriods, principalDays.length - 1)
	const interestFrom = Math.min(terms.grace.interestDeferredPeriods, interestDays.length - 1)
	const principal = new Set(principalDays.slice(principalFrom))
	const interest = new Set(interestDays.slice(interestFrom))
	return {
		anchor,
		maturityOn,
		rows: rowsOf(anchor, new Set([...principalDays, ...interestDays]), principal, interest),
		bills: [...interest].sort(),
		cycle: { anchor: interestCycle.firstOn ?? anchor, every: interestCycle.every, period: interestCycle.period },
		freeUntil: interestDays[Math.min(terms.grace.interestFreePeriods, interestDays.length) - 1] ?? anchor,
	}
}

/** The layout from the day of a rearrangement on; the days of interest keep their cycle up to the new end of the term. */
function rearrange(layout: Layout, { on, maturityOn, principalDays }: Rearrangement): Layout {
	if (maturityOn > lastDay) throw tooLong()
	const { anchor, cycle } = layout
	const kept = layout.rows.filter(({ dueOn }) => dueOn <= on)
	const billed: CalendarDate[] = []
	for (let k = 0; billDay(layout, k) <= on; k += 1) billed.push(billDay(layout, k))
	const ahead: CalendarDate[] = []
	for (let n = cycleIndex(cycle, on) + 1; cycleDate(cycle, n) < maturityOn; n += 1) {
		ahead.push(cycleDate(cycle, n))
		assertFewRows(ahead.length)
	}
	// Before the first interest day nothing is due: a first period may be long, or deferred by a grace.
	const firstBill = billed.length === 0 ? must(layout.bills[0], 'a first interest day') : on
	const interest = new Set([...billed, ...ahead.filter((day) => day >= firstBill), maturityOn])
	const principal = new Set([...kept.filter((row) => row.principal).map(({ dueOn }) => dueOn), ...principalDays])
	const days = new Set([...kept.map(({ dueOn }) => dueOn), ...interest, ...principalDays])
	return { ...layout, maturityOn, rows: rowsOf(anchor, days, principal, interest), bills: [...interest].sort() }
}

function rowsOf(
	anchor: CalendarDate,
	days: ReadonlySet<CalendarDate>,
	principal: ReadonlySet<CalendarDate>,
	interest: ReadonlySet<CalendarDate>,
): readonly LayoutRow[] {
	const inOrder = [...days].sort()
	return inOrder.map((dueOn, index) => ({
		from: inOrder[index - 1] ?? anchor,
		dueOn,
		principal: principal.has(dueOn),
		interest: interest.has(dueOn),
	}))
}

function principalDaysOf(terms: Terms, anchor: CalendarDate, maturityOn: CalendarDate): readonly CalendarDate[] {
	switch (terms.amortization) {
		case 'bullet':
			return [maturityOn]
		case 'custom':
			return customDays(terms, anchor)
		case 'equal-principal':
		case 'equal-instalment': {
			const cycle = cycleOf(terms.principalEvery, terms.instalments)
			const days = daysOf(cycle, anchor, maturityOn)
			// The first may be agreed for the very day of the disbursement, when no interest has grown yet.
			return cycle.firstOn === anchor ? [anchor, ...days] : days
		}
		default:
			return never(terms.amortization)
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

/** The agreed days of principal, all of them after the loan is paid out. */
function customDays({ customRows = [], principal }: Terms, anchor: CalendarDate): readonly CalendarDate[] {
	const whole = sum(customRows.map((row) => row.principal))
	if (whole !== principal)
		throw new Refusal('loan.rows-do-not-sum', { path: 'terms.customRows', details: { sum: String(whole), balance: String(principal) } })
	const days = customRows.map(({ dueOn }) => dueOn)
	const early = days.find((day) => day <= anchor)
	if (early !== undefined) throw new Refusal('loan.row-before-day', { path: 'terms.customRows', details: { dueOn: early, on: anchor } })
	return days
}

function maturityOf(terms: Terms, anchor: CalendarDate): CalendarDate {
	if (terms.maturityOn !== undefined) return terms.maturityOn
	const lastRow = terms.customRows?.at(-1)
	if (lastRow !== undefined) return lastRow.dueOn
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
	let day = anchor
	for (let n = 0; day < end; n += 1) {
		if (day > anchor) days.push(day)
		assertFewRows(days.length)
		day =
			cycle.firstOn === undefined
				? addPeriods(anchor, (n + 1) * cycle.every, cycle.period)
				: addPeriods(cycle.firstOn, n * cycle.every, cycle.period)
	}
	// Ten instalments of which the last is in the middle of a month: that month makes the last period long, not eleven of them.
	if (day !== end && days.length === cycle.count) days.pop()
	return [...days, end]
}

function assertFewRows(count: number): void {
	if (count > rowsMax) throw new Refusal('loan.terms-too-many-rows', { details: { limit: String(rowsMax) } })
}
