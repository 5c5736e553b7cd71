import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstrationPassword } from '../../src/access/actions.js'
import { createApp } from '../../src/app.js'
import { plantDifferences } from '../../src/cli/demo/bank-differences.js'
import { bankCsv } from '../../src/cli/demo/bank-list-files.js'
import { firstLineOf, nhcsxhShape } from '../../src/cli/demo/bank-list-shapes.js'
import { loadDemonstration } from '../../src/cli/demo/load.js'
import { ownList } from '../../src/cli/demo/own-list-actions.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { readLastSigned } from '../../src/reconciliations/signed-store.js'
import { itemsView, reconciliationView, settledView, wholeView } from '../../src/reconciliations/schemas.js'
import { formOf, sendForm } from '../platform/form.js'
import { asOwner, type Call, callOf, clockAt, cookieOf, createTestDatabase, type TestDatabase, testLog } from '../platform/harness.js'

/** The month end of twelve groups; SOQUY_MONTH_END=full plays that of the whole province, with 308 differences. */
const full = process.env['SOQUY_MONTH_END'] === 'full'
const perKind = full ? 22 : 4
const asOf = calendarDate('2022-10-31')
const clock = clockAt('2026-11-23')

let store: TestDatabase
let app: FastifyInstance
let lenderId: string
let id: string
const cookies = new Map<string, string>()
const as = (username: string): Call => callOf(app, { cookie: cookies.get(username) ?? '' })

beforeAll(async () => {
	store = await createTestDatabase()
	await loadDemonstration(store.database, { size: full ? 'full' : 'small', clock, progress: () => undefined })
	await asOwner(store.url, 'analyze')
	app = await createApp({ database: store.database, clock, log: testLog })
	for (const username of ['admin', 'officer', 'leader', 'nhcsxh', 'agribank', 'auditor']) {
		cookies.set(username, cookieOf(await callOf(app)('POST', '/sessions', { username, password: demonstrationPassword })))
	}
	lenderId = String((await asOwner(store.url, "select id from lenders where code = 'NHCSXH'"))[0]?.['id'])
}, 300_000)
afterAll(async () => {
	await app.close()
	await store.close()
})

const send = async (username: string, csv: string, day: string = asOf) =>
	sendForm(app, `/lenders/${lenderId}/reconciliations`, await formOf({ name: 'ngan-hang.csv', bytes: Buffer.from(csv) }, { asOf: day }), {
		cookie: cookies.get(username) ?? '',
	})
const ours = async (day: string = asOf) =>
	String((await as('nhcsxh')('GET', `/lenders/${lenderId}/reconciliation-export?asOf=${day}&format=csv`)).body).replace('\ufeff', '')

async function itemsOf(which: string, query = ''): Promise<any[]> {
	const items: any[] = []
	for (let next: string | null = ''; next !== null; ) {
		const { status, body }: { status: number; body: any } = await as('admin')(
			'GET',
			`/reconciliations/${which}/items?limit=500${query}${next === '' ? '' : `&cursor=${next}`}`,
		)
		expect([status, itemsView.safeParse(body).error]).toEqual([200, undefined])
		items.push(...body.items)
		next = body.next
	}
	return items
}

