import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programAsker } from '../../src/access/asker.js'
import { addDays, calendarDate } from '../../src/kernel/calendar-date.js'
import { nextWorkingDay, transactionDayOnOrAfter } from '../../src/kernel/working-days.js'
import { findLoan } from '../../src/lending/question-actions.js'
import { cutsBefore, outstandingColumns, transactionCut } from '../../src/reports/outstanding.js'
import { outstandingView } from '../../src/reports/schemas.js'
import { calendarOf } from '../lending/loans.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { day, million, type Story, tellStory } from './story.js'

let house: TestApp
let story: Story
let admin: Call

beforeAll(async () => {
	house = await createTestApp()
	story = await tellStory(house.database)
	admin = await house.asUser('admin')
})
afterAll(() => house.close())

const report = async (query: string, call: Call = admin) => (await call('GET', `/reports/outstanding?${query}`)).body
const rowOf = (body: { rows: { key: string }[] }, key: string) => body.rows.find((row) => row.key === key)
const text = (amount: bigint): string => String(amount)

describe('outstanding principal', () => {
	it('answers in its documented shape, by every key', async () => {
		for (const by of ['lender', 'product', 'district', 'commune', 'group'])
			expect(outstandingView.safeParse(await report(`by=${by}`)).error).toBeUndefined()
	})

	it('is told by lender, with its loans, borrowers and groups each counted once', async () => {
		const body = await report('by=lender')
		expect(rowOf(body, 'NHCSXH')).toMatchObject({
			id: story.lenders.NHCSXH,
			outstanding: text(50n * million - 1_349_042n),
			frozen: text(5n * million),
			loans: 2,
			borrowers: 2,
			groups: 1,
		})
		expect(rowOf(body, 'AGRIBANK')).toMatchObject({ loans: 1, borrowers: 1, groups: 1 })
		expect(rowOf(body, 'QUY-HTPN')).toMatchObject({ loans: 1, borrowers: 1, groups: 0 })
		expect(body.totals).toMatchObject({ loans: 4, borrowers: 4, groups: 2 })
	})

	it('counts a woman with two loans as one borrower', async () => {
		expect(rowOf(await report('by=lender&asOf=2022-11-10'), 'QUY-HTPN')).toMatchObject({
			outstanding: text(22n * million),
			loans: 2,
			borrowers: 1,
		})
	})

	it('is nothing before the first disbursement', async () => {
		const body = await report('by=lender&asOf=2022-11-06')
		expect(body.rows).toEqual([])
		expect(body.totals).toEqual({ outstanding: '0', inTerm: '0', overdue: '0', frozen: '0', groups: 0, borrowers: 0, loans: 0 })
	})

	it('is on a past day what it was on that day', async () => {
		expect(rowOf(await report('by=lender&asOf=2023-01-19'), 'AGRIBANK')).toMatchObject({ outstanding: text(40n * million) })
		expect(rowOf(await report('by=lender&asOf=2023-01-31'), 'NHCSXH')).toMatchObject({ frozen: '0' })
	})

	it('answers as before about what was known before late news came', async () => {
		const before = await report(`by=lender&asOf=2023-03-31&knownAt=${story.beforeLateNews}`)
		expect(rowOf(before, 'NHCSXH')).toMatchObject({ outstanding: text(50n * million) })
		expect(before.knownAt).toBe(story.beforeLateNews)
		expect(rowOf(await report('by=lender&asOf=2023-03-31'), 'NHCSXH')).toMatchObject({ outstanding: text(50n * million - 1_349_042n) })
	})

	it('sums to the totals by every key, on both maps', async () => {
		const { totals } = await report('by=lender')
		for (const query of ['by=product', 'by=district', 'by=commune', 'by=group', 'by=commune&map=2025']) {
			const body = await report(query)
			expect(body.totals).toEqual(totals)
			const sum = (key: string) => text(body.rows.reduce((all: bigint, row: Record<string, string>) => all + BigInt(row[key] ?? 0), 0n))
			for (const key of ['outstanding', 'inTerm', 'overdue', 'frozen']) expect(sum(key)).toBe(totals[key])
		}
	})

	it('draws a commune of 2022 on the map of 2025 as what it went into', async () => {
		const old = await report('by=commune')
		expect(rowOf(old, '01267')).toMatchObject({ name: 'Phường Sông Hiến' })
		const body = await report('by=commune&map=2025')
		const [row] = body.rows.filter(({ loans }: { loans: number }) => loans === rowOf(old, '01267')?.['loans' as never])
		expect(row.id).not.toBe(story.communes.song)
		expect(body.rows.length).toBe(old.rows.length)
	})

	it('has no districts on the map of 2025', async () => {
		expect(await admin('GET', '/reports/outstanding?by=district&map=2025')).toMatchObject({
			status: 422,
			body: { code: 'report.no-districts' },
		})
		expect((await report('by=district')).rows.map(({ key }: { key: string }) => key)).toEqual(['040', '047'])
	})

	it('keeps to a unit and to a lender', async () => {
		expect((await report(`by=lender&unitId=${story.communes.song}`)).rows.map(({ key }: { key: string }) => key)).toEqual([
			'AGRIBANK',
			'QUY-HTPN',
		])
		expect((await report(`by=commune&lenderId=${story.lenders.NHCSXH}`)).totals).toMatchObject({ loans: 2 })
		expect(await admin('GET', '/reports/outstanding?lenderId=999')).toMatchObject({ status: 404, body: { code: 'lender.not-found' } })
		expect(await admin('GET', '/reports/outstanding?unitId=999999')).toMatchObject({ status: 404, body: { code: 'unit.not-found' } })
	})

	it('shows an officer her district and a bank its own loans', async () => {
		expect((await report('by=lender', await house.asUser('officer'))).rows.map(({ key }: { key: string }) => key)).toEqual(['NHCSXH'])
		const bank = await house.asUser('agribank')
		expect((await report('by=lender', bank)).rows.map(({ key }: { key: string }) => key)).toEqual(['AGRIBANK'])
		expect((await bank('GET', `/reports/outstanding?lenderId=${story.lenders.NHCSXH}`)).status).toBe(404)
	})

	it('equals what the accounts of principal hold', async () => {
		const { totals } = await report('by=lender&asOf=2023-03-31')
		const { body } = await admin('GET', '/ledger/trial-balance?asOf=2023-03-31')
		const held = (accounts: readonly string[]) =>
			body.rows
				.filter(({ account }: { account: string }) => accounts.includes(account))
				.reduce((all: bigint, row: { balance: string }) => all + BigInt(row.balance), 0n)
		expect(text(held(['12881', '12882', '12883', '9821', '9822', '9823']))).toBe(totals.outstanding)
		expect(text(held(['12883', '9823']))).toBe(totals.frozen)
	})

	it('goes out as a table with the sum in its last line', async () => {
		const { body, headers } = await admin('GET', '/reports/outstanding?by=lender&format=csv')
		const lines = String(body).replace('\ufeff', '').trimEnd().split('\r\n')
		expect(headers['content-disposition']).toBe('attachment; filename="du-no-lender-2023-06-15.csv"')
		expect(lines[0]).toBe(
			outstandingColumns('lender')
				.map(({ header }) => header)
				.join(','),
		)
		expect(lines.at(-1)).toMatch(/^Tổng cộng,,/)
		expect(lines).toHaveLength(5)
	})
})

