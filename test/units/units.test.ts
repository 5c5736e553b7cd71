import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programAsker } from '../../src/access/asker.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Tx } from '../../src/platform/database.js'
import {
	findTransactionDays,
	listUnits,
	loadCaoBang,
	overrideTransactionDay,
	readMap,
	setDayOff,
	setTransactionDay,
} from '../../src/units/actions.js'
import { listUnitsQuery, unitView } from '../../src/units/schemas.js'
import { communesBelow, drawnRelation, readDaysOff, readTransactionDay, unitByCode } from '../../src/units/store.js'
import { createTestDatabase, type TestDatabase } from '../platform/harness.js'
import { dayFromVietnamese, domainCase } from '../vectors/domain-cases.js'
import { sql } from 'drizzle-orm'

const before = calendarDate('2022-12-31')
const after = calendarDate('2025-12-31')

describe('the units of Cao Bằng', () => {
	let test: TestDatabase
	const reading = <T>(work: (tx: Tx) => Promise<T>) => test.database.reading(work)
	const list = (query: Record<string, string>) => reading((tx) => listUnits(tx, listUnitsQuery.parse(query), after))
	const codeOf = async (code: string, on = before) => (await reading((tx) => unitByCode(tx, code, on)))?.id ?? ''

	beforeAll(async () => {
		test = await createTestDatabase()
		await test.database.transaction(loadCaoBang)
	})
	afterAll(() => test.close())

	const ambiguous = domainCase<{ code: string; dates: string[] }, string[]>('UNIT-02')
	it(ambiguous.title, async () => {
		const names = await Promise.all(
			ambiguous.inputs.dates.map((day) => reading((tx) => unitByCode(tx, ambiguous.inputs.code, dayFromVietnamese(day)))),
		)
		expect(names.map((unit) => unit?.name)).toEqual(ambiguous.rounded)
	})

	it('are loaded once, however often they are loaded', async () => {
		await test.database.transaction(loadCaoBang)
		expect((await list({ limit: '500', on: before, level: 'commune' })).items).toHaveLength(161)
		expect((await list({ on: before, level: 'district' })).items).toHaveLength(10)
		expect((await list({ limit: '500', on: after, level: 'commune' })).items).toHaveLength(56)
		expect((await list({ on: after, level: 'district' })).items).toEqual([])
	})

	it('are those of today where no day is named, and show what they came from', async () => {
		const { items } = await list({ q: 'thuc phan' })
		expect(items.map((unit) => unit.name)).toEqual(['Phường Thục Phán'])
		expect(unitView.safeParse(items[0]).error).toBeUndefined()
		expect(items[0]?.predecessors.map((one) => one.name)).toContain('Phường Hợp Giang')
		expect(items[0]?.predecessors[0]?.on).toBe('2025-07-01')
	})

	it('show what they became', async () => {
		const { items } = await list({ on: before, q: 'hop gi' })
		expect(items.map((unit) => [unit.code, unit.label, unit.validTo])).toEqual([['01273', 'phường', '2025-06-30']])
		expect(items[0]?.successors).toMatchObject([{ code: '01273', name: 'Phường Thục Phán' }])
	})

	it('come page by page, each once', async () => {
		const seen: (string | null)[] = []
		let cursor: string | null = ''
		while (cursor !== null) {
			const page: Awaited<ReturnType<typeof list>> = await list({
				on: before,
				level: 'commune',
				limit: '50',
				...(cursor === '' ? {} : { cursor }),
			})
			seen.push(...page.items.map((unit) => unit.code))
			cursor = page.next
		}
		expect(seen).toHaveLength(161)
		expect(new Set(seen).size).toBe(161)
	})

	it('of a district are its communes; of a commune of 2025 also the former ones that went into it', async () => {
		const district = await codeOf('040')
		expect(await reading((tx) => communesBelow(tx, district))).toHaveLength(11)
		const merged = await codeOf('01273', after)
		const below = await reading((tx) => communesBelow(tx, merged))
		expect(below).toContain(merged)
		expect(below).toContain(await codeOf('01273'))
		const province = await codeOf('04')
		expect(await reading((tx) => communesBelow(tx, province))).toHaveLength(161 + 56)
		expect(await reading((tx) => communesBelow(tx, '999999'))).toEqual([])
	})

	it('are drawn on either map', async () => {
		const [old, merged] = [await codeOf('01273'), await codeOf('01273', after)]
		const map2022 = await reading((tx) => readMap(tx, '2022'))
		const map2025 = await reading((tx) => readMap(tx, '2025'))
		expect(map2022.get(old)).toMatchObject({ name: 'Phường Hợp Giang', parentName: 'Thành phố Cao Bằng' })
		expect(map2025.get(old)).toMatchObject({ unitId: merged, name: 'Phường Thục Phán', parentName: 'Tỉnh Cao Bằng' })
		// A commune that joined several of 2022 cannot be told apart on the old map.
		expect(map2022.get(merged)).toMatchObject({ unitId: merged, name: 'Phường Thục Phán' })
	})

	it('are drawn in the database as they are drawn here', async () => {
		const map = await reading((tx) => readMap(tx, '2025'))
		const counted = await reading((tx) =>
			tx.execute<{ units: number }>(sql`select count(distinct drawn.unit_id)::int as units
				from units u join ${drawnRelation(map)} on drawn.commune_id = u.id where u.level = 'commune'`),
		)
		expect(counted.rows[0]?.units).toBe(56)
	})

	it('have their transaction day, and another in the month of Tết', async () => {
		const unitId = await codeOf('01273')
		await test.database.transaction(async (tx) => {
			await setTransactionDay(tx, { unitId, from: calendarDate('2019-01-01'), dayOfMonth: 7 }, programAsker, after)
			await setTransactionDay(tx, { unitId, from: calendarDate('2023-01-01'), dayOfMonth: 9 }, programAsker, after)
			await overrideTransactionDay(tx, { unitId, month: '2023-01', on: calendarDate('2023-01-15') }, programAsker, after)
		})
		const days = await reading((tx) => findTransactionDays(tx, unitId, after))
		expect(days.days.map((day) => day.dayOfMonth)).toEqual([7, 9])
		expect(days.overrides).toEqual([{ month: '2023-01', on: '2023-01-15' }])
		const dayOn = (on: string) => reading((tx) => readTransactionDay(tx, unitId, calendarDate(on)))
		expect(await Promise.all(['2018-05-05', '2022-12-31', '2023-01-01'].map(dayOn))).toEqual([7, 7, 9])
	})

	it('have no transaction day set by an officer of another district, nor one a quarter away', async () => {
		const unitId = await codeOf('01273')
		const stranger = { ...programAsker, scope: { kind: 'unit' as const, unitId: '1', communeIds: ['1'] } }
		const far = { unitId, month: '2023-01', on: calendarDate('2023-04-15') }
		await expect(test.database.transaction((tx) => overrideTransactionDay(tx, far, programAsker, after))).rejects.toMatchObject({
			code: 'transaction-day.too-far',
		})
		const near = { ...far, on: calendarDate('2023-01-20') }
		await expect(test.database.transaction((tx) => overrideTransactionDay(tx, near, stranger, after))).rejects.toMatchObject({
			code: 'unit.not-found',
		})
	})
})

