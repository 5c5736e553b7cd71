import type { Writable } from 'node:stream'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'

/**
 * What a column holds. Money and counts are numbers that can be added up, a rate is per year, a date is a calendar day;
 * signed is money of a book that shows amounts below zero in red and in brackets (ghi số âm);
 * everything else is text.
 */
export type CellKind = 'text' | 'money' | 'signed' | 'count' | 'rate' | 'date'
export type Cell = string | number | Money | CalendarDate | null
export type SheetColumn = { readonly key: string; readonly header: string; readonly kind: CellKind; readonly width?: number }
export type SheetRow = Readonly<Record<string, Cell>>

/** One table that is written row by row, whatever the file: nothing of it but the row at hand has to be in memory. */
export type Sheet = {
	/** What the tab of a workbook says; at most 31 characters. */
	readonly name: string
	readonly columns: readonly SheetColumn[]
	readonly rows: AsyncIterable<SheetRow>
	/** Rows that are known only when the last one was written, such as sums; a text may stand in any column of them. */
	readonly footer?: () => readonly SheetRow[]
	/** In a workbook, what stands above the header, line by line; the first is its title. */
	readonly heading?: readonly string[]
	/** In a workbook that is printed and filled in by hand: lines around each cell, room to write, and who signs below, from left to right. */
	readonly signers?: readonly string[]
	/** In a workbook, further tabs. */
	readonly more?: readonly Sheet[]
	/** The moment that the file says it was made; the moment of knowledge, so that one question always gives the same bytes. */
	readonly madeAt: Instant
	/** Is told the header and the rows as lines of CSV that end with LF, in whatever format they are written: what a digest is taken of. */
	readonly onLines?: (lines: string) => void
}

/** Where a file goes: waits while the reader is slow, and throws `ReaderGone` when there is none any more. */
export type Out = {
	readonly write: (part: string | Uint8Array) => Promise<void>
	/** The same place as a stream, for a library that wants one. */
	readonly stream: Writable
	/** Throws `ReaderGone` when there is nobody to write for. */
	readonly assertReader: () => void
}

export class ReaderGone extends Error {
	override readonly name = 'ReaderGone'
}

/** How many rows are written at a time. */
const batchSize = 500

/** The rows of a sheet in small batches: a stream that is written to once a row spends most of its time on that. */
export async function* batches<T>(rows: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
	let batch: T[] = []
	for await (const row of rows) {
		batch.push(row)
		if (batch.length < batchSize) continue
		yield batch
		batch = []
	}
	if (batch.length > 0) yield batch
}

/**
 * A cell as text: digits of money without grouping, a date as 2022-10-31, text on one line. What a program would take
 * for a formula is guarded by an apostrophe, as OWASP advises (CSV injection).
 */
export function cellText(cell: Cell, kind: CellKind): string {
	if (cell === null) return ''
	return kind === 'text' && typeof cell === 'string' ? guarded(cell) : String(cell)
}

/** Text on one line, without what XML cannot hold. */
export function oneLine(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
	return text.replace(/[\r\n\u2028\u2029]+/g, ' ').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}

function guarded(text: string): string {
	return /^[=+\-@\t\r]/.test(text) ? `'${oneLine(text)}` : oneLine(text)
}
