import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callOf, cookieOf, asOwner } from '../platform/harness.js'
import { type AccessApp, createAccessApp } from './app.js'

let house: AccessApp
beforeAll(async () => {
	house = await createAccessApp()
})
afterAll(() => house.close())
beforeEach(() => asOwner(house.store.url, 'delete from login_attempts'))

const signIn = (username: string, password: string, headers: Record<string, string> = {}) =>
	house.call('POST', '/sessions', { username, password }, headers)

describe('signing in', () => {
	it('answers who she is and opens a session in a cookie that no script reads and no other site sends', async () => {
		const answer = await signIn('officer', 'soquy-demo')
		expect(answer.status).toBe(201)
		expect(answer.body).toMatchObject({
			user: { username: 'officer', name: 'Hoàng Thị Thu' },
			roles: ['officer'],
			scopes: [{ kind: 'unit' }],
			today: '2023-06-15',
			mustChangePassword: false,
		})
		expect(answer.headers['set-cookie']).toMatch(/^soquy=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/)
		const me = await callOf(house.app, { cookie: cookieOf(answer) })('GET', '/me')
		expect(me.body).toEqual(answer.body)
	})

	it('keeps the cookie to https where it came by https', async () => {
		const answer = await signIn('officer', 'soquy-demo', { 'x-forwarded-proto': 'https' })
		expect(answer.headers['set-cookie']).toContain('; Secure')
	})

	it('does not mind how the name is written', async () => {
		expect((await signIn('  Officer ', 'soquy-demo')).status).toBe(201)
	})

	it('says the same of a wrong name and of a wrong password', async () => {
		const [name, password] = [await signIn('nobody', 'soquy-demo'), await signIn('officer', 'wrong')]
		expect(name.status).toBe(401)
		expect(name.body).toEqual(password.body)
		expect(name.body.code).toBe('access.wrong-credentials')
		expect(name.headers['set-cookie']).toBeUndefined()
	})

	it('takes as long for a wrong name as for a wrong password', async () => {
		const took = async (username: string) => {
			const begun = performance.now()
			await signIn(username, 'wrong')
			return performance.now() - begun
		}
		await took('nobody')
		const [names, passwords] = [
			[await took('no-a'), await took('no-b'), await took('no-c')],
			[await took('admin'), await took('auditor'), await took('leader')],
		]
		expect(Math.min(...names)).toBeGreaterThan(Math.min(...passwords) / 2)
	})

	it('never lets the program itself in', async () => {
		for (const password of ['!', 'soquy-demo', 'x']) expect((await signIn('soquy', password)).status).toBe(401)
	})

	it('leaves a line in the trail, whether it went well or not', async () => {
		await signIn('auditor', 'wrong')
		await signIn('auditor', 'soquy-demo')
		const lines = await asOwner(
			house.store.url,
			`select r.status, u.username from requests r left join users u on u.id = r.user_id where operation = 'createSession' order by r.id desc limit 2`,
		)
		expect(lines).toEqual([
			{ status: 201, username: 'auditor' },
			{ status: 401, username: null },
		])
	})

	it('keeps neither the password nor the session in the clear', async () => {
		const secret = cookieOf(await signIn('admin', 'soquy-demo')).split('=')[1] ?? ''
		const [{ text }] = (await asOwner(
			house.store.url,
			`select string_agg(row::text, ' ') as text from (select to_jsonb(c) as row from credentials c union all select to_jsonb(u) from users u union all select to_jsonb(r) from requests r) x`,
		)) as [{ text: string }]
		expect(text).not.toContain(secret)
		expect(text).not.toContain('soquy-demo')
		expect(text).toContain('$argon2id$v=19$m=32768,t=3,p=1$')
	})

	it('refuses the demonstration’s users where the data is real', async () => {
		const officer = await house.asUser('officer')
		await asOwner(house.store.url, 'update installation set demonstration = false')
		try {
			expect((await signIn('officer', 'soquy-demo')).status).toBe(401)
			await new Promise((resolve) => setTimeout(resolve, 5_100))
			expect((await officer('GET', '/me')).status).toBe(401)
		} finally {
			await asOwner(house.store.url, 'update installation set demonstration = true')
		}
	})
})

