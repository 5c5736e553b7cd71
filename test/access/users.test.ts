import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFirstAdmin, isInstalled } from '../../src/access/actions.js'
import { asOwner, type Call, callOf, createTestDatabase } from '../platform/harness.js'
import { type AccessApp, createAccessApp } from './app.js'

let house: AccessApp
let admin: Call
beforeAll(async () => {
	house = await createAccessApp({ everyOperation: true })
	admin = await house.asUser('admin')
})
afterAll(() => house.close())

const mai = { username: 'mai.nong', name: 'Nông Thị Mai', role: 'auditor', password: 'bản giốc mùa lũ' }

describe('a user', () => {
	it('is made by an administrator, and changes her first password before anything else', async () => {
		expect((await admin('POST', '/users', mai)).status).toBe(201)
		const call = await house.asUser('mai.nong', 'bản giốc mùa lũ')
		expect((await call('GET', '/me')).body.mustChangePassword).toBe(true)
		expect((await call('GET', '/audit-trail')).body.code).toBe('access.password-change-required')
		const change = (oldPassword: string, newPassword: string) => call('POST', '/me/password', { oldPassword, newPassword })
		expect((await change('wrong', 'thác bản giốc')).body.code).toBe('access.wrong-password')
		expect((await change(mai.password, mai.password)).body.code).toBe('access.same-password')
		expect((await change(mai.password, 'MAI.NONG và nước')).body.code).toBe('access.password-is-username')
		expect((await change(mai.password, 'ngắn')).body.errors).toMatchObject([{ path: 'newPassword', code: 'field.too-small' }])
		expect((await change(mai.password, 'thác bản giốc')).status).toBe(204)
		expect((await call('GET', '/audit-trail')).status).toBe(200)
	})

	it('may type her password in decomposed letters', async () => {
		expect(await house.asUser('mai.nong', 'thác bản giốc'.normalize('NFD'))).toBeTypeOf('function')
	})

	it('has a name of her own', async () => {
		const again = await admin('POST', '/users', { ...mai, username: 'MAI.nong' })
		expect([again.status, again.body.code, again.body.errors[0].path]).toEqual([409, 'access.username-taken', 'username'])
		expect((await admin('POST', '/users', { ...mai, username: 'a b' })).status).toBe(400)
		expect((await admin('POST', '/users', { ...mai, username: 'hoa', password: 'hoa-hoa-hoa' })).body.code).toBe(
			'access.password-is-username',
		)
	})

	it('is bound to what her role needs', async () => {
		const make = (more: object) => admin('POST', '/users', { username: 'bound', name: 'B', password: 'mười ký tự đủ', ...more })
		expect((await make({ role: 'officer' })).body.errors).toMatchObject([{ path: 'unitId', code: 'field.required' }])
		expect((await make({ role: 'bank', lenderId: '999999' })).body.code).toBe('request.unstorable')
		expect((await make({ role: 'leader', groupIds: [] })).status).toBe(400)
		expect((await make({ role: 'admin', unitId: '1' })).status).toBe(400)
		expect((await make({ role: 'witch' })).status).toBe(400)
		expect((await make({ role: 'leader', groupIds: ['1'], mustChangePassword: false })).status).toBe(201)
		const leader = await house.asUser('bound', 'mười ký tự đủ')
		expect((await leader('GET', '/me')).body.scopes).toEqual([{ kind: 'groups', groupIds: ['1'] }])
	})

	it('is shut out at once when she is disabled, with her tokens', async () => {
		await admin('POST', '/users', { ...mai, username: 'thao', mustChangePassword: false })
		const thao = await house.asUser('thao', mai.password)
		const { body } = await thao('POST', '/tokens', { name: 'máy tính' })
		const byToken = callOf(house.app, { authorization: `Bearer ${body.token}` })
		expect((await byToken('GET', '/me')).body.user.username).toBe('thao')
		const users = (await admin('GET', '/users')).body.items
		const { id } = users.find((user: { username: string }) => user.username === 'thao')
		expect((await admin('POST', `/users/${id}/disable`)).status).toBe(204)
		expect((await thao('GET', '/me')).status).toBe(401)
		expect((await byToken('GET', '/me')).status).toBe(401)
		expect((await house.call('POST', '/sessions', { username: 'thao', password: mai.password })).body.code).toBe('access.wrong-credentials')
	})

	it('does not disable herself, nor somebody who does not exist', async () => {
		const { body } = await admin('GET', '/me')
		expect((await admin('POST', `/users/${body.user.id}/disable`)).body.code).toBe('access.not-yourself')
		expect((await admin('POST', '/users/999999/disable')).body).toMatchObject({ status: 404, code: 'access.user-not-found' })
	})

	it('keeps only the session in which she changes her password', async () => {
		await admin('POST', '/users', { ...mai, username: 'hai.noi', mustChangePassword: false })
		const [here, there] = [await house.asUser('hai.noi', mai.password), await house.asUser('hai.noi', mai.password)]
		await there('GET', '/me')
		expect((await here('POST', '/me/password', { oldPassword: mai.password, newPassword: 'một mật khẩu khác' })).status).toBe(204)
		expect((await here('GET', '/me')).status).toBe(200)
		expect((await there('GET', '/me')).status).toBe(401)
	})

	it('is listed without her password, page by page', async () => {
		const first = (await admin('GET', '/users?limit=2')).body
		const second = (await admin('GET', `/users?limit=2&cursor=${first.next}`)).body
		expect(first.items).toHaveLength(2)
		expect(BigInt(second.items[0].id)).toBeGreaterThan(BigInt(first.items[1].id))
		expect(JSON.stringify([first, second])).not.toMatch(/argon2|hash/i)
	})
})

