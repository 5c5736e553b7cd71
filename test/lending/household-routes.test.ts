import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { householdView, trueYearlyRateView } from '../../src/lending/household-schemas.js'
import { loanView } from '../../src/lending/schemas.js'
import { made, newKey, type Office, openOffice } from '../collection/office.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'

let house: TestApp
let office: Office
let officer: Call
let nhcsxh: Call
let group: string
let fundGroup: string
let elsewhere: string
/** Chị Ái, her record in the fund's book with the same CCCD, and her husband, who borrows from the fund in another district. */
let [ai, aiAgain, husband]: string[] = []
let bankLoan: string
let farLoan: string

const post = async (path: string, body: unknown, call: Call = office.admin) => made(await call('POST', path, body, newKey()))
const member = async (name: string, groupId: string, more: Record<string, unknown> = {}) => {
	const { id } = await post('/members', { name, communeId: office.communeId, ...more })
	await post(`/groups/${groupId}/memberships`, { memberId: id, role: 'member', from: '2020-01-01' })
	return id as string
}
const household = async (call: Call, query = '', id = ai) => (await call('GET', `/members/${id}/household${query}`)).body
const sign = (
	productCode: string,
	groupId: string,
	memberId: string | undefined,
	terms: Record<string, unknown>,
	signedOn = '2023-06-12',
) => ({
	productId: office.productId(productCode),
	groupId,
	memberId,
	signedOn,
	terms,
})
const codes = (warnings: { code: string }[]) => warnings.map(({ code }) => code)

beforeAll(async () => {
	house = await createTestApp()
	office = await openOffice(house)
	officer = await house.asUser('officer')
	nhcsxh = await house.asUser('nhcsxh')
	group = await office.newGroup('NHCSXH', 'savings-and-loan')
	fundGroup = await office.newGroup('QUY-HTPN', 'credit')
	elsewhere = await office.newGroup('QUY-HTPN', 'credit', office.elsewhereId)
	ai = await member('Nông Thị Ái', group, { citizenId: '004185001234' })
	aiAgain = await member('Nông Thị Ái', fundGroup, { citizenId: '004185001234' })
	husband = await member('Hoàng Văn Bảo', elsewhere, { communeId: office.elsewhereId, sex: 'male' })
	await post(`/members/${aiAgain}/spouse`, { memberId: husband, from: '2010-05-01' })
	bankLoan = await office.lent({ productCode: 'NHCSXH-HONGHEO', groupId: group, memberId: ai, principal: '60000000', months: 36 })
	farLoan = await office.lent({ productCode: 'QUY-GIAMDAN', groupId: elsewhere, memberId: husband, principal: '30000000' })
})
afterAll(() => house.close())

