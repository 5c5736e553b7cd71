import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { must } from '../kernel/assert.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { readMap } from '../units/actions.js'
import { filterOf } from './actions.js'
import { type SavingsRow, withoutKey } from './savings.js'
import type { SavingsQuery } from './savings-schemas.js'
import { sumSavings } from './savings-store.js'

/** What members have saved by lender, product, place or group, on any day as it was known at any moment. */
export async function savings(tx: Tx, query: SavingsQuery, asker: Asker, { asOf, knownAt }: Clocks) {
	const { by, map, from = null } = query
	if (by === 'district' && map === '2025') throw new Refusal('report.no-districts', { path: 'map' })
	if (from !== null && from > asOf) throw new Refusal('report.period-backwards', { path: 'from', details: { from, to: asOf } })
	const { communeIds = null } = await filterOf(tx, query, asker, asOf)
	const places = by === 'commune' || by === 'district' ? await readMap(tx, map) : null
	const question = { by, from, asOf, knownAt, lenderId: query.lenderId ?? null, communeIds, map: places }
	const lines = await sumSavings(tx, question, asker.scope)
	const rows = lines
		.filter(({ isTotal }) => !isTotal)
		.map(({ isTotal: _, id, code, name, ...sums }): SavingsRow => {
			const place = id === null ? undefined : places?.get(id)
			return { key: place?.code ?? code, id, name: place?.name ?? name ?? withoutKey[by], ...sums }
		})
		.sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
	const total = lines.find(({ isTotal }) => isTotal)
	const { isTotal: _, id: _id, code: _code, name: _name, ...totals } = must(total, 'the sum over all')
	return { rows, totals, by, map, from, asOf, knownAt }
}
