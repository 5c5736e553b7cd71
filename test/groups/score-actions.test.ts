import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importedScoresView, scoresView } from '../../src/groups/score-schemas.js'
import { groupScoresView } from '../../src/reports/group-score-schemas.js'
import { made, newKey, type Office, openOffice } from '../collection/office.js'
import { type Call, clockAt, createTestApp, type TestApp } from '../platform/harness.js'
import { refused } from './meetings.js'

let house: TestApp
let office: Office
let admin: Call
/** Our codes of three groups of the bank, the third of another district; and one of Agribank's. */
let codes: string[] = []
let ids: string[] = []
beforeAll(async () => {
	house = await createTestApp({ clock: clockAt('2026-02-15') })
	office = await openOffice(house)
	admin = office.admin
	ids = [
		office.leadersGroupId,
		await office.newGroup('NHCSXH', 'savings-and-loan'),
		await office.newGroup('NHCSXH', 'savings-and-loan', office.elsewhereId),
		await office.newGroup('AGRIBANK', 'savings-and-loan'),
	]
	for (const id of ids) codes.push((await admin('GET', `/groups/${id}`)).body.code)
})
afterAll(() => {
	codes = []
	return house.close()
})

const points = { communeDay: '20', overdue: '30', principalCollected: '12', interestCollected: '18', savers: '4', savingsGrowth: '5' }
const row = (place: number, more: Record<string, unknown> = {}) => ({ groupCode: codes[place], points, total: '89', ...more })
const send = (rows: object[], more: Record<string, unknown> = {}, call: Call = admin, query = '') =>
	call('POST', `/group-scores${query}`, { lenderId: office.lenderId('NHCSXH'), month: '2022-10', rows, ...more }, newKey())
const scoresOf = async (place: number, query = '', call: Call = admin) => (await call('GET', `/groups/${ids[place]}/scores${query}`)).body

describe('the bank’s scores of a month', () => {
	it('are taken, and the band is told by the table of that month (SCO-01)', async () => {
		const answer = made(await send([row(0, { band: 'fair' }), row(1, { band: 'good' })]))
		expect(importedScoresView.safeParse(answer).error).toBeUndefined()
		expect(answer).toMatchObject({ month: '2022-10', added: 2, changed: 0, same: 0, bands: { good: 1, fair: 1, average: 0, weak: 0 } })
		expect(answer.warnings).toEqual([
			{
				row: 1,
				code: 'score.band-differs',
				message: 'Ngân hàng xếp Tốt, theo thang điểm thì 89 điểm là Khá',
				source: 'VBSP-SCM',
			},
		])
		made(await send([row(0)], { month: '2026-01' }))
		const told = await scoresOf(0)
		expect(scoresView.safeParse(told).error).toBeUndefined()
		expect(told.items.map(({ month, band, bankBand }: any) => [month, band, bankBand])).toEqual([
			['2022-10', 'fair', 'fair'],
			['2026-01', 'good', null],
		])
	})

	it('sent again are nothing new; with another content they are a further version, and the one before stays', async () => {
		expect(made(await send([row(0, { band: 'fair', total: '89.00' })]))).toMatchObject({ added: 0, changed: 0, same: 1 })
		const knownAt = await house.database.knowledgeNow()
		const better = row(0, { band: 'good', points: { ...points, savingsGrowth: '6.5' }, total: '90.5' })
		expect(made(await send([better]))).toMatchObject({ added: 0, changed: 1, same: 0 })
		const [now] = (await scoresOf(0, '?from=2022-10&to=2022-10')).items
		const [then] = (await scoresOf(0, `?to=2022-12&knownAt=${knownAt}`)).items
		expect([now.version, now.total, now.band]).toEqual([2, '90.5', 'good'])
		expect([then.version, then.total, then.band]).toEqual([1, '89', 'fair'])
	})

	it('may call a group by the bank’s code', async () => {
		await house.database.transaction(
			async (tx) =>
				void (await tx.$client.query(
					"insert into external_codes (owner_kind, owner_id, issuer, code) values ('group', $1, 'NHCSXH', '6600001')",
					[ids[1]],
				)),
		)
		expect(made(await send([{ externalCode: '6600001', points, total: '89', band: 'good' }]))).toMatchObject({ same: 1 })
	})

	it('are taken all or none, and every wrong row is named', async () => {
		const before = await scoresOf(2)
		const answer = await send([
			row(2),
			row(0, { total: '90' }),
			row(3),
			{ externalCode: 'none', points, total: '89' },
			row(1, { points: { ...points, savers: '6' }, total: '91' }),
			row(2),
		])
		expect(answer).toMatchObject(refused('score.total-differs'))
		expect(answer.body.errors.map(({ path, code }: any) => [path, code])).toEqual([
			['rows.1.total', 'score.total-differs'],
			['rows.2.groupCode', 'score.group-of-another-lender'],
			['rows.3.externalCode', 'score.group-unknown'],
			['rows.4.points.savers', 'score.points-above-maximum'],
			['rows.5.groupCode', 'score.group-twice'],
		])
		expect(await scoresOf(2)).toMatchObject({ items: before.items })
	})

	it('are refused of a month to come, of one before the group, and where there is no table', async () => {
		expect(await send([row(0)], { month: '2026-03' })).toMatchObject(refused('score.month-to-come'))
		expect(await send([row(0)], { month: '2019-02' })).toMatchObject(refused('score.group-not-there'))
		expect(await send([row(3)], { lenderId: office.lenderId('AGRIBANK') })).toMatchObject(refused('score.no-table'))
		expect(await send([row(0)], { lenderId: '999999' })).toMatchObject(refused('lender.not-found', 404))
		expect((await send([{ points, total: '89' }])).status).toBe(400)
		expect((await send([row(0, { total: '1,5' })])).status).toBe(400)
	})

	it('run dry answer the same and are not kept', async () => {
		const dry = await send([row(2)], { month: '2022-09' }, admin, '?dryRun=true')
		expect(dry).toMatchObject({ status: 201, body: { added: 1 } })
		expect((await scoresOf(2)).items).toEqual([])
	})

	it('are taken by the officer of her own groups only, and not by leaders or banks', async () => {
		const officer = await house.asUser('officer')
		expect(await send([row(2)], {}, officer)).toMatchObject(refused('score.group-unknown'))
		for (const user of ['leader', 'nhcsxh', 'auditor']) expect((await send([row(0)], {}, await house.asUser(user))).status).toBe(403)
		expect(await officer('GET', `/groups/${ids[2]}/scores`)).toMatchObject(refused('group.not-found', 404))
		expect((await scoresOf(0, '', await house.asUser('leader'))).items).toHaveLength(2)
	})

	it('are five thousand in a request at most, and so many fit into one', async () => {
		const many = Array.from({ length: 5_000 }, () => row(0))
		expect((await send([...many, row(0)])).status).toBe(400)
		const answer = await send(many)
		expect(answer).toMatchObject(refused('score.group-twice'))
		expect(answer.body.errors).toHaveLength(4_999)
	})
})

