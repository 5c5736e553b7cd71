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

	it('a loan that was signed and given up weighs on her household no longer, and is signed again when that is undone', async () => {
		const { productId, groupId, memberId } = (await (officer as Call)('GET', `/loans/${loanId}`)).body
		const household = async () => (await (officer as Call)('GET', `/members/${memberId}/household`)).body.totals.entrusted
		const signed = await post(officer as Call, '/loans', {
			productId,
			groupId,
			memberId,
			signedOn: '2023-06-01',
			terms: { principal: '30000000', instalments: { count: 36 } },
		})
		expect(await household()).toMatchObject({ loans: 2, toDisburse: '30000000' })
		const path = `/loans/${signed.body.id}`
		expect((await post(officer as Call, `${path}/cancellations`, { on: '2023-06-05' })).body.errors).toMatchObject([{ path: 'reason' }])
		const cancelled = await post(officer as Call, `${path}/cancellations`, { on: '2023-06-05', reason: 'bà con không vay nữa' })
		expect(cancelled).toMatchObject({ status: 201, body: { status: 'closed', entryId: null } })
		expect(await household()).toMatchObject({ loans: 1, toDisburse: '0' })
		expect((await (officer as Call)('GET', `${path}/schedule`)).body.rows).toHaveLength(36)
		const undone = await post(officer as Call, `${path}/events/${cancelled.body.eventId}/reversal`, { reason: 'lại vay' })
		expect(undone).toMatchObject({ status: 201, body: { status: 'signed' } })
		await post(officer as Call, `${path}/disbursements`, { on: '2023-06-06', amount: '30000000' })
		expect(await post(officer as Call, `${path}/cancellations`, { on: '2023-06-07', reason: 'thử' })).toMatchObject({
			status: 422,
			body: { code: 'loan.paid-out' },
		})
	})

	it('an extension, a rescheduling and a roll-over are each one POST, dry-run, back-dated and undone like any other', async () => {
		const ask = (path: string, body: unknown) => post(officer as Call, `/loans/${loanId}/${path}`, body)
		const end = async () => (await (officer as Call)('GET', `/loans/${loanId}`)).body
		expect((await end()).maturityOn).toBe('2025-11-07')
		const dry = await ask('extensions?dryRun=true', { on: '2023-03-01', months: 6 })
		expect(dry).toMatchObject({ status: 201 })
		expect((await end()).maturityOn).toBe('2025-11-07')
		const extended = await ask('extensions', { on: '2023-03-01', months: 6, decisionNo: '08/TD-12', decisionOn: '2023-02-20' })
		expect(extended).toMatchObject({ status: 201, body: { entryId: null } })
		expect(await end()).toMatchObject({ maturityOn: '2026-05-07', restructurings: [{ on: '2023-03-01', kind: 'extended' }] })
		// Half of 36 months is 18 in all.
		expect(await ask('extensions', { on: '2023-03-02', maturityOn: '2027-05-08' })).toMatchObject({
			status: 422,
			body: { code: 'loan.extension-too-long', errors: [{ path: 'maturityOn' }] },
		})
		// Told before the extension, it would carry that beyond its limit: refused, naming the day.
		expect(await ask('reschedules', { on: '2023-02-20', rows: [{ dueOn: '2027-01-07', principal: '20000000' }] })).toMatchObject({
			status: 422,
			body: { code: 'contract.history-breaks', detail: expect.stringContaining('2023-03-01') },
		})
		const undone = await ask(`events/${extended.body.eventId}/reversal`, { reason: 'ghi nhầm khoản vay' })
		expect(undone.status).toBe(201)
		expect(await end()).toMatchObject({ maturityOn: '2025-11-07', restructurings: [] })
		expect(await ask('reschedules', { on: '2023-02-20', rows: [{ dueOn: '2025-11-07', principal: '20000000' }] })).toMatchObject({
			status: 201,
		})
		expect(await ask('roll-overs', { on: '2023-03-01', months: 6 })).toMatchObject({
			status: 422,
			body: { code: 'loan.roll-over-not-short-term' },
		})
	})

	it.each([
		['extensions', { on: '2023-03-01' }, 'maturityOn'],
		['extensions', { on: '2023-03-01', months: 6, maturityOn: '2026-01-01' }, 'maturityOn'],
		['reschedules', { on: '2023-03-01' }, 'rows'],
		[
			'reschedules',
			{
				on: '2023-03-01',
				rows: [
					{ dueOn: '2024-01-01', principal: '5' },
					{ dueOn: '2023-06-01', principal: '5' },
				],
			},
			'rows',
		],
		['reschedules', { on: '2023-03-01', rows: [{ dueOn: '2024-01-01', principal: 5 }] }, 'rows.0.principal'],
		['roll-overs', { on: '2023-03-01', yearly: '0.07' }, 'maturityOn'],
	])('%s that do not say what is agreed are malformed: %j', async (path, body, field) => {
		const answer = await post(officer as Call, `/loans/${loanId}/${path}`, body)
		expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: field }] } })
	})

	it('a short-term loan is rolled over at its product’s rate of that day, its savings pay what is due, and the budget its part', async () => {
		const [product] = (await (officer as Call)('GET', '/products?limit=500')).body.items.filter(
			({ code }: { code: string }) => code === 'NHCSXH-HONGHEO',
		)
		const [group] = (await (officer as Call)('GET', '/groups')).body.items
		const [member] = (await (officer as Call)('GET', '/members')).body.items
		const interestSupport = { yearly: '0.02', from: '2022-01-01', to: '2023-12-31' }
		const signed = await post(officer as Call, '/loans', {
			productId: product.id,
			groupId: group.id,
			memberId: member.id,
			signedOn: '2022-11-01',
			terms: { principal: '36500000', instalments: { count: 6 }, rates: [{ from: '2022-11-01', yearly: '0.08' }], interestSupport },
		})
		const ask = (path: string, body: unknown) => post(officer as Call, `/loans/${signed.body.id}/${path}`, body)
		await ask('disbursements', { on: '2022-11-07', amount: '36500000' })
		// 36.500.000 × 181 × 6 % ÷ 365 = 1.086.000 of the borrower, a third of it again of the budget.
		expect(await ask('savings-offsets', { on: '2023-05-07', amount: '1086000' })).toMatchObject({
			status: 201,
			body: { allocation: { interest: '1086000', principal: '0' }, balances: { interestSupport: '362000', interestDue: '0' } },
		})
		expect(await ask('interest-support-receipts', { on: '2023-06-01', amount: '362001' })).toMatchObject({
			status: 422,
			body: { code: 'loan.above-balance' },
		})
		expect(await ask('interest-support-receipts', { on: '2023-06-01', amount: '362000' })).toMatchObject({
			status: 201,
			body: { balances: { interestSupport: '0' } },
		})
		expect(await ask('roll-overs', { on: '2023-05-07', months: 6, note: 'vụ mùa' })).toMatchObject({ status: 201 })
		const { body } = await (officer as Call)('GET', `/loans/${signed.body.id}/schedule?asOf=2023-06-15`)
		// From the day of the roll-over at 6,6 %, of which the budget still bears 2: 36.500.000 × 31 × 4,6 % ÷ 365.
		expect(body.rows.find(({ dueOn }: { dueOn: string }) => dueOn === '2023-06-07')).toMatchObject({
			interest: '142600',
			interestSupport: '62000',
		})
		expect(body.rows.at(-1)).toMatchObject({ dueOn: '2023-11-07', principal: '36500000' })
	})
})
