import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import { type GroupRule, isQuorum } from './rules.js'

/** Whether a member attended: herself; somebody for her; not, with leave; not. */
export const presences = ['present', 'represented', 'excused', 'absent'] as const
export type Presence = (typeof presences)[number]

/** What one member did; who came for her where somebody did. */
export type Attendance = { readonly memberId: string; readonly presence: Presence; readonly representedBy: string | null }

/**
 * What a meeting decided. Minutes are evidence and move nothing: who comes and leaves, who leads and what is saved are
 * recorded where they belong, and may name the minutes.
 */
export type Decision = {
	readonly kind: DecisionKind
	readonly memberIds?: readonly string[] | undefined
	readonly leaderId?: string | undefined
	readonly deputyId?: string | undefined
	/** Whole đồng a month that every member is to save (10C/TD), as text. */
	readonly monthly?: string | undefined
	readonly votesFor?: number | undefined
	readonly note?: string | undefined
}
export const decisionKinds = ['admitted', 'let-go', 'minimum-savings', 'loans-reviewed', 'election', 'other'] as const
export type DecisionKind = (typeof decisionKinds)[number]

export type Signature = { readonly name: string; readonly as?: string | undefined }

/** A member of the group on the day of the meeting. */
type Present = { readonly memberId: string; readonly name: string }

/**
 * Refuses a list of attendance that is not the group's of that day: a stranger, a member named twice, or one of whom
 * nothing is said. Silence is no absence: who keeps the list says what she knows.
 */
export function refuseOtherAttendance(attendance: readonly Attendance[], members: readonly Present[], on: CalendarDate): void {
	const named = new Set<string>()
	const ofGroup = new Set(members.map(({ memberId }) => memberId))
	for (const [index, { memberId }] of attendance.entries()) {
		const path = `attendance.${index}.memberId`
		if (!ofGroup.has(memberId)) throw new Refusal('meeting.not-a-member', { path, details: { on: vietnameseDate(on) } })
		if (named.has(memberId)) throw new Refusal('meeting.member-twice', { path })
		named.add(memberId)
	}
	const missing = members.filter(({ memberId }) => !named.has(memberId))
	if (missing.length > 0)
		throw new Refusal('meeting.attendance-missing', {
			path: 'attendance',
			details: { count: String(missing.length), name: missing[0]?.name ?? '' },
		})
}

/** Refuses decisions that cannot be: more votes than attended, or a leader who is her own deputy. */
export function refuseImpossibleDecisions(decisions: readonly Decision[], attendance: readonly Attendance[]): void {
	const attended = countAttended(attendance)
	for (const [index, { votesFor = 0, leaderId, deputyId }] of decisions.entries()) {
		if (votesFor > attended)
			throw new Refusal('meeting.votes-above-attended', { path: `decisions.${index}.votesFor`, details: { attended: String(attended) } })
		if (leaderId !== undefined && leaderId === deputyId)
			throw new Refusal('meeting.leader-is-deputy', { path: `decisions.${index}.deputyId` })
	}
}

/** Whether so many attended as the rule of the day asks for: more of them for an election. Who came for a member counts. */
export function quorumOf(
	{ decisions, attendance }: { readonly decisions: readonly Decision[]; readonly attendance: readonly Attendance[] },
	ruleOf: (name: 'quorum' | 'election-quorum') => GroupRule | null,
) {
	const isElection = decisions.some(({ kind }) => kind === 'election')
	const rule = ruleOf(isElection ? 'election-quorum' : 'quorum')
	const [attended, members] = [countAttended(attendance), attendance.length]
	const isMet = rule === null || isQuorum(rule, attended, members)
	return { attended, members, needed: rule?.value ?? null, isMet, source: rule?.source ?? null, certainty: rule?.certainty ?? null }
}

/** Whether a member attended, herself or by somebody who came for her. */
export function hasAttended(presence: Presence): boolean {
	return presence === 'present' || presence === 'represented'
}

function countAttended(attendance: readonly Attendance[]): number {
	return attendance.filter(({ presence }) => hasAttended(presence)).length
}
