import { createHash } from 'node:crypto'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstrationPassword } from '../../src/access/actions.js'
import { agribankLayout } from '../../src/banks/agribank.js'
import { listKinds } from '../../src/banklists/keys.js'
import { layoutOf } from '../../src/banks/layout.js'
import { nhcsxhLayout } from '../../src/banks/nhcsxh.js'
import { plainLayout } from '../../src/banks/plain.js'
import { layoutFor } from '../../src/banks/reconciliation.js'
import { reconciliationView } from '../../src/banks/schemas.js'
import { type Call, cookieOf, createTestApp, type TestApp } from '../platform/harness.js'
import { pay, type Story, tellStory } from '../reports/story.js'

let house: TestApp
let story: Story
let admin: Call

const hostile = '=cmd|"/c calc"!A1'

beforeAll(async () => {
	house = await createTestApp()
	story = await tellStory(house.database, hostile)
	admin = await house.asUser('admin')
})
afterAll(() => house.close())

const path = (lender: keyof Story['lenders'], query = '') => `/lenders/${story.lenders[lender]}/reconciliation-export${query}`
const linesOf = (csv: unknown) => String(csv).replace('\ufeff', '').trimEnd().split('\r\n')

describe('a lender’s list', () => {
	it('has one row for each loan that owes anything, and agrees with the loan’s own page', async () => {
		const { body } = await admin('GET', path('NHCSXH', '?asOf=2023-05-20'))
		expect(reconciliationView.safeParse(body).error).toBeUndefined()
		expect(body.rows.map(({ loanCode }: { loanCode: string }) => loanCode)).toEqual(['KV-AI', 'KV-BICH'])
		const { body: loan } = await admin('GET', `/loans/${story.loans.bich}?asOf=2023-05-20`)
		const { outstanding, inTerm, overdue, frozen, interestDue, interestCarried, interestAccrued, lateInterest } = loan.balances
		expect(body.rows[1]).toMatchObject({
			outstanding,
			inTerm,
			overdue,
			frozen,
			interestDue,
			interestCarried,
			interestAccrued,
			lateInterest,
			bankLoanCode: '66KV-BICH',
			memberCode: 'M-BICH',
			memberName: 'Hoàng Thị Bích',
			principal: '30000000',
			signedOn: '2022-11-01',
			disbursedOn: '2022-11-07',
			maturityOn: '2024-11-07',
			nextDueOn: loan.nextDue.on,
			nextDuePrincipal: loan.nextDue.principal,
			nextDueInterest: loan.nextDue.interest,
			lastOn: '2023-03-10',
			lastType: 'Thu nợ',
			lastAmount: '2000000',
		})
	})

	it('leaves out a loan that is paid back', async () => {
		const codes = async (query: string) =>
			(await admin('GET', path('QUY-HTPN', query))).body.rows.map(({ loanCode }: { loanCode: string }) => loanCode)
		expect(await codes('')).toEqual(['KV-DAO'])
		expect(await codes('?asOf=2022-11-19')).toEqual(['KV-DAO', 'KV-EM'])
	})

	it('names a commune on both maps', async () => {
		const [row] = (await admin('GET', path('AGRIBANK'))).body.rows
		expect(row).toMatchObject({ commune2022Code: '01267', commune2022Name: 'Phường Sông Hiến' })
		expect(row.commune2025Name).toMatch(/^Phường /)
		expect(row.commune2025Code).not.toBe('01267')
	})

	it('ends with totals that its rows add up to', async () => {
		const { body } = await admin('GET', path('NHCSXH'))
		const { loans, ...sums } = body.totals
		expect(loans).toBe(body.rows.length)
		for (const [key, sum] of Object.entries(sums)) {
			expect([key, String(body.rows.reduce((all: bigint, row: Record<string, string | null>) => all + BigInt(row[key] ?? 0), 0n))]).toEqual(
				[key, sum],
			)
		}
		const report = (await admin('GET', `/reports/outstanding?by=lender&lenderId=${story.lenders.NHCSXH}`)).body.totals
		expect(body.totals).toMatchObject({
			outstanding: report.outstanding,
			inTerm: report.inTerm,
			overdue: report.overdue,
			frozen: report.frozen,
		})
	})

	it('carries a digest that anybody can take again from the CSV, the same in all formats', async () => {
		const clocks = `?asOf=2023-05-31&knownAt=${story.beforeLateNews}`
		const csv = (await admin('GET', path('NHCSXH', `${clocks}&format=csv`))).body
		const lines = linesOf(csv)
		const digest = createHash('sha256')
			.update(`${lines.slice(0, -2).join('\n')}\n`)
			.digest('hex')
		expect(lines.at(-1)).toMatch(new RegExp(`^SHA-256,${digest},`))
		expect(lines.at(-2)).toMatch(/^Tổng cộng,2,/)
		expect((await admin('GET', path('NHCSXH', clocks))).body.sha256).toBe(digest)
		const workbook = await workbookOf(path('NHCSXH', `${clocks}&format=xlsx`))
		expect(workbook.getRow(workbook.rowCount).getCell(2).value).toBe(digest)
	})

	it('is the same, byte for byte, for the same day and moment, whatever was learnt since', async () => {
		const question = `?asOf=2023-05-31&knownAt=${await house.database.knowledgeNow()}`
		const before = await Promise.all(['csv', 'xlsx', 'json'].map((format) => raw(path('AGRIBANK', `${question}&format=${format}`))))
		await house.database.transaction((tx) => pay(tx, story.loans.cuc, '2023-04-20', 1_000_000n))
		const after = await Promise.all(['csv', 'xlsx', 'json'].map((format) => raw(path('AGRIBANK', `${question}&format=${format}`))))
		expect(after.map((file, index) => file.equals(before[index] ?? Buffer.of()))).toEqual([true, true, true])
		expect((await raw(path('AGRIBANK', '?asOf=2023-05-31&format=csv'))).equals(before[0] ?? Buffer.of())).toBe(false)
	})

	it('guards a name that is a formula', async () => {
		expect(linesOf((await admin('GET', path('NHCSXH', '?format=csv'))).body)[1]).toContain(`"'=cmd|""/c calc""!A1"`)
		const tab = await workbookOf(path('NHCSXH', '?format=xlsx'))
		expect(tab.getRow(2).getCell(columnOf('memberName')).value).toBe(hostile)
	})

	it('is a workbook of numbers and days', async () => {
		const tab = await workbookOf(path('NHCSXH', '?format=xlsx'))
		const row = tab.getRow(3)
		expect(row.getCell(columnOf('principal')).value).toBe(30_000_000)
		expect(row.getCell(columnOf('disbursedOn')).value).toEqual(new Date('2022-11-07T00:00:00Z'))
		expect(row.getCell(columnOf('rate')).value).toBe(0.066)
	})

	it('says in its head what it is and for when', async () => {
		const { headers } = await admin('GET', path('AGRIBANK', `?asOf=2023-05-31&knownAt=${story.beforeLateNews}&format=csv`))
		expect(headers).toMatchObject({
			'content-disposition': 'attachment; filename="doi-chieu-agribank-2023-05-31.csv"',
			'as-of': '2023-05-31',
			'known-at': story.beforeLateNews,
		})
	})

	it('is shown to its bank and to no other, and to an officer as far as her district reaches', async () => {
		const agribank = await house.asUser('agribank')
		expect((await agribank('GET', path('AGRIBANK'))).status).toBe(200)
		for (const call of [agribank, admin]) {
			const where = call === admin ? '/lenders/999/reconciliation-export' : path('NHCSXH')
			expect(await call('GET', where)).toMatchObject({ status: 404, body: { code: 'lender.not-found' } })
		}
		const officer = await house.asUser('officer')
		expect((await officer('GET', path('NHCSXH'))).body.totals.loans).toBe(2)
		expect((await officer('GET', path('AGRIBANK'))).body.totals.loans).toBe(0)
		expect((await (await house.asUser('leader'))('GET', path('NHCSXH'))).status).toBe(403)
	})
})

