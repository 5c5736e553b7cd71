import { add, type Money, negate, smaller, subtract, zero } from '../kernel/money.js'
import type { Posting } from '../ledger/posting.js'

/** One entry of a day of a contract. `isLate` where it was recorded after the day had been told: news that came late, or a reversal. */
export type DayEntry = { readonly isLate: boolean; readonly postings: readonly Posting[] }

/** A posting as a printed book shows it: in red with an amount below zero where it takes a wrong one back. In đồng. */
export type InkedPosting = Posting & { readonly ink: 'black' | 'red' }

/**
 * An entry as a book kept by hand would have it. The engine books a correction as a difference (ghi điều chỉnh); on paper the posting
 * that proved wrong is written again in red, to be taken off, and then the right one in black (ghi số âm): the two come to the same
 * difference, and no account turns over more than was really moved. Both ways are of the Law on Accounting 2015, art. 27 (1).
 *
 * `before` holds what else was recorded about that day of that contract, in its order.
 */
export function inked(before: readonly DayEntry[], entry: DayEntry): readonly InkedPosting[] {
	const stood = new Standing()
	for (const one of before) stood.take(one)
	return stood.take(entry)
}

/** What stands in the book of one day of a contract, by pair of debit and credit, as its reader sees it. */
class Standing {
	private readonly pairs = new Map<string, Money>()

	/** Writes an entry, and says how. */
	take({ isLate, postings }: DayEntry): readonly InkedPosting[] {
		const red: InkedPosting[] = []
		const black: InkedPosting[] = []
		for (const { debit, credit, amount } of postings) {
			const wrong = isLate ? this.of(credit, debit) : zero
			const back = smaller(wrong, amount)
			if (wrong > 0n) {
				red.push({ debit: credit, credit: debit, amount: negate(wrong), ink: 'red' })
				if (back < wrong) black.push({ debit: credit, credit: debit, amount: subtract(wrong, back), ink: 'black' })
				this.put(credit, debit, negate(back))
			}
			if (back === amount) continue
			const rest = subtract(amount, back)
			black.push({ debit, credit, amount: rest, ink: 'black' })
			this.put(debit, credit, rest)
		}
		return [...red, ...black]
	}

	private of(debit: string, credit: string): Money {
		return this.pairs.get(`${debit}|${credit}`) ?? zero
	}

	private put(debit: string, credit: string, amount: Money): void {
		this.pairs.set(`${debit}|${credit}`, add(this.of(debit, credit), amount))
	}
}
