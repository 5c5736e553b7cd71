import { createHash } from 'node:crypto'
import { get, type IncomingMessage } from 'node:http'
import { type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Sent, sendFile, sendSheet } from '../../src/documents/download.js'
import type { SheetRow } from '../../src/documents/sheet.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Tx } from '../../src/platform/database.js'
import { createTestDatabase, type TestDatabase } from '../platform/harness.js'
import { tinyServer } from '../platform/tiny.js'
import { madeAt, sheetOf } from './rows.js'

let store: TestDatabase
let server: FastifyInstance
let port: number
/** What was told of the texts that went out. */
const sent: Sent[] = []
/** What became of the rows of the last download. */
const seen = { told: 0, ended: false }

/** Rows that are read from the database, one query each hundred; `until` is where it breaks. */
async function* rowsOf(tx: Tx, count: number, until: number): AsyncGenerator<SheetRow> {
	seen.told = 0
	seen.ended = false
	try {
		for (; seen.told < count; seen.told += 1) {
			if (seen.told % 100 === 0) await tx.execute(sql`select 1`)
			if (seen.told === until) await tx.execute(sql`select 1 / 0`)
			yield { code: String(seen.told), name: 'Nông Thị Ái'.repeat(8), amount: null, on: null, rate: null, days: null }
		}
	} finally {
		seen.ended = true
	}
}

beforeAll(async () => {
	store = await createTestDatabase({ connections: 2 })
	server = await tinyServer(store.database, (door) => {
		door.operation({
			id: 'openDownload',
			method: 'GET',
			path: '/download',
			tag: 'tiny',
			summary: 'Rows out of the database',
			query: z.strictObject({
				count: z.coerce.number(),
				until: z.coerce.number().default(-1),
				format: z.enum(['csv', 'xlsx']).default('csv'),
			}),
			media: ['text/csv'],
			handle: ({ tx, query, reply }) =>
				sendSheet(reply, sheetOf(rowsOf(tx, query.count, query.until)), query.format, {
					name: 'thu',
					asOf: calendarDate('2023-06-15'),
					knownAt: madeAt,
				}),
		})
		door.operation({
			id: 'openText',
			method: 'GET',
			path: '/text',
			tag: 'tiny',
			summary: 'Text',
			media: ['text/plain'],
			handle: ({ reply }) =>
				sendFile(
					reply,
					{ type: 'text/plain', name: 'a.txt', asOf: calendarDate('2023-06-15'), knownAt: madeAt },
					(out) => out.write('một'),
					(what) => void sent.push(what),
				),
		})
		door.operation({
			id: 'openEndless',
			method: 'GET',
			path: '/endless',
			tag: 'tiny',
			summary: 'Text that does not end',
			media: ['text/plain'],
			handle: ({ reply }) =>
				sendFile(
					reply,
					{ type: 'text/plain', name: 'a.txt', asOf: calendarDate('2023-06-15'), knownAt: madeAt },
					async (out) => {
						for (;;) await out.write('một'.repeat(10_000))
					},
					(what) => void sent.push(what),
				),
		})
	})
	await server.listen({ port: 0, host: '127.0.0.1' })
	port = (server.server.address() as AddressInfo).port
})
afterAll(async () => {
	await server.close()
	await store.close()
})

describe('a file that is sent while it is written', () => {
	it('arrives whole, with its name and its two clocks', async () => {
		const answer = await fetchAll('/download?count=5000')
		expect(answer.headers).toMatchObject({
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="thu.csv"',
			'as-of': '2023-06-15',
			'known-at': madeAt,
		})
		expect(answer.body.split('\r\n')).toHaveLength(5_002)
		expect(seen.ended).toBe(true)
		expect((await fetchAll('/text')).body).toBe('một')
	})

	it('is never half a file that looks whole', async () => {
		for (const headers of [{}, { 'accept-encoding': 'gzip' }])
			for (const format of ['csv', 'xlsx'])
				await expect(fetchAll(`/download?count=100000&until=60000&format=${format}`, headers)).rejects.toThrow()
		expect((await fetchAll('/text')).status).toBe(200)
	})

	it('is told of with its bytes and their digest, and without a digest where it was broken off', async () => {
		sent.length = 0
		await fetchAll('/text')
		expect(sent).toEqual([{ bytes: 5, sha256: createHash('sha256').update('một').digest('hex') }])
		await leaveAfterFirstBytes('/endless')
		await expect.poll(() => sent.length).toBe(2)
		expect(sent[1]?.sha256).toBeNull()
		expect(sent[1]?.bytes).toBeGreaterThan(0)
	})

	it('is a problem when nothing of it was sent yet', async () => {
		for (const headers of [{}, { 'accept-encoding': 'gzip' }]) {
			const answer = await fetchAll('/download?count=10&until=0', headers)
			expect(answer).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json; charset=utf-8' } })
			expect(JSON.parse(answer.body)).toMatchObject({ code: 'request.unstorable' })
		}
	})

	it('is no longer worked on when its reader has gone, and the connection to the database is free again', async () => {
		for (const format of ['csv', 'xlsx']) {
			// Twice as often as there are connections.
			for (let time = 0; time < 4; time += 1) {
				await leaveAfterFirstBytes(`/download?count=100000000&format=${format}`)
				for (let waited = 0; !seen.ended && waited < 5_000; waited += 20) await sleep(20)
				expect([format, seen.ended]).toEqual([format, true])
			}
		}
		expect((await fetchAll('/download?count=100')).body.split('\r\n')).toHaveLength(102)
	})

	it('waits for a reader who is slow', async () => {
		const answer = await open('/download?count=100000000')
		answer.pause()
		await sleep(700)
		const before = seen.told
		await sleep(500)
		expect(seen.told).toBe(before)
		answer.destroy()
		for (let waited = 0; !seen.ended && waited < 5_000; waited += 20) await sleep(20)
		expect(seen.ended).toBe(true)
	})
})

function open(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		get({ port, host: '127.0.0.1', path: `/api/v1${path}`, headers, agent: false }, resolve).on('error', reject)
	})
}

async function fetchAll(path: string, headers: Record<string, string> = {}) {
	const answer = await open(path, headers)
	const parts: Buffer[] = []
	for await (const part of answer) parts.push(part as Buffer)
	return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts).toString() }
}

async function leaveAfterFirstBytes(path: string): Promise<void> {
	const answer = await open(path)
	await new Promise((resolve) => answer.once('data', resolve))
	answer.destroy()
}
