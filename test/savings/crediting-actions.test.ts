import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { savingsProductsView } from '../../src/savings/product-schemas.js'
import { factsIn, made, newKey } from '../collection/office.js'
import { openSavers, type Savers } from './savers.js'

let savers: Savers
let admin: Savers['admin']
beforeAll(async () => {
	savers = await openSavers()
	admin = savers.admin
})
afterAll(() => savers.house.close())

const on = (productId: string, path: string, body: Record<string, unknown>, by = admin) =>
	by('POST', `/savings-products/${productId}/${path}`, body, newKey())

/** A product of the fund that nobody else saves in. */
async function newProduct(code: string, more: Record<string, unknown> = {}): Promise<string> {
	const source = { source: 'quy chế của Quỹ', certainty: 'read' }
	const terms = {
		kind: 'voluntary',
		minimumMonthly: '0',
		interestRounding: { unit: '1', towards: 'nearest' },
		creditEvery: { every: 1, period: 'month', from: '2000-01-01' },
		withdrawal: { rule: 'notice', days: 7 },
		offsetOrder: [],
	}
	const command = {
		code,
		lenderId: savers.office.lenderId('QUY-HTPN'),
		name: 'Tiết kiệm báo trước',
		source: 'quy chế của Quỹ',
		rates: [{ from: '2020-01-01', yearly: '0.0365', reachesOpenAccounts: true, ...source }],
		rules: [{ from: '2020-01-01', terms, ...source }],
		...more,
	}
	return made(await admin('POST', '/savings-products', command)).id
}

const openIn = async (productId: string, openedOn = '2022-01-01', amount = '1000000') => {
	const memberId = await savers.office.newMember(savers.fundGroupId)
	const command = { productId, groupId: savers.fundGroupId, memberId, openedOn }
	const { id } = made(await admin('POST', '/savings-accounts', command, newKey()))
	await savers.deposit(id, openedOn, amount)
	return id as string
}

describe('savings products', () => {
	it('are listed with their rates and rules by date; a bank sees its own', async () => {
		const list = (await admin('GET', '/savings-products?limit=2')).body
		expect(savingsProductsView.safeParse(list).error).toBeUndefined()
		expect((await admin('GET', `/savings-products?limit=500&cursor=${list.next}`)).body.items.length).toBeGreaterThan(1)
		const seen = async (user: string) =>
			(await (await savers.house.asUser(user))('GET', '/savings-products')).body.items.map(({ code }: any) => code)
		expect(await seen('nhcsxh')).toEqual(['NHCSXH-TGTV'])
		expect(await seen('agribank')).toEqual([])
		expect(await seen('leader')).toContain('TO-TIETKIEM')
		const ofFund = `/savings-products?lenderId=${savers.office.lenderId('QUY-HTPN')}`
		expect((await admin('GET', ofFund)).body.items.map(({ code }: any) => code)).toEqual(['QUY-TKBB', 'QUY-TKTN'])
	})

	it('are entered once under one code, by a lender that is there', async () => {
		const id = await newProduct('QUY-BT')
		const again = async (more: Record<string, unknown>) => newProduct('QUY-BT', more).catch((error: Error) => error.message)
		expect(await again({})).toContain('savings-product.code-taken')
		expect(await again({ code: 'QUY-BT2', lenderId: '999' })).toContain('lender.not-found')
		expect(await again({ code: 'nhỏ' })).toContain('request.malformed')
		expect(id).toMatch(/^\d+$/)
	})

	it('say the rules of an account at its opening: a later rule changes none that is open', async () => {
		const id = await openIn(await newProduct('QUY-BT3'))
		expect((await savers.read(id)).terms).toMatchObject({ withdrawal: { rule: 'notice', days: 7 }, rates: [{ yearly: '0.0365' }] })
	})
})

