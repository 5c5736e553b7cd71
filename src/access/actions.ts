import { must, never } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Tx } from '../platform/database.js'
import type { Origin } from '../platform/door.js'
import { communesBelow } from '../units/store.js'
import { type Asker, programAsker, type Role, type Scope } from './asker.js'
import { permissions } from './permissions.js'
import { reachOf } from './permitted.js'
import type { ChangePassword, CreateToken, CreateUser, MeView, PageQuery, SignIn } from './schemas.js'
import { hashPassword, newSecret, oneTimePassword, passwordMatches, secretHash } from './secrets.js'
import * as store from './store.js'
import { freeTries, secondsToWait } from './throttle.js'

export type SignedIn = { readonly secret: string; readonly asker: Asker; readonly hours: number }

/** A leader is weeks away from a signal and keeps her session for a month; an office's session ends with the day. */
const sessionHours: Record<Role, number> = { admin: 12, officer: 12, bank: 12, auditor: 12, leader: 31 * 24 }

/** Every demonstration user's password; it opens nothing but demonstration data. */
export const demonstrationPassword = 'soquy-demo'

/**
 * Opens a session. Answers a refusal to be kept where the name or the password is wrong, so that the try is counted,
 * and never tells which of them was; `access.too-many-attempts`, with the seconds to wait, where there were too many.
 */
export async function signIn(tx: Tx, { username, password }: SignIn, origin: Origin): Promise<SignedIn | Refusal> {
	const user = await store.userNamed(tx, username)
	const no = await refusePassword(tx, user, { username, password, address: origin.address, wrong: new Refusal('access.wrong-credentials') })
	if (no !== null || user === null) return must(no, 'nobody has no password')
	const hours = sessionHours[user.role]
	const secret = newSecret('session')
	const { id } = await store.insertCredential(tx, {
		userId: user.id,
		kind: 'session',
		secretHash: secretHash(secret),
		name: null,
		hours,
		origin,
	})
	return { secret, hours, asker: await askerOf(tx, user, id) }
}

/** Who bears the secret with this digest, if it has neither ended nor been revoked; notes its use once a minute. */
export async function recognise(tx: Tx, hash: string): Promise<Asker | null> {
	const bearer = await store.bearerOf(tx, hash)
	if (bearer === null) return null
	if (bearer.stale) await store.noteUse(tx, bearer.credentialId)
	return askerOf(tx, bearer.user, bearer.credentialId)
}

/** What a page needs to know of the one who looks at it. */
export function me(asker: Asker, today: CalendarDate): MeView {
	const { userId, username, name, role, scope } = asker
	const seen =
		scope.kind === 'unit'
			? { kind: scope.kind, unitId: scope.unitId }
			: scope.kind === 'groups'
				? { ...scope, groupIds: [...scope.groupIds] }
				: scope
	return {
		user: { id: userId, username, name },
		roles: [role],
		scopes: [seen],
		today,
		mustChangePassword: asker.mustChangePassword ?? false,
	}
}

/** Ends the session that asks; a token is not a session. */
export async function signOut(tx: Tx, asker: Asker): Promise<void> {
	await end(tx, { id: asker.credentialId, kind: 'session', userId: asker.userId })
}

export async function createUser(tx: Tx, command: CreateUser): Promise<{ id: string }> {
	const { username, name, password, role, mustChangePassword } = command
	if (password.toLowerCase().includes(username)) throw new Refusal('access.password-is-username', { path: 'password' })
	const id = await store.insertUser(tx, {
		username,
		name,
		passwordHash: await hashPassword(password),
		role,
		unitId: role === 'officer' ? command.unitId : null,
		lenderId: role === 'bank' ? command.lenderId : null,
		groupIds: role === 'leader' ? command.groupIds : [],
		demonstration: false,
		mustChangePassword,
	})
	if (id === null) throw new Refusal('access.username-taken', { path: 'username', details: { username } })
	return { id }
}

/**
 * Sets another password and ends the user's other sessions. The old one is counted like a try to sign in: answers a
 * refusal to be kept where it is wrong.
 */
