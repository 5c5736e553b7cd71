import { describe, expect, it } from 'vitest'
import type { ListedLoan } from '../../../src/banklists/listed.js'
import { plantDifferences, plantedKinds } from '../../../src/cli/demo/bank-differences.js'
import { addDays, calendarDate } from '../../../src/kernel/calendar-date.js'
import { dong } from '../../../src/kernel/money.js'
import type { Rate } from '../../../src/kernel/rate.js'

const asOf = calendarDate('2022-10-31')
const planting = { asOf, seed: 1, perKind: 3, firstLine: 10 }

/** Two loans of each woman, eight women in a group. */
export const book: readonly ListedLoan[] = Array.from({ length: 400 }, (_, index) => ({
	line: index + 1,
	loanCode: `KV-${index}`,
	bankLoanCode: `66${index}`,
	memberCode: `M-${index >> 1}`,
	memberBankCode: `K-${index >> 1}`,
	memberName: `Nông Thị ${index >> 1}`,
	groupCode: `T-${index >> 4}`,
	principal: dong(20_000_000n),
	rate: '0.066' as Rate,
	outstanding: dong(15_000_000n),
	interestDue: dong(82_500n),
	interestAccrued: dong(1_000n),
	lastOn: addDays(asOf, -(index % 80)),
	lastType: 'Thu nợ',
	lastAmount: dong(1_000_000n + BigInt(index) * 1_000n),
}))

describe('differences that are planted in a list', () => {
	const { rows, planted } = plantDifferences(book, planting)
	const byLine = new Map(rows.map((row) => [row.line, row]))

	it('are of every kind, as many as were asked for, two where a payment moved from one loan to another', () => {
		const count = (how: string) => planted.filter((one) => one.how === how).length
		for (const how of plantedKinds) expect([how, count(how)]).toEqual([how, how.startsWith('swapped') ? 6 : 3])
	})

	it('touch each loan once, and leave all others as they were', () => {
		const codes = planted.map(({ loanCode, bankLoanCode }) => loanCode ?? bankLoanCode)
		expect(new Set(codes).size).toBe(codes.length)
		const untouched = book.filter(({ loanCode }) => !codes.includes(loanCode ?? null))
		const left = new Map(rows.map((row) => [row.loanCode, row]))
		for (const loan of untouched) expect({ ...left.get(loan.loanCode), line: 0 }).toEqual({ ...loan, line: 0 })
	})

	it('are named by the line on which they stand; a loan that is missing stands on none', () => {
		for (const { type, line, loanCode, bankLoanCode } of planted) {
			if (type === 'missing-at-bank') expect(line).toBeNull()
			else expect(byLine.get(line ?? 0)).toMatchObject(type === 'unknown-loan' ? { bankLoanCode } : { loanCode, bankLoanCode })
		}
		expect(rows.map(({ line }) => line)).toEqual(rows.map((_, index) => 10 + index))
		expect(rows).toHaveLength(book.length)
	})

	it('are the same by the same seed and others by another', () => {
		expect(plantDifferences(book, planting).planted).toEqual(planted)
		expect(plantDifferences(book, { ...planting, seed: 2 }).planted).not.toEqual(planted)
	})

	it('are as many as there are loans for', () => {
		expect(plantDifferences(book.slice(0, 1), planting).planted.filter(({ type }) => type !== 'unknown-loan')).toHaveLength(1)
	})
})
