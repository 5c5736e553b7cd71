import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { findLender } from '../products/actions.js'
import { findUnit, readMap } from '../units/actions.js'
import type { UnitMap } from '../units/map.js'
import { communesBelow } from '../units/store.js'
import type { KeyedQuestion, PeriodQuestion } from './keyed.js'
import type { OutstandingKey } from './outstanding.js'

type KeyedQuery = {
	readonly by: OutstandingKey
	readonly map: UnitMap
	readonly lenderId?: string | undefined
	readonly unitId?: string | undefined
}

/** What a query by a key asks, within the asker's reach; refused where the map has no such places. */
export async function keyedQuestion(tx: Tx, query: KeyedQuery, asker: Asker, { asOf, knownAt }: Clocks): Promise<KeyedQuestion> {
	const { by, map, lenderId = null } = query
	if (by === 'district' && map === '2025') throw new Refusal('report.no-districts', { path: 'map' })
	const { communeIds = null } = await filterOf(tx, query, asker, asOf)
	const places = by === 'commune' || by === 'district' ? await readMap(tx, map) : null
	return { by, asOf, knownAt, lenderId, communeIds, map: places }
}

/** The same for a period, whose first day is not after its last. */
export async function periodQuestion(
	tx: Tx,
	query: KeyedQuery & { readonly from?: CalendarDate | undefined },
	asker: Asker,
	clocks: Clocks,
): Promise<PeriodQuestion> {
	const { from = null } = query
	if (from !== null && from > clocks.asOf)
		throw new Refusal('report.period-backwards', { path: 'from', details: { from, to: clocks.asOf } })
	return { ...(await keyedQuestion(tx, query, asker, clocks)), from }
}

type FilterQuery = { readonly lenderId?: string | undefined; readonly groupId?: string | undefined; readonly unitId?: string | undefined }

/** What the loans are kept to. A lender out of the asker's reach, or a unit that is not there, is refused. */
export async function filterOf(tx: Tx, { lenderId, groupId, unitId }: FilterQuery, asker: Asker, on: Clocks['asOf']) {
	if (lenderId !== undefined) await findLender(tx, lenderId, asker)
	if (unitId !== undefined) await findUnit(tx, unitId, on)
	return { lenderId, groupId, communeIds: unitId === undefined ? undefined : await communesBelow(tx, unitId) }
}