describe('the columns of a list', () => {
	it('are each bank’s own words for the same things', () => {
		expect(layoutFor('NHCSXH')).toBe(nhcsxhLayout)
		expect(layoutFor('AGRIBANK')).toBe(agribankLayout)
		expect(layoutFor('QUY-HTPN')).toBe(plainLayout)
		for (const { columns } of [nhcsxhLayout, agribankLayout, plainLayout]) {
			expect(columns.map(({ key }) => key).sort()).toEqual(Object.keys(listKinds).sort())
			expect(new Set(columns.map(({ header }) => header)).size).toBe(columns.length)
			// Below the rows these two say what the last lines are.
			expect(columns.slice(0, 2).map(({ kind }) => kind)).toEqual(['text', 'text'])
		}
		expect(layoutOf([['rate', 'Lãi']]).columns).toEqual([{ key: 'rate', header: 'Lãi', kind: 'rate' }])
	})
})

function columnOf(key: string): number {
	return nhcsxhLayout.columns.findIndex((column) => column.key === key) + 1
}

async function raw(where: string): Promise<Buffer> {
	const { cookie } = await signedIn()
	return (await house.app.inject({ method: 'GET', url: `/api/v1${where}`, headers: { cookie } })).rawPayload
}

async function workbookOf(where: string): Promise<ExcelJS.Worksheet> {
	const workbook = new ExcelJS.Workbook()
	await workbook.xlsx.load((await raw(where)) as never)
	const [tab] = workbook.worksheets
	if (tab === undefined) throw new Error('a tab')
	return tab
}

async function signedIn(): Promise<{ cookie: string }> {
	cookies ??= cookieOf(await house.call('POST', '/sessions', { username: 'admin', password: demonstrationPassword }))
	return { cookie: cookies }
}

let cookies: string | undefined
