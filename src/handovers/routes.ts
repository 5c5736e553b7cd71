import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { groupIdParams } from '../groups/schemas.js'
import { handOverGroup, listLeaderHandovers } from './actions.js'
import { handoverRefusals } from './refusals.js'
import { leaderHandoverSchema, leaderHandoversView, leaderHandoverView, listHandoversQuery } from './schemas.js'

/** `forget` is the guard's: the old leader is shut out with the answer, and not some seconds later. */
export function handoverRoutes(door: AppDoor, forget: () => void): void {
	const tag = 'groups'
	door.operation({
		id: 'handOverGroup',
		method: 'POST',
		path: '/groups/:id/leader-handovers',
		tag,
		summary: 'One leader takes a group over from another: cash, receipt books, office and access, signed with balances',
		params: groupIdParams,
		body: leaderHandoverSchema,
		answer: leaderHandoverView,
		status: 201,
		money: true,
		refusals: [
			'group.not-found',
			...Object.keys(handoverRefusals),
			'custody.counted-differs',
			'receipt.book-not-found',
			'receipt.counted-differs',
			'receipt.books-left-out',
			'membership.overlaps',
			'membership.leader-already',
			'membership.before-group',
			'membership.after-group',
			'access.not-of-group',
			'access.not-a-leader',
			...Object.keys(contractRefusals),
		],
		handle: ({ tx, params: { id }, body, asker, today, afterCommit }) => {
			afterCommit(forget)
			return handOverGroup(tx, id, body, asker, today)
		},
	})
	door.operation({
		id: 'listLeaderHandovers',
		method: 'GET',
		path: '/groups/:id/leader-handovers',
		tag,
		summary: 'The handovers of a group between its leaders, the latest first',
		params: groupIdParams,
		query: listHandoversQuery,
		answer: leaderHandoversView,
		refusals: ['group.not-found'],
		handle: ({ tx, params: { id }, query, asker, today }) => listLeaderHandovers(tx, id, query, asker, today),
	})
}
