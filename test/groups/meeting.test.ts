import { describe, expect, it } from 'vitest'
import { groupRuleLines } from '../../src/groups/catalogue-rules.js'
import {
	type Attendance,
	type Decision,
	hasAttended,
	type Presence,
	presences,
	quorumOf,
	refuseImpossibleDecisions,
	refuseOtherAttendance,
} from '../../src/groups/meeting.js'
import { groupRuleOn } from '../../src/groups/rules.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Refusal } from '../../src/kernel/refusal.js'

const on = calendarDate('2023-05-10')
const members = ['1', '2', '3'].map((memberId) => ({ memberId, name: `Tổ viên ${memberId}` }))
const list = (...said: Presence[]): Attendance[] =>
	said.map((presence, index) => ({
		memberId: String(index + 1),
		presence,
		representedBy: presence === 'represented' ? 'Con gái' : null,
	}))
const refusal = (work: () => void): Refusal | null => {
	try {
		work()
		return null
	} catch (error) {
		return error as Refusal
	}
}

describe('a list of attendance', () => {
	it('says of every member of the group on that day what she did', () => {
		expect(refusal(() => refuseOtherAttendance(list('present', 'absent', 'excused'), members, on))).toBeNull()
		expect(refusal(() => refuseOtherAttendance(list('present', 'absent'), members, on))).toMatchObject({
			code: 'meeting.attendance-missing',
			path: 'attendance',
			details: { count: '1', name: 'Tổ viên 3' },
		})
	})

	it('names no stranger, and nobody twice', () => {
		expect(refusal(() => refuseOtherAttendance(list('present', 'absent', 'excused', 'present'), members, on))).toMatchObject({
			code: 'meeting.not-a-member',
			path: 'attendance.3.memberId',
			details: { on: '10/05/2023' },
		})
		const twice = [...list('present', 'absent', 'excused'), ...list('present')]
		expect(refusal(() => refuseOtherAttendance(twice, members, on))).toMatchObject({
			code: 'meeting.member-twice',
			path: 'attendance.3.memberId',
		})
	})
})

describe('the decisions of a meeting', () => {
	const decided = (decision: Decision) => refusal(() => refuseImpossibleDecisions([decision], list('present', 'represented', 'absent')))
	it('have no more votes than attended, those who came for somebody counted', () => {
		expect(decided({ kind: 'other', votesFor: 2 })).toBeNull()
		expect(decided({ kind: 'other', votesFor: 3 })).toMatchObject({
			code: 'meeting.votes-above-attended',
			path: 'decisions.0.votesFor',
			details: { attended: '2' },
		})
	})

	it('elect two women, or one of them', () => {
		expect(decided({ kind: 'election', leaderId: '1', deputyId: '2' })).toBeNull()
		expect(decided({ kind: 'election', leaderId: '1' })).toBeNull()
		expect(decided({ kind: 'election', leaderId: '1', deputyId: '1' })).toMatchObject({
			code: 'meeting.leader-is-deputy',
			path: 'decisions.0.deputyId',
		})
	})
})

describe('a quorum', () => {
	const group = { kind: 'savings-and-loan', lenderKind: 'policy-bank' } as const
	const quorum = (decisions: Decision[], ...said: Presence[]) =>
		quorumOf({ decisions, attendance: list(...said) }, (name) => groupRuleOn(groupRuleLines, name, group, on))

	it('is more than half of the members, and two thirds of them for an election (project decision)', () => {
		const half: Presence[] = ['present', 'represented', 'present', 'absent', 'excused']
		expect(quorum([], ...half)).toMatchObject({ attended: 3, members: 5, needed: '>1/2', isMet: true, certainty: 'project decision' })
		expect(quorum([{ kind: 'election', leaderId: '1' }], ...half)).toMatchObject({ needed: '>=2/3', isMet: false })
		expect(quorum([], 'present', 'absent')).toMatchObject({ isMet: false })
	})

	it('is always there where no rule asks for one', () => {
		expect(quorumOf({ decisions: [], attendance: list('absent') }, () => null)).toMatchObject({ isMet: true, needed: null, source: null })
	})

	it('counts who came and who had somebody come', () => {
		expect(presences.filter(hasAttended)).toEqual(['present', 'represented'])
	})
})
