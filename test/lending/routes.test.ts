import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Call, clockAt, createTestApp, type TestApp } from '../platform/harness.js'
import { poorHousehold } from './loans.js'

let app: TestApp
let [officer, auditor]: Call[] = []
let loanId = ''

const post = (call: Call, path: string, body: unknown) => call('POST', path, body, { 'idempotency-key': randomUUID() })

beforeAll(async () => {
	app = await createTestApp({ clock: clockAt('2023-06-15') })
	officer = await app.asUser('officer')
	auditor = await app.asUser('auditor')
	const [product] = (await officer('GET', '/products?limit=500')).body.items.filter(
		({ code }: { code: string }) => code === 'NHCSXH-HONGHEO',
	)
	const [group] = (await officer('GET', '/groups')).body.items
	const member = await post(officer, '/members', { name: 'Lục Thị Hoa', communeId: group.communeId })
	await post(officer, `/groups/${group.id}/memberships`, { memberId: member.body.id, role: 'member', from: '2020-01-01' })
	const signed = await post(officer, '/loans', {
		productId: product.id,
		groupId: group.id,
		memberId: member.body.id,
		signedOn: '2022-11-01',
		terms: { principal: '20000000', instalments: { count: 36 }, principalEvery: { every: 6, period: 'month' } },
	})
	loanId = String(signed.body.id)
})
afterAll(() => app.close())

describe('loans over the wire', () => {
	it('amounts are whole đồng as text, and an early repayment says what it went to', async () => {
		expect(loanId).toMatch(/^\d+$/)
		const disbursed = await post(officer as Call, `/loans/${loanId}/disbursements`, { on: '2022-11-07', amount: '20000000' })
		expect(disbursed).toMatchObject({ status: 201, body: { status: 'active', balances: { outstanding: '20000000', payOff: '20000000' } } })
		const repaid = await post(officer as Call, `/loans/${loanId}/repayments`, { on: '2023-01-15', amount: '5000000' })
		expect(repaid.body).toMatchObject({
			allocation: { principal: '4779397', interest: '220603', lateInterest: '0' },
			entryId: expect.stringMatching(/^\d+$/),
		})
		const { body } = await (officer as Call)('GET', `/loans/${loanId}?asOf=2023-02-07`)
		expect(body).toMatchObject({
			status: 'active',
			asOf: '2023-02-07',
			balances: { outstanding: '15220603' },
			terms: { disbursedOn: '2022-11-07' },
		})
	})

	it('a question about yesterday is answered as of yesterday', async () => {
		const { body } = await (officer as Call)('GET', `/loans/${loanId}?asOf=2023-01-14`)
		expect(body.balances).toMatchObject({ outstanding: '20000000', interestCarried: '108493', interestDue: '112110' })
	})

	it('schedule, events, statement and explanation of one loan agree', async () => {
		const of = async (what: string) => (await (officer as Call)('GET', `/loans/${loanId}/${what}?asOf=2023-02-01`)).body
		expect((await of('schedule')).prepayments).toEqual([{ on: '2023-01-15', principal: '4779397' }])
		expect((await of('events')).items.map(({ type }: { type: string }) => type)).toEqual(['signed', 'disbursed', 'repaid'])
		expect((await of('statement')).lines.at(-1)).toMatchObject({ interest: '220603', principal: '4779397' })
		expect((await of('explanation')).periods.map(({ rounded }: { rounded: string }) => rounded).slice(0, 2)).toEqual(['108493', '112110'])
	})

	it('a schedule needs no data and no loan', async () => {
		const answer = await (officer as Call)('POST', '/loan-schedules', { terms: poorHousehold })
		expect(answer.status).toBe(200)
		expect(answer.body.rows).toHaveLength(36)
		expect(answer.body.totals.principal).toBe('20000000')
	})

	it('terms that no calendar holds are refused in words, never a fault of ours', async () => {
		const answer = await (officer as Call)('POST', '/loan-schedules', {
			terms: { ...poorHousehold, instalments: { count: 3660, every: 3660, period: 'month' } },
		})
		expect(answer).toMatchObject({ status: 422, body: { code: 'loan.terms-too-long' } })
	})

	it('a dry run answers and changes nothing', async () => {
		const dry = await post(officer as Call, `/loans/${loanId}/repayments?dryRun=true`, { on: '2023-02-07', amount: '1000000' })
		expect(dry.body.allocation.principal).not.toBe('0')
		expect((await (officer as Call)('GET', `/loans/${loanId}/events`)).body.items).toHaveLength(3)
	})

	it('an auditor reads and records nothing', async () => {
		expect((await (auditor as Call)('GET', `/loans/${loanId}`)).status).toBe(200)
		expect((await post(auditor as Call, `/loans/${loanId}/repayments`, { on: '2023-02-07', amount: '1000000' })).status).toBe(403)
	})

	it('what the trade refuses is a 422 with its reason in Vietnamese', async () => {
		const answer = await post(officer as Call, `/loans/${loanId}/repayments`, { on: '2023-02-07', amount: '99000000' })
		expect(answer).toMatchObject({ status: 422, body: { code: 'loan.overpayment' } })
		expect(JSON.stringify(answer.body)).toContain('Trả nhiều hơn số còn nợ')
	})

	it('an event is reversed by its number', async () => {
		const answer = await post(officer as Call, `/loans/${loanId}/events/3/reversal`, { reason: 'ghi nhầm người' })
		expect(answer).toMatchObject({ status: 201, body: { balances: { outstanding: '20000000' } } })
	})
})
