import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { Refusal } from '../kernel/refusal.js'
import { formulaCell, type ReadCell, type ReadRow, tableLimits, textCell, tooLarge } from './read-cell.js'

const pieceSize = 65_536

/**
 * The rows of a CSV file. UTF-8 and UTF-16 are known by their mark, UTF-8 also by its grammar; everything else is taken for
 * windows-1258, the Vietnamese letters of older Windows. The delimiter (comma, semicolon, tab) is the one that the first
 * lines have most of. A text that begins like a formula is not read.
 */
export async function* readCsv(bytes: Uint8Array): AsyncGenerator<ReadRow> {
	const encoding = await encodingOf(bytes)
	const head = new TextDecoder(encoding).decode(bytes.subarray(0, pieceSize))
	const source = Readable.from(pieces(bytes, encoding))
	const parser = parse({
		delimiter: delimiterOf(head),
		relax_column_count: true,
		relax_quotes: true,
		max_record_size: tableLimits.line,
	})
	// A pipe carries what flows, and not what breaks.
	source.on('error', (error) => parser.destroy(error)).pipe(parser)
	let line = 0
	try {
		for await (const record of parser as AsyncIterable<string[]>) {
			line += 1
			if (line > tableLimits.rows || record.length > tableLimits.columns) throw tooLarge()
			const cells = record.map(cellOf)
			if (cells.some(({ kind }) => kind !== 'empty')) yield { line, cells }
		}
	} catch (error) {
		if (!(error instanceof CsvError)) throw error
		throw error.code === 'CSV_MAX_RECORD_SIZE' ? tooLarge() : notText()
	} finally {
		source.destroy()
	}
}

/** The apostrophe is our own guard against formulas: what was written is read back. */
function cellOf(text: string): ReadCell {
	if (/^\s*[=@]/.test(text)) return formulaCell
	return textCell(text.replace(/^'(?=[=+\-@\t\r])/, ''))
}

/** Text in pieces, with a moment between them in which others are answered. Refused where the bytes are no text of the encoding. */
async function* pieces(bytes: Uint8Array, encoding: string): AsyncGenerator<string> {
	const decode = decoder(encoding)
	for (let at = 0; at < bytes.length; at += pieceSize) {
		const text = decode(bytes.subarray(at, at + pieceSize))
		if (text === null || hasControls(text)) throw notText()
		yield encoding === 'windows-1258' ? text.normalize('NFC') : text
		await setImmediate()
	}
	const rest = decode(null)
	if (rest === null) throw notText()
	yield rest
}

/** Letters of a file; a decoder that is asked for a mark at the beginning takes it away. */
async function encodingOf(bytes: Uint8Array): Promise<string> {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
	const decode = decoder('utf-8')
	for (let at = 0; at < bytes.length; at += pieceSize) {
		if (decode(bytes.subarray(at, at + pieceSize)) === null) return 'windows-1258'
		await setImmediate()
	}
	return decode(null) === null ? 'windows-1258' : 'utf-8'
}

/** Decodes piece by piece, and what is left over at the end (null); null where the bytes are no text of the encoding. */
function decoder(encoding: string): (piece: Uint8Array | null) => string | null {
	const letters = new TextDecoder(encoding, { fatal: true })
	return (piece) => {
		try {
			return piece === null ? letters.decode() : letters.decode(piece, { stream: true })
		} catch {
			return null
		}
	}
}

function hasControls(text: string): boolean {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
	return /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)
}

function delimiterOf(head: string): string {
	const lines = head
		.replace(/"[^"]*"/g, '')
		.split(/\r?\n/, 30)
		.join('\n')
	const count = (mark: string): number => lines.split(mark).length
	return [',', ';', '\t'].sort((one, other) => count(other) - count(one))[0] ?? ','
}

function notText(): Refusal {
	return new Refusal('file.not-text', { path: 'file' })
}
