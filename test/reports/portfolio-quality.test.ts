import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { qualityColumns } from '../../src/reports/portfolio-quality.js'
import { portfolioQualityView } from '../../src/reports/portfolio-schemas.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { domainCase } from '../vectors/domain-cases.js'
import { type Portfolio, tellPortfolio } from './portfolio.js'
import { million } from './story.js'

let house: TestApp
let portfolio: Portfolio
let admin: Call

beforeAll(async () => {
	house = await createTestApp()
	portfolio = await tellPortfolio(house.database)
	admin = await house.asUser('admin')
})
afterAll(() => house.close())

const report = async (query: string, call: Call = admin) => (await call('GET', `/reports/portfolio-quality?${query}`)).body
const rowOf = (body: { rows: { key: string }[] }, key: string) => body.rows.find((row) => row.key === key)
const m = (millions: number): string => String(BigInt(millions) * million)
const par = (loans: number, millions: number, ratio: string) => ({ loans, balance: m(millions), ratio })
const group = (number: number, loans: number, millions: number, specificProvision: string) => ({
	group: number,
	loans,
	balance: m(millions),
	specificProvision,
})

describe('the quality of a portfolio', () => {
	it('answers in its documented shape, by every key', async () => {
		for (const by of ['lender', 'product', 'commune', 'group', 'total'])
			expect(portfolioQualityView.safeParse(await report(`by=${by}`)).error).toBeUndefined()
	})

	it('of the fund is told by the debt groups of microfinance', async () => {
		expect(rowOf(await report('by=lender'), 'QUY-HTPN')).toEqual({
			key: 'QUY-HTPN',
			id: portfolio.lenders['QUY-HTPN'],
			name: expect.any(String),
			loans: 5,
			outstanding: m(30),
			overdue: m(8),
			overdueRatio: '0.2667',
			frozen: '0',
			par1: par(4, 20, '0.6667'),
			par30: par(2, 6, '0.2000'),
			par90: par(1, 2, '0.0667'),
			classifications: ['microfinance'],
			// 6 and 4 million are 30 and 31 days late (25 %), 2 million 95 (50 %); 0,5 % of thirty million in general.
			debtGroups: [group(1, 2, 18, '0'), group(2, 0, 0, '0'), group(3, 2, 10, '2500000'), group(4, 1, 2, '1000000'), group(5, 0, 0, '0')],
			ungrouped: { loans: 0, balance: '0' },
			specificProvision: '3500000',
			generalProvision: '150000',
		})
	})

	const worked = domainCase<unknown, Record<string, string>>('CLS-04')
	it(worked.title, async () => {
		const { par1, par30, par90 } = (await report(`lenderId=${portfolio.lenders['QUY-HTPN']}`)).totals
		const percent = ({ ratio }: { ratio: string }) => Number(ratio) * 100
		expect(percent(par1)).toBeCloseTo(Number(worked.rounded['PAR1(>=1)']), 6)
		expect(percent(par30)).toBeCloseTo(Number(worked.rounded['PAR30(>30)']), 6)
		expect(percent(par90)).toBeCloseTo(Number(worked.rounded['PAR90(>90)']), 6)
	})

	it('of a bank is told by the debt groups of banks, and its overdue ratio only by what it moved to overdue', async () => {
		expect(rowOf(await report('by=lender'), 'AGRIBANK')).toMatchObject({
			loans: 2,
			outstanding: m(53),
			overdue: m(3),
			overdueRatio: '0.0566',
			par1: par(2, 53, '1.0000'),
			par30: par(2, 53, '1.0000'),
			par90: par(1, 3, '0.0566'),
			debtGroups: [group(1, 0, 0, '0'), group(2, 1, 50, '2500000'), group(3, 0, 0, '0'), group(4, 1, 3, '1500000'), group(5, 0, 0, '0')],
			specificProvision: '4000000',
			generalProvision: '397500',
		})
	})

	it('of NHCSXH has no debt groups and no provisions; its overdue ratio counts the overdue part, and what is frozen stands apart', async () => {
		expect(rowOf(await report('by=lender'), 'NHCSXH')).toMatchObject({
			loans: 2,
			outstanding: m(50),
			overdue: m(10),
			overdueRatio: '0.2000',
			frozen: m(5),
			par1: par(1, 30, '0.6000'),
			par30: par(1, 30, '0.6000'),
			par90: par(0, 0, '0.0000'),
			classifications: ['policy'],
			debtGroups: null,
			ungrouped: { loans: 2, balance: m(50) },
			specificProvision: null,
			generalProvision: null,
		})
	})

	it('in all is told by each loan’s own rules, and by every key it is the same', async () => {
		const { totals } = await report('by=total')
		expect(totals).toMatchObject({
			loans: 9,
			outstanding: m(133),
			overdue: m(21),
			overdueRatio: '0.1579',
			par1: par(7, 103, '0.7744'),
			par30: par(5, 89, '0.6692'),
			par90: par(2, 5, '0.0376'),
			classifications: ['bank', 'microfinance', 'policy'],
			debtGroups: [
				group(1, 2, 18, '0'),
				group(2, 1, 50, '2500000'),
				group(3, 2, 10, '2500000'),
				group(4, 2, 5, '2500000'),
				group(5, 0, 0, '0'),
			],
			ungrouped: { loans: 2, balance: m(50) },
			specificProvision: '7500000',
			generalProvision: '547500',
		})
		for (const by of ['lender', 'product', 'commune', 'group']) {
			const body = await report(`by=${by}`)
			expect(body.totals).toEqual(totals)
			expect(String(body.rows.reduce((all: bigint, row: { outstanding: string }) => all + BigInt(row.outstanding), 0n))).toBe(m(133))
		}
		expect((await report('by=total')).rows).toEqual([{ key: null, id: null, name: 'Toàn bộ', ...totals }])
	})

	it('agrees with what is outstanding, overdue and frozen by the books, on every month end', async () => {
		for (const asOf of ['2022-12-31', '2023-01-31', '2023-02-28', '2023-03-31', '2023-04-30', '2023-05-31', '2023-06-15']) {
			const { totals: books } = (await admin('GET', `/reports/outstanding?by=lender&asOf=${asOf}`)).body
			const { totals } = await report(`asOf=${asOf}`)
			const { loans, outstanding, overdue, frozen } = books
			expect([asOf, totals]).toMatchObject([asOf, { loans, outstanding, overdue, frozen }])
		}
	})

	it('before anything was lent is nothing, and no ratio', async () => {
		const { rows, totals } = await report('asOf=2022-01-31')
		expect(rows).toEqual([])
		expect(totals).toMatchObject({ loans: 0, overdueRatio: null, par30: { ratio: null }, debtGroups: null, generalProvision: null })
	})

	it('names its lines: a loan outside any group has none', async () => {
		expect((await report('by=group')).rows.map(({ key, name }: { key: string; name: string }) => [key, name])).toEqual([
			[null, 'Không qua tổ'],
			[expect.any(String), 'Tổ Bản Viết 1'],
			['TVV-7', 'Tổ vay vốn 7'],
		])
		expect(rowOf(await report('by=commune'), '01267')).toMatchObject({ name: 'Phường Sông Hiến', loans: 7 })
		expect((await report('by=commune&map=2025')).rows.map(({ id }: { id: string }) => id)).not.toContain(portfolio.communeId)
	})

	it('says what each figure means, and of which rules', async () => {
		const { definitions } = await report('asOf=2023-06-15')
		const keys = definitions.map(({ key }: { key: string }) => key)
		expect(keys).toEqual(expect.arrayContaining(['overdueRatio', 'par30', 'debtGroups.bank', 'generalProvision.microfinance', 'ungrouped']))
		const fundOnly = await report(`lenderId=${portfolio.lenders['QUY-HTPN']}`)
		expect(fundOnly.definitions.map(({ key }: { key: string }) => key)).not.toContain('debtGroups.bank')
	})
})

