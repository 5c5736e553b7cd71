import { stringify } from 'csv-stringify/sync'
import ExcelJS from 'exceljs'
import { type ListKey, listKinds } from '../../banklists/keys.js'
import type { ListedLoan } from '../../banklists/listed.js'
import type { CalendarDate } from '../../kernel/calendar-date.js'
import { vietnameseNumber } from '../../kernel/number-text.js'
import { dong } from '../../kernel/money.js'
import { type BankListShape, footOf, type GridCell, type GridLine, headOf, lineOf } from './bank-list-shapes.js'

const formats: Partial<Record<(typeof listKinds)[ListKey], string>> = { money: '#,##0', date: 'dd/mm/yyyy', rate: '0.00%' }

/** A bank's list as a workbook on disk. */
export async function writeBankWorkbook(
	path: string,
	shape: BankListShape,
	loans: readonly ListedLoan[],
	asOf: CalendarDate,
): Promise<void> {
	const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: true })
	const tab = workbook.addWorksheet('Sheet1')
	tab.columns = [{ width: 7 }, ...shape.columns.map(([key]) => ({ width: 18, style: { numFmt: formats[listKinds[key]] ?? 'General' } }))]
	const { lines, merges } = headOf(shape, asOf)
	lines.forEach((line, index) => {
		const row = tab.getRow(index + 1)
		row.values = [...line] as ExcelJS.CellValue[]
		row.font = { bold: true }
		row.alignment = { horizontal: 'center', vertical: 'middle', wrapText: index >= shape.heading.length + 2 }
	})
	for (const [top, left, bottom, right] of merges) tab.mergeCells(top, left, bottom, right)
	lines.forEach((_, index) => tab.getRow(index + 1).commit())
	loans.forEach((loan, index) => tab.addRow([...lineOf(shape, loan, index + 1)]).commit())
	for (const line of footOf(shape, loans)) tab.addRow([...line]).commit()
	await workbook.commit()
}

/** The same as CSV, the way a spreadsheet of a Vietnamese office saves it: semicolons, and what it shows in each cell. */
export function bankCsv(shape: BankListShape, loans: readonly ListedLoan[], asOf: CalendarDate): string {
	const lines: readonly GridLine[] = [
		...headOf(shape, asOf).lines,
		...loans.map((loan, index) => lineOf(shape, loan, index + 1)),
		...footOf(shape, loans),
	]
	return `\ufeff${stringify(
		lines.map((line) => line.map(shown)),
		{ delimiter: ';', record_delimiter: 'windows' },
	)}`
}

function shown(cell: GridCell): string {
	if (cell === null) return ''
	if (cell instanceof Date) return cell.toISOString().slice(0, 10).split('-').toReversed().join('/')
	if (typeof cell === 'string') return cell
	return Number.isInteger(cell) ? vietnameseNumber(dong(BigInt(cell))) : `${String(Math.round(cell * 1e6) / 1e4).replace('.', ',')}%`
}
