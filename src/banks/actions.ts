import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { batches } from '../documents/sheet.js'
import { standings } from '../lending/question-actions.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import { readLabels, readLastTransactions } from '../reports/labels-store.js'
import { readMap } from '../units/actions.js'
import { layoutFor, owesAnything, reconciliationRow, reconciliationSheet } from './reconciliation.js'

/**
 * The list of a lender's loans as they stand in the Union's book, for the lender to check against its own. Only that
 * lender's clerk and those who keep or audit the book reach it; another lender's list is as unknown as one that is not there.
 */
export async function reconciliation(tx: Tx, lenderId: string, asker: Asker, clocks: Clocks) {
	const { id, code, name } = await findLender(tx, lenderId, asker)
	const { asOf, knownAt } = clocks
	const maps = { map2022: await readMap(tx, '2022'), map2025: await readMap(tx, '2025') }
	async function* rows() {
		for await (const batch of batches(owing(tx, id, asker, clocks))) {
			const loans = batch.map(({ row }) => row)
			const ids = loans.map(({ contract }) => contract.id)
			const around = { asOf, ...maps, labels: await readLabels(tx, loans), last: await readLastTransactions(tx, ids, asOf, knownAt) }
			for (const loan of batch) yield reconciliationRow(loan, around)
		}
	}
	return { lender: { id, code, name }, ...reconciliationSheet(rows(), layoutFor(code), knownAt) }
}

async function* owing(tx: Tx, lenderId: string, asker: Asker, clocks: Clocks) {
	for await (const loan of standings(tx, { lenderId }, asker.scope, clocks)) if (owesAnything(loan)) yield loan
}
