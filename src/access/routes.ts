import type { FastifyReply } from 'fastify'
import { Refusal } from '../kernel/refusal.js'
import {
	changePassword,
	createToken,
	createUser,
	disableUser,
	listSessions,
	listTokens,
	me,
	revokeSession,
	revokeToken,
	signIn,
	signOut,
} from './actions.js'
import type { AppDoor } from './asker.js'
import {
	changePasswordSchema,
	createdView,
	createTokenSchema,
	createUserSchema,
	credentialsView,
	idParams,
	meView,
	newTokenView,
	pageQuery,
	signInSchema,
	trailQuery,
	trailView,
	usersView,
} from './schemas.js'
import { listTrail, listUsers } from './store.js'

/** Signing in and out, users, sessions, tokens and the trail. `forget` is the guard's, for when somebody was shut out. */
export function accessRoutes(door: AppDoor, forget: () => void): void {
	const tag = 'access'
	door.operation({
		id: 'createSession',
		method: 'POST',
		path: '/sessions',
		tag,
		summary: 'Sign in; the session comes as the cookie `soquy`',
		body: signInSchema,
		answer: meView,
		status: 201,
		refusals: ['access.wrong-credentials', 'access.too-many-attempts'],
		triesPerMinute: 300,
		handle: async ({ tx, body, today, origin, reply, actsAs }) => {
			const signedIn = await throttled(reply, () => signIn(tx, body, origin))
			if (signedIn instanceof Refusal) return signedIn
			const { asker, secret, hours } = signedIn
			actsAs(asker.userId)
			reply.setCookie('soquy', secret, { ...cookie(reply), maxAge: hours * 3_600 })
			return me(asker, today)
		},
	})
	door.operation({
		id: 'endSession',
		method: 'DELETE',
		path: '/sessions/current',
		tag,
		summary: 'Sign out',
		status: 204,
		refusals: ['access.credential-not-found'],
		handle: async ({ tx, asker, reply, afterCommit }) => {
			await signOut(tx, asker)
			afterCommit(forget)
			reply.clearCookie('soquy', cookie(reply))
		},
	})
	door.operation({
		id: 'readMe',
		method: 'GET',
		path: '/me',
		tag,
		summary: 'Who asks, how far she sees, and what day it is',
		answer: meView,
		handle: ({ asker, today }) => me(asker, today),
	})
	door.operation({
		id: 'changePassword',
		method: 'POST',
		path: '/me/password',
		tag,
		summary: 'Change the password; other sessions end',
		body: changePasswordSchema,
		status: 204,
		refusals: ['access.wrong-password', 'access.same-password', 'access.password-is-username', 'access.too-many-attempts'],
		triesPerMinute: 60,
		handle: ({ tx, body, asker, origin, reply, afterCommit }) => {
			afterCommit(forget)
			return throttled(reply, () => changePassword(tx, body, asker, origin))
		},
	})
	userRoutes(door, forget)
	credentialRoutes(door, forget)
	door.operation({
		id: 'listAuditTrail',
		method: 'GET',
		path: '/audit-trail',
		tag,
		summary: 'Every command that was answered, denied or failed to sign in, latest first',
		query: trailQuery,
		answer: trailView,
		handle: ({ tx, query }) => listTrail(tx, query),
	})
}

function userRoutes(door: AppDoor, forget: () => void): void {
	const tag = 'access'
	door.operation({
		id: 'listUsers',
		method: 'GET',
		path: '/users',
		tag,
		summary: 'Users and what they are bound to',
		query: pageQuery,
		answer: usersView,
		handle: ({ tx, query }) => listUsers(tx, query),
	})
	door.operation({
		id: 'createUser',
		method: 'POST',
		path: '/users',
		tag,
		summary: 'Make a user',
		body: createUserSchema,
		answer: createdView,
		status: 201,
		refusals: ['access.username-taken', 'access.password-is-username'],
		handle: ({ tx, body }) => createUser(tx, body),
	})
	door.operation({
		id: 'disableUser',
		method: 'POST',
		path: '/users/:id/disable',
		tag,
		summary: 'Shut a user out; her sessions and tokens end at once',
		params: idParams,
		status: 204,
		refusals: ['access.user-not-found', 'access.not-yourself'],
		handle: async ({ tx, params, asker, afterCommit }) => {
			await disableUser(tx, params.id, asker)
			afterCommit(forget)
		},
	})
}

function credentialRoutes(door: AppDoor, forget: () => void): void {
	const tag = 'access'
	door.operation({
		id: 'listSessions',
		method: 'GET',
		path: '/sessions',
		tag,
		summary: 'Sessions that have not ended',
		query: pageQuery,
		answer: credentialsView,
		handle: ({ tx, query, asker }) => listSessions(tx, query, asker),
	})
	door.operation({
		id: 'revokeSession',
		method: 'DELETE',
		path: '/sessions/:id',
		tag,
		summary: 'End a session at once',
		params: idParams,
		status: 204,
		refusals: ['access.credential-not-found'],
		handle: async ({ tx, params, asker, afterCommit }) => {
			await revokeSession(tx, params.id, asker)
			afterCommit(forget)
		},
	})
	door.operation({
		id: 'createToken',
		method: 'POST',
		path: '/tokens',
		tag,
		summary: 'Make a token for a program that acts for you; it is shown this once',
		body: createTokenSchema,
		answer: newTokenView,
		status: 201,
		refusals: ['access.session-needed'],
		handle: ({ tx, body, asker, origin }) => createToken(tx, body, asker, origin),
	})
	door.operation({
		id: 'listTokens',
		method: 'GET',
		path: '/tokens',
		tag,
		summary: 'Tokens that have not ended',
		query: pageQuery,
		answer: credentialsView,
		handle: ({ tx, query, asker }) => listTokens(tx, query, asker),
	})
	door.operation({
		id: 'revokeToken',
		method: 'DELETE',
		path: '/tokens/:id',
		tag,
		summary: 'End a token at once',
		params: idParams,
		status: 204,
		refusals: ['access.credential-not-found'],
		handle: async ({ tx, params, asker, afterCommit }) => {
			await revokeToken(tx, params.id, asker)
			afterCommit(forget)
		},
	})
}

/** Tells a throttled client when to come again, whether the refusal is to be kept (answered) or not (thrown). */
async function throttled<T>(reply: FastifyReply, work: () => Promise<T>): Promise<T> {
	const tell = (given: unknown) => {
		if (given instanceof Refusal && given.code === 'access.too-many-attempts') reply.header('retry-after', given.details['seconds'])
	}
	try {
		const given = await work()
		tell(given)
		return given
	} catch (error) {
		tell(error)
		throw error
	}
}

/** No script reads it, no other site sends it, and over https it never leaves in the clear. */
function cookie(reply: FastifyReply) {
	return { path: '/', httpOnly: true, sameSite: 'strict', secure: reply.request.protocol === 'https' } as const
}
