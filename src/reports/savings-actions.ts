import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { Tx } from '../platform/database.js'
import { keyedRows } from './keyed.js'
import { periodQuestion } from './keyed-actions.js'
import { withoutKey } from './savings.js'
import type { SavingsQuery } from './savings-schemas.js'
import { sumSavings } from './savings-store.js'

/** What members have saved by lender, product, place or group, on any day as it was known at any moment. */
export async function savings(tx: Tx, query: SavingsQuery, asker: Asker, clocks: Clocks) {
	const question = await periodQuestion(tx, query, asker, clocks)
	const { by, from } = question
	const { rows, totals } = keyedRows(await sumSavings(tx, question, asker.scope), question.map, withoutKey[by])
	return { rows, totals, by, map: query.map, from, ...clocks }
}
