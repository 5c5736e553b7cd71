import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Meeting, openMeeting } from '../collection/meeting.js'
import { made } from '../collection/office.js'
import { squeezed } from '../documents/papers.js'
import { fetching } from './files.js'

let meeting: Meeting
let get: Awaited<ReturnType<typeof fetching>>
let lenders: Map<string, string>

beforeAll(async () => {
	meeting = await openMeeting()
	get = await fetching(meeting.house, 'admin')
	lenders = new Map((await meeting.admin('GET', '/lenders?limit=100')).body.items.map(({ code, id }: any) => [code, id]))
})
afterAll(() => meeting.house.close())

const words = (vi: string) => ({ vi, en: vi })
const correction = (more: object = {}) => ({
	form: '13A/TD',
	from: '2022-08-01',
	title: words('BẢNG KÊ THU THEO MẪU MỚI'),
	orientation: 'landscape',
	rowHeight: 20,
	columns: [
		{ key: 'memberName', header: words('Tên người nộp'), width: '*' },
		{ key: 'interestDue', header: words('Lãi tháng'), width: 'amount', isSummed: true },
		{ key: 'blank-thumb', header: words('Điểm chỉ'), width: 80 },
	],
	signers: [words('Giám đốc phòng giao dịch')],
	footnotes: [words('Lập thành 03 liên.')],
	source: 'công văn của ngân hàng',
	...more,
})

describe('how a form looks', () => {
	it('is listed with where it is from and how sure that is', async () => {
		const { items } = (await meeting.admin('GET', '/forms')).body
		expect(items.map(({ code, form, certainty }: any) => [code, form, certainty])).toEqual([
			['loan-requests', '03/TD', 'read'],
			['disbursements', 'GN', 'project decision'],
			['collection-sheet', '13/TD', 'low'],
			['own-collection-sheet', '13/TD', 'project decision'],
			['balance-confirmation', '15/TD', 'low'],
		])
	})

	it('is corrected for one lender from a day on, and papers of earlier days stay as they were', async () => {
		const lenderId = lenders.get('NHCSXH')
		made(await meeting.post('/forms/collection-sheet/layouts', correction({ lenderId })))
		const sheet = async (on: string) =>
			squeezed((await get(`/groups/${meeting.bankGroup}/forms/collection-sheet?on=${on}`)).pages().join(' '))
		for (const said of [
			'BẢNG KÊ THU THEO MẪU MỚI',
			'Tên người nộp',
			'Điểm chỉ',
			'Giám đốc phòng giao dịch',
			'Lập thành 03 liên.',
			'Theo mẫu 13A/TD',
		])
			expect(await sheet('2022-08-18')).toContain(squeezed(said))
		expect(await sheet('2022-07-18')).toContain(squeezed('BẢNG KÊ THU LÃI'))
		expect(await sheet('2022-07-18')).not.toContain(squeezed('Điểm chỉ'))
		const form = (await meeting.admin('GET', `/forms/collection-sheet/layout?lenderId=${lenderId}&asOf=2022-08-18`)).body
		expect(form.columns.map(({ key, kind }: any) => [key, kind])).toEqual([
			['memberName', 'text'],
			['interestDue', 'money'],
			['blank-thumb', 'text'],
		])
		expect(form.entered).toHaveLength(1)
		expect((await meeting.admin('GET', `/forms/collection-sheet/layout?lenderId=${lenders.get('AGRIBANK')}`)).body.form).toBe('13/TD')
	})

	it('has only columns that can be filled', async () => {
		const refused = async (column: object) =>
			(
				await meeting.post(
					'/forms/disbursements/layouts',
					correction({ columns: [{ key: 'memberName', header: words('Tên'), width: '*' }, column] }),
				)
			).body.code
		expect(await refused({ key: 'wealth', header: words('Của cải'), width: 40 })).toBe('form.column-unknown')
		expect(await refused({ key: 'memberName', header: words('Tên'), width: 40 })).toBe('form.column-twice')
		expect(await refused({ key: 'purpose', header: words('Mục đích'), width: 40, isSummed: true })).toBe('form.column-not-money')
	})
})

describe('the account that a lender is paid into', () => {
	const account = { bankBin: '970405', bankName: 'Agribank', accountName: 'QUY HTPN', from: '2022-01-01' }
	const qrOf = async (asOf: string) =>
		(await get(`/members/${meeting.fundBorrowers[0]?.id}/due-notice?format=pdf&asOf=${asOf}`)).pages().join(' ')

	it('is that of the nearest unit, from its day to its last day', async () => {
		const lenderId = lenders.get('QUY-HTPN')
		const { communeId } = (await meeting.admin('GET', `/groups/${meeting.fundGroup}`)).body
		expect(await qrOf('2022-09-01')).not.toContain('VietQR')
		made(await meeting.post('/payment-accounts', { ...account, lenderId, accountNo: '111' }))
		expect(await qrOf('2022-09-01')).toContain('111 · Agribank')
		made(
			await meeting.post('/payment-accounts', {
				...account,
				lenderId,
				unitId: communeId,
				accountNo: '222',
				from: '2022-09-15',
				to: '2022-09-30',
			}),
		)
		expect(await qrOf('2022-09-14')).toContain('111 · Agribank')
		expect(await qrOf('2022-09-20')).toContain('222 · Agribank')
		expect(await qrOf('2022-10-01')).toContain('111 · Agribank')
		const { items } = (await meeting.admin('GET', `/payment-accounts?lenderId=${lenderId}`)).body
		expect(items.map(({ accountNo, to }: any) => [accountNo, to])).toEqual([
			['111', null],
			['222', '2022-09-30'],
		])
		const bank = await meeting.house.asUser('nhcsxh')
		expect((await bank('GET', '/payment-accounts')).body.items).toEqual([])
	})

	it('is known by its numbers', async () => {
		const lenderId = lenders.get('QUY-HTPN')
		for (const wrong of [{ bankBin: '97040' }, { accountNo: '12 34' }, { to: '2021-01-01' }])
			expect((await meeting.post('/payment-accounts', { ...account, lenderId, accountNo: '1', ...wrong })).status).toBe(400)
	})
})
