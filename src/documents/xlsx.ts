import ExcelJS from 'exceljs'
import { toldBatches } from './csv.js'
import { type Cell, type CellKind, oneLine, type Out, ReaderGone, type Sheet, type SheetRow } from './sheet.js'

/** How numbers and days look; a cell without a format is text. */
const formats: Readonly<Record<CellKind, string | null>> = {
	text: null,
	money: '#,##0',
	signed: '#,##0;[Red](#,##0)',
	count: '#,##0',
	rate: '0.00%',
	date: 'dd/mm/yyyy',
}

/**
 * Writes a sheet as a workbook, row by row. Numbers are numbers and days are days, so that they can be summed and
 * sorted; text is never a formula.
 */
export async function writeXlsx(sheet: Sheet, out: Out): Promise<void> {
	const madeAt = new Date(sheet.madeAt)
	const by = { creator: 'Sổ Quỹ', lastModifiedBy: 'Sổ Quỹ', created: madeAt, modified: madeAt }
	const workbook = new DatedWriter({ ...by, stream: out.stream, useStyles: true, useSharedStrings: false, zip: { zlib: { level: 1 } } })
	const left = readerLeft(out)
	try {
		for (const one of [sheet, ...(sheet.more ?? [])]) await writeTab(workbook, one, out, left)
		await Promise.race([workbook.commit(), left])
	} catch (error) {
		workbook.zip.abort()
		throw error
	}
}

async function writeTab(workbook: Inside, sheet: Sheet, out: Out, left: Promise<never>): Promise<void> {
	const { columns, heading = [], signers } = sheet
	const headerAt = heading.length + 1
	const tab = workbook.addWorksheet(sheet.name.slice(0, 31), {
		views: [{ state: 'frozen', ySplit: headerAt }],
		// People print what they are sent: all columns on the width of a page that lies, the header on each.
		pageSetup: {
			orientation: 'landscape',
			paperSize: 9,
			fitToPage: true,
			fitToWidth: 1,
			fitToHeight: 0,
			printTitlesRow: `${headerAt}:${headerAt}`,
		},
	}) as Tab
	tab.columns = columns.map(({ key, kind, width }) => ({
		key,
		width: width ?? defaultWidth(kind),
		...(formats[kind] === null ? {} : { style: { numFmt: formats[kind] } }),
	}))
	writeHead(tab, heading, columns, signers !== undefined)
	const write = (row: SheetRow, bold: boolean): void => {
		const written = tab.addRow(columns.map(({ key, kind }) => value(row[key] ?? null, kind)))
		if (bold) written.font = { bold: true }
		if (signers !== undefined) toFillIn(written, columns.length)
		written.commit()
	}
	for await (const batch of toldBatches(sheet)) {
		for (const row of batch) write(row, false)
		out.assertReader()
		await Promise.race([drained(tab), left])
	}
	for (const row of sheet.footer?.() ?? []) write(row, true)
	if (signers !== undefined) signHere(tab, signers, columns.length)
	tab.commit()
}

/** What stands above the rows: title and heading, then the names of the columns. */
function writeHead(tab: Tab, heading: readonly string[], columns: Sheet['columns'], isFilledIn: boolean): void {
	for (const [index, line] of heading.entries()) {
		const written = tab.addRow([oneLine(line)])
		written.font = index === 0 ? { bold: true, size: 14 } : { italic: true }
		written.commit()
	}
	const header = tab.addRow(columns.map((column) => column.header))
	header.font = { bold: true }
	if (isFilledIn) {
		toFillIn(header, columns.length)
		header.height = 34
		header.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' }
	}
	header.commit()
}

/** The largest whole number that a spreadsheet keeps exactly: 2^53. */
const exactMax = 2n ** 53n

function value(cell: Cell, kind: CellKind): string | number | Date | undefined {
	if (cell === null) return undefined
	if (typeof cell === 'bigint') return cell <= exactMax && cell >= -exactMax ? Number(cell) : String(cell)
	if (typeof cell === 'number') return cell
	if (kind === 'rate') return Number(cell)
	if (kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(cell)) return new Date(`${cell}T00:00:00Z`)
	return oneLine(cell)
}

/** A row that somebody writes into, on the screen or on paper. */
function toFillIn(row: ExcelJS.Row, cells: number): void {
	row.height = 24
	const line = { style: 'thin' } as const
	for (let cell = 1; cell <= cells; cell += 1) {
		row.getCell(cell).border = { top: line, left: line, bottom: line, right: line }
		row.getCell(cell).alignment = { vertical: 'middle', wrapText: true }
	}
}

/** The offices of who signs, each over its part of the width. */
function signHere(tab: ExcelJS.Worksheet, signers: readonly string[], columns: number): void {
	tab.addRow([]).commit()
	const row = tab.addRow([])
	for (const [index, signer] of signers.entries())
		row.getCell(1 + Math.floor(((index + 0.5) * columns) / signers.length)).value = oneLine(signer)
	row.font = { bold: true }
	row.commit()
}

function defaultWidth(kind: CellKind): number {
	return kind === 'text' ? 20 : kind === 'money' || kind === 'signed' ? 21 : 14
}

/** What the library keeps to itself and a flat memory needs: the archive, and the pipe between a tab and the archive. */
type Inside = ExcelJS.stream.xlsx.WorkbookWriter & {
	readonly zip: { append: (source: unknown, data: object) => unknown; readonly abort: () => void }
}
type Pipe = NodeJS.WritableStream & { readonly ['_writableState']: { readonly length: number; readonly highWaterMark: number } }
type Tab = ExcelJS.Worksheet & { readonly stream: { readonly pipes: readonly Pipe[] } }

const Writer = ExcelJS.stream.xlsx.WorkbookWriter as unknown as new (options: object) => Inside

/** A writer whose archive carries the moment that the workbook says, in every file, and not the one in which it was written. */
class DatedWriter extends Writer {
	/** The first that is added, before the constructor is through. */
	override addThemes(): Promise<void> {
		const append = this.zip.append.bind(this.zip)
		this.zip.append = (source, data) => append(source, { ...data, date: this.created })
		return super.addThemes()
	}
}

/** The library writes without looking back; this waits until the archive has taken what was written. */
async function drained(tab: Tab): Promise<void> {
	for (const pipe of tab.stream.pipes) {
		const { length, highWaterMark } = pipe['_writableState']
		if (length >= highWaterMark) await new Promise((resolve) => pipe.once('drain', resolve))
	}
}

/** Fails when the reader goes away, for which the library would wait for ever. */
function readerLeft(out: Out): Promise<never> {
	const left = new Promise<never>((_, reject) => {
		out.stream.once('close', () => {
			if (!out.stream.writableFinished) reject(new ReaderGone())
		})
	})
	left.catch(() => undefined)
	return left
}
