import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { type CreditGroup, made, openCreditGroup, stepsIn } from './credit-group.js'

let house: TestApp
let group: CreditGroup
beforeAll(async () => {
	house = await createTestApp()
	group = await openCreditGroup(house)
})
afterAll(() => house.close())

/** Asks for what is to be refused, and sees that nothing of it was recorded. */
async function refused(ask: () => Promise<Answer>): Promise<[status: number, code: string, path: string | null]> {
	const before = await stepsIn(house)
	const { status, body } = await ask()
	expect(await stepsIn(house)).toEqual(before)
	return [status, body.code, body.errors?.[0]?.path ?? null]
}

describe('a request', () => {
	it.each<[string, Record<string, unknown>, [number, string, string | null]]>([
		['on a day to come', { requestedOn: '2023-06-16' }, [422, 'contract.future-day', 'requestedOn']],
		['of a product that was not offered yet', { requestedOn: '2017-06-11' }, [422, 'product.not-offered', 'requestedOn']],
		['of a product that is not there', { productId: '999999' }, [404, 'product.not-found', null]],
		['by nobody', { memberId: undefined, groupId: undefined }, [422, 'loan.borrower-missing', 'memberId']],
		['by a group, of a product for members', { memberId: undefined }, [422, 'loan.borrower-kind', 'groupId']],
		['in a group that is not there', { groupId: '999999' }, [422, 'loan.group-not-found', 'groupId']],
		['by a member who is not there', { memberId: '999999' }, [422, 'loan.member-not-found', 'memberId']],
		['by a member before she was in the group', { requestedOn: '2019-12-31' }, [422, 'loan.member-not-in-group', 'memberId']],
		['whose need does not sum', { totalNeed: '21000000', ownCapital: '2000000' }, [422, 'application.need-differs', 'totalNeed']],
		['for nothing', { amount: '0' }, [400, 'request.malformed', 'amount']],
		['for no time', { months: 0 }, [400, 'request.malformed', 'months']],
		['for no purpose', { purpose: ' ' }, [400, 'request.malformed', 'purpose']],
		['with less than nothing of her own', { ownCapital: '-1' }, [400, 'request.malformed', 'ownCapital']],
	])('%s is refused', async (_, more, expected) => {
		const memberId = await group.newMember()
		expect(await refused(() => group.ask(group.admin, { memberId, ...more }))).toEqual(expected)
	})

	it('is made by a leader for her own groups, and for nobody else', async () => {
		const elsewhere = await group.office.newGroup('QUY-HTPN', 'credit')
		const stranger = await group.office.newMember(elsewhere)
		expect(await refused(() => group.ask(group.leader, { groupId: elsewhere, memberId: stranger }))).toEqual([
			422,
			'loan.group-not-found',
			'groupId',
		])
		expect(await refused(() => group.ask(group.leader, { groupId: undefined, memberId: stranger }))).toEqual([
			422,
			'loan.member-not-found',
			'memberId',
		])
		const abroad = await group.office.newMember(elsewhere, group.office.elsewhereId)
		expect(await refused(() => group.ask(group.officer, { groupId: undefined, memberId: abroad }))).toEqual([
			422,
			'loan.member-not-found',
			'memberId',
		])
	})
})

