import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { placeOfGroup } from '../groups/places-store.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import { bigints } from '../platform/sql-lists.js'
import type { Place } from './state.js'
import type { NewGroup, PlaceLine } from './transfer.js'

/** A day, and what was known of it at a moment. */
export type When = { readonly asOf: CalendarDate; readonly knownAt: Instant }

/**
 * Where each loan that was ever transferred was on a day, as it was known then: a relation `place` to be left joined to
 * `loans l`, where `placed` reads it.
 */
export function placesOn(when: When): SQL {
	return sql`(select distinct on (p.loan_id) p.loan_id, p.group_id, p.commune_id from loan_places p
		where ${holds(when)} order by p.loan_id, p."on" desc, p.event_seq desc) place`
}

/** The group and the commune of `loans l`: those of its place where it was ever transferred, else those of its row. */
export const placed = {
	groupId: sql`case when place.loan_id is null then l.group_id else place.group_id end`,
	communeId: sql`coalesce(place.commune_id, l.commune_id)`,
}

/** Which lines of `loan_places p` hold on a day: the signing, and every transfer by then that is not reversed. */
export function holds({ asOf, knownAt }: When): SQL {
	return sql`(p.event_seq = 1 or (p."on" <= ${asOf}::date and p.recorded_at <= ${knownAt}::timestamptz)) and not exists (
		select from events r where r.contract_id = p.loan_id and r.reverses = p.event_seq and r.recorded_at <= ${knownAt}::timestamptz)`
}

/** The group to which a loan is to go, as it was on the day; null where it was not there, or lies out of the asker's reach. */
export async function readNewGroup(
	tx: Tx,
	{ groupId, memberId, on }: { readonly groupId: string; readonly memberId: string | null; readonly on: CalendarDate },
	scope: Scope,
): Promise<NewGroup | null> {
	const read = await tx.execute<NewGroup>(sql`select g.id, place.commune_id as "communeId", g.lender_id as "lenderId",
			exists (select from memberships s where s.group_id = g.id and s.member_id = ${memberId}::bigint
				and s.from_on <= ${on}::date and (s.to_on is null or s.to_on >= ${on}::date)) as "hasBorrower"
		from groups g cross join ${placeOfGroup(on)} where g.id = ${groupId}::bigint and g.established_on <= ${on}::date and (g.closed_on is null or g.closed_on >= ${on}::date)
			and ${within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })}`)
	return read.rows[0] ?? null
}

/** Keeps where a transfer took a loan; with the first one, also where it was signed. To be asked before the loan's row moves. */
export async function insertPlace(tx: Tx, loanId: string, seq: string, to: Place): Promise<void> {
	await tx.execute(sql`insert into loan_places (loan_id, event_seq, "on", recorded_at, group_id, commune_id)
		select e.contract_id, e.seq, e."on", e.recorded_at,
			case when e.seq = 1 then l.group_id else ${to.groupId}::bigint end, case when e.seq = 1 then l.commune_id else ${to.communeId}::bigint end
		from events e join loans l on l.id = e.contract_id
		where e.contract_id = ${loanId}::bigint and (e.seq = ${seq}::int
			or (e.seq = 1 and not exists (select from loan_places p where p.loan_id = e.contract_id)))`)
}

/** Puts a loan's row where its transfers have left it, as far as they are known now. */
export async function movePlace(tx: Tx, loanId: string, today: CalendarDate): Promise<void> {
	await tx.execute(sql`update loans l set group_id = place.group_id, commune_id = place.commune_id from (
			select p.group_id, p.commune_id from loan_places p
			where p.loan_id = ${loanId}::bigint and ${holds({ asOf: today, knownAt: 'infinity' as Instant })} order by p."on" desc, p.event_seq desc limit 1
		) place where l.id = ${loanId}::bigint`)
}

/** All lines of some loans, by loan and in the order of their events. */
export async function readPlaceLines(tx: Tx, loanIds: readonly string[]): Promise<ReadonlyMap<string, readonly PlaceLine[]>> {
	const read = await tx.execute<Omit<PlaceLine, 'recordedAt'> & { loanId: string; recordedAt: string }>(sql`
		select p.loan_id as "loanId", p.event_seq as seq, p."on", p.recorded_at as "recordedAt", p.group_id as "groupId", p.commune_id as "communeId"
		from loan_places p where p.loan_id = any(${bigints(loanIds)}) order by p.loan_id, p.event_seq`)
	const lines = new Map<string, PlaceLine[]>()
	for (const { loanId, recordedAt, ...line } of read.rows) {
		const ofLoan = lines.get(loanId) ?? []
		ofLoan.push({ ...line, recordedAt: instantFromDatabase(recordedAt) })
		lines.set(loanId, ofLoan)
	}
	return lines
}
