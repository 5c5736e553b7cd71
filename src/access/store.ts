import { type SQL, sql } from 'drizzle-orm'
import { must } from '../kernel/assert.js'
import { addDays } from '../kernel/calendar-date.js'
import { type Instant, instantFromDatabase, startOfDayInVietnam } from '../kernel/instant.js'
import type { Tx } from '../platform/database.js'
import type { Page } from '../platform/page.js'
import { pageOf, pageWish } from '../platform/page.js'
import { bigints, texts } from '../platform/sql-lists.js'
import type { Role } from './asker.js'
import type { PageQuery, TrailQuery } from './schemas.js'
import { type Failures, windowMinutes } from './throttle.js'

/** Moments are those of the database: sessions end by its clock, whatever day a demonstration plays on. */

export type User = {
	readonly id: string
	readonly username: string
	readonly name: string
	readonly passwordHash: string
	readonly role: Role
	readonly unitId: string | null
	readonly lenderId: string | null
	readonly mustChangePassword: boolean
	/** Neither disabled nor a demonstration's user outside of a demonstration. */
	readonly welcome: boolean
}

export type NewUser = {
	readonly username: string
	readonly name: string
	readonly passwordHash: string
	readonly role: Role
	readonly unitId: string | null
	readonly lenderId: string | null
	readonly groupIds: readonly string[]
	readonly demonstration: boolean
	readonly mustChangePassword: boolean
}

export type CredentialKind = 'session' | 'token'

export async function insertInstallation(tx: Tx, demonstration: boolean): Promise<void> {
	await tx.execute(sql`insert into installation (id, demonstration, created_at) values (1, ${demonstration}, now())`)
}

export async function hasInstallation(tx: Tx): Promise<boolean> {
	return (await rows(tx, sql`select 1 from installation where id = 1`)).length > 0
}

/** The id, or null where the name is taken. */
export async function insertUser(tx: Tx, user: NewUser): Promise<string | null> {
	const [made] = await rows<{ id: string }>(
		tx,
		sql`insert into users
		(username, name, password_hash, role, unit_id, lender_id, demonstration, must_change_password, created_at)
		values (${user.username}, ${user.name}, ${user.passwordHash}, ${user.role}, ${user.unitId}::bigint, ${user.lenderId}::bigint,
			${user.demonstration}, ${user.mustChangePassword}, now())
		on conflict (username) do nothing returning id`,
	)
	if (made === undefined) return null
	await tx.execute(sql`insert into user_groups (user_id, group_id)
		select ${made.id}::bigint, g from unnest(${bigints(user.groupIds)}) g on conflict do nothing`)
	return made.id
}

export async function userNamed(tx: Tx, username: string): Promise<User | null> {
	return (
		(
			await rows<User>(tx, sql`select ${userColumns} from users u left join installation i on i.id = 1 where u.username = ${username}`)
		)[0] ?? null
	)
}

export async function userWithId(tx: Tx, id: string): Promise<User | null> {
	return (
		(await rows<User>(tx, sql`select ${userColumns} from users u left join installation i on i.id = 1 where u.id = ${id}::bigint`))[0] ??
		null
	)
}

/** Who shows a secret that is neither revoked nor expired, and whether its last use was noted more than a minute ago. */
export async function bearerOf(tx: Tx, hash: string): Promise<{ user: User; credentialId: string; stale: boolean } | null> {
	const [row] = await rows<User & { credentialId: string; stale: boolean }>(
		tx,
		sql`select ${userColumns}, c.id as "credentialId",
			c.last_used_at < clock_timestamp() - interval '1 minute' as stale
		from credentials c join users u on u.id = c.user_id left join installation i on i.id = 1
		where c.secret_hash = ${hash} and c.revoked_at is null and (c.expires_at is null or c.expires_at > clock_timestamp())`,
	)
	if (row === undefined || !row.welcome) return null
	const { credentialId, stale, ...user } = row
	return { user, credentialId, stale }
}

/** The names of users, by id: who recorded what. */
export async function readUserNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
	const wanted = [...new Set(ids)]
	if (wanted.length === 0) return new Map()
	const found = await rows<{ id: string; name: string }>(
		tx,
		sql`select id, name from users where id = any(${bigints(wanted)}) limit ${wanted.length}`,
	)
	return new Map(found.map(({ id, name }) => [id, name]))
}