export async function changePassword(tx: Tx, command: ChangePassword, asker: Asker, origin: Origin): Promise<undefined | Refusal> {
	const { oldPassword, newPassword } = command
	const { username } = asker
	const user = await store.userWithId(tx, asker.userId)
	const wrong = new Refusal('access.wrong-password', { path: 'oldPassword' })
	const no = await refusePassword(tx, user, { username, password: oldPassword, address: origin.address, wrong })
	if (no !== null) return no
	if (oldPassword.normalize('NFC') === newPassword.normalize('NFC')) throw new Refusal('access.same-password', { path: 'newPassword' })
	if (newPassword.toLowerCase().includes(username)) throw new Refusal('access.password-is-username', { path: 'newPassword' })
	await store.setPassword(tx, asker.userId, await hashPassword(newPassword))
	await store.revokeAll(tx, asker.userId, ['session'], asker.credentialId)
	return undefined
}

/** Shuts a user out: her sessions and tokens end at once. What she recorded stays hers. */
export async function disableUser(tx: Tx, id: string, asker: Asker): Promise<void> {
	if (id === asker.userId) throw new Refusal('access.not-yourself')
	// User 1 is the program itself, and nobody's to disable.
	if (id === programAsker.userId || (await store.userWithId(tx, id)) === null) throw new Refusal('access.user-not-found')
	await store.setDisabled(tx, id)
	await store.revokeAll(tx, id, ['session', 'token'], '0')
}

/** Whose sight of a group ends and whose begins; without `ends`, everybody's who has it, but for those whose begins. */
export type GroupAccess = { readonly groupId: string; readonly ends?: readonly string[] | undefined; readonly begins: readonly string[] }

/**
 * Takes a group from some leaders and gives it to others: from the next request on they do not see it, or see it. Refused
 * where one who loses it does not have it, or one who gets it is no leader. The caller has made sure of the group.
 */
export async function moveGroupAccess(tx: Tx, { groupId, ends, begins }: GroupAccess) {
	const before = (await store.leadersOf(tx, groupId)).map(({ id }) => id)
	const ended = ends ?? before.filter((id) => !begins.includes(id))
	const stranger = ended.findIndex((id) => !before.includes(id))
	if (stranger >= 0) throw new Refusal('access.not-of-group', { path: `ends.${stranger}` })
	for (const [index, id] of begins.entries()) {
		const user = await store.userWithId(tx, id)
		if (user === null || user.role !== 'leader' || !user.welcome) throw new Refusal('access.not-a-leader', { path: `begins.${index}` })
	}
	await store.moveGroup(tx, groupId, ended, begins)
	return { ended, begun: begins, users: await store.leadersOf(tx, groupId) }
}

/** Makes a token for programs that act for the asker; its secret is answered this once. Tokens beget no tokens. */
export async function createToken(
	tx: Tx,
	{ name, days }: CreateToken,
	asker: Asker,
	origin: Origin,
): Promise<{ id: string; name: string; token: string; expiresAt: Instant }> {
	if ((await store.kindOfCredential(tx, asker.credentialId)) !== 'session') throw new Refusal('access.session-needed')
	const token = newSecret('token')
	const made = { userId: asker.userId, kind: 'token' as const, secretHash: secretHash(token), name, hours: days * 24, origin }
	return { ...(await store.insertCredential(tx, made)), name, token }
}

export function listSessions(tx: Tx, query: PageQuery, asker: Asker) {
	return store.listCredentials(tx, { kind: 'session', userId: ownerFor('listSessions', asker), current: asker.credentialId, query })
}

export function listTokens(tx: Tx, query: PageQuery, asker: Asker) {
	return store.listCredentials(tx, { kind: 'token', userId: ownerFor('listTokens', asker), current: asker.credentialId, query })
}

export function revokeSession(tx: Tx, id: string, asker: Asker): Promise<void> {
	return end(tx, { id, kind: 'session', userId: ownerFor('revokeSession', asker) })
}

export function revokeToken(tx: Tx, id: string, asker: Asker): Promise<void> {
	return end(tx, { id, kind: 'token', userId: ownerFor('revokeToken', asker) })
}

/** Whether there was a first start already. */
export function isInstalled(tx: Tx): Promise<boolean> {
	return store.hasInstallation(tx)
}

/** The first start of real books: one administrator, whose password is answered this once and must be changed. */
export async function createFirstAdmin(tx: Tx): Promise<{ username: string; password: string }> {
	const password = oneTimePassword()
	await store.insertInstallation(tx, false)
	await insertUser(tx, { username: 'admin', name: 'Quản trị', role: 'admin', password, mustChangePassword: true })
	return { username: 'admin', password }
}

