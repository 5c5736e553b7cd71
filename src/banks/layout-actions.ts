import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import { layoutKept, type ReconciliationLayout, refuseUnfitColumns } from './layout.js'
import * as store from './layout-store.js'
import { layoutFor } from './reconciliation.js'
import type { EnterLayout } from './schemas.js'

/** The list of a lender as it looked on a day, as far as was known then: an old export is the same for ever. */
export async function layoutThen(
	tx: Tx,
	lender: { readonly id: string; readonly code: string },
	clocks: Clocks,
): Promise<ReconciliationLayout> {
	const line = await store.readLayout(tx, lender.id, clocks)
	return line === null ? layoutFor(lender.code) : layoutKept(line.columns)
}

/** What holds on a day, and every line that was entered. Before the first one the program's own holds, of which nobody has said that it is right. */
export async function findLayout(tx: Tx, lenderId: string, asker: Asker, clocks: Clocks) {
	const { id, code, name } = await findLender(tx, lenderId, asker)
	const line = await store.readLayout(tx, id, clocks)
	const columns = (line?.columns ?? layoutFor(code).columns).map(({ key, header }) => ({ key, header }))
	const { from = null, source = programs, certainty = 'project decision' as const } = line ?? {}
	const entered = (await store.listLayouts(tx, id, clocks.knownAt)).map(({ recordedBy: _, ...one }) => one)
	return { lender: { id, code, name }, from, columns, source, certainty, entered, ...clocks }
}

/** Enters what a lender's list looks like from a day on. Lists of earlier days, and those that were known earlier, stay as they were. */
export async function enterLayout(tx: Tx, lenderId: string, { from, columns, source, certainty }: EnterLayout, asker: Asker) {
	const { id } = await findLender(tx, lenderId, asker)
	refuseUnfitColumns(columns)
	const line = { from, columns, source, certainty }
	return { id: await store.insertLayout(tx, { ...line, lenderId: id, recordedBy: asker.userId }), lenderId: id, ...line }
}

const programs = 'Mẫu của chương trình; ngân hàng chưa xác nhận / The program’s own; no bank has confirmed it'
