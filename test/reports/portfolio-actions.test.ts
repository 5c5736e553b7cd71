import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { historyView } from '../../src/reports/portfolio-schemas.js'
import { type Call, clockAt, createTestApp, type TestApp } from '../platform/harness.js'
import { tellPortfolio } from './portfolio.js'
import { type Story, tellStory } from './story.js'

let house: TestApp
let story: Story
let admin: Call

beforeAll(async () => {
	house = await createTestApp({ clock: clockAt('2023-06-15') })
	story = await tellStory(house.database)
	admin = await house.asUser('admin')
})
afterAll(() => house.close())

const history = async (query: string, call: Call = admin) => (await call('GET', `/reports/portfolio-quality/history?${query}`)).body
/** The history, told month by month through the report of one day. */
async function monthByMonth(points: readonly { asOf: string }[], query: string, call: Call = admin) {
	const told: unknown[] = []
	for (const { asOf } of points) {
		const { totals } = (await call('GET', `/reports/portfolio-quality?by=total&asOf=${asOf}${query}`)).body
		told.push({ asOf, ...totals })
	}
	return told
}

describe('the quality of the portfolio over time', () => {
	it('has one point for each month end, and answers in its documented shape', async () => {
		const body = await history('from=2022-11&to=2023-05')
		expect(historyView.safeParse(body).error).toBeUndefined()
		expect(body.points.map(({ asOf }: { asOf: string }) => asOf)).toEqual([
			'2022-11-30',
			'2022-12-31',
			'2023-01-31',
			'2023-02-28',
			'2023-03-31',
			'2023-04-30',
			'2023-05-31',
		])
	})

	it('is on each of them what the report of that day says, then and as it was known before late news', async () => {
		const before = `&knownAt=${story.beforeLateNews}`
		for (const query of [
			'',
			before,
			`&lenderId=${story.lenders.NHCSXH}`,
			`&unitId=${story.communes.song}`,
			`&groupId=${story.groups.nhcsxh}`,
		]) {
			const { points } = await history(`from=2022-10&to=2023-05${query}`)
			expect(points).toEqual(await monthByMonth(points, query))
		}
		const march = async (query: string) => (await history(`from=2023-03&to=2023-03${query}`)).points[0].outstanding
		expect(BigInt(await march(before)) - BigInt(await march(''))).toBe(1_349_042n)
	})

	it('knows bank and fund by the rules of each month, and shows a bank only its own', async () => {
		const bank = await house.asUser('agribank')
		const { points, definitions } = await history('from=2022-11&to=2023-05', bank)
		expect(points.at(-1).classifications).toEqual(['bank'])
		expect(points).toEqual(await monthByMonth(points, '', bank))
		expect(definitions.map(({ key }: { key: string }) => key)).toContain('debtGroups.bank')
	})

	it('has no point for a month that has not ended', async () => {
		expect((await history('from=2023-05&to=2023-08')).points.map(({ asOf }: { asOf: string }) => asOf)).toEqual(['2023-05-31'])
		expect(await history('from=2023-07&to=2023-08')).toMatchObject({ points: [] })
	})

	it('is told for at most 24 months, and not backwards', async () => {
		expect((await history('from=2021-06&to=2023-05')).points).toHaveLength(24)
		const ask = (query: string) => admin('GET', `/reports/portfolio-quality/history?${query}`)
		expect(await ask('from=2021-05&to=2023-05')).toMatchObject({ status: 422, body: { code: 'report.too-many-months' } })
		expect(await ask('from=2023-05&to=2023-04')).toMatchObject({ status: 422, body: { code: 'report.period-backwards' } })
		expect(await ask('from=2023-13&to=2024-01')).toMatchObject({ status: 400 })
	})

	it('goes out as a table, one line for each month end', async () => {
		const { body, headers } = await admin('GET', '/reports/portfolio-quality/history?from=2022-11&to=2023-01&format=csv')
		expect(headers['content-disposition']).toBe('attachment; filename="chat-luong-tin-dung-2022-11-2023-01.csv"')
		const lines = String(body).replace('\ufeff', '').split('\r\n')
		expect(lines.slice(1, 5).map((line) => line.split(',')[0])).toEqual(['2022-11-30', '2022-12-31', '2023-01-31', 'Định nghĩa'])
		const workbook = await admin('GET', '/reports/portfolio-quality/history?from=2022-11&to=2023-01&format=xlsx')
		expect(workbook.status).toBe(200)
	})
})

describe('a portfolio that is late with principal alone', () => {
	it('over time is on each month end what the report of that day says', async () => {
		const other = await createTestApp()
		try {
			await tellPortfolio(other.database)
			const call = await other.asUser('admin')
			const { points } = await history('from=2022-04&to=2023-05', call)
			expect(points).toEqual(await monthByMonth(points, '', call))
			expect(points.at(-1)).toMatchObject({ asOf: '2023-05-31', loans: 9 })
		} finally {
			await other.close()
		}
	})
})
