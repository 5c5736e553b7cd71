import { describe, expect, it } from 'vitest'
import { debtGroup } from '../../src/lending/classification.js'

describe('debt groups', () => {
	it.each([
		[0, 1],
		[9, 1],
		[10, 2],
		[90, 2],
		[91, 3],
		[180, 3],
		[181, 4],
		[360, 4],
		[361, 5],
	])('at a bank, %i days past due is group %i (Circular 31/2024/TT-NHNN)', (days, group) => {
		expect(debtGroup('bank', days)).toBe(group)
	})

	it.each([
		[0, 1],
		[9, 1],
		[10, 2],
		[29, 2],
		[30, 3],
		[89, 3],
		[90, 4],
		[179, 4],
		[180, 5],
	])('in microfinance, %i days past due is group %i (Circular 14/2024/TT-NHNN)', (days, group) => {
		expect(debtGroup('microfinance', days)).toBe(group)
	})

	it('NHCSXH does not group: it tells in term, overdue and frozen apart', () => {
		expect(debtGroup('policy', 500)).toBeNull()
	})
})
