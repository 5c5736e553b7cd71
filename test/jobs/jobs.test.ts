import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { made, newKey, type Office, openOffice } from '../collection/office.js'
import { acceptanceView, askedJobView, jobListView, jobView, resultView } from '../../src/jobs/schemas.js'
import { asOwner, type Answer, type Call, createTestApp, type TestApp } from '../platform/harness.js'

let house: TestApp
let office: Office
let [admin, officer, auditor, leader, nhcsxh, agribank]: Call[] = []
/** Of Agribank in the officer's district; and one of each lender in another. */
const hers: string[] = []
let agribankElsewhere: string
let nhcsxhElsewhere: string
const day = '2022-10-31'

beforeAll(async () => {
	house = await createTestApp()
	office = await openOffice(house)
	;[admin, officer, auditor, leader, nhcsxh, agribank] = await Promise.all(
		['admin', 'officer', 'auditor', 'leader', 'nhcsxh', 'agribank'].map((user) => house.asUser(user)),
	)
	const lend = async (lenderCode: string, productCode: string, communeId: string, months = 3) => {
		const groupId = await office.newGroup(lenderCode, lenderCode === 'AGRIBANK' ? 'borrowing' : 'savings-and-loan', communeId)
		return office.lent({ productCode, groupId, memberId: await office.newMember(groupId, communeId), months })
	}
	for (let count = 0; count < 3; count += 1) hers.push(await lend('AGRIBANK', 'AGRIBANK-TO', office.communeId))
	agribankElsewhere = await lend('AGRIBANK', 'AGRIBANK-TO', office.elsewhereId)
	nhcsxhElsewhere = await lend('NHCSXH', 'NHCSXH-HONGHEO', office.elsewhereId, 36)
})
afterAll(() => house.close())

/** Asks for a job and waits until it has ended. */
const done = async (call: Call | undefined, body: object): Promise<any> => {
	const asked = await (call as Call)('POST', '/jobs', body)
	if (asked.status !== 202 && asked.status !== 200) throw new Error(JSON.stringify(asked.body))
	return ended(call as Call, asked.body.id)
}
const ended = async (call: Call, id: string): Promise<any> => {
	for (let tries = 0; tries < 200; tries += 1) {
		const { body } = await call('GET', `/jobs/${id}`)
		if (body.status !== 'queued' && body.status !== 'running') return body
		await sleep(25)
	}
	throw new Error(`job ${id} does not end`)
}
const loansIn = ({ body }: Answer): string[] => body.rows.map(({ loanId }: any) => loanId)
const refusedWith = ({ status, body }: Answer) => [status, body.code, body.errors?.[0]?.path ?? null]