export async function groupIdsOf(tx: Tx, userId: string): Promise<readonly string[]> {
	const found = await rows<{ id: string }>(
		tx,
		sql`select group_id as id from user_groups where user_id = ${userId}::bigint order by 1 limit 500`,
	)
	return found.map(({ id }) => id)
}

/** The leaders who see a group, by id. */
export async function leadersOf(tx: Tx, groupId: string): Promise<readonly { readonly id: string; readonly name: string }[]> {
	return rows(
		tx,
		sql`select u.id, u.name from user_groups g join users u on u.id = g.user_id
		where g.group_id = ${groupId}::bigint and u.role = 'leader' and u.disabled_at is null order by u.id limit 500`,
	)
}

/** Takes a group from some users and gives it to others. */
export async function moveGroup(tx: Tx, groupId: string, ended: readonly string[], begun: readonly string[]): Promise<void> {
	await tx.execute(sql`delete from user_groups where group_id = ${groupId}::bigint and user_id = any(${bigints(ended)})`)
	await tx.execute(sql`insert into user_groups (user_id, group_id)
		select u, ${groupId}::bigint from unnest(${bigints(begun)}) u on conflict do nothing`)
}

export async function setPassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
	await tx.execute(sql`update users set password_hash = ${passwordHash}, must_change_password = false where id = ${userId}::bigint`)
}

export async function setDisabled(tx: Tx, userId: string): Promise<void> {
	await tx.execute(sql`update users set disabled_at = coalesce(disabled_at, now()) where id = ${userId}::bigint`)
}

export async function listUsers(tx: Tx, query: PageQuery): Promise<Page<Record<string, unknown>>> {
	const { limit, after } = pageWish(query)
	const found = await rows<{ id: string }>(
		tx,
		sql`select u.id, u.username, u.name, u.role, u.unit_id as "unitId", u.lender_id as "lenderId",
			array(select g.group_id::text from user_groups g where g.user_id = u.id order by g.group_id) as "groupIds",
			u.demonstration, u.must_change_password as "mustChangePassword", u.disabled_at as "disabledAt", u.created_at as "createdAt"
		from users u where u.id > ${after?.[0] ?? '0'}::bigint order by u.id limit ${limit + 1}`,
	)
	return pageOf(found.map(withInstants), limit, ({ id }) => [id])
}

export type NewCredential = {
	readonly userId: string
	readonly kind: CredentialKind
	readonly secretHash: string
	readonly name: string | null
	readonly hours: number
	readonly origin: { readonly address: string; readonly agent: string }
}

export async function insertCredential(tx: Tx, made: NewCredential): Promise<{ id: string; expiresAt: Instant }> {
	const [row] = await rows<{ id: string; expiresAt: string }>(
		tx,
		sql`insert into credentials
		(user_id, kind, secret_hash, name, created_at, last_used_at, expires_at, address, agent)
		values (${made.userId}::bigint, ${made.kind}, ${made.secretHash}, ${made.name}, now(), now(), now() + make_interval(hours => ${made.hours}::int),
			${made.origin.address}, ${made.origin.agent})
		returning id, expires_at as "expiresAt"`,
	)
	const { id, expiresAt } = must(row, 'an insert returns its row')
	return { id, expiresAt: instantFromDatabase(expiresAt) }
}

export async function noteUse(tx: Tx, credentialId: string): Promise<void> {
	await tx.execute(sql`update credentials set last_used_at = clock_timestamp() where id = ${credentialId}::bigint`)
}

export async function kindOfCredential(tx: Tx, id: string): Promise<CredentialKind | null> {
	return (await rows<{ kind: CredentialKind }>(tx, sql`select kind from credentials where id = ${id}::bigint`))[0]?.kind ?? null
}

/** Ends one credential that has not ended yet; of one user, or of anybody where `userId` is null. */
export async function revoke(tx: Tx, wanted: { id: string; kind: CredentialKind; userId: string | null }): Promise<boolean> {
	const owner = wanted.userId === null ? sql`true` : sql`user_id = ${wanted.userId}::bigint`
	const ended = await rows(
		tx,
		sql`update credentials set revoked_at = now()
		where id = ${wanted.id}::bigint and kind = ${wanted.kind} and revoked_at is null and ${owner} returning id`,
	)
	return ended.length > 0
}

