import type { AppDoor } from '../access/asker.js'
import { csvType, sendSheet, xlsxType } from '../documents/download.js'
import { type KeyedRow, totalsRow } from './keyed.js'
import { lentColumns, type LentSums } from './lent.js'
import { lent } from './lent-actions.js'
import * as schemas from './lent-schemas.js'

export function lentReportRoutes(door: AppDoor): void {
	door.operation({
		id: 'reportLent',
		method: 'GET',
		path: '/reports/lent',
		tag: 'reports',
		summary: 'What was paid out in a period (doanh số cho vay) by lender, product, district, commune or group, as known at any moment',
		query: schemas.lentQuery,
		answer: schemas.lentView,
		media: [csvType, xlsxType],
		refusals: ['lender.not-found', 'unit.not-found', 'report.no-districts', 'report.period-backwards'],
		handle: async ({ tx, query, asker, asOf, knownAt, reply }) => {
			const report = await lent(tx, query, asker, { asOf, knownAt })
			if (query.format === 'json') return report
			const { by, rows, totals } = report
			const footer = () => [totalsRow(totals)]
			const sheet = { name: 'Doanh số cho vay', columns: lentColumns(by), rows: each(rows), footer, madeAt: knownAt }
			return sendSheet(reply, sheet, query.format, { name: `doanh-so-cho-vay-${by}-${asOf}`, asOf, knownAt })
		},
	})
}

async function* each(rows: readonly KeyedRow<LentSums>[]): AsyncGenerator<KeyedRow<LentSums>> {
	yield* rows
}
