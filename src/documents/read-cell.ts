import { Refusal } from '../kernel/refusal.js'

/**
 * One cell as it was read. A number's text is its exact decimal text with '.', a date's is 'YYYY-MM-DD', a boolean's
 * 'true' or 'false'; an error's says in Vietnamese what stands there.
 */
export type ReadCell = { readonly text: string; readonly kind: 'text' | 'number' | 'date' | 'boolean' | 'error' | 'empty' }

/** One line of a file; `line` as the spreadsheet counts, from 1. */
export type ReadRow = { readonly line: number; readonly cells: readonly ReadCell[] }

export const emptyCell: ReadCell = { text: '', kind: 'empty' }

/** A cell that is reckoned, or that shows an error: what it says depends on the program that opens it, so it is not read. */
export const formulaCell: ReadCell = { text: 'công thức', kind: 'error' }

/** How large a table may be, and the longest line of text in characters. */
export const tableLimits = { rows: 200_000, columns: 300, line: 100_000 }

/** The file is, or unpacks to, more than is read. */
export function tooLarge(): Refusal {
	return new Refusal('file.too-large', { path: 'file' })
}

/** A cell of text; without letters it is empty. */
export function textCell(given: string): ReadCell {
	const text = given.toWellFormed().replaceAll('\u0000', '').normalize('NFC').replace(/\s+/gu, ' ').trim()
	return text === '' ? emptyCell : { text, kind: 'text' }
}

/** The letters of a column, counted from 0: A, B, … Z, AA. */
export function columnLetters(index: number): string {
	const rest = Math.floor(index / 26)
	return (rest === 0 ? '' : columnLetters(rest - 1)) + String.fromCharCode(65 + (index % 26))
}
