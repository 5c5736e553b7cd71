import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { assert } from '../kernel/assert.js'
import { Refusal } from '../kernel/refusal.js'
import { tooLarge } from './read-cell.js'

/** What a workbook may be, packed and unpacked. Real lists of 20.000 rows unpack to about 30 MB at a ratio of 10. */
const limits = { entries: 200, unpacked: 200 * 1_024 * 1_024, ratio: 100, ratioFrom: 1_024 * 1_024 }

/** Parts that do things, or that point out of the workbook. */
const forbiddenParts = /vbaProject|externalLinks\/|embeddings\/|activeX\/|customUI|macrosheets\/|connections\.xml|queryTables\//i

/** Says who is handed the text of a part, in pieces as it is unpacked; null where nobody is. */
export type PartReader = (name: string) => ((piece: string) => void) | null

/**
 * Unpacks every part of a workbook piece by piece, counting what really comes out, and hands the parts to `reader`. Nothing
 * unpacked is kept. Refuses what is no archive, is encrypted, is larger than it may be, holds macros or links, or declares
 * entities (XXE). Answers with how many bytes came out.
 */
export async function guardWorkbook(bytes: Uint8Array, reader: PartReader): Promise<number> {
	const archive = await open(bytes)
	const names = new Set<string>()
	let unpacked = 0
	await new Promise<void>((resolve, reject) => {
		const fail = (error: unknown): void => reject(error instanceof Refusal ? error : notWorkbook())
		archive.on('error', fail).on('end', resolve)
		archive.on('entry', (entry: Entry) => {
			if (names.has(entry.fileName)) return fail(notWorkbook())
			names.add(entry.fileName)
			unpack(archive, entry, reader(entry.fileName), (length) => void (unpacked = within(unpacked + length, bytes.length))).then(
				() => archive.readEntry(),
				fail,
			)
		})
		if (archive.entryCount > limits.entries) return fail(tooLarge())
		archive.readEntry()
	})
	if (!names.has('[Content_Types].xml') || !names.has('xl/workbook.xml')) throw notWorkbook()
	return unpacked
}

function open(bytes: Uint8Array): Promise<ZipFile> {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
	return new Promise((resolve, reject) => {
		// Names with "..", with a drive or with a backslash are refused by the library itself.
		fromBuffer(buffer, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, archive) => {
			if (error) reject(notWorkbook())
			else resolve(archive)
		})
	})
}

async function unpack(archive: ZipFile, entry: Entry, part: ReturnType<PartReader>, count: (length: number) => void): Promise<void> {
	const { fileName } = entry
	if (entry.isEncrypted()) throw new Refusal('file.old-or-encrypted', { path: 'file' })
	if (forbiddenParts.test(fileName)) throw unsafe(fileName)
	const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
		archive.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)))
	})
	const isXml = /\.(xml|rels)$/i.test(fileName)
	const utf8 = new TextDecoder('utf-8', { fatal: true })
	let tail = ''
	for await (const piece of stream) {
		assert(typeof piece !== 'string', 'an archive unpacks to bytes')
		count(piece.length)
		if (!isXml) continue
		const text = utf8.decode(piece, { stream: true })
		refuseDeclarations(fileName, tail + text)
		tail = (tail + text).slice(-200)
		part?.(text)
	}
}

/** A document type declares entities, which multiply or read files; a workbook has none. An outside target fetches. */
function refuseDeclarations(name: string, text: string): void {
	if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw unsafe('DOCTYPE')
	if (name.endsWith('.rels') && /Type="[^"]*\/(externalLink|oleObject|attachedTemplate)[^"]*"/i.test(text)) throw unsafe('externalLink')
}

function within(unpacked: number, packed: number): number {
	if (unpacked > limits.unpacked || (unpacked > limits.ratioFrom && unpacked > packed * limits.ratio)) throw tooLarge()
	return unpacked
}

/** The file is no workbook, or a broken one. */
export function notWorkbook(): Refusal {
	return new Refusal('file.not-a-workbook', { path: 'file' })
}

function unsafe(what: string): Refusal {
	return new Refusal('file.unsafe', { path: 'file', details: { what: what.slice(0, 100) } })
}
