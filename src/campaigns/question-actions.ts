import type { Asker, Scope } from '../access/asker.js'
import { effective, known } from '../contracts/contract.js'
import type { Clocks } from '../contracts/knowledge.js'
import { retellPages, retellRows } from '../contracts/retell-actions.js'
import { type Finding, retell } from '../contracts/retell.js'
import { readEvents } from '../contracts/store.js'
import { must } from '../kernel/assert.js'
import { earlier } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { pageOf, pageWish } from '../platform/page.js'
import { readMap } from '../units/actions.js'
import type { Drawn } from '../units/map.js'
import { communesBelow } from '../units/store.js'
import { campaignOf } from './campaign.js'
import type { CampaignEventDetails } from './event.js'
import { eventOfStored, keptCampaign } from './kept.js'
import { placeOf } from './place.js'
import { reconcile, reconciled } from './reconciliation.js'
import type { ListCampaigns, ListEvents, ReadCampaign } from './schemas.js'
import * as store from './store.js'
import type { AccountDeposits, CampaignRow } from './stored.js'
import { type Tally, tallies, totalOf } from './tally.js'
import { campaignLine, eventView } from './views.js'

/** A campaign with targets and counts by district or commune, on either map, on any day as it was known at any moment. */
export async function findCampaign(tx: Tx, id: string, { by, map }: ReadCampaign, asker: Asker, clocks: Clocks) {
	if (by === 'district' && map === '2025') throw new Refusal('report.no-districts', { path: 'map' })
	const { row, units } = await talliesOf(tx, id, asker.scope, clocks)
	const places = await readMap(tx, map)
	const lines = new Map<string, { readonly place: Drawn; readonly parts: Tally[] }>()
	for (const [unitId, tally] of units) {
		const place = must(placeOf(places, by, unitId), 'a unit on the map')
		const line = lines.get(place.unitId)
		if (line === undefined) lines.set(place.unitId, { place, parts: [tally] })
		else line.parts.push(tally)
	}
	const rows = [...lines.values()].map(({ place, parts }) => ({ ...named(place), ...totalOf(parts) })).sort(byKey)
	return { ...campaignLine(row), rows, totals: totalOf([...units.values()]), by, map, ...clocks }
}

/** What was counted beside what the bank confirmed, unit by unit, with how the two differ. */
export async function findReconciliation(tx: Tx, id: string, asker: Asker, clocks: Clocks) {
	const { row, units } = await talliesOf(tx, id, asker.scope, clocks)
	const places = await readMap(tx, '2022')
	const lines = reconcile(units)
	const rows = lines
		.map(({ unitId, ...line }) => ({ ...named(must(places.get(unitId), 'a unit on the map')), id: unitId, ...line }))
		.sort(byKey)
	return { ...campaignLine(row), rows, totals: reconciled(lines), ...clocks }
}

/** A page of campaigns, by id. */
export async function listCampaigns(tx: Tx, query: ListCampaigns, scope: Scope) {
	const wish = pageWish(query)
	const rows = await store.listCampaigns(tx, query, scope, wish.after?.[0] ?? '0', wish.limit + 1)
	const page = pageOf(rows, wish.limit, ({ contract }) => [contract.id])
	return { ...page, items: page.items.map(campaignLine) }
}

/** What was announced, aimed at, counted and confirmed, in the order in which it was recorded. */
export async function findCampaignEvents(tx: Tx, id: string, query: ListEvents, scope: Scope, clocks: Clocks) {
	const { told } = await campaignThen(tx, id, scope, clocks)
	const wish = pageWish(query)
	const rest = told.filter(({ seq }) => seq > Number(wish.after?.[0] ?? '0')).slice(0, wish.limit + 1)
	const page = pageOf(rest, wish.limit, ({ seq }) => [String(seq)])
	return { ...page, items: page.items.map((event) => eventView(event, told)) }
}

/** What is known of each unit that the asker reaches. */
async function talliesOf(tx: Tx, id: string, scope: Scope, clocks: Clocks) {
	const { row, told, reached } = await campaignThen(tx, id, scope, clocks)
	const deposits = (await depositsOf(tx, row, clocks)).filter(({ communeId }) => reached?.has(communeId) ?? true)
	return { row, units: tallies(effective(told.map(eventOfStored)), deposits) }
}

/** A campaign, and what was known then of what had happened to it in the units that the asker reaches. */
async function campaignThen(tx: Tx, id: string, scope: Scope, { asOf, knownAt }: Clocks) {
	const row = await store.readCampaign(tx, id, scope, 'read')
	const reached = await store.unitsReached(tx, scope)
	const told = known((await readEvents(tx, [id])).get(id) ?? [], asOf, knownAt).filter(({ details }) => {
		const { unitId } = details as CampaignEventDetails
		return unitId === undefined || reached === null || reached.has(unitId)
	})
	return { row, told, reached }
}

/** What savings accounts received that count by themselves. */
async function depositsOf(tx: Tx, { byAccount, from, to }: CampaignRow, { asOf, knownAt }: Clocks): Promise<readonly AccountDeposits[]> {
	if (byAccount === null) return []
	const communeIds = new Set<string>()
	for (const unitId of byAccount.unitIds) for (const communeId of await communesBelow(tx, unitId)) communeIds.add(communeId)
	const { productIds } = byAccount
	return store.sumDeposits(tx, { productIds, communeIds: [...communeIds], from, to: earlier(to, asOf), knownAt })
}

function named({ unitId, code, name }: Drawn) {
	return { key: code, id: unitId, name }
}

function byKey(one: { readonly key: string | null }, other: { readonly key: string | null }): number {
	return (one.key ?? '') < (other.key ?? '') ? -1 : 1
}

/** Tells every campaign again from its events and compares it with the books; finds what is not as the events say. */
export function retellCampaigns(tx: Tx, counted: (campaigns: number) => void): AsyncGenerator<Finding> {
	return retellPages(
		(after) => store.listCampaigns(tx, {}, { kind: 'all' }, after, 50),
		(rows) =>
			retellRows(tx, rows, ({ row, fresh, history, booked }) => [
				retell(keptCampaign(campaignOf(row), fresh), row.contract, history, booked),
			]),
		counted,
	)
}
