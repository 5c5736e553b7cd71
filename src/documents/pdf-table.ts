import { must } from '../kernel/assert.js'
import { add, type Money, negate, zero } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { PaperCell, PaperColumn, PaperRow, PaperTable } from './paper.js'
import { oneLine } from './sheet.js'

/** A node as the library takes it. */
export type Node = Record<string, unknown>
/** Where the library has put it, once it has. */
type Placed = Node & { readonly positions?: readonly { readonly pageNumber: number }[] }

/** A table, whose titles and headers stand on every page that it goes on to; a row is never broken. */
export function tableNode(table: PaperTable, pageSums: PageSums): Node {
	const { columns, groups, rows, titles = [] } = table
	const named = columns.map(({ header }) => headerCell(header))
	const above = titles.map((title) => spanned(titleCell(title), columns.length).map((cell) => ({ ...cell, border: noBorder })))
	const header =
		groups === undefined
			? [...above, named]
			: [...above, groups.flatMap((group, index) => groupCells(group, named[firstOf(groups, index)])), named]
	return {
		layout: ruled(titles.length),
		fontSize: 9,
		margin: [0, 2, 0, 8],
		unbreakable: table.isUnbroken === true,
		table: {
			headerRows: header.length,
			...(table.rowHeight === undefined ? {} : { heights: (row: number) => (row < header.length ? 'auto' : table.rowHeight) }),
			keepWithHeaderRows: 1,
			dontBreakRows: true,
			widths: columns.map((column, index) => (column.width === 'amount' ? amountWidth(column, index, rows) : column.width)),
			body: [...header, ...rows.map((row) => rowNodes(row, table, pageSums))],
		},
	}
}

const noBorder = [false, false, false, false]

/** In points, at the size of tables: a digit is half as wide as the letters are high, a point a quarter; and a short header has room. */
function amountWidth({ header }: PaperColumn, index: number, rows: readonly PaperRow[]): number {
	const texts = rows.map((row) => {
		const cell = row.cells[index]
		return typeof cell === 'bigint' ? amountText(cell, isRedRow(row)) : ''
	})
	const widths = texts.map((text) => text.replaceAll('.', '').length * 4.5 + (text.split('.').length - 1) * 2.25)
	const longestWord = Math.max(...header.split(' ').map((word) => word.length))
	return Math.max(32, longestWord * 5.5, ...widths) + 1
}

/** The first column of a group. */
function firstOf(groups: NonNullable<PaperTable['groups']>, index: number): number {
	return groups.slice(0, index).reduce((columns, { span }) => columns + span, 0)
}

/** A column that stands alone under the groups is one cell of both rows. */
function groupCells({ text, span }: { readonly text: string | null; readonly span: number }, alone: Node | undefined): readonly Node[] {
	return text === null ? [{ ...alone, rowSpan: 2 }] : spanned(headerCell(text), span)
}

function titleCell(text: string): Node {
	return { text: oneLine(text), bold: true, fontSize: 11, margin: [-3, 6, 0, 2] }
}

function rowNodes(row: PaperRow, table: PaperTable, pageSums: PageSums): readonly Node[] {
	const isTotal = row.is === 'total'
	const isRed = isRedRow(row)
	const nodes = table.columns.map(({ align }, index) => ({
		...cellNode(row.cells[index] ?? null, align ?? 'left', isRed),
		...(isTotal ? { bold: true, fillColor: '#eeeeee' } : {}),
	}))
	if (table.hasPageTotals !== true || isTotal) return nodes
	const [first, ...rest] = nodes
	return [pageSums.counted(must(first, 'a first cell'), table, row.cells), ...rest]
}

function cellNode(cell: PaperCell, align: 'left' | 'center', isRed: boolean): Node {
	const ink = isRed ? { color: redInk } : {}
	if (typeof cell !== 'bigint') return { text: cell === null ? ' ' : oneLine(cell), alignment: align, ...ink }
	return { text: amountText(cell, isRed), alignment: 'right', noWrap: true, ...ink }
}

const redInk = '#c00000'

function isRedRow(row: PaperRow): boolean {
	return row.is === 'cells' && row.isRed === true
}

/** In brackets, (500.000), where it is in red and below zero: so it is read where a printer has no red. */
function amountText(amount: Money, isRed: boolean): string {
	return isRed && amount < 0n ? `(${vietnameseNumber(negate(amount))})` : vietnameseNumber(amount)
}

function headerCell(text: string): Node {
	return { text: oneLine(text), bold: true, alignment: 'center' }
}

function spanned(cell: Node, span: number): readonly Node[] {
	return [{ ...cell, colSpan: span }, ...Array.from({ length: span - 1 }, () => ({ text: '' }))]
}

/**
 * What the summed columns of a table come to on each page: known when the library has placed the rows, which is before
 * it asks for the feet.
 */
export class PageSums {
	private readonly rows: { readonly first: Placed; readonly table: PaperTable; readonly cells: readonly PaperCell[] }[] = []

	/** The first cell of a row, by which its page is known: only where a cell has a name does the library follow it when its row moves on to the next page. */
	counted(cell: Node, table: PaperTable, cells: readonly PaperCell[]): Node {
		const first = { ...cell, id: `row ${this.rows.length + 1}` }
		this.rows.push({ first, table, cells })
		return first
	}

	of(page: number): readonly (readonly [string, Money])[] {
		const here = this.rows.filter(({ first }) => first.positions?.[0]?.pageNumber === page)
		const names = new Set(
			here.flatMap(({ table }) => table.columns.filter((_, column) => hasAmounts(table, column)).map(({ sumName }) => sumName)),
		)
		return [...names].flatMap((name): readonly (readonly [string, Money])[] => (name === undefined ? [] : [[name, this.sumOf(name, here)]]))
	}

	private sumOf(name: string, here: PageSums['rows']): Money {
		let total = zero
		for (const { table, cells } of here) {
			const cell = cells[table.columns.findIndex(({ sumName }) => sumName === name)]
			if (typeof cell === 'bigint') total = add(total, cell)
		}
		return total
	}
}

/** A column that is to be filled in by hand has nothing to be added up. */
function hasAmounts({ rows }: PaperTable, column: number): boolean {
	return rows.some(({ cells }) => typeof cells[column] === 'bigint')
}

/** Fine lines around every cell, but around the titles none. */
function ruled(titles: number) {
	return {
		hLineWidth: (line: number) => (line < titles ? 0 : 0.5),
		vLineWidth: () => 0.5,
		hLineColor: () => '#888888',
		vLineColor: () => '#888888',
		paddingLeft: () => 3,
		paddingRight: () => 3,
		paddingTop: () => 2,
		paddingBottom: () => 1,
	}
}
