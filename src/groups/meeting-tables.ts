import { sql } from 'drizzle-orm'
import { type AnyPgColumn, boolean, check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { members } from '../members/tables.js'
import { dayColumn, idColumn, identityColumn, instantColumn, jsonColumn, unionColumn } from '../platform/columns.js'
import type { Decision, Presence, Signature } from './meeting.js'
import { groups } from './tables.js'

/** A meeting of a group. What its minutes say are versions: see below. */
export const groupMeetings = pgTable(
	'group_meetings',
	{
		id: identityColumn(),
		groupId: idColumn('group_id')
			.notNull()
			.references((): AnyPgColumn => groups.id),
	},
	(table) => [index('group_meetings_group').on(table.groupId)],
)

/** The minutes of a meeting (biên bản họp tổ, forms 10/TD and 10C/TD) as they were recorded, then as they were corrected: never changed. */
export const groupMeetingVersions = pgTable(
	'group_meeting_versions',
	{
		meetingId: idColumn('meeting_id')
			.notNull()
			.references((): AnyPgColumn => groupMeetings.id),
		version: integer().notNull(),
		on: dayColumn().notNull(),
		place: text(),
		minutesNo: text('minutes_no'),
		chair: text().notNull(),
		secretary: text().notNull(),
		agenda: jsonColumn<readonly string[]>().notNull(),
		decisions: jsonColumn<readonly Decision[]>().notNull(),
		signatures: jsonColumn<readonly Signature[]>().notNull(),
		note: text(),
		/** The meeting never was: it was recorded by mistake. */
		cancelled: boolean().notNull(),
		/** Why the version before was not right; of the first there is none. */
		reason: text(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.meetingId, table.version] }),
		check('group_meeting_versions_reason', sql`(${table.version} = 1) = (${table.reason} is null)`),
	],
)

/** Who of the members attended, by version of the minutes. */
export const groupMeetingAttendance = pgTable(
	'group_meeting_attendance',
	{
		meetingId: idColumn('meeting_id').notNull(),
		version: integer().notNull(),
		memberId: idColumn('member_id')
			.notNull()
			.references((): AnyPgColumn => members.id),
		presence: unionColumn<Presence>('presence').notNull(),
		/** Who came for her. */
		representedBy: text('represented_by'),
	},
	(table) => [
		primaryKey({ columns: [table.meetingId, table.version, table.memberId] }),
		check('group_meeting_attendance_presence', sql`${table.presence} in ('present', 'represented', 'excused', 'absent')`),
		check('group_meeting_attendance_represented', sql`(${table.representedBy} is not null) = (${table.presence} = 'represented')`),
	],
)
