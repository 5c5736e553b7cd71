import { describe, expect, it } from 'vitest'
import { dateText, numberText } from '../../src/documents/cell-number.js'
import { fillMerges } from '../../src/documents/merges.js'
import type { ReadRow } from '../../src/documents/read-cell.js'
import { readXlsx } from '../../src/documents/read-xlsx.js'
import { scanSheet } from '../../src/documents/sheet-scan.js'
import { visibleSheet } from '../../src/documents/workbook.js'
import { guardWorkbook } from '../../src/documents/zip-guard.js'
import { all } from './rows.js'
import { workbookParts, zipOf } from './zip.js'

const read = (bytes: Uint8Array) => all(readXlsx(bytes))
const texts = (rows: readonly ReadRow[]) => rows.map(({ cells }) => cells.map(({ text }) => text))

describe('a workbook', () => {
	it('gives a formula and an error as what they are, with the rest of the line', async () => {
		const rows = await read(
			zipOf(
				workbookParts(
					'<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="e"><v>#REF!</v></c><c r="C3"><v>12345678901234567890</v></c></row>',
				),
			),
		)
		expect(rows).toEqual([
			{
				line: 3,
				cells: [
					{ text: 'công thức', kind: 'error' },
					{ text: 'công thức', kind: 'error' },
					{ text: '12345678901234567890', kind: 'number' },
				],
			},
		])
	})

	it('says in each merged cell what the first says, and passes over a hidden sheet', async () => {
		const hidden = '<sheet name="H" sheetId="2" state="hidden" r:id="rId2"/><sheet name="A" sheetId="1" r:id="rId1"/>'
		const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
		const parts = workbookParts(
			`<row r="1">${cell('A1', 'Mã')}${cell('B1', 'Dư nợ')}</row><row r="2">${cell('B2', 'x')}${cell('C2', 'y')}</row>`,
			{
				sheets: hidden,
				after: '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>',
			},
		)
		parts.push({
			name: 'xl/worksheets/sheet2.xml',
			content: '<worksheet><sheetData><row r="1"><c r="A1"><v>9</v></c></row></sheetData></worksheet>',
		})
		expect(texts(await read(zipOf(parts)))).toEqual([
			['Mã', 'Dư nợ', 'Dư nợ'],
			['Mã', 'x', 'y'],
		])
	})
})

describe('a workbook whose tags bear the name of their namespace', () => {
	const sheetOf = (rows: string) =>
		zipOf(
			workbookParts('').map((part) =>
				part.name === 'xl/worksheets/sheet1.xml'
					? {
							...part,
							content: `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>${rows}</x:sheetData><x:mergeCells><x:mergeCell ref="B1:C1"/></x:mergeCells></x:worksheet>`,
						}
					: part,
			),
		)

	it('is read like any other: a formula is told, a merged cell filled', async () => {
		const rows = await read(
			sheetOf('<x:row r="1"><x:c r="A1"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c r="B1"><x:v>7</x:v></x:c><x:c r="C1"/></x:row>'),
		)
		expect(texts(rows)).toEqual([['công thức', '7', '7']])
	})

	it('is as large as any other may be', async () => {
		await expect(read(sheetOf('<x:row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row>'))).rejects.toThrow('file.too-large')
	})
})

describe('a number in a workbook', () => {
	it.each([
		['6.6000000000000003E-2', '0.066'],
		['1250000', '1250000'],
		['1.2E+6', '1200000'],
		['-0.5', '-0.5'],
		['12345678901234567890', '12345678901234567890'],
	])('is what was typed: %s', (written, text) => {
		expect(numberText(written)).toEqual({ text, kind: 'number' })
	})

	it('that is none is an error, as is a day outside the calendar', () => {
		expect(numberText('NaN').kind).toBe('error')
		expect(numberText('1E+300').kind).toBe('error')
		expect(dateText(Number.NaN).kind).toBe('error')
		expect(dateText(Date.UTC(1700, 0, 1)).kind).toBe('error')
		expect(dateText(Date.UTC(2022, 9, 31, 12))).toEqual({ text: '2022-10-31', kind: 'date' })
	})
})

describe('what is read along while a workbook is unpacked', () => {
	it('finds formulas and merged cells wherever the pieces are cut', () => {
		const sheet = '<row r="1"><c r="A1"><f>1</f></c><c r="B1" t="e"/></row><mergeCell ref="A1:B1"/>'
		for (let at = 0; at < sheet.length; at += 1) {
			const { text, facts } = scanSheet()
			text(sheet.slice(0, at))
			text(sheet.slice(at))
			expect([[...facts.formulas], facts.merges]).toEqual([['A1', 'B1'], ['A1:B1']])
		}
	})

	it('counts what comes out, and hands on the parts that are asked for', async () => {
		const pieces: string[] = []
		const unpacked = await guardWorkbook(zipOf(workbookParts('')), (name) =>
			name === 'xl/workbook.xml' ? (piece) => void pieces.push(piece) : null,
		)
		expect(pieces.join('')).toContain('<sheet name="A"')
		expect(unpacked).toBeGreaterThan(pieces.join('').length)
	})

	it('takes the first sheet that people see, and none of a workbook without one', () => {
		const relations = '<Relationships><Relationship Id="b" Target="/xl/worksheets/two.xml"/></Relationships>'
		const workbook = (state: string) =>
			`<workbook><sheets><sheet r:id="a" state="veryHidden"/><sheet r:id="b" state="${state}"/></sheets></workbook>`
		expect(visibleSheet(workbook('visible'), relations)).toEqual({ index: 2, path: 'xl/worksheets/two.xml' })
		expect(() => visibleSheet(workbook('hidden'), relations)).toThrow('file.not-a-workbook')
	})

	it('fills no range that is a title over many columns, or none', () => {
		const rows: ReadRow[] = [{ line: 1, cells: [{ text: 'a', kind: 'text' }] }]
		expect(fillMerges(rows, ['A1:CZ1', 'x'])).toEqual(rows)
	})
})
