import type { AppDoor } from '../access/asker.js'
import { csvType, sendSheet, xlsxType } from '../documents/download.js'
import type { SheetRow } from '../documents/sheet.js'
import { knowledgesOf } from '../lending/differences.js'
import * as reports from './actions.js'
import { differences } from './difference-actions.js'
import { differencesQuery, differencesView } from './difference-schemas.js'
import { differenceColumns, differenceTotals, linesOf } from './differences.js'
import { type KeyedRow, totalsRow } from './keyed.js'
import { outstandingColumns, type OutstandingSums } from './outstanding.js'
import * as schemas from './schemas.js'

const tag = 'reports'
const media = [csvType, xlsxType]
const filterRefusals = ['lender.not-found', 'unit.not-found']

export function reportRoutes(door: AppDoor): void {
	door.operation({
		id: 'reportOutstanding',
		method: 'GET',
		path: '/reports/outstanding',
		tag,
		summary: 'Outstanding principal by lender, product, district, commune or group, on any day as known at any moment',
		query: schemas.outstandingQuery,
		answer: schemas.outstandingView,
		media,
		refusals: [...filterRefusals, 'report.no-districts'],
		handle: async ({ tx, query, asker, asOf, knownAt, reply }) => {
			const report = await reports.outstanding(tx, query, asker, { asOf, knownAt })
			if (query.format === 'json') return report
			const { by, rows, totals } = report
			const sheet = { name: 'Dư nợ', columns: outstandingColumns(by), rows: each(rows), footer: () => [totalsRow(totals)], madeAt: knownAt }
			return sendSheet(reply, sheet, query.format, { name: `du-no-${by}-${asOf}`, asOf, knownAt })
		},
	})
	door.operation({
		id: 'reportArrears',
		method: 'GET',
		path: '/reports/arrears',
		tag,
		summary: 'Loans with something late on a day: days past due, principal, interest, debt group',
		query: schemas.arrearsQuery,
		answer: schemas.arrearsView,
		media,
		refusals: filterRefusals,
		handle: async ({ tx, query, asker, asOf, knownAt, reply }) => {
			const report = await reports.arrears(tx, query, asker, { asOf, knownAt })
			if (query.format === 'json') return { ...(await reports.pageOfRows(report, query)), asOf, knownAt }
			const { columns, rows, totals } = report
			const sheet = { name: 'Nợ chậm trả', columns, rows, footer: () => [summed(totals())], madeAt: knownAt }
			return sendSheet(reply, sheet, query.format, { name: `no-cham-tra-${asOf}`, asOf, knownAt })
		},
	})
	door.operation({
		id: 'reportDue',
		method: 'GET',
		path: '/reports/due',
		tag,
		summary: 'What falls due next on each loan within a period, as it stands on its first day',
		query: schemas.dueQuery,
		answer: schemas.dueView,
		media,
		refusals: [...filterRefusals, 'report.period-backwards'],
		handle: async ({ tx, query, asker, knownAt, reply }) => {
			const { from, to, format } = query
			const report = await reports.due(tx, query, asker, knownAt)
			if (format === 'json') return { ...(await reports.pageOfRows(report, query)), from, to, asOf: from, knownAt }
			const { columns, rows, totals } = report
			const sheet = { name: 'Đến hạn', columns, rows, footer: () => [summed(totals())], madeAt: knownAt }
			return sendSheet(reply, sheet, format, { name: `den-han-${from}-${to}`, asOf: from, knownAt })
		},
	})
	door.operation({
		id: 'reportDifferences',
		method: 'GET',
		path: '/reports/differences',
		tag,
		summary: 'Loans whose outstanding balance of a day is not what was known of it then, and the events that make the difference',
		query: differencesQuery,
		answer: differencesView,
		media,
		refusals: [...filterRefusals, 'loan.knowledge-backwards'],
		handle: async ({ tx, query, asker, asOf, knownAt, reply }) => {
			const { format } = query
			const knowledges = knowledgesOf(asOf, knownAt, query.since)
			const report = await differences(tx, query, asker, knowledges)
			if (format === 'json') return { ...(await reports.pageOfRows(report, query)), ...knowledges }
			const lines = eachLine(report.rows, linesOf)
			const footer = () => [differenceTotals(report.totals())]
			const sheet = { name: 'Chênh lệch', columns: differenceColumns, rows: lines, footer, madeAt: knownAt }
			return sendSheet(reply, sheet, format, { name: `chenh-lech-${asOf}`, asOf, knownAt })
		},
	})
}

/** Rows that are several lines each. */
async function* eachLine<Row>(rows: AsyncIterable<Row>, lines: (row: Row) => readonly SheetRow[]): AsyncGenerator<SheetRow> {
	for await (const row of rows) yield* lines(row)
}

/** The last line of a list of loans: how many, and the sums. */
function summed({ loans, ...sums }: { readonly loans: number } & SheetRow): SheetRow {
	return { ...sums, loanCode: 'Tổng cộng', bankLoanCode: String(loans) }
}

async function* each(rows: readonly KeyedRow<OutstandingSums>[]): AsyncGenerator<SheetRow> {
	yield* rows
}
