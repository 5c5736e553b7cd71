import type { FastifyInstance } from 'fastify'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../../src/kernel/refusal.js'
import { amountSchema, dateSchema, idSchema, textSchema } from '../../src/kernel/wire.js'
import { clocksShape, type Door, type DoorAsker } from '../../src/platform/door.js'
import { asOwner, type Call, callOf, createTestDatabase, type TestDatabase } from './harness.js'
import { tinyServer } from './tiny.js'

let store: TestDatabase
let server: FastifyInstance
let call: Call
const asLan = { authorization: 'Bearer 7' }
const asMai = { authorization: 'Bearer 8' }

beforeAll(async () => {
	store = await createTestDatabase({ connections: 20 })
	await asOwner(store.url, 'create table notes (id bigint generated always as identity primary key, text text not null, amount dong)')
	await asOwner(store.url, 'grant select, insert, update on notes to soquy_app')
	server = await tinyServer(store.database, registerTiny)
	call = callOf(server)
})
afterAll(async () => {
	await server.close()
	await store.close()
})

function registerTiny(door: Door<DoorAsker>): void {
	const common = { tag: 'tiny', summary: 'a tiny operation' }
	door.operation({
		...common,
		id: 'pay',
		method: 'POST',
		path: '/payments',
		body: z.strictObject({ on: dateSchema, amount: amountSchema, note: textSchema(20).optional(), refuse: z.literal(true).optional() }),
		money: true,
		status: 201,
		refusals: ['tiny.no'],
		handle: async ({ tx, body }) => {
			const made = await tx.execute(
				sql`insert into notes (text, amount) values (${body.note ?? ''}, ${body.amount.toString()}::dong) returning id`,
			)
			if (body.refuse) throw new Refusal('tiny.no', { path: 'refuse', details: { why: 'thử' } })
			return { id: made.rows[0]?.['id'], amount: body.amount }
		},
	})
	door.operation({
		...common,
		id: 'lookAndNote',
		method: 'GET',
		path: '/looks',
		query: z.strictObject({ text: textSchema(20), refuse: z.literal('true').optional() }),
		refusals: ['tiny.no'],
		handle: async ({ query: { text, refuse }, afterReading }) => {
			afterReading(async (tx) => void (await tx.execute(sql`insert into notes (text) values (${text})`)))
			if (refuse !== undefined) throw new Refusal('tiny.no', { details: { why: 'thử' } })
			return { text }
		},
	})
	door.operation({
		...common,
		id: 'note',
		method: 'POST',
		path: '/notes',
		body: z.strictObject({ text: textSchema(20), kind: z.enum(['thrown', 'kept', 'done']) }),
		handle: async ({ tx, body, actsAs }) => {
			await tx.execute(sql`insert into notes (text) values (${body.text})`)
			actsAs('9')
			if (body.kind === 'thrown') throw new Refusal('tiny.kept')
			return body.kind === 'kept' ? new Refusal('tiny.kept') : { text: body.text }
		},
	})
	door.operation({
		...common,
		id: 'askOnce',
		method: 'POST',
		path: '/once',
		body: z.strictObject({ again: z.boolean() }),
		answer: z.strictObject({ again: z.boolean() }),
		status: 202,
		rehearsable: true,
		wasThere: (view) => (view as { again: boolean }).again,
		handle: ({ body }) => body,
	})
	door.operation({ ...common, id: 'closedCommand', method: 'POST', path: '/closed', handle: () => ({}) })
	door.operation({ ...common, id: 'closedRead', method: 'GET', path: '/closed', handle: () => ({}) })
	door.operation({
		...common,
		id: 'openCompute',
		method: 'POST',
		path: '/compute',
		reads: true,
		body: z.strictObject({ n: z.int() }),
		handle: ({ body }) => body,
	})
	door.operation({
		...common,
		id: 'openRead',
		method: 'GET',
		path: '/clocks/:id',
		params: z.strictObject({ id: idSchema }),
		query: z.strictObject({ ...clocksShape, many: z.string().optional() }),
		handle: ({ params, asOf, knownAt, today }) => ({ id: params.id, asOf, knownAt, today }),
	})
	door.operation({
		...common,
		id: 'openStream',
		method: 'GET',
		path: '/stream',
		media: ['text/csv'],
		handle: ({ reply }) => reply.type('text/csv; charset=utf-8').send('a,b\n1,2\n'),
	})
	door.operation({
		...common,
		id: 'openDefect',
		method: 'POST',
		path: '/defects',
		handle: () => {
			throw new Error('ours')
		},
	})
	door.operation({ ...common, id: 'openLimited', method: 'GET', path: '/limited', triesPerMinute: 2, handle: () => ({}) })
}

