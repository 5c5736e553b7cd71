import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkBooks } from '../../src/ledger/check-store.js'
import { retellLoans } from '../../src/lending/question-actions.js'
import { checkOpenings } from '../../src/openings/store.js'
import { retellSavings } from '../../src/savings/question-actions.js'
import { newKey, openOffice, type Office } from '../collection/office.js'
import { asOwner, type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { csvOf, ended, type Line, uploader, workbookOf } from './lists.js'

let house: TestApp
let office: Office
let admin: Call
let upload: Awaited<ReturnType<typeof uploader>>
let group: string
let member: { code: string; id: string }

beforeAll(async () => {
	house = await createTestApp()
	office = await openOffice(house)
	admin = office.admin
	upload = await uploader(house, 'admin')
	group = (await admin('GET', `/groups/${office.leadersGroupId}`)).body.code
	const id = await office.newMember(office.leadersGroupId)
	member = (await admin('GET', `/members/${id}`)).body
})
afterAll(() => house.close())

const fields = { kind: 'loans', openingOn: '2023-05-31', accept: 'all-or-nothing' }
const good = (more: Line = {}): Line => ({
	productCode: 'NHCSXH-HONGHEO',
	groupCode: group,
	memberCode: member.code,
	bankLoanCode: '6600000000000001',
	signedOn: '2021-03-05',
	disbursedOn: '2021-03-05',
	principal: '50000000',
	maturityOn: '2026-03-05',
	rate: '6,6%',
	outstanding: '40000000',
	inTerm: '40000000',
	interestDue: '220000',
	interestPaidThrough: '2023-04-05',
	...more,
})
const unknown = (code: string, more: Line = {}): Line =>
	good({ memberCode: '', memberName: 'Nông Thị Ái', citizenId: '004185001234', bankLoanCode: code, ...more })

/** How many rows the tables hold that an import may write. */
async function rowCounts(): Promise<unknown> {
	const tables = [
		'openings',
		'opening_rows',
		'jobs',
		'loans',
		'contracts',
		'events',
		'entries',
		'postings',
		'dues',
		'members',
		'memberships',
	]
	const counts = tables.map((table) => `(select count(*) from ${table}) as ${table}`)
	return (await asOwner(house.url, `select ${counts.join(', ')}`))[0]
}

/** What is not as the events say, in loans, savings and books. */
async function findings(): Promise<readonly unknown[]> {
	return house.database.reading(async (tx) => {
		const found: unknown[] = [...(await checkBooks(tx)), ...(await checkOpenings(tx))]
		for await (const one of retellLoans(tx, () => undefined)) found.push(one)
		for await (const one of retellSavings(tx, () => undefined)) found.push(one)
		return found
	})
}

describe('existing loans that come in from a spreadsheet', () => {
	it('run dry are checked and change nothing', async () => {
		const before = await rowCounts()
		const file = { name: 'nhcsxh.xlsx', bytes: await workbookOf('loans', [good(), unknown('6600000000000002')]) }
		const { status, body } = await upload('/openings?dryRun=true', file, fields)
		expect([status, body.status, body.faults]).toEqual([200, 'checked', []])
		expect(body.counts).toMatchObject({ rows: 2, good: 2, bad: 0, amount: '80000000' })
		expect(body.warnings.map(({ line, code }: any) => [line, code])).toEqual([[3, 'row.member-new']])
		expect(await rowCounts()).toEqual(before)
	})

	it('tell every cell that is wrong with line, column, header, text and reason in both languages', async () => {
		const bad: readonly Line[] = [
			good({ productCode: 'KHONG-CO' }),
			good({ groupCode: 'TO-LA', bankLoanCode: '6600000000000011' }),
			good({ memberCode: 'HV-LA', bankLoanCode: '6600000000000012' }),
			good({ overdue: '5000000', bankLoanCode: '6600000000000013' }),
			good({ signedOn: '2023-06-01', disbursedOn: '2023-06-02', bankLoanCode: '6600000000000014' }),
			good({ inTerm: '30000000', frozen: '10000000', bankLoanCode: '6600000000000015' }),
			good({ principal: 'năm mươi triệu', bankLoanCode: '6600000000000016' }),
			good({ maturityOn: '31/02/2026', bankLoanCode: '6600000000000017' }),
			good({ bankLoanCode: '6600000000000011' }),
			good({ bankLoanCode: '' }),
			good({ outstanding: '60000000', inTerm: '60000000', bankLoanCode: '6600000000000018' }),
			good({ interestDue: '', bankLoanCode: '6600000000000019' }),
			unknown('6600000000000020', { citizenId: '123', memberName: 'Bế Thị Lan' }),
		]
		const { status, body } = await upload('/openings?dryRun=true', { name: 'sai.csv', bytes: csvOf('loans', bad) }, fields)
		expect([status, body.status, body.counts.bad]).toEqual([200, 'refused', 13])
		expect(body.faults.map(({ line, column, header, code }: any) => [line, column, header, code])).toEqual([
			[2, 'A', 'Mã sản phẩm', 'row.product-unknown'],
			[3, 'B', 'Mã tổ, nhóm', 'row.group-unknown'],
			[4, 'C', 'Mã thành viên', 'row.member-unknown'],
			[5, 'N', 'Tổng dư nợ', 'row.parts-do-not-sum'],
			[6, 'I', 'Ngày ký', 'row.after-opening-day'],
			[6, 'J', 'Ngày vay', 'row.after-opening-day'],
			[7, 'S', 'Quyết định khoanh nợ', 'row.frozen-without-decision'],
			[8, 'K', 'Số tiền cho vay', 'cell.amount'],
			[9, 'L', 'Hạn trả cuối cùng', 'cell.date'],
			[10, 'G', 'Mã món vay của ngân hàng', 'row.doubled-in-file'],
			[11, 'G', 'Mã món vay của ngân hàng', 'row.code-of-bank-missing'],
			[12, 'N', 'Tổng dư nợ', 'loan.opening-above-principal'],
			[13, 'V', 'Đã trả lãi đến ngày', 'row.interest-unpaid-missing'],
			[14, 'E', 'Số CCCD', 'cell.not-a-citizen-id'],
		])
		expect(body.faults[7]).toMatchObject({
			text: 'năm mươi triệu',
			reason: { vi: 'Không phải số tiền nguyên đồng', en: 'Not an amount of whole đồng' },
		})
	})

	it('are opened with the balances of the day, one entry for the lender and group, and next instalments by the product', async () => {
		const lines = [
			good(),
			unknown('6600000000000002', { outstanding: '30000000', inTerm: '20000000', overdue: '10000000' }),
			// The same woman with another programme is entered once.
			unknown('6600000000000003', {
				productCode: 'NHCSXH-NSVSMT',
				principal: '20000000',
				outstanding: '20000000',
				inTerm: '20000000',
				rate: '',
			}),
		]
		const file = { name: 'nhcsxh-05-2023.xlsx', bytes: await workbookOf('loans', lines) }
		const { status, body } = await upload('/openings', file, fields)
		expect([status, body.repeated]).toEqual([202, false])
		const done = await ended(admin, body.id)
		expect(done).toMatchObject({ status: 'done', counts: { rows: 3, good: 3, opened: 3, bad: 0 } })
		expect(done.job.progress).toEqual({ done: 6, total: 6 })
		expect((await admin('GET', `/jobs/${done.job.id}`)).body).toMatchObject({
			kind: 'openings',
			status: 'done',
			progress: { done: 6, total: 6 },
		})

		expect((await admin('GET', `/jobs/${done.job.id}/result`)).body.code).toBe('job.of-an-opening')
		const entries = (await admin('GET', `/openings/${body.id}/entries`)).body.items
		expect(entries).toHaveLength(1)
		expect(entries[0]).toMatchObject({ lenderCode: 'NHCSXH', groupCode: group, contracts: 3, amount: '90000000' })
		expect((await admin('GET', `/ledger/entries/${entries[0].entryId}`)).body).toMatchObject({
			on: '2023-05-31',
			lines: [{ debit: '98246', credit: '9820', amount: '90000000' }],
		})

		const loans = (await admin('GET', `/loans?lenderId=${office.lenderId('NHCSXH')}&limit=500`)).body.items
		const idOf = (code: string) => loans.find(({ externalCode }: any) => externalCode === code).id
		const loan = (await admin('GET', `/loans/${idOf('6600000000000001')}?asOf=2023-06-10`)).body
		expect(loan).toMatchObject({
			status: 'active',
			signedOn: '2021-03-05',
			maturityOn: '2026-03-05',
			balances: { outstanding: '40000000', inTerm: '40000000', interestCarried: '220000' },
		})
		// Interest of the opening day and of the days since the last interest day: 40.000.000 × 31 × 6,6 % ÷ 365.
		expect(loan.balances.interestDue).toBe('224219')
		const other = (await admin('GET', `/loans/${idOf('6600000000000002')}`)).body
		expect(other).toMatchObject({ memberId: expect.any(String), balances: { outstanding: '30000000', overdue: '10000000' } })
		expect((await admin('GET', `/loans/${idOf('6600000000000003')}`)).body.memberId).toBe(other.memberId)
		const woman = (await admin('GET', `/members/${other.memberId}`)).body
		expect(woman).toMatchObject({ name: 'Nông Thị Ái', citizenId: '004185001234', memberships: [{ groupCode: group, from: '2021-03-05' }] })

		// What she repays from then on is recorded like anything else; what lies before is in the balances.
		const early = await admin('POST', `/loans/${other.id}/repayments`, { on: '2023-05-31', amount: '1000000' }, newKey())
		expect([early.status, early.body.code]).toEqual([422, 'loan.before-opening'])
		const paid = await admin('POST', `/loans/${other.id}/repayments`, { on: '2023-06-10', amount: '10000000' }, newKey())
		expect([paid.status, paid.body.allocation.principal]).toEqual([201, '10000000'])
		expect((await admin('GET', '/reports/outstanding?by=lender&asOf=2023-05-30')).body.rows).toEqual([])
		expect((await admin('GET', '/reports/outstanding?by=lender&asOf=2023-05-31')).body.totals).toMatchObject({
			outstanding: '90000000',
			overdue: '10000000',
			loans: 3,
		})
		for (const paper of ['schedule', 'statement', 'explanation', 'events'])
			expect((await admin('GET', `/loans/${other.id}/${paper}`)).status).toBe(200)
		expect(await findings()).toEqual([])
	})

	it('double nothing: the same file is the same list, and its rows in another file are there already', async () => {
		const lines = [good(), unknown('6600000000000002', { outstanding: '30000000', inTerm: '20000000', overdue: '10000000' })]
		const file = { name: 'lai.csv', bytes: csvOf('loans', lines) }
		const first = await upload('/openings', file, fields)
		expect(await ended(admin, first.body.id)).toMatchObject({ status: 'done', counts: { already: 2, good: 0, opened: 0 } })
		const before = await rowCounts()
		const again = await upload('/openings', { ...file, name: 'ten-khac.csv' }, fields)
		expect([again.status, again.body.id, again.body.repeated]).toEqual([200, first.body.id, true])
		expect(await rowCounts()).toEqual(before)
	})

	it('are corrected by a corrected file, whatever has happened since: the book receives the difference', async () => {
		const lines = [good({ outstanding: '41000000', inTerm: '40000000', overdue: '1000000', interestDue: '230000' })]
		const { body } = await upload('/openings', { name: 'sua.xlsx', bytes: await workbookOf('loans', lines) }, fields)
		expect(await ended(admin, body.id)).toMatchObject({ status: 'done', counts: { corrections: 1, corrected: 1 } })
		const [entry] = (await admin('GET', `/openings/${body.id}/entries`)).body.items
		expect(entry).toMatchObject({ contracts: 1, amount: '1000000' })
		const loans = (await admin('GET', '/loans?limit=500')).body.items
		const { id } = loans.find(({ externalCode }: any) => externalCode === '6600000000000001')
		expect((await admin('GET', `/loans/${id}?asOf=2023-05-31`)).body.balances).toMatchObject({
			outstanding: '41000000',
			overdue: '1000000',
		})
		// By one request too; who repaid since is told again.
		const { id: repaid } = loans.find(({ externalCode }: any) => externalCode === '6600000000000002')
		const one = await admin(
			'POST',
			`/loans/${repaid}/opening-corrections`,
			{ outstanding: '31000000', overdue: '12000000', reason: 'Đối chiếu lại với ngân hàng' },
			newKey(),
		)
		expect([one.status, one.body.difference, one.body.balances.outstanding]).toEqual([201, '1000000', '21000000'])
		const undone = await admin('POST', `/loans/${repaid}/events/2/reversal`, { reason: 'thử' }, newKey())
		expect([undone.status, undone.body.code]).toEqual([422, 'contract.already-reversed'])
		const signed = await office.signed({
			productCode: 'NHCSXH-GQVL',
			groupId: office.leadersGroupId,
			memberId: member.id,
			on: '2023-01-05',
		})
		const never = await admin('POST', `/loans/${signed}/opening-corrections`, { outstanding: '5', reason: 'thử' }, newKey())
		expect([never.status, never.body.code]).toEqual([422, 'loan.not-brought-forward'])
		const kept = await admin('POST', `/loans/${repaid}/events/4/reversal`, { reason: 'thử' }, newKey())
		expect([kept.status, kept.body.code]).toEqual([422, 'loan.opening-not-reversed'])
		expect(await findings()).toEqual([])
	})

	it('that were agreed otherwise than the file says are wrong, and so are codes of loans that were signed here', async () => {
		const signed = await office.signed({
			productCode: 'NHCSXH-HONGHEO',
			groupId: office.leadersGroupId,
			memberId: member.id,
			on: '2023-01-05',
		})
		await asOwner(
			house.url,
			`insert into external_codes (owner_kind, owner_id, issuer, code) values ('loan', $1, 'NHCSXH', '6600000000000099')`,
			[signed],
		)
		const lines = [good({ principal: '60000000' }), good({ bankLoanCode: '6600000000000099' })]
		const { body } = await upload('/openings?dryRun=true', { name: 'khac.csv', bytes: csvOf('loans', lines) }, fields)
		expect(body.faults.map(({ line, header, code }: any) => [line, header, code])).toEqual([
			[2, 'Số tiền cho vay', 'row.opened-otherwise'],
			[3, 'Mã món vay của ngân hàng', 'row.in-the-book'],
		])
	})

	it('are opened all or none, or the good ones; the others come back as a file with the reason', async () => {
		const lines = [
			unknown('6600000000000031', { citizenId: '004185001299', memberName: 'Đàm Thị Hoa' }),
			good({ groupCode: 'TO-LA', bankLoanCode: '6600000000000032' }),
		]
		const file = { name: 'mot-dong-sai.csv', bytes: csvOf('loans', lines) }
		const none = await upload('/openings', file, fields)
		expect(await ended(admin, none.body.id)).toMatchObject({ status: 'refused', counts: { good: 1, bad: 1, opened: 0 } })
		const some = await upload('/openings', file, { ...fields, accept: 'good-rows' })
		expect(await ended(admin, some.body.id)).toMatchObject({ status: 'done', counts: { good: 1, bad: 1, opened: 1 } })
		const left = (await admin('GET', `/openings/${some.body.id}/left-rows`)).body.items
		expect(left.map(({ line, faults }: any) => [line, faults[0].code])).toEqual([[3, 'row.group-unknown']])
		const csv = (await admin('GET', `/openings/${some.body.id}/left-rows?format=csv`)).body
		expect(csv).toContain('Lý do')
		expect(csv).toContain('"Mã tổ, nhóm: Không có tổ, nhóm mã TO-LA"')
		// As it is, the file comes in again and has the same row wrong.
		const again = await upload('/openings?dryRun=true', { name: 'x.csv', bytes: new TextEncoder().encode(csv) }, fields)
		expect(again.body.faults.map(({ code }: any) => code)).toEqual(['row.group-unknown'])
	})

	it('say how far they are as a stream of events', async () => {
		const { items } = (await admin('GET', '/openings')).body
		const { body, headers } = await admin('GET', `/openings/${items[0].id}/progress`)
		expect(headers['content-type']).toContain('text/event-stream')
		expect(body).toContain('event: progress\ndata: {"status":"done","progress":{"done":4,"total":4}')
	})

	it('are refused as a whole where the day is not over, or the file is no such list', async () => {
		const bytes = csvOf('loans', [good()])
		const future = await upload('/openings', { name: 'a.csv', bytes }, { ...fields, openingOn: '2023-06-15' })
		expect([future.status, future.body.code]).toEqual([422, 'opening.future-day'])
		const other = await upload(
			'/openings',
			{ name: 'a.csv', bytes: new TextEncoder().encode('Họ và tên,Ngày ký,Ngày vay\nA,1,2\n') },
			fields,
		)
		expect([other.status, other.body.code]).toEqual([422, 'opening.column-missing'])
		const empty = await upload('/openings', { name: 'a.csv', bytes: csvOf('loans', []) }, fields)
		expect([empty.status, empty.body.code]).toEqual([422, 'opening.no-rows'])
	})
})

describe('existing savings that come in from a spreadsheet', () => {
	const line = (more: Line = {}): Line => ({
		productCode: 'NHCSXH-TGTV',
		groupCode: group,
		memberCode: member.code,
		bankAccountCode: '10500000000001',
		openedOn: '2020-01-12',
		balance: '1250000',
		interestAccrued: '4300',
		creditedOn: '2023-01-01',
		...more,
	})

	it('are opened with balance and interest grown, and corrected by the difference', async () => {
		const lines = [
			line(),
			line({ memberCode: '', memberName: 'Nông Thị Ái', citizenId: '004185001234', bankAccountCode: '10500000000002' }),
		]
		const given = { ...fields, kind: 'savings' }
		const { body } = await upload('/openings', { name: 'tk.xlsx', bytes: await workbookOf('savings', lines) }, given)
		expect(await ended(admin, body.id)).toMatchObject({ status: 'done', counts: { opened: 2 } })
		const [entry] = (await admin('GET', `/openings/${body.id}/entries`)).body.items
		expect(entry).toMatchObject({ lenderCode: 'NHCSXH', contracts: 2, amount: '2500000' })
		const accounts = (await admin('GET', '/savings-accounts?limit=500')).body.items
		const { id } = accounts.find(({ externalCode }: any) => externalCode === '10500000000001')
		const account = (await admin('GET', `/savings-accounts/${id}?asOf=2023-05-31`)).body
		expect(account).toMatchObject({ status: 'open', openedOn: '2020-01-12', balance: '1250000', interestAccrued: '4300' })
		const fixed = await admin('POST', `/savings-accounts/${id}/opening-corrections`, { balance: '1200000', reason: 'Nhầm' }, newKey())
		expect([fixed.status, fixed.body.difference, fixed.body.balance]).toEqual([201, '-50000', '1200000'])
		const undone = await admin('POST', `/savings-accounts/${id}/events/4/reversal`, { reason: 'thử' }, newKey())
		expect([undone.status, undone.body.code]).toEqual([422, 'contract.reversal-of-reversal'])
		const kept = await admin('POST', `/savings-accounts/${id}/events/3/reversal`, { reason: 'thử' }, newKey())
		expect([kept.status, kept.body.code]).toEqual([422, 'savings.balance-not-reversed'])
		const other = {
			productId: (await admin('GET', `/savings-accounts/${id}`)).body.productId,
			memberId: await office.newMember(office.leadersGroupId),
		}
		const here = (await admin('POST', '/savings-accounts', { ...other, groupId: office.leadersGroupId, openedOn: '2023-01-05' }, newKey()))
			.body
		const never = await admin('POST', `/savings-accounts/${here.id}/opening-corrections`, { balance: '5', reason: 'thử' }, newKey())
		expect([never.status, never.body.code]).toEqual([422, 'savings.not-brought-forward'])
		const explained = (await admin('GET', `/savings-accounts/${id}/explanation`)).body
		expect(explained.periods[0]).toMatchObject({ brought: '4300', creditedOn: null })
		const early = await admin('POST', `/savings-accounts/${id}/deposits`, { on: '2023-05-31', amount: '10000' }, newKey())
		expect([early.status, early.body.code]).toEqual([422, 'savings.before-opening'])
		const again = await upload('/openings', { name: 'tk2.csv', bytes: csvOf('savings', [lines[1] ?? {}]) }, given)
		expect(await ended(admin, again.body.id)).toMatchObject({ counts: { already: 1, opened: 0 } })
		expect(await findings()).toEqual([])
	})
})

describe('who may', () => {
	it('an officer opens what lies in her unit, and nobody sees a list beyond her reach', async () => {
		const officer = await house.asUser('officer')
		const officersUpload = await uploader(house, 'officer')
		const elsewhere = await office.newGroup('NHCSXH', 'savings-and-loan', office.elsewhereId)
		const { code } = (await admin('GET', `/groups/${elsewhere}`)).body
		const lines = [unknown('6600000000000051', { groupCode: code, citizenId: '004185001300' })]
		const { body } = await officersUpload('/openings?dryRun=true', { name: 'a.csv', bytes: csvOf('loans', lines) }, fields)
		expect(body.faults.map(({ code: reason }: any) => reason)).toEqual(['row.group-unknown'])
		const [{ id }] = (await admin('GET', '/openings')).body.items
		expect((await officer('GET', `/openings/${id}`)).status).toBe(404)
		expect((await officer('GET', '/openings')).body.items).toEqual([])
		expect((await admin('GET', '/openings/99999')).body.code).toBe('opening.not-found')
		const bank = await house.asUser('nhcsxh')
		expect((await bank('GET', '/openings')).status).toBe(403)
	})
})

it('the template has the columns, an example, and the codes that may be written', async () => {
	const csv = (await admin('GET', '/openings/template?kind=loans&format=csv')).body
	expect(csv).toContain('Mã sản phẩm,"Mã tổ, nhóm"')
	// The example that the template gives is left aside, so that a list with nothing else has no rows.
	const none = await upload('/openings', { name: 'mau.csv', bytes: new TextEncoder().encode(csv) }, fields)
	expect(none.body.code).toBe('opening.no-rows')
	const workbook = await house.app.inject({ url: '/api/v1/openings/template?kind=savings', headers: { cookie: await cookie() } })
	expect(workbook.statusCode).toBe(200)
	expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK')
})

async function cookie(): Promise<string> {
	const signedIn = await house.call('POST', '/sessions', { username: 'admin', password: 'soquy-demo' })
	return String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
}