describe('the household of a member', () => {
	it('is told in its documented shape: who is in it and why, what it owes at every lender, and what is left', async () => {
		const body = await household(office.admin)
		expect(householdView.safeParse(body).error).toBeUndefined()
		expect(body.people.map(({ name, text }: any) => [name, text])).toEqual([
			['Nông Thị Ái', 'Người được hỏi'],
			['Nông Thị Ái', 'Cùng số CCCD với Nông Thị Ái'],
			['Hoàng Văn Bảo', 'Vợ hoặc chồng của Nông Thị Ái'],
		])
		expect(body.loans.map(({ id, lenderCode }: any) => [id, lenderCode])).toEqual([
			[bankLoan, 'NHCSXH'],
			[farLoan, 'QUY-HTPN'],
		])
		expect(body.totals).toMatchObject({
			entrusted: { loans: 1, outstanding: '60000000' },
			own: { loans: 1, outstanding: '30000000' },
			grandTotal: { loans: 2, outstanding: '90000000' },
		})
		expect(body.programmes.map(({ code, limit }: any) => [code, limit.amountMax, limit.left])).toEqual([
			['NHCSXH-HONGHEO', '100000000', '40000000'],
			['QUY-GIAMDAN', '50000000', '20000000'],
		])
		expect(body.outside).toBeNull()
		expect(codes(body.findings)).toEqual(['household.several-lenders', 'household.late', 'household.late'])
		expect(body.findings[0]).toMatchObject({
			message: 'Hộ đang vay của 2 bên: NHCSXH 60.000.000 đồng, QUY-HTPN 30.000.000 đồng',
			details: { count: '2', total: '90000000' },
		})
	})

	it('is the same whoever of it is asked about', async () => {
		const { totals } = await household(office.admin)
		for (const id of [aiAgain, husband]) expect((await household(office.admin, '', id)).totals).toEqual(totals)
	})

	it('counts for an officer what lies out of her area, and does not name it', async () => {
		const body = await household(officer)
		expect(householdView.safeParse(body).error).toBeUndefined()
		expect(body.people.at(-1)).toEqual({
			memberId: null,
			code: null,
			name: null,
			why: 'spouse',
			of: aiAgain,
			text: 'Vợ hoặc chồng của Nông Thị Ái',
		})
		expect(body.loans.map(({ id }: any) => id)).toEqual([bankLoan])
		expect(body.outside).toEqual({
			loans: 1,
			outstanding: '30000000',
			toDisburse: '0',
			text: 'Ngoài địa bàn: 1 khoản, dư nợ 30.000.000 đồng; không nêu tên nhưng tính vào tổng, vì mức tối đa là của cả hộ',
		})
		expect(body.totals.grandTotal.outstanding).toBe('90000000')
		expect(body.findings.at(-1).message).toContain('Khoản vay ngoài địa bàn ở QUY-HTPN')
		expect(JSON.stringify(body)).not.toContain('Bảo')
		expect((await officer('GET', `/members/${husband}/household`)).body.code).toBe('member.not-found')
	})

	it('is for a bank what it lends itself, with no sign of others', async () => {
		const body = await household(nhcsxh)
		expect(body.people.map(({ memberId }: any) => memberId)).toEqual([ai])
		expect(body.totals).toMatchObject({ entrusted: { outstanding: '60000000' }, grandTotal: { loans: 1, outstanding: '60000000' } })
		expect([body.outside, body.lenders.map(({ code }: any) => code)]).toEqual([null, ['NHCSXH']])
		expect(JSON.stringify(body)).not.toMatch(/QUY|Bảo|30000000|30\.000\.000/)
	})

	it('is closed to a leader', async () => {
		expect((await (await house.asUser('leader'))('GET', `/members/${ai}/household`)).status).toBe(403)
	})

	it('is what it was on a past day, as it was known at any moment', async () => {
		expect((await household(office.admin, '?asOf=2022-06-09')).totals.grandTotal.loans).toBe(0)
		const before = await house.database.knowledgeNow()
		await post(`/loans/${bankLoan}/repayments`, { on: '2023-06-10', amount: '20000000' })
		expect((await household(office.admin, `?asOf=2023-06-15&knownAt=${before}`)).totals.grandTotal.outstanding).toBe('90000000')
		expect((await household(office.admin)).totals.grandTotal.outstanding).not.toBe('90000000')
	})

	it('narrows the list of loans, as far as the asker reaches', async () => {
		const listed = async (call: Call) => (await call('GET', `/loans?householdOf=${aiAgain}`)).body.items.map(({ id }: any) => id)
		expect(await listed(office.admin)).toEqual([bankLoan, farLoan])
		expect(await listed(officer)).toEqual([bankLoan])
		expect(await nhcsxh('GET', `/loans?householdOf=${aiAgain}`)).toMatchObject({ status: 404, body: { code: 'member.not-found' } })
	})
})

