import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dong } from '../../src/kernel/money.js'
import { type Posting, posting, postingDifference } from '../../src/ledger/posting.js'
import { balances } from '../contracts/laws.js'

const line = (debit: string, credit: string, amount: number): Posting => ({ debit, credit, amount: dong(BigInt(amount)) })

describe('a posting', () => {
	it('of nothing, or between an account and itself, is none', () => {
		expect(posting('1111', '411', dong(0n))).toEqual([])
		expect(posting('1111', '1111', dong(5n))).toEqual([])
	})

	it('of a negative amount goes the other way', () => {
		expect(posting('1111', '411', dong(-5n))).toEqual([line('411', '1111', 5)])
	})
})

describe('the difference of two lists of postings', () => {
	it('of the same is nothing, in whatever order they stand', () => {
		const one = [line('1111', '411', 5), line('1111', '711', 3)]
		expect(postingDifference(one, [...one].reverse())).toEqual([])
	})

	it('nets each pair of accounts once, whichever way it went', () => {
		expect(postingDifference([line('1111', '411', 5), line('411', '1111', 2)], [line('1111', '411', 10), line('1111', '711', 1)])).toEqual([
			line('1111', '411', 7),
			line('1111', '711', 1),
		])
		expect(postingDifference([line('1111', '411', 5)], [])).toEqual([line('411', '1111', 5)])
	})

	it('is told in the order of the accounts', () => {
		const told = postingDifference([], [line('5151', '411', 2), line('711', '1111', 3), line('1111', '1121', 4)])
		expect(told).toEqual([line('1111', '1121', 4), line('711', '1111', 3), line('5151', '411', 2)])
	})

	it('added to what was, makes what is, account by account', () => {
		const account = fc.constantFrom('1111', '1121', '12881', '5151')
		const postings = fc.array(
			fc
				.record({ debit: account, credit: account, amount: fc.bigInt({ min: 1n, max: 10n ** 12n }).map(dong) })
				.filter(({ debit, credit }) => debit !== credit),
			{ maxLength: 8 },
		)
		const sums = (...lists: readonly (readonly Posting[])[]) =>
			[...balances(lists.map((list) => ({ postings: list })))].filter(([, amount]) => amount !== 0n).sort()
		fc.assert(
			fc.property(postings, postings, (before, after) => {
				const difference = postingDifference(before, after)
				expect(sums(before, difference)).toEqual(sums(after))
				expect(difference.every(({ amount, debit, credit }) => amount > 0n && debit !== credit)).toBe(true)
				const pairs = difference.map(({ debit, credit }) => [debit, credit].sort().join())
				expect(new Set(pairs).size).toBe(pairs.length)
			}),
			{ numRuns: 500 },
		)
	})
})
