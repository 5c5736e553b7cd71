import type { Asker } from '../access/asker.js'
import type { ListKey } from '../banklists/keys.js'
import type { Clocks } from '../contracts/knowledge.js'
import { batches } from '../documents/sheet.js'
import { Refusal } from '../kernel/refusal.js'
import { standings } from '../lending/question-actions.js'
import type { LoanFilter } from '../lending/stored.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import { readLastSigned, readSigned } from '../reconciliations/signed-store.js'
import { filterOf } from '../reports/keyed-actions.js'
import { readLabels, readLastTransactions } from '../reports/labels-store.js'
import { readMap } from '../units/actions.js'
import { deltas, deltaSheet, type ListedRow, movedByCalendar } from './delta.js'
import { layoutThen } from './layout-actions.js'
import { owesAnything, reconciliationRow, reconciliationSheet } from './reconciliation.js'

/** Of which loans of a lender a list is: all, or those of a group or of a unit. */
export type Part = { readonly groupId?: string | undefined; readonly unitId?: string | undefined }

/**
 * The list of a lender's loans as they stand in the Union's book, for the lender to check against its own. Only that
 * lender's clerk and those who keep or audit the book reach it; another lender's list is as unknown as one that is not there.
 */
export async function reconciliation(tx: Tx, lenderId: string, part: Part, asker: Asker, clocks: Clocks) {
	const { id, code, name } = await findLender(tx, lenderId, asker)
	const filter = await filterOf(tx, { ...part, lenderId: id }, asker, clocks.asOf)
	const layout = await layoutThen(tx, { id, code }, clocks)
	async function* rows() {
		for await (const { row } of reconciliationRows(tx, filter, asker, clocks)) yield row
	}
	return { lender: { id, code, name }, ...reconciliationSheet(rows(), layout, clocks.knownAt) }
}

/**
 * The loans of which the list says something else than the copy that both sides signed: the last one, or a named one. What was
 * signed is told again from its day and its moment of knowledge, so nothing had to be kept.
 */
export async function reconciliationDelta(tx: Tx, lenderId: string, since: string, part: Part, asker: Asker, clocks: Clocks) {
	const { id, code, name } = await findLender(tx, lenderId, asker)
	const signed = since === 'lastSigned' ? await readLastSigned(tx, id, clocks.asOf) : await readSigned(tx, id, since)
	if (signed === null) throw new Refusal('export.not-signed', { path: 'since' })
	const filter = await filterOf(tx, { ...part, lenderId: id }, asker, clocks.asOf)
	const layout = await layoutThen(tx, { id, code }, clocks)
	const still: readonly ListKey[] = signed.asOf === clocks.asOf ? [] : movedByCalendar
	const compared = layout.columns.map(({ key }) => key).filter((key) => !still.includes(key))
	const { asOf, knownAt } = signed
	const found = deltas(reconciliationRows(tx, filter, asker, { asOf, knownAt }), reconciliationRows(tx, filter, asker, clocks), compared)
	return { lender: { id, code, name }, since: signed, ...deltaSheet(found, layout, clocks.knownAt) }
}

/** Each loan that owes anything as one row of the list, in the order of the loans' ids. */
export async function* reconciliationRows(tx: Tx, filter: LoanFilter, asker: Asker, clocks: Clocks): AsyncGenerator<ListedRow> {
	const { asOf, knownAt } = clocks
	const maps = { map2022: await readMap(tx, '2022'), map2025: await readMap(tx, '2025') }
	for await (const batch of batches(owing(tx, filter, asker, clocks))) {
		const loans = batch.map(({ row }) => row)
		const ids = loans.map(({ contract }) => contract.id)
		const around = { asOf, ...maps, labels: await readLabels(tx, loans), last: await readLastTransactions(tx, ids, asOf, knownAt) }
		for (const loan of batch) yield { loanId: loan.row.contract.id, row: reconciliationRow(loan, around) }
	}
}

async function* owing(tx: Tx, filter: LoanFilter, asker: Asker, clocks: Clocks) {
	for await (const loan of standings(tx, filter, asker.scope, clocks)) if (owesAnything(loan)) yield loan
}
