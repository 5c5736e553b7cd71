import { randomUUID } from 'node:crypto'
import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { must, never } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { fold } from '../kernel/personal-id.js'
import { members } from '../members/tables.js'
import type { Tx } from '../platform/database.js'
import { type Page, pageOf, type PageWish } from '../platform/page.js'
import { bigints } from '../platform/sql-lists.js'
import { prefixPattern, wordsPattern } from '../units/search.js'
import type { GroupKind } from './committee.js'
import type { Membership, MembershipChange } from './membership.js'
import { insertFirstPlaces, placeOfGroup } from './places-store.js'
import type { GroupMember, GroupRow } from './schemas.js'
import { groups, memberships } from './tables.js'

export type NewGroup = {
	readonly code: string | null
	readonly name: string
	readonly kind: GroupKind
	readonly lenderId: string | null
	readonly communeId: string
	readonly hamlet: string | null
	readonly establishedOn: CalendarDate
	readonly closedOn: CalendarDate | null
}

export type GroupFilter = {
	readonly lenderId: string | null
	readonly communeIds: readonly (readonly string[])[]
	readonly kind: GroupKind | null
	readonly q: string | null
}

/** Groups by code, as far as the scope reaches, with their size and leader on the day. */
export async function listGroups(tx: Tx, scope: Scope, on: CalendarDate, filter: GroupFilter, wish: PageWish): Promise<Page<GroupRow>> {
	const conditions = [
		reached(scope),
		...(filter.lenderId === null ? [] : [sql`g.lender_id = ${filter.lenderId}::bigint`]),
		...filter.communeIds.map((ids) => sql`g.commune_id = any(${bigints(ids)})`),
		...(filter.kind === null ? [] : [sql`g.kind = ${filter.kind}`]),
		...(filter.q === null
			? []
			: [sql`(' ' || g.name_key like ${wordsPattern(filter.q)} or lower(g.code) like ${prefixPattern(filter.q.toLowerCase())})`]),
		...(wish.after === null ? [] : [sql`(g.code, g.id) > (${wish.after[0]}, ${wish.after[1]}::bigint)`]),
	]
	const read = await tx.execute<GroupRow>(
		sql`${groupSelect(on)} where ${sql.join(conditions, sql` and `)} order by g.code, g.id limit ${wish.limit + 1}`,
	)
	return pageOf(read.rows, wish.limit, (row) => [row.code, row.id])
}

/** A group within the scope; null where it is foreign or unknown. */
export async function readGroup(tx: Tx, scope: Scope, id: string, on: CalendarDate): Promise<GroupRow | null> {
	const read = await tx.execute<GroupRow>(sql`${groupSelect(on)} where g.id = ${id}::bigint and ${reached(scope)}`)
	return read.rows[0] ?? null
}

/** Holds a group while its history is changed, so that two officers do not make two leaders. */
export async function lockGroup(tx: Tx, id: string): Promise<void> {
	await lockGroups(tx, [id])
}

/** Holds some groups at once, in the order of their ids. */
export async function lockGroups(tx: Tx, ids: readonly string[]): Promise<void> {
	await tx.execute(sql`select g.id from groups g where g.id = any(${bigints(ids)}) order by g.id for no key update`)
}

/** The whole history of a group. */
export async function readHistory(tx: Tx, groupId: string): Promise<readonly Membership[]> {
	const rows = await tx
		.select({
			id: sql<string>`${memberships.id}::text`,
			memberId: memberships.memberId,
			role: memberships.role,
			from: memberships.fromOn,
			to: memberships.toOn,
			kinship: memberships.kinship,
			inStandingCommittee: memberships.inStandingCommittee,
		})
		.from(memberships)
		.where(eq(memberships.groupId, groupId))
		.orderBy(asc(memberships.fromOn), asc(memberships.id))
		.limit(5_000)
	return rows
}

/** Who was in a group on a day: leader, deputy, then the others by name. */
export async function readMembersOn(tx: Tx, groupId: string, on: CalendarDate): Promise<readonly GroupMember[]> {
	const rows = await tx
		.select({
			membershipId: sql<string>`${memberships.id}::text`,
			memberId: memberships.memberId,
			code: members.code,
			name: members.name,
			role: memberships.role,
			from: memberships.fromOn,
			to: memberships.toOn,
		})
		.from(memberships)
		.innerJoin(members, sql`${members.id} = ${memberships.memberId}`)
		.where(sql`${memberships.groupId} = ${groupId}::bigint and ${memberships.fromOn} <= ${on}::date
			and (${memberships.toOn} is null or ${memberships.toOn} >= ${on}::date)`)
		.orderBy(sql`array_position(array['leader', 'deputy', 'member'], ${memberships.role})`, members.nameKey, members.id)
		.limit(1_000)
	return rows
}

/** Which of the members lead, on the day, a group that works for a bank other than this one. */
export async function leadersForAnotherBank(
	tx: Tx,
	question: { readonly memberIds: readonly string[]; readonly lenderId: string; readonly on: CalendarDate },
): Promise<ReadonlySet<string>> {
	const read = await tx.execute<{ memberId: string }>(sql`select distinct s.member_id as "memberId"
		from memberships s join groups g on g.id = s.group_id join lenders l on l.id = g.lender_id
		where s.member_id = any(${bigints(question.memberIds)}) and s.role = 'leader' and ${holdsOn(question.on)}
			and g.lender_id <> ${question.lenderId}::bigint and l.entrusted and (g.closed_on is null or g.closed_on >= ${question.on}::date)`)
	return new Set(read.rows.map((row) => row.memberId))
}

