import { stringify } from 'csv-stringify/sync'
import { batches, cellText, type Out, type Sheet, type SheetColumn, type SheetRow } from './sheet.js'

/** Without the byte order mark Excel takes UTF-8 for the machine's own letters and spoils every Vietnamese name. */
const byteOrderMark = '\ufeff'

/** Writes a sheet as CSV (RFC 4180): UTF-8, CRLF, header first, footer rows last. */
export async function writeCsv(sheet: Sheet, out: Out): Promise<void> {
	const { columns } = sheet
	const header = csvHeader(columns)
	sheet.onLines?.(header)
	await out.write(byteOrderMark + carriageReturned(header))
	for await (const batch of batches(sheet.rows)) {
		const lines = csvLines(columns, batch)
		sheet.onLines?.(lines)
		await out.write(carriageReturned(lines))
	}
	const footer = sheet.footer?.() ?? []
	if (footer.length > 0) await out.write(carriageReturned(csvLines(columns, footer)))
}

/** The rows of a sheet, batch by batch; their lines are told to whoever takes a digest of them, though nothing is written as CSV. */
export async function* toldBatches({ columns, rows, onLines }: Sheet): AsyncGenerator<readonly SheetRow[]> {
	onLines?.(csvHeader(columns))
	for await (const batch of batches(rows)) {
		onLines?.(csvLines(columns, batch))
		yield batch
	}
}

/** The header as one line that ends with LF. */
export function csvHeader(columns: readonly SheetColumn[]): string {
	return stringify([columns.map(({ header }) => header)])
}

/** Rows as lines that end with LF: the form of which digests are taken. */
export function csvLines(columns: readonly SheetColumn[], rows: readonly SheetRow[]): string {
	return stringify(rows.map((row) => columns.map(({ key, kind }) => cellText(row[key] ?? null, kind))))
}

/** A cell is always on one line, so every LF ends a record. */
function carriageReturned(lines: string): string {
	return lines.replaceAll('\n', '\r\n')
}
