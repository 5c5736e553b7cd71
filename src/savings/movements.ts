import { effective } from '../contracts/contract.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Accrual, addAccruals, asAccrual, type Money, settle, zero } from '../kernel/money.js'
import type { SavingsEvent } from './event.js'
import type { Segment } from './interest.js'
import type { Movement, SavingsAccount } from './savings-account.js'
import type { SavingsState } from './state.js'

/** An event with what it moved, and the balance that it left. */
export type Moved = { readonly event: SavingsEvent; readonly movement: Movement; readonly balance: Money }

/** Interest from one crediting to the next: the days that bore it, and what they came to by the one rounding. */
export type InterestPeriod = {
	/** Null for interest that still grows. */
	readonly creditedOn: CalendarDate | null
	readonly segments: readonly Segment[]
	/** Interest that had grown by the day on which the account was brought forward, in đồng. */
	readonly brought: Money
	readonly exact: Accrual
	readonly rounded: Money
}

/** Everything that moved an account up to a day, and the state at its beginning. */
export type AccountHistory = { readonly moved: readonly Moved[]; readonly periods: readonly InterestPeriod[]; readonly state: SavingsState }

/** Tells a history and writes down what each event moved and which days bore interest. `history` holds nothing after `asOf`. */
export function historyOf(account: SavingsAccount, history: readonly SavingsEvent[], asOf: CalendarDate): AccountHistory {
	const moved: Moved[] = []
	const periods: InterestPeriod[] = []
	let segments: Segment[] = []
	let brought: Money = zero
	const listener = (segment: Segment): void => void segments.push(segment)
	const period = (creditedOn: CalendarDate | null): InterestPeriod => {
		const exact = segments.reduce((total, { amount }) => addAccruals(total, amount), asAccrual(brought))
		return { creditedOn, segments: joined(segments), brought, exact, rounded: settle(exact, account.terms.interestRounding) }
	}
	let state = account.begin
	for (const event of effective(history)) {
		const told = account.tellAccount(state, event, listener)
		state = told.state
		moved.push({ event, movement: told.movement, balance: state.balance })
		if (event.type === 'brought-forward') brought = settle(state.accrued, account.terms.interestRounding)
		if (event.type !== 'interest-credited' && event.type !== 'closed') continue
		periods.push(period(event.on))
		segments = []
		brought = zero
	}
	state = account.at(state, asOf, listener)
	if (segments.length > 0 || brought > 0n) periods.push(period(null))
	return { moved, periods, state }
}

/** Days that follow one another on the same balance at the same rate, told as one; the sum stays the same. */
function joined(segments: readonly Segment[]): readonly Segment[] {
	const made: Segment[] = []
	for (const next of segments) {
		const last = made.at(-1)
		if (last === undefined || last.to !== next.from || last.balance !== next.balance || last.yearly !== next.yearly) {
			made.push(next)
			continue
		}
		made[made.length - 1] = { ...last, to: next.to, days: last.days + next.days, amount: addAccruals(last.amount, next.amount) }
	}
	return made
}
