import { columnLetters, type ReadCell, type ReadRow } from '../documents/read-cell.js'
import { Refusal } from '../kernel/refusal.js'
import { type ListKey, namingKeys } from './keys.js'
import { knownHeaders } from './known-headers.js'

/** What a header stands for; null where the column is passed over. */
export type Mapping = readonly { readonly header: string; readonly key: ListKey | null }[]

/** How it is known what a column holds: told with this file, remembered of the lender, by its header, or not at all. */
export const columnSources = ['told', 'remembered', 'header', 'unknown'] as const

/** One column of a file. */
export type ListColumn = {
	readonly column: string
	readonly header: string
	readonly key: ListKey | null
	readonly how: (typeof columnSources)[number]
}

/** Where the table of a file begins, and what its columns hold. */
export type Heading = { readonly line: number; readonly lastLine: number; readonly columns: readonly ListColumn[] }

/** Above a table there is a title, and the names of the bank and of the day. */
export const headingLinesMax = 40

/** A header as it is compared: without case, marks at its end, and blanks more than one. */
export function headerText(header: string): string {
	return header
		.normalize('NFC')
		.toLowerCase()
		.replace(/\s+/gu, ' ')
		.replace(/[\s:.*]+$/u, '')
		.trim()
}

/** Says what a header stands for: what was told counts before what is remembered, and that before what every list is known to say. */
export function headerReader(lenderCode: string, told: Mapping, remembered: Mapping) {
	const known = knownHeaders
		.filter(({ lender }) => lender === undefined || lender === lenderCode)
		.flatMap(({ headers }) => Object.entries(headers).map(([header, key]) => ({ header, key })))
	const layers = (
		[
			['told', told],
			['remembered', remembered],
			['header', known],
		] as const
	).map(([how, mapping]) => {
		const byHeader = new Map<string, ListKey | null>()
		for (const { header, key } of mapping) if (!byHeader.has(headerText(header))) byHeader.set(headerText(header), key)
		return { how, byHeader }
	})
	return (header: string): Pick<ListColumn, 'key' | 'how'> => {
		const text = headerText(header)
		for (const { how, byHeader } of layers) {
			const key = byHeader.get(text)
			if (key !== undefined) return { key, how }
		}
		return { key: null, how: 'unknown' }
	}
}

/**
 * Finds the heading among the first lines of a file: the line that names most columns, or two lines of which the upper one
 * spans several columns ("Dư nợ" over "Trong hạn", "Quá hạn"). Refused where no line names a loan and an amount.
 */
export function findHeading(rows: readonly ReadRow[], read: ReturnType<typeof headerReader>): Heading {
	let best: Heading | null = null
	for (const [index, row] of rows.entries()) {
		const below = rows[index + 1]
		for (const second of below !== undefined && below.line === row.line + 1 ? [null, below] : [null]) {
			const columns = columnsOf(row, second, read)
			if (best === null || named(columns) > named(best.columns)) best = { line: row.line, lastLine: (second ?? row).line, columns }
		}
	}
	const keys = best?.columns.flatMap(({ key }) => (key === null ? [] : [key])) ?? []
	if (best === null || keys.length < 2 || !keys.some((key) => namingKeys.some((naming) => naming === key))) {
		throw new Refusal('bank-list.no-heading', { path: 'file' })
	}
	const twice = keys.find((key, index) => keys.indexOf(key) !== index)
	if (twice !== undefined) throw new Refusal('bank-list.column-twice', { path: 'mapping', details: { headers: headersOf(best, twice) } })
	return best
}

function columnsOf(row: ReadRow, below: ReadRow | null, read: ReturnType<typeof headerReader>): readonly ListColumn[] {
	const width = Math.max(row.cells.length, below?.cells.length ?? 0)
	return Array.from({ length: width }, (_, index): ListColumn => {
		const [upper, lower] = [wordsOf(row.cells[index]), wordsOf(below?.cells[index])]
		const headers = lower === '' || lower === upper ? [upper] : [`${upper} ${lower}`.trim(), lower]
		const header = headers.find((one) => read(one).how !== 'unknown') ?? headers[0] ?? ''
		return { column: columnLetters(index), header, ...read(header) }
	})
}

function named(columns: readonly ListColumn[]): number {
	return new Set(columns.flatMap(({ key }) => (key === null ? [] : [key]))).size
}

function wordsOf(cell: ReadCell | undefined): string {
	return cell?.kind === 'text' ? cell.text.slice(0, 200) : ''
}

function headersOf({ columns }: Heading, key: ListKey): string {
	return columns
		.filter((column) => column.key === key)
		.map(({ header, column }) => `${column} "${header}"`)
		.join(', ')
}