describe('a loan that is being signed', () => {
	const terms = { principal: '25000000', instalments: { count: 12 } }

	it('is warned about by what the household owes already, and is signed all the same', async () => {
		const answer = await officer('POST', '/loans?dryRun=true', sign('QUY-GIAMDAN', fundGroup, aiAgain, terms))
		expect(answer.status).toBe(201)
		expect(loanView.safeParse(answer.body).error).toBeUndefined()
		expect(codes(answer.body.warnings)).toEqual([
			'household.above-programme-max',
			'household.above-lender-max',
			'household.several-lenders',
			'household.late',
		])
		expect(answer.body.warnings[1]).toEqual({
			code: 'household.above-lender-max',
			message:
				'Tổng nợ của hộ ở QUY-HTPN là 55.000.000 đồng, trong đó 25.000.000 đồng đã ký chưa giải ngân: vượt mức tối đa 50.000.000 đồng một khách hàng',
			source: 'QĐ 20/2017/QĐ-TTg: tối đa 50 triệu đồng một khách hàng',
			details: { lender: 'QUY-HTPN', total: '55000000', toDisburse: '25000000', limit: '50000000' },
		})
		// 10,8 % a year by days, told by months of 30.
		expect(Number(answer.body.trueYearlyRate)).toBeCloseTo(0.108, 2)
		const english = await officer('POST', '/loans?dryRun=true', sign('QUY-GIAMDAN', fundGroup, aiAgain, terms), { 'accept-language': 'en' })
		expect(english.body.warnings[2].message).toMatch(
			/^The household borrows from 2 lenders: NHCSXH [\d.]+ đồng, QUY-HTPN 55\.000\.000 đồng$/,
		)
	})

	it('to a group in arrears is warned about', async () => {
		const [indebted, late] = [await office.newGroup('QUY-HTPN', 'credit'), await office.newGroup('QUY-HTPN', 'credit')]
		const borrower = await member('Lý Thị Cúc', indebted)
		await office.lent({ productCode: 'QUY-GIAMDAN', groupId: indebted, memberId: borrower })
		const warned = async (groupId: string) =>
			(await officer('POST', '/loans?dryRun=true', sign('QUY-GIAMDAN', groupId, await member('Đinh Thị Dung', groupId), terms))).body
				.warnings
		const [warning] = await warned(indebted)
		expect(warning).toMatchObject({ code: 'group.late', details: { outstanding: '20000000', limit: '0.02' } })
		expect(warning.message).toMatch(/^Tổ có [\d.]+ đồng quá hạn trên dư nợ 20\.000\.000 đồng, bằng [\d,]+ %: trên ngưỡng 2 %$/)
		expect(await warned(late)).toEqual([])
	})

	it('at a flat rate that is really above 20 % a year is warned about, where the lender is no bank', async () => {
		const flat = { principal: '12000000', instalments: { count: 12 }, rates: [{ from: '2023-06-12', yearly: '0.12' }] }
		const answer = await officer('POST', '/loans?dryRun=true', sign('QUY-PHANG', fundGroup, await member('Vi Thị Em', fundGroup), flat))
		expect(answer.body).toMatchObject({
			trueYearlyRate: '0.214572',
			warnings: [{ code: 'loan.yearly-rate-above-cap', details: { limit: '0.2' } }],
		})
		expect(answer.body.warnings[0].source).toBe('BLDS 2015 Đ.468.1')
	})

	it('of a bank that asks too much on a late debt is refused, and nothing is signed', async () => {
		const agribank = await office.newGroup('AGRIBANK', 'borrowing')
		const borrower = await member('Hà Thị Giang', agribank)
		const asked = (overdue: Record<string, string>) =>
			officer('POST', '/loans', sign('AGRIBANK-TO', agribank, borrower, { ...terms, overdue }), newKey())
		const late = await asked({ factor: '1.5', lateInterestYearly: '0.12' })
		expect(late).toMatchObject({ status: 422, body: { code: 'loan.late-interest-above-cap', errors: [{ path: 'terms.overdue' }] } })
		expect(JSON.stringify(late.body)).toContain('Lãi trên lãi chậm trả 12 % một năm, trên mức tối đa 10 %')
		expect((await asked({ factor: '1.6' })).body.code).toBe('loan.overdue-factor-above-cap')
		expect((await officer('GET', `/loans?memberId=${borrower}`)).body.items).toEqual([])
		expect((await asked({ factor: '1.5', lateInterestYearly: '0.1' })).status).toBe(201)
	})
})

