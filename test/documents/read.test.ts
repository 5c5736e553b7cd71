import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCsv } from '../../src/documents/csv.js'
import { readRows } from '../../src/documents/read.js'
import type { ReadRow } from '../../src/documents/read-cell.js'
import type { Out, SheetRow } from '../../src/documents/sheet.js'
import { writeXlsx } from '../../src/documents/xlsx.js'
import { dateOfDayNumber } from '../../src/kernel/calendar-date.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { hostileFiles } from './hostile.js'
import { all, collector, sheetOf } from './rows.js'

const read = (bytes: Uint8Array) => all(readRows({ bytes }))
const texts = (rows: readonly ReadRow[]) => rows.map(({ cells }) => cells.map(({ text }) => text))

describe('a hostile file', () => {
	it.each(hostileFiles)('is refused at once, at little cost, while others are answered: %s', async (title, code, make) => {
		const bytes = make()
		globalThis.gc?.()
		const before = process.memoryUsage().rss
		const began = performance.now()
		let [peak, beat, gap] = [0, began, 0]
		const watch = setInterval(() => {
			peak = Math.max(peak, process.memoryUsage().rss - before)
			gap = Math.max(gap, performance.now() - beat)
			beat = performance.now()
		}, 10)
		const outcome = await read(bytes).catch((error: unknown) => error)
		clearInterval(watch)
		const took = performance.now() - began
		expect(outcome).toBeInstanceOf(Refusal)
		expect((outcome as Refusal).code).toBe(code)
		console.log(`${title}: ${Math.round(took)} ms, ${Math.round(peak / 1e6)} MB, longest silence ${Math.round(gap)} ms`)
		// A busy machine gets more than the two seconds and 150 MB that a quiet one needs.
		expect(took).toBeLessThan(6_000)
		expect(peak).toBeLessThan(300_000_000)
		expect(gap).toBeLessThan(1_500)
	})
})

describe('what we wrote ourselves', () => {
	const word = fc.stringMatching(/^[=+\-@]?[\p{L}\d,;"']{1,12}$/u).map((text) => text.normalize('NFC'))
	const row: fc.Arbitrary<SheetRow> = fc.record({
		code: fc.stringMatching(/^[A-Z]{2}-\d{1,6}$/),
		name: word.filter((text) => !text.startsWith("'")),
		amount: fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }) as fc.Arbitrary<never>,
		on: fc.integer({ min: -20_000, max: 60_000 }).map(dateOfDayNumber),
		rate: fc.integer({ min: 1, max: 9_999 }).map((rate) => String(rate / 10_000)),
		days: fc.integer({ min: 0, max: 99_999 }),
	})
	const said = (rows: readonly SheetRow[]) => rows.map((cells) => Object.values(cells).map(String))

	it('is read back from CSV as it was', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
				const out = collector()
				await writeCsv(sheetOf(rows), out)
				expect(texts(await read(Buffer.from(out.text()))).slice(1)).toEqual(said(rows))
			}),
			{ numRuns: 50 },
		)
	})

	it('is read back from a workbook as it was, numbers and days as such', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
				const stream = new PassThrough()
				const out: Out = { stream, assertReader: () => undefined, write: async () => undefined }
				const [bytes] = await Promise.all([buffer(stream), writeXlsx(sheetOf(rows), out)])
				const [, ...found] = await read(bytes)
				expect(texts(found)).toEqual(said(rows))
				expect(found[0]?.cells.map(({ kind }) => kind)).toEqual(['text', 'text', 'number', 'date', 'number', 'number'])
			}),
			{ numRuns: 8 },
		)
	}, 60_000)
})
