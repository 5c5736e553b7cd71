import type { Scope } from '../access/asker.js'
import { known } from '../contracts/contract.js'
import { type Clocks, stateTold } from '../contracts/knowledge.js'
import { retellPages, retellRows } from '../contracts/retell-actions.js'
import { type Finding, retell } from '../contracts/retell.js'
import { readEvents } from '../contracts/store.js'
import type { StoredEvent } from '../contracts/stored.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, earlier } from '../kernel/calendar-date.js'
import { measures } from '../kernel/quantity.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageWish } from '../platform/page.js'
import { findUnit, readMap } from '../units/actions.js'
import { communesBelow } from '../units/store.js'
import { cachedState, keptAid } from './kept.js'
import { type AidLine, shownSums, sumsByUnit } from './report.js'
import { sumAid } from './report-store.js'
import type { AidReportQuery, ListAid } from './schemas.js'
import type { AidRow } from './stored.js'
import * as store from './store.js'
import { aidLine, aidView } from './views.js'

/** An act of help as it stood on a day, as it was known at a moment; as unknown as none before it was recorded. */
export async function findAid(tx: Tx, id: string, scope: Scope, clocks: Clocks) {
	const row = await store.readAid(tx, id, scope, 'read')
	const history = known(must((await readEvents(tx, [id])).get(id), 'a history that was asked for'), clocks.asOf, clocks.knownAt)
	if (history.length === 0) throw new Refusal('aid.not-found')
	return aidView(row, stateTold(keptAid(row), clocks, history), history, clocks)
}

/** Acts as they stand after what was just recorded on them, in the order given. */
export async function findAidNow(tx: Tx, ids: readonly string[], today: CalendarDate) {
	const rows = new Map((await store.readAidActs(tx, ids)).map((row) => [row.contract.id, row]))
	const histories = await readEvents(tx, ids)
	return ids.map((id) => {
		const row = must(rows.get(id), 'an act that was asked for')
		const clocks = { asOf: today, knownAt: row.contract.lastRecordedAt }
		return aidView(row, cachedState(row.contract), histories.get(id) ?? [], clocks)
	})
}

/** A page of acts as they stand now, by id. */
export async function listAid(tx: Tx, { unitId, ...query }: ListAid, scope: Scope): Promise<Page<ReturnType<typeof aidLine>>> {
	const communeIds = unitId === undefined ? undefined : await communesBelow(tx, unitId)
	const { items, next } = await store.listAid(tx, { ...query, communeIds }, scope, pageWish(query))
	return { items: items.map((row) => aidLine(row, cachedState(row.contract))), next }
}

/** What was handed over in a period and is still lent at its end, by a key and by unit, as it was known at a moment. */
export async function aidReport(tx: Tx, query: AidReportQuery, scope: Scope, { asOf, knownAt }: Clocks) {
	const { by, map, unitId, from = null } = query
	const to = query.to === undefined ? asOf : earlier(query.to, asOf)
	if (from !== null && from > to) throw new Refusal('aid.period-backwards', { path: 'from', details: { from, to } })
	if (unitId !== undefined) await findUnit(tx, unitId, asOf)
	const places = by === 'commune' || by === 'district' ? await readMap(tx, map) : null
	const communeIds = unitId === undefined ? null : await communesBelow(tx, unitId)
	const lines = await sumAid(tx, { by, from, to, knownAt, communeIds, map: places }, scope)
	const named = ({ key, name, unit }: AidLine): string => {
		const place = key === null ? undefined : places?.get(key)
		return place?.name ?? name ?? (by === 'kind' ? measures[unit].name : 'Không ghi')
	}
	return {
		rows: lines.map((line) => ({ key: line.key, name: named(line), ...shownSums(line) })),
		totals: sumsByUnit(lines).map(shownSums),
		by,
		map,
		from,
		to,
		asOf,
		knownAt,
	}
}

/** Tells every act of help again from its events and compares it with the books; finds what is not as the events say. */
export function retellAid(tx: Tx, counted: (acts: number) => void): AsyncGenerator<Finding> {
	return retellPages(
		async (after) => (await store.listAid(tx, {}, { kind: 'all' }, { limit: 500, after: [after] })).items,
		(rows) =>
			retellRows(tx, rows, ({ row, fresh, history, booked }) => [
				begunOtherwise(row, history),
				retell(keptAid({ unit: row.unit, contract: fresh }), row.contract, history, booked),
			]),
		counted,
	)
}

function begunOtherwise({ contract, mode, on }: AidRow, [begun]: readonly StoredEvent[]): Finding | null {
	if (begun === undefined || (begun.type === mode && begun.on === on)) return null
	return { contractId: contract.id, seq: 1, what: `entered as ${mode} on ${on}, its first event says ${begun.type} on ${begun.on}` }
}
