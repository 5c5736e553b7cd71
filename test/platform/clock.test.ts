import { expect, it } from 'vitest'
import { clockFrom, systemClock } from '../../src/platform/clock.js'

it('has a new day in Việt Nam at five in the afternoon of Greenwich', () => {
	expect(clockFrom(() => new Date('2023-06-15T16:59:59.999Z')).today()).toBe('2023-06-15')
	expect(clockFrom(() => new Date('2023-06-15T17:00:00.000Z')).today()).toBe('2023-06-16')
})

it('names moments to the microsecond, so that they sort as text', () => {
	expect(clockFrom(() => new Date('2023-06-15T16:59:59.250Z')).now()).toBe('2023-06-15T16:59:59.250000Z')
})

it('goes on', () => {
	expect(systemClock.now() <= systemClock.now()).toBe(true)
	expect(systemClock.today()).toMatch(/^\d{4}-\d\d-\d\d$/)
})
