import { columnLetters, type ReadCell, type ReadRow } from '../documents/read-cell.js'
import { fold } from '../kernel/personal-id.js'
import { Refusal } from '../kernel/refusal.js'
import { openingColumns, type OpeningKey, type OpeningKind } from './columns.js'
import { type Cells, keyOf } from './row.js'
import type { Letters, RawRow } from './stored.js'

/** A list as it was read: its rows by our names of the columns, and the letter of each column. */
export type ReadList = { readonly rows: readonly RawRow[]; readonly columns: Letters }

/** How many lines above the header a list may have: titles, a place and a day. */
const titleLinesMax = 15
export const rowsMax = 50_000

/**
 * Finds the header of a list, and takes the cells below it by our names. Columns that we do not know are left aside; refused
 * where a column is missing that every row needs, or where there are more rows than one list may have.
 */
export async function readList(kind: OpeningKind, lines: AsyncIterable<ReadRow>): Promise<ReadList> {
	let header: ReadonlyMap<OpeningKey, number> | null = null
	const rows: RawRow[] = []
	let seen = 0
	for await (const { line, cells } of lines) {
		if (header === null) {
			header = headerOf(kind, cells)
			seen += 1
			if (header === null && seen >= titleLinesMax) break
			continue
		}
		const said = Object.fromEntries(
			[...header].flatMap(([key, index]) => {
				const cell = cells[index]
				return cell === undefined || cell.kind === 'empty' ? [] : [[key, { text: cell.text, kind: cell.kind }]]
			}),
		) as Cells
		if (Object.keys(said).length === 0 || isExample(kind, said)) continue
		if (rows.length >= rowsMax) throw new Refusal('opening.too-many-rows', { path: 'file', details: { limit: String(rowsMax) } })
		rows.push({ line, key: keyOf(said), cells: said })
	}
	const missing = openingColumns[kind].filter(({ key, isRequired }) => isRequired && header?.has(key) !== true)
	if (header === null || missing.length > 0) {
		const wanted = missing.length > 0 ? missing : openingColumns[kind].filter(({ isRequired }) => isRequired)
		throw new Refusal('opening.column-missing', { path: 'file', details: { columns: wanted.map(({ header: name }) => name).join(', ') } })
	}
	if (rows.length === 0) throw new Refusal('opening.no-rows', { path: 'file' })
	return { rows, columns: Object.fromEntries([...header].map(([key, index]) => [key, columnLetters(index)])) }
}

/** Whether this is the line that the template gives as an example, and nobody has taken away. */
function isExample(kind: OpeningKind, cells: Cells): boolean {
	const texts = openingColumns[kind].filter((column) => column.kind === 'text' && column.example !== '')
	return texts.every(({ key, example }) => cells[key]?.text === example)
}

/** Which column holds what; null where this line is no header: it names hardly any of our columns. */
function headerOf(kind: OpeningKind, cells: readonly ReadCell[]): ReadonlyMap<OpeningKey, number> | null {
	const names = new Map(openingColumns[kind].flatMap(({ key, header }) => [[fold(header), key] as const, [fold(key), key] as const]))
	const found = new Map<OpeningKey, number>()
	for (const [index, { text }] of cells.entries()) {
		const key = names.get(fold(text.replace(/\*\s*$/, '')))
		if (key !== undefined && !found.has(key)) found.set(key, index)
	}
	return found.size >= 3 ? found : null
}
