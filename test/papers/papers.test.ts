import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { explanationView, memberStatementView, statementView } from '../../src/papers/schemas.js'
import { scheduleView } from '../../src/lending/schemas.js'
import { type Call, cookieOf, createTestApp, type TestApp } from '../platform/harness.js'
import { type Borrower, openBorrower } from './borrower.js'
import { squeezed } from '../documents/papers.js'
import { textOfPages } from '../documents/pdf-text.js'

let house: TestApp
let her: Borrower
let [admin, officer, leader, nhcsxh, agribank, auditor]: Call[] = []
let cookie = ''

beforeAll(async () => {
	house = await createTestApp()
	const users = await Promise.all(['admin', 'officer', 'leader', 'nhcsxh', 'agribank', 'auditor'].map((name) => house.asUser(name)))
	;[admin, officer, leader, nhcsxh, agribank, auditor] = users
	cookie = cookieOf(await house.call('POST', '/sessions', { username: 'admin', password: 'soquy-demo' }))
	her = await openBorrower(admin as Call)
})
afterAll(() => house.close())

const get = async (path: string, call = admin) => (await (call as Call)('GET', path)).body

/** A file as it comes over the wire. */
async function file(path: string, language = 'vi') {
	const answer = await house.app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { cookie, 'accept-language': language } })
	return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload }
}

describe('papers as JSON', () => {
	it('have the shapes that are documented, whatever has happened to the loan', async () => {
		const shaped = (shape: z.ZodType, body: unknown) => expect(shape.safeParse(body).error?.issues ?? []).toEqual([])
		for (const id of Object.values(her.loans)) {
			shaped(statementView, await get(`/loans/${id}/statement`))
			shaped(explanationView, await get(`/loans/${id}/explanation`))
			shaped(scheduleView, await get(`/loans/${id}/schedule`))
		}
		shaped(memberStatementView, await get(`/members/${her.memberId}/statement`))
	})

	it('agree with the loan itself, on any day', async () => {
		for (const id of Object.values(her.loans)) {
			for (const asOf of ['2021-03-06', '2022-01-01', '2022-06-10', '2023-06-15']) {
				const { balances } = await get(`/loans/${id}?asOf=${asOf}`)
				const { closing, balances: stated } = await get(`/loans/${id}/statement?asOf=${asOf}`)
				const explained = await get(`/loans/${id}/explanation?asOf=${asOf}`)
				expect(stated).toEqual(balances)
				expect(explained.balances ?? balances).toEqual(balances)
				for (const { code, amount } of explained.amounts) expect([code, amount]).toEqual([code, balances[code]])
				expect(closing.outstanding).toBe(balances.outstanding)
			}
		}
	})

	it('tell what was known then', async () => {
		const before = (await get(`/loans/${her.loans.clean}/statement`)).knownAt
		const repaid = await (admin as Call)(
			'POST',
			`/loans/${her.loans.clean}/repayments`,
			{ on: '2022-12-20', amount: '300000', receiptNo: 'BL-0000' },
			{ 'idempotency-key': 'late-news' },
		)
		expect(repaid.status).toBe(201)
		for (const what of ['statement', 'explanation', 'schedule']) {
			const told = (more: string) => get(`/loans/${her.loans.clean}/${what}?asOf=2023-02-01${more}`)
			expect(await told(`&knownAt=${before}`)).not.toEqual({ ...(await told('')), knownAt: before })
		}
		const receipts = async (more: string) =>
			(await get(`/loans/${her.loans.clean}/statement?asOf=2023-02-01${more}`)).lines.flatMap(
				({ receiptNo }: { receiptNo: string | null }) => receiptNo ?? [],
			)
		expect(await receipts('')).toEqual(['BL-0000', 'BL-1007'])
		expect(await receipts(`&knownAt=${before}`)).toEqual(['BL-1007'])
		expect((await get(`/members/${her.memberId}/statement?knownAt=2020-01-01T00:00:00Z`)).lenders).toEqual([])
	})

	it('are in the language that is asked for', async () => {
		const explanation = async (language: string) =>
			(await (admin as Call)('GET', `/loans/${her.loans.policy}/explanation`, undefined, { 'accept-language': language })).body
		expect((await explanation('en')).periods[0].text).toContain('rounded to 1 đồng (half up)')
		expect((await explanation('vi')).periods[0].text).toContain('làm tròn đến 1 đồng (nửa lên)')
		expect((await explanation('en')).rules[0].source).toBe('Circular 14/2017/TT-NHNN, articles 4 and 5')
	})

	it('of a period begin with the day before it, and refuse one that runs backwards', async () => {
		const { opening, from, to, closing } = await get(`/loans/${her.loans.policy}/statement?from=2022-01-01&to=2022-12-31`)
		const eve = (await get(`/loans/${her.loans.policy}?asOf=2021-12-31`)).balances
		expect([from, to, opening.outstanding]).toEqual(['2022-01-01', '2022-12-31', eve.outstanding])
		expect(BigInt(opening.interestUnpaid)).toBe(BigInt(eve.interestDue) + BigInt(eve.interestCarried))
		expect(closing.outstanding).toBe('45954187')
		// The last day is never after the day that is asked about.
		expect((await get(`/loans/${her.loans.policy}/statement?to=2022-12-31&asOf=2022-03-01`)).to).toBe('2022-03-01')
		for (const path of [`/loans/${her.loans.policy}`, `/members/${her.memberId}`]) {
			const refused = await (admin as Call)('GET', `${path}/statement?from=2023-02-01&to=2023-01-01`)
			expect(refused).toMatchObject({ status: 422, body: { code: 'loan.period-backwards' } })
		}
	})
})

