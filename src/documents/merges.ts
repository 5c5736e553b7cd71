import { emptyCell, type ReadCell, type ReadRow } from './read-cell.js'
import { columnOf } from './sheet-scan.js'

/**
 * Rows in which each cell of a merged range says what its first one says, so that a header over three columns is the header
 * of each. Only ranges of a few lines: a title over the whole sheet is none of them.
 */
export function fillMerges(rows: readonly ReadRow[], merges: readonly string[]): readonly ReadRow[] {
	const filled = new Map<number, ReadCell[]>()
	for (const merge of merges) {
		const range = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(merge)
		if (range === null) continue
		const [left, top, right, bottom] = [columnOf(range[1] ?? '') - 1, Number(range[2]), columnOf(range[3] ?? '') - 1, Number(range[4])]
		const first = rows[top - 1]?.cells[left] ?? emptyCell
		if (first.kind === 'empty' || bottom - top > 10 || right - left > 50) continue
		for (let line = top; line <= Math.min(bottom, rows.length); line += 1) {
			const cells = filled.get(line) ?? [...(rows[line - 1]?.cells ?? [])]
			for (let column = left; column <= right; column += 1) cells[column] = first
			filled.set(line, cells)
		}
	}
	// A range may reach beyond the cells that a row had.
	return rows.map((row) => ({ line: row.line, cells: Array.from(filled.get(row.line) ?? row.cells, (cell) => cell ?? emptyCell) }))
}
