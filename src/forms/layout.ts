import type { Words } from '../kernel/refusal.js'
import { Refusal } from '../kernel/refusal.js'
import type { Certainty } from '../products/template.js'
import type { LayoutColumn, SheetLayout } from './sheet-layout.js'

/** A column as a bank corrects it. What a row has under its key is known to the program; a column that it does not know stays empty, to be filled in by hand. */
export type EnteredColumn = Pick<LayoutColumn, 'key' | 'header' | 'over' | 'width' | 'sheetWidth' | 'isSummed'>

/** What of a form can be corrected without code. */
export type EnteredLayout = Pick<SheetLayout, 'form' | 'title' | 'orientation' | 'rowHeight' | 'signers'> & {
	readonly columns: readonly EnteredColumn[]
	readonly footnotes: readonly Words[]
}

/** Names of columns that the program does not know begin so: who mistypes one that it knows is told. */
export const blankPrefix = 'blank-'

/** A form as it was entered over the one that the program brings: what a column holds is known from there. */
export function laidOver(known: SheetLayout, entered: EnteredLayout, source: string, certainty: Certainty): SheetLayout {
	const columns = entered.columns.map((column): LayoutColumn => {
		const kind = known.columns.find(({ key }) => key === column.key)?.kind ?? 'text'
		return { ...column, kind }
	})
	return { ...known, ...entered, columns, source, certainty }
}

/** Refuses columns that no row can fill: of a key that the form does not have, twice the same, or text that is to be added up. */
export function refuseUnknownColumns(known: SheetLayout, { columns }: EnteredLayout): void {
	for (const [index, { key, isSummed }] of columns.entries()) {
		const path = `columns.${index}.key`
		const found = known.columns.find((column) => column.key === key)
		if (found === undefined && !key.startsWith(blankPrefix))
			throw new Refusal('form.column-unknown', { path, details: { key, keys: known.columns.map((column) => column.key).join(', ') } })
		if (columns.findIndex((column) => column.key === key) !== index) throw new Refusal('form.column-twice', { path, details: { key } })
		if (isSummed === true && found?.kind !== 'money') throw new Refusal('form.column-not-money', { path, details: { key } })
	}
}
