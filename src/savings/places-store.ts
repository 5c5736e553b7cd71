import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { placeOfGroup } from '../groups/places-store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { PlaceLine } from './places.js'

/** A day, and what was known of it at a moment. */
export type When = { readonly asOf: CalendarDate; readonly knownAt: Instant }

/** Where each account was on a day, as it was known then: a relation `place` to be joined to `savings_accounts a`. */
export function placesOn(when: When): SQL {
	return sql`(select distinct on (p.account_id) p.account_id, p.group_id, p.commune_id from savings_places p
		where ${holds(when)} order by p.account_id, p."on" desc, p.event_seq desc) place`
}

/** Which lines of `savings_places p` hold on a day: the opening, and every transfer by then that is not reversed. */
function holds({ asOf, knownAt }: When): SQL {
	return sql`(p.event_seq = 1 or (p."on" <= ${asOf}::date and p.recorded_at <= ${knownAt}::timestamptz)) and not exists (
		select from events r where r.contract_id = p.account_id and r.reverses = p.event_seq and r.recorded_at <= ${knownAt}::timestamptz)`
}

/** A group as it was on a day, and whether the member belonged to it then. */
export type GroupThen = { readonly id: string; readonly communeId: string; readonly lenderId: string | null; readonly hasMember: boolean }

/** The group, where it was there on the day and lies within the asker's reach. */
export async function readGroupThen(
	tx: Tx,
	{ groupId, memberId, on }: { readonly groupId: string; readonly memberId: string; readonly on: CalendarDate },
	scope: Scope,
): Promise<GroupThen | null> {
	const read = await tx.execute<GroupThen>(sql`select g.id, place.commune_id as "communeId", g.lender_id as "lenderId",
			exists (select from memberships s where s.group_id = g.id and s.member_id = ${memberId}::bigint
				and s.from_on <= ${on}::date and (s.to_on is null or s.to_on >= ${on}::date)) as "hasMember"
		from groups g cross join ${placeOfGroup(on)} where g.id = ${groupId}::bigint and g.established_on <= ${on}::date and (g.closed_on is null or g.closed_on >= ${on}::date)
			and ${within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })}`)
	return read.rows[0] ?? null
}

/** The commune in which a member lives; null where there is no such member. */
export async function readCommuneOf(tx: Tx, memberId: string): Promise<string | null> {
	const read = await tx.execute<{ communeId: string }>(
		sql`select m.commune_id as "communeId" from members m where m.id = ${memberId}::bigint`,
	)
	return read.rows[0]?.communeId ?? null
}

/** Keeps where openings and transfers have brought accounts, as their events say. */
export async function insertPlaces(tx: Tx, events: readonly { readonly accountId: string; readonly seq: number }[]): Promise<void> {
	await tx.execute(sql`insert into savings_places (account_id, event_seq, "on", recorded_at, group_id, commune_id)
		select e.contract_id, e.seq, e."on", e.recorded_at, (e.details ->> 'groupId')::bigint, (e.details ->> 'communeId')::bigint
		from events e join unnest(${bigints(events.map(({ accountId }) => accountId))}, ${`{${events.map(({ seq }) => seq).join(',')}}`}::int[]) as g (id, seq)
			on e.contract_id = g.id and e.seq = g.seq`)
}

/** Puts an account's row where its transfers have left it, as far as they are known now. */
export async function movePlace(tx: Tx, accountId: string, today: CalendarDate): Promise<void> {
	await tx.execute(sql`update savings_accounts a set group_id = place.group_id, commune_id = place.commune_id from (
			select p.group_id, p.commune_id from savings_places p
			where p.account_id = ${accountId}::bigint and ${holds({ asOf: today, knownAt: 'infinity' as Instant })} order by p."on" desc, p.event_seq desc limit 1
		) place where a.id = ${accountId}::bigint`)
}

/** All lines of some accounts, by account and in the order of their events. */
export async function readPlaceLines(tx: Tx, accountIds: readonly string[]): Promise<ReadonlyMap<string, readonly PlaceLine[]>> {
	const read = await tx.execute<Omit<PlaceLine, 'recordedAt'> & { accountId: string; recordedAt: string }>(sql`
		select p.account_id as "accountId", p.event_seq as seq, p."on", p.recorded_at as "recordedAt", p.group_id as "groupId", p.commune_id as "communeId"
		from savings_places p where p.account_id = any(${bigints(accountIds)}) order by p.account_id, p.event_seq`)
	const lines = new Map<string, PlaceLine[]>()
	for (const { accountId, recordedAt, ...line } of read.rows) {
		const ofAccount = lines.get(accountId) ?? []
		ofAccount.push({ ...line, recordedAt: instantFromDatabase(recordedAt) })
		lines.set(accountId, ofAccount)
	}
	return lines
}
