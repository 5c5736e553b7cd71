import type { AppDoor } from '../access/asker.js'
import { csvType, sendSheet, xlsxType } from '../documents/download.js'
import type { SheetRow } from '../documents/sheet.js'
import { agingCells, agingColumns } from './aging.js'
import { definitionRows } from './portfolio-definitions.js'
import { keyColumns } from './portfolio-keys.js'
import * as portfolio from './portfolio-actions.js'
import { qualityCells, qualityColumns } from './portfolio-quality.js'
import * as schemas from './portfolio-schemas.js'

const tag = 'reports'
const media = [csvType, xlsxType]
const filterRefusals = ['lender.not-found', 'unit.not-found']

export function portfolioRoutes(door: AppDoor): void {
	door.operation({
		id: 'reportPortfolioQuality',
		method: 'GET',
		path: '/reports/portfolio-quality',
		tag,
		summary: 'Debt groups and provisions, overdue ratio and portfolio at risk, on any day as known at any moment',
		query: schemas.portfolioQuery,
		answer: schemas.portfolioQualityView,
		media,
		refusals: filterRefusals,
		handle: async ({ tx, query, asker, asOf, knownAt, reply }) => {
			const report = await portfolio.portfolioQuality(tx, query, asker, { asOf, knownAt })
			if (query.format === 'json') return report
			const { by, rows, totals, definitions } = report
			const sheet = {
				name: 'Chất lượng tín dụng',
				columns: [...keyColumns(by), ...qualityColumns],
				rows: each(rows.map(({ key, name, ...quality }) => ({ key, name, ...qualityCells(quality) }))),
				footer: () => [{ key: 'Tổng cộng', ...qualityCells(totals) }, ...definitionRows(definitions, 'key', 'name')],
				madeAt: knownAt,
			}
			return sendSheet(reply, sheet, query.format, { name: `chat-luong-tin-dung-${by}-${asOf}`, asOf, knownAt })
		},
	})
	door.operation({
		id: 'reportPortfolioQualityHistory',
		method: 'GET',
		path: '/reports/portfolio-quality/history',
		tag,
		summary: 'The quality of the portfolio on each month end of a period, as known at one moment; at most 24 months',
		query: schemas.historyQuery,
		answer: schemas.historyView,
		media,
		refusals: [...filterRefusals, 'report.period-backwards', 'report.too-many-months'],
		handle: async ({ tx, query, asker, today, knownAt, reply }) => {
			const report = await portfolio.qualityHistory(tx, query, asker, knownAt, today)
			if (query.format === 'json') return report
			const { points, definitions, from, to } = report
			const sheet = {
				name: 'Chất lượng theo tháng',
				columns: [{ key: 'asOf', header: 'Ngày', kind: 'date', width: 14 } as const, ...qualityColumns],
				rows: each(points.map(({ asOf, ...quality }) => ({ asOf, ...qualityCells(quality) }))),
				footer: () => definitionRows(definitions, 'asOf', 'classifications'),
				madeAt: knownAt,
			}
			return sendSheet(reply, sheet, query.format, {
				name: `chat-luong-tin-dung-${from}-${to}`,
				asOf: points.at(-1)?.asOf ?? today,
				knownAt,
			})
		},
	})
	door.operation({
		id: 'reportAging',
		method: 'GET',
		path: '/reports/aging',
		tag,
		summary: 'Loans by days past due: how many, their whole balance, late principal and late interest',
		query: schemas.portfolioQuery,
		answer: schemas.agingReportView,
		media,
		refusals: filterRefusals,
		handle: async ({ tx, query, asker, asOf, knownAt, reply }) => {
			const report = await portfolio.aging(tx, query, asker, { asOf, knownAt })
			if (query.format === 'json') return report
			const { by, rows, totals, definitions } = report
			const sheet = {
				name: 'Tuổi nợ',
				columns: [...keyColumns(by), ...agingColumns],
				rows: each(rows.flatMap(({ key, name, ...aged }) => agingCells({ key, name }, aged))),
				footer: () => [...agingCells({ key: 'Tổng cộng' }, totals), ...definitionRows(definitions, 'key', 'name')],
				madeAt: knownAt,
			}
			return sendSheet(reply, sheet, query.format, { name: `tuoi-no-${by}-${asOf}`, asOf, knownAt })
		},
	})
}

async function* each(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
	yield* rows
}
