import { expect, it } from 'vitest'
import { freeTries, secondsToWait } from '../../src/access/throttle.js'

it('lets a few wrong tries pass, then asks to wait twice as long after each, to a quarter of an hour', () => {
	const waits = [4, 5, 6, 7, 8, 9, 10, 1_000].map((count) => secondsToWait({ count, secondsSinceLast: 0 }, freeTries.username))
	expect(waits).toEqual([0, 30, 60, 120, 240, 480, 900, 900])
})

it('counts the time that has passed', () => {
	expect(secondsToWait({ count: 5, secondsSinceLast: 12.3 }, 5)).toBe(18)
	expect(secondsToWait({ count: 5, secondsSinceLast: 31 }, 5)).toBe(0)
})
