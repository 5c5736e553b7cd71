import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programAsker } from '../../src/access/asker.js'
import { addDays, type CalendarDate, calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { standings } from '../../src/lending/question-actions.js'
import { differencesView } from '../../src/reports/difference-schemas.js'
import { made, newKey, type Office, openOffice } from '../collection/office.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'

/** Today is 15/06/2023 in all of these stories. */
let house: TestApp
let office: Office
let admin: Call
let [here, there, member] = ['', '', '']

beforeAll(async () => {
	house = await createTestApp()
	office = await openOffice(house)
	admin = office.admin
	here = await office.newGroup('QUY-HTPN', 'credit')
	there = await office.newGroup('QUY-HTPN', 'credit', office.elsewhereId)
	member = await office.newMember(here)
	made(await admin('POST', `/groups/${there}/memberships`, { memberId: member, role: 'member', from: '2020-01-01' }))
})
afterAll(() => house.close())

const transfer = async (id: string, on: string, place: Record<string, string>) =>
	made(await admin('POST', `/loans/${id}/transfers`, { on, reason: 'Chuyển chỗ ở', ...place }, newKey()))
const report = async (query: string) => (await admin('GET', `/reports/outstanding?${query}`)).body
const rowOf = (body: { rows: { id: string }[] }, id: string) =>
	body.rows.find((row) => row.id === id) as Record<string, unknown> | undefined

type Sums = { outstanding: bigint; overdue: bigint; loans: number }

/** What the loans themselves say, added up by place. */
async function standingsBy(key: 'communeId' | 'groupId', asOf: CalendarDate, knownAt: Instant): Promise<Map<string | null, Sums>> {
	const sums = new Map<string | null, Sums>()
	await house.database.reading(async (tx) => {
		for await (const { row, standing } of standings(tx, {}, programAsker.scope, { asOf, knownAt })) {
			const { outstanding, overdue } = standing.balances
			if (outstanding === 0n) continue
			const seen = sums.get(row[key]) ?? { outstanding: 0n, overdue: 0n, loans: 0 }
			sums.set(row[key], { outstanding: seen.outstanding + outstanding, overdue: seen.overdue + overdue, loans: seen.loans + 1 })
		}
	})
	return sums
}

/** Holds the report against the loans, by commune and by group. */
async function agrees(asOf: CalendarDate, knownAt: Instant): Promise<bigint> {
	let overdue = 0n
	for (const [by, key] of [
		['commune', 'communeId'],
		['group', 'groupId'],
	] as const) {
		const body = await report(`by=${by}&asOf=${asOf}&knownAt=${knownAt}`)
		const said = new Map(
			body.rows.map((row: any) => [row.id, { outstanding: BigInt(row.outstanding), overdue: BigInt(row.overdue), loans: row.loans }]),
		)
		expect([asOf, by, said]).toEqual([asOf, by, await standingsBy(key, asOf, knownAt)])
		overdue = BigInt(body.totals.overdue)
	}
	return overdue
}

describe('own money that is late by when the bank comes', () => {
	it('is in the report what the loans say of themselves, day after day, with days that were changed, announced and moved to', async () => {
		const lent = async (groupId: string, transactionDay: number | null): Promise<string> => {
			const terms = {
				principal: '3000000',
				instalments: { count: 3 },
				dueDays: 'transaction-day',
				...(transactionDay === null ? {} : { transactionDay }),
				overdue: { missedInstalment: 'overdue', transfer: 'automatic', factor: '1.5' },
			}
			const command = { productId: office.productId('QUY-GIAMDAN'), groupId, memberId: member, signedOn: '2022-11-10', terms }
			const { id } = made(await admin('POST', '/loans', command, newKey()))
			made(await admin('POST', `/loans/${id}/disbursements`, { on: '2022-11-10', amount: '3000000' }, newKey()))
			return id
		}
		// One agreed on the 5th, one on the 25th, one on no day; one that moves away and one that comes.
		for (const agreed of [5, 25, null]) await lent(here, agreed)
		await lent(there, 5)
		const leaving = await lent(here, 25)
		const coming = await lent(there, null)
		await transfer(leaving, '2023-01-02', { groupId: there })
		await transfer(coming, '2022-12-30', { groupId: here })
		const before = await house.database.knowledgeNow()
		made(await admin('POST', `/units/${office.communeId}/transaction-days`, { from: '2023-01-03', dayOfMonth: 12 }))
		made(await admin('POST', `/units/${office.communeId}/transaction-day-overrides`, { month: '2023-01', on: '2023-01-18' }))
		made(await admin('POST', `/units/${office.elsewhereId}/transaction-day-overrides`, { month: '2023-02', on: '2023-02-20' }))
		const now = await house.database.knowledgeNow()
		const seen = new Set<string>()
		for (let on = calendarDate('2022-12-08'); on < calendarDate('2023-03-28'); on = addDays(on, 1)) seen.add(String(await agrees(on, now)))
		expect(seen.size).toBeGreaterThan(6)
		// As it was known before anything was entered for either commune.
		for (const on of ['2022-12-26', '2023-01-06', '2023-01-15', '2023-01-19', '2023-02-06', '2023-02-21'])
			await agrees(calendarDate(on), before)
		expect(await agrees(calendarDate('2023-01-15'), before)).not.toBe(await agrees(calendarDate('2023-01-15'), now))
	})

	it('differs between two moments by what the calendar was known to be, and the two reports differ by as much', async () => {
		const asOf = '2023-05-20'
		const terms = {
			principal: '6000000',
			instalments: { count: 2 },
			dueDays: 'transaction-day',
			transactionDay: 11,
			overdue: { missedInstalment: 'overdue', transfer: 'automatic', factor: '1.5' },
		}
		const groupId = await office.newGroup('QUY-HTPN', 'credit', office.elsewhereId)
		const memberId = await office.newMember(groupId, office.elsewhereId)
		const command = { productId: office.productId('QUY-GIAMDAN'), groupId, memberId, signedOn: '2023-04-10', terms }
		const { id } = made(await admin('POST', '/loans', command, newKey()))
		made(await admin('POST', `/loans/${id}/disbursements`, { on: '2023-04-10', amount: '6000000' }, newKey()))
		const sent = await report(`by=lender&asOf=${asOf}`)
		made(await admin('POST', `/units/${office.elsewhereId}/transaction-day-overrides`, { month: '2023-05', on: '2023-05-25' }))
		const now = await report(`by=lender&asOf=${asOf}`)
		const overdue = BigInt(now.totals.overdue) - BigInt(sent.totals.overdue)
		expect(overdue).toBeLessThanOrEqual(-3_000_000n)
		const between = `asOf=${asOf}&since=${sent.knownAt}&knownAt=${now.knownAt}`
		const { body } = await admin('GET', `/reports/differences?${between}&limit=500`)
		expect(body.totals).toMatchObject({ outstanding: '0', overdue: String(overdue) })
		const row = body.rows.find((one: any) => one.loanId === id)
		expect(row).toMatchObject({ saidThen: { overdue: '3000000' }, knownNow: { overdue: '0' }, communeId: office.elsewhereId })
		expect(row.causes).toMatchObject([{ id: null, type: 'calendar', effect: { overdue: '-3000000' } }])
		expect(differencesView.safeParse(body).error).toBeUndefined()
		expect((await admin('GET', `/loans/${id}/differences?${between}`)).body.causes).toMatchObject([{ id: null, type: 'calendar' }])
	})
})

describe('a loan that was transferred between two reports', () => {
	it('stays where it was in the report that was sent, and is where it was in the one that is asked for now', async () => {
		const id = await office.lent({ productCode: 'QUY-GIAMDAN', groupId: here, memberId: member, principal: '7000000', on: '2023-02-10' })
		const query = 'by=group&asOf=2023-05-31'
		const sent = await report(query)
		made(await admin('POST', `/loans/${id}/transfers`, { on: '2023-05-15', groupId: there, reason: 'Chuyển chỗ ở' }, newKey()))
		const [again, now] = [await report(`${query}&knownAt=${sent.knownAt}`), await report(query)]
		expect(again).toEqual(sent)
		const moved = (body: any, group: string) => [BigInt(rowOf(body, group)?.['outstanding'] as string), rowOf(body, group)?.['loans']]
		const [[was, loans], [wasThere, loansThere]] = [moved(sent, here), moved(sent, there)] as [[bigint, number], [bigint, number]]
		expect([moved(now, here), moved(now, there)]).toEqual([
			[was - 7_000_000n, loans - 1],
			[wasThere + 7_000_000n, loansThere + 1],
		])
		expect(now.totals).toEqual(sent.totals)
		expect(await report('by=group&asOf=2023-05-14')).toMatchObject({
			rows: (await report(`by=group&asOf=2023-05-14&knownAt=${sent.knownAt}`)).rows,
		})
		const place = async (unitId: string, more = '') => (await report(`by=lender&unitId=${unitId}&asOf=2023-05-31${more}`)).totals.loans
		expect([await place(office.communeId), await place(office.elsewhereId)]).toEqual([
			(await place(office.communeId, `&knownAt=${sent.knownAt}`)) - 1,
			(await place(office.elsewhereId, `&knownAt=${sent.knownAt}`)) + 1,
		])
	})

	it('is told in the history of a place for the months in which it was there', async () => {
		const id = await office.lent({ productCode: 'QUY-GIAMDAN', groupId: here, memberId: member, principal: '9000000', on: '2022-12-10' })
		const history = async (groupId: string) =>
			(await admin('GET', `/reports/portfolio-quality/history?from=2023-01&to=2023-04&groupId=${groupId}`)).body.points.map(
				({ outstanding }: any) => BigInt(outstanding),
			)
		const [before, beforeThere] = [await history(here), await history(there)]
		await transfer(id, '2023-03-05', { groupId: there })
		expect([await history(here), await history(there)]).toEqual([
			before.map((sum: bigint, month: number) => (month < 2 ? sum : sum - 9_000_000n)),
			beforeThere.map((sum: bigint, month: number) => (month < 2 ? sum : sum + 9_000_000n)),
		])
	})

	it('is in every list where it was: what is late, what falls due, and the lender’s own list', async () => {
		const id = await office.lent({ productCode: 'QUY-GIAMDAN', groupId: here, memberId: member, principal: '8000000', on: '2023-01-10' })
		await transfer(id, '2023-04-01', { groupId: there })
		const lists = async (asOf: string, groupId: string) => {
			const late = (await admin('GET', `/reports/arrears?asOf=${asOf}&groupId=${groupId}&limit=500`)).body.rows
			const due = (await admin('GET', `/reports/due?from=${asOf}&to=2023-12-31&groupId=${groupId}&limit=500`)).body.rows
			return [late, due].map((rows: any[]) => rows.find(({ loanId }) => loanId === id)?.communeId ?? null)
		}
		expect([await lists('2023-03-31', here), await lists('2023-03-31', there)]).toEqual([
			[office.communeId, office.communeId],
			[null, null],
		])
		expect([await lists('2023-04-01', here), await lists('2023-04-01', there)]).toEqual([
			[null, null],
			[office.elsewhereId, office.elsewhereId],
		])
		const listed = async (asOf: string) => {
			const { body } = await admin('GET', `/lenders/${office.lenderId('QUY-HTPN')}/reconciliation-export?asOf=${asOf}&format=json`)
			const row = body.rows.find(({ principal, outstanding }: any) => principal === '8000000' && outstanding === '8000000')
			return [row.groupCode, row.commune2022Name]
		}
		const nameOf = async (group: string, commune: string) => [
			(await admin('GET', `/groups/${group}`)).body.code,
			(await admin('GET', `/units/${commune}`)).body.name,
		]
		expect([await listed('2023-03-31'), await listed('2023-04-01')]).toEqual([
			await nameOf(here, office.communeId),
			await nameOf(there, office.elsewhereId),
		])
	})
})
