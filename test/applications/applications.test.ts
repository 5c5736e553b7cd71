import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applicationView, signedApplicationView } from '../../src/applications/schemas.js'
import { createTestApp, type TestApp } from '../platform/harness.js'
import { type CreditGroup, made, newKey, openCreditGroup, stepsIn } from './credit-group.js'

let house: TestApp
let group: CreditGroup
beforeAll(async () => {
	house = await createTestApp()
	group = await openCreditGroup(house)
})
afterAll(() => house.close())

describe('a loan before its signing', () => {
	it('is asked for by the leader, reviewed by the group, approved by two, signed and paid out; and is seen on both clocks', async () => {
		const { leader, officer, colleague, admin, step } = group
		const request = await group.ask(leader, {
			amount: '48000000',
			months: 36,
			totalNeed: '60000000',
			beneficiary: 'Hội viên',
			note: 'Lần đầu',
		})
		expect([request.status, applicationView.safeParse(request.body).error]).toEqual([201, undefined])
		const { id } = request.body
		expect(request.body).toMatchObject({
			code: `HS${id.padStart(8, '0')}`,
			status: 'requested',
			memberName: expect.stringMatching(/^Nông Thị/),
			ownCapital: '12000000',
			totalNeed: '60000000',
			note: 'Lần đầu',
			warnings: [],
			loanId: null,
			minutes: null,
			nextSteps: ['reviewed', 'rejected', 'withdrawn'],
		})

		// The group agrees to less than was asked for.
		const line = { applicationId: id, agreed: true, amount: '45000000', votesFor: 26, votesAgainst: 2, reason: 'Chuồng mới đủ ba con' }
		const meeting = made(await group.review(leader, [line]))
		expect(await group.read(id)).toMatchObject({
			status: 'reviewed',
			amount: '48000000',
			agreed: { amount: '45000000', months: 36 },
			minutes: { id: meeting.id, on: '2023-03-05', attendees: 28, members: 35, chair: 'Nông Thị Ái', minutesNo: '03/BB' },
		})

		// 45 million are above the 30 million that one person may approve.
		const first = made(await step(officer, id, 'approvals', { decisionNo: '12/QĐ-HPN' }))
		expect(first).toMatchObject({ status: 'approved-once', nextSteps: ['approved', 'rejected', 'withdrawn'] })
		expect((await step(officer, id, 'signing')).body.code).toBe('application.second-approval-missing')
		expect((await step(officer, id, 'approvals')).body.code).toBe('application.same-approver')
		const second = made(await step(colleague, id, 'approvals', { on: '2023-03-12', amount: '40000000', months: 24 }))
		expect(second).toMatchObject({ status: 'approved', agreed: { amount: '40000000', months: 24 } })

		const signed = await step(officer, id, 'signing', { code: 'KV-TRAU-1' })
		expect([signed.status, signedApplicationView.safeParse(signed.body).error]).toEqual([201, undefined])
		const { loan } = signed.body
		expect(signed.body).toMatchObject({ status: 'signed', loanId: loan.id, nextSteps: [] })
		expect(loan).toMatchObject({
			code: 'KV-TRAU-1',
			status: 'signed',
			principal: '40000000',
			signedOn: '2023-03-15',
			purpose: 'Nuôi trâu sinh sản',
		})
		expect(loan.terms).toMatchObject({ principal: '40000000', instalments: { count: 24 }, rates: [{ yearly: '0.108' }] })

		const paid = made(await officer('POST', `/loans/${loan.id}/disbursements`, { on: '2023-03-15', amount: '40000000' }, newKey()))
		expect(paid).toMatchObject({ status: 'active', balances: { outstanding: '40000000' } })

		const statusOn = async (query: string) => (await group.read(id, query)).status
		const days = ['2023-03-01', '2023-03-05', '2023-03-11', '2023-03-12', '2023-03-15']
		expect(await Promise.all(days.map((day) => statusOn(`?asOf=${day}`)))).toEqual([
			'requested',
			'reviewed',
			'approved-once',
			'approved',
			'signed',
		])
		// What was known when each step had been recorded, of today.
		const { steps } = await group.read(id)
		expect(await Promise.all(steps.map(({ recordedAt }: any) => statusOn(`?knownAt=${recordedAt}`)))).toEqual([
			'requested',
			'reviewed',
			'approved-once',
			'approved',
			'signed',
		])
		expect((await admin('GET', `/loan-applications/${id}?asOf=2023-02-28`)).body.code).toBe('application.not-found')
		expect((await admin('GET', `/loan-applications?loanId=${loan.id}`)).body.items).toMatchObject([{ id, status: 'signed' }])
	})

	it('is approved by one person up to the limit of its product, and by two from one đồng more', async () => {
		const within = await group.reviewed({ amount: '30000000' })
		expect(made(await group.step(group.officer, within, 'approvals')).status).toBe('approved')
		const above = await group.reviewed({ amount: '30000001' })
		expect(made(await group.step(group.officer, above, 'approvals')).status).toBe('approved-once')
		// Who approves less, approves alone.
		const lessened = await group.reviewed({ amount: '30000001' })
		expect(made(await group.step(group.officer, lessened, 'approvals', { amount: '30000000' })).status).toBe('approved')
	})

	it('of a bank is approved by the bank, which the office records once', async () => {
		const id = await group.reviewed({ productId: group.office.productId('NHCSXH-HONGHEO'), amount: '100000000', months: 60 })
		expect(made(await group.step(group.officer, id, 'approvals', { decisionNo: '04/TD' })).status).toBe('approved')
		const { loan } = made(await group.step(group.officer, id, 'signing', { externalCode: '6600000712345678' }))
		expect(loan).toMatchObject({ externalCode: '6600000712345678', principal: '100000000', terms: { instalments: { count: 60 } } })
	})

	it('of a woman who borrows alone goes without a review', async () => {
		const id = made(await group.ask(group.officer, { groupId: undefined })).id
		expect((await group.read(id)).nextSteps).toEqual(['approved', 'rejected', 'withdrawn'])
		expect(made(await group.step(group.colleague, id, 'approvals')).status).toBe('approved')
		expect(made(await group.step(group.officer, id, 'signing')).loan).toMatchObject({ groupId: null, principal: '20000000' })
	})

	it('of a group that itself borrows is reviewed by its members', async () => {
		const asked = made(
			await group.ask(group.leader, { productId: group.office.productId('KHOINGHIEP'), memberId: undefined, amount: '400000000' }),
		)
		expect(asked).toMatchObject({ memberId: null, nextSteps: ['reviewed', 'rejected', 'withdrawn'], warnings: [] })
		const meeting = made(await group.review(group.leader, [{ applicationId: asked.id, agreed: true }]))
		expect(meeting.applications).toMatchObject([{ memberId: null, name: expect.stringMatching(/^Tổ số/) }])
	})

	it('warns of what is above the limits, as at its signing', async () => {
		const asked = made(await group.ask(group.leader, { amount: '60000000', months: 48 }))
		expect(asked.warnings.map(({ code }: any) => code)).toEqual(['amount-above-max', 'term-above-max'])
	})

	it('is not signed past its approval by the way that is left for small loans', async () => {
		const { admin, office, groupId } = group
		const sign = async (principal: string, productCode = 'QUY-GIAMDAN') => {
			const terms = { principal, instalments: { count: 12 } }
			const memberId = await group.newMember()
			return admin('POST', '/loans', { productId: office.productId(productCode), groupId, memberId, signedOn: '2023-03-15', terms })
		}
		const { status, body } = await sign('30000001')
		expect([status, body.code, body.errors[0].path]).toEqual([422, 'loan.second-person-needed', 'terms.principal'])
		expect(body.detail).toContain('30.000.000')
		expect((await sign('30000000')).status).toBe(201)
		expect((await sign('100000000', 'NHCSXH-HONGHEO')).status).toBe(201)
	})

	it('is rehearsed before it is recorded: a dry run answers the same and leaves nothing', async () => {
		const memberId = await group.newMember()
		const before = await stepsIn(house)
		const command = { productId: group.office.productId('QUY-GIAMDAN'), groupId: group.groupId, memberId }
		const request = { ...command, requestedOn: '2023-03-01', amount: '20000000', months: 12, purpose: 'Chăn nuôi' }
		expect((await group.leader('POST', '/loan-applications?dryRun=true', request)).status).toBe(201)
		expect(await stepsIn(house)).toEqual(before)
		const key = newKey()
		const [once, again] = [
			await group.leader('POST', '/loan-applications', request, key),
			await group.leader('POST', '/loan-applications', request, key),
		]
		expect([again.status, again.body, again.headers['idempotency-replayed']]).toEqual([201, once.body, 'true'])

		const { id } = once.body
		const line = { applicationId: id, agreed: true }
		const head = { groupId: group.groupId, on: '2023-03-05', chair: 'Ái', secretary: 'Bình', attendees: 20, members: 30 }
		const plain = ({ steps: _, knownAt: __, loan: ___, loanId: ____, id: _____, recordedAt: ______, ...rest }: any) => rest
		const rehearse = async (path: string, body: unknown) => {
			const counted = await stepsIn(house)
			const dry = await group.officer('POST', `/loan-applications/${path}?dryRun=true`, body)
			expect(await stepsIn(house)).toEqual(counted)
			const done = made(await group.officer('POST', `/loan-applications/${path}`, body))
			expect([path, dry.status, plain(dry.body)]).toEqual([path, 201, plain(done)])
			return done
		}
		await rehearse('reviews', { ...head, applications: [line] })
		await rehearse(`${id}/approvals`, { on: '2023-03-10' })
		await rehearse(`${id}/steps/3/reversal`, { reason: 'Ghi nhầm người' })
		await rehearse(`${id}/approvals`, { on: '2023-03-10', months: 10 })
		await rehearse(`${id}/signing`, { signedOn: '2023-03-15' })
		const [rejected, withdrawn] = [await group.asked(), await group.asked()]
		await rehearse(`${rejected}/rejections`, { on: '2023-03-10', reason: 'Không đủ điều kiện' })
		await rehearse(`${withdrawn}/withdrawals`, { on: '2023-03-10', reason: 'Không vay nữa' })
	})
})
