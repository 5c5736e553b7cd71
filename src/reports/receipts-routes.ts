import type { AppDoor } from '../access/asker.js'
import { reportReceipts } from './receipts-actions.js'
import { receiptsQuery, receiptsView } from './receipts-schemas.js'

export function receiptReportRoutes(door: AppDoor): void {
	door.operation({
		id: 'reportReceipts',
		method: 'GET',
		path: '/reports/receipts',
		tag: 'reports',
		summary: 'Receipts that are odd: gaps, duplicates, never issued, of another group, missing, left at a closed group',
		query: receiptsQuery,
		answer: receiptsView,
		handle: ({ tx, query, asker, asOf, knownAt }) => reportReceipts(tx, query, asker, { asOf, knownAt }),
	})
}
