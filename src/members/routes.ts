import type { AppDoor } from '../access/asker.js'
import { findMember, listMembers, openMember, recordPoverty } from './actions.js'
import {
	endSpouseSchema,
	listMembersQuery,
	memberIdParams,
	membersView,
	memberView,
	openMemberSchema,
	recordPovertySchema,
	recordSpouseSchema,
} from './schemas.js'
import { endSpouse, recordSpouse } from './tie-actions.js'

export function memberRoutes(door: AppDoor): void {
	const tag = 'members'
	door.operation({
		id: 'listMembers',
		method: 'GET',
		path: '/members',
		tag,
		summary: 'Members by name; found without diacritics, by initials, by code or number',
		query: listMembersQuery,
		answer: membersView,
		handle: ({ tx, query, asker, today }) => listMembers(tx, query, asker, today),
	})
	door.operation({
		id: 'createMember',
		rehearsable: true,
		method: 'POST',
		path: '/members',
		tag,
		summary: 'Enters a member; odd numbers are warned about, never refused',
		body: openMemberSchema,
		answer: memberView,
		status: 201,
		refusals: ['member.code-taken', 'member.born-later', 'member.birth-year-differs', 'unit.not-found', 'unit.not-a-commune'],
		handle: ({ tx, body, asker, today }) => openMember(tx, body, asker, today),
	})
	door.operation({
		id: 'readMember',
		method: 'GET',
		path: '/members/:id',
		tag,
		summary: 'A member with her groups over time and what should be looked at twice',
		params: memberIdParams,
		answer: memberView,
		refusals: ['member.not-found'],
		handle: ({ tx, params, asker }) => findMember(tx, params.id, asker),
	})
	door.operation({
		id: 'recordPoverty',
		method: 'POST',
		path: '/members/:id/poverty',
		tag,
		summary: 'Records what the yearly review of poor households said of a member’s',
		params: memberIdParams,
		body: recordPovertySchema,
		answer: memberView,
		status: 201,
		refusals: ['member.not-found'],
		handle: ({ tx, params, body, asker }) => recordPoverty(tx, { memberId: params.id, ...body }, asker),
	})
	door.operation({
		id: 'recordSpouse',
		rehearsable: true,
		method: 'POST',
		path: '/members/:id/spouse',
		tag,
		summary: 'Records whom a member is married to, from a day on; it holds for both',
		params: memberIdParams,
		body: recordSpouseSchema,
		answer: memberView,
		status: 201,
		refusals: [
			'member.not-found',
			'member.spouse-not-found',
			'member.spouse-herself',
			'member.spouse-already',
			'member.spouse-ends-before',
			'contract.future-day',
		],
		handle: ({ tx, params, body, asker, today }) => recordSpouse(tx, params.id, body, asker, today),
	})
	door.operation({
		id: 'endSpouse',
		rehearsable: true,
		method: 'POST',
		path: '/members/:id/spouse/ending',
		tag,
		summary: 'Records the last day of a marriage; it ends for both',
		params: memberIdParams,
		body: endSpouseSchema,
		answer: memberView,
		status: 201,
		refusals: ['member.not-found', 'member.no-spouse', 'member.spouse-ends-before', 'contract.future-day'],
		handle: ({ tx, params, body, asker, today }) => endSpouse(tx, params.id, body, asker, today),
	})
}
