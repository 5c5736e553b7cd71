import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { ReaderGone, type Sheet, type SheetRow } from '../../src/documents/sheet.js'
import { writeXlsx } from '../../src/documents/xlsx.js'
import { collector, sheetOf } from './rows.js'

const ai: SheetRow = { code: '=1+1', name: 'Nông Thị Ái', amount: 1_250_000n as never, on: '2023-01-31', rate: '0.066', days: 12 }

async function written(sheet: Sheet): Promise<Buffer> {
	const stream = new PassThrough()
	const [file] = await Promise.all([buffer(stream), writeXlsx(sheet, { ...collector(), stream })])
	return file
}

async function read(sheet: Sheet): Promise<ExcelJS.Worksheet> {
	const workbook = new ExcelJS.Workbook()
	await workbook.xlsx.load((await written(sheet)) as never)
	const [tab] = workbook.worksheets
	if (tab === undefined) throw new Error('a tab')
	return tab
}

describe('a table as a workbook', () => {
	it('has numbers that are numbers and days that are days', async () => {
		const row = (await read(sheetOf([ai]))).getRow(2)
		expect(row.getCell(3).value).toBe(1_250_000)
		expect(row.getCell(3).numFmt).toBe('#,##0')
		expect(row.getCell(4).value).toEqual(new Date('2023-01-31T00:00:00Z'))
		expect(row.getCell(4).numFmt).toBe('dd/mm/yyyy')
		expect(row.getCell(5).value).toBe(0.066)
		expect(row.getCell(6).value).toBe(12)
	})

	it('has no formulas', async () => {
		const cell = (await read(sheetOf([ai]))).getCell('A2')
		expect(cell.type).toBe(ExcelJS.ValueType.String)
		expect(cell.value).toBe('=1+1')
	})

	it('keeps its header in sight and in bold, and its last lines too', async () => {
		const tab = await read(sheetOf([ai], { footer: () => [{ ...ai, code: 'Tổng cộng', on: null }] }))
		expect(tab.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
		expect(tab.getCell('B1').value).toBe('Họ tên')
		expect(tab.getCell('B1').font.bold).toBe(true)
		expect(tab.getCell('A3').font.bold).toBe(true)
		expect(tab.getCell('D3').value).toBeNull()
	})

	it('writes a number that it could not keep exactly as text', async () => {
		const tab = await read(
			sheetOf([
				{ ...ai, amount: (2n ** 53n) as never },
				{ ...ai, amount: (2n ** 53n + 1n) as never },
				{ ...ai, amount: -(2n ** 53n) as never },
			]),
		)
		expect([2, 3, 4].map((row) => tab.getCell(`C${row}`).value)).toEqual([2 ** 53, '9007199254740993', -(2 ** 53)])
	})

	it('is the same file, byte for byte, when it is written again', async () => {
		const first = await written(sheetOf([ai]))
		await new Promise((resolve) => setTimeout(resolve, 2_100))
		expect((await written(sheetOf([ai]))).equals(first)).toBe(true)
	})

	it('waits for a slow reader instead of filling the memory', async () => {
		const stream = new PassThrough()
		let told = 0
		async function* rows(): AsyncGenerator<SheetRow> {
			for (; ; told += 1) yield { ...ai, code: `${told} ${Math.sqrt(told)} ${Math.cbrt(told)}` }
		}
		const writing = writeXlsx(sheetOf(rows()), { ...collector(), stream })
		writing.catch(() => undefined)
		// Compression keeps some megabytes to itself; then everything stands still.
		for (let before = -1; before !== told; ) {
			before = told
			await new Promise((resolve) => setTimeout(resolve, 1_000))
		}
		expect(told).toBeGreaterThan(0)
		stream.destroy()
		await expect(writing).rejects.toThrow(ReaderGone)
	})
})
