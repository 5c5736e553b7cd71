import type { AppDoor } from '../access/asker.js'
import { findGroup, listChanges, listGroups, openGroup, recordMembership } from './actions.js'
import { addGroupRule, listGroupRules } from './rule-actions.js'
import { addGroupRuleSchema, groupRulesView, groupRuleView } from './rule-schemas.js'
import {
	findGroupQuery,
	groupChangesView,
	groupIdParams,
	groupsView,
	groupView,
	listGroupsQuery,
	openGroupSchema,
	recordMembershipSchema,
} from './schemas.js'

export function groupRoutes(door: AppDoor): void {
	const tag = 'groups'
	door.operation({
		id: 'listGroups',
		method: 'GET',
		path: '/groups',
		tag,
		summary: 'Groups by code, with their size and leader today',
		query: listGroupsQuery,
		answer: groupsView,
		handle: ({ tx, query, asker, today }) => listGroups(tx, query, asker, today),
	})
	door.operation({
		id: 'createGroup',
		rehearsable: true,
		method: 'POST',
		path: '/groups',
		tag,
		summary: 'Establishes a group',
		body: openGroupSchema,
		answer: groupView,
		status: 201,
		refusals: ['group.code-taken', 'unit.not-found', 'unit.not-a-commune', 'lender.not-found'],
		handle: ({ tx, body, asker, today }) => openGroup(tx, body, asker, today),
	})
	door.operation({
		id: 'readGroup',
		method: 'GET',
		path: '/groups/:id',
		tag,
		summary: 'A group with its members on a day and what an inspection would note',
		params: groupIdParams,
		query: findGroupQuery,
		answer: groupView,
		refusals: ['group.not-found'],
		handle: ({ tx, params, query, asker, today }) => findGroup(tx, params.id, asker, query.on ?? today),
	})
	door.operation({
		id: 'listGroupChanges',
		method: 'GET',
		path: '/groups/:id/changes',
		tag,
		summary: 'What was decided about a group: who came and left, what it was split into, merged into, where it moved',
		params: groupIdParams,
		answer: groupChangesView,
		refusals: ['group.not-found'],
		handle: ({ tx, params, asker, today }) => listChanges(tx, params.id, asker, today),
	})
	door.operation({
		id: 'listGroupRules',
		method: 'GET',
		path: '/group-rules',
		tag,
		summary: 'The rules about groups by kind, lender and day: sizes, quorums, what may be left behind, the bank’s scores',
		answer: groupRulesView,
		handle: async ({ tx }) => ({ items: await listGroupRules(tx), next: null }),
	})
	door.operation({
		id: 'addGroupRule',
		rehearsable: true,
		method: 'POST',
		path: '/group-rules',
		tag,
		summary: 'Settles a rule about groups from a day on; the days before keep theirs',
		body: addGroupRuleSchema,
		answer: groupRuleView,
		status: 201,
		refusals: ['group.rule-already'],
		handle: ({ tx, body, asker }) => addGroupRule(tx, body, asker),
	})
	door.operation({
		id: 'addMembership',
		rehearsable: true,
		method: 'POST',
		path: '/groups/:id/memberships',
		tag,
		summary: 'Records who is what in a group from a day on; what was before becomes history',
		params: groupIdParams,
		body: recordMembershipSchema,
		answer: groupView,
		status: 201,
		refusals: [
			'group.not-found',
			'member.not-found',
			'membership.overlaps',
			'membership.already',
			'membership.leader-already',
			'membership.ends-before',
			'membership.before-group',
			'membership.after-group',
		],
		handle: ({ tx, params, body, asker, today }) => recordMembership(tx, { groupId: params.id, ...body }, asker, today),
	})
}
