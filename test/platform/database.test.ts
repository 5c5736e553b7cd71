import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseIsAway, sqlState, type Tx } from '../../src/platform/database.js'
import { asOwner, createTestDatabase, type TestDatabase } from './harness.js'

let store: TestDatabase
beforeAll(async () => {
	store = await createTestDatabase({ connections: 10 })
	await asOwner(store.url, 'create table facts (id int primary key, amount dong, day date, at timestamptz, n bigint)')
	await asOwner(store.url, 'grant select, insert, update on facts to soquy_app')
})
afterAll(() => store.close())

const insert = (tx: Tx, id: number) => tx.execute(sql`insert into facts (id, n) values (${id}, 0)`)
const ids = async () => (await asOwner(store.url, 'select id from facts order by id')).map(({ id }) => id)
const pidOf = async (tx: Tx) => Number((await tx.execute(sql`select pg_backend_pid() as pid`)).rows[0]?.['pid'])

/** A promise and the word that keeps it. */
function gate() {
	let open = () => {}
	const opened = new Promise<void>((resolve) => (open = resolve))
	return { open, opened }
}

describe('a transaction', () => {
	it('keeps all when its work is done and nothing when it fails or is run dry', async () => {
		await store.database.transaction((tx) => insert(tx, 1))
		await expect(
			store.database.transaction(async (tx) => {
				await insert(tx, 2)
				throw new Error('no')
			}),
		).rejects.toThrow('no')
		expect(await store.database.transaction(async (tx) => (await insert(tx, 3)).rowCount, { rollback: true })).toBe(1)
		expect(await ids()).toEqual([1])
	})

	it('runs again after a deadlock', async () => {
		await asOwner(store.url, 'insert into facts (id, n) values (11, 0), (12, 0)')
		const [one, two] = [gate(), gate()]
		const add = (tx: Tx, id: number) => tx.execute(sql`update facts set n = n + 1 where id = ${id}`)
		const cross = (first: number, second: number, mine: ReturnType<typeof gate>, other: ReturnType<typeof gate>) =>
			store.database.transaction(async (tx) => {
				await add(tx, first)
				mine.open()
				await other.opened
				await add(tx, second)
			})
		await Promise.all([cross(11, 12, one, two), cross(12, 11, two, one)])
		expect(await asOwner(store.url, 'select n from facts where id in (11, 12)')).toEqual([{ n: '2' }, { n: '2' }])
	})

	it('that only reads sees one moment and writes nothing', async () => {
		await store.database.reading(async (tx) => {
			const before = (await tx.execute(sql`select count(*) from facts`)).rows
			await asOwner(store.url, 'insert into facts (id) values (21)')
			expect((await tx.execute(sql`select count(*) from facts`)).rows).toEqual(before)
		})
		await expect(store.database.reading((tx) => insert(tx, 22))).rejects.toSatisfy((error) => sqlState(error) === '25006')
	})

	it('is the program’s, which owns nothing', async () => {
		const refused = store.database.transaction((tx) => tx.execute(sql`delete from facts`))
		await expect(refused).rejects.toSatisfy((error) => sqlState(error) === '42501')
	})

	it('whose connection is cut while it thinks fails, and the program goes on', async () => {
		const cut = store.database.transaction(async (tx) => {
			await asOwner(store.url, 'select pg_terminate_backend($1)', [await pidOf(tx)])
			await new Promise((resolve) => setTimeout(resolve, 50))
			await insert(tx, 31)
		})
		await expect(cut).rejects.toSatisfy(databaseIsAway)
		expect(await store.database.answers()).toBe(true)
		await store.database.transaction((tx) => insert(tx, 32))
		expect(await ids()).toContain(32)
	})
})

describe('values', () => {
	it('come as text, so that neither money nor a day is bent', async () => {
		await asOwner(
			store.url,
			`insert into facts values (41, 123456789012345678, '2023-06-15', '2023-06-15 00:00:00.123456+07', 9007199254740993)`,
		)
		const { rows } = await store.database.reading((tx) => tx.$client.query('select amount, day, at, n from facts where id = 41'))
		expect(rows).toEqual([{ amount: '123456789012345678', day: '2023-06-15', at: '2023-06-14 17:00:00.123456+00', n: '9007199254740993' }])
	})

	it('of money are whole đồng or are refused, never rounded', async () => {
		await expect(asOwner(store.url, 'insert into facts (id, amount) values (42, 1.5)')).rejects.toThrow('dong')
	})
})

describe('what is known now', () => {
	it('waits for a writer that has recorded and not yet committed', async () => {
		const [recorded, commit] = [gate(), gate()]
		let recordedAt = ''
		const writer = store.database.transaction(async (tx) => {
			const made = await tx.execute(
				sql`insert into facts (id, at) values (51, clock_timestamp()) returning to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
			)
			recordedAt = String(made.rows[0]?.['at'])
			recorded.open()
			await commit.opened
		})
		await recorded.opened
		let answered = false
		const known = store.database.knowledgeNow().then((moment) => {
			answered = true
			return moment
		})
		await new Promise((resolve) => setTimeout(resolve, 100))
		expect(answered).toBe(false)
		commit.open()
		await writer
		const moment = await known
		expect(moment > recordedAt).toBe(true)
		expect(await ids()).toContain(51)
	})

	it('knows a writer before it asks for the time', async () => {
		const [begun, commit] = [gate(), gate()]
		const writer = store.database.transaction(async (tx) => {
			// The begin travels with the first statement: once that is answered, the writer has begun.
			await tx.execute(sql`select 1`)
			begun.open()
			await commit.opened
		})
		await begun.opened
		let answered = false
		const known = store.database.knowledgeNow().then(() => (answered = true))
		await new Promise((resolve) => setTimeout(resolve, 50))
		expect(answered).toBe(false)
		commit.open()
		await Promise.all([writer, known])
	})

	it('does not wait where nobody writes', async () => {
		const begun = performance.now()
		for (let i = 0; i < 10; i += 1) await store.database.knowledgeNow()
		expect(performance.now() - begun).toBeLessThan(500)
	})
})
