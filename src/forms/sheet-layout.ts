import type { Paper, PaperCell, PaperColumn, PaperTable } from '../documents/paper.js'
import type { Cell, CellKind, SheetColumn, SheetRow } from '../documents/sheet.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import { type Money, sum } from '../kernel/money.js'
import type { Language, Words } from '../kernel/refusal.js'
import type { Certainty } from '../products/template.js'

/** A column of a form: which fact of a row it shows, under which words, and how wide it is on paper and in a workbook. */
export type LayoutColumn = {
	readonly key: string
	readonly header: Words
	/** Stands over this column and its neighbours that say the same. */
	readonly over?: Words | undefined
	readonly kind: CellKind
	readonly width: PaperColumn['width']
	readonly sheetWidth?: number | undefined
	/** Whether it is added up, at the foot of each page and at the end. */
	readonly isSummed?: true | undefined
}

/**
 * What a form that is a list looks like: its title, its columns in their order, who signs. Data, so that the form of a bank whose columns
 * are otherwise is another layout and no other code; where a real form was not read it says how sure it is.
 */
export type SheetLayout = {
	/** As the bank calls it: "13/TD". */
	readonly form: string
	readonly title: Words
	readonly columns: readonly LayoutColumn[]
	readonly orientation: Paper['orientation']
	/** In points, for signatures in the rows. */
	readonly rowHeight: number
	readonly signers: readonly Words[]
	/** What stands small below the rows. */
	readonly footnotes?: readonly Words[]
	/** A short list stands on one page. */
	readonly isShort?: true
	readonly source: string
	readonly certainty: Certainty
}

/** Rows and their sums as a table of a paper. */
export function layoutTable(layout: SheetLayout, rows: readonly SheetRow[], sums: SheetRow, language: Language): PaperTable {
	const { columns, rowHeight, isShort } = layout
	const groups = groupsOf(columns, language)
	return {
		is: 'table',
		...(isShort === undefined ? { hasPageTotals: true } : { isUnbroken: true, titles: [layout.title[language]] }),
		rowHeight,
		...(groups.some(({ text }) => text !== null) ? { groups } : {}),
		columns: columns.map(({ header, kind, width, isSummed }) => ({
			header: header[language],
			width,
			...(kind === 'date' || kind === 'count' ? { align: 'center' as const } : {}),
			...(isSummed === undefined ? {} : { sumName: header[language].toLowerCase() }),
		})),
		rows: [
			...rows.map((row) => ({ is: 'cells' as const, cells: columns.map(({ key, kind }) => paperCell(row[key] ?? null, kind)) })),
			{ is: 'total', cells: columns.map(({ key, kind }) => paperCell(sums[key] ?? null, kind)) },
		],
	}
}

/** The columns of a workbook. */
export function layoutColumns({ columns }: SheetLayout, language: Language): readonly SheetColumn[] {
	return columns.map(({ key, header, over, kind, sheetWidth }) => ({
		key,
		header: over === undefined ? header[language] : `${over[language]}: ${header[language].toLowerCase()}`,
		kind,
		...(sheetWidth === undefined ? {} : { width: sheetWidth }),
	}))
}

/** What the summed columns come to; a column in which nothing is written stays empty. */
export function layoutSums({ columns }: SheetLayout, rows: readonly SheetRow[], words: SheetRow): SheetRow {
	const isWritten = (key: string): boolean => rows.length === 0 || rows.some((row) => typeof row[key] === 'bigint')
	const summed = columns.filter(({ key, isSummed }) => isSummed === true && isWritten(key))
	return { ...words, ...Object.fromEntries(summed.map(({ key }) => [key, columnSum(rows, key)])) }
}

/** What the amounts of a column come to, in đồng. */
export function columnSum(rows: readonly SheetRow[], key: string): Money {
	return sum(rows.map((row) => row[key]).filter((cell): cell is Money => typeof cell === 'bigint'))
}

function paperCell(cell: Cell, kind: CellKind): PaperCell {
	if (cell === null || typeof cell === 'bigint') return cell
	return kind === 'date' ? vietnameseDate(cell as CalendarDate) : String(cell)
}

function groupsOf(columns: readonly LayoutColumn[], language: Language): NonNullable<PaperTable['groups']> {
	const groups: { text: string | null; span: number }[] = []
	for (const { over } of columns) {
		const last = groups.at(-1)
		if (over !== undefined && last?.text === over[language]) last.span += 1
		else groups.push({ text: over?.[language] ?? null, span: 1 })
	}
	return groups
}
