import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../../src/contracts/actions.js'
import { insertContracts, readEvents } from '../../src/contracts/store.js'
import type { StoredContract } from '../../src/contracts/stored.js'
import type { Happening } from '../../src/contracts/telling.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { type Instant, instantFromDatabase } from '../../src/kernel/instant.js'
import { standingBooks } from '../../src/ledger/chart.js'
import { openBook } from '../../src/ledger/store.js'
import { createTestDatabase, type TestDatabase } from '../platform/harness.js'
import { into, keptPurse, newPurse, out } from './purse.js'

let test: TestDatabase
let bookId = 0
const today = calendarDate('2022-06-30')

beforeAll(async () => {
	test = await createTestDatabase()
	const books = await test.database.transaction(async (tx) => {
		const opened = []
		for (const book of standingBooks) opened.push(await openBook(tx, book))
		return opened
	})
	bookId = books[0]?.id ?? 0
})
afterAll(() => test.close())

async function open(): Promise<string> {
	const [id] = await test.database.transaction((tx) => insertContracts(tx, 'purse', [{ bookId, on: calendarDate('2022-01-01') }]))
	return String(id)
}

async function read(id: string): Promise<StoredContract> {
	const { rows } = await test.database.transaction((tx) =>
		tx.execute(sql`select version, last_on, last_recorded_at::text as at, state from contracts where id = ${id}::bigint`),
	)
	const [row] = rows
	if (row === undefined || row['version'] === 0) return newPurse(id, bookId)
	return {
		...newPurse(id, bookId),
		version: Number(row['version']),
		lastOn: calendarDate(String(row['last_on'])),
		lastRecordedAt: instantFromDatabase(String(row['at'])),
		state: row['state'] as Record<string, unknown>,
	}
}

const say = async (id: string, ...happenings: readonly Happening[]) => {
	const kept = keptPurse(await read(id))
	return test.database.transaction((tx) =>
		record(
			tx,
			happenings.map((happening) => ({ kept, happening })),
			{ userId: '1', today },
		),
	)
}
const entries = async (id: string) =>
	(
		await test.database.transaction((tx) =>
			tx.execute(
				sql`select e.event_seq as seq, e."on", p.debit, p.credit, p.amount::text as amount from entries e join postings p on p.entry_id = e.id where e.contract_id = ${id}::bigint order by 1, 2, p.line`,
			),
		)
	).rows.map((row) => Object.values(row))

describe('recording on a contract', () => {
	it('writes the event, its entry and the state, and says which', async () => {
		const id = await open()
		const [outcome] = await say(id, into('2022-01-05', 200))
		expect(outcome).toMatchObject({ seq: 1, before: { held: 0n }, state: { held: 180n, kept: 20n }, history: null })
		expect(outcome?.entries).toMatchObject([{ contractId: id, seq: 1, on: '2022-01-05' }])
		expect(await entries(id)).toEqual([
			[1, '2022-01-05', '1111', '411', '180'],
			[1, '2022-01-05', '1111', '711', '20'],
		])
		expect((await read(id)).state).toMatchObject({ held: '180', kept: '20' })
	})

	it('books a back-dated event as differences, day by day', async () => {
		const id = await open()
		await say(id, into('2022-01-01', 50))
		await say(id, into('2022-03-01', 100))
		const [outcome] = await say(id, into('2022-02-01', 80))
		expect(outcome?.entries.map(({ on }) => on)).toEqual(['2022-02-01', '2022-03-01'])
		expect(outcome?.history).toHaveLength(2)
		expect((await entries(id)).slice(4)).toEqual([
			[3, '2022-02-01', '1111', '411', '72'],
			[3, '2022-02-01', '1111', '711', '8'],
			[3, '2022-03-01', '1111', '411', '10'],
			[3, '2022-03-01', '711', '1111', '10'],
		])
	})

	it('tells several happenings of one contract one after the other, whatever their days', async () => {
		const [together, apart] = [await open(), await open()]
		const told = [into('2022-01-01', 50), into('2022-03-01', 100), into('2022-02-01', 80), out('2022-03-01', 200)]
		const outcomes = await say(together, ...told)
		for (const happening of told) await say(apart, happening)
		expect(outcomes.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
		expect(outcomes.map(({ before }) => before.held)).toEqual([0n, 45n, 135n, 217n])
		expect(await entries(together)).toEqual(await entries(apart))
		expect((await read(together)).state).toEqual((await read(apart)).state)
	})

	it('refuses a day to come, and then writes nothing of it all', async () => {
		const [a, b] = [await open(), await open()]
		const work = test.database.transaction(async (tx) =>
			record(
				tx,
				[
					{ kept: keptPurse(newPurse(a, bookId)), happening: into('2022-06-30', 5) },
					{ kept: keptPurse(newPurse(b, bookId)), happening: into('2022-07-01', 5) },
				],
				{ userId: '1', today },
			),
		)
		await expect(work).rejects.toMatchObject({ code: 'contract.future-day', details: { on: '2022-07-01', today } })
		expect(await entries(a)).toEqual([])
	})

	it('refuses what would break a later event', async () => {
		const id = await open()
		await say(id, into('2022-01-01', 50), out('2022-03-01', 45))
		await expect(say(id, out('2022-02-01', 1))).rejects.toMatchObject({ code: 'contract.history-breaks' })
	})

	it('may say when something was learnt, for what is carried over from elsewhere', async () => {
		const id = await open()
		const recordedAt = '2022-02-03T04:05:06.789012Z' as Instant
		await test.database.transaction((tx) =>
			record(tx, [{ kept: keptPurse(newPurse(id, bookId)), happening: into('2022-01-05', 7) }], { userId: '1', today, recordedAt }),
		)
		const events = await test.database.transaction((tx) => readEvents(tx, [id]))
		expect(events.get(id)).toMatchObject([{ recordedAt, recordedBy: '1', seq: 1 }])
		expect((await read(id)).lastRecordedAt).toBe(recordedAt)
	})

	it('two recordings at the same time that stand on the same state: one of them fails', async () => {
		const id = await open()
		await say(id, into('2022-01-01', 50))
		const kept = keptPurse(await read(id))
		const both = await Promise.allSettled(
			[1, 2].map((n) =>
				test.database.transaction((tx) => record(tx, [{ kept, happening: into('2022-01-02', n) }], { userId: '1', today })),
			),
		)
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
		expect((await read(id)).version).toBe(2)
	})
})
