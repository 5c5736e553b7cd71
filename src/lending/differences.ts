import { programAsker } from '../access/asker.js'
import { replay, step } from '../contracts/contract.js'
import type { StoredEvent } from '../contracts/stored.js'
import { addDays, type CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, startOfDayInVietnam } from '../kernel/instant.js'
import { type Money, subtract } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { eventOfStored } from './kept.js'
import type { Loan } from './loan.js'
import { type Balances, type Standing, standingOf } from './standing.js'
import type { LoanState } from './state.js'

/** One day, and two moments at which we knew something about it: `since` the earlier, `knownAt` the later. */
export type Knowledges = { readonly asOf: CalendarDate; readonly since: Instant; readonly knownAt: Instant }

/**
 * Something that was learnt between the two moments, and what it alone changed in every balance, in đồng. Days that were
 * entered late stand as an event without a number, of the type `calendar`.
 */
export type Cause = { readonly event: StoredEvent; readonly effect: Balances }

/**
 * The two moments that are asked about. Where no earlier one is named it is the end of the day in Việt Nam: what was said
 * of the day on its evening. An earlier one that is the later is refused.
 */
export function knowledgesOf(asOf: CalendarDate, knownAt: Instant, since: Instant | undefined): Knowledges {
	if (since === undefined) {
		const evening = startOfDayInVietnam(addDays(asOf, 1))
		return { asOf, since: evening < knownAt ? evening : knownAt, knownAt }
	}
	if (since > knownAt) throw new Refusal('loan.knowledge-backwards', { path: 'since', details: { since, knownAt } })
	return { asOf, since, knownAt }
}

export type Differences = {
	/** Null where the signing itself was not known then. */
	readonly saidThen: Standing | null
	readonly knownNow: Standing | null
	/** Now less then, in đồng. */
	readonly differences: Balances
	/** In the order of recording; their effects sum to the differences, balance by balance. */
	readonly causes: readonly Cause[]
}

/**
 * How a loan stood on a day as we knew it then and as we know it now, and the events that make the difference: those
 * that were recorded in between about days up to that one, told one after the other as they were learnt. Each of these
 * histories was once held for true, so that none can be refused. `loanThen` is the loan by the calendar of the earlier
 * moment, where that was another.
 */
export function differencesOf(
	loan: Loan,
	history: readonly StoredEvent[],
	{ asOf, since, knownAt }: Knowledges,
	loanThen = loan,
): Differences {
	const known = history.filter((event) => event.on <= asOf && event.recordedAt <= knownAt)
	const told = known.filter(({ recordedAt }) => recordedAt <= since)
	const causes: Cause[] = []
	const before = replay(loanThen, told.map(eventOfStored)).state
	const then = standingOf(loanThen, before, asOf)
	let [state, now] = [before, then]
	if (loanThen !== loan) {
		state = replay(loan, told.map(eventOfStored)).state
		now = standingOf(loan, state, asOf)
		const effect = balancesLess(now.balances, then.balances)
		if (Object.values(effect).some((amount) => amount !== 0n)) causes.push({ event: calendarLearnt(asOf, knownAt), effect })
	}
	for (const event of known.filter(({ recordedAt }) => recordedAt > since).sort((a, b) => a.seq - b.seq)) {
		state = tellNext(loan, state, told, event)
		told.push(event)
		const standing = standingOf(loan, state, asOf)
		causes.push({ event, effect: balancesLess(standing.balances, now.balances) })
		now = standing
	}
	return {
		saidThen: before.signedOn === null ? null : then,
		knownNow: state.signedOn === null ? null : now,
		differences: balancesLess(now.balances, then.balances),
		causes,
	}
}

/** Days of the calendar that were learnt by a moment, as a cause: nobody recorded them on the loan. */
function calendarLearnt(on: CalendarDate, recordedAt: Instant): StoredEvent {
	const { userId: recordedBy } = programAsker
	return { contractId: '', seq: 0, type: 'calendar', on, recordedAt, recordedBy, amount: null, details: {}, reverses: null }
}

/** Balance by balance, `a` less `b`. */
export function balancesLess(a: Balances, b: Balances): Balances {
	const names = Object.keys(a) as (keyof Balances)[]
	return Object.fromEntries(names.map((name): [string, Money] => [name, subtract(a[name], b[name])])) as Balances
}

/** The state after one more event: it evolves where the event comes in order, and is told again where it does not. */
function tellNext(loan: Loan, state: LoanState, told: readonly StoredEvent[], event: StoredEvent): LoanState {
	const comesLast = event.reverses === null && told.every(({ on }) => on <= event.on)
	return comesLast ? step(loan, state, eventOfStored(event)).state : replay(loan, [...told, event].map(eventOfStored)).state
}
