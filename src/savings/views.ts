import { effective } from '../contracts/contract.js'
import { shownEvent } from '../contracts/shown-event.js'
import type { StoredEvent } from '../contracts/stored.js'
import type { Outcome } from '../contracts/telling.js'
import { type CalendarDate, later } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { settle } from '../kernel/money.js'
import type { SavingsEvent, SavingsEventDetails } from './event.js'
import { expectedOn } from './expected.js'
import { nextCreditDay, rateOn, ratesOf } from './interest.js'
import { eventOfStored } from './kept.js'
import type { Movement, SavingsAccount } from './savings-account.js'
import type { SavingsState } from './state.js'
import type { AccountRow } from './stored.js'

/** What identifies an account in any list. */
export function accountLine(row: AccountRow) {
	return {
		id: row.contract.id,
		code: row.code,
		externalCode: row.externalCode,
		lenderId: row.lenderId,
		productId: row.productId,
		groupId: row.groupId,
		communeId: row.communeId,
		memberId: row.memberId,
		openedOn: row.openedOn,
		kind: row.terms['kind'],
	}
}

/** An account as GET /savings-accounts/:id answers it: the state is told up to the beginning of the day after. */
export function accountView(row: AccountRow, account: SavingsAccount, told: SavingsState, asOf: CalendarDate, knownAt: Instant) {
	const { terms } = account
	const state = account.at(told, asOf)
	return {
		...accountLine(row),
		status: state.status,
		closedOn: state.closedOn,
		terms: row.terms,
		balance: state.balance,
		interestAccrued: settle(state.accrued, terms.interestRounding),
		deposited: state.deposited,
		withdrawn: state.withdrawn,
		offset: state.offset,
		interestCredited: state.credited,
		yearly: rateOn(ratesOf(terms, state.rateChanges), asOf),
		creditedOn: state.creditedOn,
		nextCreditOn: nextCreditDay(terms, asOf),
		expected: expectedOn(terms, state, asOf),
		asOf,
		knownAt,
	}
}

/** An event as the account's history shows it. A reversal shows the day on which it was decided. */
export function eventView(event: StoredEvent, history: readonly StoredEvent[], movement: Movement | null) {
	return { ...shownEvent<SavingsEventDetails>(event, history), ...movedBy(event.type, movement) }
}

/** What a recording did. */
export function outcomeView(
	row: AccountRow,
	outcome: Outcome<SavingsState>,
	event: Pick<SavingsEvent, 'type' | 'on'>,
	movement: Movement | null,
) {
	const { state, seq, entries } = outcome
	const own = entries.find(({ on }) => on === event.on) ?? entries[0]
	return {
		accountId: row.contract.id,
		eventId: String(seq),
		entryId: own?.id ?? null,
		entryIds: entries.map(({ id }) => id),
		...movedBy(event.type, movement),
		status: state.status,
		balance: state.balance,
		asOf: later(row.contract.lastOn, event.on),
	}
}

/** What an event moved whose amount is told and not given. */
function movedBy(type: string, movement: Movement | null) {
	if (movement === null) return {}
	if (type === 'interest-credited') return { interest: movement.interest }
	return type === 'closed' ? { interest: movement.interest, paidOut: movement.withdrawn } : {}
}

/** What each event moved in a history as it stands, by its number; what was reversed moved nothing. */
export function movementsOf(account: SavingsAccount, history: readonly StoredEvent[]): ReadonlyMap<number, Movement> {
	const moved = new Map<number, Movement>()
	let state = account.begin
	for (const event of effective(history.map(eventOfStored))) {
		const told = account.tellAccount(state, event)
		state = told.state
		moved.set(event.seq, told.movement)
	}
	return moved
}

/** What one recording moved, in the history as it now stands. */
export function movementOf(
	account: SavingsAccount,
	before: SavingsState,
	history: readonly StoredEvent[] | null,
	event: StoredEvent,
): Movement | null {
	if (history === null) return account.tellAccount(before, eventOfStored(event)).movement
	return movementsOf(account, [...history, event]).get(event.seq) ?? null
}
