import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Money, settle, sum, zero } from '../kernel/money.js'
import type { Language } from '../kernel/refusal.js'
import type { SavingsEvent } from './event.js'
import { historyOf, type Moved } from './movements.js'
import { eventNames } from './names.js'
import type { SavingsAccount } from './savings-account.js'

/** What one line, or a whole period, did to an account, in đồng: the first two are held more by it, the others less. */
export type StatementSums = { readonly deposit: Money; readonly interest: Money; readonly withdrawal: Money; readonly offset: Money }

/**
 * An account like a bank's statement: what came in, what it bore and what went out, line by line, with the balance before
 * and after; opening plus lines is closing. Changes of rate, minimum and place move nothing and have no line.
 * `history` holds nothing after the last day.
 */
export function statementOf(
	account: SavingsAccount,
	history: readonly SavingsEvent[],
	{ from, to }: { readonly from: CalendarDate | null; readonly to: CalendarDate },
	language: Language,
) {
	const { moved, state } = historyOf(account, history, to)
	const earlier = moved.filter(({ event }) => from !== null && event.on < from)
	const lines = moved
		.filter(({ event }) => from === null || event.on >= from)
		.filter(({ movement }) => Object.values(movement).some((amount) => amount !== 0n))
		.map((one) => lineOf(one, language))
	return {
		from,
		to,
		opening: earlier.at(-1)?.balance ?? zero,
		lines,
		totals: totalsOf(lines),
		closing: state.balance,
		interestAccrued: settle(state.accrued, account.terms.interestRounding),
	}
}

function lineOf({ event, movement, balance }: Moved, language: Language) {
	const { on, type, seq, details } = event
	return {
		on,
		type,
		text: eventNames[type][language],
		eventId: String(seq),
		deposit: movement.deposited,
		interest: movement.interest,
		withdrawal: movement.withdrawn,
		offset: movement.offset,
		balance,
		receiptNo: details.receiptNo ?? null,
		note: details.note ?? null,
	}
}

function totalsOf(lines: readonly StatementSums[]): StatementSums {
	const total = (column: keyof StatementSums): Money => sum(lines.map((line) => line[column]))
	return { deposit: total('deposit'), interest: total('interest'), withdrawal: total('withdrawal'), offset: total('offset') }
}