describe('a member’s statement', () => {
	const lenders = async (call?: Call) =>
		(await get(`/members/${her.memberId}/statement`, call)).lenders.map(
			({ lender, entrusted, loans }: { lender: { code: string }; entrusted: boolean; loans: unknown[] }) => [
				lender.code,
				entrusted,
				loans.length,
			],
		)

	it('has all her loans, lender by lender, banks first', async () => {
		const all = [
			['AGRIBANK', true, 1],
			['NHCSXH', true, 2],
			['QUY-HTPN', false, 3],
		]
		for (const call of [admin, officer, auditor]) expect(await lenders(call)).toEqual(all)
	})

	it('shows a bank its own loans, and a leader those of her groups', async () => {
		expect(await lenders(nhcsxh)).toEqual([['NHCSXH', true, 2]])
		expect(await lenders(agribank)).toEqual([['AGRIBANK', true, 1]])
		expect(await lenders(leader)).toEqual([['NHCSXH', true, 2]])
	})

	it('and the papers of a loan are unknown to whom they do not concern', async () => {
		for (const [call, id] of [
			[nhcsxh, her.loans.bank],
			[agribank, her.loans.policy],
			[leader, her.loans.fund],
		] as const)
			for (const what of ['statement', 'explanation', 'schedule'])
				for (const format of ['json', 'pdf'])
					expect(await (call as Call)('GET', `/loans/${id}/${what}?format=${format}`)).toMatchObject({
						status: 404,
						body: { code: 'loan.not-found' },
					})
		expect(await (admin as Call)('GET', '/members/999999/statement?format=pdf')).toMatchObject({
			status: 404,
			body: { code: 'member.not-found' },
		})
		expect((await house.call('GET', `/members/${her.memberId}/statement`)).status).toBe(401)
	})

	it('adds up each lender’s loans, column by column', async () => {
		const { lenders: told } = await get(`/members/${her.memberId}/statement?from=2022-01-01`)
		for (const { loans, totals } of told) {
			const sum = (of: (loan: any) => string) => String(loans.reduce((total: bigint, one: unknown) => total + BigInt(of(one)), 0n))
			for (const column of Object.keys(totals.sums)) expect(totals.sums[column]).toBe(sum((one) => one.totals[column]))
			for (const figure of Object.keys(totals.closing)) expect(totals.closing[figure]).toBe(sum((one) => one.closing[figure]))
			for (const balance of Object.keys(totals.balances)) expect(totals.balances[balance]).toBe(sum((one) => one.balances[balance]))
		}
	})
})