describe('principal of own funds that is late by the contract itself', () => {
	it('is what the loan says of itself, day after day', async () => {
		for (let on = day('2022-11-07'); on < day('2023-06-15'); on = addDays(on, 1)) {
			const { body } = await admin(
				'GET',
				`/reports/outstanding?by=lender&lenderId=${story.lenders['QUY-HTPN']}&asOf=${on}&knownAt=2100-01-01T00:00:00Z`,
			)
			const view = await house.database.reading((tx) =>
				findLoan(tx, story.loans.dao, programAsker.scope, { asOf: on, knownAt: body.knownAt }),
			)
			expect([on, body.totals.overdue]).toEqual([on, text(view.balances.overdue)])
			if (on > day('2022-11-20')) expect([on, body.totals.inTerm]).toEqual([on, text(view.balances.inTerm)])
		}
	})

	it('is cut where the last day in time lies before the day, by each rule', () => {
		const daysOff = {
			off: new Set([calendarDate('2023-01-20'), calendarDate('2023-01-23')]),
			worked: new Set([calendarDate('2023-02-04')]),
			yearsKnown: new Set([2023]),
		}
		for (let asOf = calendarDate('2022-12-25'); asOf < calendarDate('2024-03-05'); asOf = addDays(asOf, 1)) {
			const cuts = cutsBefore(asOf, daysOff)
			for (let due = addDays(asOf, -40); due <= asOf; due = addDays(due, 1)) {
				expect(due <= cuts.dueDay).toBe(due < asOf)
				expect(due <= cuts.workingDay).toBe(nextWorkingDay(due, daysOff) < asOf)
			}
			for (const dayOfMonth of [1, 5, 15, 28, 29, 30, 31]) {
				const cut = transactionCut(asOf, calendarOf(daysOff), { loanId: null, communeId: '1', transactionDay: dayOfMonth, moves: [] })
				for (let due = addDays(asOf, -40); due <= asOf; due = addDays(due, 1))
					expect(due <= cut).toBe(transactionDayOnOrAfter(due, dayOfMonth) < asOf)
			}
		}
	})
})