describe('a step', () => {
	const later: readonly (readonly [string, Record<string, unknown>, string])[] = [
		['approvals', { on: '2023-06-16' }, 'on'],
		['rejections', { on: '2023-06-16' }, 'on'],
		['withdrawals', { on: '2023-06-16' }, 'on'],
		['signing', { signedOn: '2023-06-16' }, 'signedOn'],
	]

	it('is not recorded before its day, nor before the day of the step before it', async () => {
		const [reviewed, approved] = [await group.reviewed(), await group.approved()]
		for (const [what, body, path] of later) {
			const id = what === 'signing' ? approved : reviewed
			expect([what, await refused(() => group.step(group.colleague, id, what, body))]).toEqual([what, [422, 'contract.future-day', path]])
			const before = what === 'signing' ? '2023-03-09' : '2023-03-04'
			const answer = await group.step(group.colleague, id, what, { [path]: before })
			expect([what, answer.status, answer.body.code, answer.body.errors[0].path]).toEqual([what, 422, 'application.before-last-step', path])
			expect(answer.body.detail).toContain(what === 'signing' ? '10/03/2023' : '05/03/2023')
		}
	})

	it('may be recorded long after its day', async () => {
		const id = await group.reviewed()
		expect(made(await group.step(group.officer, id, 'approvals', { on: '2023-03-05' })).steps.at(-1)).toMatchObject({ on: '2023-03-05' })
	})

	it('is taken in its turn', async () => {
		const { step, officer } = group
		const cases: readonly (readonly [string, string, string])[] = [
			[await group.asked(), 'approvals', 'application.not-reviewed'],
			[await group.asked(), 'signing', 'application.not-approved'],
			[await group.reviewed(), 'signing', 'application.not-approved'],
			[await group.approved(), 'approvals', 'application.already-approved'],
			[await group.approved({ amount: '40000000' }), 'signing', 'application.second-approval-missing'],
		]
		for (const [id, what, code] of cases)
			expect([what, await refused(() => step(group.colleague, id, what))]).toEqual([what, [422, code, null]])
		for (const end of ['rejections', 'withdrawals']) {
			const id = await group.asked()
			expect(made(await step(officer, id, end)).nextSteps).toEqual([])
			for (const what of ['approvals', 'rejections', 'withdrawals', 'signing'])
				expect([end, what, await refused(() => step(officer, id, what))]).toEqual([end, what, [422, 'application.closed', null]])
		}
	})

	it('of a request that nobody knows is refused', async () => {
		for (const what of ['approvals', 'rejections', 'withdrawals', 'signing'])
			expect(await refused(() => group.step(group.admin, '999999', what))).toEqual([404, 'application.not-found', null])
		expect(await refused(() => group.admin('POST', '/loan-applications/999999/steps/1/reversal', { reason: 'Nhầm' }))).toEqual([
			404,
			'application.not-found',
			null,
		])
	})
})

describe('an approval', () => {
	it('is given by another than whoever recorded the request, and the second by a third', async () => {
		const { officer, colleague, admin, step } = group
		const id = made(await group.ask(officer, { amount: '40000000' })).id
		made(await group.review(group.leader, [{ applicationId: id, agreed: true }]))
		expect(await refused(() => step(officer, id, 'approvals'))).toEqual([422, 'application.own-request', null])
		made(await step(colleague, id, 'approvals'))
		expect(await refused(() => step(colleague, id, 'approvals'))).toEqual([422, 'application.same-approver', null])
		expect(await refused(() => step(officer, id, 'approvals'))).toEqual([422, 'application.own-request', null])
		expect(made(await step(admin, id, 'approvals')).status).toBe('approved')
	})

	it('is never for more or longer than the group agreed to', async () => {
		const id = await group.reviewed()
		const { step, officer } = group
		expect(await refused(() => step(officer, id, 'approvals', { amount: '20000001' }))).toEqual([
			422,
			'application.amount-above-agreed',
			'amount',
		])
		expect(await refused(() => step(officer, id, 'approvals', { months: 13 }))).toEqual([422, 'application.term-above-agreed', 'months'])
	})

	it('counts once, whoever of two with one wish is quicker', async () => {
		const id = await group.reviewed()
		const both = await Promise.all([group.officer, group.colleague].map((by) => group.step(by, id, 'approvals')))
		expect(both.map(({ status }) => status).sort()).toEqual([201, 422])
		expect(both.find(({ status }) => status === 422)?.body.code).toBe('application.already-approved')
	})
})

