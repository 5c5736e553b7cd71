import { describe, expect, it } from 'vitest'
import { Refusal } from '../../src/kernel/refusal.js'
import { openingColumns } from '../../src/openings/columns.js'
import type { ReadRow } from '../../src/documents/read-cell.js'
import { readList, rowsMax } from '../../src/openings/file.js'

async function* linesOf(rows: readonly (readonly string[])[], firstLine = 1): AsyncGenerator<ReadRow> {
	for (const [index, texts] of rows.entries())
		yield { line: firstLine + index, cells: texts.map((text) => ({ text, kind: text === '' ? 'empty' : 'text' })) }
}
const headers = openingColumns.savings.map(({ header }) => header)
const refusal = async (work: Promise<unknown>): Promise<unknown> => {
	const said = await work.catch((error: unknown) => error)
	return said instanceof Refusal ? [said.code, said.details] : said
}

describe('the file of a list', () => {
	it('has its header below a title, in whatever order and letters, and columns of its own beside it', async () => {
		const file = [
			['DANH SÁCH SỔ TIẾT KIỆM', '', ''],
			['Ghi chú', 'SỐ DƯ', 'ngay mo', 'Mã sản phẩm *'],
			['x', '1000', '2020-01-01', 'A'],
			['', '', '', ''],
			['y', '2000', '2020-01-02', 'B'],
		]
		const { rows, columns } = await readList('savings', linesOf(file))
		expect(columns).toEqual({ balance: 'B', openedOn: 'C', productCode: 'D' })
		expect(rows.map(({ line, key, cells }) => [line, key, cells.balance?.text])).toEqual([
			[3, null, '1000'],
			[5, null, '2000'],
		])
	})

	it('is refused where a column is missing, nothing stands below the header, or too much', async () => {
		expect(await refusal(readList('savings', linesOf([['Mã sản phẩm', 'Họ và tên', 'Số CCCD']])))).toEqual([
			'opening.column-missing',
			{ columns: 'Ngày mở, Số dư' },
		])
		expect(await refusal(readList('savings', linesOf([['gì đó']])))).toEqual([
			'opening.column-missing',
			{ columns: 'Mã sản phẩm, Ngày mở, Số dư' },
		])
		expect(await refusal(readList('savings', linesOf([headers])))).toEqual(['opening.no-rows', {}])
		async function* endless(): AsyncGenerator<ReadRow> {
			yield* linesOf([headers])
			for (let line = 2; ; line += 1) yield { line, cells: [{ text: 'A', kind: 'text' }] }
		}
		expect(await refusal(readList('savings', endless()))).toEqual(['opening.too-many-rows', { limit: String(rowsMax) }])
	})
})
