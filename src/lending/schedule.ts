import { effective } from '../contracts/contract.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, daysBetween } from '../kernel/calendar-date.js'
import { add, dong, type Money, negate, subtract, sum, zero } from '../kernel/money.js'
import { advance, type LastDayInTime, lateInterestOwed, type Listener, type LoanBasis } from './accrual.js'
import type { LoanEvent } from './event.js'
import type { LayoutRow } from './layout.js'
import type { Loan } from './loan.js'
import { takeFromPlan } from './plan.js'
import { duePrincipal } from './repayment.js'
import { type LoanState, outstandingOf, unpaidInterest } from './state.js'
import { type Flow, trueYearlyRate } from './true-yearly-rate.js'

export type ScheduleRow = {
	readonly no: number
	readonly dueOn: CalendarDate
	/** Until when what is due on that day is in time, by the calendar as it is known; the contractual day itself does not move. */
	readonly lastDayInTime: CalendarDate
	readonly days: number
	readonly principal: Money
	readonly interest: Money
	/** What of the interest of these days the budget bears; it is not in `interest`. */
	readonly interestSupport: Money
	readonly total: Money
	readonly balanceAfter: Money
	readonly paidPrincipal: Money
	readonly paidInterest: Money
}

export type Schedule = {
	readonly rows: readonly ScheduleRow[]
	readonly totals: { readonly principal: Money; readonly interest: Money; readonly total: Money }
	/** Principal paid before it was due; it shortened the rows. Rows and prepayments sum to what was disbursed. */
	readonly prepayments: readonly { readonly on: CalendarDate; readonly principal: Money }[]
	/** What the loan costs a year on the balance really owed, as decimal text: by what was paid on its days, and the plan to come; null where no rate says it. */
	readonly trueYearlyRate: string | null
	/** How the loan stands after its events; null where the schedule is as agreed and asks for nobody's payments. */
	readonly told: LoanState | null
}

/** Events that say what is agreed, and nothing of how it is kept. */
const agreements: ReadonlySet<LoanEvent['type']> = new Set(['signed', 'disbursed', 'rate-changed', 'transferred'])

/**
 * The schedule as events have left it: rows that have passed with what fell due and was paid, rows to come as they will
 * be when all is paid on its day. As long as only agreements have been told, that is the schedule as agreed, whatever
 * their days. A loan that is not yet disbursed shows what it would be from the given day.
 */
export function scheduleOf(loan: Loan, history: readonly LoanEvent[], provisionalOn: CalendarDate): Schedule {
	const told = tellSchedule(loan, effective(history), provisionalOn)
	const { state, seen, advances, agreed } = told
	const basis = loan.basisOf(state, provisionalOn)
	for (const [dueOn, amount] of state.planned) count(agreed, dueOn, amount)
	const { paid } = comeTrue(basis, state, basis.layout.maturityOn, listening(seen))
	const rows = rowsOf(withDaysPaid(basis.layout.rows, seen.principal), told, basis.lastDayInTime)
	const totals = {
		principal: sum(rows.map((row) => row.principal)),
		interest: sum(rows.map((row) => row.interest)),
		total: sum(rows.map((row) => row.total)),
	}
	// A fee taken at the pay-out is so much less that the borrower has in hand.
	const fee = loan.terms.upfrontFee ?? zero
	const inHand = advances.map(({ on, amount }, index) => ({ on, amount: index === 0 ? subtract(amount, fee) : amount }))
	const payments = [...told.paid, ...paid].filter(({ amount }) => amount > 0n)
	const { every, period } = loan.terms.interestEvery ?? loan.terms.instalments
	const rate = trueYearlyRate({ advances: inHand, payments, unitPeriod: { every, period } })
	return { rows, totals, prepayments: seen.prepayments, trueYearlyRate: rate, told: told.asAgreed ? null : state }
}

/** Money by the day on which it fell due. */
type ByDay = Map<CalendarDate, Money>

