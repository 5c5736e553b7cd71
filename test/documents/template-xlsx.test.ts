import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import { must } from '../../src/kernel/assert.js'
import { writeTemplate } from '../../src/documents/template-xlsx.js'

it('a workbook to be filled in has its columns, an example, lists of choice, and the codes on a tab of their own', async () => {
	const bytes = await writeTemplate({
		name: 'Danh sách',
		columns: [
			{ header: 'Mã', kind: 'text', isRequired: true, example: '007', hint: 'Mã trong trang kia', codes: 0 },
			{ header: 'Số tiền', kind: 'money', isRequired: false, example: '1250000', hint: '' },
			{ header: 'Ngày', kind: 'date', isRequired: false, example: '2026-10-31', hint: '' },
			{ header: 'Lãi suất', kind: 'rate', isRequired: false, example: '', hint: '' },
		],
		codesName: 'Mã dùng được',
		codes: [{ header: 'Mã', values: ['007', '008'] }],
	})
	const workbook = new ExcelJS.Workbook()
	await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
	const tab = must(workbook.getWorksheet('Danh sách'), 'the tab')
	expect((tab.getRow(1).values as unknown[]).slice(1)).toEqual(['Mã', 'Số tiền', 'Ngày', 'Lãi suất'])
	expect((tab.getRow(2).values as unknown[]).slice(1, 4)).toEqual(['007', 1_250_000, new Date('2026-10-31T00:00:00Z')])
	expect(tab.getCell('A3').dataValidation).toMatchObject({ type: 'list', formulae: ["'Mã dùng được'!$A$2:$A$3"] })
	expect(workbook.getWorksheet('Mã dùng được')?.getColumn(1).values.slice(1)).toEqual(['Mã', '007', '008'])
})
