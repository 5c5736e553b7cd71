import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { differencesView as loanDifferencesView } from '../../src/lending/difference-schemas.js'
import { differencesView } from '../../src/reports/difference-schemas.js'
import { differenceColumns, differs, linesOf, principalOf } from '../../src/reports/differences.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { happen, million, pay, type Story, tellStory } from './story.js'

let house: TestApp
let story: Story
let admin: Call
/** Before anything, before the late repayment of March, before what was learnt after it. */
let [beginning, reported]: string[] = []
const balances = ['outstanding', 'inTerm', 'overdue', 'frozen'] as const

beforeAll(async () => {
	house = await createTestApp()
	beginning = await house.database.knowledgeNow()
	story = await tellStory(house.database)
	admin = await house.asUser('admin')
	reported = await house.database.knowledgeNow()
	await house.database.transaction(async (tx) => {
		// Of own funds: what is late by itself changes with what was paid, and no entry says so.
		await pay(tx, story.loans.dao, '2023-01-10', 1_500_000n)
		await pay(tx, story.loans.dao, '2023-05-04', 700_000n)
		await happen(tx, story.loans.ai, 'thawed', '2023-05-02')
		await happen(tx, story.loans.bich, 'moved-to-overdue', '2023-04-20', 1n * million)
		await pay(tx, story.loans.cuc, '2023-02-15', 3n * million)
	})
	const made = await admin(
		'POST',
		`/loans/${story.loans.cuc}/events/3/reversal`,
		{ reason: 'ghi nhầm người' },
		{ 'idempotency-key': 'one' },
	)
	if (made.status !== 201) throw new Error(JSON.stringify(made.body))
})
afterAll(() => house.close())

const report = async (query: string, call: Call = admin) => (await call('GET', `/reports/differences?${query}`)).body
const outstanding = async (query: string, call: Call = admin) => (await call('GET', `/reports/outstanding?by=lender&${query}`)).body.totals
const less = (a: string | undefined, b: string | undefined) => String(BigInt(a ?? 0) - BigInt(b ?? 0))