/** What was heard of a loan while its events were told. */
type Seen = {
	readonly principal: ByDay
	readonly billed: ByDay
	readonly supported: ByDay
	readonly paid: ByDay
	readonly prepayments: { readonly on: CalendarDate; readonly principal: Money }[]
}

type Told = {
	readonly asAgreed: boolean
	readonly state: LoanState
	readonly seen: Seen
	readonly advances: Flow[]
	/** What was still owed of a loan that was brought forward: its rows show what is left of that, and what it cost before nobody here knows. */
	readonly brought: Flow[]
	readonly paid: Flow[]
	/** Principal by the day for which it is planned, as far as it was not paid. */
	readonly agreed: ByDay
}

function listening(seen: Seen): Listener {
	return {
		billed: (dueOn, amount, supported) => {
			count(seen.billed, dueOn, amount)
			count(seen.supported, dueOn, supported)
		},
		waived: (dueOn, amount) => count(seen.billed, dueOn, negate(amount)),
		paidInterest: (dueOn, amount) => count(seen.paid, dueOn, amount),
		paidPrincipal: (dueOn, amount) => count(seen.principal, dueOn, amount),
		prepaid: (on, principal) => seen.prepayments.push({ on, principal }),
	}
}

function tellSchedule(loan: Loan, events: readonly LoanEvent[], provisionalOn: CalendarDate): Told {
	const seen: Seen = { principal: new Map(), billed: new Map(), supported: new Map(), paid: new Map(), prepayments: [] }
	const listener = listening(seen)
	const asAgreed = events.every(({ type }) => agreements.has(type))
	// A second word for the opening day is told after the first, and takes its place.
	const opening = events.findLast(({ type }) => type === 'brought-forward')
	const agreed: ByDay = new Map()
	const advances: Flow[] = []
	const brought: Flow[] = []
	const paid: Flow[] = []
	let state = loan.begin
	for (const event of events) {
		if (asAgreed && state.anchor !== null) {
			const { state: then, paid: meanwhile } = comeTrue(loan.basisOf(state, event.on), state, event.on, listener)
			const ahead = new Map(then.planned)
			for (const [dueOn, amount] of state.planned) count(agreed, dueOn, subtract(amount, ahead.get(dueOn) ?? zero))
			paid.push(...meanwhile)
			state = then
		}
		const { state: after, allocation } = loan.tellLoan(state, event, listener)
		state = after
		if (event === opening) {
			brought.push({ on: must(state.anchor, 'a day of disbursement'), amount: outstandingOf(state) })
			for (const [dueOn, interest] of state.unpaid) count(seen.billed, dueOn, interest)
		}
		if (event.type === 'disbursed' && event.amount !== null) advances.push({ on: event.on, amount: event.amount })
		if (allocation !== null) paid.push({ on: event.on, amount: sum([allocation.principal, allocation.interest, allocation.lateInterest]) })
	}
	if (state.anchor === null) {
		const first = { seq: 1, type: 'disbursed', on: provisionalOn, amount: loan.terms.principal, reverses: null, details: {} } as const
		// One that was given up shows what it would have been.
		state = loan.tellLoan({ ...state, signedOn: null, status: 'signed' }, first).state
		advances.push({ on: provisionalOn, amount: loan.terms.principal })
	}
	return { asAgreed, state, seen, advances, brought, paid, agreed }
}