const pay = (key: string | null, body: unknown, more: Record<string, string> = {}) =>
	call('POST', '/payments', body, { ...asLan, ...(key === null ? {} : { 'idempotency-key': key }), ...more })
const count = async (table: string, where = 'true') =>
	Number((await asOwner(store.url, `select count(*) from ${table} where ${where}`))[0]?.['count'])

describe('a command that moves money', () => {
	const body = { on: '2023-06-15', amount: '1250000' }

	it('needs a key', async () => {
		const answer = await pay(null, body)
		expect(answer.status).toBe(400)
		expect(answer.body.code).toBe('idempotency.key-required')
		expect((await pay('khóa', body)).body.code).toBe('idempotency.key-malformed')
		expect((await pay('k'.repeat(256), body)).body.code).toBe('idempotency.key-malformed')
	})

	it('gets its first answer again under the same key, whatever the order of its fields', async () => {
		const first = await pay('again', body)
		const second = await pay('again', '{"amount":"1250000","on":"2023-06-15"}')
		expect(first.status).toBe(201)
		expect(first.headers['idempotency-replayed']).toBeUndefined()
		expect(second.status).toBe(201)
		expect(second.body).toEqual(first.body)
		expect(second.headers['idempotency-replayed']).toBe('true')
	})

	it('is refused when its key was used for another request', async () => {
		await pay('other', body)
		const answer = await pay('other', { ...body, amount: '1250001' })
		expect([answer.status, answer.body.code]).toEqual([422, 'idempotency.different-request'])
	})

	it('leaves the keys of others alone', async () => {
		const mine = await pay('shared', body)
		const hers = await pay('shared', body, asMai)
		expect(hers.status).toBe(201)
		expect(hers.body.id).not.toBe(mine.body.id)
	})

	it('is done once when it comes fifty times at once', async () => {
		const before = await count('notes')
		const answers = await Promise.all(Array.from({ length: 50 }, () => pay('fifty', { ...body, note: 'fifty' })))
		expect(await count('notes')).toBe(before + 1)
		const statuses = new Set(answers.map(({ status }) => status))
		expect([...statuses].filter((status) => status !== 201 && status !== 409)).toEqual([])
		expect(new Set(answers.filter(({ status }) => status === 201).map((answer) => answer.body.id)).size).toBe(1)
		expect((await pay('fifty', { ...body, note: 'fifty' })).headers['idempotency-replayed']).toBe('true')
	})

	it('may be tried again under its key after it was refused', async () => {
		const before = await count('notes')
		const refused = await pay('retry', { ...body, refuse: true })
		expect([refused.status, refused.body.code, refused.body.errors]).toEqual([
			422,
			'tiny.no',
			[{ path: 'refuse', code: 'tiny.no', message: 'Không được: thử' }],
		])
		expect(await count('notes')).toBe(before)
		expect((await pay('retry', body)).status).toBe(201)
	})

	it('changes nothing when it is run dry, and needs no key', async () => {
		const before = [await count('notes'), await count('requests')]
		const answer = await call('POST', '/payments?dryRun=true', body, asLan)
		expect([answer.status, answer.body.amount]).toEqual([201, '1250000'])
		expect([await count('notes'), await count('requests')]).toEqual(before)
	})
})

