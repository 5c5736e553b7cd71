import { isDeepStrictEqual } from 'node:util'
import type { Asker } from '../access/asker.js'
import { refuseFutureDay } from '../contracts/telling.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal, sentence } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { pageOf, pageWish } from '../platform/page.js'
import { attendanceByMember, attendanceOfAll, attendanceRate } from './attendance.js'
import { type Attendance, quorumOf, refuseImpossibleDecisions, refuseOtherAttendance } from './meeting.js'
import type { CorrectMeeting, ListMeetings, MeetingView, RecordMeeting } from './meeting-schemas.js'
import * as store from './meeting-store.js'
import { rulesOfGroup } from './rule-actions.js'
import { lockGroup, readGroup, readMembersOn } from './store.js'

/** Records the minutes of a meeting of a group. */
export async function recordMeeting(
	tx: Tx,
	groupId: string,
	command: RecordMeeting,
	asker: Asker,
	today: CalendarDate,
): Promise<MeetingView> {
	await holdGroup(tx, groupId, asker, today)
	const { minutes, attendance } = await readMinutes(tx, groupId, command, null, today)
	const id = await store.insertMeeting(tx, groupId)
	const knownAt = await store.insertVersion(
		tx,
		{ ...minutes, id, version: 1, cancelled: false, reason: null, recordedBy: asker.userId },
		attendance,
	)
	return findMeeting(tx, groupId, id, asker, today, knownAt)
}

/** Records the minutes of a meeting as they should have been; what they said before stays readable. */
export async function correctMeeting(
	tx: Tx,
	{ groupId, meetingId }: { readonly groupId: string; readonly meetingId: string },
	{ reason, ...command }: CorrectMeeting,
	asker: Asker,
	today: CalendarDate,
): Promise<MeetingView> {
	const { last, list } = await holdMeeting(tx, groupId, meetingId, asker, today)
	const { minutes, attendance } = await readMinutes(tx, groupId, command, meetingId, today)
	if (isDeepStrictEqual(said(minutes, attendance), said(last, list))) throw new Refusal('meeting.nothing-new')
	const next = { ...minutes, id: meetingId, version: last.version + 1, cancelled: false, reason, recordedBy: asker.userId }
	const knownAt = await store.insertVersion(tx, next, attendance)
	return findMeeting(tx, groupId, meetingId, asker, today, knownAt)
}

/** Records that a meeting never was: its minutes were entered by mistake. A correction brings it back. */
export async function cancelMeeting(
	tx: Tx,
	{ groupId, meetingId }: { readonly groupId: string; readonly meetingId: string },
	reason: string,
	asker: Asker,
	today: CalendarDate,
): Promise<MeetingView> {
	const { last, list } = await holdMeeting(tx, groupId, meetingId, asker, today)
	if (last.cancelled) throw new Refusal('meeting.cancelled')
	const { groupId: _, recordedAt: _at, ...minutes } = last
	const knownAt = await store.insertVersion(
		tx,
		{ ...minutes, version: last.version + 1, cancelled: true, reason, recordedBy: asker.userId },
		list,
	)
	return findMeeting(tx, groupId, meetingId, asker, today, knownAt)
}

/** The minutes of a meeting as they were known at a moment. */
export async function findMeeting(
	tx: Tx,
	groupId: string,
	meetingId: string,
	asker: Asker,
	today: CalendarDate,
	knownAt: Instant,
): Promise<MeetingView> {
	await findGroupRow(tx, groupId, asker, today)
	const versions = await store.readVersions(tx, groupId, meetingId, knownAt)
	const last = versions.at(-1)
	if (last === undefined) throw new Refusal('meeting.not-found')
	const list = must((await store.readAttendance(tx, [last])).get(meetingId), 'the list of a version')
	const ruleOf = await rulesOfGroup(tx, groupId)
	const quorum = quorumOf({ ...last, attendance: list }, (name) => ruleOf(name, last.on))
	const { reason: _, ...head } = last
	return {
		...head,
		agenda: [...last.agenda],
		decisions: last.decisions.map(({ memberIds, ...decision }) => ({
			...decision,
			...(memberIds === undefined ? {} : { memberIds: [...memberIds] }),
		})),
		signatures: [...last.signatures],
		quorum,
		attendance: [...list],
		versions: versions.map(({ version, on, reason, cancelled, recordedAt, recordedBy }) => ({
			version,
			on,
			reason,
			cancelled,
			recordedAt,
			recordedBy,
		})),
		warnings: quorum.isMet ? [] : [noQuorum(quorum, asker)],
		knownAt,
	}
}

/** The meetings of a group in a period, the latest first, as they were known at a moment. */
export async function listMeetings(tx: Tx, groupId: string, query: ListMeetings, asker: Asker, today: CalendarDate, knownAt: Instant) {
	await findGroupRow(tx, groupId, asker, today)
	const wish = pageWish(query)
	const meetings = await store.listMeetings(tx, groupId, periodOf(query, today, knownAt), wish)
	const page = pageOf(meetings, wish.limit, ({ on, id }) => [on, id])
	const lists = await store.readAttendance(tx, page.items)
	const ruleOf = await rulesOfGroup(tx, groupId)
	const items = page.items.map((meeting) => {
		const attendance = must(lists.get(meeting.id), 'the list of a version')
		const quorum = quorumOf({ ...meeting, attendance }, (name) => ruleOf(name, meeting.on))
		const { id, version, on, place, minutesNo, chair, secretary, recordedAt, recordedBy } = meeting
		const decisions = meeting.decisions.map(({ kind }) => kind)
		return { id, groupId, version, on, place, minutesNo, chair, secretary, quorum, decisions, recordedAt, recordedBy }
	})
	return { items, next: page.next }
}