describe('the month end with a bank', { timeout: full ? 300_000 : 30_000 }, () => {
	it('finds nothing where the bank has our own list', async () => {
		const { status, body } = await send('nhcsxh', (await ours()).split('\r\n').slice(0, -3).join('\r\n'))
		expect(status).toBe(201)
		expect(reconciliationView.safeParse(body).error).toBeUndefined()
		expect(body.totals.differences).toEqual({ loans: 0, outstanding: '0', interest: '0' })
		expect(body.totals.byType.matched.loans).toBe(body.totals.bank.loans)
	})

	it('finds every difference that was put into the list, rightly typed, and no other', async () => {
		const knownAt = await store.database.knowledgeNow()
		const loans = await store.database.reading((tx) => ownList(tx, lenderId, { asOf, knownAt }))
		const { rows, planted } = plantDifferences(loans, { asOf, seed: 1, perKind, firstLine: firstLineOf(nhcsxhShape) })
		const began = performance.now()
		const { status, body } = await send('nhcsxh', bankCsv(nhcsxhShape, rows, asOf))
		process.stdout.write(`${body.totals.bank.loans} rows, ${planted.length} planted: ${Math.round(performance.now() - began)} ms\n`)
		expect(status).toBe(201)
		id = body.id
		const found = (await itemsOf(id)).filter(({ type }) => type !== 'matched')
		const said = found.map(({ type, ours: loan, bank }) => `${loan?.loanCode ?? bank.bankLoanCode} ${type}`).sort()
		expect(said).toEqual(planted.map(({ loanCode, bankLoanCode, type }) => `${loanCode ?? bankLoanCode} ${type}`).sort())
		expect(new Set(planted.map(({ type }) => type)).size).toBeGreaterThanOrEqual(11)
	})

	it('is apart by what the differences say, to the đồng, over all and in each group', async () => {
		const { body } = await as('admin')('GET', `/reconciliations/${id}`)
		expect(wholeView.safeParse(body).error).toBeUndefined()
		for (const { bank, ours: we, differences } of [body.totals, ...body.groups])
			for (const key of ['outstanding', 'interest']) expect(BigInt(bank[key]) - BigInt(we[key])).toBe(BigInt(differences[key]))
		const listed = (await as('nhcsxh')('GET', `/lenders/${lenderId}/reconciliation-export?asOf=${asOf}`)).body
		expect(body.totals.ours).toMatchObject({ loans: listed.totals.loans, outstanding: listed.totals.outstanding })
	})

	it('is searched by name, kind, status and group', async () => {
		const [one] = await itemsOf(id, '&type=balance-differs')
		expect((await itemsOf(id, `&q=${one.ours.loanCode}`)).map(({ no }) => no)).toContain(one.no)
		expect(await itemsOf(id, '&status=accepted')).toEqual([])
		for (const { groupId } of await itemsOf(id, `&groupId=${one.groupId}&status=open`)) expect(groupId).toBe(one.groupId)
	})

	it('is set right by accepting, tried first without recording anything', async () => {
		const receipts = (await itemsOf(id, '&type=missing-receipt')).filter(({ corrections }) => corrections.length > 0)
		let done = 0
		for (const { no, loanId, bank } of receipts) {
			const before = (await as('admin')('GET', `/loans/${loanId}?asOf=${asOf}`)).body.balances.outstanding
			const tried = await as('admin')(
				'POST',
				`/reconciliations/${id}/items/${no}/acceptances?dryRun=true`,
				{},
				{ 'idempotency-key': `dry-${no}` },
			)
			if (tried.status === 422) continue
			expect(tried.status).toBe(201)
			expect(settledView.safeParse(tried.body).error).toBeUndefined()
			expect((await as('admin')('GET', `/loans/${loanId}?asOf=${asOf}`)).body.balances.outstanding).toBe(before)
			const accepted = await as('admin')(
				'POST',
				`/reconciliations/${id}/items/${no}/acceptances`,
				{ note: 'đã có biên lai' },
				{ 'idempotency-key': `accept-${no}` },
			)
			expect([accepted.status, accepted.body.items[0].status]).toEqual([201, 'accepted'])
			const after = (await as('admin')('GET', `/loans/${loanId}?asOf=${asOf}`)).body.balances.outstanding
			expect(BigInt(after)).toBeLessThan(BigInt(before))
			expect(BigInt(bank.outstanding)).toBeLessThan(BigInt(before))
			const again = await as('admin')('POST', `/reconciliations/${id}/items/${no}/acceptances`, {}, { 'idempotency-key': `again-${no}` })
			expect(again.body.code).toBe('reconciliation.already-accepted')
			done += 1
			if (done === 2) break
		}
		expect(done).toBeGreaterThan(0)
	})

	it('accepts both halves of a payment on two loans at once', async () => {
		const swapped = (await itemsOf(id, '&type=wrong-member')).filter(({ counterpart }) => counterpart !== null)
		for (const { no } of swapped) {
			const { status, body } = await as('admin')(
				'POST',
				`/reconciliations/${id}/items/${no}/acceptances?dryRun=true`,
				{},
				{ 'idempotency-key': `swap-${no}` },
			)
			if (status === 422) continue
			expect([status, body.items.map((item: any) => item.status), body.outcomes.length]).toEqual([201, ['accepted', 'accepted'], 2])
			return
		}
		expect('no payment that may be moved').toBe('')
	})

	it('is disputed by the bank with a note, and given to somebody', async () => {
		const [one, two] = await itemsOf(id, '&type=balance-differs')
		const disputed = await as('nhcsxh')('POST', `/reconciliations/${id}/items/${one.no}/disputes`, { note: 'sao kê của chúng tôi đúng' })
		expect(disputed.body.items[0]).toMatchObject({ status: 'disputed', last: { note: 'sao kê của chúng tôi đúng' } })
		const assigned = await as('admin')('POST', `/reconciliations/${id}/items/${two.no}/assignments`, { assignee: 'Chị Mai' })
		expect(assigned.body.items[0]).toMatchObject({ status: 'assigned', last: { assignee: 'Chị Mai' } })
		const [agreed] = await itemsOf(id, '&type=matched')
		expect((await as('nhcsxh')('POST', `/reconciliations/${id}/items/${agreed.no}/disputes`, { note: 'sai' })).body.code).toBe(
			'reconciliation.no-difference',
		)
		expect((await as('nhcsxh')('POST', `/reconciliations/${id}/items/999999/disputes`, { note: 'sai' })).body.code).toBe(
			'reconciliation.item-not-found',
		)
		expect(
			(await as('nhcsxh')('POST', `/reconciliations/${id}/items/${one.no}/acceptances`, {}, { 'idempotency-key': 'bank' })).status,
		).toBe(403)
	})

	it('is another bank’s secret, no leader’s business, and an officer’s as far as her communes go', async () => {
		for (const where of [`/reconciliations/${id}`, `/reconciliations/${id}/items`, `/reconciliations/${id}/copy`])
			expect([where, (await as('agribank')('GET', where)).body.code]).toEqual([where, 'reconciliation.not-found'])
		expect((await as('leader')('GET', `/reconciliations/${id}`)).status).toBe(403)
		expect((await as('agribank')('POST', `/reconciliations/${id}/signatures`, {})).body.code).toBe('reconciliation.not-found')
		const seen = (await as('officer')('GET', `/reconciliations/${id}/items?type=unknown-loan`)).body.items
		expect(seen).toEqual([])
		expect((await as('officer')('POST', `/reconciliations/${id}/signatures`, {})).body.code).toBe('reconciliation.beyond-reach')
	})

	it('is signed by each side once, and then nothing changes', async () => {
		expect((await as('admin')('GET', `/reconciliations/${id}/copy`)).body.code).toBe('reconciliation.not-signed')
		expect((await as('nhcsxh')('POST', `/reconciliations/${id}/signatures`, { note: 'đồng ý' })).body).toMatchObject({
			status: 'half-signed',
			sha256: null,
		})
		expect((await as('nhcsxh')('POST', `/reconciliations/${id}/signatures`, {})).body.code).toBe('reconciliation.side-signed')
		const [open] = await itemsOf(id, '&status=open')
		expect((await as('admin')('POST', `/reconciliations/${id}/items/${open.no}/assignments`, { assignee: 'Chị Mai' })).body.code).toBe(
			'reconciliation.signed',
		)
		const { body } = await as('admin')('POST', `/reconciliations/${id}/signatures`, {})
		expect(body).toMatchObject({ status: 'signed', signatures: [{ side: 'bank' }, { side: 'union' }] })
		const last = await store.database.reading((tx) => readLastSigned(tx, lenderId, asOf))
		expect(last).toMatchObject({ id, asOf, sha256: body.sha256 })
		expect(await store.database.reading((tx) => readLastSigned(tx, lenderId, calendarDate('2022-10-30')))).toBeNull()
	})

	it('has a copy that is the same to the byte after a year of other events, with a digest that anybody takes again', async () => {
		const bytes = async (format: string) =>
			(
				await app.inject({
					method: 'GET',
					url: `/api/v1/reconciliations/${id}/copy?format=${format}`,
					headers: { cookie: cookies.get('nhcsxh') ?? '' },
				})
			).rawPayload
		const before = await Promise.all(['json', 'csv', 'xlsx'].map(bytes))
		const [loan] = await itemsOf(id, '&type=matched')
		await as('admin')('POST', `/loans/${loan.loanId}/repayments`, { on: '2022-10-20', amount: '1000' }, { 'idempotency-key': 'late' })
		await asOwner(store.url, "update members set name = 'Tên Mới' where id in (select member_id from loans)")
		const after = await Promise.all(['json', 'csv', 'xlsx'].map(bytes))
		expect(after.map((file, index) => file.equals(before[index] as Buffer))).toEqual([true, true, true])
		const copy = JSON.parse(String(before[0]))
		const lines = String(before[1]).replace('\ufeff', '').replaceAll('\r\n', '\n').split('\n')
		const end = lines.findIndex((line) => line.startsWith('Tổng cộng'))
		const digest = createHash('sha256')
			.update(`${copy.about}\n${lines.slice(0, end).join('\n')}\n`)
			.digest('hex')
		expect(digest).toBe(copy.sha256)
		expect(BigInt(copy.totals.bankOutstanding) - BigInt(copy.totals.ourOutstanding)).toBe(BigInt(copy.totals.outstanding))
	})

	it('carries what was left open to the next month with its age, and tells what has vanished', async () => {
		const next = calendarDate('2022-11-30')
		const made = (await ours(next)).split('\r\n').slice(0, -3)
		const [one] = await itemsOf(id, '&type=unknown-loan')
		const header = (made[0] ?? '').split(',')
		const row = header.map(
			(name) => ({ 'Mã món vay': one.bank.bankLoanCode, 'Họ tên người vay': one.bank.memberName, 'Tổng dư nợ': '6000000' })[name] ?? '',
		)
		const { body } = await send('admin', [...made, row.join(',')].join('\r\n'), next)
		expect(body.carriedFrom).toBe(id)
		const [carried] = await itemsOf(body.id, '&status=carried')
		expect(carried).toMatchObject({ type: 'unknown-loan', since: asOf, age: 30 })
		const left = (await itemsOf(id)).filter(({ type, status }) => type !== 'matched' && status !== 'accepted').length
		expect(body.vanished.length).toBe(left - 1)
	})

	it('is compared again by the list that is kept, and listed', async () => {
		const { body } = await as('admin')('GET', `/lenders/${lenderId}/reconciliations?limit=1`)
		expect([body.items.length, body.next !== null]).toEqual([1, true])
		const again = await as('admin')('POST', `/bank-lists/${body.items[0].listId}/reconciliations`)
		expect([again.status, again.body.listId]).toEqual([201, body.items[0].listId])
	})
})
