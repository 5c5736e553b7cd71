import type { AppDoor } from '../access/asker.js'
import * as meetings from './meeting-actions.js'
import * as schemas from './meeting-schemas.js'
import { groupIdParams } from './schemas.js'

const tag = 'groups'
const minutes = [
	'group.not-found',
	'contract.future-day',
	'meeting.day-taken',
	'meeting.not-a-member',
	'meeting.member-twice',
	'meeting.attendance-missing',
	'meeting.votes-above-attended',
	'meeting.leader-is-deputy',
]

export function meetingRoutes(door: AppDoor): void {
	const command = { method: 'POST', tag, status: 201, rehearsable: true, answer: schemas.meetingView } as const
	door.operation({
		...command,
		id: 'recordGroupMeeting',
		path: '/groups/:id/meetings',
		summary: 'Records the minutes of a meeting of a group (10/TD, 10C/TD), with who attended',
		params: groupIdParams,
		body: schemas.recordMeetingSchema,
		refusals: minutes,
		handle: ({ tx, params: { id }, body, asker, today }) => meetings.recordMeeting(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'correctGroupMeeting',
		path: '/groups/:id/meetings/:meetingId/corrections',
		summary: 'Records the minutes of a meeting as they should have been; the version before stays readable',
		params: schemas.meetingParams,
		body: schemas.correctMeetingSchema,
		refusals: [...minutes, 'meeting.not-found', 'meeting.nothing-new'],
		handle: ({ tx, params: { id, meetingId }, body, asker, today }) =>
			meetings.correctMeeting(tx, { groupId: id, meetingId }, body, asker, today),
	})
	door.operation({
		...command,
		id: 'cancelGroupMeeting',
		path: '/groups/:id/meetings/:meetingId/cancellation',
		summary: 'Records that a meeting never was',
		params: schemas.meetingParams,
		body: schemas.cancelMeetingSchema,
		refusals: ['group.not-found', 'meeting.not-found', 'meeting.cancelled'],
		handle: ({ tx, params: { id, meetingId }, body, asker, today }) =>
			meetings.cancelMeeting(tx, { groupId: id, meetingId }, body.reason, asker, today),
	})
	door.operation({
		id: 'listGroupMeetings',
		method: 'GET',
		path: '/groups/:id/meetings',
		tag,
		summary: 'The meetings of a group in a period, the latest first',
		params: groupIdParams,
		query: schemas.listMeetingsQuery,
		answer: schemas.meetingsView,
		refusals: ['group.not-found'],
		handle: ({ tx, params: { id }, query, asker, today, knownAt }) => meetings.listMeetings(tx, id, query, asker, today, knownAt),
	})
	door.operation({
		id: 'readGroupMeeting',
		method: 'GET',
		path: '/groups/:id/meetings/:meetingId',
		tag,
		summary: 'The minutes of a meeting as they were known at a moment, and their versions',
		params: schemas.meetingParams,
		query: schemas.meetingQuery,
		answer: schemas.meetingView,
		refusals: ['group.not-found', 'meeting.not-found'],
		handle: ({ tx, params: { id, meetingId }, asker, today, knownAt }) => meetings.findMeeting(tx, id, meetingId, asker, today, knownAt),
	})
	door.operation({
		id: 'readGroupAttendance',
		method: 'GET',
		path: '/groups/:id/attendance',
		tag,
		summary: 'How often each member attended the meetings of a group in a period',
		params: groupIdParams,
		query: schemas.attendanceQuery,
		answer: schemas.attendanceView,
		refusals: ['group.not-found'],
		handle: ({ tx, params: { id }, query, asker, today, knownAt }) => meetings.attendance(tx, id, query, asker, today, knownAt),
	})
}
