import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { operationSchema } from '../../src/platform/openapi.js'
import { uploadMax } from '../../src/platform/upload.js'
import { formOf, sendForm } from './form.js'
import { callOf, createTestDatabase, type TestDatabase } from './harness.js'
import { tinyServer } from './tiny.js'

let store: TestDatabase
let server: FastifyInstance
const asLan = { authorization: 'Bearer 7' }

beforeAll(async () => {
	store = await createTestDatabase()
	server = await tinyServer(store.database, (door) => {
		door.operation({
			id: 'take',
			method: 'POST',
			path: '/files',
			tag: 'tiny',
			summary: 'takes a file',
			upload: true,
			rehearsable: true,
			status: 201,
			body: z.strictObject({ note: z.string().max(10) }),
			handle: ({ file, body }) => ({ name: file.name, size: file.bytes.length, sha256: file.sha256, note: body.note }),
		})
		door.operation({ id: 'say', method: 'POST', path: '/words', tag: 'tiny', summary: 'takes words', handle: () => ({}) })
	})
})
afterAll(async () => {
	await server.close()
	await store.close()
})

const file = { name: '../a/Danh sách.xlsx', bytes: Buffer.from('xin chào') }
const send = async (given: typeof file | null, fields: Record<string, string>, headers: Record<string, string> = {}) =>
	sendForm(server, '/files', await formOf(given, fields), { ...asLan, ...headers })

it('takes a file and the fields beside it, and keeps of its name what is no folder', async () => {
	const { status, body } = await send(file, { note: 'a' })
	expect(status).toBe(201)
	expect(body).toEqual({ name: 'Danh sách.xlsx', size: 9, sha256: createHash('sha256').update('xin chào').digest('hex'), note: 'a' })
})

it('answers one key once, by what the file holds', async () => {
	const first = await send(file, { note: 'a' }, { 'idempotency-key': 'k1' })
	const again = await send(file, { note: 'a' }, { 'idempotency-key': 'k1' })
	expect([again.headers['idempotency-replayed'], again.body]).toEqual(['true', first.body])
	const other = await send({ ...file, bytes: Buffer.from('khác') }, { note: 'a' }, { 'idempotency-key': 'k1' })
	expect(other.body.code).toBe('idempotency.different-request')
})

it('says what is missing or wrong in a form', async () => {
	expect((await send(null, { note: 'a' })).body.errors).toMatchObject([{ path: 'file', code: 'field.required' }])
	expect((await send(file, {})).body.errors).toMatchObject([{ path: 'note', code: 'field.required' }])
	expect((await send(file, { note: 'a', more: 'b' })).body.errors).toMatchObject([{ path: 'more', code: 'field.unknown' }])
	expect((await send({ ...file, bytes: Buffer.alloc(uploadMax + 1) }, { note: 'a' })).body.code).toBe('request.too-large')
	const { payload, type } = await formOf(file, { note: 'a' })
	const cut = await sendForm(server, '/files', { payload: payload.subarray(0, -40), type }, asLan)
	expect([cut.status, cut.body.code]).toEqual([400, 'request.broken'])
})

it('takes a form only where a file is asked for, and there nothing else', async () => {
	const call = callOf(server, asLan)
	expect((await call('POST', '/files', { note: 'a' })).body.code).toBe('request.not-a-form')
	expect((await sendForm(server, '/words', await formOf(file, {}), asLan)).body.code).toBe('request.not-json-type')
	expect((await sendForm(server, '/files', await formOf(file, { note: 'a' }))).status).toBe(401)
})

it('is documented as a form with a file', () => {
	const documented = { id: 'take', method: 'POST', tag: 'tiny', summary: 'takes a file', query: z.strictObject({}), upload: true } as const
	expect(operationSchema({ ...documented, body: z.strictObject({ note: z.string() }) }, false)).toMatchObject({
		consumes: ['multipart/form-data'],
		body: { properties: { file: { type: 'string', format: 'binary' }, note: { type: 'string' } }, required: ['file', 'note'] },
	})
})
