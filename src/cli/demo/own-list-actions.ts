import { programAsker } from '../../access/asker.js'
import { listKeys } from '../../banklists/keys.js'
import type { ListedLoan } from '../../banklists/listed.js'
import { reconciliationRows } from '../../banks/actions.js'
import type { Clocks } from '../../contracts/knowledge.js'
import type { Tx } from '../../platform/database.js'

/** Our own book of a lender as the lender's list would say it, had it the same book: the ground on which differences are planted. */
export async function ownList(tx: Tx, lenderId: string, clocks: Clocks): Promise<readonly ListedLoan[]> {
	const loans: ListedLoan[] = []
	for await (const { row } of reconciliationRows(tx, { lenderId }, programAsker, clocks))
		loans.push({
			line: loans.length + 1,
			...Object.fromEntries(listKeys.flatMap((key) => (row[key] === null ? [] : [[key, row[key]]]))),
		})
	return loans
}
