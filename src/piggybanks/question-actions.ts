import type { Asker, Scope } from '../access/asker.js'
import { known } from '../contracts/contract.js'
import { type Clocks, stateTold } from '../contracts/knowledge.js'
import { retellPages, retellRows } from '../contracts/retell-actions.js'
import { type Finding, retell } from '../contracts/retell.js'
import { readEvents } from '../contracts/store.js'
import type { StoredEvent } from '../contracts/stored.js'
import { must } from '../kernel/assert.js'
import { ratioText } from '../kernel/ratio.js'
import type { Tx } from '../platform/database.js'
import { pageOf, pageWish } from '../platform/page.js'
import { findUnit, readMap } from '../units/actions.js'
import { communesBelow } from '../units/store.js'
import { cachedState, keptPiggyBank, piggyBankOfRow } from './kept.js'
import { readGroupNames, sumPiggyBanks } from './report-store.js'
import type { ListPiggyBanks, ReportPiggyBanks } from './schemas.js'
import type { PiggyBankRow } from './stored.js'
import * as store from './store.js'
import { piggyBankLine, piggyBankView } from './views.js'

/** A piggy bank with what happened to it, as it stood on a day, as it was known at a moment. */
export async function findPiggyBank(tx: Tx, id: string, scope: Scope, { asOf, knownAt }: Clocks) {
	const row = await store.readPiggyBank(tx, id, scope, 'read')
	const told = known((await readEvents(tx, [id])).get(id) ?? [], asOf, knownAt)
	return piggyBankView(row, stateTold(keptPiggyBank(piggyBankOfRow(row), row.contract), { asOf, knownAt }, told), told, { asOf, knownAt })
}

/** A page of piggy banks as they stand now, by id. */
export async function listPiggyBanks(tx: Tx, query: ListPiggyBanks, scope: Scope) {
	const wish = pageWish(query)
	const rows = await store.listPiggyBanks(tx, query, scope, wish.after?.[0] ?? '0', wish.limit + 1)
	const page = pageOf(rows, wish.limit, ({ contract }) => [contract.id])
	return { ...page, items: page.items.map((row) => piggyBankLine(row, cachedState(row.contract))) }
}

/** What the piggy banks of a year came to, by commune or by group, on any day as it was known at any moment. */
export async function reportPiggyBanks(tx: Tx, { year, by, map, unitId }: ReportPiggyBanks, asker: Asker, { asOf, knownAt }: Clocks) {
	if (unitId !== undefined) await findUnit(tx, unitId, asOf)
	const communeIds = unitId === undefined ? null : await communesBelow(tx, unitId)
	const places = by === 'unit' ? await readMap(tx, map) : null
	const sums = await sumPiggyBanks(tx, { year, asOf, knownAt, map: places, communeIds }, asker.scope)
	const ids = sums.flatMap(({ id }) => (id === null ? [] : [id]))
	const groups = by === 'group' ? await readGroupNames(tx, ids) : null
	const labelOf = (id: string): { readonly code: string | null; readonly name: string } =>
		must(places?.get(id) ?? groups?.get(id), 'a name of what is summed')
	const lines = sums.map(({ isTotal, id, ...line }) => ({ isTotal, id, sums: { ...line, share: ratioText(line.counted, line.target) } }))
	const rows = lines
		.flatMap(({ id, sums: told }) => (id === null ? [] : [{ key: labelOf(id).code, id, name: labelOf(id).name, ...told }]))
		.sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
	const total = must(
		lines.find(({ isTotal }) => isTotal),
		'the sum over all',
	)
	return { rows, totals: total.sums, year, by, map, asOf, knownAt }
}

/** Tells every piggy bank again from its events and compares it with the books; finds what is not as the events say. */
export function retellPiggyBanks(tx: Tx, counted: (piggyBanks: number) => void): AsyncGenerator<Finding> {
	return retellPages(
		(after) => store.listPiggyBanks(tx, {}, { kind: 'all' }, after, 500),
		(rows) =>
			retellRows(tx, rows, ({ row, fresh, history, booked }) => [
				startedOtherwise(row, history),
				retell(keptPiggyBank(piggyBankOfRow(row), fresh), row.contract, history, booked),
			]),
		counted,
	)
}

function startedOtherwise({ contract, startedOn }: PiggyBankRow, [first]: readonly StoredEvent[]): Finding | null {
	if (first === undefined || first.on === startedOn) return null
	return { contractId: contract.id, seq: null, what: `started on ${startedOn}, its first event says ${first.on}` }
}
