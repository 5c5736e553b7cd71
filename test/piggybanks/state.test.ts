import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { heldIn, nothingYet, type PiggyBankState, stateFromStored, statusOf, storedState } from '../../src/piggybanks/state.js'

const opened: PiggyBankState = {
	...nothingYet,
	startedOn: calendarDate('2022-01-10'),
	fed: dong(30_000n),
	feedings: 1,
	openedOn: calendarDate('2022-12-18'),
	counted: dong(750_000n),
	went: { ...nothingYet.went, member: dong(500_000n), 'savings-account': dong(1n), fund: dong(2n), purpose: dong(3n) },
}

describe('the state of a piggy bank', () => {
	it('holds what was fed until it is opened, and then what is left of what was counted', () => {
		expect(heldIn({ ...opened, openedOn: null })).toBe(30_000n)
		expect(heldIn(opened)).toBe(249_994n)
	})

	it('is filling, opened and closed in this order', () => {
		expect(statusOf(nothingYet)).toBe('not-started')
		expect(statusOf({ ...opened, openedOn: null })).toBe('filling')
		expect(statusOf(opened)).toBe('opened')
		expect(statusOf({ ...opened, closedOn: calendarDate('2022-12-20') })).toBe('closed')
	})

	it('survives as text, with what lists ask for beside it', () => {
		const stored = storedState(opened)
		expect(stored).toMatchObject({ counted: '750000', status: 'opened', held: '249994' })
		expect(stateFromStored(JSON.parse(JSON.stringify(stored)))).toEqual(opened)
	})
})
