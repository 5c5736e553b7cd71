import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retellLoans } from '../../src/lending/question-actions.js'
import { factsIn, made, newKey, type Office, openOffice } from '../collection/office.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'

/** Today is 15/06/2023 in all of these stories. */
let house: TestApp
let office: Office
let admin: Call
/** A woman who belongs to both groups, of one lender, in two districts. */
let [here, there, member] = ['', '', '']

beforeAll(async () => {
	house = await createTestApp()
	office = await openOffice(house)
	admin = office.admin
	here = office.leadersGroupId
	there = await office.newGroup('NHCSXH', 'savings-and-loan', office.elsewhereId)
	for (const group of [here, there]) await office.newLeader(group)
	member = await office.newMember(here)
	made(await admin('POST', `/groups/${there}/memberships`, { memberId: member, role: 'member', from: '2022-12-01' }))
})
afterAll(() => house.close())

const lent = (wish = {}) => office.lent({ productCode: 'NHCSXH-HONGHEO', groupId: here, memberId: member, ...wish })
const transfer = (id: string, body: Record<string, unknown>, call: Call = admin, query = '') =>
	call('POST', `/loans/${id}/transfers${query}`, { reason: 'Chuyển chỗ ở', ...body }, newKey())
const placeOf = async (id: string, query = '', call: Call = admin) => {
	const { status, body } = await call('GET', `/loans/${id}${query}`)
	return status === 200 ? [body.groupId, body.communeId] : status
}
const refused = (code: string, status = 422) => ({ status, body: { code } })

describe('a loan that is transferred', () => {
	it('is in the new group from that day on, and in its old one before; its money stays as it is', async () => {
		const id = await lent()
		const before = (await admin('GET', `/loans/${id}?asOf=2023-06-15`)).body
		const { body } = await transfer(id, { on: '2023-03-01', groupId: there, decisionNo: '12/QĐ' })
		const { balances } = (await admin('GET', `/loans/${id}?asOf=2023-03-01`)).body
		expect(body).toMatchObject({ entryId: null, entryIds: [], status: 'active', balances })
		expect(await placeOf(id)).toEqual([there, office.elsewhereId])
		expect(await placeOf(id, '?asOf=2023-03-01')).toEqual([there, office.elsewhereId])
		expect(await placeOf(id, '?asOf=2023-02-28')).toEqual([here, office.communeId])
		const after = (await admin('GET', `/loans/${id}?asOf=2023-06-15`)).body
		expect({ ...after, groupId: here, communeId: office.communeId, knownAt: before.knownAt }).toEqual(before)
		const events = (await admin('GET', `/loans/${id}/events`)).body.items
		expect(events.at(-1)).toMatchObject({
			type: 'transferred',
			on: '2023-03-01',
			amount: null,
			groupId: there,
			communeId: office.elsewhereId,
			reason: 'Chuyển chỗ ở',
			decisionNo: '12/QĐ',
		})
	})

	it('was, as far as was known then, where it had been', async () => {
		const id = await lent()
		const knownAt = await house.database.knowledgeNow()
		made(await transfer(id, { on: '2023-01-15', groupId: there }))
		expect(await placeOf(id, `?asOf=2023-06-15&knownAt=${knownAt}`)).toEqual([here, office.communeId])
		expect(await placeOf(id, '?asOf=2023-06-15')).toEqual([there, office.elsewhereId])
	})

	it('goes by the day, in whatever order transfers are learnt of, and back again when one is reversed', async () => {
		const id = await lent()
		const { eventId } = made(await transfer(id, { on: '2023-05-01', groupId: there }))
		made(await transfer(id, { on: '2023-02-01', communeId: office.communeId }))
		expect(await placeOf(id, '?asOf=2023-04-30')).toEqual([null, office.communeId])
		expect(await placeOf(id)).toEqual([there, office.elsewhereId])
		const knownAt = await house.database.knowledgeNow()
		made(await admin('POST', `/loans/${id}/events/${eventId}/reversal`, { reason: 'Ghi nhầm' }, newKey()))
		expect(await placeOf(id)).toEqual([null, office.communeId])
		expect(await placeOf(id, `?knownAt=${knownAt}`)).toEqual([there, office.elsewhereId])
		expect(await placeOf(id, '?asOf=2023-01-31')).toEqual([here, office.communeId])
		// It may go again where the reversed transfer had taken it.
		made(await transfer(id, { on: '2023-05-01', groupId: there }))
		expect(await placeOf(id)).toEqual([there, office.elsewhereId])
	})

	it('is seen by whoever keeps the place where it now is, and by nobody else of the old one', async () => {
		const id = await lent()
		const [officer, leader] = [await house.asUser('officer'), await house.asUser('leader')]
		expect([await placeOf(id, '', officer), await placeOf(id, '', leader)]).toEqual([
			[here, office.communeId],
			[here, office.communeId],
		])
		made(await transfer(id, { on: '2023-03-01', groupId: there }))
		expect([await placeOf(id, '', officer), await placeOf(id, '?asOf=2023-01-01', leader)]).toEqual([404, 404])
		const listed = (group: string, call: Call = admin) => call('GET', `/loans?groupId=${group}&limit=500`)
		const ids = ({ body }: any): string[] => body.items.map((one: { id: string }) => one.id)
		expect(ids(await listed(there))).toContain(id)
		expect(ids(await listed(here))).not.toContain(id)
	})

	it('may be one that is not paid out yet', async () => {
		const id = await office.signed({ productCode: 'NHCSXH-HONGHEO', groupId: here, memberId: member })
		made(await transfer(id, { on: '2023-03-01', groupId: there }))
		made(await admin('POST', `/loans/${id}/disbursements`, { on: '2023-03-02', amount: '20000000' }, newKey()))
		expect(await placeOf(id)).toEqual([there, office.elsewhereId])
	})

	it('run dry answers the same and stays where it is', async () => {
		const id = await lent()
		const facts = await factsIn(house)
		const dry = await transfer(id, { on: '2023-03-01', groupId: there }, admin, '?dryRun=true')
		expect(dry).toMatchObject({ status: 201, body: { eventId: '3', entryIds: [] } })
		expect([await factsIn(house), await placeOf(id)]).toEqual([facts, [here, office.communeId]])
	})

	it('is of the old group on a sheet of an earlier day, and of the new one on a later', async () => {
		const id = await lent()
		made(await transfer(id, { on: '2023-03-01', groupId: there }))
		const sheet = (groupId: string, on: string) =>
			admin('POST', '/collections', { groupId, on, lines: [{ memberId: member, loans: [{ loanId: id, amount: '1000' }] }] }, newKey())
		expect(await sheet(there, '2023-02-10')).toMatchObject(refused('collection.loan-of-another-group'))
		expect(await sheet(here, '2023-03-10')).toMatchObject(refused('collection.loan-of-another-group'))
		expect((await sheet(here, '2023-02-10')).status).toBe(201)
		expect((await sheet(there, '2023-03-10')).status).toBe(201)
	})
})

