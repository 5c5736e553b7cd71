import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { Client } from 'pg'
import { inject } from 'vitest'
import { demonstrationPassword } from '../../src/access/actions.js'
import { createApp } from '../../src/app.js'
import { type Clock, clockFrom } from '../../src/platform/clock.js'
import { type Database, openDatabase } from '../../src/platform/database.js'
import { createLog } from '../../src/platform/log.js'
import { emptyTemplate, seededTemplate, urlOf } from './cluster.js'

export type TestDatabase = {
	readonly database: Database
	/** As the owner, who may do anything; the database itself is opened as the program. */
	readonly url: string
	readonly close: () => Promise<void>
}

export type Answer = {
	readonly status: number
	/** Tests look into answers of every shape. */
	readonly body: any
	readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
}

/** One call of the API, below /api/v1 unless the path says otherwise; a body goes as JSON. */
export type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>

export type TestApp = {
	readonly app: FastifyInstance
	readonly database: Database
	readonly url: string
	/** Calls without signing in. */
	readonly call: Call
	/** Signs one of the demonstration's users in: admin, officer, leader, nhcsxh, agribank, auditor. */
	readonly asUser: (username: string, password?: string) => Promise<Call>
	readonly close: () => Promise<void>
}

export const testLog = createLog(process.env['SOQUY_LOG'] ?? 'silent')

/** A clock that stands still at noon of a day in Việt Nam. */
export function clockAt(day: string): Clock {
	return clockFrom(() => new Date(`${day}T12:00:00+07:00`))
}

/** A database of its own, cloned in a moment: with the schema alone, or with Cao Bằng, the catalogue and the users. */
export async function createTestDatabase(options: { seeded?: boolean; connections?: number } = {}): Promise<TestDatabase> {
	const clusterUrl = inject('clusterUrl')
	const name = `test_${randomUUID().replaceAll('-', '')}`
	await asOwner(clusterUrl, `create database ${name} template ${options.seeded ? seededTemplate : emptyTemplate} strategy file_copy`)
	const url = urlOf(clusterUrl, name)
	const database = openDatabase(url, { log: testLog, connections: options.connections ?? 10 })
	const close = async () => {
		await database.close()
		await dropDatabase(clusterUrl, name)
	}
	return { database, url, close }
}

/** The whole application on a seeded database of its own. */
export async function createTestApp(options: { clock?: Clock } = {}): Promise<TestApp> {
	const { database, url, close } = await createTestDatabase({ seeded: true })
	const app = await createApp({ database, clock: options.clock ?? clockAt('2023-06-15'), log: testLog })
	const asUser = async (username: string, password = demonstrationPassword): Promise<Call> => {
		const signedIn = await callOf(app)('POST', '/sessions', { username, password })
		if (signedIn.status !== 201) throw new Error(`${username} was not signed in: ${JSON.stringify(signedIn.body)}`)
		return callOf(app, { cookie: cookieOf(signedIn) })
	}
	return {
		app,
		database,
		url,
		call: callOf(app),
		asUser,
		close: async () => {
			await app.close()
			await close()
		},
	}
}

/** Calls a server in this process, as the network would. */
export function callOf(app: FastifyInstance, always: Record<string, string> = {}): Call {
	return async (method, path, body, headers = {}) => {
		const asked: InjectOptions = {
			method,
			url: path.startsWith('/api/') ? path : `/api/v1${path}`,
			headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...always, ...headers },
			...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
		}
		const answer = await app.inject(asked)
		const isJson = /json/.test(String(answer.headers['content-type'] ?? ''))
		return { status: answer.statusCode, body: isJson ? answer.json() : answer.body, headers: answer.headers }
	}
}

/** The session cookie of an answer, as the browser sends it back. */
export function cookieOf(answer: Answer): string {
	const set = answer.headers['set-cookie']
	return String(Array.isArray(set) ? set[0] : set).split(';')[0] ?? ''
}

/** Clears a database away. PostgreSQL refuses while its own autovacuum is still leaving a large one: then once more. */
async function dropDatabase(clusterUrl: string, name: string, tries = 5): Promise<void> {
	try {
		await asOwner(clusterUrl, `drop database if exists ${name} with (force)`)
	} catch (error) {
		if (tries === 1) throw error
		await new Promise((resolve) => setTimeout(resolve, 1_000))
		await dropDatabase(clusterUrl, name, tries - 1)
	}
}

/** Runs a statement as the owner of the database. */
export async function asOwner(url: string, statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
	const client = new Client({ connectionString: url })
	await client.connect()
	try {
		return (await client.query(statement, values)).rows as Record<string, unknown>[]
	} finally {
		await client.end()
	}
}
