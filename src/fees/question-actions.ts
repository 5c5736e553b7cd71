import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { retellPages, retellRows } from '../contracts/retell-actions.js'
import type { Finding } from '../contracts/retell.js'
import { retell } from '../contracts/retell.js'
import { readEvents } from '../contracts/store.js'
import type { StoredEvent } from '../contracts/stored.js'
import { must, never } from '../kernel/assert.js'
import { sum } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, pageWish } from '../platform/page.js'
import { findLender } from '../products/actions.js'
import { findUnit, readMap } from '../units/actions.js'
import type { Drawn } from '../units/map.js'
import { communesBelow } from '../units/store.js'
import { readAgreementsById } from './agreement-store.js'
import { explainLine } from './explanation.js'
import { cachedFee, feeEventOf, keptFee } from './kept.js'
import { dueTo } from './line.js'
import type { Month } from './month.js'
import type { ListFees, StatementQuery } from './schemas.js'
import { owedThrough } from './state.js'
import { linesThatStand, type PlacedLine, type StatementKey, sumByKey, sumLines } from './statement.js'
import * as store from './store.js'
import type { FeeRow, Standing } from './stored.js'

/** Fees with what is due, paid and owed now. */
export async function listFees(tx: Tx, query: ListFees, asker: Asker): Promise<Page<ReturnType<typeof feeView>>> {
	const { limit, after } = pageWish(query)
	const { lenderId, groupId, holder } = query
	const rows = await store.readFees(tx, { lenderId, groupId, holder }, asker.scope, { after: after?.[0] ?? '0', limit: limit + 1 })
	return pageOf(rows.map(feeView), limit, ({ id }) => [id])
}

function feeView({ contract, ...row }: FeeRow) {
	const state = cachedFee(contract)
	return { id: contract.id, ...row, due: sum(state.due.values()), paid: state.paid, owed: owedThrough(state) }
}

/** Fees of a kind of one or several months, by group, place or lender, as they were reckoned by a day and known at a moment. */
export async function feeStatement(tx: Tx, query: StatementQuery, asker: Asker, { asOf, knownAt }: Clocks) {
	const { kind, by, map, lenderId, unitId } = query
	const { from, to } = monthsOf(query)
	if (by === 'district' && map === '2025') throw new Refusal('report.no-districts', { path: 'map' })
	if (lenderId !== undefined) await findLender(tx, lenderId, asker)
	if (unitId !== undefined) await findUnit(tx, unitId, asOf)
	const filter = { lenderId, communeIds: unitId === undefined ? undefined : await communesBelow(tx, unitId) }
	const lines = linesThatStand(await store.readStandings(tx, filter, asker.scope, { from, to, asOf, knownAt }), kind)
	const places = by === 'commune' || by === 'district' ? await readMap(tx, map) : null
	const summed = sumByKey(lines, keyOf(by, places))
	const labels = await labelsOf(
		tx,
		by,
		places,
		summed.flatMap(({ id }) => id ?? []),
	)
	const rows = summed
		.map(({ id, ...sums }) => ({ ...((id === null ? undefined : labels.get(id)) ?? keyless(by)), id, ...sums }))
		.sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
	return { rows, totals: sumLines(lines), kind, by, from, to, map, asOf, knownAt }
}

