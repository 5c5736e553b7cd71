import type { AppDoor } from '../access/asker.js'
import { contractRefusals } from '../contracts/refusals.js'
import { custodyRefusals } from '../custody/refusals.js'
import { lendingRefusals } from '../lending/refusals.js'
import { receiptRefusals } from '../receipts/refusals.js'
import { savingsRefusals } from '../savings/refusals.js'
import { recordCollection } from './actions.js'
import { bringLines } from './brought-actions.js'
import { correctCollection, reverseCollection } from './correction-actions.js'
import { findCollection, listCollections } from './question-actions.js'
import { collectionRefusals } from './refusals.js'
import * as schemas from './schemas.js'
import { findCollectionSheet } from './sheet-actions.js'

const tag = 'collections'
const params = schemas.collectionParams
const refusals = [
	...Object.keys(collectionRefusals),
	...Object.keys(lendingRefusals),
	...Object.keys(savingsRefusals),
	...Object.keys(receiptRefusals),
	...Object.keys(custodyRefusals),
	...Object.keys(contractRefusals),
	'group.not-found',
]

export function collectionRoutes(door: AppDoor): void {
	const command = { method: 'POST', tag, status: 201, money: true, refusals } as const
	door.operation({
		id: 'findCollectionSheet',
		method: 'GET',
		path: '/groups/:id/collection-sheet',
		tag,
		summary: 'The collection sheet of a group for a meeting (13/TD): what is asked of each member, and what was collected',
		params,
		query: schemas.sheetQuery,
		answer: schemas.sheetView,
		refusals: ['group.not-found'],
		handle: ({ tx, params: { id }, query, asker, today, knownAt }) => findCollectionSheet(tx, id, asker, query.on ?? today, knownAt),
	})
	door.operation({
		...command,
		id: 'recordCollection',
		path: '/collections',
		summary: 'Records one sitting of one group: every line in one transaction, or none',
		body: schemas.collectionSchema,
		answer: schemas.collectionOutcomeView,
		handle: ({ tx, body, asker, today }) => recordCollection(tx, body, asker, today),
	})
	door.operation({
		...command,
		id: 'bringCollectionLines',
		path: '/collections/lines',
		summary: 'Takes the lines that a phone kept without a signal: each exactly once by its id, and each on its own account',
		body: schemas.broughtLinesSchema,
		answer: schemas.broughtLinesView,
		handle: ({ tx, body, asker, today }) => bringLines(tx, body, asker, today),
	})
	door.operation({
		...command,
		id: 'correctCollection',
		path: '/collections/:id/corrections',
		summary: 'Writes some lines of a sheet anew: what they paid is undone, and what they now say is recorded',
		params,
		body: schemas.correctionSchema,
		answer: schemas.correctionOutcomeView,
		handle: ({ tx, params: { id }, body, asker, today }) => correctCollection(tx, id, body, asker, today),
	})
	door.operation({
		...command,
		id: 'reverseCollection',
		path: '/collections/:id/reversal',
		summary: 'Undoes a whole sheet',
		params,
		body: schemas.collectionReversalSchema,
		answer: schemas.correctionOutcomeView,
		handle: ({ tx, params: { id }, body: { reason }, asker, today }) => reverseCollection(tx, id, reason, asker, today),
	})
	door.operation({
		id: 'listCollections',
		method: 'GET',
		path: '/collections',
		tag,
		summary: 'Lists collection sheets by their day, the latest first',
		query: schemas.listCollectionsQuery,
		answer: schemas.collectionListView,
		handle: ({ tx, query, asker }) => listCollections(tx, query, asker),
	})
	door.operation({
		id: 'readCollection',
		method: 'GET',
		path: '/collections/:id',
		tag,
		summary: 'A collection sheet with its lines and corrections, as it was known at a moment',
		params,
		query: schemas.clocksQuery,
		answer: schemas.collectionView,
		refusals: ['collection.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => findCollection(tx, id, asker, { asOf, knownAt }),
	})
}
