import { randomBytes } from 'node:crypto'
import { type Part, workbookParts, zipOf } from './zip.js'

/** Files that mean harm, or are broken in ways that harm; each with the code by which it is refused. */
export const hostileFiles: readonly (readonly [title: string, code: string, make: () => Buffer])[] = [
	[
		'a zip bomb: 300 MB of zeros in one part',
		'file.too-large',
		() => zipOf([...workbookParts(''), { name: 'xl/a.xml', content: ' '.repeat(300_000_000) }]),
	],
	[
		'a ratio beyond a hundred',
		'file.too-large',
		() => zipOf([...workbookParts(''), { name: 'xl/a.xml', content: ' '.repeat(20_000_000) }]),
	],
	[
		'a bomb that says it is small',
		'file.not-a-workbook',
		() => zipOf([{ name: 'xl/a.xml', content: ' '.repeat(50_000_000), said: { size: 100 } }, ...workbookParts('')]),
	],
	[
		'ten thousand parts',
		'file.too-large',
		() => zipOf([...workbookParts(''), ...many(10_000, (at) => ({ name: `xl/p${at}.xml`, content: '' }))]),
	],
	['the same name many times', 'file.not-a-workbook', () => zipOf([...workbookParts(''), ...workbookParts('')])],
	['a name that climbs out', 'file.not-a-workbook', () => zipOf([{ name: '../../etc/passwd', content: 'x' }, ...workbookParts('')])],
	[
		'a part behind a password',
		'file.old-or-encrypted',
		() => zipOf(workbookParts('').map((part) => ({ ...part, said: { encrypted: true } }))),
	],
	[
		'an external entity (XXE)',
		'file.unsafe',
		() => withSheet('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData/></worksheet>'),
	],
	['a billion laughs', 'file.unsafe', () => withSheet(laughs)],
	[
		'an external link',
		'file.unsafe',
		() => zipOf([...workbookParts(''), { name: 'xl/externalLinks/externalLink1.xml', content: '<externalLink/>' }]),
	],
	['macros', 'file.unsafe', () => zipOf([...workbookParts(''), { name: 'xl/vbaProject.bin', content: 'x' }])],
	['a row beyond the last', 'file.too-large', () => zipOf(workbookParts('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))],
	['a column beyond the last', 'file.too-large', () => zipOf(workbookParts('<row r="1"><c r="XFD1"><v>1</v></c></row>'))],
	['millions of empty cells', 'file.too-large', () => zipOf([...workbookParts('<row><c/></row>'.repeat(1_000_000)), noise(1_000_000)])],
	[
		'shared strings nested a hundred thousand deep',
		'file.not-a-workbook',
		() =>
			zipOf([
				...workbookParts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', { strings: `<sst><si>${'<r>'.repeat(100_000)}` }),
				noise(30_000),
			]),
	],
	['a sheet that ends midway', 'file.not-a-workbook', () => withSheet('<worksheet><sheetData><row r="1"><c r="A1"><v>1')],
	['a truncated archive', 'file.not-a-workbook', () => zipOf(workbookParts('<row r="1"/>')).subarray(0, 500)],
	['an archive that is no workbook', 'file.not-a-workbook', () => zipOf([{ name: 'a.txt', content: 'x' }])],
	['a workbook of before 2007', 'file.old-or-encrypted', () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), randomBytes(5_000)])],
	['a picture', 'file.not-text', () => Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), randomBytes(5_000)])],
	['text with NUL', 'file.not-text', () => Buffer.from('Mã,Tên\n1,a\u0000b\n')],
	['half a letter of UTF-16', 'file.not-text', () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.alloc(4_001, 0xd8)])],
	['one line of 40 MB', 'file.too-large', () => Buffer.alloc(40_000_000, 'a')],
	['an open quote of 40 MB', 'file.too-large', () => Buffer.from(`a,b\n"${'1,2\n'.repeat(10_000_000)}`)],
	['a hundred thousand columns', 'file.too-large', () => Buffer.from(','.repeat(100_000))],
	[
		'a statement with a document type',
		'file.unsafe',
		() => Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Document>&b;</Document>'),
	],
	['a statement a million tags deep', 'file.not-a-statement', () => Buffer.from(`<Document>${'<a>'.repeat(1_000_000)}`)],
	['nothing', 'file.empty', () => Buffer.alloc(0)],
]

const laughs = `<!DOCTYPE a [<!ENTITY l0 "ha">${many(10, (at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')}]><worksheet>&l10;</worksheet>`

function withSheet(content: string): Buffer {
	return zipOf(workbookParts('').map((part) => (part.name === 'xl/worksheets/sheet1.xml' ? { ...part, content } : part)))
}

/** Bytes that do not shrink, so that the ratio of the whole says nothing. */
function noise(size: number): Part {
	return { name: 'docProps/noise.bin', content: randomBytes(size) }
}

function many<T>(count: number, make: (at: number) => T): T[] {
	return Array.from({ length: count }, (_, at) => make(at))
}
