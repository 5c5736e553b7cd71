import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { placeOfGroup } from '../groups/places-store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'

export type StructureQuestion = { readonly asOf: CalendarDate; readonly communeIds: readonly string[] | null }

/** Groups and their members by the lender that they work for; null id with `isTotal` is the sum. */
export type GroupsLine = {
	readonly id: string | null
	readonly code: string | null
	readonly name: string | null
	readonly isTotal: boolean
	readonly groups: number
	readonly members: number
}

/** The groups that were there on a day, by lender and over all, with who belonged to them; each where it was then. */
export async function countGroups(tx: Tx, { asOf, communeIds }: StructureQuestion, scope: Scope): Promise<readonly GroupsLine[]> {
	const read = await tx.execute<GroupsLine & Record<string, unknown>>(sql`
		with there as (
			select g.lender_id, g.id as group_id, s.member_id from groups g cross join ${placeOfGroup(asOf)} left join memberships s
				on s.group_id = g.id and s.from_on <= ${asOf}::date and (s.to_on is null or s.to_on >= ${asOf}::date)
			where g.established_on <= ${asOf}::date and (g.closed_on is null or g.closed_on >= ${asOf}::date)
				and ${within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })} and ${among(sql`place.commune_id`, communeIds)}
		), summed as (
			select lender_id, grouping(lender_id) = 1 as "isTotal", count(distinct group_id)::int as groups, count(distinct member_id)::int as members
			from there group by grouping sets ((lender_id), ())
		)
		select s.lender_id as id, n.code, n.name, s."isTotal", s.groups, s.members
		from summed s left join lenders n on n.id = s.lender_id limit 10000`)
	return read.rows
}

/** The communes that were in being on a day, and the districts in which they lay. */
export async function countUnits(
	tx: Tx,
	{ asOf, communeIds }: StructureQuestion,
	scope: Scope,
): Promise<{ readonly districts: number; readonly communes: number }> {
	const reached = scope.kind === 'unit' ? among(sql`v.unit_id`, scope.communeIds) : sql`true`
	const read = await tx.execute<{ districts: number; communes: number }>(sql`
		select count(distinct d.id)::int as districts, count(*)::int as communes
		from unit_versions v join units u on u.id = v.unit_id and u.level = 'commune' left join units d on d.id = v.parent_id and d.level = 'district'
		where v.valid_from <= ${asOf}::date and (v.valid_to is null or v.valid_to >= ${asOf}::date) and ${reached} and ${among(sql`v.unit_id`, communeIds)}`)
	return read.rows[0] ?? { districts: 0, communes: 0 }
}

function among(communeId: SQL, communeIds: readonly string[] | null): SQL {
	return communeIds === null ? sql`true` : sql`${communeId} = any(${bigints(communeIds)})`
}