describe('the report of differences', () => {
	it('names each loan that differs, with then, now and the events that made the difference', async () => {
		const body = await report(`asOf=2023-04-30&since=${reported}`)
		expect(differencesView.safeParse(body).error).toBeUndefined()
		expect(body.rows.map(({ loanCode }: any) => loanCode)).toEqual(['KV-BICH', 'KV-CUC', 'KV-DAO'])
		const [bich, cuc] = body.rows
		expect(bich.difference).toEqual({ outstanding: '0', inTerm: '-1000000', overdue: '1000000', frozen: '0' })
		expect(cuc.causes.map(({ type, effectiveOn, recordedByName }: any) => [type, effectiveOn, recordedByName])).toEqual([
			['repaid', '2023-02-15', 'Sổ Quỹ'],
			['reversed', '2023-01-20', expect.any(String)],
		])
		expect(BigInt(cuc.causes[0].effect.outstanding)).toBeLessThan(0n)
		expect(BigInt(cuc.causes[1].effect.outstanding)).toBeGreaterThan(0n)
	})

	it('sums to the difference of the two reports of outstanding balances, day by day, to the đồng', async () => {
		let differing = 0
		for (const asOf of ['2022-11-30', '2022-12-08', '2023-01-31', '2023-03-31', '2023-04-30', '2023-05-10', '2023-06-15']) {
			for (const [since, knownAt] of [
				[beginning, reported],
				[story.beforeLateNews, reported],
				[reported, ''],
				[beginning, ''],
			] as const) {
				const until = knownAt === '' ? '' : `&knownAt=${knownAt}`
				const body = await report(`asOf=${asOf}&since=${since}${until}`)
				const then = await outstanding(`asOf=${asOf}&knownAt=${since}`)
				const now = await outstanding(`asOf=${asOf}&knownAt=${body.knownAt}`)
				for (const balance of balances) {
					expect([asOf, since, knownAt, balance, body.totals[balance]]).toEqual([
						asOf,
						since,
						knownAt,
						balance,
						less(now[balance], then[balance]),
					])
					for (const row of body.rows) {
						const effects = row.causes.reduce((sum: bigint, { effect }: any) => sum + BigInt(effect[balance]), 0n)
						expect([row.loanCode, String(effects)]).toEqual([row.loanCode, row.difference[balance]])
						expect(row.difference[balance]).toBe(less(row.knownNow[balance], row.saidThen[balance]))
					}
				}
				differing += body.totals.loans
			}
		}
		expect(differing).toBeGreaterThan(20)
	})

	it('is empty between two moments in which nothing was learnt, and refused backwards', async () => {
		const now = await house.database.knowledgeNow()
		expect(await report(`asOf=2023-04-30&since=${now}`)).toMatchObject({ rows: [], totals: { loans: 0, outstanding: '0' }, next: null })
		expect(await admin('GET', `/reports/differences?since=${now}&knownAt=${reported}`)).toMatchObject({
			status: 422,
			body: { code: 'loan.knowledge-backwards', errors: [{ path: 'since' }] },
		})
	})

	it('keeps to a lender, to a place and to who asks', async () => {
		const loans = async (query: string, call: Call = admin) =>
			(await report(`asOf=2023-05-10&since=${reported}${query}`, call)).rows.map(({ loanCode }: any) => loanCode)
		expect(await loans('')).toEqual(['KV-AI', 'KV-BICH', 'KV-CUC', 'KV-DAO'])
		expect(await loans(`&lenderId=${story.lenders.NHCSXH}`)).toEqual(['KV-AI', 'KV-BICH'])
		expect(await loans(`&unitId=${story.communes.song}`)).toEqual(['KV-CUC', 'KV-DAO'])
		expect(await loans('', await house.asUser('agribank'))).toEqual(['KV-CUC'])
		expect(await loans('', await house.asUser('officer'))).toEqual(['KV-AI', 'KV-BICH'])
	})

	it('comes page by page, with the totals of all pages', async () => {
		const query = `asOf=2023-05-10&since=${reported}&limit=2`
		const first = await report(query)
		const second = await report(`${query}&cursor=${first.next}`)
		expect([first.rows.length, second.rows.length, second.next]).toEqual([2, 2, null])
		expect(second.totals).toEqual(first.totals)
	})

	it('is a file too: a line for each loan, one for each cause below it, and the totals', async () => {
		const query = `asOf=2023-04-30&since=${reported}`
		const { body, headers } = await admin('GET', `/reports/differences?${query}&format=csv`)
		expect(headers['content-disposition']).toContain('chenh-lech-2023-04-30.csv')
		const lines = String(body)
			.replace(/^\uFEFF/, '')
			.trim()
			.split(/\r?\n/)
		expect(lines[0]).toBe(differenceColumns.map(({ header }) => header).join(','))
		const { rows, totals } = await report(query)
		const causes = rows.reduce((count: number, row: any) => count + row.causes.length, 0)
		expect(lines).toHaveLength(1 + rows.length + causes + 1)
		expect(lines.at(-1)).toContain(`,${totals.outstanding},`)
		const sheet = await house.app.inject({
			url: `/api/v1/reports/differences?${query}&format=xlsx`,
			headers: { cookie: await cookie() },
		})
		const book = new ExcelJS.Workbook()
		await book.xlsx.load(sheet.rawPayload as unknown as ArrayBuffer)
		expect(book.worksheets[0]?.rowCount).toBe(lines.length)
	})

	it('leaves a line of a file without what belongs to the other kind of line', () => {
		const nothing = principalOf(null)
		expect(differs(nothing)).toBe(false)
		const loan = { loanCode: 'KV-1', bankLoanCode: null, saidThen: nothing, knownNow: nothing, difference: nothing }
		const cause = { id: '2', type: 'repaid', effectiveOn: '2023-01-01', amount: null, recordedAt: 'x', recordedBy: '7', reverses: null }
		const [first, second] = linesOf({ ...loan, causes: [{ ...cause, recordedByName: null, effect: nothing }] } as never)
		expect([first?.['outstanding'], first?.['event'], first?.['outstandingEffect']]).toEqual([0n, null, null])
		expect([second?.['outstanding'], second?.['event'], second?.['recordedBy'], second?.['outstandingEffect']]).toEqual([
			null,
			'repaid',
			'7',
			0n,
		])
	})
})

describe('one loan', () => {
	it('says what was said then, what is known now, and why', async () => {
		const { body } = await admin('GET', `/loans/${story.loans.bich}/differences?asOf=2023-03-31&since=${story.beforeLateNews}`)
		expect(loanDifferencesView.safeParse(body).error).toBeUndefined()
		expect(body.saidThen.balances.outstanding).toBe('30000000')
		expect(body.knownNow.balances.outstanding).toBe(String(30n * million - 1_349_042n))
		expect(body.differences).toMatchObject({ outstanding: '-1349042', overdue: '0' })
		expect(body.causes).toMatchObject([{ type: 'repaid', on: '2023-03-10', amount: '2000000', effect: { outstanding: '-1349042' } }])
		const now = await admin('GET', `/loans/${story.loans.bich}?asOf=2023-03-31&knownAt=${body.knownAt}`)
		expect(body.knownNow.balances).toEqual(now.body.balances)
	})

	it('of another bank is as unknown as one that is not there, and one that was not known then had nothing', async () => {
		const path = `/loans/${story.loans.bich}/differences?since=${beginning}`
		expect((await (await house.asUser('agribank'))('GET', path)).body.code).toBe('loan.not-found')
		const { body } = await admin('GET', path)
		expect([body.saidThen, body.causes[0].type, body.differences.outstanding]).toEqual([null, 'signed', body.knownNow.balances.outstanding])
		const backwards = await admin('GET', `${path}&knownAt=2000-01-01T00:00:00Z`)
		expect(backwards).toMatchObject({ status: 422, body: { code: 'loan.knowledge-backwards' } })
	})
})

async function cookie(): Promise<string> {
	const signedIn = await house.call('POST', '/sessions', { username: 'admin', password: 'soquy-demo' })
	return String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
}