/** How often each member attended the meetings of a group in a period. */
export async function attendance(
	tx: Tx,
	groupId: string,
	query: { readonly from?: CalendarDate | undefined; readonly to?: CalendarDate | undefined },
	asker: Asker,
	today: CalendarDate,
	knownAt: Instant,
) {
	await findGroupRow(tx, groupId, asker, today)
	const period = periodOf(query, today, knownAt)
	const meetings = await store.listMeetings(tx, groupId, period, null)
	const lists = [...(await store.readAttendance(tx, meetings)).values()]
	const names = new Map(lists.flat().map(({ memberId, code, name }) => [memberId, { code, name }]))
	const rows = [...attendanceByMember(lists)].map(([memberId, counts]) => ({
		memberId,
		...must(names.get(memberId), 'a member on a list'),
		...counts,
		rate: attendanceRate(counts),
	}))
	const { meetings: lines, ...all } = attendanceOfAll(lists)
	const totals = { ...all, meetings: meetings.length, lines, rate: attendanceRate({ ...all, meetings: lines }) }
	return { rows: rows.sort((a, b) => (a.code < b.code ? -1 : 1)), totals, from: period.from, to: period.to, knownAt }
}

/** What a command says as it is kept; refused where the day is taken or the list is not the group's. */
async function readMinutes(tx: Tx, groupId: string, command: RecordMeeting, meetingId: string | null, today: CalendarDate) {
	const { on } = command
	refuseFutureDay(on, today)
	const members = await readMembersOn(tx, groupId, on)
	const list = command.attendance.map(({ memberId, presence, representedBy }) => ({
		memberId,
		presence,
		representedBy: representedBy ?? null,
	}))
	refuseOtherAttendance(list, members, on)
	const decisions = command.decisions.map((decision) =>
		'monthly' in decision ? { ...decision, monthly: decision.monthly.toString() } : decision,
	)
	refuseImpossibleDecisions(decisions, list)
	const known = await store.listMeetings(tx, groupId, { from: on, to: on, knownAt: 'infinity' as Instant }, null)
	if (known.some(({ id }) => id !== meetingId)) throw new Refusal('meeting.day-taken', { path: 'on', details: { on: vietnameseDate(on) } })
	const { place = null, minutesNo = null, note = null, chair, secretary, agenda, signatures } = command
	return { minutes: { on, place, minutesNo, chair, secretary, agenda, decisions, signatures, note }, attendance: list }
}

async function holdMeeting(tx: Tx, groupId: string, meetingId: string, asker: Asker, today: CalendarDate) {
	await holdGroup(tx, groupId, asker, today)
	const last = (await store.readVersions(tx, groupId, meetingId, null)).at(-1)
	if (last === undefined) throw new Refusal('meeting.not-found')
	const named = must((await store.readAttendance(tx, [last])).get(meetingId), 'the list of a version')
	return { last, list: named.map(({ memberId, presence, representedBy }) => ({ memberId, presence, representedBy })) }
}

async function holdGroup(tx: Tx, groupId: string, asker: Asker, today: CalendarDate): Promise<void> {
	await findGroupRow(tx, groupId, asker, today)
	await lockGroup(tx, groupId)
}

async function findGroupRow(tx: Tx, groupId: string, asker: Asker, today: CalendarDate): Promise<void> {
	if ((await readGroup(tx, asker.scope, groupId, today)) === null) throw new Refusal('group.not-found')
}

/** What two versions are compared by: JSON forgets what is undefined, and the order of a list says nothing. */
function said(minutes: store.Minutes & { readonly cancelled?: boolean }, list: readonly Attendance[]): unknown {
	const { on, place, minutesNo, chair, secretary, agenda, decisions, signatures, note, cancelled = false } = minutes
	const inOrder = list.toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1))
	return JSON.parse(JSON.stringify({ on, place, minutesNo, chair, secretary, agenda, decisions, signatures, note, cancelled, inOrder }))
}

function periodOf(
	{ from, to }: { readonly from?: CalendarDate | undefined; readonly to?: CalendarDate | undefined },
	today: CalendarDate,
	knownAt: Instant,
): store.MeetingPeriod {
	return { from: from ?? null, to: to ?? today, knownAt }
}

function noQuorum(quorum: ReturnType<typeof quorumOf>, { language }: Asker) {
	const words = {
		vi: 'Có {attended} trên {members} tổ viên dự họp, cần {needed}',
		en: '{attended} of {members} members attended; {needed} are needed',
	}
	const details = { attended: String(quorum.attended), members: String(quorum.members), needed: quorum.needed ?? '' }
	return { code: 'meeting.no-quorum', message: sentence(words, language, details), source: quorum.source ?? '' }
}