describe('the days off', () => {
	let test: TestDatabase
	beforeAll(async () => {
		test = await createTestDatabase()
		await test.database.transaction(loadCaoBang)
	})
	afterAll(() => test.close())

	it('are kept by administrators: listed, changed and taken off the list', async () => {
		const on = calendarDate('2027-02-08')
		const set = (kind: 'off' | 'worked' | 'ordinary') =>
			test.database.transaction((tx) => setDayOff(tx, { on, kind, basis: 'Tết Đinh Mùi' }))
		await set('off')
		expect(await test.database.reading((tx) => readDaysOff(tx, 2027))).toEqual([{ on, kind: 'off', basis: 'Tết Đinh Mùi' }])
		await set('ordinary')
		expect(await test.database.reading((tx) => readDaysOff(tx, 2027))).toEqual([])
	})

	it('that were taken off the list do not come back with the next start', async () => {
		const on = calendarDate('2026-11-24')
		await test.database.transaction((tx) => setDayOff(tx, { on, kind: 'ordinary', basis: 'nhầm' }))
		await test.database.transaction(loadCaoBang)
		expect((await test.database.reading((tx) => readDaysOff(tx, 2026))).map((row) => row.on)).not.toContain(on)
	})

	it('do not list a Sunday as off, nor a Monday as worked', async () => {
		const set = (on: string, kind: 'off' | 'worked') =>
			test.database.transaction((tx) => setDayOff(tx, { on: calendarDate(on), kind, basis: 'TB' }))
		await expect(set('2027-02-07', 'off')).rejects.toMatchObject({ code: 'day-off.off-already' })
		await expect(set('2027-02-08', 'worked')).rejects.toMatchObject({ code: 'day-off.worked-already' })
	})
})