describe('guessing', () => {
	it('has to wait after five wrong tries of a name, longer after each', async () => {
		for (let i = 0; i < 5; i += 1) expect((await signIn('nhcsxh', `wrong ${i}`)).status).toBe(401)
		const sixth = await signIn('nhcsxh', 'soquy-demo')
		expect([sixth.status, sixth.body.code]).toEqual([429, 'access.too-many-attempts'])
		expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(20)
		expect(sixth.body.detail).toContain(`${sixth.headers['retry-after']} giây`)
		expect((await signIn('agribank', 'soquy-demo')).status).toBe(201)

		await asOwner(house.store.url, `update login_attempts set at = at - interval '31 seconds'`)
		expect((await signIn('nhcsxh', 'wrong again')).status).toBe(401)
		expect(Number((await signIn('nhcsxh', 'soquy-demo')).headers['retry-after'])).toBeGreaterThan(50)
	})

	it('is forgiven after a quarter of an hour, and by getting it right', async () => {
		for (let i = 0; i < 5; i += 1) await signIn('nhcsxh', `wrong ${i}`)
		await asOwner(house.store.url, `update login_attempts set at = at - interval '15 minutes'`)
		expect((await signIn('nhcsxh', 'soquy-demo')).status).toBe(201)
		for (let i = 0; i < 4; i += 1) expect((await signIn('nhcsxh', `wrong ${i}`)).status).toBe(401)
		expect((await signIn('nhcsxh', 'soquy-demo')).status).toBe(201)
	})

	it('is not quicker from many hands at once', async () => {
		const guesses = await Promise.all(Array.from({ length: 40 }, (_, i) => signIn('leader', `guess ${i}`)))
		expect(guesses.filter(({ status }) => status === 401).length).toBeLessThan(16)
		expect((await signIn('leader', 'soquy-demo')).status).toBe(429)
	})

	it('of many names from one address has to wait too', async () => {
		const from = { 'x-forwarded-for': '203.0.113.9' }
		for (let i = 0; i < 30; i += 1) await signIn(`name-${i}`, 'wrong', from)
		expect((await signIn('officer', 'soquy-demo', from)).status).toBe(429)
		expect((await signIn('officer', 'soquy-demo', { 'x-forwarded-for': '203.0.113.10' })).status).toBe(201)
	})
})

describe('a session', () => {
	it('ends at once when she signs out', async () => {
		const officer = await house.asUser('officer')
		expect((await officer('GET', '/me')).status).toBe(200)
		const out = await officer('DELETE', '/sessions/current')
		expect([out.status, out.headers['set-cookie']]).toEqual([204, expect.stringContaining('soquy=;')])
		expect((await officer('GET', '/me')).status).toBe(401)
	})

	it('ends at once when an administrator revokes it, in this process and in others within five seconds', async () => {
		const [admin, leader] = [await house.asUser('admin'), await house.asUser('leader')]
		await leader('GET', '/me')
		const { body } = await admin('GET', '/sessions?limit=500')
		const hers = body.items.filter((session: { username: string }) => session.username === 'leader')
		for (const { id } of hers) expect((await admin('DELETE', `/sessions/${id}`)).status).toBe(204)
		expect((await leader('GET', '/me')).status).toBe(401)
		expect((await admin('DELETE', `/sessions/${hers[0].id}`)).body.code).toBe('access.credential-not-found')
	})

	it('of another is neither shown to an officer nor hers to end', async () => {
		const [officer, admin] = [await house.asUser('officer'), await house.asUser('admin')]
		const mine = (await officer('GET', '/sessions')).body.items
		expect(new Set(mine.map((session: { username: string }) => session.username))).toEqual(new Set(['officer']))
		expect(mine.filter((session: { current: boolean }) => session.current)).toHaveLength(1)
		const foreign = (await admin('GET', '/sessions?limit=500')).body.items.find(
			(session: { username: string }) => session.username === 'admin',
		)
		expect((await officer('DELETE', `/sessions/${foreign.id}`)).status).toBe(404)
		expect((await admin('GET', '/me')).status).toBe(200)
	})

	it('ends by itself', async () => {
		const answer = await signIn('auditor', 'soquy-demo')
		await asOwner(house.store.url, `update credentials set expires_at = now() where kind = 'session'`)
		expect((await callOf(house.app, { cookie: cookieOf(answer) })('GET', '/me')).status).toBe(401)
	})

	it('is not opened by something that is not a secret', async () => {
		for (const cookie of ['soquy=', 'soquy=x', `soquy=${'a'.repeat(3_000)}`, "soquy=' or 1=1 --", 'soquy=%00']) {
			expect((await callOf(house.app, { cookie })('GET', '/me')).status).toBe(401)
		}
	})
})
