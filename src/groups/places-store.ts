import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'

/** Where a group is. */
export type GroupPlace = { readonly communeId: string; readonly hamlet: string | null }

/**
 * Where `groups g` was on a day, as a relation `place (commune_id, hamlet)` to be joined laterally: its latest line by
 * then, or the first where it was not there yet. As it is known now, or was at a moment.
 */
export function placeOfGroup(on: CalendarDate | SQL, knownAt: Instant | null = null): SQL {
	return sql`lateral (select p.commune_id, p.hamlet from group_places p
		where p.group_id = g.id and p.recorded_at <= coalesce(${knownAt}::timestamptz, 'infinity')
		order by (p.from_on <= ${on}::date) desc, case when p.from_on <= ${on}::date then p.from_on end desc, p.from_on, p.recorded_at desc limit 1) place`
}

/** Writes where groups are from their establishment on; their rows were just made. */
export async function insertFirstPlaces(tx: Tx, groupIds: readonly string[]): Promise<void> {
	await tx.execute(sql`insert into group_places (group_id, from_on, recorded_at, commune_id, hamlet)
		select g.id, g.established_on, clock_timestamp(), g.commune_id, g.hamlet from groups g where g.id = any(${bigints(groupIds)})`)
}

/** From a day on a group is elsewhere; its row says where it is as of today. */
export async function movePlaceOfGroup(
	tx: Tx,
	groupId: string,
	{ on, communeId, hamlet }: GroupPlace & { readonly on: CalendarDate },
	today: CalendarDate,
): Promise<void> {
	await tx.execute(sql`insert into group_places (group_id, from_on, recorded_at, commune_id, hamlet)
		values (${groupId}::bigint, ${on}::date, clock_timestamp(), ${communeId}::bigint, ${hamlet})`)
	await tx.execute(sql`update groups g set commune_id = now.commune_id, hamlet = now.hamlet
		from (select g.id, place.commune_id, place.hamlet from groups g, ${placeOfGroup(today)} where g.id = ${groupId}::bigint) now where g.id = now.id`)
}

/** Groups that are not where their last line says, and memberships that outlive their group. */
export async function checkGroups(tx: Tx): Promise<readonly { readonly code: string; readonly what: string }[]> {
	const read = await tx.execute<{ code: string; what: string }>(sql`
		select g.code, 'it is not where its last place says' as what from groups g
			left join (select distinct on (p.group_id) p.group_id, p.commune_id, p.hamlet from group_places p
				order by p.group_id, p.from_on desc, p.recorded_at desc) last on last.group_id = g.id
			where last.commune_id is distinct from g.commune_id or last.hamlet is distinct from g.hamlet
		union all
		select g.code, 'membership ' || s.id || ' outlives it' from groups g join memberships s on s.group_id = g.id
			where g.closed_on is not null and (s.to_on is null or s.to_on > g.closed_on)
		order by 1 limit 1000`)
	return read.rows
}
