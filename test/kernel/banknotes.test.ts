import { describe, expect, it } from 'vitest'
import { banknotesSchema, countedNotes } from '../../src/kernel/banknotes.js'

const read = (counted: unknown) => banknotesSchema.safeParse(counted).success

describe('banknotes', () => {
	it('come to their face values times their numbers', () => {
		expect(countedNotes([])).toBe(0n)
		expect(
			countedNotes([
				{ value: '500000', count: 1 },
				{ value: '20000', count: 12 },
				{ value: '1000', count: 10 },
			]),
		).toBe(750_000n)
	})

	it('are of face values that the State Bank has in circulation, each named once', () => {
		expect(read([{ value: '200000', count: 3 }])).toBe(true)
		expect(read([])).toBe(true)
		expect(read([{ value: '300000', count: 1 }])).toBe(false)
		expect(read([{ value: '200000', count: 0 }])).toBe(true)
		expect(read([{ value: '200000', count: -1 }])).toBe(false)
		expect(
			read([
				{ value: '200000', count: 1 },
				{ value: '200000', count: 2 },
			]),
		).toBe(false)
	})
})
