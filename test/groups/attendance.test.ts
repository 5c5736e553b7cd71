import { describe, expect, it } from 'vitest'
import { attendanceByMember, attendanceOfAll, attendanceRate } from '../../src/groups/attendance.js'
import type { Attendance, Presence } from '../../src/groups/meeting.js'

const said = (memberId: string, presence: Presence): Attendance => ({ memberId, presence, representedBy: null })
const lists = [
	[said('1', 'present'), said('2', 'absent')],
	[said('1', 'represented'), said('2', 'excused'), said('3', 'present')],
	[said('1', 'excused'), said('2', 'present'), said('3', 'present')],
]

describe('attendance', () => {
	it('is counted for each member over the meetings that had her on their list', () => {
		const counts = attendanceByMember(lists)
		expect(counts.get('1')).toEqual({ meetings: 3, present: 1, represented: 1, excused: 1, absent: 0 })
		expect(counts.get('2')).toEqual({ meetings: 3, present: 1, represented: 0, excused: 1, absent: 1 })
		expect(counts.get('3')).toEqual({ meetings: 2, present: 2, represented: 0, excused: 0, absent: 0 })
	})

	it('is a share of them, and no number where there were none', () => {
		expect([...attendanceByMember(lists).values()].map(attendanceRate)).toEqual(['0.6667', '0.3333', '1.0000'])
		expect(attendanceRate({ meetings: 0, present: 0, represented: 0, excused: 0, absent: 0 })).toBeNull()
	})

	it('adds up over all members', () => {
		expect(attendanceOfAll(lists)).toEqual({ meetings: 8, present: 4, represented: 1, excused: 2, absent: 1 })
		expect(attendanceRate(attendanceOfAll(lists))).toBe('0.6250')
	})
})
