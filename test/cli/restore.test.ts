import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { demonstrationPassword } from '../../src/access/actions.js'
import { createApp } from '../../src/app.js'
import { openDatabase } from '../../src/platform/database.js'
import { startEmbeddedServer } from '../../src/platform/embedded-server.js'
import { type Office, newKey, openOffice } from '../collection/office.js'
import { urlOf } from '../platform/cluster.js'
import { asOwner, type Call, callOf, clockAt, cookieOf, createTestApp, type TestApp, testLog } from '../platform/harness.js'
import { command, type Ended, endOf, start } from '../platform/programs.js'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'soquy-drill-')))
// As root, PostgreSQL runs as another account, which has to get to its cluster.
chmodSync(folder, 0o755)
const databases: string[] = []
let house: TestApp
let office: Office
let loans: readonly string[]

beforeAll(async () => {
	house = await createTestApp()
	office = await openOffice(house)
	const group = await office.newGroup('QUY-HTPN', 'credit')
	const lent = async (): Promise<string> =>
		office.lent({ productCode: 'QUY-GIAMDAN', groupId: group, memberId: await office.newMember(group) })
	loans = [await lent(), await lent(), await lent(), await lent()]
})
afterAll(async () => {
	await house.close()
	for (const name of databases) await asOwner(inject('clusterUrl'), `drop database ${name} with (force)`)
	rmSync(folder, { recursive: true })
})

describe('the drill: an archive taken while people work, brought back elsewhere', () => {
	it('from a server to a program of its own, and from there to a server again', { timeout: 240_000 }, async () => {
		const [there, back] = [join(folder, 'there.soquy'), join(folder, 'back.soquy')]
		const source = house.url
		const first = await whilePosting(office.admin, () => command('backup', source, ['--to', there]))
		expect(first.ended).toMatchObject({ code: 0, said: expect.stringMatching(/✓ Đã lưu \d+ bảng/) })

		const data = join(folder, 'data')
		const restored = await endOf(start('restore', ['--from', there, '--data', data]))
		expect(restored).toMatchObject({ code: 0, said: expect.stringMatching(/^✓ Sổ đúng: kể lại 4 khoản vay/m) })
		expect(totalsIn(restored)).toEqual(totalsIn(first.ended))
		const server = await startEmbeddedServer({ dataFolder: data, log: quiet, fsync: false })
		try {
			const embedded = await adminAt(server.url)
			await sameBooks(embedded.admin, office.admin, momentIn(first.ended))
			expect(await eventsAt(server.url)).toBeLessThan(await eventsAt(source))

			// The program that was restored goes on; the command joins it, and what it takes fits a server again.
			const second = await whilePosting(embedded.admin, () => endOf(start('backup', ['--to', back, '--data', data])))
			expect(second.ended.code).toBe(0)
			const target = await newDatabase()
			const again = await command('restore', target, ['--from', back])
			expect(again).toMatchObject({ code: 0, said: expect.stringMatching(/^✓ Sổ đúng: kể lại 4 khoản vay/m) })
			expect(totalsIn(again)).toEqual(totalsIn(second.ended))
			const last = await adminAt(target)
			await sameBooks(last.admin, embedded.admin, momentIn(second.ended))
			await last.close()
			await embedded.close()
		} finally {
			await server.stop()
		}
	})
})

