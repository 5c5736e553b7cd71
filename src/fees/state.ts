import { dong, type Money, subtract, sum, zero } from '../kernel/money.js'
import type { Month } from './month.js'

/** What is due for each month that was reckoned, as it is known now, and what the bank has paid in all. In đồng. */
export type FeeState = { readonly due: ReadonlyMap<Month, Money>; readonly paid: Money }

export const nothingReckoned: FeeState = { due: new Map(), paid: zero }

/** What is due and not paid, of the months up to one; more than was due may have been paid, and is then negative. */
export function owedThrough({ due, paid }: FeeState, month: Month | null = null): Money {
	return subtract(sum([...due].flatMap(([of, amount]) => (month === null || of <= month ? [amount] : []))), paid)
}

export type StoredFeeState = { readonly due: Readonly<Record<string, string>>; readonly paid: string }

/** The state as text, months in their order. */
export function storedFeeState({ due, paid }: FeeState): StoredFeeState {
	const months = [...due].toSorted(([a], [b]) => (a < b ? -1 : 1))
	return { due: Object.fromEntries(months.map(([month, amount]) => [month, String(amount)])), paid: String(paid) }
}

/** Reads what `storedFeeState` wrote. */
export function feeStateFromStored({ due, paid }: StoredFeeState): FeeState {
	return {
		due: new Map(Object.entries(due).map(([month, amount]) => [month as Month, dong(BigInt(amount))])),
		paid: dong(BigInt(paid)),
	}
}
