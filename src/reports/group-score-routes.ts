import type { AppDoor } from '../access/asker.js'
import { csvType, sendSheet, xlsxType } from '../documents/download.js'
import type { SheetRow } from '../documents/sheet.js'
import { monthEnd } from '../kernel/calendar-date.js'
import { groupScores } from './group-score-actions.js'
import { groupScoresQuery, groupScoresView } from './group-score-schemas.js'
import { scoreColumns } from './group-scores.js'

export function groupScoreRoutes(door: AppDoor): void {
	door.operation({
		id: 'reportGroupScores',
		method: 'GET',
		path: '/reports/group-scores',
		tag: 'reports',
		summary: 'How many groups the bank ranks good, fair, average and weak in a month, by district or commune',
		query: groupScoresQuery,
		answer: groupScoresView,
		media: [csvType, xlsxType],
		refusals: ['lender.not-found', 'unit.not-found', 'report.no-districts'],
		handle: async ({ tx, query, asker, knownAt, reply }) => {
			const report = await groupScores(tx, query, asker, knownAt)
			if (query.format === 'json') return report
			const footer = () => [{ key: 'Tổng cộng', name: null, ...report.totals }]
			const sheet = { name: 'Xếp loại tổ', columns: scoreColumns, rows: each(report.rows), footer, madeAt: knownAt }
			return sendSheet(reply, sheet, query.format, { name: `xep-loai-to-${report.month}`, asOf: monthEnd(query.month), knownAt })
		},
	})
}

async function* each(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
	yield* rows
}
