import type { Asker } from '../access/asker.js'
import { daysOfMonth } from '../fees/month.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import { readClosings } from '../ledger/closing-store.js'
import type { Tx } from '../platform/database.js'
import { booksReached } from './centre-actions.js'
import { changeView, totalView } from './changes.js'
import { readChanges, readTotals } from './changes-store.js'
import type { ChangesQuery } from './schemas.js'
import { vietnameseMonth } from './sequence.js'

/**
 * What is known now of the balances at a closed month's end that was not known when it was closed: by contract and account, with
 * the entries about days up to it that were recorded since. Of the books of money; the totals are the difference of the two
 * knowledges. Where a month was closed more than once, since the last time.
 */
export async function closedChanges(
	tx: Tx,
	{ month, book }: ChangesQuery,
	asker: Asker,
	{ today, knownAt }: { readonly today: CalendarDate; readonly knownAt: Instant },
) {
	const { last } = daysOfMonth(month)
	const books = (await booksReached(tx, asker, today, book)).filter(({ unit }) => unit === 'đồng')
	const bookIds = books.map(({ id }) => id)
	const closings = await readClosings(tx, { bookIds, closedThrough: last }, null, 1_000)
	const closed = closings.filter(({ kind, recordedAt }) => kind === 'closed' && recordedAt <= knownAt)
	if (closed.length === 0) throw new Refusal('closing.not-closed', { path: 'month', details: { month: vietnameseMonth(last) } })
	const question = { bookIds, last, knownAt }
	const rows = (await readChanges(tx, question)).map((changed) => changeView(changed, asker.language))
	const totals = (await readTotals(tx, question)).map(totalView)
	return { month, rows, totals, asOf: last, knownAt }
}