/** How a month was reckoned for a group: its lines explained, and every reckoning of it, with what was due by each. */
export async function explainFees(
	tx: Tx,
	{ lenderId, groupId, month }: { readonly lenderId: string; readonly groupId: string; readonly month: Month },
	asker: Asker,
	{ asOf, knownAt }: Clocks,
) {
	const fees = await store.readFees(tx, { lenderId, groupId }, asker.scope)
	const [fee] = fees
	if (fee === undefined) throw new Refusal('fee.not-found')
	const standings = await store.readStandings(tx, { lenderId, groupId }, asker.scope, { from: month, to: month, asOf, knownAt })
	const lines = standings.flatMap((one) => one.lines.map((line) => ({ ...line, ...keysOf(one) })))
	const unique = [...new Map(lines.map((line) => [`${line.agreementId} ${line.communeId}`, line])).values()]
	const agreements = await readAgreementsById(
		tx,
		unique.map(({ agreementId }) => agreementId),
	)
	const histories = await readEvents(
		tx,
		fees.map(({ contract }) => contract.id),
		{ asOf, knownAt },
	)
	return {
		lenderId,
		groupId,
		groupCode: fee.groupCode,
		month,
		lines: unique.map((line) => explainLine(line, must(agreements.get(line.agreementId), 'the agreement of a line'), asker.language)),
		reckonings: fees.flatMap((one) => reckoningsOf(one, histories.get(one.contract.id) ?? [], month)),
		asOf,
		knownAt,
	}
}

function keysOf({ lenderId, groupId }: Standing) {
	return { lenderId, groupId }
}

function reckoningsOf({ contract, groupId, holder }: FeeRow, history: readonly StoredEvent[], month: Month) {
	return history.flatMap((stored) => {
		const { details, type, on, seq } = feeEventOf(stored)
		if (details.lines === undefined || details.month !== month) return []
		return [
			{
				feeId: contract.id,
				groupId,
				holder,
				eventId: String(seq),
				type,
				on,
				recordedAt: stored.recordedAt,
				knownAt: must(details.knownAt, 'the knowledge of a reckoning'),
				due: dueTo(holder, details.lines),
				reversedBy: history.filter(({ reverses }) => reverses === seq).map((event) => String(event.seq))[0] ?? null,
				causes: details.causes ?? [],
			},
		]
	})
}

/** Tells every fee again from its events, and answers what is not as they say. */
export function retellFees(tx: Tx, counted: (fees: number) => void): AsyncGenerator<Finding> {
	return retellPages(
		(after) => store.readFees(tx, {}, { kind: 'all' }, { after, limit: 500 }),
		(rows) =>
			retellRows(tx, rows, ({ row, fresh, history, booked }) => [retell(keptFee(row.holder, fresh), row.contract, history, booked)]),
		counted,
	)
}

/** One month, or from one to another; the query has either. */
function monthsOf({ month, from, to }: StatementQuery): { readonly from: Month; readonly to: Month } {
	const first = must(month ?? from, 'a first month')
	const last = must(month ?? to, 'a last month')
	if (last < first) throw new Refusal('fee.period-backwards', { path: 'to', details: { from: first, to: last } })
	return { from: first, to: last }
}

function keyOf(by: StatementKey, places: ReadonlyMap<string, Drawn> | null): (line: PlacedLine) => string | null {
	switch (by) {
		case 'group':
			return ({ groupId }) => groupId
		case 'commune':
			return ({ communeId }) => places?.get(communeId)?.unitId ?? communeId
		case 'district':
			return ({ communeId }) => places?.get(communeId)?.parentId ?? null
		case 'lender':
			return ({ lenderId }) => lenderId
		case 'province':
			return () => null
		default:
			return never(by)
	}
}

function keyless(by: StatementKey): Label {
	return { key: null, name: by === 'province' ? 'Toàn tỉnh' : 'Chưa rõ địa bàn' }
}

type Label = { readonly key: string | null; readonly name: string }

async function labelsOf(
	tx: Tx,
	by: StatementKey,
	places: ReadonlyMap<string, Drawn> | null,
	ids: readonly string[],
): Promise<ReadonlyMap<string, Label>> {
	if (places === null) return by === 'province' ? new Map() : store.readLabels(tx, by === 'lender' ? 'lenders' : 'groups', ids)
	return by === 'commune' ? new Map([...places.values()].map(({ unitId, code, name }) => [unitId, { key: code, name }])) : districts(places)
}

/** Districts are drawn as themselves. */
function districts(places: ReadonlyMap<string, Drawn>): ReadonlyMap<string, Label> {
	return new Map([...places].map(([id, { code, name }]) => [id, { key: code, name }]))
}
