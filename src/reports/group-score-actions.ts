import type { Asker } from '../access/asker.js'
import { must } from '../kernel/assert.js'
import { monthEnd } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import { readMap } from '../units/actions.js'
import { filterOf } from './keyed-actions.js'
import type { GroupScoresQuery } from './group-score-schemas.js'
import { countScores } from './group-score-store.js'
import type { ScorePlace } from './group-scores.js'

/** How many groups the bank ranks how in a month, by district or commune, as it was known at a moment. */
export async function groupScores(tx: Tx, query: GroupScoresQuery, asker: Asker, knownAt: Instant) {
	const { month, by, map } = query
	if (by === 'district' && map === '2025') throw new Refusal('report.no-districts', { path: 'map' })
	const { lenderId = null, communeIds = null } = await filterOf(tx, query, asker, monthEnd(month))
	const places = await readMap(tx, map)
	const lines = await countScores(tx, { month, by, lenderId, communeIds, map: places, knownAt }, asker.scope)
	const rows = lines
		.filter(({ isTotal }) => !isTotal)
		.map(({ isTotal: _, id, ...counts }): ScorePlace => {
			const place = id === null ? undefined : places.get(id)
			return { key: place?.code ?? null, id, name: place?.name ?? 'Chưa rõ địa bàn', ...counts }
		})
		.sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
	const total = lines.find(({ isTotal }) => isTotal)
	const { isTotal: _, id: _id, ...totals } = must(total, 'the sum over all')
	return { rows, totals, month: month.slice(0, 7), by, map, knownAt }
}
