import { describe, expect, it } from 'vitest'
import { refuseMiscounted } from '../../src/applications/minutes.js'
import { reviewMeetingSchema } from '../../src/applications/schemas.js'
import { codeOf } from './steps.js'

const minutes = (attendees: number, line: Record<string, unknown>) =>
	reviewMeetingSchema.parse({
		groupId: '7',
		on: '2023-03-05',
		chair: 'Nông Thị Ái',
		secretary: 'Lý Thị Bình',
		attendees,
		applications: [
			{ applicationId: '1', agreed: true },
			{ applicationId: '2', agreed: true, ...line },
		],
	})

describe('the minutes of a review', () => {
	it('count no more who attended than the group has members', () => {
		expect(codeOf(() => refuseMiscounted(minutes(35, {}), 35))).toBeNull()
		expect(codeOf(() => refuseMiscounted(minutes(36, {}), 35))).toBe('review-meeting.attendees-above-members')
	})

	it('count no more votes than attended; not everybody has to vote', () => {
		expect(codeOf(() => refuseMiscounted(minutes(28, { votesFor: 25, votesAgainst: 3 }), 35))).toBeNull()
		expect(codeOf(() => refuseMiscounted(minutes(28, { votesFor: 1 }), 35))).toBeNull()
		expect(() => refuseMiscounted(minutes(28, { votesFor: 25, votesAgainst: 4 }), 35)).toThrow(
			expect.objectContaining({ code: 'review-meeting.votes-above-attendees', path: 'applications.1.votesFor' }),
		)
	})

	it('say why the group does not agree', () => {
		expect(() => minutes(28, { agreed: false })).toThrow('field.required')
		expect(codeOf(() => minutes(28, { agreed: false, reason: 'Chưa có chuồng trại' }))).toBeNull()
	})
})
