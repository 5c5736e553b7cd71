import { effective, known } from '../contracts/contract.js'
import { cacheAnswers, eventTold } from '../contracts/knowledge.js'
import type { StoredContract, StoredEvent } from '../contracts/stored.js'
import type { Kept } from '../contracts/telling.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Calendar } from '../units/calendar.js'
import type { ChartKind } from '../ledger/chart.js'
import { loanChart } from './accounts.js'
import { lastDaysInTime } from './calendar.js'
import type { LoanEvent } from './event.js'
import { type Loan, loanOf } from './loan.js'
import { type Terms, termsSchema } from './schemas.js'
import { type LoanState, nothingYet, stateFromStored, storedState, type StoredState } from './state.js'
import type { LoanRow } from './stored.js'

/** A loan as it was signed: its stored terms were read by the same shape then. */
export function loanOfRow(row: LoanRow, calendar: Calendar): Loan {
	return loanOfRead(termsSchema.parse(row.terms), row.contract.chart, calendar, row.signedIn.communeId)
}

/** A loan of terms just read, signed in a commune; null for terms that nobody has signed. */
export function loanOfRead(terms: Terms, chart: ChartKind, calendar: Calendar, communeId: string | null): Loan {
	return loanOf(terms, loanChart(chart), lastDaysInTime(terms, calendar, communeId))
}

/** A stored loan as `contracts` records on it. */
export function keptLoan(loan: Loan, stored: StoredContract): Kept<LoanState, LoanEvent> {
	return { contract: loan, stored, state: cachedState(stored), store: storedState, eventOf: eventOfStored }
}

/** The cached state of a contract; before its first event there is none. */
export function cachedState(stored: StoredContract): LoanState {
	return stored.version === 0 ? nothingYet : stateFromStored(stored.state as StoredState)
}

/** A stored event as the loan is told it. */
export const eventOfStored = eventTold as (stored: StoredEvent) => LoanEvent

/**
 * The state at the end of each of several days, in their order, as it was known at a moment: from the cache where nothing came
 * since; else the history is told once, and stops at each of them.
 */
export function statesKnown(
	loan: Loan,
	stored: StoredContract,
	days: readonly CalendarDate[],
	knownAt: Instant,
	history: () => readonly StoredEvent[],
): readonly LoanState[] {
	const [first, last] = [days[0], days.at(-1)]
	if (first === undefined || last === undefined) return []
	if (cacheAnswers(stored, { asOf: first, knownAt })) {
		const cached = cachedState(stored)
		return days.map(() => cached)
	}
	// A reversal is dated like what it undoes, so that what is undone by the last day is undone on each day before.
	const events = effective(known(history(), last, knownAt).map(eventOfStored))
	let state = loan.begin
	let told = 0
	return days.map((day) => {
		for (let event = events[told]; event !== undefined && event.on <= day; event = events[told]) {
			state = loan.tellLoan(state, event).state
			told += 1
		}
		return state
	})
}
