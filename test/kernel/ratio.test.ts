import { describe, expect, it } from 'vitest'
import { dong } from '../../src/kernel/money.js'
import { ratioText } from '../../src/kernel/ratio.js'

describe('a ratio', () => {
	it.each([
		[2n, 30n, '0.0667'],
		[1n, 3n, '0.3333'],
		[1n, 20_000n, '0.0001'],
		[1n, 20_001n, '0.0000'],
		[0n, 5n, '0.0000'],
		[5n, 5n, '1.0000'],
	])('of %i to %i is %s: four places, half up', (part, whole, text) => {
		expect(ratioText(dong(part), dong(whole))).toBe(text)
	})

	it('to nothing is none', () => {
		expect(ratioText(dong(0n), dong(0n))).toBeNull()
	})
})