describe('a job', () => {
	it('is accepted at once, done in the background, and answers what it found with its sums', async () => {
		const asked = await (admin as Call)('POST', '/jobs', { kind: 'classification', asOf: day })
		expect(asked.status).toBe(202)
		expect(askedJobView.safeParse(asked.body).error).toBeUndefined()
		expect(asked.body).toMatchObject({ kind: 'classification', asOf: day, repeated: false, progress: { done: 0, total: null } })
		const job = await ended(admin as Call, asked.body.id)
		expect(jobView.safeParse(job).error).toBeUndefined()
		expect(job).toMatchObject({
			status: 'done',
			progress: { done: 5, total: 5 },
			error: null,
			result: { loans: 5, outstanding: '100000000' },
		})
		const result = await (admin as Call)('GET', `/jobs/${job.id}/result`)
		expect(resultView.safeParse(result.body).error).toBeUndefined()
		expect(result.body).toMatchObject({ kind: 'classification', asOf: day, knownAt: job.knownAt, next: null, totals: job.result })
		const [first] = result.body.rows
		// Its first interest was due on 10/07, a Sunday: in time until Monday the 11th.
		expect(first).toMatchObject({ loanId: hers[0], lenderCode: 'AGRIBANK', debtGroup: 3, daysPastDue: 112, outstanding: '20000000' })
	})

	it('that was asked before is the same one, until something about its days is recorded', async () => {
		const question = { kind: 'classification', asOf: '2022-09-30', lenderId: office.lenderId('AGRIBANK') }
		const first = await done(admin, question)
		const again = await (admin as Call)('POST', '/jobs', question)
		expect([again.status, again.body.id, again.body.repeated]).toEqual([200, first.id, true])
		made(await (admin as Call)('POST', `/loans/${agribankElsewhere}/repayments`, { on: '2022-10-05', amount: '100000' }, newKey()))
		expect((await (admin as Call)('POST', '/jobs', question)).body.id).toBe(first.id)
		made(await (admin as Call)('POST', `/loans/${agribankElsewhere}/repayments`, { on: '2022-09-20', amount: '1000000' }, newKey()))
		const late = await (admin as Call)('POST', '/jobs', question)
		expect([late.status, late.body.repeated]).toEqual([202, false])
		expect(BigInt((await ended(admin as Call, late.body.id)).result.outstanding)).toBeLessThan(BigInt(first.result.outstanding))
		const then = await done(admin, { ...question, knownAt: first.knownAt })
		expect([then.id === first.id, then.result, then.knownAt]).toEqual([false, first.result, first.knownAt])
		expect((await (admin as Call)('POST', '/jobs', { ...question, knownAt: first.knownAt })).body.id).toBe(then.id)
	})

	it('is made anew where that is asked for, and once for many who ask at one moment', async () => {
		const question = { kind: 'due-list', from: '2022-12-01', to: '2022-12-31' }
		const first = await done(admin, question)
		const again = await (admin as Call)('POST', '/jobs', { ...question, again: true })
		expect([again.status, again.body.id === first.id]).toEqual([202, false])
		await ended(admin as Call, again.body.id)
		const asked = await Promise.all(
			Array.from({ length: 8 }, () => (admin as Call)('POST', '/jobs', { ...question, from: '2022-12-02' }, newKey())),
		)
		expect(new Set(asked.map(({ body }) => body.id)).size).toBe(1)
		expect(asked.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 202])
		await ended(admin as Call, asked[0]?.body.id)
	})

	it('is neither queued nor done when it is tried dry', async () => {
		const question = { kind: 'classification', asOf: '2022-08-31' }
		const dry = await (admin as Call)('POST', '/jobs?dryRun=true', question)
		expect(dry.status).toBe(202)
		expect((await (admin as Call)('GET', `/jobs/${dry.body.id}`)).status).toBe(404)
	})

	it('is given as a sheet that says what the answer says', async () => {
		const job = await done(admin, { kind: 'due-list', from: '2022-09-01', to: '2022-09-30' })
		const csv = await (admin as Call)('GET', `/jobs/${job.id}/result?format=csv`)
		const lines = String(csv.body).trim().split('\r\n')
		expect(lines).toHaveLength(2 + job.result.loans)
		expect(lines[0]).toContain('Gốc đến hạn,Lãi đến hạn,Gốc kỳ trước chuyển sang,Lãi tồn')
		expect(lines.at(-1)).toContain(job.result.principal)
		expect(csv.headers['content-disposition']).toBe('attachment; filename="den-han-trong-ky-2022-09-01.csv"')
		expect(csv.headers['known-at']).toBe(job.knownAt)
		expect((await (admin as Call)('GET', `/jobs/${job.id}/result?format=xlsx`)).status).toBe(200)
		const page = await (admin as Call)('GET', `/jobs/${job.id}/result?limit=2`)
		const next = await (admin as Call)('GET', `/jobs/${job.id}/result?limit=500&cursor=${page.body.next}`)
		expect([...loansIn(page), ...loansIn(next)]).toEqual(loansIn(await (admin as Call)('GET', `/jobs/${job.id}/result`)))
	})

	it('is not asked for a day to come, nor for a period that is none', async () => {
		const ask = async (body: object) => refusedWith(await (admin as Call)('POST', '/jobs', body))
		expect(await ask({ kind: 'classification', asOf: '2023-06-16' })).toEqual([422, 'contract.future-day', 'asOf'])
		expect(await ask({ kind: 'due-list', from: '2023-07-01', to: '2023-06-30' })).toEqual([422, 'report.period-backwards', 'to'])
		expect(await ask({ kind: 'due-list', from: '2023-01-01', to: '2024-01-02' })).toEqual([422, 'job.period-too-long', 'to'])
		expect(await ask({ kind: 'classification', lenderId: '999999' })).toEqual([404, 'lender.not-found', null])
		expect(await ask({ kind: 'classification', unitId: '999999' })).toEqual([404, 'unit.not-found', null])
		expect((await ask({ kind: 'burning' }))[0]).toBe(400)
		expect((await ask({ kind: 'due-list', from: '2023-01-01' })).slice(1)).toEqual(['request.malformed', 'to'])
	})
})