/** The first start of a demonstration: a user of each kind, whose password is known to everybody. */
export async function createDemonstrationUsers(
	tx: Tx,
	bound: { readonly unitId: string; readonly groupId: string; readonly nhcsxhId: string; readonly agribankId: string },
): Promise<void> {
	await store.insertInstallation(tx, true)
	const shared = { password: demonstrationPassword, demonstration: true }
	await insertUser(tx, { ...shared, username: 'admin', name: 'Quản trị hệ thống', role: 'admin' })
	await insertUser(tx, { ...shared, username: 'officer', name: 'Hoàng Thị Thu', role: 'officer', unitId: bound.unitId })
	await insertUser(tx, { ...shared, username: 'leader', name: 'Nông Thị Ái', role: 'leader', groupIds: [bound.groupId] })
	await insertUser(tx, { ...shared, username: 'nhcsxh', name: 'Cán bộ NHCSXH', role: 'bank', lenderId: bound.nhcsxhId })
	await insertUser(tx, { ...shared, username: 'agribank', name: 'Cán bộ Agribank', role: 'bank', lenderId: bound.agribankId })
	await insertUser(tx, { ...shared, username: 'auditor', name: 'Kiểm toán viên', role: 'auditor' })
}

async function insertUser(
	tx: Tx,
	{ password, ...user }: Pick<store.NewUser, 'username' | 'name' | 'role'> & Partial<store.NewUser> & { password: string },
): Promise<void> {
	const unbound = { unitId: null, lenderId: null, groupIds: [], demonstration: false, mustChangePassword: false }
	await store.insertUser(tx, { ...unbound, ...user, passwordHash: await hashPassword(password) })
}

/**
 * Why a password opens nothing, or null where it is a welcome user's; counts the try. The throttle is looked at before
 * and once more after: of many tries at once, all begun before the first was counted, no more are told right from wrong.
 */
async function refusePassword(
	tx: Tx,
	user: store.User | null,
	tried: { username: string; password: string; address: string; wrong: Refusal },
): Promise<Refusal | null> {
	const { username, password, address, wrong } = tried
	const before = await tooMany(tx, username, address)
	if (before !== null) throw before
	const ok = (await passwordMatches(user?.passwordHash ?? null, password)) && user !== null && user.welcome
	const meanwhile = await tooMany(tx, username, address)
	if (meanwhile === null || !ok) await store.insertAttempt(tx, { username, address, ok })
	return meanwhile ?? (ok ? null : wrong)
}

async function tooMany(tx: Tx, username: string, address: string): Promise<Refusal | null> {
	const failures = await store.failuresOf(tx, username, address)
	const seconds = Math.max(secondsToWait(failures.username, freeTries.username), secondsToWait(failures.address, freeTries.address))
	return seconds > 0 ? new Refusal('access.too-many-attempts', { details: { seconds: String(seconds) } }) : null
}

async function end(tx: Tx, wanted: { id: string; kind: store.CredentialKind; userId: string | null }): Promise<void> {
	if (!(await store.revoke(tx, wanted))) throw new Refusal('access.credential-not-found')
}

/** Whose credentials the asker reaches: her own, or everybody's (null). */
function ownerFor(operation: string, asker: Asker): string | null {
	return reachOf(permissions, operation, asker.role) === 'all' ? null : asker.userId
}

/** The user as one who asks, with the scope of her role as it is now. */
async function askerOf(tx: Tx, user: store.User, credentialId: string): Promise<Asker> {
	const { id: userId, username, name, role } = user
	const scope = await scopeOf(tx, user)
	const asker: Asker = { userId, username, name, role, scope, language: 'vi', credentialId }
	return user.mustChangePassword ? { ...asker, mustChangePassword: true } : asker
}

async function scopeOf(tx: Tx, user: store.User): Promise<Scope> {
	switch (user.role) {
		case 'admin':
		case 'auditor':
			return { kind: 'all' }
		case 'officer':
			return user.unitId === null
				? { kind: 'groups', groupIds: [] }
				: { kind: 'unit', unitId: user.unitId, communeIds: await communesBelow(tx, user.unitId) }
		case 'leader':
			return { kind: 'groups', groupIds: await store.groupIdsOf(tx, user.id) }
		case 'bank':
			return user.lenderId === null ? { kind: 'groups', groupIds: [] } : { kind: 'lender', lenderId: user.lenderId }
		default:
			return never(user.role)
	}
}
