import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { type CalendarDate, monthStart } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import type { Statement } from './statement.js'
import { readEntries, sumStatement } from './statement-store.js'

/**
 * The account of all loans of a lender from a day on, the first of the month where none is said. It is whole or nothing: where
 * loans move between places, a part of it would not add up, so an officer of a part of the province is refused.
 */
export async function lenderStatement(
	tx: Tx,
	lenderId: string,
	wanted: CalendarDate | undefined,
	asker: Asker,
	{ asOf, knownAt }: Clocks,
): Promise<Statement> {
	const { id, code, name } = await findLender(tx, lenderId, asker)
	if (asker.scope.kind !== 'all' && asker.scope.kind !== 'lender') throw new Refusal('export.whole-lender-only', { path: 'format' })
	const from = wanted ?? monthStart(asOf)
	if (from > asOf) throw new Refusal('export.period-backwards', { path: 'from', details: { from, to: asOf } })
	const question = { lenderId: id, from, to: asOf, knownAt }
	return { lender: { id, code, name }, from, to: asOf, knownAt, ...(await sumStatement(tx, question)), entries: readEntries(tx, question) }
}