describe('the reach of a job', () => {
	it('is its asker’s: an officer’s job holds the loans of her district', async () => {
		const job = await done(officer, { kind: 'classification', asOf: day })
		expect(loansIn(await (officer as Call)('GET', `/jobs/${job.id}/result`))).toEqual(hers)
		expect(loansIn(await (admin as Call)('GET', `/jobs/${job.id}/result`))).toEqual(hers)
		const elsewhere = await (officer as Call)('POST', '/jobs', { kind: 'classification', asOf: day, unitId: office.elsewhereId })
		expect(refusedWith(elsewhere)).toEqual([403, 'job.unit-out-of-reach', 'unitId'])
	})

	it('may be wider than its reader’s, who then sees her own rows and sums', async () => {
		const job = await done(admin, { kind: 'classification', asOf: day })
		const seen = async (call: Call | undefined) => {
			const rows = loansIn(await (call as Call)('GET', `/jobs/${job.id}/result`))
			const { result } = (await (call as Call)('GET', `/jobs/${job.id}`)).body
			const sheet = String((await (call as Call)('GET', `/jobs/${job.id}/result?format=csv`)).body)
				.trim()
				.split('\r\n')
			expect([result.loans, sheet.length - 2]).toEqual([rows.length, rows.length])
			return rows
		}
		expect(await seen(officer)).toEqual(hers)
		expect(await seen(agribank)).toEqual([...hers, agribankElsewhere])
		expect(await seen(nhcsxh)).toEqual([nhcsxhElsewhere])
		expect(await seen(auditor)).toHaveLength(5)
		expect((await (leader as Call)('GET', `/jobs/${job.id}`)).status).toBe(403)
	})

	it('that holds nothing of a reader’s is as unknown to her as one that is not there', async () => {
		const ofAgribank = await done(admin, { kind: 'classification', asOf: day, lenderId: office.lenderId('AGRIBANK') })
		const elsewhere = await done(admin, { kind: 'classification', asOf: day, unitId: office.elsewhereId })
		for (const [call, id] of [
			[nhcsxh, ofAgribank.id],
			[officer, elsewhere.id],
			[admin, '999999'],
		] as const) {
			for (const path of ['', '/result', '/result?format=csv'])
				expect([path, refusedWith(await (call as Call)('GET', `/jobs/${id}${path}`))]).toEqual([path, [404, 'job.not-found', null]])
			const { items } = (await (call as Call)('GET', '/jobs?limit=500')).body
			expect(items.filter((job: any) => job.id === id)).toEqual([])
		}
		expect(refusedWith(await (officer as Call)('POST', `/jobs/${elsewhere.id}/cancellation`))).toEqual([404, 'job.not-found', null])
	})

	it('shows in the list, the latest first, by kind and status', async () => {
		const { body } = await (auditor as Call)('GET', '/jobs?kind=classification&status=done&limit=2')
		expect(jobListView.safeParse(body).error).toBeUndefined()
		expect(body.items.map(({ kind, status }: any) => [kind, status])).toEqual(Array.from({ length: 2 }, () => ['classification', 'done']))
		const next = await (auditor as Call)('GET', `/jobs?kind=classification&status=done&limit=500&cursor=${body.next}`)
		const ids = [...body.items, ...next.body.items].map(({ id }: any) => Number(id))
		expect(ids).toEqual([...ids].sort((a, b) => b - a))
	})
})

