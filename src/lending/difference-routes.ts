import { z } from 'zod'
import type { AppDoor } from '../access/asker.js'
import { idSchema } from '../kernel/wire.js'
import { findDifferences } from './difference-actions.js'
import { knowledgesOf } from './differences.js'
import { differencesQuery, differencesView } from './difference-schemas.js'

/** What we said then, what we know now, and why it is not the same. */
export function differenceRoutes(door: AppDoor): void {
	door.operation({
		id: 'readLoanDifferences',
		method: 'GET',
		path: '/loans/:id/differences',
		tag: 'loans',
		summary: 'How a loan stood on a day as known at two moments, and the events that make the difference',
		params: z.strictObject({ id: idSchema }),
		query: differencesQuery,
		answer: differencesView,
		refusals: ['loan.not-found', 'loan.knowledge-backwards'],
		handle: ({ tx, params: { id }, query: { since }, asker, asOf, knownAt }) =>
			findDifferences(tx, id, asker, knowledgesOf(asOf, knownAt, since)),
	})
}
