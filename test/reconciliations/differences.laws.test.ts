import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dong, sum, zero } from '../../src/kernel/money.js'
import { itemsOf } from '../../src/reconciliations/differences.js'
import { matchLoans } from '../../src/reconciliations/match.js'
import type { BankLoan, Movement, OurLoan } from '../../src/reconciliations/sides.js'
import { toleranceOf } from '../../src/reconciliations/tolerance.js'
import { groupTotals, totalsOf } from '../../src/reconciliations/totals.js'
import { asOf, bankOf, ours, paid } from './sides.js'

/** Few amounts, names and codes, so that chance makes pairs, doubles and swaps. */
const amount = fc.constantFrom(0n, 5n, 500_000n, 500_004n, 1_000_000n, 9_000_000n, 10_000_000n)
const ourLoan = fc
	.record({
		outstanding: amount,
		interestDue: amount,
		memberId: fc.constantFrom(null, '1', '2'),
		groupId: fc.constantFrom(null, '1', '2'),
		coded: fc.boolean(),
	})
	.map(({ coded, outstanding, interestDue, ...said }) => ({
		...said,
		outstanding: dong(outstanding),
		interestDue: dong(interestDue),
		...(coded ? {} : { bankLoanCode: null }),
	}))
const bankSays = fc.record({
	of: fc.nat(14),
	outstanding: fc.option(amount, { nil: undefined }),
	interestDue: fc.option(amount, { nil: undefined }),
	coded: fc.boolean(),
	lastAmount: fc.option(amount, { nil: undefined }),
})
const world = fc
	.record({
		loans: fc.array(ourLoan, { maxLength: 12 }),
		rows: fc.array(bankSays, { maxLength: 15 }),
		moved: fc.array(fc.record({ of: fc.nat(11), amount, day: fc.constantFrom('2022-09-10', '2022-10-28', '2022-11-03') }), {
			maxLength: 8,
		}),
	})
	.map(({ loans, rows, moved }) => {
		const all: OurLoan[] = loans.map((said, index) => ours(index + 1, said))
		const bank: BankLoan[] = rows.map(({ of, coded, outstanding, interestDue, lastAmount }, index) => ({
			...bankOf(all[of] ?? ours(of + 50), {
				outstanding: outstanding === undefined ? undefined : dong(outstanding),
				interestDue: interestDue === undefined ? undefined : dong(interestDue),
				...(coded ? {} : { bankLoanCode: undefined, loanCode: undefined }),
				...(lastAmount === undefined ? {} : { lastAmount: dong(lastAmount), lastOn: asOf }),
			}),
			line: index + 2,
		}))
		const movements = new Map<string, Movement[]>()
		for (const { of, amount: much, day } of moved)
			movements.set(String(of), [...(movements.get(String(of)) ?? []), paid(String(of), day, much)])
		const matched = matchLoans(bank, all)
		return { all, bank, matched, items: itemsOf(matched, { asOf, tolerance: toleranceOf('NHCSXH'), movements }) }
	})

describe('any two lists', () => {
	it('are apart by what the differences say, to the đồng, over all and in each group', () => {
		fc.assert(
			fc.property(world, ({ matched, items }) => {
				const { bank, ours: we, differences } = totalsOf(matched, items)
				for (const key of ['outstanding', 'interest'] as const) {
					expect(bank[key] - we[key]).toBe(differences[key])
					expect(sum(items.map((item) => item[key]))).toBe(differences[key])
				}
				const groups = groupTotals(matched, items, new Map())
				for (const key of ['outstanding', 'interest'] as const) {
					for (const group of groups) expect(group.bank[key] - group.ours[key]).toBe(group.differences[key])
					expect(sum(groups.map((group) => group.bank[key]))).toBe(bank[key])
				}
			}),
		)
	})

	it('are matched one to one: no row and no loan is told twice, and none is left out', () => {
		fc.assert(
			fc.property(world, ({ all, bank, matched: { pairs, bankOnly, oursOnly } }) => {
				const lines = [...pairs.map((pair) => pair.bank), ...bankOnly].map(({ line }) => line).sort((a, b) => a - b)
				expect(lines).toEqual(bank.map(({ line }) => line))
				const ids = [...pairs.map((pair) => pair.ours), ...oursOnly].map(({ loanId }) => Number(loanId)).sort((a, b) => a - b)
				expect(ids).toEqual(all.map(({ loanId }) => Number(loanId)))
				for (const { match } of pairs) expect(match.score).toBeGreaterThanOrEqual(60)
			}),
		)
	})

	it('leave each half of a payment with one other half', () => {
		fc.assert(
			fc.property(world, ({ items }) => {
				const halves = items.filter(({ counterpart }) => counterpart !== null)
				for (const { ours: loan, counterpart, type } of halves) {
					const others = halves.filter(({ ours: other }) => other?.loanId === counterpart)
					expect(others.map((other) => [other.type, other.counterpart])).toEqual([[type, loan?.loanId]])
				}
				expect(
					items.filter(({ type, outstanding, interest }) => type === 'matched' && (outstanding !== zero || interest !== zero)),
				).toEqual([])
			}),
		)
	})

	it('say the same whatever the order of our loans', () => {
		fc.assert(
			fc.property(world, ({ all, bank, matched }) => {
				const reversed = matchLoans(bank, all.toReversed())
				expect(reversed.pairs.map((pair) => [pair.bank.line, pair.ours.loanId])).toEqual(
					matched.pairs.map((pair) => [pair.bank.line, pair.ours.loanId]),
				)
			}),
		)
	})
})

describe('twenty thousand loans on either side', () => {
	it('are compared in less than ten seconds, also where nobody has a code', () => {
		const all = Array.from({ length: 20_000 }, (_, index) =>
			ours(index + 1, { memberName: `Nông Thị ${index % 1_500}`, groupId: String(index % 700) }),
		)
		for (const coded of [true, false]) {
			const bank = all.map((loan, index) =>
				bankOf(loan, {
					...(coded ? {} : { bankLoanCode: undefined, loanCode: undefined, memberBankCode: undefined, groupBankCode: undefined }),
					...(index % 50 === 0 ? { outstanding: dong(9_000_000n + BigInt(index)) } : {}),
				}),
			)
			const began = performance.now()
			const matched = matchLoans(bank, all)
			const items = itemsOf(matched, { asOf, tolerance: toleranceOf('NHCSXH'), movements: new Map() })
			totalsOf(matched, items)
			groupTotals(matched, items, new Map())
			const took = performance.now() - began
			if (process.env['SOQUY_MONTH_END'] === 'full')
				process.stdout.write(`20.000 × 20.000 ${coded ? 'by code' : 'by name'}: ${Math.round(took)} ms\n`)
			expect(took).toBeLessThan(10_000)
			expect(items.filter(({ type }) => type !== 'matched').length).toBeGreaterThanOrEqual(400)
		}
	})
})