describe('a signing', () => {
	it('is for no more and no longer than was approved', async () => {
		const id = await group.approved()
		const sign = (terms: Record<string, unknown>) => refused(() => group.step(group.officer, id, 'signing', { terms }))
		expect(await sign({ principal: '20000001' })).toEqual([422, 'application.amount-above-agreed', 'terms.principal'])
		expect(await sign({ instalments: { count: 13 } })).toEqual([422, 'application.term-above-agreed', 'terms'])
		expect(await sign({ maturityOn: '2024-03-16' })).toEqual([422, 'application.term-above-agreed', 'terms'])
		expect(await sign({ maturityOn: '2023-03-15' })).toEqual([422, 'loan.terms-end-before-start', 'terms.maturityOn'])
		const { loan } = made(await group.step(group.officer, id, 'signing', { terms: { principal: '15000000', instalments: { count: 6 } } }))
		expect(loan).toMatchObject({ principal: '15000000', terms: { instalments: { count: 6 } } })
	})

	it('is of a woman who is still in the group', async () => {
		const memberId = await group.newMember()
		const id = await group.approved({ memberId })
		made(
			await group.admin('POST', `/groups/${group.groupId}/memberships`, { memberId, role: 'member', from: '2020-01-01', to: '2023-03-14' }),
		)
		expect(await refused(() => group.step(group.officer, id, 'signing'))).toEqual([422, 'loan.member-not-in-group', 'memberId'])
	})

	it('happens once, however many sign at one moment', async () => {
		const id = await group.approved()
		const all = await Promise.all([group.officer, group.colleague, group.admin].map((by) => group.step(by, id, 'signing')))
		expect(all.map(({ status }) => status).sort()).toEqual([201, 422, 422])
		expect(await refused(() => group.step(group.officer, id, 'signing'))).toEqual([422, 'application.already-signed', null])
		const { loanId } = await group.read(id)
		expect(all.find(({ status }) => status === 201)?.body.loan.id).toBe(loanId)
	})

	it('leaves nothing of itself where its code is another loan’s', async () => {
		const [first, second] = [await group.approved(), await group.approved()]
		made(await group.step(group.officer, first, 'signing', { code: 'KV-MOT' }))
		expect(await refused(() => group.step(group.officer, second, 'signing', { code: 'KV-MOT' }))).toEqual([409, 'loan.code-taken', 'code'])
		expect((await group.read(second)).status).toBe('approved')
	})
})

describe('a wrong step', () => {
	const undo = (by: Call, id: string, stepId: number) =>
		by('POST', `/loan-applications/${id}/steps/${stepId}/reversal`, { reason: 'Ghi nhầm hồ sơ' })

	it('is undone from the last one on, and taken again as it should have been', async () => {
		const { officer, colleague } = group
		const id = await group.approved({ amount: '40000000' })
		const refusal = await undo(officer, id, 2)
		expect([refusal.status, refusal.body.code]).toEqual([422, 'application.later-step'])
		expect(refusal.body.detail).toContain('Bước 3 ngày 10/03/2023')
		const undone = made(await undo(officer, id, 3))
		expect(undone).toMatchObject({ status: 'reviewed' })
		expect(undone.steps.slice(2)).toMatchObject([
			{ id: '3', type: 'approved', reversedBy: '4' },
			{ id: '4', type: 'reversed', reverses: '3', on: '2023-03-10', reason: 'Ghi nhầm hồ sơ' },
		])
		expect(made(await undo(officer, id, 2))).toMatchObject({ status: 'requested', minutes: null, agreed: { amount: '40000000' } })
		made(await group.review(group.leader, [{ applicationId: id, agreed: true, amount: '25000000' }], { on: '2023-03-20' }))
		expect(made(await group.step(colleague, id, 'approvals', { on: '2023-03-21' })).status).toBe('approved')
		// On the day of the first review it never was; as we knew it then, it was.
		expect((await group.read(id, '?asOf=2023-03-10')).status).toBe('requested')
		expect((await group.read(id, `?asOf=2023-03-10&knownAt=${undone.steps[2].recordedAt}`)).status).toBe('approved-once')
	})

	it('is undone too where it ended the request', async () => {
		const id = await group.asked()
		made(await group.step(group.officer, id, 'rejections'))
		expect(made(await undo(group.officer, id, 2)).nextSteps).toEqual(['reviewed', 'rejected', 'withdrawn'])
	})

	it('is not undone twice, nor where it is the request or the loan', async () => {
		const id = await group.approved()
		expect(await refused(() => undo(group.officer, id, 9))).toEqual([404, 'application.step-not-found', null])
		made(await undo(group.officer, id, 3))
		expect(await refused(() => undo(group.officer, id, 3))).toEqual([422, 'contract.already-reversed', null])
		expect(await refused(() => undo(group.officer, id, 4))).toEqual([422, 'contract.reversal-of-reversal', null])
		made(await undo(group.officer, id, 2))
		expect(await refused(() => undo(group.officer, id, 1))).toEqual([422, 'application.request-not-reversed', null])
		const signed = await group.approved()
		made(await group.step(group.officer, signed, 'signing'))
		expect(await refused(() => undo(group.officer, signed, 4))).toEqual([422, 'application.signing-not-reversed', null])
	})
})
