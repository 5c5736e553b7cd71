import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retellLoans } from '../../src/lending/question-actions.js'
import { made, newKey, type Office, openOffice } from '../collection/office.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'

/** Today is 15/06/2023 in all of these stories. */
let house: TestApp
let office: Office
let admin: Call

beforeAll(async () => {
	house = await createTestApp()
	office = await openOffice(house)
	admin = office.admin
})
afterAll(() => house.close())

const holiday = (on: string, kind = 'off') => admin('POST', '/days-off', { on, kind, basis: 'TB nghỉ bù' })
const fixedDay = (from: string, dayOfMonth: number, commune = office.communeId) =>
	admin('POST', `/units/${commune}/transaction-days`, { from, dayOfMonth })
const announced = (month: string, on: string, commune = office.communeId) =>
	admin('POST', `/units/${commune}/transaction-day-overrides`, { month, on })

/** A loan of three million to be paid back in three months, paid out on the day. */
async function lent(productCode: string, on: string, more: Record<string, unknown> = {}): Promise<string> {
	const groupId = await office.newGroup(productCode.startsWith('NHCSXH') ? 'NHCSXH' : 'QUY-HTPN', 'credit')
	const memberId = await office.newMember(groupId)
	const terms = { principal: '3000000', instalments: { count: 3 }, ...more }
	const { id } = made(
		await admin('POST', '/loans', { productId: office.productId(productCode), groupId, memberId, signedOn: on, terms }, newKey()),
	)
	made(await admin('POST', `/loans/${id}/disbursements`, { on, amount: '3000000' }, newKey()))
	return id
}
const repaid = (id: string, on: string, amount: string) => admin('POST', `/loans/${id}/repayments`, { on, amount }, newKey())
const rows = async (id: string, query = ''): Promise<[string, string][]> =>
	(await admin('GET', `/loans/${id}/schedule${query}`)).body.rows.map(({ dueOn, lastDayInTime }: Record<string, string>) => [
		dueOn,
		lastDayInTime,
	])
const arrears = async (id: string, asOf: string, knownAt = '') =>
	(await admin('GET', `/loans/${id}?asOf=${asOf}${knownAt === '' ? '' : `&knownAt=${knownAt}`}`)).body.arrears
const ownByTransactionDay = { dueDays: 'transaction-day', transactionDay: 20, overdue: { transfer: 'automatic', factor: '1.5' } }

describe('a day off', () => {
	it('that is entered ahead counts at once: what is due on it is in time until the next working day, and stays due on its own', async () => {
		const id = await lent('QUY-GIAMDAN', '2023-05-10')
		expect(await rows(id)).toEqual([
			['2023-06-10', '2023-06-12'],
			['2023-07-10', '2023-07-10'],
			['2023-08-10', '2023-08-10'],
		])
		expect((await holiday('2023-07-10')).status).toBe(201)
		expect((await rows(id))[1]).toEqual(['2023-07-10', '2023-07-11'])
		expect((await holiday('2023-07-10', 'ordinary')).status).toBe(201)
		expect((await rows(id))[1]).toEqual(['2023-07-10', '2023-07-10'])
	})

	it('of a year without a notice is warned of: in a schedule, in one of nobody’s, and at the signing', async () => {
		const groupId = await office.newGroup('QUY-HTPN', 'credit')
		const memberId = await office.newMember(groupId)
		const terms = { principal: '3000000', instalments: { count: 48 } }
		const command = { productId: office.productId('QUY-GIAMDAN'), groupId, memberId, signedOn: '2023-05-10', terms }
		const signed = made(await admin('POST', '/loans', command, newKey()))
		const unknown = expect.objectContaining({
			code: 'days-off-unknown',
			years: [2027],
			message: expect.stringContaining('Chưa nhập lịch nghỉ'),
		})
		expect(signed.warnings).toContainEqual(unknown)
		expect((await admin('GET', `/loans/${signed.id}/schedule`)).body.warnings).toEqual([unknown])
		const computed = {
			terms: {
				...terms,
				instalments: { count: 48, every: 1, period: 'month' },
				disbursedOn: '2023-05-10',
				rates: [{ from: '2023-05-10', yearly: '0.08' }],
				dueDays: 'next-working-day',
			},
		}
		// Nobody has signed in, and yet she is answered in her language.
		const inEnglish = await house.call('POST', '/loan-schedules', computed, { 'accept-language': 'en' })
		expect(inEnglish.body.warnings).toEqual([
			expect.objectContaining({ years: [2027], message: expect.stringContaining('No days off are entered for 2027') }),
		])
		const bank = await lent('NHCSXH-HONGHEO', '2023-05-10', { instalments: { count: 60 } })
		expect((await admin('GET', `/loans/${bank}/schedule`)).body.warnings).toEqual([])
	})

	it('that is past may be entered late, but not where interest was told otherwise by it', async () => {
		const id = await lent('QUY-GIAMDAN', '2023-03-02')
		const code = (await admin('GET', `/loans/${id}`)).body.code
		// Nothing of this loan is late yet when the money comes on the 3rd of April; on the 25th of May something is.
		made(await repaid(id, '2023-04-03', '1020000'))
		expect((await holiday('2023-04-03')).status).toBe(201)
		expect((await rows(id))[0]).toEqual(['2023-04-02', '2023-04-04'])
		made(await repaid(id, '2023-05-25', '100000'))
		// Nothing waits for the 11th of May; the 4th is the first working day after the holidays that the 2nd of May lies in.
		expect((await holiday('2023-05-11')).status).toBe(201)
		const late = await holiday('2023-05-04')
		expect(late).toMatchObject({ status: 422, body: { code: 'loan.calendar-told', errors: [{ path: 'on' }] } })
		expect(late.body.detail).toContain(code)
		expect((await rows(id))[1]).toEqual(['2023-05-02', '2023-05-04'])
	})
})

