import { type ListKey, listKinds } from '../banklists/keys.js'
import type { SheetColumn } from '../documents/sheet.js'
import { Refusal } from '../kernel/refusal.js'

/** One column of a list: what of a loan it says, and what the bank calls it. */
export type LayoutColumn = { readonly key: ListKey; readonly header: string }

/**
 * The list of one bank. The first two columns are text: below the rows they say what the last two lines are, the
 * control totals with the number of loans, and the digest.
 */
export type ReconciliationLayout = { readonly columns: readonly (SheetColumn & LayoutColumn)[] }

/** A list of columns in the bank's own words. */
export function layoutOf(columns: readonly (readonly [ListKey, string])[]): ReconciliationLayout {
	return { columns: columns.map(([key, header]) => ({ key, header, kind: listKinds[key] })) }
}

/** The same of columns that were kept as data. */
export function layoutKept(columns: readonly LayoutColumn[]): ReconciliationLayout {
	return layoutOf(columns.map(({ key, header }) => [key, header]))
}

/** Refuses columns of which no list can be made that both sides can check. */
export function refuseUnfitColumns(columns: readonly LayoutColumn[]): void {
	for (const what of ['key', 'header'] as const) {
		const again = columns.findIndex((column, index) => columns.slice(0, index).some((other) => other[what] === column[what]))
		const twice = columns[again]
		if (twice !== undefined)
			throw new Refusal('export.column-twice', { path: `columns.${again}.${what}`, details: { column: twice[what] } })
	}
	if (columns.slice(0, 2).some(({ key }) => listKinds[key] !== 'text'))
		throw new Refusal('export.first-columns-not-text', { path: 'columns' })
	if (!columns.some(({ key }) => key === 'bankLoanCode' || key === 'loanCode'))
		throw new Refusal('export.no-loan-code', { path: 'columns' })
}
