import { randomUUID } from 'node:crypto'
import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Scope } from '../access/asker.js'
import { within } from '../access/scope-store.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { fold, initials, readPhone, type Sex } from '../kernel/personal-id.js'
import type { Tx } from '../platform/database.js'
import { groups, memberships } from '../groups/tables.js'
import { type Page, pageOf, type PageWish } from '../platform/page.js'
import { bigints } from '../platform/sql-lists.js'
import { prefixPattern, wordsPattern } from '../units/search.js'
import type { MemberRow, MemberView } from './schemas.js'
import { memberPoverty, members, type PovertyStatus } from './tables.js'

/** A member as she is entered; what is searched is derived here. A code is handed out where there is none. */
export type NewMember = {
	readonly code: string | null
	readonly name: string
	readonly sex: Sex | null
	readonly bornOn: CalendarDate | null
	readonly birthYear: number | null
	readonly citizenId: string | null
	readonly oldId: string | null
	readonly phone: string | null
	readonly hamlet: string | null
	readonly address: string | null
	readonly communeId: string
	readonly ethnicity: string | null
	readonly unionMember: boolean
	readonly joinedOn: CalendarDate | null
}

/** What a list is narrowed to. Who may not read whole numbers may not guess them digit by digit either. */
export type MemberFilter = {
	readonly q: string | null
	readonly byPartOfNumber: boolean
	readonly groupId: string | null
	readonly communeIds: readonly string[] | null
	readonly today: CalendarDate
}

type StoredMember = Omit<MemberView, 'warnings' | 'memberships' | 'spouses'>

/** Members by name, as far as the scope reaches. Numbers are unmasked here. */
export async function listMembers(tx: Tx, scope: Scope, filter: MemberFilter, wish: PageWish): Promise<Page<MemberRow>> {
	const conditions = [
		reached(scope),
		...(filter.q === null ? [] : [found(filter.q, filter.byPartOfNumber)]),
		...(filter.groupId === null
			? []
			: [
					sql`exists (select from memberships s where s.member_id = m.id and s.group_id = ${filter.groupId}::bigint and ${isOpen(filter.today)})`,
				]),
		...(filter.communeIds === null ? [] : [sql`m.commune_id = any(${bigints(filter.communeIds)})`]),
		...(wish.after === null ? [] : [sql`(m.name_key, m.id) > (${wish.after[0]}, ${wish.after[1]}::bigint)`]),
	]
	const read = await tx.execute<MemberRow & { nameKey: string }>(sql`select ${rowColumns}, m.name_key as "nameKey",
			(select coalesce(json_agg(json_build_object('id', g.id::text, 'code', g.code, 'name', g.name, 'role', s.role) order by g.id), '[]')
				from memberships s join groups g on g.id = s.group_id where s.member_id = m.id and ${isOpen(filter.today)}) as groups
		from members m where ${sql.join(conditions, sql` and `)}
		order by m.name_key, m.id limit ${wish.limit + 1}`)
	const page = pageOf(read.rows, wish.limit, (row) => [row.nameKey, row.id])
	return { items: page.items.map(({ nameKey: _, ...row }) => row), next: page.next }
}

/** A member within the scope, unmasked; null where she is foreign or unknown. */
export async function readMember(tx: Tx, scope: Scope, id: string): Promise<StoredMember | null> {
	const read = await tx.execute<StoredMember>(sql`select ${rowColumns}, m.sex, m.born_on as "bornOn", m.old_id as "oldId",
			m.phone_e164 as "phoneInternational", m.address, m.joined_on as "joinedOn", m.ethnicity,
			to_char(m.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdAt",
			(select coalesce(json_agg(json_build_object('year', p.year, 'status', p.status) order by p.year), '[]')
				from member_poverty p where p.member_id = m.id) as poverty
		from members m where m.id = ${id}::bigint and ${reached(scope)}`)
	return read.rows[0] ?? null
}

/** The groups of a member over time, as far as the scope reaches. */
export async function readMembershipsOf(tx: Tx, scope: Scope, memberId: string): Promise<MemberView['memberships']> {
	const rows = await tx
		.select({
			id: sql<string>`${memberships.id}::text`,
			groupId: memberships.groupId,
			groupCode: groups.code,
			groupName: groups.name,
			role: memberships.role,
			from: memberships.fromOn,
			to: memberships.toOn,
		})
		.from(memberships)
		.innerJoin(groups, sql`${groups.id} = ${memberships.groupId}`)
		.where(
			and(
				eq(memberships.memberId, memberId),
				within(scope, { groupId: memberships.groupId, communeId: groups.communeId, lenderId: groups.lenderId }),
			),
		)
		.orderBy(memberships.fromOn, memberships.id)
		.limit(500)
	return rows
}