describe('a job that has stopped', () => {
	/** As a worker leaves it that never comes back. */
	const left = async (status: string, error: string | null, asOf: string): Promise<string> => {
		const job = await done(officer, { kind: 'classification', asOf })
		await asOwner(house.url, 'alter table classified_loans disable trigger user')
		await asOwner(house.url, 'delete from classified_loans where job_id = $1', [job.id])
		await asOwner(house.url, 'alter table classified_loans enable trigger user')
		await asOwner(house.url, 'update jobs set status = $2, error = $3, checkpoint = null, done = 0 where id = $1', [job.id, status, error])
		return job.id
	}

	it('says why it failed, and goes on when it is resumed', async () => {
		const id = await left('failed', 'job.given-up', '2022-07-31')
		const { body } = await (officer as Call)('GET', `/jobs/${id}`)
		expect(body).toMatchObject({
			status: 'failed',
			result: null,
			error: { code: 'job.given-up', message: expect.stringContaining('bị ngắt') },
		})
		expect(refusedWith(await (officer as Call)('GET', `/jobs/${id}/result`))).toEqual([409, 'job.not-done', null])
		const again = await (officer as Call)('POST', '/jobs', { kind: 'classification', asOf: '2022-07-31' })
		expect([again.status, again.body.id]).toEqual([200, id])
		expect((await (officer as Call)('POST', `/jobs/${id}/resume`)).status).toBe(202)
		expect(await ended(officer as Call, id)).toMatchObject({ status: 'done', error: null, result: { loans: 3 } })
		expect(refusedWith(await (officer as Call)('POST', `/jobs/${id}/resume`))).toEqual([422, 'job.not-stopped', null])
	})

	it('was called off by one who reaches all of it; whoever asks the same again gets a new one', async () => {
		const id = await left('queued', null, '2022-06-30')
		const cancelled = await (officer as Call)('POST', `/jobs/${id}/cancellation`)
		expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled'])
		expect(refusedWith(await (officer as Call)('POST', `/jobs/${id}/cancellation`))).toEqual([422, 'job.ended', null])
		const again = await (officer as Call)('POST', '/jobs', { kind: 'classification', asOf: '2022-06-30' })
		expect([again.status, again.body.id === id]).toEqual([202, false])
		await ended(officer as Call, again.body.id)
		const ofAll = await done(admin, { kind: 'classification', asOf: '2022-06-30' })
		for (const deed of ['cancellation', 'resume'])
			expect(refusedWith(await (officer as Call)('POST', `/jobs/${ofAll.id}/${deed}`))).toEqual([403, 'job.of-wider-reach', null])
	})

	it('is a defect of ours where nobody can say more', async () => {
		const id = await left('failed', 'service.defect', '2022-05-31')
		const { body } = await (officer as Call)('GET', `/jobs/${id}`, undefined, { 'accept-language': 'en' })
		expect(body.error).toEqual({ code: 'service.defect', message: 'The program has a defect; it was logged' })
	})
})