describe('a token', () => {
	it('acts for its maker until it is revoked, and is shown once', async () => {
		const auditor = await house.asUser('auditor')
		const made = await auditor('POST', '/tokens', { name: 'đối chiếu', days: 30 })
		expect(made.status).toBe(201)
		expect(made.body.token).toMatch(/^soquy_[\w-]{43}$/)
		const byToken = callOf(house.app, { authorization: `Bearer ${made.body.token}` })
		expect((await byToken('GET', '/me')).body.user.username).toBe('auditor')
		expect((await byToken('POST', '/tokens', { name: 'con' })).body.code).toBe('access.session-needed')
		expect((await byToken('DELETE', '/sessions/current')).status).toBe(404)
		expect(JSON.stringify((await auditor('GET', '/tokens')).body)).not.toContain(made.body.token)
		expect((await auditor('DELETE', `/tokens/${made.body.id}`)).status).toBe(204)
		expect((await byToken('GET', '/me')).status).toBe(401)
	})

	it('of another is hidden', async () => {
		const [officer, auditor] = [await house.asUser('officer'), await house.asUser('auditor')]
		const made = await auditor('POST', '/tokens', { name: 'riêng' })
		expect((await officer('GET', '/tokens')).body.items).toEqual([])
		expect((await officer('DELETE', `/tokens/${made.body.id}`)).status).toBe(404)
		expect((await callOf(house.app, { authorization: `Bearer ${made.body.token}` })('GET', '/me')).status).toBe(200)
	})
})

describe('the trail', () => {
	it('tells the auditor who did what, latest first, by day, person and operation', async () => {
		const auditor = await house.asUser('auditor')
		const officer = await house.asUser('officer')
		const me = (await officer('GET', '/me')).body.user
		expect((await officer('POST', '/try/createLender')).status).toBe(403)
		expect((await officer('POST', '/try/repayLoan')).status).toBe(200)
		const all = (await auditor('GET', `/audit-trail?user=${me.id}&limit=2`)).body
		expect(all.items.map((line: { operation: string; status: number }) => [line.operation, line.status])).toEqual([
			['repayLoan', 200],
			['createLender', 403],
		])
		const older = (await auditor('GET', `/audit-trail?user=${me.id}&limit=1&cursor=${all.next}`)).body.items
		expect(older[0].operation).toBe('createSession')
		expect((await auditor('GET', '/audit-trail?operation=repayLoan&from=2020-01-01')).body.items.length).toBeGreaterThan(0)
		expect((await auditor('GET', '/audit-trail?to=2020-01-01')).body.items).toEqual([])
		expect((await auditor('GET', "/audit-trail?operation=a' or 1=1")).status).toBe(400)
	})

	it('cannot be changed by the program', async () => {
		await expect(asOwner(house.store.url, 'set role soquy_app; update requests set status = 200')).rejects.toThrow()
		await expect(asOwner(house.store.url, 'delete from requests')).rejects.toThrow('append-only')
	})
})

describe('the first start', () => {
	it('of real books makes one administrator with a password for one time', async () => {
		const store = await createTestDatabase()
		try {
			expect(await store.database.reading(isInstalled)).toBe(false)
			const { username, password } = await store.database.transaction(createFirstAdmin)
			expect(username).toBe('admin')
			expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)
			expect(await store.database.reading(isInstalled)).toBe(true)
			expect(await asOwner(store.url, `select demonstration, must_change_password from users where username = 'admin'`)).toEqual([
				{ demonstration: false, must_change_password: true },
			])
		} finally {
			await store.close()
		}
	})
})