export async function codeIsTaken(tx: Tx, code: string): Promise<boolean> {
	const rows = await tx.select({ code: groups.code }).from(groups).where(eq(groups.code, code)).limit(1)
	return rows.length > 0
}

/** Enters groups; their ids in the order given. A code is handed out where there is none. */
export async function insertGroups(tx: Tx, drafts: readonly NewGroup[]): Promise<readonly string[]> {
	const ids: string[] = []
	for (let start = 0; start < drafts.length; start += 2_000) {
		const rows = drafts.slice(start, start + 2_000).map((draft) => ({
			...draft,
			code: draft.code ?? `new ${randomUUID()}`,
			nameKey: fold(draft.name),
			createdAt: sql`now()`,
		}))
		const made = await tx.insert(groups).values(rows).returning({ id: groups.id })
		ids.push(
			...made
				.map((row) => row.id)
				.sort((a, b) => (a < b ? -1 : 1))
				.map(String),
		)
	}
	await insertFirstPlaces(tx, ids)
	const uncoded = ids.filter((_, index) => must(drafts[index], 'a draft for each id').code === null)
	if (uncoded.length > 0) {
		await tx.execute(sql`update groups set code = 'TO' || lpad(id::text, 5, '0') where id = any(${bigints(uncoded)})`)
	}
	return ids
}

/** Enters memberships as they are: the caller has made sure that they fit. */
export async function insertMemberships(tx: Tx, rows: readonly (Omit<Membership, 'id'> & { readonly groupId: string })[]): Promise<void> {
	for (let start = 0; start < rows.length; start += 5_000) {
		await tx
			.insert(memberships)
			.values(rows.slice(start, start + 5_000).map(({ from, to, ...rest }) => ({ ...rest, fromOn: from, toOn: to })))
	}
}

/** Enters members into groups as plain members, each where she has no membership that would overlap. */
export async function joinMembers(
	tx: Tx,
	rows: readonly { readonly groupId: string; readonly memberId: string; readonly from: CalendarDate; readonly to: CalendarDate | null }[],
): Promise<void> {
	if (rows.length === 0) return
	await tx.execute(sql`insert into memberships (group_id, member_id, role, from_on, to_on, in_standing_committee)
		select distinct on (j."groupId", j."memberId") j."groupId", j."memberId", 'member', j."from", j."to", false
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as j ("groupId" bigint, "memberId" bigint, "from" date, "to" date)
		where not exists (select from memberships s where s.group_id = j."groupId" and s.member_id = j."memberId"
			and (s.to_on is null or s.to_on >= j."from") and (j."to" is null or s.from_on <= j."to"))
		order by j."groupId", j."memberId", j."from"`)
}

/** Carries out what a membership changes, in its order. */
export async function applyChanges(tx: Tx, groupId: string, changes: readonly MembershipChange[]): Promise<void> {
	for (const change of changes) {
		switch (change.kind) {
			case 'replaced': {
				const { role, to, kinship, inStandingCommittee } = change.membership
				await tx
					.update(memberships)
					.set({ role, toOn: to, kinship, inStandingCommittee })
					.where(eq(memberships.id, BigInt(change.id)))
				break
			}
			case 'ended':
				await tx
					.update(memberships)
					.set({ toOn: change.to })
					.where(eq(memberships.id, BigInt(change.id)))
				break
			case 'declared': {
				const { kinship, inStandingCommittee } = change
				await tx
					.update(memberships)
					.set({ kinship, inStandingCommittee })
					.where(eq(memberships.id, BigInt(change.id)))
				break
			}
			case 'opened':
				await insertMemberships(tx, [{ groupId, ...change.membership }])
				break
			default:
				never(change)
		}
	}
}

/** The condition that keeps the groups `g` of a query to those that a scope reaches. */
export function reached(scope: Scope): SQL {
	return within(scope, { groupId: sql`g.id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })
}

/** Whether the membership `s` of a query holds on the day. */
export function holdsOn(on: CalendarDate): SQL {
	return sql`s.from_on <= ${on}::date and (s.to_on is null or s.to_on >= ${on}::date)`
}

function groupSelect(on: CalendarDate): SQL {
	return sql`select g.id, g.code, g.name, g.kind, g.lender_id as "lenderId", l.code as "lenderCode", place.commune_id as "communeId",
			(select v.name from unit_versions v where v.unit_id = place.commune_id order by v.valid_from desc limit 1) as "communeName",
			place.hamlet, g.established_on as "establishedOn", g.closed_on as "closedOn",
			(select count(*)::int from memberships s where s.group_id = g.id and ${holdsOn(on)}) as "memberCount",
			(select json_build_object('id', m.id::text, 'code', m.code, 'name', m.name)
				from memberships s join members m on m.id = s.member_id
				where s.group_id = g.id and s.role = 'leader' and ${holdsOn(on)} limit 1) as leader
		from groups g left join lenders l on l.id = g.lender_id cross join ${placeOfGroup(on)}`
}
