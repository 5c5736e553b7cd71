import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { noticeView, receiptView } from '../../src/forms/schemas.js'
import { amountInWords } from '../../src/kernel/words.js'
import { moneyFromText } from '../../src/kernel/money.js'
import { made } from '../collection/office.js'
import { squeezed } from '../documents/papers.js'
import type { Call } from '../platform/harness.js'
import { installed } from '../platform/programs.js'
import { dots, fetching } from './files.js'
import { openSixty, type Sixty } from './sixty.js'

let sixty: Sixty
let get: Awaited<ReturnType<typeof fetching>>
let lenders: Map<string, string>
let sheetId = ''
let paid = ''
const json = async (path: string, by: Call = sixty.admin) => (await by('GET', path)).body
const shaped = (shape: z.ZodType, body: unknown) => expect(shape.safeParse(body).error?.issues ?? []).toEqual([])
const told = (pages: readonly string[]) => squeezed(pages.join(' '))
const longName = 'Nguyễn Hoàng Thị Phương Thảo Quỳnh Như Bế Nông Lục Vi Dương Đàm Ngưỡng'

beforeAll(async () => {
	sixty = await openSixty()
	get = await fetching(sixty.house, 'admin')
	lenders = new Map((await json('/lenders?limit=100')).items.map(({ code, id }: any) => [code, id]))
	sheetId = (await json(`/collections?groupId=${sixty.bankGroup}`)).items[0].id
	const [fund] = sixty.fundBorrowers
	paid = made(await sixty.post(`/loans/${fund?.loanId}/repayments`, { on: '2022-09-10', amount: '3900000', receiptNo: 'BL-0417' })).eventId
	const account = {
		bankBin: '970405',
		bankName: 'Agribank',
		accountName: 'QUY HO TRO PHU NU',
		from: '2022-01-01',
		accountNo: '8300201000123',
	}
	made(await sixty.post('/payment-accounts', { ...account, lenderId: lenders.get('QUY-HTPN') }))
})
afterAll(() => sixty.house.close())

describe('a receipt', () => {
	it('says what the payment met, and its sum in words', async () => {
		const receipt = await json(`/loans/${sixty.fundBorrowers[0]?.loanId}/events/${paid}/receipt`)
		shaped(receiptView, receipt)
		expect(receipt).toMatchObject({ receiptNo: 'BL-0417', on: '2022-09-10', amount: '3900000' })
		const [part] = receipt.parts
		expect(BigInt(part.principal) + BigInt(part.interest) + BigInt(part.lateInterest) + BigInt(part.credit)).toBe(3_900_000n)
		expect(BigInt(part.outstandingAfter)).toBe(20_000_000n - BigInt(part.principal))
		expect(receipt.amountInWords).toBe('Ba triệu chín trăm nghìn đồng chẵn')
	})

	it('stands twice on one page, with the number of its leaf', async () => {
		const { pages, type, name } = await get(`/loans/${sixty.fundBorrowers[0]?.loanId}/events/${paid}/receipt?format=pdf`)
		expect(type).toBe('application/pdf')
		expect(name).toContain('bien-lai')
		expect(pages()).toHaveLength(1)
		const text = told(pages())
		for (const twice of [
			'BIÊN LAI THU TIỀN',
			'Số: BL-0417',
			'Bằng chữ: Ba triệu chín trăm nghìn đồng chẵn',
			'8300201000123',
			'3.900.000 đồng',
		])
			expect(text.split(squeezed(twice))).toHaveLength(3)
		for (const copy of ['Liên 1: lưu', 'Liên 2: giao người nộp tiền']) expect(text).toContain(squeezed(copy))
	})

	it('of a line of a collection sheet is of loan and savings together, and fits one page whatever the name', async () => {
		const { lines } = await json(`/collections/${sheetId}`)
		const long = lines.find(({ member }: any) => member.name === longName)
		const receipt = await json(`/collections/${sheetId}/lines/${long.no}/receipt`)
		shaped(receiptView, receipt)
		expect(receipt.payer).toBe(longName)
		expect(receipt.parts.map(({ kind }: any) => kind)).toEqual(['loan', 'savings'])
		expect(receipt.parts[1]).toMatchObject({ savings: '50000', amount: '50000' })
		expect(receipt.amountInWords).toBe(amountInWords(moneyFromText(receipt.amount)))
		const pages = (await get(`/collections/${sheetId}/lines/${long.no}/receipt?format=pdf`)).pages()
		expect(pages).toHaveLength(1)
		expect(told(pages)).toContain(squeezed(longName))
	})

	it('is not made for what is no payment, was undone, or brought nothing', async () => {
		const loanId = sixty.fundBorrowers[1]?.loanId
		const asked = async (path: string) => (await sixty.admin('GET', path)).body.code
		expect(await asked(`/loans/${loanId}/events/1/receipt`)).toBe('form.not-a-payment')
		expect(await asked(`/loans/${loanId}/events/99/receipt`)).toBe('form.event-not-found')
		const { eventId } = made(await sixty.post(`/loans/${loanId}/repayments`, { on: '2022-09-10', amount: '1000000' }))
		made(await sixty.post(`/loans/${loanId}/events/${eventId}/reversal`, { reason: 'Ghi nhầm người' }))
		expect(await asked(`/loans/${loanId}/events/${eventId}/receipt`)).toBe('form.payment-undone')
		expect(await asked(`/collections/${sheetId}/lines/60/receipt`)).toBe('form.nothing-received')
		expect(await asked(`/collections/${sheetId}/lines/61/receipt`)).toBe('form.line-not-found')
		expect(await asked(`/collections/999999/lines/1/receipt`)).toBe('collection.not-found')
	})
})

