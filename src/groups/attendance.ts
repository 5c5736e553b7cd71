import { Decimal } from '../kernel/decimal.js'
import { type Attendance, hasAttended } from './meeting.js'

/** How often one member attended the meetings that had her on their list. */
export type AttendanceCounts = {
	readonly meetings: number
	readonly present: number
	readonly represented: number
	readonly excused: number
	readonly absent: number
}

const none: AttendanceCounts = { meetings: 0, present: 0, represented: 0, excused: 0, absent: 0 }

/** The counts of every member on the lists of some meetings, by her id. */
export function attendanceByMember(lists: readonly (readonly Attendance[])[]): ReadonlyMap<string, AttendanceCounts> {
	const counts = new Map<string, AttendanceCounts>()
	for (const { memberId, presence } of lists.flat()) {
		const before = counts.get(memberId) ?? none
		counts.set(memberId, { ...before, meetings: before.meetings + 1, [presence]: before[presence] + 1 })
	}
	return counts
}

/** The counts of all members together. */
export function attendanceOfAll(lists: readonly (readonly Attendance[])[]): AttendanceCounts {
	return lists.flat().reduce((sum, { presence }) => ({ ...sum, meetings: sum.meetings + 1, [presence]: sum[presence] + 1 }), none)
}

/** The share of her meetings that a member attended, as decimal text to four places, halves up; null where there was none. */
export function attendanceRate(counts: AttendanceCounts): string | null {
	if (counts.meetings === 0) return null
	const attended = (['present', 'represented', 'excused', 'absent'] as const)
		.filter(hasAttended)
		.reduce((sum, presence) => sum + counts[presence], 0)
	return new Decimal(attended).dividedBy(counts.meetings).toFixed(4, Decimal.ROUND_HALF_UP)
}
