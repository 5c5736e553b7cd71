import { describe, expect, it } from 'vitest'
import { eventView } from '../../src/campaigns/views.js'
import type { StoredEvent } from '../../src/contracts/stored.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'

const event = (seq: number, reverses: number | null, details: Record<string, unknown>): StoredEvent => ({
	contractId: '9',
	seq,
	type: reverses === null ? 'counted' : 'reversed',
	on: calendarDate('2022-10-18'),
	recordedAt: '2022-10-19T01:00:00.000000Z' as Instant,
	recordedBy: '1',
	amount: dong(1n),
	details,
	reverses,
})

describe('an event of a campaign as it is answered', () => {
	it('says what undid it; a reversal is shown on the day on which it was decided', () => {
		const [counted, undone] = [event(2, null, { unitId: '4', paperNo: 'BK-1' }), event(3, 2, { reason: 'Nhầm', decidedOn: '2022-10-25' })]
		const history = [counted, undone]
		expect(eventView(counted, history)).toMatchObject({
			id: '2',
			on: '2022-10-18',
			reverses: null,
			reversedBy: '3',
			unitId: '4',
			paperNo: 'BK-1',
		})
		expect(eventView(undone, history)).toMatchObject({ id: '3', on: '2022-10-25', reverses: '2', reversedBy: null, reason: 'Nhầm' })
	})
})
