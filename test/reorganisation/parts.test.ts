import { describe, expect, it } from 'vitest'
import type { Membership } from '../../src/groups/membership.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { divide, membersOfPart, membersWhoCome, type Part } from '../../src/reorganisation/parts.js'

const on = calendarDate('2023-03-01')
const member = (memberId: string, role: Membership['role'] = 'member'): Membership => ({
	id: `9${memberId}`,
	memberId,
	role,
	from: calendarDate('2020-01-01'),
	to: null,
	kinship: role === 'member' ? null : 'sibling',
	inStandingCommittee: memberId === '3',
})
const members = [member('1', 'leader'), member('2', 'deputy'), member('3'), member('4'), member('5')]
const part = (memberIds: string[], more: Partial<Part> = {}): Part => ({ memberIds, leaderId: memberIds[0] ?? '', ...more })
const divided = (...parts: Part[]) => divide(members, parts, on)

describe('a group that is split', () => {
	it('sends each member into the part that names her, and keeps the others', () => {
		const { partOf, staying } = divided(part(['3', '4']), part(['5']))
		expect([...partOf]).toEqual([
			['3', 0],
			['4', 0],
			['5', 1],
		])
		expect(staying.map(({ memberId }) => memberId)).toEqual(['1', '2'])
	})

	it('has a leader and perhaps a deputy in each part, and forgets what was declared of the old committee', () => {
		expect(membersOfPart(members, part(['1', '3', '4'], { leaderId: '3', deputyId: '4' }), on)).toEqual([
			{ memberId: '1', role: 'member', from: on, to: null, kinship: null, inStandingCommittee: false },
			{ memberId: '3', role: 'leader', from: on, to: null, kinship: null, inStandingCommittee: true },
			{ memberId: '4', role: 'deputy', from: on, to: null, kinship: null, inStandingCommittee: false },
		])
	})

	it.each<[string, string, Part[], string]>([
		['names a member twice in a part', 'reorganisation.member-twice', [part(['3', '3'])], 'newGroups.0.memberIds.1'],
		['names her in two parts', 'reorganisation.member-twice', [part(['3']), part(['4', '3'])], 'newGroups.1.memberIds.1'],
		['names a stranger', 'reorganisation.member-of-another-group', [part(['3', '9'])], 'newGroups.0.memberIds.1'],
		[
			'has a leader of another part',
			'reorganisation.leader-elsewhere',
			[part(['3']), part(['4'], { leaderId: '3' })],
			'newGroups.1.leaderId',
		],
		['has a leader who stays', 'reorganisation.leader-elsewhere', [part(['3'], { leaderId: '1' })], 'newGroups.0.leaderId'],
		['has a deputy who stays', 'reorganisation.leader-elsewhere', [part(['3'], { deputyId: '1' })], 'newGroups.0.deputyId'],
		['has a leader who is her own deputy', 'reorganisation.leader-is-deputy', [part(['3'], { deputyId: '3' })], 'newGroups.0.deputyId'],
		['takes everybody into one', 'reorganisation.nothing-split', [part(['1', '2', '3', '4', '5'])], 'newGroups'],
	])('is refused where it %s (%s)', (_, code, parts, path) => {
		expect(() => divided(...parts)).toThrow(expect.objectContaining({ code, path }))
	})
})

describe('a group that goes into another', () => {
	it('brings its women as members, whatever they were; who is there already stays what she is', () => {
		expect(membersWhoCome(members, [member('4', 'leader')], on).map(({ memberId, role, from }) => [memberId, role, from])).toEqual([
			['1', 'member', on],
			['2', 'member', on],
			['3', 'member', on],
			['5', 'member', on],
		])
	})
})
