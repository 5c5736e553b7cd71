import type { Asker } from '../access/asker.js'
import { known } from '../contracts/contract.js'
import { cacheAnswers, type Clocks, stateKnown } from '../contracts/knowledge.js'
import { retellPages, retellRows } from '../contracts/retell-actions.js'
import { type Finding, retell } from '../contracts/retell.js'
import { readEvents } from '../contracts/store.js'
import type { StoredEvent } from '../contracts/stored.js'
import { must } from '../kernel/assert.js'
import { sum } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { communesBelow } from '../units/store.js'
import { keptCustody } from './kept.js'
import { byKey, type Holding, isLate, reasonsFor, together, unexplained } from './report.js'
import type { CustodyReportQuery } from './schemas.js'
import type { CustodyState } from './state.js'
import * as store from './store.js'
import type { CustodyRow } from './stored.js'
import { custodyLine, custodyView, eventView } from './views.js'

/** Custodies of one group in all its years; who has more has met a mistake. */
const custodiesMax = 500

/** Who holds a group's cash: each leader's balance, of which meetings, and all that happened to it. */
export async function findGroupCustody(tx: Tx, groupId: string, asker: Asker, { asOf, knownAt }: Clocks) {
	if ((await store.readGroupOn(tx, groupId, asOf, asker.scope)) === null) throw new Refusal('group.not-found')
	const rows = await store.listCustodies(tx, { groupId }, asker.scope, { after: '0', limit: custodiesMax })
	const ids = rows.map(({ contract }) => contract.id)
	const histories = await readEvents(tx, ids)
	const told = rows.map((row) => {
		const history = histories.get(row.contract.id) ?? []
		return { row, history: known(history, asOf, knownAt), state: stateKnown(keptCustody(row.contract), { asOf, knownAt }, () => history) }
	})
	const custodies = told.filter(({ history }) => history.length > 0).map(({ row, state }) => custodyView(row, state, asOf))
	return {
		groupId,
		held: sum(custodies.map(({ held }) => held)),
		late: sum(custodies.map(({ late }) => late)),
		custodies,
		events: told
			.flatMap(({ history }) => history.map((event) => eventView(event, history)))
			.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0)),
		notes: (await store.readNotes(tx, ids, knownAt)).filter(({ on }) => on <= asOf),
		asOf,
		knownAt,
	}
}

/** The exceptions: who holds how much of which meeting since when, late or not, and what reasons were noted. */
export async function reportCustody(tx: Tx, query: CustodyReportQuery, asker: Asker, clocks: Clocks) {
	const holdings: Holding[] = []
	for await (const holding of holdingsThen(tx, query, asker, clocks))
		if (query.late === 'false' || isLate(holding.meeting, clocks.asOf)) holdings.push(holding)
	const { asOf, knownAt } = clocks
	return {
		rows: byKey(holdings, query.by).map(({ key, name, holdings: of }) => ({
			key,
			name,
			...together(of, asOf),
			meeting: query.by === 'meeting' ? meetingLine(must(of[0], 'a holding of its line')) : null,
			reasons: [...new Set(of.flatMap(({ reasons }) => reasons))].map(({ on, reason, recordedBy }) => ({ on, reason, recordedBy })),
		})),
		totals: {
			...together(holdings, asOf),
			leaders: new Set(holdings.map(({ row }) => row.contract.id)).size,
			unexplained: unexplained(holdings, asOf),
		},
		by: query.by,
		asOf,
		knownAt,
	}
}

/** Tells every custody again from its events and compares it with the books; finds what is not as the events say. */
export function retellCustodies(tx: Tx, counted: (custodies: number) => void): AsyncGenerator<Finding> {
	return retellPages(
		(after) => store.listCustodies(tx, {}, { kind: 'all' }, { after, limit: 500 }),
		(rows) => retellRows(tx, rows, ({ row, fresh, history, booked }) => [retell(keptCustody(fresh), row.contract, history, booked)]),
		counted,
	)
}

async function* holdingsThen(
	tx: Tx,
	{ groupId, lenderId, unitId }: Pick<CustodyReportQuery, 'groupId' | 'lenderId' | 'unitId'>,
	asker: Asker,
	clocks: Clocks,
): AsyncGenerator<Holding> {
	const communeIds = unitId === undefined ? undefined : await communesBelow(tx, unitId)
	for await (const rows of pages(tx, { groupId, lenderId, communeIds, heldThen: clocks }, asker.scope)) {
		const told = await statesThen(tx, rows, clocks)
		const holding = told.filter(({ state }) => state.meetings.length > 0)
		const ids = holding.map(({ row }) => row.contract.id)
		const notes = ids.length === 0 ? [] : (await store.readNotes(tx, ids, clocks.knownAt)).filter(({ on }) => on <= clocks.asOf)
		for (const { row, state } of holding) {
			const own = notes.filter(({ custodyId }) => custodyId === row.contract.id)
			for (const meeting of state.meetings) yield { row, meeting, reasons: reasonsFor(meeting, own) }
		}
	}
}

async function statesThen(
	tx: Tx,
	rows: readonly CustodyRow[],
	clocks: Clocks,
): Promise<readonly { readonly row: CustodyRow; readonly state: CustodyState }[]> {
	const stale = rows.filter(({ contract }) => !cacheAnswers(contract, clocks)).map(({ contract }) => contract.id)
	const histories: ReadonlyMap<string, readonly StoredEvent[]> = stale.length === 0 ? new Map() : await readEvents(tx, stale, clocks)
	return rows.map((row) => ({ row, state: stateKnown(keptCustody(row.contract), clocks, () => histories.get(row.contract.id) ?? []) }))
}

async function* pages(tx: Tx, filter: store.CustodyFilter, scope: Asker['scope']): AsyncGenerator<readonly CustodyRow[]> {
	const limit = 500
	for (let after: string | null = '0'; after !== null; ) {
		const rows: readonly CustodyRow[] = await store.listCustodies(tx, filter, scope, { after, limit })
		yield rows
		after = rows.length < limit ? null : must(rows.at(-1), 'a last custody').contract.id
	}
}

function meetingLine({ row, meeting: { sheetId, metOn, dueOn, held } }: Holding) {
	const { groupCode, groupName, communeId, communeName } = row
	return { ...custodyLine(row), groupCode, groupName, communeId, communeName, sheetId, metOn, dueOn, amount: held }
}
