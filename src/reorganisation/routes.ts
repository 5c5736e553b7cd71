import type { AppDoor } from '../access/asker.js'
import { groupIdParams } from '../groups/schemas.js'
import { lendingRefusals } from '../lending/refusals.js'
import { savingsRefusals } from '../savings/refusals.js'
import { mergeGroup, moveGroup, splitGroup } from './actions.js'
import { admitToGroup, departFromGroup } from './member-actions.js'
import * as schemas from './schemas.js'

const moved = [
	'group.not-found',
	'contract.future-day',
	'reorganisation.group-closed',
	'reorganisation.before-group',
	'reorganisation.later-history',
	...Object.keys(lendingRefusals),
	...Object.keys(savingsRefusals),
]

export function reorganisationRoutes(door: AppDoor): void {
	const command = { method: 'POST', tag: 'groups', params: groupIdParams, status: 201, rehearsable: true } as const
	door.operation({
		...command,
		id: 'admitToGroup',
		path: '/groups/:id/admissions',
		summary: 'Admits a woman to a group from a day on',
		body: schemas.admissionSchema,
		answer: schemas.admissionView,
		refusals: [
			'group.not-found',
			'contract.future-day',
			'member.not-found',
			'admission.already-a-member',
			'membership.overlaps',
			'membership.leader-already',
			'membership.before-group',
			'membership.after-group',
		],
		handle: ({ tx, params: { id }, body, asker, today }) => admitToGroup(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'departFromGroup',
		path: '/groups/:id/departures',
		summary: 'Lets a member leave her group, when she owes and saves nothing through it',
		body: schemas.departureSchema,
		answer: schemas.departureView,
		refusals: [
			'group.not-found',
			'contract.future-day',
			'departure.not-a-member',
			'departure.already-leaving',
			'departure.debt-left',
			'departure.savings-left',
			'reorganisation.later-history',
		],
		handle: ({ tx, params: { id }, body, asker, today }) => departFromGroup(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'splitGroup',
		path: '/groups/:id/splits',
		summary: 'Splits a group: members, loans and savings go into new groups from a day on',
		body: schemas.splitSchema,
		answer: schemas.splitView,
		refusals: [
			...moved,
			'group.code-taken',
			'reorganisation.member-twice',
			'reorganisation.member-of-another-group',
			'reorganisation.leader-elsewhere',
			'reorganisation.leader-is-deputy',
			'reorganisation.nothing-split',
			'reorganisation.group-owes',
			'reorganisation.cash-held',
			'reorganisation.stranger-left',
		],
		handle: ({ tx, params: { id }, body, asker, today }) => splitGroup(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'mergeGroup',
		path: '/groups/:id/mergers',
		summary: 'Merges a group into another of its kind and lender from a day on',
		body: schemas.mergerSchema,
		answer: schemas.mergerView,
		refusals: [
			...moved,
			'reorganisation.into-itself',
			'reorganisation.kinds-differ',
			'reorganisation.lenders-differ',
			'reorganisation.group-owes',
			'reorganisation.cash-held',
			'reorganisation.stranger-left',
		],
		handle: ({ tx, params: { id }, body, asker, today }) => mergeGroup(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'moveGroup',
		path: '/groups/:id/moves',
		summary: 'Moves a whole group to another commune or hamlet from a day on',
		body: schemas.moveSchema,
		answer: schemas.moveView,
		refusals: [...moved, 'unit.not-found', 'unit.not-a-commune', 'reorganisation.already-there'],
		handle: ({ tx, params: { id }, body, asker, today }) => moveGroup(tx, id, body, asker, today),
	})
}
