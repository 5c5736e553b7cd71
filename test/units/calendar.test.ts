import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programAsker } from '../../src/access/asker.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import type { Tx } from '../../src/platform/database.js'
import { loadCaoBang, overrideTransactionDay, setDayOff, setTransactionDay } from '../../src/units/actions.js'
import { calendarKnown, type CalendarLines } from '../../src/units/calendar.js'
import { forgetCalendar, readCalendar } from '../../src/units/calendar-store.js'
import { unitByCode } from '../../src/units/store.js'
import { createTestDatabase, type TestDatabase } from '../platform/harness.js'

const day = calendarDate
const moment = (n: number) => `2023-0${n}-01T00:00:00.000000Z` as Instant

describe('a calendar', () => {
	const lines: CalendarLines = {
		daysOff: [
			{ on: day('2023-01-20'), kind: 'off', recordedAt: moment(1) },
			{ on: day('2027-02-08'), kind: 'off', recordedAt: moment(2) },
			{ on: day('2027-02-08'), kind: 'ordinary', recordedAt: moment(3) },
		],
		fixed: [
			{ communeId: '1', from: day('2023-01-01'), dayOfMonth: 9, recordedAt: moment(1) },
			{ communeId: '1', from: day('2019-01-01'), dayOfMonth: 7, recordedAt: moment(2) },
			{ communeId: '1', from: day('2023-01-01'), dayOfMonth: 10, recordedAt: moment(3) },
		],
		overrides: [{ communeId: '2', month: '2023-01', on: day('2023-01-15'), recordedAt: moment(2) }],
	}

	it('is what was known of each day, the latest line counting', () => {
		const known = calendarKnown(lines, moment(2))
		expect([...known.daysOff.off]).toEqual(['2023-01-20', '2027-02-08'])
		expect([...known.daysOff.yearsKnown]).toEqual([2023, 2027])
		expect(known.communes.get('1')?.fixed).toEqual([
			{ from: '2019-01-01', dayOfMonth: 7 },
			{ from: '2023-01-01', dayOfMonth: 9 },
		])
		expect(known.communes.get('2')?.overrides).toEqual(new Map([['2023-01', '2023-01-15']]))
	})

	it('forgets nothing of what was known earlier, and takes a day back that was taken back', () => {
		expect(calendarKnown(lines, moment(1))).toMatchObject({
			communes: new Map([['1', { fixed: [{ from: '2023-01-01', dayOfMonth: 9 }] }]]),
		})
		const now = calendarKnown(lines, moment(9))
		expect([...now.daysOff.off]).toEqual(['2023-01-20'])
		expect([...now.daysOff.yearsKnown]).toEqual([2023])
		expect(now.communes.get('1')?.fixed.at(-1)?.dayOfMonth).toBe(10)
	})
})

describe('the calendar of a database', () => {
	let test: TestDatabase
	let unitId = ''
	const writing = <T>(work: (tx: Tx) => Promise<T>) => test.database.transaction(work)
	const read = (knownAt: Instant | null = null) => test.database.reading((tx) => readCalendar(tx, knownAt))
	beforeAll(async () => {
		test = await createTestDatabase()
		await writing(loadCaoBang)
		unitId = (await writing((tx) => unitByCode(tx, '01273', day('2022-12-31'))))?.id ?? ''
	})
	afterAll(() => test.close())

	it('is kept for some seconds, and read again once it is forgotten', async () => {
		const first = await read()
		expect(first.daysOff.off.has(day('2026-11-24'))).toBe(true)
		await writing((tx) => setDayOff(tx, { on: day('2027-02-08'), kind: 'off', basis: 'TB' }))
		expect(await read()).toBe(first)
		await writing(async (tx) => forgetCalendar(tx))
		expect((await read()).daysOff.yearsKnown.has(2027)).toBe(true)
	})

	it('is at an earlier moment what it was then; the days that the house began with were always known', async () => {
		const before = await test.database.knowledgeNow()
		await writing(async (tx) => {
			await setTransactionDay(tx, { unitId, from: day('2022-01-01'), dayOfMonth: 7 }, programAsker, day('2023-06-15'))
			await overrideTransactionDay(tx, { unitId, month: '2023-01', on: day('2023-01-15') }, programAsker, day('2023-06-15'))
			forgetCalendar(tx)
		})
		expect((await read()).communes.get(unitId)).toEqual({
			fixed: [{ from: '2022-01-01', dayOfMonth: 7 }],
			overrides: new Map([['2023-01', '2023-01-15']]),
		})
		const then = await read(before)
		expect([then.communes.size, then.daysOff.yearsKnown.has(2027)]).toEqual([0, true])
		expect((await read('2020-01-01T00:00:00.000000Z' as Instant)).daysOff.off.has(day('2026-11-24'))).toBe(true)
	})

	it('is a fact: a line is never changed or deleted', async () => {
		for (const table of ['days_off', 'transaction_days', 'transaction_day_overrides'])
			await expect(writing((tx) => tx.$client.query(`delete from ${table}`))).rejects.toThrow(/permission denied/)
	})
})
