import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { savingsColumns, withoutKey } from '../../src/reports/savings.js'
import { totalsRow } from '../../src/reports/keyed.js'
import { savingsView } from '../../src/reports/savings-schemas.js'
import { made } from '../collection/office.js'
import { openSavers, type Savers } from '../savings/savers.js'

/** Today is 15/06/2023 in all of these stories. */
let savers: Savers
let [there, first, second, third, held]: string[] = []
let knownAt = ''

const report = async (query: string, by = savers.admin) => (await by('GET', `/reports/savings?${query}`)).body
const figures = ({ balance, accounts, members, opening, deposited, interest, withdrawn }: any) => [
	[balance, accounts, members],
	[opening, deposited, interest, withdrawn],
]

beforeAll(async () => {
	savers = await openSavers()
	const { open, deposit, post, office, admin } = savers
	there = await office.newGroup('QUY-HTPN', 'credit', office.elsewhereId)
	first = await open()
	second = await open({ product: 'QUY-TKTN' })
	const { memberId } = await savers.read(second)
	third = await open({ product: 'QUY-TKBB', memberId })
	held = await open({ product: 'TO-TIETKIEM' })
	await deposit(first, '2022-10-01', '1000000')
	await deposit(second, '2022-10-01', '500000')
	await deposit(third, '2022-11-01', '200000')
	await deposit(held, '2022-11-05', '70000')
	made(await post(first, 'interest-credits', { on: '2022-11-01' }))
	knownAt = await savers.house.database.knowledgeNow()
	// What is learnt later: a deposit recorded twice, one undone; a closing; a transfer.
	const doubled = await deposit(first, '2022-11-02', '300000')
	await deposit(first, '2022-11-03', '300000')
	made(await post(first, `events/${doubled.eventId}/reversal`, { reason: 'Ghi trùng' }))
	made(await post(second, 'closures', { on: '2022-11-20' }))
	made(await admin('POST', `/groups/${there}/memberships`, { memberId, role: 'member', from: '2022-11-01' }))
	made(await post(third, 'transfers', { on: '2022-11-15', groupId: there, reason: 'Chuyển chỗ ở' }))
})
afterAll(() => savers.house.close())

describe('the report of savings', () => {
	it('says by lender what was saved on a day and what moved it since the first day of the period', async () => {
		const body = await report('by=lender&from=2022-11-01&asOf=2022-11-30')
		expect(savingsView.safeParse(body).error).toBeUndefined()
		expect(body.rows.map((row: any) => [row.key, row.name, ...figures(row)])).toEqual([
			[null, 'Tổ, nhóm tự giữ', ['70000', 1, 1], ['0', '70000', '0', '0']],
			// 31 days on a million at 2,4 %: 2.038.
			['NHCSXH', 'Ngân hàng Chính sách xã hội', ['1302038', 1, 1], ['1000000', '300000', '2038', '0']],
			// Closed after 50 days at 3 %, with 2.055 of interest.
			['QUY-HTPN', 'Quỹ hỗ trợ phụ nữ phát triển', ['200000', 1, 1], ['500000', '200000', '2055', '502055']],
		])
		expect(figures(body.totals)).toEqual([
			['1572038', 3, 3],
			['1500000', '570000', '4093', '502055'],
		])
	})

	it('says of any day what was known of it at any moment, and without a period all that ever was', async () => {
		expect(figures((await report(`by=product&asOf=2022-11-30&knownAt=${knownAt}`)).totals)).toEqual([
			['1772038', 4, 3],
			['0', '1770000', '2038', '0'],
		])
		expect(figures((await report('asOf=2022-10-31')).totals)).toEqual([
			['1500000', 4, 3],
			['0', '1500000', '0', '0'],
		])
		expect((await report('asOf=2021-12-31')).rows).toEqual([])
	})

	it('leaves an account where it was on the day: by group, commune and district, on either map', async () => {
		const inGroup = async (asOf: string) =>
			(await report(`by=group&lenderId=${savers.office.lenderId('QUY-HTPN')}&asOf=${asOf}`)).rows.map(({ id, balance }: any) => [
				id,
				balance,
			])
		expect(await inGroup('2022-11-14')).toEqual([[savers.fundGroupId, '700000']])
		expect(Object.fromEntries(await inGroup('2022-11-15'))).toEqual({ [savers.fundGroupId]: '500000', [String(there)]: '200000' })
		const communes = (await report('by=commune&asOf=2022-11-30')).rows
		expect(communes.map(({ balance }: any) => BigInt(balance)).reduce((a: bigint, b: bigint) => a + b)).toBe(1_572_038n)
		expect(communes.find(({ id }: any) => id === savers.office.elsewhereId).balance).toBe('200000')
		expect((await report('by=district&asOf=2022-11-30')).rows).toHaveLength(2)
		expect((await report('by=commune&map=2025&asOf=2022-11-30')).rows).toHaveLength(2)
		const [{ id: unitId }] = communes.filter(({ id }: any) => id === savers.office.elsewhereId)
		expect((await report(`by=commune&unitId=${unitId}&asOf=2022-11-30`)).totals.balance).toBe('200000')
	})

	it('shows a bank its own lender’s and an officer her unit’s', async () => {
		const seen = async (user: string) => (await report('by=lender&asOf=2022-11-30', await savers.house.asUser(user))).rows
		expect((await seen('nhcsxh')).map(({ key }: any) => key)).toEqual(['NHCSXH'])
		expect((await seen('officer')).map(({ key, balance }: any) => [key, balance])).toEqual([
			[null, '70000'],
			['NHCSXH', '1302038'],
			['QUY-HTPN', '0'],
		])
		expect((await report('', await savers.house.asUser('leader'))).status).toBe(403)
	})

	it('is refused for districts of a map without any, and for a period that ends before it begins', async () => {
		expect((await report('by=district&map=2025')).code).toBe('report.no-districts')
		expect((await report('from=2023-01-02&asOf=2023-01-01')).code).toBe('report.period-backwards')
		expect((await report('lenderId=999')).code).toBe('lender.not-found')
		expect((await report('unitId=999999')).code).toBe('unit.not-found')
	})

	it('agrees with the ledger’s own balances of the accounts that hold savings', async () => {
		const trial = (await savers.admin('GET', '/ledger/trial-balance?asOf=2022-11-30')).body
		const saved = trial.rows.filter(({ account }: any) => account === '3383' || account === '98242')
		const total = saved.reduce((sum: bigint, row: any) => sum + BigInt(row.balance), 0n)
		expect(total).toBe(1_572_038n)
	})

	it('comes as a file with its sums', async () => {
		const { status, body } = await savers.admin('GET', '/reports/savings?by=lender&asOf=2022-11-30&format=csv')
		expect([status, String(body).split('\n').length]).toEqual([200, 6])
		expect(body).toContain('Số dư tiết kiệm')
		expect(savingsColumns('product')[1]?.header).toBe('Sản phẩm tiết kiệm')
		expect(savingsColumns('group')[0]?.header).toBe('Mã tổ')
		expect(totalsRow({ balance: 1n } as never)).toEqual({ balance: 1n, key: 'Tổng cộng', name: null })
		expect(withoutKey.group).toBe('Không qua tổ')
	})
})
