import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retellFunds } from '../../src/funds/question-actions.js'
import * as schemas from '../../src/funds/schemas.js'
import { checkBooks } from '../../src/ledger/check-store.js'
import { factsIn, made, newKey, type Office, openOffice } from '../collection/office.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'

let house: TestApp
let office: Office
let officer: Call
let member: string

beforeAll(async () => {
	house = await createTestApp()
	office = await openOffice(house)
	officer = await house.asUser('officer')
	member = await office.newMember(office.leadersGroupId)
})
afterAll(() => house.close())

const post = (path: string, body: unknown, by: Call = officer) => by('POST', path, body, newKey())
const opened = async (more: Record<string, unknown> = {}, by: Call = officer): Promise<any> =>
	made(
		await post(
			'/funds',
			{
				name: 'Quỹ Mẹ đỡ đầu',
				kind: 'sponsorship',
				purpose: 'Mẹ đỡ đầu',
				keeper: { unitId: office.communeId },
				openedOn: '2022-01-05',
				...more,
			},
			by,
		),
	)
const refused = async (path: string, body: unknown) => {
	const before = await factsIn(house)
	const { status, body: problem } = await post(path, body)
	expect(await factsIn(house)).toEqual(before)
	return [status, problem.code, problem.errors[0]?.path ?? null]
}
const on = '2022-03-08'
const gift = (amount: string, more: Record<string, unknown> = {}) => ({
	on,
	amount,
	donor: { name: 'Công ty Ánh Dương' },
	receiptNo: 'PT-01',
	...more,
})
const spending = (amount: string, more: Record<string, unknown> = {}) => ({
	on: '2022-03-20',
	amount,
	beneficiary: { name: 'Hoàng Văn Minh', child: true },
	decisionNo: '12/QĐ-HPN',
	decisionOn: '2022-03-15',
	...more,
})

