import type { Asker } from '../access/asker.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { type Found, findOddReceipts, receiptFindings } from '../receipts/findings.js'
import { type BookThen, booksThen } from '../receipts/question-actions.js'
import { countsOf, leafStates } from '../receipts/state.js'
import { communesBelow } from '../units/store.js'
import type { ReceiptsQuery } from './receipts-schemas.js'
import { readReceipted } from './receipts-store.js'

/**
 * What is odd about receipts: gaps, duplicates by whatever way a payment was recorded, numbers that were never issued or
 * are another group's, missing ones, and blank ones at groups that closed; and how many leaves there are of each state.
 */
export async function reportReceipts(
	tx: Tx,
	{ groupId, unitId }: ReceiptsQuery,
	{ scope }: Asker,
	clocks: { readonly asOf: CalendarDate; readonly knownAt: Instant },
) {
	const filter = { groupId, communeIds: unitId === undefined ? undefined : await communesBelow(tx, unitId) }
	const books: BookThen[] = []
	for await (const page of booksThen(tx, filter, scope, clocks)) books.push(...page)
	const rows = findOddReceipts(books, await readReceipted(tx, filter, scope, clocks), clocks.asOf)
	return { rows, totals: totalsOf(books, rows), ...clocks }
}

function totalsOf(books: readonly BookThen[], rows: readonly Found[]) {
	const counts = books.map(({ row, state }) => countsOf(state, row))
	const added = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
	return {
		books: books.length,
		leaves: Object.fromEntries(leafStates.map((state) => [state, added(counts.map((of) => of[state]))])),
		findings: Object.fromEntries(
			receiptFindings.map((finding) => [finding, added(rows.filter((row) => row.finding === finding).map(({ count }) => count))]),
		),
	}
}
