import { type CellFault, cellFaults, dayOfCell, moneyOf, rateOfCell, textOfCell, type Told } from '../documents/cell-text.js'
import { emptyCell, type ReadCell, type ReadRow } from '../documents/read-cell.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'
import type { Rate } from '../kernel/rate.js'
import type { Words } from '../kernel/refusal.js'
import { type ListKey, listKinds, namingKeys } from './keys.js'
import type { Heading, ListColumn } from './mapping.js'

type Kinds = typeof listKinds
type ValueOf = { readonly text: string; readonly money: Money; readonly date: CalendarDate; readonly rate: Rate }

/** One loan as a bank's list tells it; what the list does not say is left out. `line` is that of the file. */
export type ListedLoan = { readonly line: number } & { readonly [K in ListKey]?: ValueOf[Kinds[K]] }

/** Moneys by key. */
export type ListSums = Partial<Record<ListKey, Money>>

/** What is wrong in a file, and where. */
export type ListFault = {
	readonly line: number
	/** Null where it is the whole line. */
	readonly column: string | null
	readonly header: string | null
	readonly text: string
	readonly reason: Words
}

/** What one line of a table turns out to be. */
export type ListLine =
	| { readonly type: 'loan'; readonly loan: ListedLoan }
	| { readonly type: 'faults'; readonly faults: readonly ListFault[] }
	/** The list's own control totals; a sum that is reckoned by a formula is not read. */
	| { readonly type: 'total'; readonly sums: ListSums }
	/** A heading between groups, a group's sum, numbers of columns, a place to sign. */
	| { readonly type: 'passed' }

/** The line names a sum and nobody. */
export const nobodyNamed: Words = {
	vi: 'Có số tiền nhưng không có mã món vay hay tên người vay',
	en: 'There is an amount and no loan or borrower',
}

/** Tells what a line below the heading is. */
export function listLine({ line, cells }: ReadRow, { lastLine, columns }: Heading): ListLine {
	const first = cells.find(({ kind }) => kind !== 'empty')?.text.toLowerCase() ?? ''
	if (line <= lastLine || isNumbering(line, lastLine, cells)) return { type: 'passed' }
	if (/^tổng (cộng|số)/u.test(first)) return { type: 'total', sums: sumsOf(cells, columns) }
	if (/^(cộng|tổng)(?![\p{L}])|^sha-256/u.test(first)) return { type: 'passed' }
	const values: Partial<Record<ListKey, ValueOf[keyof ValueOf]>> = {}
	const faults: ListFault[] = []
	for (const [index, { column, header, key }] of columns.entries()) {
		if (key === null) continue
		const cell = cells[index] ?? emptyCell
		const told = valueOf(cell, key)
		if ('fault' in told) faults.push({ line, column, header, text: cell.text.slice(0, 100), reason: cellFaults[told.fault] })
		else if (told.value !== null) values[key] = told.value
	}
	const given = Object.keys(values) as ListKey[]
	const amounts = given.filter((key) => listKinds[key] === 'money').length
	const coded = values.bankLoanCode !== undefined || values.loanCode !== undefined
	if (amounts === 0 && !coded) return { type: 'passed' }
	if (faults.length > 0) return { type: 'faults', faults }
	if (!namingKeys.some((key) => values[key] !== undefined)) {
		return { type: 'faults', faults: [{ line, column: null, header: null, text: first.slice(0, 100), reason: nobodyNamed }] }
	}
	return { type: 'loan', loan: { line, ...values } as ListedLoan }
}

function valueOf(cell: ReadCell, key: ListKey): Told<ValueOf[keyof ValueOf]> | { readonly fault: CellFault } {
	const kind = listKinds[key]
	switch (kind) {
		case 'money':
			return moneyOf(cell)
		case 'date':
			return dayOfCell(cell)
		case 'rate':
			return rateOfCell(cell)
		default:
			return textOfCell(cell)
	}
}

function sumsOf(cells: readonly ReadCell[], columns: readonly ListColumn[]): ListSums {
	const sums: ListSums = {}
	for (const [index, { key }] of columns.entries()) {
		if (key === null || listKinds[key] !== 'money') continue
		const told = moneyOf(cells[index] ?? emptyCell)
		if ('value' in told && told.value !== null) sums[key] = told.value
	}
	return sums
}

/** Under a heading columns are often numbered: (1), (2), (3) = (4) + (5). */
function isNumbering(line: number, lastLine: number, cells: readonly ReadCell[]): boolean {
	const filled = cells.filter(({ kind }) => kind !== 'empty')
	return line === lastLine + 1 && filled.length > 2 && filled.every(({ text }) => /^\(?[\dA-Z]{1,2}\)?( ?=.*)?$/.test(text))
}
