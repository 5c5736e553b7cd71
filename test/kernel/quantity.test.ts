import { describe, expect, it } from 'vitest'
import { dong } from '../../src/kernel/money.js'
import { countFromText, countText, measureCodes, measures, quantityText, vietnameseQuantity } from '../../src/kernel/quantity.js'

describe('a quantity', () => {
	it('is a whole count of the smallest part of its unit, and reads back as it was written', () => {
		for (const [text, decimals, count] of [
			['12.5', 1, 125n],
			['0.005', 3, 5n],
			['7413', 3, 7_413_000n],
			['233832', 1, 2_338_320n],
			['3', 0, 3n],
			['-2.5', 1, -25n],
			['0', 0, 0n],
		] as const) {
			expect(countFromText(text, decimals)).toBe(count)
			expect(countText(dong(count), decimals)).toBe(text)
		}
		expect(countFromText('2.50', 1)).toBe(25n)
		expect(countFromText('5.0', 0)).toBe(5n)
	})

	it('is nothing where it is finer than the unit counts, or no plain number', () => {
		expect(countFromText('0.25', 1)).toBeNull()
		expect(countFromText('1.5', 0)).toBeNull()
		for (const text of ['', '1,5', '1e3', '.5', '5.', '+1', ' 1', '1234567890123456789']) expect(countFromText(text, 3), text).toBeNull()
	})

	it('is said in its unit: on the wire with a point, to people with a comma', () => {
		expect(quantityText({ unit: 'cong', amount: dong(125n) })).toEqual({ unit: 'cong', amount: '12.5' })
		expect(vietnameseQuantity({ unit: 'cong', amount: dong(125n) })).toBe('12,5 công')
		expect(vietnameseQuantity({ unit: 'm2', amount: dong(2_338_320n) })).toBe('233832 m²')
	})

	it('knows the units that the Union reports help in', () => {
		expect([...measureCodes]).toEqual(Object.keys(measures))
	})

	it('is counted by units that have no fewer than no decimals', () => {
		expect(() => countText(dong(1n), -1)).toThrow('decimals')
	})
})
