import type { AppDoor } from '../access/asker.js'
import { csvType, sendSheet, xlsxType } from '../documents/download.js'
import { savings } from './savings-actions.js'
import { type KeyedRow, totalsRow } from './keyed.js'
import { savingsColumns, type SavingsSums } from './savings.js'
import * as schemas from './savings-schemas.js'

export function savingsReportRoutes(door: AppDoor): void {
	door.operation({
		id: 'reportSavings',
		method: 'GET',
		path: '/reports/savings',
		tag: 'reports',
		summary: 'What members have saved by lender, product, district, commune or group, and what moved it in a period',
		query: schemas.savingsQuery,
		answer: schemas.savingsView,
		media: [csvType, xlsxType],
		refusals: ['lender.not-found', 'unit.not-found', 'report.no-districts', 'report.period-backwards'],
		handle: async ({ tx, query, asker, asOf, knownAt, reply }) => {
			const report = await savings(tx, query, asker, { asOf, knownAt })
			if (query.format === 'json') return report
			const { by, rows, totals } = report
			const footer = () => [totalsRow(totals)]
			const sheet = { name: 'Tiết kiệm', columns: savingsColumns(by), rows: each(rows), footer, madeAt: knownAt }
			return sendSheet(reply, sheet, query.format, { name: `tiet-kiem-${by}-${asOf}`, asOf, knownAt })
		},
	})
}

async function* each(rows: readonly KeyedRow<SavingsSums>[]): AsyncGenerator<KeyedRow<SavingsSums>> {
	yield* rows
}
