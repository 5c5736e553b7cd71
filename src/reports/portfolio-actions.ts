import type { Asker } from '../access/asker.js'
import type { Clocks } from '../contracts/knowledge.js'
import { must } from '../kernel/assert.js'
import { addMonths, type CalendarDate, calendarDate, monthEnd } from '../kernel/calendar-date.js'
import { Refusal } from '../kernel/refusal.js'
import { standings, standingsOver } from '../lending/question-actions.js'
import type { Tx } from '../platform/database.js'
import { readMap } from '../units/actions.js'
import type { Drawn } from '../units/map.js'
import { filterOf } from './keyed-actions.js'
import { agingBuckets, agingTally } from './aging.js'
import { readKeyLabels } from './labels-store.js'
import { agingDefinitions, qualityDefinitions } from './portfolio-definitions.js'
import { keyedTally, keyIdOf, type KeyLabel, keyless, type PortfolioKey, type Tally } from './portfolio-keys.js'
import { qualityTally } from './portfolio-quality.js'
import type { HistoryQuery, PortfolioQuery } from './portfolio-schemas.js'

/** How many month ends a history tells at once: each is a telling of every loan. */
const monthsMax = 24

/** The quality of the portfolio on a day as it was known at a moment, by a key and in all, with what each figure means. */
export async function portfolioQuality(tx: Tx, query: PortfolioQuery, asker: Asker, clocks: Clocks) {
	const { rows, totals } = await tallied(tx, query, asker, clocks, () => qualityTally(clocks.asOf))
	const definitions = qualityDefinitions([clocks.asOf], totals.classifications)
	return { rows, totals, definitions, by: query.by, map: query.map, ...clocks }
}

/** Loans by how long they have been late, by a key and in all. */
export async function aging(tx: Tx, query: PortfolioQuery, asker: Asker, clocks: Clocks) {
	const { rows, totals } = await tallied(tx, query, asker, clocks, agingTally)
	return { rows, totals, buckets: agingBuckets, definitions: agingDefinitions(), by: query.by, map: query.map, ...clocks }
}

/**
 * The quality of the whole portfolio on each month end that has passed by `today`, as all of them were known at one
 * moment. A loan is told once for all of them. No sum of `dues` would do: these are of principal alone, and days past
 * due count late interest as well.
 */
export async function qualityHistory(tx: Tx, query: HistoryQuery, asker: Asker, knownAt: Clocks['knownAt'], today: CalendarDate) {
	const { from, to } = query
	const ends = monthEnds(from, to)
	const days = ends.filter((end) => end <= today)
	const tallies = new Map(days.map((day) => [day, qualityTally(day)]))
	const filter = await filterOf(tx, query, asker, must(ends.at(-1), 'a last month'))
	if (days.length > 0)
		for await (const { loan, at } of standingsOver(tx, filter, asker.scope, days, knownAt))
			for (const { asOf, ...one } of at) tallies.get(asOf)?.count({ loan, ...one })
	const points = [...tallies].map(([asOf, tally]) => ({ asOf, ...tally.view() }))
	const classifications = [...new Set(points.flatMap((point) => point.classifications))].sort()
	return { points, definitions: qualityDefinitions(days, classifications), from, to, knownAt }
}

/** The last days of the months from one to the other, "2022-01" to "2022-12". */
function monthEnds(from: string, to: string): readonly CalendarDate[] {
	if (to < from) throw new Refusal('report.period-backwards', { path: 'to', details: { from, to } })
	const ends: CalendarDate[] = []
	for (let first = calendarDate(`${from}-01`); first.slice(0, 7) <= to; first = addMonths(first, 1)) {
		if (ends.length === monthsMax) throw new Refusal('report.too-many-months', { path: 'to', details: { limit: String(monthsMax) } })
		ends.push(monthEnd(first))
	}
	return ends
}

async function tallied<View>(tx: Tx, query: PortfolioQuery, asker: Asker, clocks: Clocks, make: () => Tally<View>) {
	const { by, map } = query
	const filter = await filterOf(tx, query, asker, clocks.asOf)
	const places = by === 'commune' ? await readMap(tx, map) : null
	const keyed = keyedTally(make)
	for await (const loan of standings(tx, filter, asker.scope, clocks)) keyed.count(keyIdOf(by, loan.row, places), loan)
	const labels = await labelsOf(tx, by, keyed.keyIds(), places)
	const rows = keyed.lines((id) => (id === null ? undefined : labels.get(id)) ?? { key: null, id, name: keyless[by] })
	return { rows, totals: keyed.totals() }
}

/** What the lines are called: places by the map, all else by their own tables. */
async function labelsOf(
	tx: Tx,
	by: PortfolioKey,
	ids: readonly string[],
	places: ReadonlyMap<string, Drawn> | null,
): Promise<ReadonlyMap<string, KeyLabel>> {
	if (by === 'total' || ids.length === 0) return new Map()
	if (by !== 'commune') return readKeyLabels(tx, by, ids)
	return new Map([...(places?.values() ?? [])].map(({ unitId, code, name }) => [unitId, { key: code, id: unitId, name }]))
}