describe('the report of bands', () => {
	const report = async (query: string, call: Call = admin) => (await call('GET', `/reports/group-scores?${query}`)).body
	it('counts groups by district and commune as the bank ranks them, on a month’s end', async () => {
		made(await send([row(2, { points: { ...points, overdue: '0' }, total: '59' })]))
		const told = await report('month=2022-10&by=district')
		expect(groupScoresView.safeParse(told).error).toBeUndefined()
		expect(told.totals).toEqual({ good: 2, fair: 0, average: 0, weak: 1, scored: 3, differing: 1 })
		expect(told.rows.map(({ good, weak }: any) => [good, weak]).sort()).toEqual([
			[0, 1],
			[2, 0],
		])
		const communes = await report('month=2022-10&map=2025')
		expect(communes.rows).toHaveLength(2)
		expect(await report('month=2022-11')).toMatchObject({ rows: [], totals: { scored: 0 } })
	})

	it('draws a group where it was in that month, also after it has moved', async () => {
		const before = await report('month=2022-10')
		made(await admin('POST', `/groups/${ids[2]}/moves`, { on: '2023-01-01', communeId: office.communeId, decisionNo: '3/QĐ' }, newKey()))
		const { knownAt: _, ...same } = before
		expect(await report('month=2022-10')).toMatchObject(same)
	})

	it('keeps to a unit, a lender and the asker’s reach, and is a sheet where one is asked for', async () => {
		expect((await report(`month=2022-10&unitId=${office.communeId}`)).totals.scored).toBe(2)
		expect((await report('month=2022-10', await house.asUser('agribank'))).totals.scored).toBe(0)
		expect((await report(`month=2022-10&lenderId=${office.lenderId('NHCSXH')}`, await house.asUser('officer'))).totals.scored).toBe(3)
		const csv = await admin('GET', '/reports/group-scores?month=2022-10&format=csv')
		expect(csv.body).toContain('Số tổ được xếp loại')
		expect(csv.body).toContain('Tổng cộng')
		expect(await admin('GET', '/reports/group-scores?month=2022-10&by=district&map=2025')).toMatchObject(refused('report.no-districts'))
	})
})
