import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import { type FormCode, formCatalogue, formCodes } from './catalogue-forms.js'
import type { GroupList } from './group-papers.js'
import { laidOver, refuseUnknownColumns } from './layout.js'
import * as store from './layout-store.js'
import type { EnterLayout } from './layout-schemas.js'
import type { SheetLayout } from './sheet-layout.js'

/** The forms that can be corrected, as the program brings them. */
export function listForms() {
	return { items: formCodes.map((code) => formView(code, formCatalogue[code])) }
}

/** A form as it holds for a lender on a day, and every line that was entered for it. */
export async function findForm(tx: Tx, code: FormCode, lenderId: string | null, asker: Asker, clocks: Clocks) {
	if (lenderId !== null) await findLender(tx, lenderId, asker)
	const line = await store.readLayout(tx, code, lenderId, clocks)
	return { ...formView(code, overOf(code, line)), entered: (await store.listLayouts(tx, code, asker.scope)).map(lineView) }
}

/** Enters how a form looks from a day on, for one lender or for all. Papers of earlier days stay as they were. */
export async function enterLayout(tx: Tx, code: FormCode, command: EnterLayout, asker: Asker) {
	const { lenderId = null, from, source, certainty, ...layout } = command
	if (lenderId !== null) await findLender(tx, lenderId, asker)
	refuseUnknownColumns(formCatalogue[code], layout)
	const line = { form: code, lenderId, from, layout, source, certainty }
	return lineView({ id: await store.insertLayout(tx, line, asker.userId), ...line })
}

/** A list of a group in the form that its lender has on the day. */
export async function laidOut(tx: Tx, code: FormCode, list: GroupList, lenderId: string | null, clocks: Clocks): Promise<GroupList> {
	return { ...list, layout: overOf(code, await store.readLayout(tx, code, lenderId, clocks)) }
}

function overOf(code: FormCode, line: store.LayoutLine | null): SheetLayout {
	const known = formCatalogue[code]
	return line === null ? known : laidOver(known, line.layout, line.source, line.certainty)
}

function formView(
	code: FormCode,
	{ form, title, columns, orientation, rowHeight, signers, footnotes = [], source, certainty }: SheetLayout,
) {
	return { code, form, title, columns, orientation, rowHeight, signers, footnotes, source, certainty }
}

function lineView({ id, lenderId, from, layout, source, certainty }: store.LayoutLine) {
	return { id, lenderId, from, ...layout, source, certainty }
}