describe('an archive of the books', () => {
	let file: string
	beforeAll(async () => {
		file = join(folder, 'books.soquy')
		await command('backup', house.url, ['--to', file])
	}, 60_000)

	it('is refused in one sentence of both languages where there are books already, and with one byte flipped', {
		timeout: 60_000,
	}, async () => {
		const content = readFileSync(file)
		const place = Math.floor(content.length / 2)
		content.writeUInt8(content.readUInt8(place) ^ 1, place)
		const flipped = join(folder, 'flipped.soquy')
		writeFileSync(flipped, content)
		const target = await newDatabase()
		const [taken, damaged] = await Promise.all([
			command('restore', house.url, ['--from', file]),
			command('restore', target, ['--from', flipped]),
		])
		expect([taken.code, lastLine(taken)]).toEqual([1, expect.stringMatching(/^Cơ sở dữ liệu không trống .* \/ The database is not empty /)])
		expect([damaged.code, lastLine(damaged)]).toEqual([1, expect.stringMatching(/^Tệp bị hỏng.* \/ The file is damaged/)])
		expect(await asOwner(target, `select relname from pg_class where relnamespace = 'public'::regnamespace`)).toEqual([])
	})

	it('leaves no half file when the command is interrupted', { timeout: 60_000 }, async () => {
		const holder = new Client({ connectionString: house.url })
		await holder.connect()
		await holder.query('begin; lock table users in access exclusive mode')
		const half = join(folder, 'half.soquy')
		const child = start('backup', ['--database-url', house.url, '--to', half])
		const ended = endOf(child)
		while (!readdirSync(folder).some((name) => name.startsWith('half.soquy.'))) await sleep(20)
		child.kill('SIGINT')
		expect((await ended).code).toBe(1)
		await holder.end()
		expect(readdirSync(folder).filter((name) => name.startsWith('half'))).toEqual([])
	})

	it('needs a name, and says no password of a database that it cannot reach', { timeout: 60_000 }, async () => {
		const [nameless, away] = await Promise.all([
			command('backup', house.url),
			command('backup', 'postgres://nobody:kín-miệng@127.0.0.1:1/nothing', ['--to', join(folder, 'away.soquy')]),
		])
		expect([nameless.code, away.code, away.said.includes('ECONNREFUSED')]).toEqual([2, 1, true])
		expect(away.said).not.toContain('kín-miệng')
		expect(existsSync(join(folder, 'away.soquy'))).toBe(false)
	})

	it('with books that are wrong is brought back as it is, which is said, and the command exits with 1', { timeout: 90_000 }, async () => {
		await asOwner(house.url, `update contracts set state = jsonb_set(state, '{outstanding}', '"1"') where id = $1`, [loans[0]])
		const [tampered, target] = [join(folder, 'tampered.soquy'), await newDatabase()]
		expect((await command('backup', house.url, ['--to', tampered])).code).toBe(0)
		const { code, said } = await command('restore', target, ['--from', tampered])
		expect([code, said]).toEqual([1, expect.stringContaining(`✗ loan ${loans[0]}: the cached state is not what the events say`)])
	})
})

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Does some work while four people record repayments without a pause; some were recorded before it and some after. */
async function whilePosting(admin: Call, work: () => Promise<Ended>): Promise<{ readonly ended: Ended }> {
	const working = new AbortController()
	let posted = 0
	const posting = loans.map(async (loan) => {
		while (!working.signal.aborted) {
			const { status, body } = await admin('POST', `/loans/${loan}/repayments`, { on: '2023-03-10', amount: '1000' }, newKey())
			if (status !== 201) throw new Error(JSON.stringify(body))
			posted += 1
		}
	})
	const stopped = (async () => {
		try {
			return await work()
		} finally {
			working.abort()
		}
	})()
	const [ended] = await Promise.all([stopped, ...posting])
	expect(posted).toBeGreaterThan(20)
	return { ended }
}

/** What both say of every account, as it was known when the archive was taken. */
async function sameBooks(one: Call, other: Call, knownAt: string): Promise<void> {
	const asked = `/ledger/trial-balance?asOf=2023-06-15&knownAt=${knownAt}`
	const [here, there] = await Promise.all([one('GET', asked), other('GET', asked)])
	expect(here.status).toBe(200)
	expect(here.body.rows.length).toBeGreaterThan(10)
	expect(here.body).toEqual(there.body)
}

async function adminAt(url: string): Promise<{ readonly admin: Call; readonly close: () => Promise<void> }> {
	const database = openDatabase(url, { log: testLog, connections: 8 })
	const app = await createApp({ database, clock: clockAt('2023-06-15'), log: testLog })
	const signedIn = await callOf(app)('POST', '/sessions', { username: 'admin', password: demonstrationPassword })
	return {
		admin: callOf(app, { cookie: cookieOf(signedIn) }),
		close: async () => {
			await app.close()
			await database.close()
		},
	}
}

async function newDatabase(): Promise<string> {
	const name = `test_${randomUUID().replaceAll('-', '')}`
	await asOwner(inject('clusterUrl'), `create database ${name}`)
	databases.push(name)
	return urlOf(inject('clusterUrl'), name)
}

async function eventsAt(url: string): Promise<number> {
	const [row] = await asOwner(url, 'select count(*)::int as events from events')
	return Number(row?.['events'])
}

const totalsIn = ({ said }: Ended): readonly string[] => said.split('\n').filter((line) => line.includes(' Nợ '))
const momentIn = ({ said }: Ended): string => /như đã biết lúc (\S+Z)/.exec(said)?.[1] ?? ''
const lastLine = ({ said }: Ended): string => said.trim().split('\n').at(-1) ?? ''
