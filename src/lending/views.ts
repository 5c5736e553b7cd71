import { effective, replay } from '../contracts/contract.js'
import { shownEvent } from '../contracts/shown-event.js'
import type { Outcome } from '../contracts/telling.js'
import type { StoredEvent } from '../contracts/stored.js'
import { type CalendarDate, later } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { LoanEvent, LoanEventDetails } from './event.js'
import { eventOfStored } from './kept.js'
import type { Loan } from './loan.js'
import type { Allocation } from './repayment.js'
import { type Schedule, scheduleOf } from './schedule.js'
import { balancesOf, standingOf } from './standing.js'
import type { LoanState } from './state.js'
import type { LoanRow } from './stored.js'

/** A loan as GET /loans/:id answers it. */
export function loanView(row: LoanRow, loan: Loan, state: LoanState, asOf: CalendarDate, knownAt: Instant) {
	const standing = standingOf(loan, state, asOf)
	return {
		...loanLine(row),
		terms: { ...row.terms, ...(state.anchor === null ? {} : { disbursedOn: state.anchor }) },
		maturityOn: state.anchor === null ? null : loan.basisOf(state, state.anchor).layout.maturityOn,
		restructurings: state.restructurings,
		...standing,
		asOf,
		knownAt,
	}
}

/** What identifies a loan in any list. */
export function loanLine(row: LoanRow) {
	return {
		id: row.contract.id,
		code: row.code,
		externalCode: row.externalCode,
		lenderId: row.lenderId,
		productId: row.productId,
		groupId: row.groupId,
		memberId: row.memberId,
		communeId: row.communeId,
		signedOn: row.signedOn,
		principal: row.principal,
		purpose: row.purpose,
	}
}

/** An event as the loan's history shows it. A reversal shows the day on which it was decided. */
export const eventView = shownEvent<LoanEventDetails>

/** A schedule and the state on a day, as POST /loan-schedules and GET /loans/:id/schedule answer them. */
export function scheduleView(loan: Loan, history: readonly LoanEvent[], asOf: CalendarDate, provisionalOn: CalendarDate) {
	const { told, ...schedule }: Schedule = scheduleOf(loan, history, provisionalOn)
	const state = told ?? replay(loan, history).state
	const standing = standingOf(loan, state, asOf)
	return { ...schedule, state: { ...standing.balances, ...standing, asOf } }
}

/** What a recording did. */
export function outcomeView(row: LoanRow, loan: Loan, outcome: Outcome<LoanState>, event: LoanEvent, allocation: Allocation | null) {
	const asOf = later(later(row.contract.lastOn, event.on), outcome.state.day ?? event.on)
	const state = loan.at(outcome.state, asOf)
	const own = outcome.entries.find(({ on }) => on === event.on) ?? outcome.entries[0]
	return {
		loanId: row.contract.id,
		eventId: String(outcome.seq),
		entryId: own?.id ?? null,
		entryIds: outcome.entries.map(({ id }) => id),
		...(allocation === null ? {} : { allocation: allocationView(allocation) }),
		status: state.status,
		balances: state.anchor === null ? null : balancesOf(loan.basisOf(state, asOf), state, asOf),
		asOf,
	}
}

function allocationView({ principal, interest, lateInterest, prepaid, credit }: Allocation) {
	return { principal, interest, lateInterest, prepaid, credit }
}

/** How a payment was split, in the history as it now stands. */
export function allocationOf(loan: Loan, before: LoanState, history: readonly StoredEvent[] | null, event: LoanEvent): Allocation | null {
	if (event.type !== 'repaid' && event.type !== 'savings-offset') return null
	if (history === null) return loan.tellLoan(before, event).allocation
	let state = loan.begin
	for (const past of effective([...history.map(eventOfStored), event])) {
		const told = loan.tellLoan(state, past)
		if (past.seq === event.seq) return told.allocation
		state = told.state
	}
	return null
}