/** The rows with what fell due and was paid in each. What was prepaid comes off the balance where it was paid, so every row shows the balance that is really left. */
function rowsOf(
	layout: readonly Pick<LayoutRow, 'from' | 'dueOn'>[],
	{ seen, advances, brought, agreed }: Told,
	lastDayInTime: LastDayInTime,
): readonly ScheduleRow[] {
	const ends = layout.map(({ dueOn }) => dueOn)
	const interests = byRow(ends, seen.billed)
	const supports = byRow(ends, seen.supported)
	const interestsPaid = byRow(ends, seen.paid)
	const lent = byRow(
		ends,
		[...advances, ...brought].map(({ on, amount }) => [on, amount]),
	)
	const early = byRow(
		ends,
		seen.prepayments.map(({ on, principal }) => [on, principal]),
	)
	let balance = zero
	return layout.map((row, index) => {
		const paidPrincipal = seen.principal.get(row.dueOn) ?? zero
		const principal = add(paidPrincipal, agreed.get(row.dueOn) ?? zero)
		const interest = interests[index] ?? zero
		balance = subtract(subtract(add(balance, lent[index] ?? zero), early[index] ?? zero), principal)
		return {
			no: index + 1,
			dueOn: row.dueOn,
			lastDayInTime: lastDayInTime(row.dueOn),
			days: daysBetween(row.from, row.dueOn),
			principal,
			interest,
			interestSupport: supports[index] ?? zero,
			total: add(principal, interest),
			balanceAfter: balance,
			paidPrincipal,
			paidInterest: interestsPaid[index] ?? zero,
		}
	})
}

/** Sums by the row in which their days lie: after the row before, up to its own end. What comes after the last row is in none. */
function byRow(ends: readonly CalendarDate[], amounts: Iterable<readonly [CalendarDate, Money]>): readonly Money[] {
	const sums: Money[] = ends.map(() => zero)
	let row = 0
	for (const [on, amount] of [...amounts].sort(([a], [b]) => (a < b ? -1 : 1))) {
		while (row < ends.length && on > must(ends[row], 'a row')) row += 1
		if (row < ends.length) sums[row] = add(sums[row] ?? zero, amount)
	}
	return sums
}

/** A day on which principal was paid keeps its row, though the days were agreed anew since. */
function withDaysPaid(rows: readonly LayoutRow[], paid: ReadonlyMap<CalendarDate, Money>): readonly Pick<LayoutRow, 'from' | 'dueOn'>[] {
	const gone = [...paid.keys()].filter((day) => rows.every(({ dueOn }) => dueOn !== day))
	if (gone.length === 0) return rows
	const days = [...rows.map(({ dueOn }) => dueOn), ...gone].sort()
	return days.map((dueOn, index) => ({ from: days[index - 1] ?? rows[0]?.from ?? dueOn, dueOn }))
}

/**
 * Lets the plan come true on its days up to a day, and listens to the interest that falls due. What is late is taken to
 * be paid on the day of the last event. Answers how the loan then stands and what is paid when.
 */
function comeTrue(
	basis: LoanBasis,
	told: LoanState,
	until: CalendarDate,
	{ billed }: Listener,
): { readonly state: LoanState; readonly paid: readonly Flow[] } {
	const today = told.day ?? basis.layout.anchor
	if (told.status !== 'active') return { state: told, paid: [] }
	let due = add(unpaidInterest(told), lateInterestOwed(basis.terms, told))
	let state = told
	const paid: Flow[] = []
	const pay = (on: CalendarDate): void => {
		const principal = duePrincipal(state, on)
		state = { ...payPlanned(state, principal), unpaid: [] }
		paid.push({ on, amount: add(due, principal) })
		due = zero
	}
	const listener: Listener = {
		billed: (dueOn, amount, supported) => {
			billed?.(dueOn, amount, supported)
			due = add(due, amount)
		},
	}
	pay(today)
	for (const { dueOn } of basis.layout.rows) {
		if (dueOn <= today || dueOn > until) continue
		state = advance(basis, state, dueOn, listener)
		pay(dueOn)
	}
	return { state, paid }
}

function payPlanned(state: LoanState, amount: Money): LoanState {
	const overdue = amount < state.overdue ? amount : state.overdue
	const rest = subtract(amount, overdue)
	const inTerm = rest < state.inTerm ? rest : state.inTerm
	return {
		...state,
		planned: takeFromPlan(state.planned, amount, 'first'),
		overdue: subtract(state.overdue, overdue),
		inTerm: subtract(state.inTerm, inTerm),
		frozen: dong(state.frozen - (rest - inTerm)),
	}
}

function count(totals: ByDay, day: CalendarDate, amount: Money): void {
	totals.set(day, add(totals.get(day) ?? zero, amount))
}