/** Ends a user's credentials of these kinds, but for one. */
export async function revokeAll(tx: Tx, userId: string, kinds: readonly CredentialKind[], except: string): Promise<void> {
	await tx.execute(sql`update credentials set revoked_at = now()
		where user_id = ${userId}::bigint and kind = any(${texts(kinds)}) and id <> ${except}::bigint and revoked_at is null`)
}

export async function listCredentials(
	tx: Tx,
	wanted: { kind: CredentialKind; userId: string | null; current: string; query: PageQuery },
): Promise<Page<Record<string, unknown>>> {
	const { limit, after } = pageWish(wanted.query)
	const owner = wanted.userId === null ? sql`true` : sql`c.user_id = ${wanted.userId}::bigint`
	const found = await rows<{ id: string }>(
		tx,
		sql`select c.id, c.user_id as "userId", u.username, c.name, c.created_at as "createdAt",
			c.last_used_at as "lastUsedAt", c.expires_at as "expiresAt", c.address, c.agent, c.id = ${wanted.current}::bigint as current
		from credentials c join users u on u.id = c.user_id
		where c.kind = ${wanted.kind} and c.revoked_at is null and (c.expires_at is null or c.expires_at > now()) and ${owner}
			and c.id > ${after?.[0] ?? '0'}::bigint
		order by c.id limit ${limit + 1}`,
	)
	return pageOf(found.map(withInstants), limit, ({ id }) => [id])
}

export async function insertAttempt(tx: Tx, attempt: { username: string; address: string; ok: boolean }): Promise<void> {
	await tx.execute(sql`insert into login_attempts (username, address, at, ok)
		values (${attempt.username}, ${attempt.address}, clock_timestamp(), ${attempt.ok})`)
}

/** A name's wrong tries since it was last got right, and all of an address. */
export async function failuresOf(tx: Tx, username: string, address: string): Promise<{ username: Failures; address: Failures }> {
	const recent = sql`not ok and at > clock_timestamp() - make_interval(mins => ${windowMinutes}::int)`
	const figures = sql`count(*)::int as count, coalesce(extract(epoch from clock_timestamp() - max(at)), 0)::float8 as "secondsSinceLast"`
	const [named] = await rows<Failures>(
		tx,
		sql`select ${figures} from login_attempts where username = ${username} and ${recent}
		and at > coalesce((select max(at) from login_attempts where username = ${username} and ok), '-infinity')`,
	)
	const [placed] = await rows<Failures>(tx, sql`select ${figures} from login_attempts where address = ${address} and ${recent}`)
	return { username: must(named, 'a count'), address: must(placed, 'a count') }
}

/** What was commanded, latest first. */
export async function listTrail(tx: Tx, query: TrailQuery): Promise<Page<Record<string, unknown>>> {
	const { limit, after } = pageWish(query)
	const conditions = [
		after === null ? null : sql`r.id < ${after[0]}::bigint`,
		query.from === undefined ? null : sql`r.at >= ${startOfDayInVietnam(query.from)}::timestamptz`,
		query.to === undefined ? null : sql`r.at < ${startOfDayInVietnam(addDays(query.to, 1))}::timestamptz`,
		query.user === undefined ? null : sql`r.user_id = ${query.user}::bigint`,
		query.operation === undefined ? null : sql`r.operation = ${query.operation}`,
	].filter((condition) => condition !== null)
	const found = await rows<{ id: string }>(
		tx,
		sql`select r.id, r.at, r.user_id as "userId", u.username, r.operation, r.path, r.status, r.address, r.agent
		from requests r left join users u on u.id = r.user_id
		where ${conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)}
		order by r.id desc limit ${limit + 1}`,
	)
	return pageOf(found.map(withInstants), limit, ({ id }) => [id])
}

const userColumns = sql`u.id, u.username, u.name, u.password_hash as "passwordHash", u.role, u.unit_id as "unitId", u.lender_id as "lenderId",
	u.must_change_password as "mustChangePassword",
	u.disabled_at is null and (not u.demonstration or coalesce(i.demonstration, false)) as welcome`

async function rows<T>(tx: Tx, query: SQL): Promise<T[]> {
	return (await tx.execute(query)).rows as T[]
}

/** The database's text of a moment, as the wire writes it. */
function withInstants<T extends Record<string, unknown>>(row: T): T {
	const instants = Object.entries(row).filter(([name, value]) => /^at$|At$/.test(name) && value !== null)
	return { ...row, ...Object.fromEntries(instants.map(([name, value]) => [name, instantFromDatabase(value as string)])) }
}