describe('a fund', () => {
	it('takes money with its donor and purpose, and spends it with its beneficiary and decision', async () => {
		const { id, ...fund } = await opened()
		expect(fund).toMatchObject({
			status: 'open',
			balance: '0',
			keeper: { kind: 'unit', id: office.communeId },
			communeId: office.communeId,
		})
		made(await post(`/funds/${id}/receipts`, gift('5000000')))
		made(await post(`/funds/${id}/receipts`, gift('2000000', { donor: { memberId: member }, purpose: 'Mái ấm', method: 'bank' })))
		made(await post(`/funds/${id}/receipts`, gift('100000', { donor: { anonymous: true } })))
		const spent = made(await post(`/funds/${id}/payments`, spending('1500000')))
		expect(schemas.fundView.safeParse(spent).error).toBeUndefined()
		expect(spent).toMatchObject({ balance: '5600000', cash: '3600000', bank: '2000000' })
		expect(spent.purposes.map(({ purpose, balance }: any) => [purpose, balance])).toEqual([
			['Mái ấm', '2000000'],
			['Mẹ đỡ đầu', '3600000'],
		])
		expect(spent.events[2].donor).toMatchObject({ kind: 'member', id: member, name: expect.stringMatching(/^Nông Thị Số/) })
		expect(spent.events.at(-1)).toMatchObject({ type: 'spent', decisionNo: '12/QĐ-HPN', beneficiary: { name: 'Hoàng Văn Minh' } })
	})

	it('spends nothing of another purpose until a decision moves it, and says what there is', async () => {
		const { id } = await opened()
		made(await post(`/funds/${id}/receipts`, gift('1000000')))
		made(await post(`/funds/${id}/receipts`, gift('500000', { purpose: 'Mái ấm' })))
		expect(await refused(`/funds/${id}/payments`, spending('1000001'))).toEqual([422, 'fund.above-purpose', 'purpose'])
		const { body } = await post(`/funds/${id}/payments`, spending('600000', { purpose: 'Mái ấm' }))
		expect(body.errors[0].message).toContain('“Mái ấm” chỉ còn 500.000 đồng')
		const move = { on: '2022-03-10', amount: '100000', from: 'Mẹ đỡ đầu', to: 'Mái ấm', decisionNo: '13/QĐ-HPN' }
		expect(await refused(`/funds/${id}/moves`, { ...move, to: 'Mẹ đỡ đầu' })).toEqual([422, 'fund.same-purpose', 'to'])
		made(await post(`/funds/${id}/moves`, move))
		expect(made(await post(`/funds/${id}/payments`, spending('600000', { purpose: 'Mái ấm' })))).toMatchObject({ balance: '900000' })
		expect(await refused(`/funds/${id}/events/4/reversal`, { reason: 'nhầm' })).toEqual([422, 'contract.history-breaks', null])
	})

	it('brings cash to the bank, gives money back, and pays from neither what is not there', async () => {
		const { id } = await opened()
		made(await post(`/funds/${id}/receipts`, gift('1000000')))
		expect(await refused(`/funds/${id}/payments`, spending('1', { method: 'bank' }))).toEqual([422, 'fund.above-bank', 'amount'])
		made(await post(`/funds/${id}/transfers`, { on: '2022-03-09', amount: '1000000', from: 'cash' }))
		expect(await refused(`/funds/${id}/payments`, spending('1'))).toEqual([422, 'fund.above-cash', 'amount'])
		const back = { on: '2022-03-21', amount: '400000', donor: { name: 'Công ty Ánh Dương' }, method: 'bank', decisionNo: '14/QĐ-HPN' }
		expect(made(await post(`/funds/${id}/returns`, back))).toMatchObject({ balance: '600000', cash: '0', bank: '600000' })
	})

	it('refuses what cannot have happened, and records nothing of it', async () => {
		const { id } = await opened({ code: 'QUY-1' })
		const draft = { name: 'Quỹ', kind: 'other', purpose: 'Chung', keeper: { unitId: office.communeId }, openedOn: '2022-01-05' }
		expect(await refused('/funds', { ...draft, code: 'QUY-1' })).toEqual([409, 'fund.code-taken', 'code'])
		expect(await refused('/funds', { ...draft, openedOn: '2030-01-01' })).toEqual([422, 'contract.future-day', 'openedOn'])
		expect(await refused('/funds', { ...draft, keeper: { unitId: office.elsewhereId } })).toEqual([404, 'unit.not-found', 'keeper'])
		expect(await refused('/funds', { ...draft, keeper: { groupId: '999999' } })).toEqual([404, 'group.not-found', 'keeper'])
		expect(await refused(`/funds/${id}/receipts`, gift('1', { on: '2022-01-04' }))).toEqual([422, 'fund.not-open', 'on'])
		expect(await refused(`/funds/${id}/receipts`, gift('1', { donor: { memberId: '999999' } }))).toEqual([404, 'member.not-found', 'donor'])
		expect(await refused(`/funds/${id}/receipts`, gift('1', { pledgeNo: '7' }))).toEqual([422, 'fund.pledge-not-found', 'pledgeNo'])
		expect(await refused('/funds/999999/receipts', gift('1'))).toEqual([404, 'fund.not-found', null])
		made(await post(`/funds/${id}/receipts`, gift('1')))
		const undo = `/funds/${id}/events/2/reversal`
		expect(await refused(undo, { on: '2022-03-07', reason: 'sớm' })).toEqual([422, 'contract.reversal-before-event', 'on'])
		expect(made(await post(undo, { on: '2022-03-09', reason: 'nhầm' }))).toMatchObject({ balance: '0' })
		expect(await refused(undo, { reason: 'lại' })).toEqual([422, 'contract.already-reversed', null])
		expect(await refused(`/funds/${id}/events/3/reversal`, { reason: 'lại' })).toEqual([422, 'contract.reversal-of-reversal', null])
		expect(made(await post(`/funds/${id}/events/1/reversal`, { reason: 'nhầm' }))).toMatchObject({ status: 'void' })
	})

	it('is told on any day as it was known at any moment', async () => {
		const { id, knownAt } = await opened()
		made(await post(`/funds/${id}/receipts`, gift('1000000')))
		const balance = async (query: string) => (await officer('GET', `/funds/${id}?${query}`)).body.balance
		expect([await balance('asOf=2022-03-07'), await balance('asOf=2022-03-08'), await balance(`knownAt=${knownAt}`)]).toEqual([
			'0',
			'1000000',
			'0',
		])
		expect(await officer('GET', `/funds/${id}?asOf=2022-01-04`)).toMatchObject({ status: 404, body: { code: 'fund.not-found' } })
	})

	it('shows a child by her initials to those who do not look after her', async () => {
		const { id } = await opened({ keeper: { groupId: office.leadersGroupId } })
		made(await post(`/funds/${id}/receipts`, gift('1000000')))
		made(await post(`/funds/${id}/payments`, spending('500000')))
		const named = async (by: Call) => (await by('GET', `/funds/${id}`)).body.events.at(-1).beneficiary.name
		expect([await named(officer), await named(await house.asUser('leader')), await named(await house.asUser('auditor'))]).toEqual([
			'Hoàng Văn Minh',
			'H.V.M.',
			'H.V.M.',
		])
	})

	it('is seen where it is kept: a district’s by the district, a commune’s by both, and by no bank', async () => {
		const communes = (await office.admin('GET', '/units?level=commune&on=2022-10-31&limit=500')).body.items
		const district = communes.find(({ id }: any) => id === office.communeId).parentId
		const ofDistrict = await opened({ keeper: { unitId: district } })
		const ofElsewhere = await opened({ keeper: { unitId: office.elsewhereId } }, office.admin)
		const { body } = await officer('GET', `/funds?limit=500&kind=sponsorship&unitId=${district}`)
		expect(schemas.fundListView.safeParse(body).error).toBeUndefined()
		const seen = body.items.map(({ id }: any) => id)
		expect(seen).toContain(ofDistrict.id)
		expect((await officer('GET', `/funds/${ofElsewhere.id}`)).status).toBe(404)
		const ofGroup = (await officer('GET', `/funds?groupId=${office.leadersGroupId}`)).body.items
		expect(ofGroup.every(({ keeper }: any) => keeper.id === office.leadersGroupId)).toBe(true)
		expect((await (await house.asUser('nhcsxh'))('GET', '/funds')).status).toBe(403)
	})
})

