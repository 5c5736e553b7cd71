import type { AppDoor } from '../access/asker.js'
import { listExportDownloads } from './download-actions.js'
import { enterLayout, findLayout } from './layout-actions.js'
import * as schemas from './schemas.js'

/** What a lender's list looks like, and who took it. */
export function exportLayoutRoutes(door: AppDoor): void {
	door.operation({
		id: 'readExportLayout',
		method: 'GET',
		path: '/lenders/:id/export-layout',
		tag: 'banks',
		summary: "What a lender's list looks like on a day, and every line that was entered",
		params: schemas.lenderParams,
		query: schemas.layoutQuery,
		answer: schemas.layoutView,
		refusals: ['lender.not-found'],
		handle: ({ tx, params: { id }, asker, asOf, knownAt }) => findLayout(tx, id, asker, { asOf, knownAt }),
	})
	door.operation({
		id: 'enterExportLayout',
		method: 'POST',
		path: '/lenders/:id/export-layout',
		tag: 'banks',
		summary: "Enters what a lender's list looks like from a day on; lists that were known earlier stay as they were",
		params: schemas.lenderParams,
		body: schemas.enterLayoutSchema,
		answer: schemas.layoutLineView,
		status: 201,
		refusals: ['lender.not-found', 'export.column-twice', 'export.first-columns-not-text', 'export.no-loan-code'],
		handle: ({ tx, params: { id }, body, asker }) => enterLayout(tx, id, body, asker),
	})
	door.operation({
		id: 'listExportDownloads',
		method: 'GET',
		path: '/lenders/:id/downloads',
		tag: 'banks',
		summary: "Who took which list of a lender's loans, the latest first, with the digest of its bytes",
		params: schemas.lenderParams,
		query: schemas.downloadsQuery,
		answer: schemas.downloadsView,
		refusals: ['lender.not-found'],
		handle: ({ tx, params: { id }, query, asker }) => listExportDownloads(tx, id, query, asker),
	})
}
