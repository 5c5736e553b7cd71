import { must } from '../kernel/assert.js'
import { add, type Money, negate, zero } from '../kernel/money.js'

/**
 * The atom of the book: one amount, more than zero, from one account (credit, Có) to another (debit, Nợ). It cannot be
 * unbalanced. Whole đồng; in a book of another unit, a whole count of its smallest part.
 */
export type Posting = { readonly debit: string; readonly credit: string; readonly amount: Money }

/** A posting, or nothing where the amount is zero; a negative amount goes the other way. */
export function posting(debit: string, credit: string, amount: Money): readonly Posting[] {
	if (amount === 0n || debit === credit) return []
	return amount > 0n ? [{ debit, credit, amount }] : [{ debit: credit, credit: debit, amount: negate(amount) }]
}

/** The postings that turn one list into another: what is posted now, less what was posted before. Empty where they say the same. */
export function postingDifference(before: readonly Posting[], after: readonly Posting[]): readonly Posting[] {
	const net = new Map<string, { low: string; high: string; amount: Money }>()
	const count = (line: Posting, sign: 1 | -1): void => {
		const forward = line.debit < line.credit
		const [low, high] = forward ? [line.debit, line.credit] : [line.credit, line.debit]
		const signed = forward === (sign === 1) ? line.amount : negate(line.amount)
		const seen = net.get(`${low}|${high}`)
		net.set(`${low}|${high}`, { low, high, amount: add(seen?.amount ?? zero, signed) })
	}
	for (const line of before) count(line, -1)
	for (const line of after) count(line, 1)
	return [...net.keys()].sort().flatMap((key) => {
		const { low, high, amount } = must(net.get(key), 'a netted pair')
		return posting(low, high, amount)
	})
}
