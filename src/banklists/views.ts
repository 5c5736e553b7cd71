import { keptRow, keptTotal } from './kept.js'
import type { ReadList } from './list.js'

/** How many of the first rows a preview shows. */
const rowsShown = 20

/** What is told of a list that was read: what is wrong comes first. */
export function previewOf({ faults, faultCount, columns, headingLine, loans, passed, totals, agrees }: ReadList) {
	return {
		faults,
		faultCount,
		columns,
		headingLine,
		rows: loans.length,
		passed,
		totals: totals.map(keptTotal),
		agrees,
		first: loans.slice(0, rowsShown).map((loan) => ({ line: loan.line, ...keptRow(loan) })),
	}
}
