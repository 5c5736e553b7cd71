import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstrationPassword } from '../src/access/actions.js'
import { chance } from '../src/cli/demo/random.js'
import { bornAt, endServer } from '../src/platform/embedded-process.js'
import { createTestDatabase, type TestDatabase } from './platform/harness.js'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The program in a process of its own, or one of its commands. */
type Program = {
	readonly child: ChildProcess
	/** What it printed and complained. */
	readonly said: () => string
	/** Where it serves; fails when it ends instead. */
	readonly serving: Promise<string>
	readonly ended: Promise<number | null>
}

const children: ChildProcess[] = []

function start(script: string, options: readonly string[], environment: Record<string, string> = {}): Program {
	const { DATABASE_URL: _, SOQUY_DATA: __, ...clean } = process.env
	const child = spawn(process.execPath, ['--import', 'tsx', script, ...options], {
		cwd: root,
		env: { ...clean, ...environment },
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	children.push(child)
	let said = ''
	const ended = once(child, 'close').then(([code]) => code as number | null)
	const serving = new Promise<string>((resolve, reject) => {
		for (const stream of [child.stdout, child.stderr])
			stream?.on('data', (chunk) => {
				said += String(chunk)
				const address = /^Sổ Quỹ: (http:\S+)$/m.exec(said)?.[1]
				if (address !== undefined) resolve(address)
			})
		void ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)))
	})
	serving.catch(() => undefined)
	return { child, said: () => said, serving, ended }
}
const serve = (options: readonly string[], environment: Record<string, string> = {}): Program =>
	start('src/server.ts', ['--port', '0', '--log', 'fatal', ...options], environment)

afterAll(() => {
	for (const child of children) child.kill('SIGKILL')
})

type Reply = { readonly status: number; readonly body: any; readonly headers: Headers }

/** Asks over a real socket; throws where there is nobody. */
async function ask(origin: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
	const answer = await fetch(path.startsWith('/api') || path === '/readyz' ? origin + path : `${origin}/api/v1${path}`, {
		method,
		headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
		signal: AbortSignal.timeout(20_000),
	})
	const text = await answer.text()
	return { status: answer.status, body: text === '' ? null : JSON.parse(text), headers: answer.headers }
}

async function signIn(origin: string, username: string, password = demonstrationPassword): Promise<{ cookie: string }> {
	const { status, headers } = await ask(origin, 'POST', '/sessions', { username, password })
	expect([username, status]).toEqual([username, 201])
	return { cookie: String(headers.get('set-cookie')).split(';')[0] ?? '' }
}

describe('on a database that was named', () => {
	let store: TestDatabase
	let program: Program
	beforeAll(async () => {
		store = await createTestDatabase()
		program = serve(['--no-demo'], { DATABASE_URL: store.url })
		await program.serving
	})
	afterAll(async () => {
		program.child.kill('SIGKILL')
		await program.ended
		await store.close()
	})

	it('prints the first administrator’s password once, and it opens nothing but the way to another', async () => {
		const origin = await program.serving
		const [, username = '', password = ''] = /: (admin) \/ (\S+)$/m.exec(program.said()) ?? []
		const session = await signIn(origin, username, password)
		expect((await ask(origin, 'GET', '/me', undefined, session)).body).toMatchObject({ roles: ['admin'], mustChangePassword: true })
		const closed = await ask(origin, 'GET', '/lenders', undefined, session)
		expect([closed.status, closed.body.code]).toEqual([403, 'access.password-change-required'])
		const changed = await ask(origin, 'POST', '/me/password', { oldPassword: password, newPassword: 'một mật khẩu khác hẳn' }, session)
		expect(changed.status).toBe(204)
		expect((await ask(origin, 'GET', '/lenders', undefined, session)).status).toBe(200)
		expect((await ask(origin, 'POST', '/sessions', { username, password })).status).toBe(401)
	})

	it('loads nothing that was not asked for, closes its doors when it is told to stop, and prints no password again', async () => {
		program.child.kill('SIGTERM')
		expect(await program.ended).toBe(0)
		program = serve([], { DATABASE_URL: store.url })
		const origin = await program.serving
		expect(program.said()).toBe(`Sổ Quỹ: ${origin}\n`)
		expect((await ask(origin, 'GET', '/readyz')).status).toBe(200)
		const session = await signIn(origin, 'admin', 'một mật khẩu khác hẳn')
		expect((await ask(origin, 'GET', '/groups', undefined, session)).body.items).toEqual([])
		program.child.kill('SIGINT')
		expect(await program.ended).toBe(0)
	})
})

