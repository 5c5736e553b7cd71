import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { Tx } from '../platform/database.js'
import { keyedRows } from './keyed.js'
import { periodQuestion } from './keyed-actions.js'
import type { LentQuery } from './lent-schemas.js'
import { sumLent } from './lent-store.js'
import { withoutKey } from './outstanding.js'

/** What was paid out in a period by lender, product, place or group, as it was known at any moment. */
export async function lent(tx: Tx, query: LentQuery, asker: Asker, clocks: Clocks) {
	const question = await periodQuestion(tx, query, asker, clocks)
	const { by, from } = question
	const { rows, totals } = keyedRows(await sumLent(tx, question, asker.scope), question.map, withoutKey(by))
	return { rows, totals, by, map: query.map, from, ...clocks }
}
