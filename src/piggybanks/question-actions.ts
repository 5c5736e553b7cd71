import type { Asker, Scope } from '../access/asker.js'
import { known } from '../contracts/contract.js'
import { type Finding, retell } from '../contracts/retell.js'
import { readBooked, readEvents } from '../contracts/store.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { ratioText } from '../kernel/ratio.js'
import type { Tx } from '../platform/database.js'
import { pageOf, pageWish } from '../platform/page.js'
import { findUnit, readMap } from '../units/actions.js'
import { communesBelow } from '../units/store.js'
import { cachedState, keptPiggyBank, piggyBankOfRow, stateKnown } from './kept.js'
import { readGroupNames, sumPiggyBanks } from './report-store.js'
import type { ListPiggyBanks, ReportPiggyBanks } from './schemas.js'
import * as store from './store.js'
import { piggyBankLine, piggyBankView } from './views.js'

/** The clocks that a question is asked on. */
type Clocks = { readonly asOf: CalendarDate; readonly knownAt: Instant }

/** A piggy bank with what happened to it, as it stood on a day, as it was known at a moment. */
export async function findPiggyBank(tx: Tx, id: string, scope: Scope, { asOf, knownAt }: Clocks) {
	const row = await store.readPiggyBank(tx, id, scope, 'read')
	const told = known((await readEvents(tx, [id])).get(id) ?? [], asOf, knownAt)
	return piggyBankView(row, stateKnown(piggyBankOfRow(row), told, asOf, knownAt), told, { asOf, knownAt })
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
export async function* retellPiggyBanks(tx: Tx, counted: (piggyBanks: number) => void): AsyncGenerator<Finding> {
	let told = 0
	for (let after = '0'; ; ) {
		const rows = await store.listPiggyBanks(tx, {}, { kind: 'all' }, after, 500)
		const last = rows.at(-1)
		if (last === undefined) return
		const ids = rows.map(({ contract }) => contract.id)
		const histories = await readEvents(tx, ids)
		const booked = await readBooked(tx, ids)
		for (const row of rows) {
			const { id } = row.contract
			const history = histories.get(id) ?? []
			const [first] = history
			if (first !== undefined && first.on !== row.startedOn)
				yield { contractId: id, seq: null, what: `started on ${row.startedOn}, its first event says ${first.on}` }
			const fresh = keptPiggyBank(piggyBankOfRow(row), { ...row.contract, version: 0 })
			const finding = retell(fresh, row.contract, history, must(booked.get(id), 'what was asked for'))
			if (finding !== null) yield finding
		}
		told += rows.length
		counted(told)
		after = last.contract.id
	}
}