describe('papers as files', () => {
	it('are PDF with a name and their two clocks', async () => {
		for (const [path, name] of [
			[`/loans/${her.loans.policy}/statement?from=2022-01-01&to=2022-12-31&`, `sao-ke-khoan-vay-${her.loans.policy}-2022-12-31.pdf`],
			[`/loans/${her.loans.flat}/explanation?`, `giai-trinh-${her.loans.flat}-2023-06-15.pdf`],
			[`/loans/${her.loans.fund}/schedule?`, `lich-tra-no-${her.loans.fund}-2023-06-15.pdf`],
			[`/members/${her.memberId}/statement?`, `sao-ke-thanh-vien-${her.memberId}-2023-06-15.pdf`],
		] as const) {
			const { status, headers, bytes } = await file(`${path}format=pdf`)
			expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
				200,
				'application/pdf',
				`attachment; filename="${name}"`,
			])
			expect(headers['as-of']).toBe(/\d{4}-\d\d-\d\d(?=\.pdf)/.exec(name)?.[0])
			expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
			expect(bytes.subarray(-6).toString()).toBe('%%EOF\n')
		}
	})

	it('are the same bytes for the same question', async () => {
		const path = `/members/${her.memberId}/statement?format=pdf&asOf=2023-06-01`
		const first = await file(path)
		const again = await file(`${path}&knownAt=${String(first.headers['known-at'])}`)
		expect(again.bytes.equals(first.bytes)).toBe(true)
	})

	it('say on paper what the JSON says', async () => {
		const statement = await get(`/members/${her.memberId}/statement`)
		const pages = textOfPages((await file(`/members/${her.memberId}/statement?format=pdf&knownAt=${statement.knownAt}`)).bytes)
		const text = squeezed(pages.join(' '))
		expect(pages.length).toBeGreaterThan(3)
		const amount = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, '.')
		for (const { lender, loans, totals } of statement.lenders) {
			expect(text).toContain(squeezed(`${lender.name}, ${loans.length} khoản vay: dư nợ gốc ${amount(totals.closing.outstanding)};`))
			for (const { loan, lines, balances, status } of loans) {
				expect(text).toContain(loan.code)
				for (const { on, outstandingAfter } of lines) {
					expect(text).toContain(on.split('-').reverse().join('/'))
					expect(text).toContain(amount(outstandingAfter))
				}
				if (status === 'active')
					expect(text).toContain(squeezed(`Số tiền cần trả để tất toán ngày 15/06/2023: ${amount(balances.payOff)} đồng`))
			}
		}
		expect(text).toContain(squeezed('HỘI LIÊN HIỆP PHỤ NỮ TỈNH CAO BẰNG'))
		expect(text).toContain(squeezed(`Trang ${pages.length}/${pages.length}`))
	})

	it('come in English too', async () => {
		const { bytes } = await file(`/loans/${her.loans.policy}/schedule?format=pdf`, 'en')
		expect(textOfPages(bytes)[0]).toContain('REPAYMENT SCHEDULE')
	})

	it('name the leader of the group on the day, and the place as it is called then', async () => {
		const [page = ''] = textOfPages((await file(`/loans/${her.loans.clean}/statement?format=pdf&asOf=2023-01-01`)).bytes)
		expect(page).toContain('Lục Thị Hoài Thương')
		expect(page).toContain('Địa bàn: ')
	})

	it('name the group and the place that the loan was in on the day of the paper', async () => {
		const key = () => ({ 'idempotency-key': randomUUID() })
		const { lenderId, communeId, groupId } = await get(`/loans/${her.loans.clean}`)
		const made = { name: 'Tổ Bản Chang 2', kind: 'savings-and-loan', lenderId, communeId, establishedOn: '2020-01-01' }
		const { id } = (await (admin as Call)('POST', '/groups', made, key())).body
		await (admin as Call)('POST', `/groups/${id}/memberships`, { memberId: her.memberId, role: 'member', from: '2023-03-01' }, key())
		const moving = { on: '2023-04-01', groupId: id, reason: 'Chuyển tổ' }
		expect(await (admin as Call)('POST', `/loans/${her.loans.clean}/transfers`, moving, key())).toMatchObject({ status: 201 })
		const head = async (asOf: string) => textOfPages((await file(`/loans/${her.loans.clean}/schedule?format=pdf&asOf=${asOf}`)).bytes)[0]
		expect(await head('2023-03-31')).toContain('Tổ, nhóm: Tổ Bản Viết 1')
		expect(await head('2023-04-01')).toContain('Tổ, nhóm: Tổ Bản Chang 2')
		expect(groupId).not.toBe(id)
	})

	it('no other format is known', async () => {
		expect((await (admin as Call)('GET', `/loans/${her.loans.clean}/statement?format=xlsx`)).status).toBe(400)
	})
})
