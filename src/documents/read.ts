import { Refusal } from '../kernel/refusal.js'
import type { UploadedFile } from '../platform/upload.js'
import { readCamt } from './read-camt.js'
import { readCsv } from './read-csv.js'
import type { ReadRow } from './read-cell.js'
import { readXlsx } from './read-xlsx.js'

/**
 * The rows of a workbook's first visible sheet, of a CSV file or of a bank's statement (camt), whichever it is by its bytes; rows
 * without anything are left out. Throws a refusal `file.*` where it is neither, or is not safe to read.
 */
export async function* readRows({ bytes }: Pick<UploadedFile, 'bytes'>): AsyncGenerator<ReadRow> {
	if (bytes.length === 0) throw new Refusal('file.empty', { path: 'file' })
	// The format of Excel before 2007, and of an encrypted workbook of today.
	if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new Refusal('file.old-or-encrypted', { path: 'file' })
	if (startsWith(bytes, [0x50, 0x4b])) yield* readXlsx(bytes)
	else if (/^(\u00ef\u00bb\u00bf)?\s*<(\?xml|!|[A-Za-z:]*Document)/.test(headOf(bytes))) yield* readCamt(bytes)
	else yield* readCsv(bytes)
}

function headOf(bytes: Uint8Array): string {
	return Buffer.from(bytes.subarray(0, 200)).toString('latin1')
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
	return head.every((byte, index) => bytes[index] === byte)
}
