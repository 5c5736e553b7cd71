import type { Asker } from '../access/asker.js'
import { masked, readsPersonalNumbers } from '../members/privacy.js'
import type { Cell, SheetColumn, SheetRow } from '../documents/sheet.js'
import { openingColumns, type OpeningKind } from './columns.js'
import { reasonOf, type Fault } from './reasons.js'
import { readRow, type Cells } from './row.js'

/** The columns of the file of rows that were not opened: those of the list, the line where each stood, and why. */
export function leftColumns(kind: OpeningKind): readonly SheetColumn[] {
	return [
		...openingColumns[kind].map(({ key, header, kind: of }) => ({ key, header, kind: of === 'rate' ? ('text' as const) : of })),
		{ key: 'line', header: 'Dòng trong tệp', kind: 'count' },
		{ key: 'reason', header: 'Lý do', kind: 'text', width: 80 },
	]
}

/** A row as it was written, numbers and days as such where they could be read, so that it may be put right and handed in again. */
export function leftRow(
	kind: OpeningKind,
	{ line, cells }: { readonly line: number; readonly cells: Cells },
	faults: readonly Fault[],
): SheetRow {
	const { values } = readRow(openingColumns[kind], cells)
	const written = openingColumns[kind].map(({ key, kind: of }): readonly [string, Cell] => {
		const text = cells[key]?.text ?? null
		if (of === 'money') return [key, values.money(key) ?? text]
		return [key, of === 'date' ? (values.day(key) ?? text) : text]
	})
	const headerOf = (key: string): string => openingColumns[kind].find((one) => one.key === key)?.header ?? key
	const reason = faults.map((one) => `${headerOf(one.key)}: ${reasonOf(one, 'vi')}`).join('; ')
	return { ...Object.fromEntries(written), line, reason }
}

/** A row as somebody may see it: personal numbers are masked for who does not read them. */
export function shownTo<T extends { readonly cells: Cells }>({ role }: Pick<Asker, 'role'>, row: T): T {
	const { citizenId } = row.cells
	if (readsPersonalNumbers(role) || citizenId === undefined) return row
	return { ...row, cells: { ...row.cells, citizenId: { ...citizenId, text: masked(citizenId.text) } } }
}