describe('what a product really costs a year', () => {
	const asked = async (code: string, query: string, call: Call = officer) =>
		call('GET', `/products/${office.productId(code)}/true-yearly-rate?${query}`)

	it('is told beside its flat rate', async () => {
		const { body } = await asked('QUY-PHANG', 'principal=12000000&months=12&signedOn=2022-11-07')
		expect(trueYearlyRateView.safeParse(body).error).toBeUndefined()
		expect(body).toMatchObject({
			interestMethod: 'flat',
			rates: [{ yearly: '0.06' }],
			trueYearlyRate: '0.108964',
			totals: { principal: '12000000', interest: '720000' },
			cap: { value: '0.2', source: 'BLDS 2015 Đ.468.1' },
			warnings: [],
		})
	})

	it('is about the agreed rate where interest is on what is owed, and has no cap where a bank lends', async () => {
		const { body } = await asked('NHCSXH-HONGHEO', 'principal=20000000&months=36')
		expect(body).toMatchObject({ signedOn: '2023-06-15', months: 36, cap: null, warnings: [] })
		expect(Number(body.trueYearlyRate)).toBeCloseTo(0.066, 3)
	})

	it('is known to a bank of its own products only, and to nobody before they were offered', async () => {
		expect((await asked('QUY-PHANG', 'principal=12000000&months=12', nhcsxh)).body.code).toBe('product.not-found')
		expect((await asked('QUY-PHANG', 'principal=12000000&months=12&signedOn=2010-01-01')).body.code).toBe('product.not-offered')
		expect((await asked('QUY-PHANG', 'principal=12000000&months=601')).status).toBe(400)
		expect((await asked('QUY-PHANG', 'principal=12000000&months=600')).status).toBe(200)
	})
})

describe('a spouse over the wire', () => {
	it('is recorded for both, and ended for both', async () => {
		const [woman, man] = [await member('Sầm Thị In', fundGroup), await member('Sầm Văn Kỳ', fundGroup)]
		const recorded = await officer('POST', `/members/${woman}/spouse`, { memberId: man, from: '2018-01-01' })
		expect(recorded).toMatchObject({ status: 201, body: { spouses: [{ memberId: man, to: null }] } })
		const twice = await officer('POST', `/members/${man}/spouse`, { memberId: woman, from: '2019-01-01' })
		expect(twice).toMatchObject({ status: 422, body: { code: 'member.spouse-already' } })
		const ended = await officer('POST', `/members/${man}/spouse/ending`, { to: '2022-12-31' })
		expect(ended).toMatchObject({ status: 201, body: { spouses: [{ memberId: woman, to: '2022-12-31' }] } })
		expect((await officer('POST', `/members/${woman}/spouse/ending`, { to: '2022-12-31' })).body.code).toBe('member.no-spouse')
	})

	it('and the caps are read by all who lend, and added by an administrator', async () => {
		expect((await nhcsxh('GET', '/caps')).body.items.length).toBeGreaterThan(10)
		const cap = { name: 'group-overdue-share', lenderKind: 'fund', from: '2024-01-01', value: '0.05', source: 'NQ của Hội' }
		expect((await officer('POST', '/caps', cap)).status).toBe(403)
		expect(await office.admin('POST', '/caps', cap)).toMatchObject({ status: 201, body: { certainty: 'read' } })
		expect((await office.admin('POST', '/caps', cap)).body.code).toBe('product.cap-already')
	})
})
