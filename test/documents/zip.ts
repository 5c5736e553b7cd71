import { crc32, deflateRawSync } from 'node:zlib'

/** A part of an archive; what the directory says of it may be a lie. */
export type Part = {
	readonly name: string
	readonly content: string | Uint8Array
	readonly said?: { readonly size?: number; readonly packed?: number; readonly encrypted?: true }
}

/** An archive written by hand, for what no honest library writes. */
export function zipOf(parts: readonly Part[]): Buffer {
	const bodies: Buffer[] = []
	const directory: Buffer[] = []
	let at = 0
	for (const { name, content, said } of parts) {
		const bytes = Buffer.from(content as string)
		const packed = deflateRawSync(bytes, { level: 9 })
		const file = Buffer.from(name)
		const head = Buffer.alloc(30)
		head.writeUInt32LE(0x04034b50, 0)
		common(head, 4)
		const entry = Buffer.alloc(46)
		entry.writeUInt32LE(0x02014b50, 0)
		entry.writeUInt16LE(20, 4)
		common(entry, 6)
		entry.writeUInt32LE(at, 42)
		function common(buffer: Buffer, from: number): void {
			buffer.writeUInt16LE(20, from)
			buffer.writeUInt16LE(said?.encrypted ? 1 : 0, from + 2)
			buffer.writeUInt16LE(8, from + 4)
			buffer.writeUInt32LE(crc32Of(bytes), from + 10)
			buffer.writeUInt32LE(said?.packed ?? packed.length, from + 14)
			buffer.writeUInt32LE(said?.size ?? bytes.length, from + 18)
			buffer.writeUInt16LE(file.length, from + 22)
		}
		bodies.push(head, file, packed)
		directory.push(entry, file)
		at += head.length + file.length + packed.length
	}
	const central = Buffer.concat(directory)
	const end = Buffer.alloc(22)
	end.writeUInt32LE(0x06054b50, 0)
	end.writeUInt16LE(parts.length, 8)
	end.writeUInt16LE(parts.length, 10)
	end.writeUInt32LE(central.length, 12)
	end.writeUInt32LE(at, 16)
	return Buffer.concat([...bodies, central, end])
}

const types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The smallest workbook around the inside of one sheet's `sheetData`. */
export function workbookParts(
	sheetData: string,
	more: { readonly after?: string; readonly sheets?: string; readonly strings?: string } = {},
): Part[] {
	const sheets = more.sheets ?? '<sheet name="A" sheetId="1" r:id="rId1"/>'
	const rel = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`
	const wrap = (inside: string) =>
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`
	return [
		{ name: '[Content_Types].xml', content: types },
		{ name: '_rels/.rels', content: wrap(rel('rId1', 'officeDocument', 'xl/workbook.xml')) },
		{ name: 'xl/workbook.xml', content: `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets}</sheets></workbook>` },
		{
			name: 'xl/_rels/workbook.xml.rels',
			content: wrap(
				rel('rId1', 'worksheet', 'worksheets/sheet1.xml') +
					rel('rId2', 'worksheet', 'worksheets/sheet2.xml') +
					(more.strings === undefined ? '' : rel('rId9', 'sharedStrings', 'sharedStrings.xml')),
			),
		},
		{
			name: 'xl/worksheets/sheet1.xml',
			content: `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData>${more.after ?? ''}</worksheet>`,
		},
		...(more.strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: more.strings }]),
	]
}

function crc32Of(bytes: Buffer): number {
	return typeof crc32 === 'function' ? crc32(bytes) : crcByTable(bytes)
}

function crcByTable(bytes: Buffer): number {
	let crc = ~0
	for (const byte of bytes) {
		crc ^= byte
		for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
	}
	return ~crc >>> 0
}
