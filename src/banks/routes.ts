import type { AppDoor } from '../access/asker.js'
import { csvType, sendFile, sendSheet, xlsxType } from '../documents/download.js'
import { writeJson } from '../documents/json.js'
import { reconciliation } from './actions.js'
import { lenderParams, reconciliationQuery, reconciliationView } from './schemas.js'

export function bankRoutes(door: AppDoor): void {
	door.operation({
		id: 'exportReconciliation',
		method: 'GET',
		path: '/lenders/:id/reconciliation-export',
		tag: 'banks',
		summary: "A lender's loans as the Union's book has them, with control totals and a SHA-256, for reconciliation",
		params: lenderParams,
		query: reconciliationQuery,
		answer: reconciliationView,
		media: [csvType, xlsxType],
		refusals: ['lender.not-found'],
		handle: async ({ tx, params, query, asker, asOf, knownAt, reply }) => {
			const { lender, sheet, end } = await reconciliation(tx, params.id, asker, { asOf, knownAt })
			const file = { name: `doi-chieu-${lender.code.toLowerCase()}-${asOf}`, asOf, knownAt }
			if (query.format !== 'json') return sendSheet(reply, sheet, query.format, file)
			const head = { ...file, type: 'application/json', name: `${file.name}.json` }
			return sendFile(reply, head, (out) => writeJson(sheet, out, { lender, asOf, knownAt }, end))
		},
	})
}
