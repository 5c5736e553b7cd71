import { describe, expect, it } from 'vitest'
import { paidOn, standingLines } from '../../src/collection/standing-lines.js'
import { dong } from '../../src/kernel/money.js'

const line = (no: number, restates: number | null = null, status: 'collected' | 'struck-out' = 'collected') => ({ no, restates, status })

describe('the lines of a sheet that count', () => {
	it('are those that no later line restates, and that are not struck out', () => {
		const lines = [line(1), line(2), line(3), line(4, 2), line(5, 4), line(6, 3, 'struck-out')]
		expect(standingLines(lines).map(({ no }) => no)).toEqual([1, 5])
	})

	it('come to what they paid', () => {
		expect(paidOn([{ payments: [{ amount: dong(5n) }, { amount: dong(7n) }] }, { payments: [] }])).toBe(12n)
	})
})
