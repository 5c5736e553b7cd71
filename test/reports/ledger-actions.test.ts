import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as schemas from '../../src/reports/ledger-schemas.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { type Story, tellStory } from './story.js'

let house: TestApp
let story: Story
let admin: Call
let bank: Call

beforeAll(async () => {
	house = await createTestApp()
	story = await tellStory(house.database)
	admin = await house.asUser('admin')
	bank = await house.asUser('agribank')
})
afterAll(() => house.close())

const codes = (body: { items: { code: string }[] }) => body.items.map(({ code }) => code)

describe('the books', () => {
	it('are the Union’s own and one for each bank that entrusts its money', async () => {
		const { body } = await admin('GET', '/ledger/books')
		expect(schemas.booksView.safeParse(body).error).toBeUndefined()
		expect(codes(body)).toEqual(expect.arrayContaining(['own', 'interest-free', 'memo-nhcsxh', 'memo-agribank']))
	})

	it('are shown to a bank only where they are its own', async () => {
		expect(codes((await bank('GET', '/ledger/books')).body)).toEqual(['memo-agribank'])
		for (const path of ['trial-balance?book=own', 'entries?book=memo-nhcsxh', 'journal?book=own', 'trial-balance?book=none'])
			expect(await bank('GET', `/ledger/${path}`)).toMatchObject({ status: 404, body: { code: 'ledger.book-not-found' } })
	})
})

describe('the trial balance', () => {
	it('has as much debit as credit, in all books and in each', async () => {
		const { body } = await admin('GET', '/ledger/trial-balance')
		expect(schemas.trialBalanceView.safeParse(body).error).toBeUndefined()
		expect(body.totals.debit).toBe(body.totals.credit)
		const own = (await admin('GET', '/ledger/trial-balance?book=own')).body
		expect(own.totals.debit).toBe(own.totals.credit)
		expect(own.rows.every(({ book }: { book: string }) => book === 'own')).toBe(true)
		const net = own.rows.reduce(
			(all: bigint, row: { side: string; balance: string }) => all + (row.side === 'debit' ? 1n : -1n) * BigInt(row.balance),
			0n,
		)
		expect(net).toBe(0n)
	})

	it('tells a past day as it was known at a moment', async () => {
		const balance = async (query: string) =>
			(await admin('GET', `/ledger/trial-balance?book=memo-nhcsxh&asOf=2023-03-31${query}`)).body.rows.find(
				({ account }: { account: string }) => account === '9821',
			).balance
		expect(BigInt(await balance(`&knownAt=${story.beforeLateNews}`)) - BigInt(await balance(''))).toBe(1_349_042n)
	})

	it('can go by the day on which entries were booked', async () => {
		const { body } = await admin('GET', '/ledger/trial-balance?dates=booked')
		expect(body.totals).toEqual((await admin('GET', '/ledger/trial-balance')).body.totals)
	})
})

describe('entries', () => {
	it('tell their lines, the event they came from and their three dates', async () => {
		const ofBich = `/ledger/entries?loanId=${story.loans.bich}`
		const counted = async (query: string) => (await admin('GET', `${ofBich}${query}`)).body.items.length
		expect(await counted(`&knownAt=${story.beforeLateNews}`)).toBe((await counted('')) - 1)
		const { body } = await admin('GET', `/ledger/entries?loanId=${story.loans.cuc}`)
		expect(schemas.entriesView.safeParse(body).error).toBeUndefined()
		expect(body.items[0]).toMatchObject({
			book: 'memo-agribank',
			loanCode: 'KV-CUC',
			event: { type: 'disbursed' },
			on: '2022-11-07',
			bookedOn: '2022-11-07',
			lines: [{ debit: '9821', credit: '9820', amount: '40000000' }],
		})
		const one = await admin('GET', `/ledger/entries/${body.items[0].id}`)
		expect(schemas.entryView.safeParse(one.body).error).toBeUndefined()
		expect(one.body).toEqual(body.items[0])
	})

	it('are found by account and by days, page by page', async () => {
		const frozen = (await admin('GET', '/ledger/entries?account=9823')).body.items
		expect(frozen.map(({ on }: { on: string }) => on)).toEqual(['2023-02-01'])
		const ofNovember = '/ledger/entries?from=2022-11-01&to=2022-11-30&limit=2'
		const first = (await admin('GET', ofNovember)).body
		expect(first.items).toHaveLength(2)
		const second = (await admin('GET', `${ofNovember}&cursor=${first.next}`)).body
		expect(second.items[0].id).not.toBe(first.items[1].id)
	})

	it('of another bank’s book are as unknown as those that are not there', async () => {
		const foreign = (await admin('GET', `/ledger/entries?loanId=${story.loans.ai}`)).body.items[0].id
		for (const id of [foreign, '999999'])
			expect(await bank('GET', `/ledger/entries/${id}`)).toMatchObject({ status: 404, body: { code: 'ledger.entry-not-found' } })
		expect((await bank('GET', `/ledger/entries?loanId=${story.loans.ai}`)).body.items).toEqual([])
	})
})