describe('who sees the quality of what', () => {
	const lendersOf = async (query: string, call: Call = admin) =>
		(await report(`by=lender${query}`, call)).rows.map(({ key }: { key: string }) => key)

	it('keeps to a lender, a unit and a group', async () => {
		expect(await lendersOf(`&lenderId=${portfolio.lenders['AGRIBANK']}`)).toEqual(['AGRIBANK'])
		expect(await lendersOf(`&unitId=${portfolio.communeId}`)).toEqual(['AGRIBANK', 'QUY-HTPN'])
		expect(await lendersOf(`&groupId=${portfolio.groupId}`)).toEqual(['AGRIBANK'])
		expect(await admin('GET', '/reports/portfolio-quality?lenderId=999')).toMatchObject({ status: 404, body: { code: 'lender.not-found' } })
		expect(await admin('GET', '/reports/portfolio-quality?unitId=999999')).toMatchObject({ status: 404, body: { code: 'unit.not-found' } })
	})

	it('shows an officer her district, a bank its own loans, and a leader nothing', async () => {
		expect(await lendersOf('', await house.asUser('officer'))).toEqual(['NHCSXH'])
		const bank = await house.asUser('agribank')
		expect((await report('by=total', bank)).totals).toMatchObject({ loans: 2, outstanding: m(53) })
		for (const path of ['portfolio-quality', 'aging', 'portfolio-quality/history?from=2023-01&to=2023-02']) {
			const asked = `/reports/${path}${path.includes('?') ? '&' : '?'}lenderId=${portfolio.lenders['NHCSXH']}`
			expect([path, (await bank('GET', asked)).status]).toEqual([path, 404])
			expect([path, (await (await house.asUser('leader'))('GET', asked)).status]).toEqual([path, 403])
		}
	})
})

describe('as a table', () => {
	it('has one line for each key, the total, and the definitions below', async () => {
		const { body, headers } = await admin('GET', '/reports/portfolio-quality?by=lender&format=csv')
		expect(headers['content-disposition']).toBe('attachment; filename="chat-luong-tin-dung-lender-2023-06-15.csv"')
		const lines = String(body).replace('\ufeff', '').trimEnd().split('\r\n')
		expect(lines[0]).toBe(['Mã bên cho vay', 'Bên cho vay', ...qualityColumns.map(({ header }) => header)].join(','))
		expect(lines[2]).toMatch(/^NHCSXH,[^,]+,NHCSXH \(không xếp nhóm\),2,50000000,10000000,0\.2000,5000000,1,30000000,0\.6000,/)
		expect(lines[4]).toMatch(/^Tổng cộng,,Ngân hàng; Tài chính vi mô; NHCSXH \(không xếp nhóm\),9,133000000,/)
		expect(lines[5]).toMatch(/^Định nghĩa,.*\(Nguồn: Quy ước của Sổ Quỹ\)/)
		const { definitions } = await report('')
		expect(lines).toHaveLength(5 + definitions.length)
	})

	it('goes out as a workbook', async () => {
		const { headers } = await admin('GET', '/reports/portfolio-quality?by=product&format=xlsx')
		expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
	})
})
