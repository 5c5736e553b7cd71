import { expect, it } from 'vitest'
import { grouped } from '../../src/kernel/grouped.js'

it('things are grouped in the order in which they were met, also where they have no key', () => {
	const groups = grouped(['b1', 'a1', 'b2', '-', 'a2'], (text) => (text === '-' ? null : text.charAt(0)))
	expect([...groups]).toEqual([
		['b', ['b1', 'b2']],
		['a', ['a1', 'a2']],
		[null, ['-']],
	])
	expect(grouped([], String).size).toBe(0)
})
