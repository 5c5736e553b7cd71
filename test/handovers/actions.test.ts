import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leaderHandoversView, leaderHandoverView } from '../../src/handovers/schemas.js'
import { factsIn, made, newKey, type Office, openOffice } from '../collection/office.js'
import { openSitting, type Sitting } from '../custody/sitting.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'

describe('the handover of a group between leaders', () => {
	let house: TestApp
	let office: Office
	let sitting: Sitting
	let officer: Call
	let old: Call
	let successor: Call
	let successorId: string
	let book: string
	let loan: string
	let borrower: string

	beforeAll(async () => {
		house = await createTestApp()
		office = await openOffice(house)
		sitting = await openSitting(house.database)
		officer = await house.asUser('officer')
		old = await house.asUser('leader')
		const elsewhere = await office.newGroup('NHCSXH', 'savings-and-loan')
		const user = {
			username: 'to-truong-moi',
			name: 'Lục Thị Cúc',
			password: 'mat-khau-dai-12',
			role: 'leader',
			groupIds: [elsewhere],
			mustChangePassword: false,
		}
		successorId = made(await office.admin('POST', '/users', user)).id
		successor = await house.asUser('to-truong-moi', 'mat-khau-dai-12')
		borrower = await office.newMember(sitting.groupId)
		loan = await office.lent({
			productCode: 'NHCSXH-HONGHEO',
			groupId: sitting.groupId,
			memberId: borrower,
			months: 36,
		})
		await sitting.collect('2022-11-10', 300_000, 'S1')
		const issued = { series: 'BL/22', first: '0001', last: '0020', groupId: sitting.groupId, on: '2022-01-05' }
		book = made(await officer('POST', '/receipt-books', issued)).id
	})
	afterAll(() => house.close())

	const minutes = (more: Record<string, unknown> = {}) => ({
		on: '2022-12-01',
		fromId: sitting.leaderId,
		toId: sitting.memberId,
		cash: '300000',
		receiptBooks: [{ bookId: book, blank: 20 }],
		told: { loans: '20000000' },
		signedBy: [sitting.leaderId, sitting.memberId],
		minutesNo: 'BB-01',
		access: { begins: [successorId] },
		...more,
	})
	const path = () => `/groups/${sitting.groupId}/leader-handovers`
	const handOver = (more: Record<string, unknown> = {}, by: Call = officer) => by('POST', path(), minutes(more), newKey())
	const sit = (by: Call, on: string) =>
		by(
			'POST',
			'/collections',
			{ groupId: sitting.groupId, on, lines: [{ memberId: borrower, loans: [{ loanId: loan, amount: '10000' }] }] },
			newKey(),
		)

	it('is refused where what was counted is not what the books hold, naming both, or where one did not sign', async () => {
		const before = await factsIn(house)
		const no = async (more: Record<string, unknown>) => {
			const { status, body } = await handOver(more)
			return [status, body.code, body.errors[0]?.path ?? null]
		}
		const cash = await handOver({ cash: '299999' })
		expect([cash.body.code, cash.body.detail]).toEqual([
			'custody.counted-differs',
			'Tiền đếm được là 299999 đồng, sổ giữ tiền là 300000 đồng',
		])
		expect(await no({ receiptBooks: [{ bookId: book, blank: 19 }] })).toEqual([422, 'receipt.counted-differs', 'receiptBooks.0.blank'])
		expect(await no({ receiptBooks: [] })).toEqual([422, 'receipt.books-left-out', 'receiptBooks'])
		expect(await no({ receiptBooks: [{ bookId: '999999', blank: 1 }] })).toEqual([404, 'receipt.book-not-found', 'receiptBooks.0.bookId'])
		expect(await no({ fromId: sitting.deputyId, signedBy: [sitting.deputyId, sitting.memberId] })).toEqual([
			422,
			'handover.not-the-leader',
			'fromId',
		])
		expect(await no({ toId: sitting.leaderId })).toEqual([422, 'handover.to-herself', 'toId'])
		expect(await no({ toId: '999999', signedBy: [sitting.leaderId, '999999'] })).toEqual([422, 'handover.not-a-member', 'toId'])
		expect(await no({ signedBy: [sitting.leaderId] })).toEqual([422, 'handover.not-signed-by-both', 'signedBy'])
		expect(await no({ on: '2023-06-16' })).toEqual([422, 'contract.future-day', 'on'])
		expect(await no({ access: { begins: ['102'] } })).toEqual([422, 'access.not-a-leader', 'access.begins.0'])
		expect(await no({ access: { ends: [successorId], begins: [] } })).toEqual([422, 'access.not-of-group', 'access.ends.0'])
		expect((await handOver({}, old)).status).toBe(403)
		const { requests: _, ...facts } = await factsIn(house)
		expect(before).toMatchObject(facts)
	})

	it('moves cash, receipts, office and access in one transaction', async () => {
		expect((await sit(old, '2022-11-20')).status).toBe(201)
		const { held } = (await old('GET', `/groups/${sitting.groupId}/custody`)).body
		const { status, body } = await handOver({ cash: held })
		expect(status).toBe(201)
		expect(leaderHandoverView.safeParse(body).error).toBeUndefined()
		expect(body.custody).toMatchObject({
			passedOn: { leaderId: sitting.leaderId, held: '0' },
			takenOver: { leaderId: sitting.memberId, held, meetings: expect.arrayContaining([expect.objectContaining({ sheetId: 'S1' })]) },
		})
		expect(body.books).toMatchObject([{ id: book, holderId: sitting.memberId }])
		expect(body.usersOfGroup).toEqual([{ id: successorId, name: 'Lục Thị Cúc' }])
		expect(body.warnings).toEqual([])
		expect((await officer('GET', `/groups/${sitting.groupId}`)).body).toMatchObject({ leader: { id: sitting.memberId } })
	})

	it('leaves the old leader without the group at once: what she posts is unknown to it', async () => {
		expect((await old('GET', `/groups/${sitting.groupId}/custody`)).status).toBe(404)
		expect((await sit(old, '2022-12-10')).body.code).toMatch(/not-found$/)
		expect((await successor('GET', `/groups/${sitting.groupId}/custody`)).status).toBe(200)
		expect((await sit(successor, '2022-12-10')).status).toBe(201)
	})

	it('is kept as it was signed, and may be handed back', async () => {
		const { body } = await officer('GET', path())
		expect(leaderHandoversView.safeParse(body).error).toBeUndefined()
		const passed = (await officer('GET', `/receipt-books/${book}`)).body.events.at(-1)
		const undo = await officer('POST', `/receipt-books/${book}/events/${passed.id}/reversal`, { reason: 'x' })
		expect([passed.type, undo.body.code]).toEqual(['passed-on', 'receipt.passing-not-reversed'])
		expect(body.items).toMatchObject([{ minutesNo: 'BB-01', told: { loans: '20000000', savings: null }, accessBegun: [successorId] }])
		const { held } = (await officer('GET', `/groups/${sitting.groupId}/custody?asOf=2023-01-05`)).body
		const back = await handOver({
			on: '2023-01-05',
			fromId: sitting.memberId,
			toId: sitting.leaderId,
			cash: held,
			told: { loans: '19000000', savings: '1' },
			access: { begins: body.items[0].accessEnded },
		})
		expect(back.status).toBe(201)
		expect(back.body.warnings).toMatchObject([{ code: 'handover.loans-differ' }, { code: 'handover.savings-differ' }])
		expect((await old('GET', `/groups/${sitting.groupId}/custody`)).status).toBe(200)
		expect((await successor('GET', `/groups/${sitting.groupId}/custody`)).status).toBe(404)
	})
})
