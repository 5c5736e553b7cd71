import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrearsColumns, dueColumns } from '../../src/reports/loan-rows.js'
import { arrearsView, dueView } from '../../src/reports/schemas.js'
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

const total = (rows: Record<string, string>[], key: string): string => String(rows.reduce((all, row) => all + BigInt(row[key] ?? 0), 0n))

describe('loans in arrears', () => {
	it('are told with their days past due, and agree with each loan’s own page', async () => {
		const { body } = await admin('GET', '/reports/arrears')
		expect(arrearsView.safeParse(body).error).toBeUndefined()
		expect(body.rows.length).toBeGreaterThan(0)
		for (const row of body.rows) {
			const { body: loan } = await admin('GET', `/loans/${row.loanId}`)
			expect({ daysPastDue: row.daysPastDue, principal: row.principal, interest: row.interest }).toEqual(loan.arrears)
			expect(row.debtGroup).toBe(loan.debtGroup)
		}
		for (const key of ['principal', 'interest', 'outstanding']) expect(total(body.rows, key)).toBe(body.totals[key])
	})

	it('leave out those that are late by fewer days than asked for', async () => {
		const all = (await admin('GET', '/reports/arrears')).body.rows
		const most = Math.max(...all.map(({ daysPastDue }: { daysPastDue: number }) => daysPastDue))
		expect((await admin('GET', `/reports/arrears?minDays=${most}`)).body.totals.loans).toBeLessThan(all.length)
		expect((await admin('GET', `/reports/arrears?minDays=${most + 1}`)).body).toMatchObject({ rows: [], totals: { loans: 0 } })
	})

	it('come page by page, and every page tells the totals of all', async () => {
		const whole = (await admin('GET', '/reports/arrears')).body
		const seen: string[] = []
		for (let next: string | null = ''; next !== null; ) {
			const { body }: { body: typeof whole } = await admin('GET', `/reports/arrears?limit=1${next === '' ? '' : `&cursor=${next}`}`)
			expect(body.totals).toEqual(whole.totals)
			seen.push(...body.rows.map(({ loanId }: { loanId: string }) => loanId))
			next = body.next
		}
		expect(seen).toEqual(whole.rows.map(({ loanId }: { loanId: string }) => loanId))
	})

	it('are kept to a group, a unit, a lender, and to what the asker may see', async () => {
		const codes = async (query: string, call: Call = admin) =>
			(await call('GET', `/reports/arrears${query}`)).body.rows.map(({ loanCode }: { loanCode: string }) => loanCode)
		expect(await codes(`?groupId=${story.groups.agribank}`)).toEqual(['KV-CUC'])
		expect(await codes(`?lenderId=${story.lenders['QUY-HTPN']}`)).toEqual(['KV-DAO'])
		expect(await codes(`?unitId=${story.communes.song}`)).toEqual(['KV-CUC', 'KV-DAO'])
		expect(await codes('', await house.asUser('agribank'))).toEqual(['KV-CUC'])
		expect(await codes('', await house.asUser('leader'))).toEqual(['KV-AI', 'KV-BICH'])
	})

	it('go out whole as a table', async () => {
		const { body } = await admin('GET', '/reports/arrears?format=csv&limit=1')
		const lines = String(body).trimEnd().split('\r\n')
		const { totals } = (await admin('GET', '/reports/arrears')).body
		expect(lines[0]).toBe(`\ufeff${arrearsColumns.map(({ header }) => header).join(',')}`)
		expect(lines).toHaveLength(totals.loans + 2)
		expect(lines.at(-1)).toContain(`Tổng cộng,${totals.loans},`)
	})
})

describe('what falls due', () => {
	it('is the next due of each loan within the period', async () => {
		const { body } = await admin('GET', '/reports/due?from=2023-06-16&to=2023-07-15')
		expect(dueView.safeParse(body).error).toBeUndefined()
		expect(body.rows.map(({ loanCode }: { loanCode: string }) => loanCode)).toContain('KV-DAO')
		for (const row of body.rows) {
			const { body: loan } = await admin('GET', `/loans/${row.loanId}?asOf=2023-06-16`)
			expect({ on: row.dueOn, principal: row.principal, interest: row.interest }).toEqual(loan.nextDue)
		}
		for (const key of ['principal', 'interest', 'latePrincipal', 'lateInterest']) expect(total(body.rows, key)).toBe(body.totals[key])
	})

	it('is empty where nothing falls due, and refused where the period runs backwards', async () => {
		expect((await admin('GET', '/reports/due?from=2023-06-16&to=2023-06-16')).body).toMatchObject({ rows: [], next: null })
		expect(await admin('GET', '/reports/due?from=2023-06-16&to=2023-06-15')).toMatchObject({
			status: 422,
			body: { code: 'report.period-backwards' },
		})
	})

	it('goes out whole as a workbook', async () => {
		const { headers } = await admin('GET', '/reports/due?from=2023-06-16&to=2023-07-15&format=xlsx')
		expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
		expect(dueColumns.map(({ key }) => key)).toContain('dueOn')
	})
})
