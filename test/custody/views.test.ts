import { describe, expect, it } from 'vitest'
import { nothingHeld } from '../../src/custody/state.js'
import { custodyView, eventView, meetingView } from '../../src/custody/views.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'

const meeting = (sheetId: string, dueOn: string, held: bigint) => ({
	sheetId,
	metOn: calendarDate('2022-11-10'),
	dueOn: calendarDate(dueOn),
	held: dong(held),
})
const row = {
	contract: {
		id: '9',
		bookId: 3,
		chart: 'group',
		version: 2,
		lastOn: calendarDate('2022-11-15'),
		lastRecordedAt: '' as Instant,
		state: {},
	},
	groupId: '1',
	groupCode: 'TK-0001',
	groupName: 'Tổ Bản Viết 1',
	communeId: '47',
	communeName: 'Đức Hồng',
	leaderId: '7',
	leaderCode: 'TV-7',
	leaderName: 'Nông Thị Ái',
} as const

describe('a custody as it is shown', () => {
	it('says of each meeting by how many days it is late', () => {
		expect(meetingView(meeting('S1', '2022-11-15', 5n), calendarDate('2022-11-15'))).toMatchObject({ late: false, daysLate: 0 })
		expect(meetingView(meeting('S1', '2022-11-15', 5n), calendarDate('2022-11-18'))).toMatchObject({ late: true, daysLate: 3, amount: 5n })
	})

	it('sums what is late apart from what is held', () => {
		const state = { ...nothingHeld, meetings: [meeting('S1', '2022-11-15', 5n), meeting('S2', '2022-12-15', 7n)], collected: dong(12n) }
		expect(custodyView(row, state, calendarDate('2022-11-16'))).toMatchObject({ custodyId: '9', held: 12n, late: 5n, collected: 12n })
	})

	it('shows a reversal on the day on which it was decided, beside what it undoes', () => {
		const handed = {
			contractId: '9',
			seq: 2,
			type: 'handed-over',
			on: calendarDate('2022-11-15'),
			recordedAt: '' as Instant,
			recordedBy: '1',
			amount: dong(5n),
			details: { to: 'bank' },
			reverses: null,
		}
		const reversal = { ...handed, seq: 3, type: 'reversed', details: { decidedOn: '2022-11-20' }, reverses: 2 }
		expect(eventView(handed, [handed, reversal])).toMatchObject({ id: '2', on: '2022-11-15', to: 'bank', reverses: null, reversedBy: '3' })
		expect(eventView(reversal, [handed, reversal])).toMatchObject({ on: '2022-11-20', reverses: '2', reversedBy: null })
	})
})
