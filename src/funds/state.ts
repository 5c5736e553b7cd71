import type { CalendarDate } from '../kernel/calendar-date.js'
import { add, type Money, moneyFromText, subtract, sum, zero } from '../kernel/money.js'
import type { Method } from './event.js'
import type { Pledge } from './pledge.js'

/** What came in for a purpose and what became of it, in đồng. */
export type PurposeSums = {
	readonly received: Money
	readonly spent: Money
	readonly movedIn: Money
	readonly movedOut: Money
	readonly returned: Money
}
export type PurposeState = PurposeSums & { readonly purpose: string }

/** A fund as its events left it. What lies in cash and in the bank is what its purposes hold together. */
export type FundState = {
	readonly openedOn: CalendarDate | null
	readonly money: Readonly<Record<Method, Money>>
	/** By the name of the purpose. */
	readonly purposes: readonly PurposeState[]
	/** By number. */
	readonly pledges: readonly Pledge[]
}

export const nothingYet: FundState = { openedOn: null, money: { cash: zero, bank: zero }, purposes: [], pledges: [] }

export const noSums: PurposeSums = { received: zero, spent: zero, movedIn: zero, movedOut: zero, returned: zero }

/** What is left for a purpose. */
export function leftOf({ received, spent, movedIn, movedOut, returned }: PurposeSums): Money {
	return subtract(add(received, movedIn), add(add(spent, movedOut), returned))
}

/** What a fund holds for a purpose; nothing where nothing ever came in for it. */
export function heldFor(state: FundState, purpose: string): Money {
	const found = state.purposes.find((one) => one.purpose === purpose)
	return found === undefined ? zero : leftOf(found)
}

export function balanceOf({ purposes }: FundState): Money {
	return sum(purposes.map(leftOf))
}

/** Counts more of something for a purpose. */
export function counted(state: FundState, purpose: string, what: keyof PurposeSums, amount: Money): FundState {
	const before = state.purposes.find((one) => one.purpose === purpose) ?? { purpose, ...noSums }
	const after = { ...before, [what]: add(before[what], amount) }
	const purposes = [...state.purposes.filter((one) => one.purpose !== purpose), after].sort((a, b) => (a.purpose < b.purpose ? -1 : 1))
	return { ...state, purposes }
}

/** The state as it is kept, with what lists read of it. */
export function storedState(state: FundState): Record<string, unknown> {
	const { openedOn, money, purposes, pledges } = state
	return {
		openedOn,
		cash: String(money.cash),
		bank: String(money.bank),
		purposes: purposes.map((one) => texts(one, sumNames)),
		pledges: pledges.map((one) => texts(one, ['monthly', 'paid'])),
		balance: String(balanceOf(state)),
		status: openedOn === null ? 'void' : 'open',
	}
}

export function stateFromStored(stored: Record<string, unknown>): FundState {
	const { openedOn, cash, bank, purposes, pledges } = stored as Record<string, unknown> & {
		readonly purposes: readonly Record<string, unknown>[]
		readonly pledges: readonly Record<string, unknown>[]
	}
	return {
		openedOn: openedOn as CalendarDate | null,
		money: { cash: moneyFromText(String(cash)), bank: moneyFromText(String(bank)) },
		purposes: purposes.map((one) => amounts(one, sumNames) as unknown as PurposeState),
		pledges: pledges.map((one) => amounts(one, ['monthly', 'paid']) as unknown as Pledge),
	}
}

const sumNames = ['received', 'spent', 'movedIn', 'movedOut', 'returned']

function texts(value: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, names.includes(name) ? String(one) : one]))
}

function amounts(value: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, names.includes(name) ? moneyFromText(String(one)) : one]))
}
