import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { permissions } from '../src/access/permissions.js'
import { createTestApp, type TestApp } from './platform/harness.js'

let house: TestApp
let document: any
beforeAll(async () => {
	house = await createTestApp()
	document = (await house.app.inject('/openapi.json')).json()
})
afterAll(() => house.close())

const operations = (): any[] => Object.values(document.paths).flatMap((path) => Object.values(path as object))

describe('the application', () => {
	it('signs every kind of user in, each to her own scope', async () => {
		const kinds = { admin: 'all', officer: 'unit', leader: 'groups', nhcsxh: 'lender', agribank: 'lender', auditor: 'all' }
		for (const [username, kind] of Object.entries(kinds)) {
			const { body } = await (await house.asUser(username))('GET', '/me')
			expect([username, body.user.username, body.scopes[0].kind]).toEqual([username, username, kind])
		}
	})

	it('documents each operation once, open to strangers only where the permission table says so', () => {
		const ids = operations().map(({ operationId }) => operationId)
		expect(new Set(ids).size).toBe(ids.length)
		for (const operation of operations()) {
			expect([operation.operationId, Object.hasOwn(permissions, operation.operationId)]).toEqual([operation.operationId, true])
			const open = 'anonymous' in (permissions[operation.operationId] ?? {})
			expect([operation.operationId, operation.security]).toEqual([operation.operationId, open ? [] : undefined])
		}
	})

	it('names each refusal that an operation may answer in its list of codes', () => {
		const known: string[] = document.components.schemas.Problem.properties.code.enum
		for (const { operationId, responses } of operations()) {
			const named = [...responses['4XX'].description.matchAll(/`([^`]+)`/g)].map((match) => match[1])
			expect([operationId, named.filter((code) => !known.includes(code))]).toEqual([operationId, []])
		}
	})

	it('shows strangers nothing', async () => {
		for (const [path, methods] of Object.entries(document.paths as Record<string, Record<string, { security?: [] }>>)) {
			for (const [method, operation] of Object.entries(methods)) {
				if (operation.security !== undefined) continue
				const { status } = await house.call(method.toUpperCase(), path.replace(/\{\w+\}/g, '1'))
				expect([method, path, status]).toEqual([method, path, 401])
			}
		}
	})
})
