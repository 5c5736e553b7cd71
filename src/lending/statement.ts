import { addDays, type CalendarDate } from '../kernel/calendar-date.js'
import { add, larger, type Money, negate, subtract, sum, zero } from '../kernel/money.js'
import type { Language } from '../kernel/refusal.js'
import type { LoanEvent } from './event.js'
import type { Loan } from './loan.js'
import { accountOf, interestOf, type Movement } from './movements.js'
import { movementNames, type MovementType } from './names.js'
import { type Balances, standingOf } from './standing.js'
import type { LoanStatus } from './state.js'

/** What one line, or a whole period, did to an account, in đồng. The first three are owed more by it, those after them less. */
export type StatementSums = {
	/** Principal paid out. */
	readonly lent: Money
	/** Interest that fell due. */
	readonly interestDue: Money
	/** Interest on late interest that grew to whole đồng; less than nothing where it falls away with a debt that is written off. */
	readonly lateInterestDue: Money
	readonly principal: Money
	readonly interest: Money
	readonly lateInterest: Money
	/** Held for the member, beyond what she owed. */
	readonly credit: Money
	/** Interest that had fallen due and is no longer asked for. */
	readonly forgiven: Money
	/** Principal written off. */
	readonly writtenOff: Money
	/** Interest that fell due on the budget and not on the borrower; no part of what she owes. */
	readonly supported: Money
}

/** What is owed at one point of an account, in đồng. */
export type StatementFigures = {
	readonly outstanding: Money
	/** All interest that fell due and is not paid. */
	readonly interestUnpaid: Money
	readonly lateInterest: Money
	readonly credit: Money
}

export type StatementLine = StatementSums & {
	readonly on: CalendarDate
	readonly type: MovementType
	/** What it is called: "Trả nợ", "Lãi đến hạn". */
	readonly text: string
	readonly eventId: string | null
	/** The amount of the event, or the interest that fell due. */
	readonly amount: Money | null
	readonly outstandingAfter: Money
	readonly interestUnpaidAfter: Money
	readonly lateInterestAfter: Money
	readonly creditAfter: Money
	readonly receiptNo: string | null
	readonly decisionNo: string | null
}

export type Statement = {
	/** Null where the account is told from its beginning. */
	readonly from: CalendarDate | null
	readonly to: CalendarDate
	readonly status: LoanStatus
	/** As it stood on the evening before the first day. */
	readonly opening: StatementFigures
	readonly lines: readonly StatementLine[]
	readonly totals: StatementSums
	/** As it stands on the last day. */
	readonly closing: StatementFigures
	readonly balances: Balances
}

/** The days of a statement, both included. */
export type StatementPeriod = { readonly from: CalendarDate | null; readonly to: CalendarDate }

/**
 * A borrower's account like a bank's statement: what fell due, what was paid and what is left, line by line, with the
 * figures before and after. Opening plus lines is closing, in every column. `history` holds nothing after the last day.
 */
export function statementOf(loan: Loan, history: readonly LoanEvent[], { from, to }: StatementPeriod, language: Language): Statement {
	const eve = from === null ? null : addDays(from, -1)
	const { movements, state } = accountOf(loan, history, to, eve === null ? [] : [eve])
	let figures: StatementFigures = { outstanding: zero, interestUnpaid: zero, lateInterest: zero, credit: zero }
	let opening = figures
	const lines: StatementLine[] = []
	for (const movement of movements) {
		const sums = sumsOf(movement)
		figures = after(figures, sums)
		if (from !== null && movement.on < from) opening = figures
		else lines.push(lineOf(movement, sums, figures, language))
	}
	const { status, balances } = standingOf(loan, state, to)
	return { from, to, status, opening, lines, totals: totalsOf(lines), closing: figures, balances }
}

/** The sums of each column; nothing sums to zero. */
export function totalsOf(lines: readonly StatementSums[]): StatementSums {
	const total = (column: keyof StatementSums): Money => sum(lines.map((line) => line[column]))
	return {
		lent: total('lent'),
		interestDue: total('interestDue'),
		lateInterestDue: total('lateInterestDue'),
		principal: total('principal'),
		interest: total('interest'),
		lateInterest: total('lateInterest'),
		credit: total('credit'),
		forgiven: total('forgiven'),
		writtenOff: total('writtenOff'),
		supported: total('supported'),
	}
}

/** The figures after so much more was owed and so much was paid. */
export function after(figures: StatementFigures, sums: StatementSums): StatementFigures {
	return {
		outstanding: subtract(add(figures.outstanding, sums.lent), add(sums.principal, sums.writtenOff)),
		interestUnpaid: subtract(add(figures.interestUnpaid, sums.interestDue), add(sums.interest, sums.forgiven)),
		lateInterest: subtract(add(figures.lateInterest, sums.lateInterestDue), sums.lateInterest),
		credit: add(figures.credit, sums.credit),
	}
}

function sumsOf(movement: Movement): StatementSums {
	const { event, payment, outstanding, lateInterest, credit } = movement
	const { principal, interest, lateInterest: latePaid } = payment?.allocation ?? { principal: zero, interest: zero, lateInterest: zero }
	const moved = interestOf(movement)
	const other = add(outstanding, principal)
	return {
		lent: larger(other, zero),
		interestDue: event === null ? moved : zero,
		lateInterestDue: add(lateInterest, latePaid),
		principal,
		interest,
		lateInterest: latePaid,
		credit,
		forgiven: event === null ? zero : subtract(negate(moved), interest),
		writtenOff: larger(negate(other), zero),
		supported: larger(movement.support, zero),
	}
}

function lineOf(movement: Movement, sums: StatementSums, figures: StatementFigures, language: Language): StatementLine {
	const { on, type, event } = movement
	return {
		on,
		type,
		text: movementNames[type][language],
		eventId: event === null ? null : String(event.seq),
		amount: event === null ? add(sums.interestDue, sums.lateInterestDue) : event.amount,
		...sums,
		outstandingAfter: figures.outstanding,
		interestUnpaidAfter: figures.interestUnpaid,
		lateInterestAfter: figures.lateInterest,
		creditAfter: figures.credit,
		receiptNo: event?.details.receiptNo ?? null,
		decisionNo: event?.details.decisionNo ?? null,
	}
}
