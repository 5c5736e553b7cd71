import type { Asker, Scope } from '../access/asker.js'
import { known } from '../contracts/contract.js'
import { type Clocks, stateTold } from '../contracts/knowledge.js'
import { retellPages, retellRows } from '../contracts/retell-actions.js'
import { type Finding, retell } from '../contracts/retell.js'
import { readEvents } from '../contracts/store.js'
import type { StoredEvent } from '../contracts/stored.js'
import { placeParties } from '../groups/party-store.js'
import { must } from '../kernel/assert.js'
import { type CalendarDate, calendarDate, earlier } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import { readsSensitive } from '../members/privacy.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageWish } from '../platform/page.js'
import { findUnit } from '../units/actions.js'
import { communesBelow } from '../units/store.js'
import { cachedState, eventOfStored, keptFund } from './kept.js'
import { fundKinds } from './kind.js'
import { flowsOf, type FundFlow, type Period, summedFlows } from './report.js'
import type { FundReportQuery, ListFunds } from './schemas.js'
import * as store from './store.js'
import type { FundFilter, FundRow } from './stored.js'
import { fundLine, fundView, type Naming, partiesOf } from './views.js'

/** A fund as it stood on a day, as it was known at a moment; as unknown as none before it was opened. */
export async function findFund(tx: Tx, id: string, asker: Asker, clocks: Clocks) {
	const row = await store.readFund(tx, id, asker.scope, 'read')
	const history = known(must((await readEvents(tx, [id])).get(id), 'a history that was asked for'), clocks.asOf, clocks.knownAt)
	if (history.length === 0) throw new Refusal('fund.not-found')
	return fundView(row, stateTold(keptFund(row.contract), clocks, history), history, await namingOf(tx, history, asker), clocks)
}

/** A fund as it stands after what was just recorded on it. */
export async function findFundNow(tx: Tx, id: string, asker: Asker, today: CalendarDate) {
	const { contract } = await store.readFund(tx, id, asker.scope, 'read')
	return findFund(tx, id, asker, { asOf: today, knownAt: contract.lastRecordedAt })
}

/** A page of funds with what they hold now, by id. */
export async function listFunds(tx: Tx, { unitId, ...query }: ListFunds, scope: Scope): Promise<Page<ReturnType<typeof fundLine>>> {
	const { items, next } = await store.listFunds(tx, { ...query, place: await placeOf(tx, unitId) }, scope, pageWish(query))
	return { items: items.map((row) => fundLine(row, cachedState(row.contract))), next }
}

/** What came in and went out in a period, by purpose, keeper or kind, with what was promised and kept, as it was known at a moment. */
export async function fundReport(tx: Tx, query: FundReportQuery, scope: Scope, { asOf, knownAt }: Clocks) {
	const { by, kind, unitId } = query
	const period = periodOf(query, asOf)
	if (unitId !== undefined) await findUnit(tx, unitId, asOf)
	const lines = new Map<string, { readonly name: string; readonly flows: FundFlow[] }>()
	for await (const { row, history } of fundsOver(tx, { kind, place: await placeOf(tx, unitId) }, scope)) {
		const clocks = { asOf: period.to, knownAt }
		const events = known(history, period.to, knownAt).map(eventOfStored)
		for (const flow of flowsOf(row.contract.id, events, stateTold(keptFund(row.contract), clocks, history), period)) {
			const { key, name } = keyOf(by, row, flow)
			const line = lines.get(key)
			if (line === undefined) lines.set(key, { name, flows: [flow] })
			else line.flows.push(flow)
		}
	}
	const told = [...lines].sort(([a], [b]) => (a < b ? -1 : 1))
	return {
		rows: told.map(([key, { name, flows }]) => ({ key, name, ...summedFlows(flows) })),
		totals: summedFlows(told.flatMap(([, { flows }]) => flows)),
		by,
		...period,
		asOf,
		knownAt,
	}
}

/** Tells every fund again from its events and compares it with the books; finds what is not as the events say. */
export function retellFunds(tx: Tx, counted: (funds: number) => void): AsyncGenerator<Finding> {
	return retellPages(
		async (after) => (await store.listFunds(tx, {}, { kind: 'all' }, { limit: 200, after: [after] })).items,
		(rows) =>
			retellRows(tx, rows, ({ row, fresh, history, booked }) => [
				openedOtherwise(row, history),
				retell(keptFund(fresh), row.contract, history, booked),
			]),
		counted,
	)
}

/** Every fund that the filter and the scope let through, with all that ever happened to it. */
async function* fundsOver(tx: Tx, filter: FundFilter, scope: Scope) {
	for (let after = '0'; ; ) {
		const { items } = await store.listFunds(tx, filter, scope, { limit: 200, after: [after] })
		const last = items.at(-1)
		if (last === undefined) return
		const histories = await readEvents(
			tx,
			items.map(({ contract }) => contract.id),
		)
		for (const row of items) yield { row, history: histories.get(row.contract.id) ?? [] }
		after = last.contract.id
	}
}

function periodOf({ year, ...query }: FundReportQuery, asOf: CalendarDate): Period {
	const from = year === undefined ? (query.from ?? null) : calendarDate(`${year}-01-01`)
	const last = year === undefined ? query.to : calendarDate(`${year}-12-31`)
	const to = last === undefined ? asOf : earlier(last, asOf)
	if (from !== null && from > to) throw new Refusal('fund.period-backwards', { path: 'from', details: { from, to } })
	return { from, to }
}

function keyOf(
	by: FundReportQuery['by'],
	{ kind, keeper }: FundRow,
	{ purpose }: FundFlow,
): { readonly key: string; readonly name: string } {
	if (by === 'purpose') return { key: purpose, name: purpose }
	return by === 'kind' ? { key: kind, name: fundKinds[kind] } : { key: `${keeper.kind}-${keeper.id}`, name: keeper.name }
}

async function placeOf(tx: Tx, unitId: string | undefined): Promise<FundFilter['place']> {
	return unitId === undefined ? undefined : { unitId, communeIds: await communesBelow(tx, unitId) }
}

/** The names of those whom the events name; who may read a fund may read who gave to it. */
async function namingOf(tx: Tx, history: readonly StoredEvent[], { role }: Asker): Promise<Naming> {
	const placed = await placeParties(tx, partiesOf(history), { kind: 'all' })
	return { placed: new Map(placed.map((one) => [`${one.kind} ${one.id}`, one])), childrenInFull: readsSensitive(role) }
}

function openedOtherwise({ contract, openedOn }: FundRow, [opened]: readonly StoredEvent[]): Finding | null {
	if (opened === undefined || opened.on === openedOn) return null
	return { contractId: contract.id, seq: 1, what: `opened on ${openedOn}, its first event says ${opened.on}` }
}
