import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type EmbeddedServer, startEmbeddedServer } from '../../src/platform/embedded-server.js'
import { MigrationRefused, migrate } from '../../src/platform/migrations.js'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const ground = 'create table book (line text);\n--> statement-breakpoint\ninsert into book values ($$ground$$);'
const wall = 'alter table book add column number integer;'

describe('migrations', () => {
	const home = realpathSync(mkdtempSync(join(tmpdir(), 'soquy-')))
	let server: EmbeddedServer
	let url: string
	let folder: string
	let made = 0

	beforeAll(async () => {
		// As root the cluster would otherwise be made outside this folder, where nobody removes it.
		chmodSync(home, 0o755)
		server = await startEmbeddedServer({ dataFolder: join(home, 'data'), log, fsync: false })
	})
	afterAll(async () => {
		await server.stop()
		rmSync(home, { recursive: true })
	})
	beforeEach(async () => {
		made += 1
		const own = new URL(server.url)
		own.pathname = `books_${made}`
		await ask(server.url, `create database books_${made}`)
		url = own.href
		folder = join(home, `migrations-${made}`)
		mkdirSync(join(folder, 'meta'), { recursive: true })
	})

	it('are applied in the order of the journal, once each', async () => {
		write({ '0000_ground': ground })
		expect(await migrate(url, folder, log)).toEqual({ applied: ['0000_ground'] })
		write({ '0000_ground': ground, '0001_wall': wall })
		expect(await migrate(url, folder, log)).toEqual({ applied: ['0001_wall'] })
		expect(await migrate(url, folder, log)).toEqual({ applied: [] })
		expect(await ask(url, 'select line, number from book')).toEqual([{ line: 'ground', number: null }])
	})

	it('are applied by one of several that start together, while the others wait', async () => {
		write({ '0000_ground': `${ground} select pg_sleep(0.2);`, '0001_wall': wall })
		const all = await Promise.all([1, 2, 3].map(() => migrate(url, folder, log)))
		expect(all.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 2])
		expect(await ask(url, 'select line from book')).toHaveLength(1)
	})

	it('that fail leave nothing of themselves and keep those before them', async () => {
		write({ '0000_ground': ground, '0001_broken': 'insert into book values ($$half$$); select 1 / 0;' })
		await expect(migrate(url, folder, log)).rejects.toThrow(/0001_broken.*division by zero/)
		expect(await ask(url, 'select line from book')).toEqual([{ line: 'ground' }])
		write({ '0000_ground': ground, '0001_broken': wall })
		expect(await migrate(url, folder, log)).toEqual({ applied: ['0001_broken'] })
	})

	it('that were edited after they had been applied are refused', async () => {
		write({ '0000_ground': ground })
		await migrate(url, folder, log)
		write({ '0000_ground': `${ground} -- a second thought` })
		await expect(migrate(url, folder, log)).rejects.toMatchObject({
			name: 'MigrationRefused',
			code: 'migration-changed',
			migration: '0000_ground',
		})
	})

	it('are the same with the line ends of another system', async () => {
		write({ '0000_ground': ground })
		await migrate(url, folder, log)
		write({ '0000_ground': ground.replaceAll('\n', '\r\n') })
		expect(await migrate(url, folder, log)).toEqual({ applied: [] })
	})

	it('of a newer program are refused, in Vietnamese and in English, and nothing is changed', async () => {
		write({ '0000_ground': ground, '0001_wall': wall })
		await migrate(url, folder, log)
		write({ '0000_ground': ground })
		const refusal = await migrate(url, folder, log).catch((error: unknown) => error)
		expect(refusal).toBeInstanceOf(MigrationRefused)
		expect(refusal).toMatchObject({ code: 'schema-unknown', migration: '0001_wall' })
		expect(String(refusal)).toMatch(/phiên bản mới hơn.*use a newer one/)
	})

	it('that would be slipped in between applied ones are refused', async () => {
		write({ '0000_ground': ground, '0002_roof': wall })
		await migrate(url, folder, log)
		write({ '0000_ground': ground, '0001_window': 'select 1', '0002_roof': wall })
		await expect(migrate(url, folder, log)).rejects.toMatchObject({ code: 'schema-unknown', migration: '0002_roof' })
	})

	function write(migrations: Readonly<Record<string, string>>): void {
		const entries = Object.keys(migrations).map((tag, idx) => ({
			idx,
			version: '7',
			when: idx,
			tag,
			breakpoints: true,
		}))
		writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ version: '7', dialect: 'postgresql', entries }))
		for (const [tag, content] of Object.entries(migrations)) writeFileSync(join(folder, `${tag}.sql`), content)
	}
})

async function ask(url: string, query: string): Promise<unknown[]> {
	const client = new Client({ connectionString: url })
	await client.connect()
	try {
		return (await client.query(query)).rows
	} finally {
		await client.end()
	}
}
