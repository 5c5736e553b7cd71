import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { lendingRefusals } from '../lending/refusals.js'
import { recordCollection } from './actions.js'
import { collectionRefusals } from './refusals.js'
import { collectionSchema, collectionView } from './schemas.js'

export function collectionRoutes(door: AppDoor): void {
	door.operation({
		id: 'recordCollection',
		method: 'POST',
		path: '/collections',
		tag: 'collections',
		summary: 'Records one sitting of one group: every line in one transaction, or none',
		body: collectionSchema,
		answer: collectionView,
		status: 201,
		money: true,
		refusals: [...Object.keys(collectionRefusals), ...Object.keys(lendingRefusals), ...Object.keys(contractRefusals)],
		handle: ({ tx, body, asker, today }) => recordCollection(tx, body, asker, today),
	})
}
