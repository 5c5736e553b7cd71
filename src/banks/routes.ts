import type { AppDoor } from '../access/asker.js'
import { csvType, sendFile, xlsxType } from '../documents/download.js'
import { pdfType } from '../documents/pdf.js'
import { recordDownload } from './download-actions.js'
import { camtType, lenderExport } from './export-actions.js'
import { bankRefusals } from './refusals.js'
import { exportView, lenderParams, reconciliationQuery } from './schemas.js'

export function bankRoutes(door: AppDoor): void {
	door.operation({
		id: 'exportReconciliation',
		method: 'GET',
		path: '/lenders/:id/reconciliation-export',
		tag: 'banks',
		summary:
			"A lender's loans as the Union's book has them, with control totals and a SHA-256, for reconciliation; what differs from a signed copy; or the account as camt.053. Each download is logged",
		params: lenderParams,
		query: reconciliationQuery,
		answer: exportView,
		media: [csvType, xlsxType, pdfType, camtType],
		refusals: ['lender.not-found', 'unit.not-found', ...Object.keys(bankRefusals)],
		handle: async ({ tx, params, query, asker, asOf, knownAt, reply, afterReading }) => {
			const clocks = { asOf, knownAt }
			const { lenderId, file, write, rows } = await lenderExport(tx, params.id, query, asker, clocks)
			const { format, groupId, unitId, from, since } = query
			const asked = { groupId, unitId, from, since }
			return sendFile(reply, { ...file, ...clocks }, write, (sent) => {
				if (sent.bytes === 0) return
				const taken = { lenderId, format, asked, rows: sent.sha256 === null ? 0 : rows(), sent }
				afterReading((later) => recordDownload(later, taken, asker, clocks))
			})
		},
	})
}
