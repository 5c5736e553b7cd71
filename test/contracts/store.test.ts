import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { append, insertContracts, readBooked, readEvents } from '../../src/contracts/store.js'
import type { Recording } from '../../src/contracts/stored.js'
import { tell } from '../../src/contracts/telling.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { standingBooks } from '../../src/ledger/chart.js'
import { openBook } from '../../src/ledger/store.js'
import { sqlState } from '../../src/platform/database.js'
import { asOwner, createTestDatabase, type TestDatabase } from '../platform/harness.js'
import { closedThrough } from '../ledger/closed.js'
import { into, keptPurse, newPurse } from './purse.js'

let test: TestDatabase
let bookId = 0
let contractId = ''

const told = (id: string, recordedAt: Instant | null = null): Recording =>
	tell(keptPurse(newPurse(id, bookId)), into('2022-01-05', 200), [], '1', recordedAt).written
const make = async () =>
	String((await test.database.transaction((tx) => insertContracts(tx, 'purse', [{ bookId, on: calendarDate('2022-01-01') }])))[0])
const stateOf = async (work: Promise<unknown>) => work.then(() => null, sqlState)
const asProgram = (statement: string) => stateOf(test.database.transaction((tx) => tx.$client.query(statement)))
const asItsOwner = (statement: string) => stateOf(asOwner(test.url, statement))

beforeAll(async () => {
	test = await createTestDatabase()
	bookId = await test.database.transaction(
		async (tx) => (await openBook(tx, standingBooks[0] ?? { code: 'own', kind: 'own', name: '', nameEn: '' })).id,
	)
	contractId = await make()
	await test.database.transaction((tx) => append(tx, [told(contractId)]))
	await asOwner(test.url, closedThrough(bookId, '2021-12-31'))
})
afterAll(() => test.close())

describe('what is stored of a contract', () => {
	it('events are read back in the order of recording, by contract, empty where there are none', async () => {
		const other = await make()
		const events = await test.database.transaction((tx) => readEvents(tx, [contractId, other]))
		expect(events.get(contractId)).toMatchObject([
			{ seq: 1, type: 'in', on: '2022-01-05', amount: 200n, details: {}, reverses: null, recordedBy: '1' },
		])
		expect(events.get(contractId)?.[0]?.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
		expect(events.get(other)).toEqual([])
	})

	it('event, entry, postings and dues carry one moment', async () => {
		const rows = await asOwner(
			test.url,
			`select count(distinct at)::int as moments, count(*)::int as written from (
			select recorded_at as at from events where contract_id = ${contractId}
			union all select recorded_at from entries where contract_id = ${contractId}
			union all select recorded_at from postings where contract_id = ${contractId}
			union all select recorded_at from dues where contract_id = ${contractId}
			union all select last_recorded_at from contracts where id = ${contractId}) as all_of_it`,
		)
		expect(rows).toEqual([{ moments: 1, written: 6 }])
	})

	it('many are made in the order given', async () => {
		const ids = await test.database.transaction((tx) =>
			insertContracts(
				tx,
				'purse',
				['2022-01-03', '2022-01-01', '2022-01-02'].map((on) => ({ bookId, on: calendarDate(on) })),
			),
		)
		const { rows } = await test.database.transaction((tx) =>
			tx.execute(sql`select last_on from contracts where id = any(${`{${ids.join(',')}}`}::bigint[]) order by id`),
		)
		expect(rows.map(({ last_on }) => last_on)).toEqual(['2022-01-03', '2022-01-01', '2022-01-02'])
	})

	it('what the books hold of it is read back with the recording that posted it', async () => {
		const booked = (await test.database.transaction((tx) => readBooked(tx, [contractId]))).get(contractId)
		const recordedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/)
		expect(booked?.postings.toSorted((a, b) => a.credit.localeCompare(b.credit))).toEqual([
			{ seq: 1, on: '2022-01-05', recordedAt, debit: '1111', credit: '411', amount: 180n },
			{ seq: 1, on: '2022-01-05', recordedAt, debit: '1111', credit: '711', amount: 20n },
		])
		expect(booked?.dues).toEqual([{ seq: 1, on: '2022-01-05', recordedAt, dueOn: '2030-01-01', lateAfter: '2030-01-01', amount: 180n }])
	})

	it('a number that two recordings claim is given to one of them only', async () => {
		expect(await stateOf(test.database.transaction((tx) => append(tx, [told(contractId)])))).toBe('23505')
	})

	it('what happened on a closed day is booked on the first open one, and keeps its own day', async () => {
		await asOwner(test.url, closedThrough(bookId, '2022-01-31'))
		const id = await make()
		await test.database.transaction((tx) => append(tx, [told(id)]))
		expect(await asOwner(test.url, `select "on"::text, booked_on::text from entries where contract_id = ${id}`)).toEqual([
			{ on: '2022-01-05', booked_on: '2022-02-01' },
		])
		expect(await asOwner(test.url, `select "on"::text, booked_on::text from entries where contract_id = ${contractId}`)).toEqual([
			{ on: '2022-01-05', booked_on: '2022-01-05' },
		])
	})
})

describe('facts', () => {
	const facts = ['events', 'entries', 'postings', 'dues', 'closings']

	it.each(facts)('in %s are changed by nobody, the owner included', async (table) => {
		expect(await asItsOwner(`update ${table} set recorded_at = now()`)).toBe('SQ001')
		expect(await asItsOwner(`delete from ${table}`)).toBe('SQ001')
		expect(await asItsOwner(`truncate ${table} cascade`)).toBe('SQ001')
	})

	it.each(facts)('in %s the program has not even the permission to change', async (table) => {
		expect(await asProgram(`update ${table} set recorded_at = now()`)).toBe('42501')
		expect(await asProgram(`delete from ${table}`)).toBe('42501')
		expect(await asProgram(`truncate ${table}`)).toBe('42501')
	})

	it('of a contract only the cache may be changed by the program, never its kind or its book', async () => {
		expect(await asProgram(`update contracts set kind = 'other' where id = ${contractId}`)).toBe('42501')
		expect(await asProgram(`delete from contracts where id = ${contractId}`)).toBe('42501')
		expect(await asProgram(`update contracts set version = version where id = ${contractId}`)).toBeNull()
	})

	it('a reversal names something earlier', async () => {
		const event = (seq: number, reverses: number) =>
			`insert into events values (${contractId}, ${seq}, 'reversed', '2022-01-05', now(), 1, null, null, ${reverses})`
		expect(await asItsOwner(event(2, 2))).toBe('23514')
		expect(await asItsOwner(event(2, 1))).toBeNull()
	})
})
