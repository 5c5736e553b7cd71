import { effective } from '../contracts/contract.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, type Money, negate, subtract, zero } from '../kernel/money.js'
import { latePrincipal, lateInterestOwed } from './accrual.js'
import type { LoanEvent } from './event.js'
import type { Loan } from './loan.js'
import type { MovementType } from './names.js'
import type { Allocation } from './repayment.js'
import { type LoanState, outstandingOf } from './state.js'

/** One thing that moved a loan's account. Amounts in đồng; what is owed more by it is positive, what is owed less negative. */
export type Movement = {
	readonly on: CalendarDate
	readonly type: MovementType
	/** Null for interest, which falls due and grows by itself. */
	readonly event: LoanEvent | null
	readonly outstanding: Money
	readonly overdue: Money
	readonly frozen: Money
	/** By the day on which the interest fell due. */
	readonly interest: readonly (readonly [dueOn: CalendarDate, amount: Money])[]
	readonly lateInterest: Money
	readonly credit: Money
	/** Borne by the budget: no debt of the borrower. */
	readonly support: Money
	readonly payment: Payment | null
}

/** How a payment was split. */
export type Payment = {
	readonly allocation: Allocation
	/** Whether principal was late when it came. */
	readonly wasLate: boolean
	/** Whether, with no principal left, it took the interest grown since the last interest day. */
	readonly tookGrown: boolean
}

/** Everything that moved an account up to a day, and the state there. */
export type Account = { readonly movements: readonly Movement[]; readonly state: LoanState }

/**
 * Tells a loan's history and writes down each thing that moved its account, so that for every balance the movements sum
 * to it. Late interest grows by the day: it is written down before each event, at the end, and at the end of each day
 * that is to be `counted`. `history` holds nothing after `asOf`.
 */
export function accountOf(loan: Loan, history: readonly LoanEvent[], asOf: CalendarDate, counted: readonly CalendarDate[] = []): Account {
	const movements: Movement[] = []
	const days = counted.filter((day) => day < asOf).toSorted()
	let state = loan.begin
	const billed = (on: CalendarDate, amount: Money, support: Money): void => {
		if (amount !== 0n || support !== 0n) movements.push({ ...still(on, 'interest-due'), interest: [[on, amount]], support })
	}
	const pass = (to: CalendarDate): void => {
		const before = state
		state = loan.at(state, to, { billed })
		const grown = subtract(lateOwed(loan, state), lateOwed(loan, before))
		if (grown !== 0n) movements.push({ ...still(to, 'late-interest-due'), lateInterest: grown })
	}
	for (const event of effective(history)) {
		for (let day = days[0]; day !== undefined && day < event.on; day = days[0]) {
			pass(day)
			days.shift()
		}
		pass(event.on)
		const before = state
		const alongside: Movement[] = []
		const told = loan.tellLoan(before, event, {
			billed: (on, amount, support) => {
				billed(on, amount, support)
				alongside.push({ ...still(on, 'interest-due'), interest: [[on, amount]], support })
			},
		})
		state = told.state
		movements.push(movedBy(loan, event, before, told, alongside))
	}
	for (const day of [...days, asOf]) pass(day)
	return { movements, state }
}

/** The sum of what moved one balance. */
export function sumOf(movements: readonly Movement[], of: (movement: Movement) => Money): Money {
	return movements.reduce((total, movement) => add(total, of(movement)), zero)
}

/** What a movement did to the interest that had fallen due, in all. */
export function interestOf({ interest }: Movement): Money {
	return interest.reduce((total, [, amount]) => add(total, amount), zero)
}

function still(on: CalendarDate, type: MovementType): Movement {
	const nothing = { outstanding: zero, overdue: zero, frozen: zero, lateInterest: zero, credit: zero, support: zero }
	return { on, type, event: null, ...nothing, interest: [], payment: null }
}

function movedBy(
	loan: Loan,
	event: LoanEvent,
	before: LoanState,
	{ state: after, allocation }: { readonly state: LoanState; readonly allocation: Allocation | null },
	alongside: readonly Movement[],
): Movement {
	const owed = [
		...before.unpaid,
		...alongside.flatMap(({ interest }) => interest),
		...after.unpaid.map(([dueOn, amount]) => [dueOn, negate(amount)] as const),
	]
	const less = new Map<CalendarDate, Money>()
	for (const [dueOn, amount] of owed) less.set(dueOn, subtract(less.get(dueOn) ?? zero, amount))
	return {
		...still(event.on, event.type),
		event,
		outstanding: subtract(outstandingOf(after), outstandingOf(before)),
		overdue: subtract(after.overdue, before.overdue),
		frozen: subtract(after.frozen, before.frozen),
		interest: [...less].filter(([, amount]) => amount !== 0n),
		lateInterest: subtract(lateOwed(loan, after), lateOwed(loan, before)),
		credit: subtract(after.credit, before.credit),
		support: subtract(
			subtract(after.supportOwed, before.supportOwed),
			sumOf(alongside, ({ support }) => support),
		),
		payment: allocation === null ? null : { allocation, wasLate: isLate(loan, before, event.on), tookGrown: alongside.length > 0 },
	}
}

function isLate(loan: Loan, state: LoanState, on: CalendarDate): boolean {
	return latePrincipal(loan.basisOf(state, on), state, on) > 0n
}

/** Late interest is owed while the loan is out; what was written off is not asked for. */
function lateOwed(loan: Loan, state: LoanState): Money {
	return state.status === 'active' ? lateInterestOwed(loan.terms, state) : zero
}
