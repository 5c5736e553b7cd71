import { connect, type Socket } from 'node:net'
import { gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { z } from 'zod'
import { assert } from '../../src/kernel/assert.js'
import { openDatabase } from '../../src/platform/database.js'
import { asOwner, callOf, createTestDatabase, type TestDatabase, testLog } from './harness.js'
import { tinyServer } from './tiny.js'

let store: TestDatabase
let server: FastifyInstance
let port: number

const patience = { headers: 300, request: 600, idle: 300, silence: 2_000, look: 50 }
beforeAll(async () => {
	store = await createTestDatabase()
	server = await tinyServer(
		store.database,
		(door) => {
			door.operation({
				id: 'openLong',
				method: 'GET',
				path: '/long',
				tag: 't',
				summary: 's',
				handle: () => ({ text: 'đồng '.repeat(1_000) }),
			})
			door.operation({
				id: 'openShort',
				method: 'GET',
				path: '/short',
				tag: 't',
				summary: 's',
				handle: ({ tx }) => tx.execute(sql`select 1`).then(() => ({})),
			})
		},
		{ patience },
	)
	port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(async () => {
	await server.close()
	await store.close()
})

/** What a client hears that writes this much and then nothing more, until its socket is closed. */
function hear(written: string): Promise<{ heard: string; after: number }> {
	return new Promise((resolve, reject) => {
		const begun = performance.now()
		const socket: Socket = connect(port, '127.0.0.1', () => socket.write(written))
		let heard = ''
		socket.on('data', (chunk) => (heard += chunk.toString()))
		socket.on('close', () => resolve({ heard, after: performance.now() - begun }))
		socket.on('error', reject)
		setTimeout(() => socket.destroy(new Error('never closed')), 5_000).unref()
	})
}

describe('a socket', () => {
	it('that says nothing is closed', async () => {
		expect((await hear('')).after).toBeLessThan(2_000)
	})

	it('that dribbles its headers is closed with a problem', async () => {
		const { heard, after } = await hear('GET /api/v1/short HTTP/1.1\r\nhost: a\r\nx-slow: ')
		expect(after).toBeLessThan(2_000)
		expect(heard).toContain('HTTP/1.1 400 Bad Request')
		expect(heard).toContain('"code":"request.broken"')
	})

	it('that never ends its body is closed', async () => {
		const { heard, after } = await hear(
			'POST /api/v1/short HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":',
		)
		expect(after).toBeLessThan(3_000)
		expect(heard).toMatch(/request\.(broken|not-found)/)
	})

	it('that is kept open for nothing is closed', async () => {
		const { heard, after } = await hear('GET /api/v1/short HTTP/1.1\r\nhost: a\r\n\r\n')
		expect(heard).toContain('HTTP/1.1 200 OK')
		expect(after).toBeLessThan(3_000)
	})

	it('that does not speak HTTP is told so', async () => {
		const { heard } = await hear('\x16\x03\x01\x02\x00 hello\r\n\r\n')
		expect(heard).toContain('HTTP/1.1 400 Bad Request')
		expect(heard).toContain('content-type: application/problem+json')
	})

	it('of two hundred slow ones leaves room for an honest request', async () => {
		const slow = Array.from({ length: 200 }, () => hear('GET / HTTP/1.1\r\nhost: a\r\nx: '))
		const answer = await fetch(`http://127.0.0.1:${port}/api/v1/short`)
		expect(answer.status).toBe(200)
		const ends = await Promise.all(slow)
		expect(Math.max(...ends.map(({ after }) => after))).toBeLessThan(4_000)
	})
})

describe('a request', () => {
	it('with a path that cannot be read is malformed', async () => {
		for (const path of ['/api/v1/%', '/%E0%A4%A', `/${'a'.repeat(20_000)}`]) {
			const { heard } = await hear(`GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)
			expect(heard).toMatch(/"code":"request\.(broken|not-found)"/)
		}
	})

	it('for what is not there is answered with a problem', async () => {
		const answer = await callOf(server)('GET', '/nowhere')
		expect([answer.status, answer.body.code, answer.headers['content-type']]).toEqual([
			404,
			'request.not-found',
			'application/problem+json; charset=utf-8',
		])
	})

	it('gets a long answer compressed where it asks for that, and a short one as it is', async () => {
		const long = await server.inject({ url: '/api/v1/long', headers: { 'accept-encoding': 'gzip' } })
		expect(long.headers['content-encoding']).toBe('gzip')
		expect(JSON.parse(gunzipSync(long.rawPayload).toString()).text).toHaveLength(5_000)
		expect(
			(await server.inject({ url: '/api/v1/short', headers: { 'accept-encoding': 'gzip' } })).headers['content-encoding'],
		).toBeUndefined()
	})

	it('is answered with headers that keep a page to itself', async () => {
		const { headers } = await server.inject('/api/v1/short')
		expect(headers['content-security-policy']).toContain("default-src 'self'")
		expect(headers['content-security-policy']).not.toContain('unsafe')
		expect(headers['x-content-type-options']).toBe('nosniff')
		expect(headers['cache-control']).toBe('no-store')
	})
})

describe('the log', () => {
	it('tells of a defect with its place, and never what a statement or a path held', async () => {
		const lines: string[] = []
		const log = pino({ level: 'debug', base: null }, { write: (line) => void lines.push(line) })
		const app = await tinyServer(
			store.database,
			(door) => {
				const common = { method: 'GET' as const, tag: 't', summary: 's', query: z.strictObject({ q: z.string() }) }
				door.operation({
					...common,
					id: 'openTable',
					path: '/table',
					handle: ({ tx, query }) => tx.execute(sql`select * from nowhere where name = ${query.q}`),
				})
				door.operation({ ...common, id: 'openOurs', path: '/ours', handle: () => assert(false, 'a promise of ours') })
			},
			{ log },
		)
		expect((await app.inject('/api/v1/table?q=079188000001')).json().code).toBe('service.defect')
		expect((await app.inject('/api/v1/ours?q=079188000001')).statusCode).toBe(500)
		await app.close()
		const told = lines.join('')
		expect(told).not.toContain('079188000001')
		expect(told).toContain('the database refused (42P01)')
		expect(told).toContain('a promise of ours')
		expect(told).toContain('server.test.ts')
		expect(told).toContain('/api/v1/table')
	})
})

describe('health', () => {
	it('is told to whoever watches', async () => {
		expect((await server.inject('/livez')).json()).toEqual({ status: 'alive' })
		expect((await server.inject('/readyz')).json()).toEqual({ status: 'ready' })
	})

	it('is measured by route, for this machine only', async () => {
		await server.inject('/api/v1/short')
		const text = (await server.inject('/metrics')).body
		expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/api/v1/short",status="200"}')
		expect(text).toContain('process_resident_memory_bytes')
		expect((await server.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })).statusCode).toBe(404)
	})
})

describe('a database that is away', () => {
	it('is a 503 that says when to come again, and nothing more when it is back', async () => {
		const away = await createTestDatabase()
		const app = await tinyServer(away.database, (door) =>
			door.operation({
				id: 'openShort',
				method: 'GET',
				path: '/short',
				tag: 't',
				summary: 's',
				handle: ({ tx }) => tx.execute(sql`select 1`).then(() => ({})),
			}),
		)
		const name = new URL(away.url).pathname.slice(1)
		try {
			expect((await app.inject('/api/v1/short')).statusCode).toBe(200)
			await asOwner(inject('clusterUrl'), `alter database ${name} with allow_connections false`)
			await asOwner(inject('clusterUrl'), `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
			const answers = [await app.inject('/api/v1/short'), await app.inject('/api/v1/short'), await app.inject('/readyz')]
			for (const answer of answers) {
				expect([answer.statusCode, answer.json().code]).toEqual([503, 'service.database-away'])
				expect(answer.headers['retry-after']).toBe('5')
			}
			expect((await app.inject('/livez')).statusCode).toBe(200)
			await asOwner(inject('clusterUrl'), `alter database ${name} with allow_connections true`)
			expect((await app.inject('/api/v1/short')).statusCode).toBe(200)
			expect((await app.inject('/readyz')).statusCode).toBe(200)
		} finally {
			await app.close()
			await away.close()
		}
	})

	it('is also one that nobody listens for', async () => {
		const database = openDatabase('postgres://a:b@127.0.0.1:1/c', { log: testLog })
		const app = await tinyServer(database, (door) =>
			door.operation({ id: 'openShort', method: 'POST', path: '/short', tag: 't', summary: 's', handle: () => ({}) }),
		)
		const answer = await app.inject({ method: 'POST', url: '/api/v1/short' })
		expect([answer.statusCode, answer.json().code]).toEqual([503, 'service.database-away'])
		await app.close()
		await database.close()
	})
})

describe('stopping', () => {
	it('finishes what is under way and begins nothing new', async () => {
		const own = await createTestDatabase()
		const app = await tinyServer(own.database, (door) =>
			door.operation({
				id: 'openSlow',
				method: 'GET',
				path: '/slow',
				tag: 't',
				summary: 's',
				handle: ({ tx }) => tx.execute(sql`select pg_sleep(0.5)`).then(() => ({ done: true })),
			}),
		)
		const base = await app.listen({ host: '127.0.0.1', port: 0 })
		const begun = performance.now()
		const slow = fetch(`${base}/api/v1/slow`)
		await new Promise((resolve) => setTimeout(resolve, 150))
		const closed = app.close()
		await new Promise((resolve) => setTimeout(resolve, 50))
		await expect(fetch(`${base}/api/v1/slow`)).rejects.toThrow()
		expect(await (await slow).json()).toEqual({ done: true })
		await closed
		expect(performance.now() - begun).toBeLessThan(3_000)
		await own.close()
	})
})