describe('the interest of a product', () => {
	it('is credited to all its open accounts on one day in one call, and to nobody twice', async () => {
		const productId = await newProduct('QUY-BT4')
		const [first, second] = [await openIn(productId), await openIn(productId, '2022-06-30', '500000')]
		const closed = await openIn(productId)
		made(await savers.post(closed, 'closures', { on: '2022-03-01', noticeOn: '2022-02-01' }))
		const later = await openIn(productId, '2022-07-01')
		const credit = async (day: string) => made(await on(productId, 'interest-credits', { on: day }))
		// 181 days on a million and one day on half of it, at 0,01 % a day.
		expect(await credit('2022-07-01')).toEqual({ productId, on: '2022-07-01', accounts: 2, interest: '18150' })
		expect(await credit('2022-07-01')).toMatchObject({ accounts: 0, interest: '0' })
		expect([(await savers.read(first)).balance, (await savers.read(second)).balance, (await savers.read(later)).balance]).toEqual([
			'1018100',
			'500050',
			'1000000',
		])
		// One whose crediting was undone is credited again, and a day before it is credited as any other.
		const { items } = (await admin('GET', `/savings-accounts/${first}/events`)).body
		made(await savers.post(first, `events/${items.at(-1).id}/reversal`, { reason: 'Nhầm' }))
		expect(await credit('2022-07-01')).toMatchObject({ accounts: 1, interest: '18100' })
		expect(await credit('2022-06-01')).toMatchObject({ accounts: 1 })
	})

	it('is credited on no other day, not ahead of time, and by the office only', async () => {
		const productId = await newProduct('QUY-BT5')
		await openIn(productId)
		const before = await factsIn(savers.house)
		const asked = async (day: string, by = admin) => (await on(productId, 'interest-credits', { on: day }, by)).body.code
		expect(await asked('2022-07-02')).toBe('savings.not-a-credit-day')
		expect(await asked('2023-07-01')).toBe('contract.future-day')
		expect(await asked('2022-07-01', await savers.house.asUser('leader'))).toBe('request.forbidden')
		expect((await on('999', 'interest-credits', { on: '2022-07-01' })).body.code).toBe('savings-product.not-found')
		expect((await factsIn(savers.house))['events']).toBe(before['events'])
	})

	it('follows a new rate, which reaches the accounts that are open, from its day or their own first', async () => {
		const productId = await newProduct('QUY-BT6')
		const [first, second] = [await openIn(productId), await openIn(productId, '2022-06-20')]
		const rate = { from: '2022-06-11', yearly: '0.073', source: 'thông báo của Quỹ' }
		expect(made(await on(productId, 'rates', rate))).toEqual({ productId, from: '2022-06-11', yearly: '0.073', accountsReached: 2 })
		// 10 days at 100 đồng a day and 20 at 200; the other at 200 from its first day.
		expect((await savers.read(first, '?asOf=2022-07-01')).interestAccrued).toBe(String(161 * 100 + 20 * 200))
		expect((await savers.read(second, '?asOf=2022-07-01')).interestAccrued).toBe('2200')
		expect((await on(productId, 'rates', rate)).body).toMatchObject({ status: 409, code: 'savings-product.rate-already' })
		expect(made(await on(productId, 'rates', { ...rate, from: '2022-08-01', reachesOpenAccounts: false }))).toMatchObject({
			accountsReached: 0,
		})
		expect((await savers.read(first, '?asOf=2022-08-02')).yearly).toBe('0.073')
		expect((await savers.read(await openIn(productId, '2022-08-15'))).yearly).toBe('0.073')
	})
})

describe('what a group agrees to save a month (10C/TD)', () => {
	it('is asked of each of its members from the day of the minutes', async () => {
		const groupId = await savers.office.newGroup('NHCSXH', 'savings-and-loan')
		const [first, second] = [await savers.open({ groupId }), await savers.open({ groupId })]
		const late = await savers.open({ groupId, openedOn: '2022-06-01' })
		const productId = savers.productId('NHCSXH-TGTV')
		const command = { on: '2022-05-05', groupId, minimumMonthly: '20000', minutesNo: '05/BB' }
		expect(made(await on(productId, 'group-minimums', command))).toEqual({ productId, groupId, accounts: 2, minimumMonthly: '20000' })
		for (const id of [first, second]) expect((await savers.read(id, '?asOf=2022-05-31')).expected.missing).toBe('20000')
		expect((await savers.read(first, '?asOf=2022-05-04')).expected.missing).toBe('0')
		expect((await savers.read(late)).expected.minimum).toBe('0')
	})
})
