import { type SQL, sql } from 'drizzle-orm'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import type { PageWish } from '../platform/page.js'
import { bigints } from '../platform/sql-lists.js'
import type { Attendance, Decision, Signature } from './meeting.js'
import { groupMeetingAttendance, groupMeetings, groupMeetingVersions } from './meeting-tables.js'

/** What minutes say. */
export type Minutes = {
	readonly on: CalendarDate
	readonly place: string | null
	readonly minutesNo: string | null
	readonly chair: string
	readonly secretary: string
	readonly agenda: readonly string[]
	readonly decisions: readonly Decision[]
	readonly signatures: readonly Signature[]
	readonly note: string | null
}

/** One version of the minutes of a meeting. */
export type MeetingVersion = Minutes & {
	readonly id: string
	readonly groupId: string
	readonly version: number
	readonly cancelled: boolean
	readonly reason: string | null
	readonly recordedAt: Instant
	readonly recordedBy: string
}

/** One member on the list of a version, named. */
export type AttendanceLine = Attendance & { readonly code: string; readonly name: string }

export type MeetingPeriod = { readonly from: CalendarDate | null; readonly to: CalendarDate; readonly knownAt: Instant }

/** The meetings of a group in a period as they were known then, the latest day first; those that never were are left out. */
export async function listMeetings(
	tx: Tx,
	groupId: string,
	period: MeetingPeriod,
	wish: PageWish | null,
): Promise<readonly MeetingVersion[]> {
	const { from, to, knownAt } = period
	const after = wish?.after ?? null
	const read = await tx.execute<Row>(sql`select * from (
			select distinct on (k.id) ${columns} from group_meetings k join group_meeting_versions v on v.meeting_id = k.id
			where k.group_id = ${groupId}::bigint and v.recorded_at <= ${knownAt}::timestamptz order by k.id, v.version desc
		) m where not m.cancelled and m."on" <= ${to}::date and m."on" >= coalesce(${from}::date, '-infinity')
			and ${after === null ? sql`true` : sql`(m."on", m.id) < (${after[0]}::date, ${after[1]}::bigint)`}
		order by m."on" desc, m.id desc limit ${wish === null ? 10_000 : wish.limit + 1}`)
	return read.rows.map(versionOf)
}

/** The versions of one meeting of a group that were recorded by a moment, the first one first. */
export async function readVersions(
	tx: Tx,
	groupId: string,
	meetingId: string,
	knownAt: Instant | null,
): Promise<readonly MeetingVersion[]> {
	const read = await tx.execute<Row>(sql`select ${columns} from group_meetings k join group_meeting_versions v on v.meeting_id = k.id
		where k.id = ${meetingId}::bigint and k.group_id = ${groupId}::bigint and v.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
		order by v.version limit 1000`)
	return read.rows.map(versionOf)
}

/** The lists of attendance of some versions, by meeting: members by name. */
export async function readAttendance(
	tx: Tx,
	versions: readonly { readonly id: string; readonly version: number }[],
): Promise<ReadonlyMap<string, readonly AttendanceLine[]>> {
	const read = await tx.execute<AttendanceLine & { readonly meetingId: string } & Record<string, unknown>>(sql`
		select a.meeting_id as "meetingId", a.member_id as "memberId", m.code, m.name, a.presence, a.represented_by as "representedBy"
		from unnest(${bigints(versions.map(({ id }) => id))}, ${`{${versions.map(({ version }) => version).join(',')}}`}::int[])
				as wanted (meeting_id, version)
			join group_meeting_attendance a on a.meeting_id = wanted.meeting_id and a.version = wanted.version
			join members m on m.id = a.member_id
		order by a.meeting_id, m.name_key, m.id limit 1000000`)
	const lists = new Map<string, AttendanceLine[]>(versions.map(({ id }) => [id, []]))
	for (const { meetingId, ...line } of read.rows) must(lists.get(meetingId), 'a meeting that was asked for').push(line)
	return lists
}

/** Makes a meeting of which nothing is said yet. */
export async function insertMeeting(tx: Tx, groupId: string): Promise<string> {
	const [made] = await tx.insert(groupMeetings).values({ groupId }).returning({ id: groupMeetings.id })
	return String(must(made, 'a meeting that was just made').id)
}

/** Writes one version of the minutes with its list of attendance. */
export async function insertVersion(
	tx: Tx,
	made: Minutes & Pick<MeetingVersion, 'id' | 'version' | 'cancelled' | 'reason' | 'recordedBy'>,
	attendance: readonly Attendance[],
): Promise<Instant> {
	const { id: meetingId, ...version } = made
	const [written] = await tx
		.insert(groupMeetingVersions)
		.values({ ...version, meetingId, recordedAt: sql`clock_timestamp()` })
		.returning({ recordedAt: groupMeetingVersions.recordedAt })
	await tx.insert(groupMeetingAttendance).values(attendance.map((one) => ({ ...one, meetingId, version: version.version })))
	return must(written, 'a version that was just written').recordedAt
}

type Row = Omit<MeetingVersion, 'recordedAt'> & { readonly recordedAt: string } & Record<string, unknown>

const columns: SQL = sql`k.id, k.group_id as "groupId", v.version, v."on", v.place, v.minutes_no as "minutesNo", v.chair, v.secretary, v.agenda,
	v.decisions, v.signatures, v.note, v.cancelled, v.reason, v.recorded_at as "recordedAt", v.recorded_by as "recordedBy"`

function versionOf(row: Row): MeetingVersion {
	return { ...row, recordedAt: instantFromDatabase(row.recordedAt) }
}
