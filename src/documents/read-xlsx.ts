import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { dateText, numberText } from './cell-number.js'
import { emptyCell, formulaCell, columnLetters, type ReadCell, type ReadRow, textCell, tooLarge } from './read-cell.js'
import { scanSheet } from './sheet-scan.js'
import { fillMerges } from './merges.js'
import { visibleSheet } from './workbook.js'
import { guardWorkbook, notWorkbook } from './zip-guard.js'

/**
 * The rows of a workbook's first visible sheet. A cell with a formula is an error: its value is whatever the program that
 * saved it made of it. Merged cells say what the first of them says.
 */
export async function* readXlsx(bytes: Uint8Array): AsyncGenerator<ReadRow> {
	const parts = new Map<string, string>()
	const sheets = new Map<string, ReturnType<typeof scanSheet>>()
	const unpacked = await guardWorkbook(bytes, (name) => {
		if (/^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels)$/.test(name)) {
			return (piece) => void parts.set(name, ((parts.get(name) ?? '') + piece).slice(0, 1_000_000))
		}
		if (!/^xl\/worksheets\/[^/]+\.xml$/.test(name)) return null
		const scan = scanSheet()
		sheets.set(name, scan)
		return scan.text
	})
	const { index, path } = visibleSheet(parts.get('xl/workbook.xml') ?? '', parts.get('xl/_rels/workbook.xml.rels') ?? '')
	const facts = sheets.get(path)?.facts
	if (facts === undefined) throw notWorkbook()
	const rows = (await inTurn(() => valuesOf(bytes, index, unpacked))).map((values, row): ReadRow => {
		const line = row + 1
		return { line, cells: values.map((value, column) => (facts.formulas.has(columnLetters(column) + line) ? formulaCell : cellOf(value))) }
	})
	for (const row of fillMerges(rows, facts.merges)) if (row.cells.some(({ kind }) => kind !== 'empty')) yield row
}

/** A value as the worker hands it over: text, a number's text, the milliseconds of a date, a boolean or nothing. */
type Value = string | boolean | null | { readonly n: string } | { readonly d: number }

/**
 * What the thread does: reads the sheet in its own memory, and keeps a number as it is written. It is told as text, since a
 * thread loads what Node itself can read, in the tests as in the program.
 */
const work = `
const { parentPort, workerData: { library, bytes, sheet } } = require('node:worker_threads')
const { readSheet } = require(library)
const told = (value) => (value instanceof Date ? { d: value.getTime() } : value)
readSheet(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), sheet, { parseNumber: (n) => ({ n }), trim: false })
	.then((rows) => parentPort.postMessage(rows.map((row) => row.map(told))))
	.catch(() => parentPort.postMessage(null))
`
const library = createRequire(import.meta.url).resolve('read-excel-file/node')

/**
 * A thread's time in milliseconds and its memory in MB, by what the workbook unpacks to: a small file may not cost much. An
 * honest one takes about 200 ms for each MB; a busy machine may take five times as long.
 */
function allowance(unpacked: number) {
	const size = Math.ceil(unpacked / 1_048_576)
	return { time: 3_000 + 1_000 * size, memory: Math.min(80 + 10 * size, 700) }
}

/** What is being read; the next workbook waits for it, so that several at once do not add up their memory. */
let reading: Promise<unknown> = Promise.resolve()

function inTurn<T>(read: () => Promise<T>): Promise<T> {
	const turn = reading.then(read, read)
	reading = turn.catch(() => null)
	return turn
}

function valuesOf(bytes: Uint8Array, sheet: number, unpacked: number): Promise<readonly (readonly Value[])[]> {
	const { time, memory } = allowance(unpacked)
	return new Promise((resolve, reject) => {
		const worker = new Worker(work, {
			eval: true,
			workerData: { library, bytes, sheet },
			// What the program was started with is no matter of a thread.
			execArgv: [],
			env: {},
			resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
		})
		const timer = setTimeout(() => end(() => reject(tooLarge())), time)
		const end = (then: () => void): void => {
			clearTimeout(timer)
			void worker.terminate()
			then()
		}
		worker.once('message', (rows: readonly (readonly Value[])[] | null) =>
			end(() => (rows === null ? reject(notWorkbook()) : resolve(rows))),
		)
		// Out of memory, or out of stack.
		worker.once('error', () => end(() => reject(tooLarge())))
	})
}

function cellOf(value: Value | undefined): ReadCell {
	if (value === null || value === undefined) return emptyCell
	if (typeof value === 'string') return textCell(value)
	if (typeof value === 'boolean') return { text: String(value), kind: 'boolean' }
	if ('n' in value) return numberText(value.n)
	return dateText(value.d)
}
