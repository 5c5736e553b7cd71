import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { amountSchema, idSchema, moneySchema } from '../../src/kernel/wire.js'
import { createTestDatabase, type TestDatabase } from './harness.js'
import { tinyServer } from './tiny.js'

let store: TestDatabase
let server: FastifyInstance
let document: any

beforeAll(async () => {
	store = await createTestDatabase()
	server = await tinyServer(store.database, (door) => {
		door.operation({
			id: 'openPay',
			method: 'POST',
			path: '/payments/:id',
			tag: 'tiny',
			summary: 'Pay',
			params: z.strictObject({ id: idSchema }),
			body: z.strictObject({ amount: amountSchema }),
			answer: z.strictObject({ balance: moneySchema }),
			money: true,
			status: 201,
			refusals: ['tiny.no'],
			wasThere: () => false,
			handle: ({ body }) => ({ balance: body.amount }),
		})
		door.operation({ id: 'export', method: 'GET', path: '/export', tag: 'tiny', summary: 'Export', media: ['text/csv'], handle: () => '' })
		door.operation({ id: 'end', method: 'DELETE', path: '/things', tag: 'tiny', summary: 'End', status: 204, handle: () => undefined })
	})
	document = (await server.inject('/openapi.json')).json()
})
afterAll(async () => {
	await server.close()
	await store.close()
})

describe('the document', () => {
	it('is OpenAPI 3.1 and says how to sign in', () => {
		expect(document.openapi).toBe('3.1.0')
		expect(document.security).toEqual([{ session: [] }, { token: [] }])
		expect(document.info.version).toBe('0.0.0')
	})

	it('draws money as text, going in and coming out', () => {
		const pay = document.paths['/api/v1/payments/{id}'].post
		expect(pay.requestBody.content['application/json'].schema.properties.amount).toMatchObject({ type: 'string' })
		expect(pay.responses['201'].content['application/json'].schema.properties.balance).toMatchObject({ type: 'string' })
	})

	it('tells of both answers, what is made and what was there before', () => {
		const { responses } = document.paths['/api/v1/payments/{id}'].post
		expect(responses['200'].content).toEqual(responses['201'].content)
	})

	it('tells of the key, of running dry and of each refusal', () => {
		const pay = document.paths['/api/v1/payments/{id}'].post
		expect(pay.parameters.map((parameter: { in: string; name: string }) => `${parameter.in} ${parameter.name}`).sort()).toEqual([
			'header idempotency-key',
			'path id',
			'query dryRun',
		])
		expect(pay.responses['4XX'].description).toContain('`tiny.no`')
		expect(pay.responses['4XX'].content['application/problem+json'].schema).toEqual({ $ref: '#/components/schemas/Problem' })
	})

	it('draws a problem once, with every code and its sentences', () => {
		const { code } = document.components.schemas.Problem.properties
		expect(code.enum).toContain('tiny.no')
		expect(code.enum).toContain('idempotency.different-request')
		expect(code.description).toContain('Không được: {why}')
		expect(Object.keys(document.components.schemas)).toEqual(['Problem'])
	})

	it('opens to strangers what is open and nothing else', () => {
		expect(document.paths['/api/v1/payments/{id}'].post.security).toEqual([])
		expect(document.paths['/api/v1/export'].get.security).toBeUndefined()
	})

	it('holds the operations of the door alone', () => {
		expect(Object.keys(document.paths)).toEqual(['/api/v1/payments/{id}', '/api/v1/export', '/api/v1/things'])
		expect(document.paths['/api/v1/things'].delete.responses['204']).toBeDefined()
		expect(Object.keys(document.paths['/api/v1/export'].get.responses['200'].content)).toEqual(['text/csv'])
	})
})

it('can be read as pages without the network', async () => {
	const page = await server.inject('/docs/')
	expect(page.statusCode).toBe(200)
	expect(page.headers['content-security-policy']).toContain("default-src 'none'")
	expect(page.body).not.toMatch(/(src|href)="https?:/)
	expect((await server.inject('/docs/static/swagger-ui.css')).statusCode).toBe(200)
})
