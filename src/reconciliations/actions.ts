import type { Asker } from '../access/asker.js'
import { findList, type HandedIn, listedRows, receiveList } from '../banklists/actions.js'
import { addDays, type CalendarDate, monthStart } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import { carry } from './carried.js'
import { itemsOf, toLookInto } from './differences.js'
import { matchLoans } from './match.js'
import { ourLoans } from './our-actions.js'
import { readMovements, sumCollected } from './our-store.js'
import type { BankLoan } from './sides.js'
import { readLastSigned } from './signed-store.js'
import * as store from './store.js'
import type { KeptItem } from './stored.js'
import { toleranceOf } from './tolerance.js'
import { groupTotals, totalsOf } from './totals.js'
import { reconciliationView } from './views.js'

/** Takes a bank's list in, or finds that it is there, and compares it with our book. */
export async function receiveAndReconcile(tx: Tx, handedIn: HandedIn, asker: Asker, today: CalendarDate, knownAt: Instant) {
	const { list } = await receiveList(tx, handedIn, asker, today)
	return reconcileList(tx, list.id, asker, knownAt)
}

/**
 * Compares a kept list with our book of its day as it is known at a moment, loan by loan and group by group, and with what
 * the groups collected; keeps what is found. What the last signed reconciliation left open is carried along.
 */
export async function reconcileList(tx: Tx, listId: string, asker: Asker, knownAt: Instant) {
	const list = await findList(tx, listId, asker)
	const { lenderId, asOf } = list
	const lender = await findLender(tx, lenderId, asker)
	const tolerance = toleranceOf(lender.code)
	const bank: BankLoan[] = []
	for await (const row of listedRows(tx, list.id)) bank.push(row)
	const matched = matchLoans(bank, await ourLoans(tx, lenderId, bank, { asOf, knownAt }))
	const movements = await readMovements(
		tx,
		toLookInto(matched).map(({ loanId }) => loanId),
		{ asOf, knownAt, to: addDays(asOf, tolerance.timingDays) },
	)
	const items = itemsOf(matched, { asOf, tolerance, movements })
	const collected = await sumCollected(tx, lenderId, { from: monthStart(asOf), to: asOf, knownAt })
	const before = await readLastSigned(tx, lenderId, asOf)
	const { carried, vanished } = carry(items, before === null ? [] : await leftOpen(tx, before.id), before?.asOf ?? asOf)
	const id = await store.insertReconciliation(tx, {
		lenderId,
		asOf,
		knownAt,
		listId: list.id,
		listSha256: list.sha256,
		carriedFrom: before?.id ?? null,
		totals: totalsOf(matched, items),
		groups: groupTotals(matched, items, collected),
		vanished,
		recordedBy: asker.userId,
	})
	await store.insertItems(tx, id, carried)
	return reconciliationView(await store.readReconciliation(tx, id, asker))
}

async function leftOpen(tx: Tx, id: string): Promise<readonly KeptItem[]> {
	const left: KeptItem[] = []
	for await (const item of allItems(tx, id)) if (item.status !== null && item.status !== 'accepted') left.push(item)
	return left
}

/** Every item of a reconciliation in its order, whoever asks. */
export async function* allItems(tx: Tx, id: string): AsyncGenerator<KeptItem> {
	for (let after = 0; ; ) {
		const page = await store.readItems(tx, id, {}, { after, limit: 2_000 })
		yield* page
		const last = page.at(-1)
		if (last === undefined || page.length < 2_000) return
		after = last.no
	}
}
