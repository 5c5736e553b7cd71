import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retellApplications } from '../../src/applications/question-actions.js'
import { applicationsView } from '../../src/applications/schemas.js'
import { asOwner, type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { type CreditGroup, made, openCreditGroup } from './credit-group.js'

let house: TestApp
let group: CreditGroup
beforeAll(async () => {
	house = await createTestApp()
	group = await openCreditGroup(house)
})
afterAll(() => house.close())

const listed = async (by: Call, query = ''): Promise<string[]> =>
	(await by('GET', `/loan-applications?limit=500${query}`)).body.items.map(({ id }: any) => id)

describe('requests', () => {
	it('are listed by what is wanted of them, page by page', async () => {
		const [asked, reviewed, approved] = [await group.asked(), await group.reviewed(), await group.approved()]
		const { memberId, memberName, code, productId } = await group.read(approved)
		const { admin, groupId } = group
		const first = await admin('GET', `/loan-applications?groupId=${groupId}&limit=2`)
		expect(applicationsView.safeParse(first.body).error).toBeUndefined()
		expect(first.body.items.map(({ id }: any) => id)).toEqual([asked, reviewed])
		const next = await admin('GET', `/loan-applications?groupId=${groupId}&limit=2&cursor=${first.body.next}`)
		expect([next.body.items.map(({ id }: any) => id), next.body.next]).toEqual([[approved], null])
		expect(await listed(admin, '&status=reviewed')).toEqual([reviewed])
		expect(await listed(admin, `&memberId=${memberId}`)).toEqual([approved])
		expect(await listed(admin, `&productId=${productId}&lenderId=${group.office.lenderId('QUY-HTPN')}`)).toEqual([
			asked,
			reviewed,
			approved,
		])
		expect(await listed(admin, `&lenderId=${group.office.lenderId('NHCSXH')}`)).toEqual([])
		expect(await listed(admin, `&q=${code.toLowerCase()}`)).toEqual([approved])
		expect(await listed(admin, `&q=${encodeURIComponent(memberName.replace('Nông Thị Số', 'nong so'))}`)).toEqual([approved])
		expect(await listed(admin, '&q=%25')).toEqual([])
		expect(await listed(admin, '&loanId=999999')).toEqual([])
	})

	it('are seen by whoever reaches the group, the commune or the lender, and are as unknown as none to others', async () => {
		const id = await group.reviewed({ productId: group.office.productId('NHCSXH-HONGHEO') })
		const own = await group.reviewed()
		const elsewhere = await group.office.newGroup('QUY-HTPN', 'credit', group.office.elsewhereId)
		const foreign = made(await group.ask(group.admin, { groupId: elsewhere, memberId: await group.office.newMember(elsewhere) })).id
		const [seeded, nhcsxh, agribank, auditor] = await Promise.all(
			['leader', 'nhcsxh', 'agribank', 'auditor'].map((name) => house.asUser(name)),
		)
		const sees: readonly (readonly [string, Call | undefined, readonly string[]])[] = [
			['admin', group.admin, [id, own, foreign]],
			['auditor', auditor, [id, own, foreign]],
			['officer', group.officer, [id, own]],
			['leader', group.leader, [id, own]],
			['leader of another group', seeded, []],
			['nhcsxh', nhcsxh, [id]],
			['agribank', agribank, []],
		]
		for (const [who, by, seen] of sees) {
			const call = by as Call
			const found = await listed(call)
			for (const one of [id, own, foreign]) {
				expect([who, one, found.includes(one)]).toEqual([who, one, seen.includes(one)])
				const { status, body } = await call('GET', `/loan-applications/${one}`)
				expect([who, one, status, body.code]).toEqual([
					who,
					one,
					...(seen.includes(one) ? [200, body.code] : [404, 'application.not-found']),
				])
			}
		}
		// An officer takes no step on what she does not see; a leader approves nothing, and whoever only reads takes none.
		expect((await group.step(group.officer, foreign, 'rejections')).body.code).toBe('application.not-found')
		for (const by of [group.leader, nhcsxh, auditor] as Call[])
			for (const what of ['approvals', 'rejections', 'withdrawals', 'signing']) expect((await group.step(by, own, what)).status).toBe(403)
		for (const by of [nhcsxh, auditor] as Call[]) expect((await group.ask(by)).status).toBe(403)
	})

	it('keep what was asked for and their steps for ever, whoever tries to change them', async () => {
		const id = await group.reviewed()
		const attempts = [
			`update loan_application_steps set "on" = '2020-01-01' where application_id = ${id}`,
			`delete from loan_application_steps where application_id = ${id}`,
			'truncate loan_application_steps',
			`update loan_applications set amount = 1 where id = ${id}`,
			`delete from loan_applications where id = ${id}`,
			'update loan_review_meetings set attendees = 1',
			'truncate loan_applications cascade',
		]
		for (const statement of attempts)
			expect([statement, await asOwner(house.url, statement).then(String, String)]).toEqual([
				statement,
				expect.stringContaining('append-only'),
			])
	})

	it('whose cached status was tampered with are found', async () => {
		const findings = async () => {
			const found: string[] = []
			await house.database.reading(async (tx) => {
				for await (const { code, what } of retellApplications(tx)) found.push(`${code}: ${what}`)
			})
			return found
		}
		expect(await findings()).toEqual([])
		const id = await group.asked()
		await asOwner(house.url, `update loan_applications set status = 'approved' where id = ${id}`)
		expect(await findings()).toEqual([`HS${id.padStart(8, '0')}: approved after 1 steps, its 1 steps say requested`])
		await asOwner(house.url, `update loan_applications set status = 'requested' where id = ${id}`)
	})
})

describe('the minutes', () => {
	it('give the list of members who ask for loans, as form 03/TD', async () => {
		const [first, second, third] = [
			await group.asked({ beneficiary: 'Hộ cận nghèo' }),
			await group.asked({ purpose: '=Mua trâu' }),
			await group.asked(),
		]
		const meeting = made(
			await group.review(group.leader, [
				{ applicationId: second, agreed: true, amount: '15000000' },
				{ applicationId: first, agreed: true },
				{ applicationId: third, agreed: false, reason: 'Chưa cần' },
			]),
		)
		made(await group.step(group.officer, first, 'approvals', { amount: '18000000', months: 10 }))
		const names = await Promise.all([second, first].map(async (id) => (await group.read(id)).memberName))
		const path = `/loan-review-meetings/${meeting.id}/list`
		const csv = await group.leader('GET', `${path}?format=csv`)
		expect([csv.status, csv.headers['content-type'], csv.headers['content-disposition']]).toEqual([
			200,
			'text/csv; charset=utf-8',
			`attachment; filename="03-td-2023-03-05-${meeting.id}.csv"`,
		])
		expect(csv.body.replace('\ufeff', '').split('\r\n')).toEqual([
			'STT,Họ và tên,Đối tượng thụ hưởng,Tổ đề nghị: Số tiền (đồng),Tổ đề nghị: Mục đích,Tổ đề nghị: Thời hạn (tháng),NH phê duyệt: Số tiền (đồng),NH phê duyệt: Thời hạn (tháng)',
			`1,${names[0]},"Vay trả góp hằng tháng, lãi trên dư nợ giảm dần",15000000,'=Mua trâu,12,,`,
			`2,${names[1]},Hộ cận nghèo,20000000,Nuôi trâu sinh sản,12,18000000,10`,
			',Cộng,,35000000,,,18000000,',
			'',
		])
		// Before the approval of the tenth nothing of it was on the list.
		expect((await group.leader('GET', `${path}?asOf=2023-03-09`)).body).toContain(',Cộng,,35000000,,,0,')
		const file = await house.app.inject({ url: `/api/v1${path}?format=xlsx`, headers: { cookie: await cookieOfAuditor() } })
		const workbook = new ExcelJS.Workbook()
		await workbook.xlsx.load(file.rawPayload as never)
		expect(workbook.worksheets[0]?.getRow(4).getCell(4).value).toBe(35_000_000)
	})

	it('are shown to whoever reaches the group, and to others not at all', async () => {
		const id = await group.asked()
		const meeting = made(await group.review(group.leader, [{ applicationId: id, agreed: true }]))
		for (const [who, status] of [
			['officer', 200],
			['auditor', 200],
			['leader', 404],
			['nhcsxh', 404],
		] as const) {
			const call = await house.asUser(who)
			for (const part of ['', '/list']) {
				const answer = await call('GET', `/loan-review-meetings/${meeting.id}${part}`)
				expect([who, part, answer.status]).toEqual([who, part, status])
				if (status === 404) expect(answer.body.code).toBe('review-meeting.not-found')
			}
		}
	})

	async function cookieOfAuditor(): Promise<string> {
		const signedIn = await house.call('POST', '/sessions', { username: 'auditor', password: 'soquy-demo' })
		return String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
	}
})