/** Others with the same citizen number; those whom the scope does not reach are counted and not named. */
export async function sharersOfCitizenId(
	tx: Tx,
	scope: Scope,
	person: { readonly id: string; readonly citizenId: string },
): Promise<readonly { id: string; code: string; name: string; reached: boolean }[]> {
	const read = await tx.execute<{ id: string; code: string; name: string; reached: boolean }>(sql`select m.id, m.code, m.name,
			${reached(scope)} as reached
		from members m where m.citizen_id = ${person.citizenId} and m.id <> ${person.id}::bigint order by m.id limit 20`)
	return read.rows
}

export async function codeIsTaken(tx: Tx, code: string): Promise<boolean> {
	const rows = await tx.select({ code: members.code }).from(members).where(eq(members.code, code)).limit(1)
	return rows.length > 0
}

/** Enters members; their ids in the order given. */
export async function insertMembers(tx: Tx, drafts: readonly NewMember[]): Promise<readonly string[]> {
	const ids: string[] = []
	for (let start = 0; start < drafts.length; start += 2_000) {
		const some = drafts.slice(start, start + 2_000)
		const made = await tx.insert(members).values(some.map(rowOf)).returning({ id: members.id })
		ids.push(
			...made
				.map((row) => row.id)
				.sort((a, b) => (a < b ? -1 : 1))
				.map(String),
		)
	}
	const uncoded = ids.filter((_, index) => must(drafts[index], 'a draft for each id').code === null)
	if (uncoded.length > 0) {
		await tx.execute(sql`update members set code = 'HV' || lpad(id::text, 6, '0') where id = any(${bigints(uncoded)})`)
	}
	return ids
}

/** What the yearly review said; a later word on the same year takes its place. */
export async function putPoverty(
	tx: Tx,
	rows: readonly { readonly memberId: string; readonly year: number; readonly status: PovertyStatus }[],
): Promise<void> {
	for (let start = 0; start < rows.length; start += 5_000) {
		await tx
			.insert(memberPoverty)
			.values(rows.slice(start, start + 5_000))
			.onConflictDoUpdate({ target: [memberPoverty.memberId, memberPoverty.year], set: { status: sql`excluded.status` } })
	}
}

function rowOf(draft: NewMember) {
	const { phone, code, ...rest } = draft
	return {
		...rest,
		code: code ?? `new ${randomUUID()}`,
		nameKey: fold(draft.name),
		initials: initials(draft.name),
		phoneTyped: phone,
		phoneE164: phone === null ? null : readPhone(phone).international,
		createdAt: sql`now()`,
	}
}

const rowColumns = sql`m.id, m.code, m.name, m.birth_year as "birthYear", m.citizen_id as "citizenId", m.phone_typed as phone,
	m.hamlet, m.commune_id as "communeId", m.union_member as "unionMember",
	(select v.name from unit_versions v where v.unit_id = m.commune_id order by v.valid_from desc limit 1) as "communeName"`

/**
 * Whom a scope reaches. A woman may sit in a group of the commune beside hers, so that an officer sees those who live
 * in her communes and those in its groups; a leader sees all who are or were in her groups; a bank those of the groups
 * that work for it.
 */
export function reached(scope: Scope): SQL {
	if (scope.kind === 'all') return sql`true`
	const byGroup = sql`exists (select from memberships s join groups g on g.id = s.group_id where s.member_id = m.id
		and ${within(scope, { groupId: sql`s.group_id`, communeId: sql`g.commune_id`, lenderId: sql`g.lender_id` })})`
	if (scope.kind !== 'unit') return byGroup
	return sql`(${within(scope, { groupId: sql`null`, communeId: sql`m.commune_id`, lenderId: sql`null` })} or ${byGroup})`
}

function isOpen(today: CalendarDate): SQL {
	return sql`s.from_on <= ${today}::date and (s.to_on is null or s.to_on >= ${today}::date)`
}

/** By words of the name, by initials ("nta"), by code, and by the beginning of a number or the whole of it. */
function found(q: string, byPartOfNumber: boolean): SQL {
	const key = fold(q)
	const digits = q.replace(/[\s.()-]/g, '')
	const ways = [sql`' ' || m.name_key like ${wordsPattern(q)}`, sql`lower(m.code) like ${prefixPattern(q.toLowerCase())}`]
	if (/^\p{L}+$/u.test(key)) ways.push(sql`m.initials like ${prefixPattern(key)}`)
	if (/^\+?\d{3,}$/.test(digits)) {
		const number = byPartOfNumber ? prefixPattern(digits) : digits
		const phone = digits.replace(/^(0084|84|0)(?=\d)/, '+84')
		ways.push(sql`m.citizen_id like ${number} or m.old_id like ${number} or m.phone_typed like ${number}`)
		ways.push(sql`m.phone_e164 like ${byPartOfNumber ? prefixPattern(phone) : phone}`)
	}
	return sql`(${sql.join(ways, sql` or `)})`
}
