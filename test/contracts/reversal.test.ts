import { describe, expect, it } from 'vitest'
import { eventToUndo, reversalOf } from '../../src/contracts/reversal.js'
import type { StoredEvent } from '../../src/contracts/stored.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { into, undo } from './purse.js'

const first = into('2022-01-10', 50)
const history: readonly StoredEvent[] = [first, into('2022-02-01', 80), undo(1, first)].map((happening, index) => ({
	...happening,
	contractId: '1',
	seq: index + 1,
	recordedAt: `2030-01-01T00:00:0${index}.000000Z` as Instant,
	recordedBy: '1',
}))
const today = calendarDate('2022-06-01')
const codeOf = (work: () => unknown): string | null => {
	try {
		work()
		return null
	} catch (error) {
		return error instanceof Refusal ? error.code : String(error)
	}
}

describe('undoing an event', () => {
	it('names one that was recorded, that undoes no other, and that is not undone yet', () => {
		expect(eventToUndo(history, '2').on).toBe('2022-02-01')
		expect(codeOf(() => eventToUndo(history, '9'))).toBe('contract.event-not-found')
		expect(codeOf(() => eventToUndo(history, '3'))).toBe('contract.reversal-of-reversal')
		expect(codeOf(() => eventToUndo(history, '1'))).toBe('contract.already-reversed')
	})

	it('is dated like what it undoes, and keeps why and on which day that was decided', () => {
		const target = eventToUndo(history, '2')
		const on = calendarDate('2022-03-01')
		expect(reversalOf(target, { on, reason: 'ghi nhầm' }, today)).toEqual({
			type: 'reversed',
			on: '2022-02-01',
			amount: target.amount,
			details: { reason: 'ghi nhầm', decidedOn: on },
			reverses: 2,
		})
		expect(reversalOf(target, { reason: 'ghi nhầm' }, today, { unitId: '7' }).details).toEqual({ reason: 'ghi nhầm', unitId: '7' })
	})

	it('is not decided before it happened, nor on a day to come', () => {
		const target = eventToUndo(history, '2')
		expect(codeOf(() => reversalOf(target, { on: calendarDate('2022-01-31'), reason: '' }, today))).toBe('contract.reversal-before-event')
		expect(codeOf(() => reversalOf(target, { on: calendarDate('2022-06-02'), reason: '' }, today))).toBe('contract.future-day')
	})
})