describe('a sponsor’s pledge', () => {
	it('is promised for so many months, kept by receipts, and ends when she says so', async () => {
		const { id } = await opened()
		const promise = {
			on: '2022-03-01',
			sponsor: { memberId: member },
			beneficiary: { name: 'Hoàng Văn Minh', child: true },
			monthly: '500000',
			months: 12,
		}
		const pledged = made(await post(`/funds/${id}/pledges`, { ...promise, firstOn: '2022-03-15' }))
		const [{ no }] = pledged.pledges
		made(await post(`/funds/${id}/receipts`, gift('1500000', { on: '2022-03-15', donor: { memberId: member }, pledgeNo: no })))
		const ended = made(await post(`/funds/${id}/pledges/${no}/end`, { on: '2022-09-01', reason: 'chuyển nơi ở' }))
		expect(schemas.fundView.safeParse(ended).error).toBeUndefined()
		expect(ended.pledges).toEqual([
			expect.objectContaining({ no, monthly: '500000', pledged: '3000000', paid: '1500000', endedOn: '2022-09-01' }),
		])
		expect(await refused(`/funds/${id}/pledges/${no}/end`, { on: '2022-10-01', reason: 'lại' })).toEqual([422, 'fund.pledge-ended', null])
		expect(await refused(`/funds/${id}/pledges/99/end`, { on: '2022-10-01', reason: 'lại' })).toEqual([
			422,
			'fund.pledge-not-found',
			'pledgeNo',
		])
	})
})

describe('the report of funds', () => {
	it('says what came and went in a year, with sponsors, children, promised and paid, by purpose, keeper and kind', async () => {
		const { id } = await opened({ openedOn: '2020-12-01', purpose: 'Đỡ đầu năm học', kind: 'border' })
		made(await post(`/funds/${id}/receipts`, gift('1000000', { on: '2020-12-15' })))
		for (const [sponsor, child] of [
			['Lan', 'Bé Một'],
			['Lan', 'Bé Hai'],
			['Huệ', 'Bé Ba'],
		])
			made(
				await post(`/funds/${id}/pledges`, {
					on: '2021-01-05',
					sponsor: { name: sponsor },
					beneficiary: { name: child, child: true },
					monthly: '500000',
					months: 24,
				}),
			)
		made(await post(`/funds/${id}/receipts`, gift('6000000', { on: '2021-06-01', pledgeNo: '3' })))
		made(await post(`/funds/${id}/payments`, spending('5500000', { on: '2021-09-05' })))
		const report = async (query: string) => (await officer('GET', `/reports/funds?kind=border&${query}`)).body
		const ofYear = await report('year=2021')
		expect(schemas.fundReportView.safeParse(ofYear).error).toBeUndefined()
		const expected = {
			funds: 1,
			opening: '1000000',
			received: '6000000',
			spent: '5500000',
			movedIn: '0',
			movedOut: '0',
			returned: '0',
			closing: '1500000',
			pledged: '18000000',
			pledgesPaid: '6000000',
			sponsors: 2,
			sponsored: 3,
			beneficiaries: 1,
		}
		expect(ofYear.rows).toEqual([{ key: 'Đỡ đầu năm học', name: 'Đỡ đầu năm học', ...expected }])
		expect(ofYear.totals).toEqual(expected)
		expect((await report('year=2021&by=kind')).rows[0]).toMatchObject({ key: 'border', name: 'Đồng hành cùng phụ nữ biên cương' })
		expect((await report(`year=2021&by=unit&unitId=${office.communeId}`)).rows).toEqual([
			expect.objectContaining({ key: `unit-${office.communeId}`, ...expected }),
		])
		expect((await report('from=2020-01-01&to=2020-12-31')).totals).toMatchObject({
			opening: '0',
			received: '1000000',
			closing: '1000000',
			sponsors: 0,
		})
		expect((await report('from=2022-02-01&to=2022-01-01')).code).toBe('fund.period-backwards')
	})
})

it('the book of social funds holds what the funds hold, and every fund is as its events say', async () => {
	const { rows } = (await office.admin('GET', '/ledger/trial-balance?book=social')).body
	const funds = (await office.admin('GET', '/funds?limit=500')).body.items
	for (const [account, name] of [
		['1111', 'cash'],
		['1121', 'bank'],
	] as const)
		expect(rows.find((row: any) => row.account === account).balance).toBe(
			String(funds.reduce((all: bigint, fund: any) => all + BigInt(fund[name]), 0n)),
		)
	const findings: unknown[] = []
	await house.database.reading(async (tx) => {
		findings.push(...(await checkBooks(tx)))
		for await (const found of retellFunds(tx, () => undefined)) findings.push(found)
	})
	expect(findings).toEqual([])
})