describe('notices of due debt', () => {
	it('ask for what is due, and say what of it is late', async () => {
		const woman = sixty.fundBorrowers[2]
		const notice = await json(`/members/${woman?.id}/due-notice?asOf=2022-09-01&until=2022-09-30`)
		shaped(noticeView, notice)
		const [lender] = notice.lenders
		const [loan] = lender.loans
		expect(BigInt(loan.total)).toBe(BigInt(loan.overdue) + BigInt(loan.principal) + BigInt(loan.interest))
		expect(lender.total).toBe(loan.total)
		expect(BigInt(loan.overdue)).toBeGreaterThan(0n)
		const { pages } = await get(`/members/${woman?.id}/due-notice?asOf=2022-09-01&until=2022-09-30&format=pdf`)
		expect(pages()).toHaveLength(1)
		for (const said of ['THÔNG BÁO NỢ ĐẾN HẠN VÀ QUÁ HẠN', dots(loan.total), lender.totalInWords, 'VietQR'])
			expect(told(pages())).toContain(squeezed(said))
	})

	it('of a group are one page for each member, and one page where nobody owes', async () => {
		const pages = (await get(`/groups/${sixty.bankGroup}/forms/due-notices?asOf=2022-09-01`)).pages()
		expect(pages).toHaveLength(60)
		expect(new Set(pages.map((page) => /\(HV\d+\)/.exec(page)?.[0])).size).toBe(60)
		expect(pages.filter((page) => squeezed(page).includes(squeezed(longName)))).toHaveLength(3)
		// No account of the bank was entered, so nothing can be paid by code.
		expect(told(pages)).not.toContain('VietQR')
		const none = (await get(`/groups/${sixty.fundGroup}/forms/due-notices?asOf=2020-09-01`)).pages()
		expect(none).toHaveLength(1)
		expect(none[0]).toContain('không có thành viên nào')
	})
})

describe('contract and request for an extension', () => {
	it('a contract of own money is signed with its schedule as its annex', async () => {
		const loanId = sixty.fundBorrowers[0]?.loanId
		const { rows, totals } = await json(`/loans/${loanId}/schedule`)
		const pages = (await get(`/loans/${loanId}/contract`)).pages()
		expect(pages).toHaveLength(2)
		const [contract = '', annex = ''] = pages.map(squeezed)
		for (const said of [
			'HỢP ĐỒNG VAY VỐN',
			'20.000.000 đồng (bằng chữ: Hai mươi triệu đồng chẵn)',
			'10,8 %/năm',
			'Quỹ hỗ trợ phụ nữ phát triển',
		])
			expect(contract).toContain(squeezed(said))
		for (const { principal } of rows) expect(annex).toContain(dots(principal))
		expect(annex).toContain(dots(totals.total))
	})

	it('a bank that entrusts its money makes its own contract', async () => {
		expect((await sixty.admin('GET', `/loans/${sixty.women[0]?.loanId}/contract`)).body.code).toBe('form.contract-is-the-banks')
	})

	it('a request for an extension says the new day, or leaves room for it', async () => {
		const loanId = sixty.fundBorrowers[0]?.loanId
		const asked = told(
			(await get(`/loans/${loanId}/extension-request?asOf=2022-09-01&months=6&reason=${encodeURIComponent('Trâu chết rét')}`)).pages(),
		)
		for (const said of ['6 tháng', '10/12/2023', 'Trâu chết rét']) expect(asked).toContain(squeezed(said))
		const blank = told((await get(`/loans/${loanId}/extension-request`)).pages())
		expect(blank).toContain('…………')
		expect(blank).not.toContain('10/12/2023')
	})
})

