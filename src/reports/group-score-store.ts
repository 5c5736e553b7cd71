import { sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { placeOfGroup } from '../groups/places-store.js'
import { type CalendarDate, monthEnd } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { Drawn } from '../units/map.js'
import { drawnRelation } from '../units/store.js'
import type { ScoreCounts } from './group-scores.js'

export type GroupScoresQuestion = {
	readonly month: CalendarDate
	readonly by: 'commune' | 'district'
	readonly lenderId: string | null
	readonly communeIds: readonly string[] | null
	readonly map: ReadonlyMap<string, Drawn>
	readonly knownAt: Instant
}

/** One line of the answer: the place's id, null where it is on no map; `isTotal` is the sum. */
export type GroupScoresLine = ScoreCounts & { readonly id: string | null; readonly isTotal: boolean }

/** How the bank ranked groups in a month, by where they were at its end, as it was known then. */
export async function countScores(tx: Tx, question: GroupScoresQuestion, scope: Scope): Promise<readonly GroupScoresLine[]> {
	const { month, by, lenderId, communeIds, map, knownAt } = question
	const key = by === 'commune' ? sql`coalesce(drawn.unit_id, place.commune_id)` : sql`drawn.parent_id`
	const conditions = [
		within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` }),
		...(lenderId === null ? [] : [sql`g.lender_id = ${lenderId}::bigint`]),
		...(communeIds === null ? [] : [sql`place.commune_id = any(${bigints(communeIds)})`]),
	]
	const counted = (band: string) => sql`count(*) filter (where told.band = ${band})::int`
	const read = await tx.execute<GroupScoresLine & Record<string, unknown>>(sql`
		with latest as (
			select distinct on (s.group_id) s.group_id, s.band, s.bank_band from group_scores s
			where s.month = ${month}::date and s.recorded_at <= ${knownAt}::timestamptz order by s.group_id, s.version desc
		), told as (
			select ${key} as key_id, coalesce(s.bank_band, s.band) as band, s.bank_band <> s.band as differs
			from latest s join groups g on g.id = s.group_id cross join ${placeOfGroup(monthEnd(month), knownAt)}
				left join ${drawnRelation(map)} on drawn.commune_id = place.commune_id
			where ${sql.join(conditions, sql` and `)}
		)
		select told.key_id as id, grouping(told.key_id) = 1 as "isTotal", ${counted('good')} as good, ${counted('fair')} as fair,
			${counted('average')} as average, ${counted('weak')} as weak, count(*)::int as scored, count(*) filter (where told.differs)::int as differing
		from told group by grouping sets ((told.key_id), ()) limit 100000`)
	return read.rows
}