describe('on a data folder of its own', () => {
	const folder = mkdtempSync(join(tmpdir(), 'soquy-program-'))
	// PostgreSQL runs as another account where the program runs as root; it must be let in.
	chmodSync(folder, 0o755)
	let program: Program
	let origin = ''
	const open = async (): Promise<void> => {
		program = serve(['--small', '--data', folder])
		origin = await program.serving
	}
	/** Number of the running PostgreSQL; 0 when there is none. */
	const postmaster = (): number => {
		const path = join(folder, 'cluster', 'postmaster.pid')
		return existsSync(path) ? Number.parseInt(readFileSync(path, 'utf8'), 10) : 0
	}
	const verified = async (): Promise<[number | null, string]> => {
		const command = start('src/cli/verify.ts', ['--data', folder])
		return [await command.ended, command.said()]
	}

	beforeAll(open)
	afterAll(async () => {
		program.child.kill('SIGKILL')
		await program.ended
		await endServer(postmaster())
		rmSync(folder, { recursive: true, force: true })
	})

	/** What each loan was paid in this test, by receipt: the receipt is its key as well. */
	const sent = new Map<string, { loanId: string; entryId: string | null }>()
	const repay = async (session: { cookie: string }, loanId: string, receiptNo: string, on: string): Promise<Reply> => {
		sent.set(receiptNo, { loanId, entryId: sent.get(receiptNo)?.entryId ?? null })
		const reply = await ask(
			origin,
			'POST',
			`/loans/${loanId}/repayments`,
			{ on, amount: '1000', receiptNo },
			{ ...session, 'idempotency-key': receiptNo },
		)
		if (reply.status === 201) sent.set(receiptNo, { loanId, entryId: reply.body.entryId })
		return reply
	}
	/** Loans that still owe much, and the day on which all is paid. */
	const debtors = async (session: { cookie: string }): Promise<{ loans: string[]; today: string }> => {
		const { items } = (await ask(origin, 'GET', '/loans?status=active&limit=500', undefined, session)).body
		const loans = items.filter(({ outstanding }: any) => BigInt(outstanding) > 5_000_000n).map(({ id }: any) => id)
		expect(loans.length).toBeGreaterThan(8)
		return { loans: loans.slice(0, 12), today: (await ask(origin, 'GET', '/me', undefined, session)).body.today }
	}
	/** Every acknowledged payment is in its loan's history exactly once; of the others, at most once. */
	const expectEachOnce = async (session: { cookie: string }): Promise<void> => {
		const counted = new Map<string, number>()
		for (const loanId of new Set([...sent.values()].map((one) => one.loanId))) {
			const { items } = (await ask(origin, 'GET', `/loans/${loanId}/events`, undefined, session)).body
			for (const { receiptNo } of items) counted.set(receiptNo, (counted.get(receiptNo) ?? 0) + 1)
		}
		const wrong = [...sent].filter(([receiptNo, { entryId }]) =>
			entryId === null ? (counted.get(receiptNo) ?? 0) > 1 : counted.get(receiptNo) !== 1,
		)
		expect(wrong).toEqual([])
	}

	it('loads a small province once, says who may sign in, and serves it', async () => {
		expect(program.said()).toContain(`officer, leader, nhcsxh, agribank, auditor; mật khẩu / password: ${demonstrationPassword}`)
		expect((await ask(origin, 'GET', '/readyz')).body).toEqual({ status: 'ready' })
		const session = await signIn(origin, 'officer')
		expect((await ask(origin, 'GET', '/groups?limit=500', undefined, session)).body.items).toHaveLength(12)
	})

	it('lets no second one at the folder: that one says who holds it, and ends', async () => {
		const second = serve(['--data', folder])
		expect(await second.ended).toBe(1)
		expect(second.said()).toMatch(`held by process ${program.child.pid} since `)
		expect(second.said()).toContain(origin)
		expect((await ask(origin, 'GET', '/readyz')).status).toBe(200)
	})

	it('finishes what is under way when it is told to stop, leaves nothing running, and is ready again quickly with everything in it', {
		timeout: 60_000,
	}, async () => {
		const session = await signIn(origin, 'admin')
		const { loans, today } = await debtors(session)
		const underWay = loans.map((loanId) =>
			repay(session, loanId, `dung-${loanId}`, today).then(
				({ status }) => status,
				() => 0,
			),
		)
		await sleep(15)
		const pid = postmaster()
		program.child.kill('SIGTERM')
		expect(await program.ended).toBe(0)
		for (const status of await Promise.all(underWay)) expect([201, 503, 0]).toContain(status)
		expect(bornAt(pid)).toBeNull()
		expect(readdirSync(folder).filter((name) => name.startsWith('owner'))).toEqual([])
		const began = performance.now()
		await open()
		expect(performance.now() - began).toBeLessThan(12_000)
		expect(program.said()).toBe(`Sổ Quỹ: ${origin}\n`)
		await expectEachOnce(session)
	})

	it('loses no acknowledged repayment and posts none by half, killed ten times while many are paying', { timeout: 180_000 }, async () => {
		const session = await signIn(origin, 'admin')
		const { loans, today } = await debtors(session)
		const random = chance('kill')
		for (let round = 1; round <= 10; round += 1) {
			const ofRound: string[] = []
			const client = async (name: number): Promise<void> => {
				for (let turn = 0; ; turn += 1) {
					const receiptNo = `v${round}-k${name}-${turn}`
					ofRound.push(receiptNo)
					const reply = await repay(session, random.pick(loans), receiptNo, today).catch(() => null)
					if (reply === null) return
					expect([receiptNo, reply.status, reply.body.code]).toEqual([receiptNo, 201, undefined])
				}
			}
			const clients = Promise.all(Array.from({ length: 6 }, (_, name) => client(name)))
			await sleep(150 + random.between(0, 250))
			program.child.kill('SIGKILL')
			await program.ended
			await clients
			await open()
			for (const receiptNo of ofRound) {
				const { loanId, entryId } = sent.get(receiptNo) ?? { loanId: '', entryId: null }
				const again = await repay(session, loanId, receiptNo, today)
				expect([receiptNo, again.status]).toEqual([receiptNo, 201])
				if (entryId !== null)
					expect([receiptNo, again.body.entryId, again.headers.get('idempotency-replayed')]).toEqual([receiptNo, entryId, 'true'])
			}
			expect(ofRound.filter((receiptNo) => sent.get(receiptNo)?.entryId !== null).length).toBeGreaterThan(6)
		}
		await expectEachOnce(session)
		expect(await verified()).toEqual([0, expect.stringMatching(/^✓ Sổ đúng/)])
	})

	it('answers 503 and when to come again while PostgreSQL is killed, recovers by itself, and has lost nothing', {
		timeout: 120_000,
	}, async () => {
		const session = await signIn(origin, 'admin')
		const { loans, today } = await debtors(session)
		const enough = new AbortController()
		const away: Reply[] = []
		let backAfter: number | null = null
		const client = async (name: number): Promise<void> => {
			for (let turn = 0; !enough.signal.aborted; turn += 1) {
				const receiptNo = `mat-${name}-${turn}-${randomUUID().slice(0, 8)}`
				const reply = await repay(session, loans[(name + turn) % loans.length] ?? '', receiptNo, today)
				if (reply.status === 503) {
					away.push(reply)
					await sleep(50)
				} else expect([reply.status, reply.body.code]).toEqual([201, undefined])
			}
		}
		const clients = Promise.all(Array.from({ length: 4 }, (_, name) => client(name)))
		await sleep(200)
		const killedAt = performance.now()
		process.kill(postmaster(), 'SIGKILL')
		while (backAfter === null) {
			const { status, headers } = await ask(origin, 'GET', '/readyz')
			if (status === 200 && away.length > 0) backAfter = performance.now() - killedAt
			else if (status !== 200) expect([status, Number(headers.get('retry-after')) > 0]).toEqual([503, true])
			expect(performance.now() - killedAt).toBeLessThan(60_000)
			await sleep(50)
		}
		await sleep(500)
		enough.abort()
		await clients
		for (const { body, headers } of away)
			expect([body.code, Number(headers.get('retry-after')) > 0]).toEqual(['service.database-away', true])
		// The same process serves on: it was neither started again nor did it end.
		expect(program.child.exitCode).toBeNull()
		for (const [receiptNo, { loanId, entryId }] of [...sent].filter(([key]) => key.startsWith('mat-'))) {
			const again = await repay(session, loanId, receiptNo, today)
			expect([receiptNo, again.status]).toEqual([receiptNo, 201])
			if (entryId !== null) expect([receiptNo, again.body.entryId]).toEqual([receiptNo, entryId])
		}
		await expectEachOnce(session)
		expect(await verified()).toEqual([0, expect.stringMatching(/^✓ Sổ đúng/)])
	})
})
