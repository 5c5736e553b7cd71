import { add, type Money, subtract, zero } from '../kernel/money.js'
import type { Collected } from './stored.js'

/** A loan whose interest of the month is not what it was when the month was reckoned before, in its group. In đồng. */
export type Cause = { readonly loanId: string; readonly before: Money; readonly after: Money; readonly difference: Money }

/** The loans of a group whose interest differs between two knowledges of a month, by loan. */
export function causesOf(before: readonly Collected[], after: readonly Collected[]): readonly Cause[] {
	const [was, is] = [byLoan(before), byLoan(after)]
	return [...new Set([...was.keys(), ...is.keys()])]
		.toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
		.map((loanId) => ({ loanId, before: was.get(loanId) ?? zero, after: is.get(loanId) ?? zero }))
		.filter((one) => one.before !== one.after)
		.map((one) => ({ ...one, difference: subtract(one.after, one.before) }))
}

/** What was collected, group by group. */
export function byGroup(rows: readonly Collected[]): ReadonlyMap<string, readonly Collected[]> {
	const groups = new Map<string, Collected[]>()
	for (const row of rows) {
		const own = groups.get(row.groupId)
		if (own === undefined) groups.set(row.groupId, [row])
		else own.push(row)
	}
	return groups
}

function byLoan(rows: readonly Collected[]): ReadonlyMap<string, Money> {
	const sums = new Map<string, Money>()
	for (const { loanId, interest } of rows) sums.set(loanId, add(sums.get(loanId) ?? zero, interest))
	return sums
}
