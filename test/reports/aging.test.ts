import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agingBuckets, agingColumns, agingTally } from '../../src/reports/aging.js'
import { agingReportView } from '../../src/reports/portfolio-schemas.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { type Portfolio, tellPortfolio } from './portfolio.js'
import { million, tellStory } from './story.js'

let house: TestApp
let portfolio: Portfolio
let admin: Call

beforeAll(async () => {
	house = await createTestApp()
	portfolio = await tellPortfolio(house.database)
	admin = await house.asUser('admin')
})
afterAll(() => house.close())

const report = async (query: string, call: Call = admin) => (await call('GET', `/reports/aging?${query}`)).body
const m = (millions: number): string => String(BigInt(millions) * million)
type Bucket = { bucket: string; loans: number; outstanding: string; latePrincipal: string; lateInterest: string }
const filled = (buckets: Bucket[]) => buckets.filter(({ loans }) => loans > 0)
const aged = (bucket: string, loans: number, outstanding: number, latePrincipal: number) => ({
	bucket,
	loans,
	outstanding: m(outstanding),
	latePrincipal: m(latePrincipal),
	lateInterest: '0',
})

describe('loans by age', () => {
	it('answer in their documented shape, by every key', async () => {
		for (const by of ['lender', 'product', 'commune', 'group', 'total'])
			expect(agingReportView.safeParse(await report(`by=${by}`)).error).toBeUndefined()
	})

	it('stand in the bucket of their days past due with their whole balance, and with what is late of it', async () => {
		const { rows, totals } = await report('by=lender')
		const bucketsOf = (wanted: string) => filled(rows.find(({ key }: { key: string }) => key === wanted).buckets)
		expect(bucketsOf('QUY-HTPN')).toEqual([
			aged('in-term', 1, 10, 0),
			aged('1-9', 1, 8, 1),
			aged('30-89', 2, 10, 5),
			aged('90-179', 1, 2, 2),
		])
		expect(bucketsOf('AGRIBANK')).toEqual([aged('90-179', 1, 50, 50), aged('180-359', 1, 3, 3)])
		expect(bucketsOf('NHCSXH')).toEqual([aged('in-term', 1, 20, 0), aged('30-89', 1, 30, 10)])
		expect(totals).toMatchObject({ loans: 9, outstanding: m(133), latePrincipal: m(71), lateInterest: '0' })
	})

	it('come to the totals by every key, and are kept to what the asker may see', async () => {
		const { totals } = await report('by=total')
		for (const by of ['lender', 'product', 'commune', 'group']) expect((await report(`by=${by}`)).totals).toEqual(totals)
		expect((await report('by=total', await house.asUser('agribank'))).totals).toMatchObject({ loans: 2, outstanding: m(53) })
		expect((await report(`unitId=${portfolio.communeId}`)).totals).toMatchObject({ loans: 7, outstanding: m(83) })
	})

	it('go out as a table, one row for each bucket', async () => {
		const { body, headers } = await admin('GET', '/reports/aging?by=lender&format=csv')
		expect(headers['content-disposition']).toBe('attachment; filename="tuoi-no-lender-2023-06-15.csv"')
		const lines = String(body).replace('\ufeff', '').trimEnd().split('\r\n')
		expect(lines[0]).toBe(['Mã bên cho vay', 'Bên cho vay', ...agingColumns.map(({ header }) => header)].join(','))
		expect(lines[7]).toMatch(/^AGRIBANK,[^,]+,Quá hạn từ 360 ngày,0,0,0,0$/)
		expect(lines.filter((line) => line.startsWith('Tổng cộng,,'))).toHaveLength(agingBuckets.length)
		expect(lines.at(-1)).toContain('Nguồn: Bộ luật Dân sự 2015')
	})
})

describe('the buckets', () => {
	it('follow one another from the first day in term on, and leave no day out', () => {
		expect(agingBuckets[0].daysFrom).toBe(0)
		for (const [index, { daysTo }] of agingBuckets.entries())
			expect(agingBuckets[index + 1]?.daysFrom).toBe(daysTo === null ? undefined : daysTo + 1)
		expect(filled([...agingTally().view().buckets] as unknown as Bucket[])).toEqual([])
	})
})

describe('loans that are late with interest', () => {
	it('come to what the list of arrears tells', async () => {
		const other = await createTestApp()
		try {
			await tellStory(other.database)
			const call = await other.asUser('admin')
			for (const asOf of ['2022-12-31', '2023-03-31', '2023-06-15']) {
				const { totals: late } = (await call('GET', `/reports/arrears?asOf=${asOf}`)).body
				const { totals } = await report(`asOf=${asOf}`, call)
				const sum = (key: keyof Omit<Bucket, 'bucket' | 'loans'>) =>
					String(totals.buckets.slice(1).reduce((all: bigint, bucket: Bucket) => all + BigInt(bucket[key]), 0n))
				expect([asOf, sum('latePrincipal'), sum('lateInterest'), sum('outstanding')]).toEqual([
					asOf,
					late.principal,
					late.interest,
					late.outstanding,
				])
			}
			expect(BigInt((await report('', call)).totals.lateInterest)).toBeGreaterThan(0n)
		} finally {
			await other.close()
		}
	})
})
