import { describe, expect, it } from 'vitest'
import type { ReadRow } from '../../src/documents/read-cell.js'
import { readCsv } from '../../src/documents/read-csv.js'
import { all } from './rows.js'

const read = (bytes: Uint8Array) => all(readCsv(bytes))
const texts = (rows: readonly ReadRow[]) => rows.map(({ cells }) => cells.map(({ text }) => text))

describe('a CSV file', () => {
	it.each([
		['UTF-8', Buffer.from('Mã;Họ tên\n1;Nông Thị Ái\n')],
		['UTF-8 with its mark, and tabs', Buffer.from('\ufeffMã\tHọ tên\n1\tNông Thị Ái\n')],
		['UTF-16', Buffer.from('\ufeffMã,Họ tên\r\n1,Nông Thị Ái\r\n', 'utf16le')],
		// windows-1258 writes tone marks after their letter.
		['windows-1258', Buffer.from('Ma\u00de;Ho\u00f2 t\u00ean\n1;N\u00f4ng Thi\u00f2 A\u00eci\n', 'latin1')],
	])('is read by its letters: %s', async (_title, bytes) => {
		const [heading, row] = texts(await read(bytes))
		expect(heading).toEqual(['Mã', 'Họ tên'])
		expect(row).toEqual(['1', 'Nông Thị Ái'])
	})

	it('gives a formula as what it is', async () => {
		expect((await read(Buffer.from('a,b\n=cmd|x,-5\n')))[1]?.cells).toEqual([
			{ text: 'công thức', kind: 'error' },
			{ text: '-5', kind: 'text' },
		])
	})
})
