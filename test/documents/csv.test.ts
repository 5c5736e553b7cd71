import { describe, expect, it } from 'vitest'
import { csvHeader, csvLines, writeCsv } from '../../src/documents/csv.js'
import { writeJson } from '../../src/documents/json.js'
import { batches, type SheetRow } from '../../src/documents/sheet.js'
import { collector, columns, each, sheetOf } from './rows.js'

const ai: SheetRow = { code: 'M-1', name: 'Nông Thị "Ái", tổ 1', amount: 1_250_000n as never, on: '2023-01-31', rate: '0.066', days: 12 }
const blank: SheetRow = { code: null, name: null, amount: null, on: null, rate: null, days: null }

describe('a table as CSV', () => {
	it('begins with the byte order mark, ends its lines with CRLF and writes money as digits', async () => {
		const out = collector()
		await writeCsv(sheetOf([ai, blank], { footer: () => [{ ...blank, code: 'Tổng cộng', amount: 1_250_000n as never }] }), out)
		expect(out.text()).toBe(
			'\ufeffMã,Họ tên,Số tiền,Ngày,Lãi suất,Số ngày\r\nM-1,"Nông Thị ""Ái"", tổ 1",1250000,2023-01-31,0.066,12\r\n,,,,,\r\nTổng cộng,,1250000,,,\r\n',
		)
	})

	it('guards text that a spreadsheet would take for a formula, and nothing else', () => {
		const first = (name: string) =>
			csvLines(columns, [{ ...blank, name }])
				.split(',')
				.slice(1, -4)
				.join(',')
		for (const sign of ['=', '+', '-', '@']) expect(first(`${sign}1+1`)).toBe(`'${sign}1+1`)
		expect(first('\t=1')).toBe("'\t=1")
		expect(first('\r=1')).toBe("' =1")
		expect(first('a=1')).toBe('a=1')
		expect(csvLines(columns, [{ ...blank, amount: -5n as never }])).toBe(',,-5,,,\n')
	})

	it('keeps every record on one line', () => {
		expect(csvLines(columns, [{ ...blank, code: 'a\r\nb\nc\u2028d\u0000' }])).toBe('a b c d,,,,,\n')
	})

	it('tells its header and rows as lines, whatever they are written as', async () => {
		const told = async (write: (onLines: (lines: string) => void) => Promise<void>) => {
			let lines = ''
			await write((more) => (lines += more))
			return lines
		}
		const amounts = [{ ...ai, amount: '1250000' }, blank]
		const expected = csvHeader(columns) + csvLines(columns, amounts)
		expect(await told((onLines) => writeCsv(sheetOf([ai, blank], { onLines }), collector()))).toBe(expected)
		expect(await told((onLines) => writeJson(sheetOf(amounts, { onLines }), collector(), { a: 1 }, () => ({ b: 2 })))).toBe(expected)
	})
})

describe('a table as JSON', () => {
	it('is one object, with what is known only at the end after the rows', async () => {
		const out = collector()
		await writeJson(sheetOf([{ ...ai, amount: '1' }, blank]), out, { asOf: '2023-01-31' }, () => ({ totals: { loans: 2 } }))
		expect(JSON.parse(out.text())).toEqual({ asOf: '2023-01-31', rows: [{ ...ai, amount: '1' }, blank], totals: { loans: 2 } })
	})
})

it('hands rows on in batches of 500, and the rest', async () => {
	const sizes: number[] = []
	for await (const batch of batches(each(Array.from({ length: 1_001 }, () => blank)))) sizes.push(batch.length)
	expect(sizes).toEqual([500, 500, 1])
})
