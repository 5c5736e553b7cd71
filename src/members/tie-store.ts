import { sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { HouseholdPerson } from './household.js'
import type { MemberView } from './schemas.js'
import { reached } from './store.js'
import type { Tie, WantedTie } from './ties.js'

/** A record of the register that belongs to a household. */
export type HouseholdRow = HouseholdPerson & {
	readonly code: string
	readonly name: string
	readonly communeId: string
	/** Whether the asker's scope reaches her; otherwise she counts and is not named. */
	readonly reached: boolean
}

/** On which day, as it was known when: null is all that is known. */
export type HouseholdClocks = { readonly asOf: CalendarDate; readonly knownAt: Instant | null }

/** Holds two records while their ties are changed, so that two officers do not make two spouses. */
export async function lockMembers(tx: Tx, ids: readonly string[]): Promise<void> {
	await tx.execute(sql`select id from members where id = any(${bigints(ids)}) order by id for no key update`)
}

/** All ties of some members as they are known now, the earliest first. */
export async function readTies(tx: Tx, memberIds: readonly string[]): Promise<readonly Tie[]> {
	const read =
		await tx.execute<Tie>(sql`select t.id, t.member_id as "memberId", t.other_id as "otherId", t.from_on as "from", e.to_on as "to"
		from member_ties t left join member_ties e on e.ends = t.id
		where t.ends is null and (t.member_id = any(${bigints(memberIds)}) or t.other_id = any(${bigints(memberIds)}))
		order by t.from_on, t.id limit 1000`)
	return read.rows
}

/** The spouses of a member over time, as far as the scope reaches them; what was taken back never was. */
export async function readSpousesOf(tx: Tx, scope: Scope, memberId: string): Promise<MemberView['spouses']> {
	const read = await tx.execute<MemberView['spouses'][number]>(sql`
		select m.id as "memberId", m.code, m.name, t.from_on as "from", e.to_on as "to"
		from member_ties t left join member_ties e on e.ends = t.id
			join members m on m.id = case when t.member_id = ${memberId}::bigint then t.other_id else t.member_id end
		where t.ends is null and (t.member_id = ${memberId}::bigint or t.other_id = ${memberId}::bigint)
			and (e.to_on is null or e.to_on >= t.from_on) and ${reached(scope)}
		order by t.from_on, t.id limit 100`)
	return read.rows
}

/** Records that a tie begins, and its end where it is over already. */
export async function insertTie(tx: Tx, tie: WantedTie, recordedBy: string): Promise<void> {
	const made = await tx.execute<{ id: string }>(sql`insert into member_ties (member_id, other_id, kind, from_on, recorded_at, recorded_by)
		values (${tie.memberId}::bigint, ${tie.otherId}::bigint, 'spouse', ${tie.from}::date, clock_timestamp(), ${recordedBy}::bigint) returning id`)
	const [row] = made.rows
	if (row !== undefined && tie.to !== null) await endTie(tx, { ...tie, id: row.id }, tie.to, recordedBy)
}

/** Records the last day of a tie. */
export async function endTie(tx: Tx, tie: Tie, to: CalendarDate, recordedBy: string): Promise<void> {
	await tx.execute(sql`insert into member_ties (member_id, other_id, kind, ends, to_on, recorded_at, recorded_by)
		values (${tie.memberId}::bigint, ${tie.otherId}::bigint, 'spouse', ${tie.id}::bigint, ${to}::date, clock_timestamp(), ${recordedBy}::bigint)`)
}

/**
 * Everybody who hangs together with a member by a citizen number or by marriage on a day, as it was known then: one
 * statement, however far it goes. Numbers are as the register has them now, for a corrected number was always the right one.
 */
export async function readHousehold(
	tx: Tx,
	scope: Scope,
	memberId: string,
	{ asOf, knownAt }: HouseholdClocks,
): Promise<readonly HouseholdRow[]> {
	const then = sql`coalesce(${knownAt}::timestamptz, 'infinity')`
	const tied = (id: ReturnType<typeof sql>) => sql`
		select case when t.member_id = ${id} then t.other_id else t.member_id end as id from member_ties t
		where (t.member_id = ${id} or t.other_id = ${id}) and t.ends is null and t.from_on <= ${asOf}::date
			and t.recorded_at <= ${then} and not exists (select from member_ties e
				where e.ends = t.id and e.to_on < ${asOf}::date and e.recorded_at <= ${then})`
	const read = await tx.execute<HouseholdRow & Record<string, unknown>>(sql`
		with recursive household (id) as (
			select ${memberId}::bigint
			union
			select near.id from household h cross join lateral (
				select same.id from members one join members same on same.citizen_id = one.citizen_id
					where one.id = h.id and same.created_at <= ${then}
				union all ${tied(sql`h.id`)}
			) near
		)
		select m.id, m.code, m.name, m.citizen_id as "citizenId", m.commune_id as "communeId", ${reached(scope)} as reached,
			array(select s.id::text from (${tied(sql`m.id`)}) s order by s.id) as "spouseIds"
		from members m where m.id in (select id from household) order by m.id limit 500`)
	return read.rows
}
