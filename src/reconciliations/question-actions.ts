import type { Asker } from '../access/asker.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { pageOf, pageWish } from '../platform/page.js'
import { findLender } from '../products/actions.js'
import { allItems } from './actions.js'
import { copySheet } from './copy.js'
import type { ListItems, ListReconciliations } from './schemas.js'
import * as store from './store.js'
import { itemView, reconciliationView } from './views.js'

/** A page of a lender's reconciliations, the latest first. */
export async function listReconciliations(tx: Tx, lenderId: string, query: ListReconciliations, asker: Asker) {
	await findLender(tx, lenderId, asker)
	const { limit, after } = pageWish(query)
	const rows = await store.listReconciliations(tx, lenderId, { before: after?.[0] ?? null, limit: limit + 1 })
	const page = pageOf(rows, limit, ({ id }) => [id])
	return { ...page, items: page.items.map(reconciliationView) }
}

/** One reconciliation with both sides' sums, group by group. */
export async function findReconciliation(tx: Tx, id: string, asker: Asker) {
	const view = reconciliationView(await store.readReconciliation(tx, id, asker))
	return { ...view, groups: await store.readGroups(tx, id) }
}

/** A page of what was found, by its number. */
export async function listItems(tx: Tx, id: string, { type, status, groupId, q, ...query }: ListItems, asker: Asker) {
	const reconciliation = await store.readReconciliation(tx, id, asker)
	const { limit, after } = pageWish(query)
	const rows = await store.readItems(tx, id, { type, status, groupId, q }, { after: Number(after?.[0] ?? '0'), limit: limit + 1 }, asker)
	const page = pageOf(rows, limit, ({ no }) => [String(no)])
	return { ...page, items: page.items.map((item) => itemView(item, reconciliation)) }
}

/** The copy of a reconciliation that both sides signed, for ever the same; with its lender for a name. */
export async function signedCopy(tx: Tx, id: string, asker: Asker) {
	const reconciliation = await store.readReconciliation(tx, id, asker)
	if (reconciliation.signatures.length < 2) throw new Refusal('reconciliation.not-signed')
	return { reconciliation, ...copySheet(reconciliation, allItems(tx, id)) }
}
