import type { Asker } from '../access/asker.js'
import type { Sheet, SheetRow } from '../documents/sheet.js'
import type { Template } from '../documents/template-xlsx.js'
import type { Instant } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { openingWithin } from './actions.js'
import { leftColumns, leftRow, shownTo } from './left-rows.js'
import { readLeftRows } from './store.js'

/** The rows of a list that were not opened, as a sheet of the same columns with the reason. */
export async function leftRowsSheet(tx: Tx, id: string, asker: Asker, knownAt: Instant) {
	const { kind, openingOn } = await openingWithin(tx, id, asker)
	async function* rows(): AsyncGenerator<SheetRow> {
		for (let after = 0; ; ) {
			const page = await readLeftRows(tx, id, after, pageSize)
			for (const row of page) yield leftRow(kind, shownTo(asker, row), row.faults)
			const last = page.at(-1)
			if (last === undefined || page.length < pageSize) return
			after = last.line
		}
	}
	const sheet: Sheet = { name: 'Chưa nhập được', columns: leftColumns(kind), rows: rows(), madeAt: knownAt }
	return { sheet, file: { name: `chua-nhap-duoc-${id}`, asOf: openingOn, knownAt } }
}

const pageSize = 1_000

/** The template as a plain sheet: its header and its example. */
export function templateSheet(template: Template, madeAt: Instant): Sheet {
	const columns = template.columns.map(({ header }, index) => ({ key: String(index), header, kind: 'text' as const }))
	async function* rows(): AsyncGenerator<SheetRow> {
		yield Object.fromEntries(template.columns.map(({ example }, index) => [String(index), example]))
	}
	return { name: template.name, columns, rows: rows(), madeAt }
}