describe('the day on which the bank comes', () => {
	it('is put off for Tết also when that is learnt late; what was known before is answered as before', async () => {
		const id = await lent('NHCSXH-HONGHEO', '2022-12-07', { instalments: { count: 36 } })
		expect((await fixedDay('2019-01-01', 20)).status).toBe(201)
		expect(await arrears(id, '2023-01-20')).toMatchObject({ daysPastDue: 0, interest: '0' })
		const before = await arrears(id, '2023-01-21')
		expect(before).toMatchObject({ daysPastDue: 1, interest: '16816' })
		const knownAt = await house.database.knowledgeNow()
		expect((await announced('2023-01', '2023-01-27')).status).toBe(201)
		expect(await arrears(id, '2023-01-21')).toMatchObject({ daysPastDue: 0, interest: '0' })
		expect(await arrears(id, '2023-01-28')).toMatchObject({ daysPastDue: 1, interest: '16816' })
		expect(await arrears(id, '2023-01-21', knownAt)).toEqual(before)
		expect((await rows(id))[0]).toEqual(['2023-01-07', '2023-01-27'])
		expect((await rows(id, `?knownAt=${knownAt}`))[0]).toEqual(['2023-01-07', '2023-01-20'])
	})

	it('is changed from a day on for every loan of the commune, whatever was frozen at its signing', async () => {
		const id = await lent('QUY-GIAMDAN', '2023-05-10', ownByTransactionDay)
		const elsewhere = office.elsewhereId
		expect((await fixedDay('2023-07-01', 14)).status).toBe(201)
		expect(await rows(id)).toEqual([
			['2023-06-10', '2023-06-20'],
			['2023-07-10', '2023-07-14'],
			['2023-08-10', '2023-08-14'],
		])
		expect((await fixedDay('2023-07-01', 25, elsewhere)).status).toBe(201)
		expect((await rows(id))[1]).toEqual(['2023-07-10', '2023-07-14'])
	})

	it('stays as it was where interest was told by it, and may be changed ahead of that', async () => {
		const id = await lent('QUY-GIAMDAN', '2023-03-10', ownByTransactionDay)
		made(await repaid(id, '2023-05-26', '100000'))
		const refused = { status: 422, body: { code: 'loan.calendar-told' } }
		expect(await fixedDay('2023-05-01', 25)).toMatchObject(refused)
		expect(await announced('2023-05', '2023-05-30')).toMatchObject(refused)
		expect(await announced('2023-05', '2023-05-15')).toMatchObject(refused)
		// Nothing was due before the 10th of April: the day of March may still be entered.
		expect((await announced('2023-03', '2023-03-23')).status).toBe(201)
		expect((await announced('2023-06', '2023-06-27')).status).toBe(201)
		expect((await rows(id))[2]).toEqual(['2023-06-10', '2023-06-27'])
		// Another commune’s loans were not told by the days of this one.
		expect((await fixedDay('2023-05-01', 25, office.elsewhereId)).status).toBe(201)
	})
})

it('the books are still what the events say, after all that was entered late', async () => {
	await house.database.reading(async (tx) => {
		for await (const finding of retellLoans(tx, () => undefined)) expect(finding).toBeNull()
	})
})
