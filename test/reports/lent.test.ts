import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lentColumns } from '../../src/reports/lent.js'
import { totalsRow } from '../../src/reports/keyed.js'
import { lentView } from '../../src/reports/lent-schemas.js'
import { structureView } from '../../src/reports/structure-schemas.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { type Story, tellStory } from './story.js'

let house: TestApp
let story: Story
let admin: Call

beforeAll(async () => {
	house = await createTestApp()
	story = await tellStory(house.database)
	admin = await house.asUser('admin')
})
afterAll(() => house.close())

const lent = async (query: string, call: Call = admin) => (await call('GET', `/reports/lent?${query}`)).body
const structure = async (query: string, call: Call = admin) => (await call('GET', `/reports/structure?${query}`)).body
const cells = ({ key, lent: amount, loans, groups, borrowers, monthsLeast, monthsMost }: any) => [
	key,
	amount,
	loans,
	groups,
	borrowers,
	monthsLeast,
	monthsMost,
]

describe('what was lent in a period', () => {
	it('is summed by lender: disbursements, whatever was repaid of them since, each borrower counted once', async () => {
		const body = await lent('by=lender&from=2022-11-01&asOf=2022-12-31')
		expect(lentView.safeParse(body).error?.issues ?? []).toEqual([])
		expect(body.rows.map(cells)).toEqual([
			['AGRIBANK', '40000000', 1, 1, 1, 24, 24],
			['NHCSXH', '50000000', 2, 1, 2, 24, 24],
			['QUY-HTPN', '22000000', 2, 0, 1, 24, 24],
		])
		expect(body.totals).toMatchObject({ lent: '112000000', loans: 5, groups: 2, borrowers: 4 })
	})

	it('counts the first and the last day, and nothing outside of them', async () => {
		expect((await lent('from=2022-11-07&asOf=2022-11-07')).totals.lent).toBe('112000000')
		expect((await lent('from=2022-11-08&asOf=2022-12-31')).rows).toEqual([])
		expect((await lent('asOf=2022-11-06')).totals).toEqual({
			lent: '0',
			loans: 0,
			groups: 0,
			borrowers: 0,
			monthsLeast: null,
			monthsMost: null,
		})
	})

	it('sums to the same by every key, and is kept to a lender or a place', async () => {
		for (const by of ['product', 'district', 'commune', 'group', 'commune&map=2025']) {
			const { rows, totals } = await lent(`by=${by}&asOf=2022-12-31`)
			expect([by, rows.reduce((sum: bigint, row: any) => sum + BigInt(row.lent), 0n)]).toEqual([by, BigInt(totals.lent)])
		}
		expect((await lent(`lenderId=${story.lenders.AGRIBANK}&asOf=2022-12-31`)).rows.map(({ key }: any) => key)).toEqual(['AGRIBANK'])
		expect((await lent(`by=commune&unitId=${story.communes.song}&asOf=2022-12-31`)).totals.lent).toBe('62000000')
	})

	it('forgets a disbursement that was undone, but not what was known before', async () => {
		const { knownAt } = await lent('asOf=2022-12-31')
		const { items } = (await admin('GET', `/loans/${story.loans.ai}/events`)).body
		for (const { id } of items.filter(({ type }: any) => type !== 'signed').reverse()) {
			const undone = await admin(
				'POST',
				`/loans/${story.loans.ai}/events/${id}/reversal`,
				{ reason: 'Ghi nhầm' },
				{ 'idempotency-key': `x${id}` },
			)
			expect(undone.status).toBe(201)
		}
		expect((await lent('asOf=2022-12-31')).totals).toMatchObject({ lent: '92000000', loans: 4 })
		expect((await lent(`asOf=2022-12-31&knownAt=${knownAt}`)).totals).toMatchObject({ lent: '112000000', loans: 5 })
	})

	it('shows a bank its own loans, and refuses what cannot be asked', async () => {
		const bank = await house.asUser('agribank')
		expect((await lent('asOf=2022-12-31', bank)).rows.map(({ key }: any) => key)).toEqual(['AGRIBANK'])
		for (const [query, code] of [
			['from=2023-01-01&asOf=2022-12-31', 'report.period-backwards'],
			['by=district&map=2025', 'report.no-districts'],
			['lenderId=999', 'lender.not-found'],
			['unitId=99999', 'unit.not-found'],
		] as const)
			expect((await lent(query)).code).toBe(code)
	})

	it('is a file with its sum at its end', async () => {
		const { body } = await admin('GET', '/reports/lent?by=lender&asOf=2022-12-31&format=csv')
		expect(String(body).split('\r\n').at(-2)).toMatch(/^Tổng cộng,/)
		expect(lentColumns('group').map(({ header }) => header)).toContain('Mã tổ')
		expect(totalsRow({ lent: 1n as never, loans: 1, groups: 1, borrowers: 1, monthsLeast: 12, monthsMost: 12 })).toMatchObject({
			key: 'Tổng cộng',
		})
	})
})

describe('the structure on a day', () => {
	it('counts districts, communes, groups and who belongs to them', async () => {
		const body = await structure('asOf=2022-12-31')
		expect(structureView.safeParse(body).error?.issues ?? []).toEqual([])
		expect(body.totals).toMatchObject({ districts: 10, communes: 161 })
		const agribank = body.rows.find(({ key }: any) => key === 'AGRIBANK')
		expect([agribank.groups, agribank.members]).toEqual([1, 1])
		expect(body.totals.groups).toBe(body.rows.reduce((sum: number, { groups }: any) => sum + groups, 0))
	})

	it('has no districts from 01/07/2025 on, and no group before it was established', async () => {
		expect((await structure('asOf=2025-07-01')).totals).toMatchObject({ districts: 0, communes: 56 })
		const before = await structure('asOf=2019-12-31')
		expect(before.rows.find(({ key }: any) => key === 'AGRIBANK')).toBeUndefined()
	})

	it('is kept to a unit, and to what the asker reaches', async () => {
		const commune = (await structure(`asOf=2022-12-31&unitId=${story.communes.song}`)).totals
		expect(commune).toEqual({ districts: 1, communes: 1, groups: 1, members: 1 })
		const officer = await house.asUser('officer')
		const own = (await structure('asOf=2022-12-31', officer)).totals
		expect([own.districts, own.communes < 161, own.communes > 1]).toEqual([1, true, true])
		const bank = await house.asUser('agribank')
		expect((await bank('GET', '/reports/structure')).status).toBe(403)
		expect((await structure('unitId=99999')).code).toBe('unit.not-found')
	})
})