describe('malformed input', () => {
	const good = { on: '2023-06-15', amount: '1' }
	const cases: [title: string, body: unknown, status: number, code: string, field: string | null][] = [
		['text that is not JSON', '{"on":', 400, 'request.not-json', null],
		['an own __proto__', '{"__proto__":{"a":1}}', 400, 'request.not-json', null],
		['an own constructor', '{"constructor":{"prototype":{}}}', 400, 'request.not-json', null],
		['nothing', '', 400, 'request.malformed', 'field.required'],
		['null', 'null', 400, 'request.malformed', 'field.required'],
		['a list', '[]', 400, 'request.malformed', 'field.wrong-type'],
		['a bare text', '"x"', 400, 'request.malformed', 'field.wrong-type'],
		['an unknown field', { ...good, extra: 1 }, 400, 'request.malformed', 'field.unknown'],
		['a missing field', { on: '2023-06-15' }, 400, 'request.malformed', 'field.required'],
		['a number for money', { ...good, amount: 1_250_000 }, 400, 'request.malformed', 'field.wrong-type'],
		['a fraction of a đồng', { ...good, amount: '1.5' }, 400, 'request.malformed', 'money.not-whole-dong'],
		['no money', { ...good, amount: '0' }, 400, 'request.malformed', 'money.not-positive'],
		['a day that does not exist', { ...good, on: '2023-02-29' }, 400, 'request.malformed', 'date.not-a-day'],
		['a NUL', { ...good, note: 'a\u0000b' }, 400, 'request.malformed', 'text.not-text'],
		['a lone surrogate', '{"on":"2023-06-15","amount":"1","note":"\\ud800"}', 400, 'request.malformed', 'text.not-text'],
		['too long a text', { ...good, note: 'x'.repeat(21) }, 400, 'request.malformed', 'text.too-long'],
		['too large a body', { ...good, note: 'x'.repeat(1_100_000) }, 413, 'request.too-large', null],
		['a very deep body', '['.repeat(200_000), 400, 'request.not-json', null],
		['a deep body that closes', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400, 'request.malformed', 'field.wrong-type'],
	]
	it.each(cases)('is told as such: %s', async (_title, body, status, code, field) => {
		const answer = await pay('malformed', body)
		expect([answer.status, answer.body.code]).toEqual([status, code])
		expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
		if (field !== null) expect(answer.body.errors.map((error: { code: string }) => error.code)).toContain(field)
	})

	it('is told of other media types than JSON', async () => {
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'nonsense']) {
			const answer = await pay('type', '{}', { 'content-type': type })
			expect([type, answer.status, answer.body.code]).toEqual([type, 415, 'request.not-json-type'])
		}
	})

	it('is told of bytes that are not UTF-8', async () => {
		const answer = await server.inject({
			method: 'POST',
			url: '/api/v1/payments',
			headers: { ...asLan, 'idempotency-key': 'bytes', 'content-type': 'application/json' },
			payload: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
		})
		expect([answer.statusCode, answer.json().code]).toEqual([400, 'request.not-json'])
	})

	it('is told of parameters that are unknown, doubled or of the wrong form', async () => {
		expect((await call('GET', '/clocks/1?other=1')).body.errors).toMatchObject([{ path: 'other', code: 'field.unknown' }])
		expect((await call('GET', '/clocks/1?asOf=2023-01-01&asOf=2023-01-02')).body.errors).toMatchObject([
			{ path: 'asOf', code: 'field.wrong-type' },
		])
		expect((await call('GET', '/clocks/x')).body.errors).toMatchObject([{ path: 'id', code: 'id.not-an-id' }])
		expect((await call('GET', '/clocks/%ff')).status).toBe(400)
		expect((await call('POST', '/payments?dryRun=perhaps', { on: '2023-06-15', amount: '1' }, asLan)).status).toBe(400)
	})

	it('is told of a body where none is taken', async () => {
		expect((await call('POST', '/defects', { surprise: true })).body.errors).toMatchObject([{ path: 'surprise', code: 'field.unknown' }])
	})
})

describe('who may', () => {
	it('asks who is nobody to sign in', async () => {
		expect((await call('POST', '/closed')).status).toBe(401)
		expect((await call('GET', '/closed')).body.code).toBe('request.unauthenticated')
	})

	it('refuses before it looks at the input, and keeps a line of a refused command', async () => {
		const before = await count('requests')
		const answer = await call('POST', '/closed', '{"bad":1}', asLan)
		expect([answer.status, answer.body.code]).toEqual([403, 'request.forbidden'])
		expect(await count('requests', `operation = 'closedCommand' and status = 403 and user_id = 7`)).toBe(1)
		expect((await call('GET', '/closed', undefined, asLan)).status).toBe(403)
		expect(await count('requests')).toBe(before + 1)
	})
})