describe('proposals of transfers to overdue', () => {
	const propose = async (call: Call | undefined, asOf: string) => {
		const job = await done(call, { kind: 'overdue-proposals', asOf })
		const { body } = await (call as Call)('GET', `/jobs/${job.id}/result`)
		return { job, rows: body.rows as any[], body }
	}
	const accept = (call: Call | undefined, id: string, body: object = {}, path = '') =>
		(call as Call)('POST', `/jobs/${id}/acceptance${path}`, body, newKey())

	it('are listed with the reason, and recorded when they are accepted, each once', async () => {
		const { job, rows, body } = await propose(admin, '2022-09-14')
		expect(resultView.safeParse(body).error).toBeUndefined()
		expect(job.result).toEqual({ loans: 4, amount: body.totals.amount })
		expect(rows[0]).toMatchObject({ loanId: hers[0], on: '2022-09-14', amount: '20000000', dueOn: '2022-09-10', eventId: null })
		expect(rows[0].reason).toBe('Gốc đến hạn ngày 10/09/2022, trả đúng hạn chậm nhất ngày 12/09/2022, còn 20.000.000 đồng chưa trả')
		const dry = await accept(admin, job.id, { proposalIds: [rows[0].proposalId] }, '?dryRun=true')
		expect(dry.body).toMatchObject({ accepted: 1, refused: 0, amount: '20000000' })

		made(await (officer as Call)('POST', `/loans/${hers[1]}/repayments`, { on: '2022-09-15', amount: '500000' }, newKey()))
		const ofHers = await accept(officer, job.id, { decisionNo: '14/TD' })
		expect(ofHers.status).toBe(201)
		expect(acceptanceView.safeParse(ofHers.body).error).toBeUndefined()
		expect(ofHers.body).toMatchObject({ accepted: 2, acceptedBefore: 0, refused: 1, amount: '40000000' })
		expect(ofHers.body.lines.map(({ loanId, status }: any) => [loanId, status])).toEqual([
			[hers[0], 'accepted'],
			[hers[1], 'refused'],
			[hers[2], 'accepted'],
		])
		expect(ofHers.body.lines[1].refusal).toMatchObject({ code: 'proposal.loan-changed', message: expect.stringContaining('hãy lập lại') })
		const [line] = ofHers.body.lines
		expect(line.notice.text).toMatch(/20\.000\.000 đồng .* ngày 14\/09\/2022, .* 13,5 %\/năm/)
		const { items } = (await (admin as Call)('GET', `/loans/${hers[0]}/events`)).body
		expect(items.at(-1)).toMatchObject({
			id: line.eventId,
			type: 'moved-to-overdue',
			on: '2022-09-14',
			amount: '20000000',
			decisionNo: '14/TD',
			note: line.notice.text,
		})
		expect((await (admin as Call)('GET', `/loans/${hers[0]}?asOf=2022-09-14`)).body.balances).toMatchObject({
			overdue: '20000000',
			inTerm: '0',
		})

		const again = await accept(officer, job.id, { proposalIds: [rows[0].proposalId] })
		expect(again.body).toMatchObject({
			accepted: 0,
			acceptedBefore: 1,
			amount: '0',
			lines: [{ eventId: line.eventId, notice: line.notice }],
		})
		expect((await (admin as Call)('GET', `/loans/${hers[0]}/events`)).body.items).toHaveLength(items.length)
		expect((await propose(admin, '2022-09-14')).rows.map(({ loanId, eventId }) => [loanId, eventId === null])).toEqual([
			[hers[1], true],
			[agribankElsewhere, true],
		])
	})

	it('are accepted by nobody who only reads, nor beyond one’s reach, nor of what is no list of them', async () => {
		const { job, rows } = await propose(admin, '2022-10-20')
		const foreign = rows.find(({ loanId }) => loanId === agribankElsewhere)
		expect(refusedWith(await accept(officer, job.id, { proposalIds: [rows[0].proposalId, foreign.proposalId] }))).toEqual([
			404,
			'proposal.not-found',
			'proposalIds.1',
		])
		for (const call of [auditor, agribank, leader]) expect((await accept(call, job.id)).status).toBe(403)
		const classified = await done(admin, { kind: 'classification', asOf: '2022-10-20' })
		expect(refusedWith(await accept(admin, classified.id))).toEqual([422, 'job.no-proposals', null])
		expect(refusedWith(await accept(admin, '999999'))).toEqual([404, 'job.not-found', null])
		expect((await (admin as Call)('POST', `/jobs/${job.id}/acceptance`, {})).body.code).toBe('idempotency.key-required')
	})
})

describe('who may', () => {
	it('start a job: the office, and nobody who only reads', async () => {
		for (const call of [auditor, leader, nhcsxh])
			expect((await (call as Call)('POST', '/jobs', { kind: 'classification', asOf: day })).status).toBe(403)
		expect((await house.call('POST', '/jobs', { kind: 'classification', asOf: day })).status).toBe(401)
	})
})

describe('a job about loans that were transferred', () => {
	it('is asked anew after days of the calendar were entered, and names a loan where it was on its day', async () => {
		const groupId = await office.newGroup('AGRIBANK', 'borrowing')
		const loan = await office.lent({ productCode: 'AGRIBANK-TO', groupId, memberId: await office.newMember(groupId) })
		const question = { kind: 'classification', asOf: '2022-08-30', lenderId: office.lenderId('AGRIBANK') }
		const first = await done(admin, question)
		const rowsOf = async ({ id }: { id: string }) => (await (admin as Call)('GET', `/jobs/${id}/result?limit=500`)).body.rows
		const placeOf = async (job: { id: string }) => (await rowsOf(job)).find(({ loanId }: any) => loanId === loan)?.communeId
		made(
			await (admin as Call)(
				'POST',
				`/loans/${loan}/transfers`,
				{ on: '2022-09-15', communeId: office.elsewhereId, reason: 'Chuyển chỗ ở' },
				newKey(),
			),
		)
		expect([await placeOf(first), (await (admin as Call)('POST', '/jobs', question)).body.id]).toEqual([office.communeId, first.id])
		made(await (admin as Call)('POST', '/days-off', { on: '2027-02-08', kind: 'off', basis: 'Tết Đinh Mùi' }))
		const again = await (admin as Call)('POST', '/jobs', question)
		expect([again.status, again.body.id === first.id]).toEqual([202, false])
		const later = await done(admin, { ...question, asOf: '2022-09-20', unitId: office.elsewhereId })
		expect([await placeOf(later), await placeOf(await ended(admin as Call, again.body.id))]).toEqual([office.elsewhereId, office.communeId])
	})
})
