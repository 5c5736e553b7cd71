import { dayOfCell, moneyOf, rateOfCell, textOfCell, type Told } from '../documents/cell-text.js'
import type { ReadCell } from '../documents/read-cell.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Money, moneyFromText } from '../kernel/money.js'
import { fold } from '../kernel/personal-id.js'
import type { Rate } from '../kernel/rate.js'
import type { OpeningColumn, OpeningKey } from './columns.js'
import { type Fault, fault } from './reasons.js'

/** The cells of a line by our name of their column. */
export type Cells = Readonly<Partial<Record<OpeningKey, ReadCell>>>

/** What a row says, in one way of writing: whole đồng, days as 2026-10-31, a yearly rate as a fraction; null where the cell is empty. */
export type RowValues = {
	readonly text: (key: OpeningKey) => string | null
	readonly money: (key: OpeningKey) => Money | null
	readonly day: (key: OpeningKey) => CalendarDate | null
	readonly rate: (key: OpeningKey) => Rate | null
}

export type ReadRow = { readonly values: RowValues; readonly faults: readonly Fault[] }

/** Reads the cells of a line, each by the kind of its column; what cannot be read is null, and said. */
export function readRow(columns: readonly OpeningColumn[], cells: Cells): ReadRow {
	const faults: Fault[] = []
	const read = new Map<OpeningKey, string>()
	for (const { key, kind, isRequired } of columns) {
		const cell = cells[key]
		const value = cell === undefined ? null : readers[kind](cell)
		if (typeof value === 'string') read.set(key, value)
		else if (value !== null) faults.push(fault(key, value.fault))
		else if (isRequired) faults.push(fault(key, 'cell.required'))
	}
	const text = (key: OpeningKey): string | null => read.get(key) ?? null
	const values: RowValues = {
		text,
		money: (key) => {
			const amount = text(key)
			return amount === null ? null : moneyFromText(amount)
		},
		day: (key) => text(key) as CalendarDate | null,
		rate: (key) => text(key) as Rate | null,
	}
	return { values, faults }
}

/** By what a row is known again: the bank's code of the loan or account, or else our own. Null where it names neither. */
export function keyOf(cells: Cells): string | null {
	const said = (key: OpeningKey): string => fold(cells[key]?.text ?? '')
	const banks = said('bankLoanCode') || said('bankAccountCode')
	if (banks !== '') return `bank ${banks}`
	const ours = said('loanCode') || said('accountCode')
	return ours === '' ? null : `own ${ours}`
}

type Read = string | null | { readonly fault: string }

const said = <T>(told: Told<T>): Read =>
	'fault' in told ? { fault: `cell.${told.fault}` } : told.value === null ? null : String(told.value)

const readers: Readonly<Record<OpeningColumn['kind'], (cell: ReadCell) => Read>> = {
	text: (cell) => said(textOfCell(cell)),
	money: (cell) => {
		const amount = said(moneyOf(cell))
		return typeof amount === 'string' && amount.startsWith('-') ? { fault: 'cell.negative' } : amount
	},
	date: (cell) => said(dayOfCell(cell)),
	rate: (cell) => said(rateOfCell(cell)),
}