describe('the trail', () => {
	it('keeps nothing of a refusal that was thrown', async () => {
		const before = [await count('notes'), await count('requests')]
		expect((await call('POST', '/notes', { text: 'a', kind: 'thrown' }, asLan)).status).toBe(401)
		expect([await count('notes'), await count('requests')]).toEqual(before)
	})

	it('keeps what was recorded with a refusal that was answered', async () => {
		const before = await count('notes')
		const answer = await call('POST', '/notes', { text: 'b', kind: 'kept' }, asLan)
		expect([answer.status, answer.body.code]).toEqual([401, 'tiny.kept'])
		expect(await count('notes')).toBe(before + 1)
		expect(await count('requests', `operation = 'note' and status = 401 and user_id = 9`)).toBe(1)
	})

	it('is kept of what was read in a transaction of its own, and not where the question was refused', async () => {
		const before = await count('notes')
		expect((await call('GET', '/looks?text=a', undefined, asLan)).body).toEqual({ text: 'a' })
		expect(await count('notes')).toBe(before + 1)
		expect((await call('GET', '/looks?text=b&refuse=true', undefined, asLan)).status).toBe(422)
		expect(await count('notes')).toBe(before + 1)
	})

	it('leaves no line of what only computes', async () => {
		const before = await count('requests')
		expect((await call('POST', '/compute', { n: 3 })).body).toEqual({ n: 3 })
		expect(await count('requests')).toBe(before)
	})
})

describe('the two clocks', () => {
	it('are today and now where nothing is asked', async () => {
		const { body } = await call('GET', '/clocks/1')
		expect(body).toMatchObject({ id: '1', asOf: '2023-06-15', today: '2023-06-15' })
		expect(body.knownAt).toMatch(/^20\d\d-\d\d-\d\dT.*\.\d{6}Z$/)
	})

	it('take a past moment as it is and a coming one as now', async () => {
		expect((await call('GET', '/clocks/1?asOf=2022-10-31&knownAt=2022-11-05T09:00:00Z')).body).toMatchObject({
			asOf: '2022-10-31',
			knownAt: '2022-11-05T09:00:00.000000Z',
		})
		const { body } = await call('GET', '/clocks/1?knownAt=2199-01-01T00:00:00Z')
		expect(body.knownAt < '2199').toBe(true)
	})
})

describe('answers', () => {
	it('say by their status whether what was asked for was there before, and say so again under the same key', async () => {
		const statuses: unknown[] = []
		for (const [again, key] of [
			[false, 'once-1'],
			[true, 'once-2'],
			[true, 'once-2'],
		] as const) {
			const { status, headers } = await call('POST', '/once', { again }, { ...asLan, 'idempotency-key': key })
			statuses.push([status, headers['idempotency-replayed']])
		}
		expect(statuses).toEqual([
			[202, undefined],
			[200, undefined],
			[200, 'true'],
		])
	})

	it('may be of another medium', async () => {
		const answer = await call('GET', '/stream')
		expect([answer.status, answer.headers['content-type'], answer.body]).toEqual([200, 'text/csv; charset=utf-8', 'a,b\n1,2\n'])
	})

	it('do not tell a client of a defect of ours', async () => {
		const answer = await call('POST', '/defects')
		expect([answer.status, answer.body.code]).toEqual([500, 'service.defect'])
		expect(JSON.stringify(answer.body)).not.toContain('ours')
	})

	it('say no to too many tries, and when to come again', async () => {
		await call('GET', '/limited')
		await call('GET', '/limited')
		const answer = await call('GET', '/limited')
		expect([answer.status, answer.body.code]).toEqual([429, 'request.too-many'])
		expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
	})

	it('are in the language that is preferred, Vietnamese by default', async () => {
		const titleIn = async (language: string) => (await call('GET', '/nowhere', undefined, { 'accept-language': language })).body.title
		expect(await titleIn('')).toBe('Không có trang hoặc bản ghi này')
		expect(await titleIn('en-US,en;q=0.9,vi;q=0.8')).toBe('There is no such page or record')
		expect(await titleIn('fr, *;q=0.5')).toBe('Không có trang hoặc bản ghi này')
		expect(await titleIn('vi;q=0.3, en;q=0.7')).toBe('There is no such page or record')
	})
})