describe('lists of a group', () => {
	it('who is paid out how much on a day, over pages with their sums', async () => {
		const pages = (await get(`/groups/${sixty.bankGroup}/forms/disbursements?asOf=2022-06-10`)).pages()
		expect(pages.length).toBeGreaterThan(2)
		for (const page of pages) expect(page).toContain('Họ và tên')
		const text = told(pages)
		expect(text).toContain(squeezed('Tổng cộng (giải ngân): 1.200.000.000 đồng (bằng chữ: Một tỷ hai trăm triệu đồng chẵn)'))
		expect(text).toContain('Cộngtrangnày')
		expect(text).toContain(squeezed(longName))
	})

	it('a signed loan waits on the list until it is paid out or given up', async () => {
		const { groupId, productId, memberId } = await json(`/loans/${sixty.fundBorrowers[1]?.loanId}`)
		const signing = { productId, groupId, memberId, signedOn: '2023-02-01', terms: { principal: '5000000', instalments: { count: 12 } } }
		const { id } = made(await sixty.admin('POST', '/loans', signing, { 'idempotency-key': randomUUID() }))
		const list = async (asOf: string) => told((await get(`/groups/${sixty.fundGroup}/forms/disbursements?asOf=${asOf}`)).pages())
		expect(await list('2023-02-01')).toContain(squeezed('Tổng cộng (giải ngân): 0 đồng'))
		expect(await list('2023-02-01')).toContain('5.000.000')
		expect(await list('2023-01-31')).not.toContain('5.000.000')
		made(await sixty.post(`/loans/${id}/disbursements`, { on: '2023-02-03', amount: '5000000', method: 'bank' }))
		expect(await list('2023-02-03')).toContain(squeezed('Tổng cộng (giải ngân): 5.000.000 đồng'))
		expect(await list('2023-02-03')).toContain(squeezed('chuyển khoản'))
		expect(await list('2023-02-04')).not.toContain('5.000.000')
	})

	it('members who ask for loans, by the group’s latest review', async () => {
		const path = `/groups/${sixty.bankGroup}/forms/loan-requests`
		expect(told((await get(path)).pages())).toContain(squeezed('Tổng cộng (tổ đề nghị): 0 đồng'))
		const { productId, memberId } = await json(`/loans/${sixty.women[14]?.loanId}`)
		const key = () => ({ 'idempotency-key': randomUUID() })
		const asking = {
			productId,
			groupId: sixty.bankGroup,
			memberId,
			requestedOn: '2023-06-01',
			amount: '30000000',
			months: 36,
			purpose: 'Nuôi lợn đen',
		}
		const { id } = made(await sixty.admin('POST', '/loan-applications', asking, key()))
		const minutes = {
			groupId: sixty.bankGroup,
			on: '2023-06-05',
			chair: 'Bà Lục',
			secretary: 'Bà Bế',
			attendees: 50,
			applications: [{ applicationId: id, agreed: true, amount: '25000000' }],
		}
		made(await sixty.admin('POST', '/loan-applications/reviews', minutes, key()))
		const text = told((await get(path)).pages())
		for (const said of ['03/TD', 'Nuôi lợn đen', '25.000.000', 'Hai mươi lăm triệu đồng chẵn', 'Uỷ ban nhân dân xã', '02 bản chính'])
			expect(text).toContain(squeezed(said))
	})

	it.skipIf(!installed('soffice'))(
		'open in a spreadsheet with numbers as numbers',
		async () => {
			const folder = mkdtempSync(join(tmpdir(), 'soquy-forms-'))
			try {
				writeFileSync(
					join(folder, 'a.xlsx'),
					(await get(`/groups/${sixty.bankGroup}/forms/disbursements?asOf=2022-06-10&format=xlsx`)).bytes,
				)
				execFileSync(
					'soffice',
					[
						'--headless',
						`-env:UserInstallation=file://${folder}/profile`,
						'--convert-to',
						'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false',
						'--outdir',
						folder,
						join(folder, 'a.xlsx'),
					],
					{ stdio: 'ignore' },
				)
				// A number as its format shows it; text would have come as it was typed.
				const lines = readFileSync(join(folder, 'a.csv'), 'utf8').split('\n')
				expect(lines.filter((line) => line.includes(',"20,000,000","20,000,000",'))).toHaveLength(60)
				expect(lines.some((line) => line.includes('Cộng') && line.includes('"1,200,000,000"'))).toBe(true)
				expect(lines.some((line) => line.includes(longName))).toBe(true)
			} finally {
				rmSync(folder, { recursive: true, force: true })
			}
		},
		60_000,
	)
})

describe('who may', () => {
	it('nobody reads the papers of another’s groups and loans', async () => {
		const stranger = sixty.stranger
		for (const path of [
			`/loans/${stranger.loanId}/contract`,
			`/loans/${stranger.loanId}/extension-request`,
			`/members/${stranger.id}/due-notice`,
			`/loans/${stranger.loanId}/events/1/receipt`,
			`/groups/${sixty.fundGroup}/forms/disbursements`,
			`/groups/${sixty.fundGroup}/forms/due-notices`,
			`/groups/${sixty.fundGroup}/forms/loan-requests`,
		])
			expect([path, (await sixty.leader('GET', path)).status]).toEqual([path, 404])
		expect((await sixty.leader('GET', `/collections/${sheetId}/lines/1/receipt`)).status).toBe(200)
	})
})