describe('a transfer is refused', () => {
	let id = ''
	beforeAll(async () => {
		id = await lent({ on: '2022-06-10' })
	})

	it('to a group of another lender, to one that is not there then, and to one that she does not belong to on the day', async () => {
		const agribank = await office.newGroup('AGRIBANK', 'borrowing')
		expect(await transfer(id, { on: '2023-03-01', groupId: agribank })).toMatchObject(refused('loan.group-of-another-lender'))
		expect(await transfer(id, { on: '2023-03-01', groupId: '999999' })).toMatchObject(refused('loan.group-not-found'))
		expect(await transfer(id, { on: '2022-11-30', groupId: there })).toMatchObject(refused('loan.member-not-in-group'))
	})

	it('to nowhere, to where it is, and to what is no commune', async () => {
		expect(await transfer(id, { on: '2023-03-01' })).toMatchObject(refused('loan.destination-unclear'))
		expect(await transfer(id, { on: '2023-03-01', groupId: here })).toMatchObject(refused('loan.already-there'))
		expect(await transfer(id, { on: '2023-03-01', communeId: '999999' })).toMatchObject(refused('unit.not-found', 404))
		const [province] = (await admin('GET', '/units?level=province')).body.items
		expect(await transfer(id, { on: '2023-03-01', communeId: province.id })).toMatchObject(refused('unit.not-a-commune'))
		expect(await transfer(id, { on: '2023-03-01', groupId: there, communeId: office.communeId })).toMatchObject(
			refused('loan.destination-unclear'),
		)
	})

	it('on a day to come, before the signing, and once the loan is closed', async () => {
		expect(await transfer(id, { on: '2023-06-16', groupId: there })).toMatchObject(refused('contract.future-day'))
		expect(await transfer(id, { on: '2022-06-09', communeId: office.elsewhereId })).toMatchObject(refused('loan.before-signing'))
		const closed = await lent()
		const { balances } = (await admin('GET', `/loans/${closed}?asOf=2023-02-10`)).body
		made(await admin('POST', `/loans/${closed}/repayments`, { on: '2023-02-10', amount: balances.payOff }, newKey()))
		expect(await transfer(closed, { on: '2023-03-01', groupId: there })).toMatchObject(refused('loan.closed'))
		// On a day on which it still was out, it went.
		expect((await transfer(closed, { on: '2023-01-05', groupId: there })).status).toBe(201)
	})

	it('of a loan that its group borrowed itself', async () => {
		const products = (await admin('GET', '/products?limit=500')).body.items
		const product = products.find(({ borrower }: { borrower: string }) => borrower !== 'member')
		const lender = (await admin('GET', '/lenders?limit=500')).body.items.find((one: { id: string }) => one.id === product.lenderId)
		const groupId = await office.newGroup(lender.code, 'credit')
		const terms = { principal: '20000000', instalments: { count: 12 } }
		const own = made(await admin('POST', '/loans', { productId: product.id, groupId, signedOn: '2022-06-10', terms }, newKey()))
		expect(await transfer(own.id, { on: '2023-03-01', communeId: office.elsewhereId })).toMatchObject(refused('loan.borrower-is-group'))
	})

	it('to a place that the asker does not keep, and to whoever only reads', async () => {
		const officer = await house.asUser('officer')
		expect(await transfer(id, { on: '2023-03-01', groupId: there }, officer)).toMatchObject(refused('loan.group-not-found'))
		expect(await transfer(id, { on: '2023-03-01', communeId: office.elsewhereId }, officer)).toMatchObject(refused('unit.not-found', 404))
		expect((await transfer(id, { on: '2023-03-01', communeId: office.communeId }, officer)).status).toBe(201)
		expect((await transfer(id, { on: '2023-03-01', groupId: there }, await house.asUser('leader'))).status).toBe(403)
	})
})

it('the books and the places are what the events say, after all of this', async () => {
	await house.database.reading(async (tx) => {
		for await (const finding of retellLoans(tx, () => undefined)) expect(finding).toBeNull()
	})
})
