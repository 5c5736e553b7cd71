import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retellCampaigns } from '../../src/campaigns/question-actions.js'
import { factsIn, made, newKey } from '../collection/office.js'
import type { Answer, Call } from '../platform/harness.js'
import { openSavers, type Savers } from '../savings/savers.js'

const days = { from: '2022-10-17', to: '2022-10-23' }

describe('a savings campaign', () => {
	let savers: Savers
	let provinceId: string
	let districtId: string
	beforeAll(async () => {
		savers = await openSavers()
		const units = async (query: string): Promise<any[]> => (await savers.admin('GET', `/units?on=2022-10-31&${query}`)).body.items
		provinceId = (await units('level=province'))[0].id
		districtId = (await units('level=commune&limit=500')).find(({ id }) => id === savers.office.communeId).parentId
	})
	afterAll(() => savers.house.close())

	const post = (path: string, body: object, by: Call = savers.admin) => by('POST', `/campaigns${path}`, body, newKey())
	const announce = async (more: object = {}): Promise<string> =>
		made(await post('', { name: 'Tuần lễ gửi tiền tiết kiệm', lenderId: savers.office.lenderId('NHCSXH'), ...days, ...more })).id
	let papers = 0
	const count = (amount: string, more: object = {}) => ({
		unitId: savers.office.communeId,
		on: '2022-10-18',
		kind: 'members',
		depositors: 3,
		amount,
		paperNo: `BK-${++papers}`,
		...more,
	})
	const counts = (id: string, ...lines: readonly object[]) => post(`/${id}/counts`, { counts: lines })
	const read = async (id: string, query = '', by: Call = savers.admin) => (await by('GET', `/campaigns/${id}${query}`)).body
	const refused = async (asked: () => Promise<Answer>): Promise<readonly [string, string | undefined]> => {
		const before = await factsIn(savers.house)
		const { status, body } = await asked()
		expect([422, 404]).toContain(status)
		expect(await factsIn(savers.house)).toEqual(before)
		return [body.code, body.errors[0]?.path]
	}
	const atBank = async (asOf: string): Promise<bigint> => {
		const { rows } = (await savers.admin('GET', `/ledger/trial-balance?book=memo-nhcsxh&asOf=${asOf}`)).body
		return BigInt(rows.find(({ account }: any) => account === '98243')?.balance ?? 0)
	}

	it('counts deposits by unit, day and depositor beside the targets, in the bank’s memorandum book', async () => {
		const id = await announce({ note: 'Chung tay vì người nghèo' })
		const { communeId, elsewhereId } = savers.office
		const before = [await atBank('2022-10-17'), await atBank('2022-10-18'), await atBank('2022-10-19')]
		made(
			await post(`/${id}/targets`, {
				on: '2022-10-10',
				decisionNo: '12/KH',
				targets: [
					{ unitId: communeId, amount: '40000000' },
					{ unitId: elsewhereId, amount: '50000000' },
				],
			}),
		)
		const recorded = made(
			await post(`/${id}/counts`, {
				total: '181000000',
				counts: [
					count('10000000'),
					count('1000000', { kind: 'cadres', depositors: 1 }),
					count('20000000', { unitId: elsewhereId, on: '2022-10-19' }),
					count('150000000', { unitId: provinceId, kind: 'others', depositors: 60, on: '2022-10-19' }),
				],
			}),
		)
		expect(recorded).toMatchObject({ campaignId: id, total: '181000000', events: [{ unitId: communeId }, {}, {}, { unitId: provinceId }] })
		expect([await atBank('2022-10-17'), await atBank('2022-10-18'), await atBank('2022-10-19')]).toEqual([
			before[0],
			(before[1] ?? 0n) + 11_000_000n,
			(before[2] ?? 0n) + 181_000_000n,
		])
		const told = await read(id)
		expect(told.totals).toEqual({
			target: '90000000',
			counted: '181000000',
			share: '2.0111',
			members: '30000000',
			cadres: '1000000',
			others: '150000000',
			byAccount: '0',
			depositors: 67,
		})
		expect(told.rows.find(({ id: unit }: any) => unit === communeId)).toMatchObject({
			target: '40000000',
			counted: '11000000',
			share: '0.2750',
		})
		expect(told.rows.find(({ id: unit }: any) => unit === provinceId)).toMatchObject({ target: null, counted: '150000000', share: null })
		const byDistrict = await read(id, '?by=district')
		expect(byDistrict.rows.find(({ id: unit }: any) => unit === districtId)).toMatchObject({ counted: '11000000' })
		expect(byDistrict.rows.find(({ id: unit }: any) => unit === provinceId)).toMatchObject({ counted: '150000000' })
		expect(byDistrict.totals).toEqual(told.totals)
		const later = await read(id, '?map=2025')
		expect(later.totals).toEqual(told.totals)
		expect(later.rows.map(({ id: unit }: any) => unit)).not.toContain(communeId)
		expect((await savers.admin('GET', `/campaigns/${id}?by=district&map=2025`)).body.code).toBe('report.no-districts')
		expect((await read(id, '?asOf=2022-10-18')).totals.counted).toBe('11000000')
		expect((await read(id, '?asOf=2022-10-09')).totals).toMatchObject({ target: null, counted: '0' })
	})

	it('keeps every target that was set, and tells the one of the day', async () => {
		const id = await announce()
		const target = (on: string, amount: string) => post(`/${id}/targets`, { on, targets: [{ unitId: savers.office.communeId, amount }] })
		made(await target('2022-10-01', '40000000'))
		made(await target('2022-10-15', '60000000'))
		made(await target('2022-09-20', '10000000'))
		expect((await read(id, '?asOf=2022-10-14')).totals.target).toBe('40000000')
		expect((await read(id)).totals.target).toBe('60000000')
	})

	it('is told as it was known at any moment, and a count that was wrong never was', async () => {
		const id = await announce()
		const wrong = made(await counts(id, count('7000000'), count('5000000', { paperNo: 'BK-SAI', on: '2022-10-17' })))
		const knownAt = await savers.house.database.knowledgeNow()
		const undo = (eventId: string, body: object = {}) => post(`/${id}/events/${eventId}/reversal`, { reason: 'Cộng nhầm', ...body })
		const { eventId } = wrong.events[1]
		expect(await refused(() => counts(id, count('6000000', { paperNo: 'BK-SAI' })))).toEqual(['campaign.paper-counted', 'counts.0.paperNo'])
		expect(await refused(() => undo(eventId, { on: '2022-10-16' }))).toEqual(['contract.reversal-before-event', 'on'])
		expect(await refused(() => undo(eventId, { on: '2023-12-16' }))).toEqual(['contract.future-day', 'on'])
		made(await undo(eventId, { on: '2022-10-25' }))
		expect(await refused(() => undo(eventId))).toEqual(['contract.already-reversed', undefined])
		expect(await refused(() => undo('4'))).toEqual(['contract.reversal-of-reversal', undefined])
		expect(await refused(() => undo('1'))).toEqual(['campaign.announcement-not-reversed', undefined])
		expect(await refused(() => undo('99'))).toEqual(['contract.event-not-found', undefined])
		made(await counts(id, count('6000000', { paperNo: 'BK-SAI' })))
		expect((await read(id)).totals.counted).toBe('13000000')
		expect((await read(id, `?knownAt=${knownAt}`)).totals.counted).toBe('12000000')
		const first = (await savers.admin('GET', `/campaigns/${id}/events?limit=3`)).body
		expect(first.items).toMatchObject([{ type: 'announced' }, { type: 'counted' }, { type: 'counted', paperNo: 'BK-SAI', reversedBy: '4' }])
		const rest = (await savers.admin('GET', `/campaigns/${id}/events?limit=3&cursor=${first.next}`)).body
		expect(rest).toMatchObject({ items: [{ type: 'reversed', on: '2022-10-25' }, { id: '5' }], next: null })
	})

	it('is reconciled with what the bank confirms: what it lacks, what we lack, and what differs', async () => {
		const id = await announce()
		const { communeId, elsewhereId } = savers.office
		made(
			await counts(
				id,
				count('10000000'),
				count('20000000', { unitId: elsewhereId }),
				count('30000000', { unitId: provinceId }),
				count('5000000', { unitId: districtId }),
			),
		)
		const untold = await read(id, '/reconciliation')
		expect(untold.totals).toMatchObject({ units: 4, confirmed: '0', matched: 0, missingAtBank: 4 })
		const confirm = (on: string, confirmations: readonly object[]) =>
			post(`/${id}/confirmations`, { on, confirmationNo: '77/XN', confirmations })
		const other = (await savers.admin('GET', '/units?level=commune&on=2022-10-31&limit=500')).body.items.find(
			({ id: unit }: any) => unit !== communeId && unit !== elsewhereId,
		).id
		made(
			await confirm('2022-10-31', [
				{ unitId: communeId, amount: '10000000' },
				{ unitId: elsewhereId, amount: '21000000' },
				{ unitId: districtId, amount: '0' },
				{ unitId: other, amount: '4000000' },
			]),
		)
		const { rows, totals } = await read(id, '/reconciliation')
		const of = (unit: string) => rows.find(({ id: found }: any) => found === unit)
		expect(of(communeId)).toMatchObject({ finding: null, difference: '0', confirmationNo: '77/XN', confirmedOn: '2022-10-31' })
		expect(of(elsewhereId)).toMatchObject({ finding: 'amount-differs', counted: '20000000', confirmed: '21000000', difference: '1000000' })
		expect(of(provinceId)).toMatchObject({ finding: 'missing-at-bank', confirmed: null, difference: '-30000000', confirmationNo: null })
		expect(of(districtId)).toMatchObject({ finding: 'missing-at-bank', confirmed: '0' })
		expect(of(other)).toMatchObject({ finding: 'missing-with-us', counted: '0', difference: '4000000' })
		expect(totals).toEqual({
			units: 5,
			counted: '65000000',
			confirmed: '35000000',
			difference: '-30000000',
			matched: 1,
			missingAtBank: 2,
			missingWithUs: 1,
			amountDiffers: 1,
		})
		made(await confirm('2022-11-02', [{ unitId: elsewhereId, amount: '20000000' }]))
		expect((await read(id, '/reconciliation')).totals).toMatchObject({ matched: 2, amountDiffers: 0 })
		expect((await read(id, '/reconciliation?asOf=2022-11-01')).totals).toMatchObject({ matched: 1, amountDiffers: 1 })
		expect(await refused(() => confirm('2022-10-16', [{ unitId: communeId, amount: '1' }]))).toEqual([
			'campaign.confirmed-too-early',
			'confirmations.0.on',
		])
		expect(
			await refused(() =>
				confirm('2022-11-02', [
					{ unitId: communeId, amount: '1' },
					{ unitId: communeId, amount: '2' },
				]),
			),
		).toEqual(['campaign.unit-twice', 'confirmations.1.unitId'])
	})

	it('reads members’ deposits from their accounts where it was announced so, and then nobody types them', async () => {
		const { communeId, leadersGroupId, elsewhereId } = savers.office
		const byAccount = { productIds: [savers.productId('NHCSXH-TGTV')], unitIds: [districtId] }
		const id = await announce({ byAccount })
		const [one, other] = [await savers.open({ groupId: leadersGroupId }), await savers.open({ groupId: leadersGroupId })]
		await savers.deposit(one, '2022-10-16', '1000000')
		await savers.deposit(one, '2022-10-17', '200000')
		await savers.deposit(one, '2022-10-20', '300000')
		const knownAt = await savers.house.database.knowledgeNow()
		await savers.deposit(other, '2022-10-23', '500000')
		const undone = await savers.deposit(other, '2022-10-22', '900000')
		made(await savers.post(other, `events/${undone.eventId}/reversal`, { reason: 'Ghi nhầm' }))
		const booked = await atBank('2022-10-23')
		expect(await refused(() => counts(id, count('1000000')))).toEqual(['campaign.members-by-account', 'counts.0.kind'])
		expect(await refused(() => counts(id, count('1000000', { unitId: districtId })))).toEqual([
			'campaign.members-by-account',
			'counts.0.kind',
		])
		made(await counts(id, count('2000000', { kind: 'cadres' }), count('4000000', { unitId: elsewhereId })))
		const told = await read(id)
		expect(told).toMatchObject({ byAccount, totals: { counted: '7000000', byAccount: '1000000', cadres: '2000000', members: '4000000' } })
		expect(told.rows.find(({ id: unit }: any) => unit === communeId)).toMatchObject({
			counted: '3000000',
			byAccount: '1000000',
			depositors: 5,
		})
		// What stands in the accounts stands in the book already.
		expect((await atBank('2022-10-23')) - booked).toBe(6_000_000n)
		expect((await read(id, '?asOf=2022-10-20')).totals.byAccount).toBe('500000')
		expect((await read(id, `?knownAt=${knownAt}`)).totals).toMatchObject({ byAccount: '500000', depositors: 1 })
		expect((await read(id, '/reconciliation')).rows.find(({ id: unit }: any) => unit === communeId)).toMatchObject({ counted: '3000000' })
	})

	it('is announced at an entrusting bank, for days in order, with products of that bank', async () => {
		const asked = (more: object) => post('', { name: 'Tuần lễ', lenderId: savers.office.lenderId('NHCSXH'), ...days, ...more })
		expect(await refused(() => asked({ to: '2022-10-16' }))).toEqual(['campaign.ends-before-it-begins', 'to'])
		expect(await refused(() => asked({ lenderId: savers.office.lenderId('QUY-HTPN') }))).toEqual(['campaign.not-at-a-bank', 'lenderId'])
		expect(await refused(() => asked({ lenderId: '999999' }))).toEqual(['lender.not-found', undefined])
		expect(await refused(() => asked({ announcedOn: '2023-12-01' }))).toEqual(['contract.future-day', 'announcedOn'])
		const own = [savers.productId('TO-TIETKIEM')]
		expect(await refused(() => asked({ byAccount: { productIds: own, unitIds: [districtId] } }))).toEqual([
			'campaign.product-of-another-lender',
			'byAccount.productIds',
		])
		const nhcsxh = [savers.productId('NHCSXH-TGTV')]
		expect(await refused(() => asked({ byAccount: { productIds: nhcsxh, unitIds: ['999999'] } }))).toEqual([
			'unit.not-found',
			'byAccount.unitIds.0',
		])
		// One of the weeks to come is announced today.
		const ahead = await announce({ from: '2023-10-17', to: '2023-10-23' })
		expect((await savers.admin('GET', `/campaigns/${ahead}/events`)).body.items).toMatchObject([{ type: 'announced', on: '2023-06-15' }])
	})

	it('counts nothing outside of its days, twice, or that does not add up: all lines, or none', async () => {
		const id = await announce()
		expect(await refused(() => counts(id, count('1'), count('1', { on: '2022-10-24' })))).toEqual([
			'campaign.outside-its-days',
			'counts.1.on',
		])
		expect(await refused(() => counts(id, count('1', { on: '2022-10-16' })))).toEqual(['campaign.outside-its-days', 'counts.0.on'])
		expect(await refused(() => counts(id, count('1'), count('1', { on: '2023-06-16' })))).toEqual(['contract.future-day', 'counts.1.on'])
		expect(await refused(() => post(`/${id}/counts`, { total: '3', counts: [count('1'), count('1')] }))).toEqual([
			'campaign.total-differs',
			'total',
		])
		const paper = { paperNo: 'BK-X' }
		expect(await refused(() => counts(id, count('1', paper), count('1', paper)))).toEqual(['campaign.paper-counted', 'counts.1.paperNo'])
		made(await counts(id, count('1', paper), count('1', { ...paper, kind: 'others' })))
		expect(await refused(() => counts(id, count('1', { unitId: '999999' })))).toEqual(['unit.not-found', 'counts.0.unitId'])
		const target = { unitId: savers.office.communeId, amount: '1' }
		expect(await refused(() => post(`/${id}/targets`, { on: '2022-10-01', targets: [target, target] }))).toEqual([
			'campaign.unit-twice',
			'targets.1.unitId',
		])
		expect(await refused(() => counts('999999', count('1')))).toEqual(['campaign.not-found', undefined])
		expect((await savers.admin('POST', `/campaigns/${id}/counts`, { counts: [count('1')] })).body.code).toBe('idempotency.key-required')
		const before = await factsIn(savers.house)
		expect((await post(`/${id}/counts?dryRun=true`, { counts: [count('5')] })).status).toBe(201)
		expect(await factsIn(savers.house)).toEqual(before)
	})

	it('is an officer’s in her district, the bank’s to read, and not a leader’s', async () => {
		const id = await announce()
		const by = (name: string): Promise<Call> => savers.house.asUser(name)
		const [officer, leader, nhcsxh, agribank, auditor] = [
			await by('officer'),
			await by('leader'),
			await by('nhcsxh'),
			await by('agribank'),
			await by('auditor'),
		]
		const { communeId, elsewhereId } = savers.office
		const [far] = made(await counts(id, count('20000000', { unitId: elsewhereId }), count('30000000', { unitId: provinceId }))).events
		made(await post(`/${id}/counts`, { counts: [count('1000000'), count('2000000', { unitId: districtId })] }, officer))
		for (const unitId of [elsewhereId, provinceId])
			expect(await refused(() => post(`/${id}/counts`, { counts: [count('1', { unitId })] }, officer))).toEqual([
				'unit.not-found',
				'counts.0.unitId',
			])
		expect(await refused(() => post(`/${id}/events/${far.eventId}/reversal`, { reason: 'Nhầm' }, officer))).toEqual([
			'contract.event-not-found',
			undefined,
		])
		const seen = await read(id, '', officer)
		expect(seen.totals.counted).toBe('3000000')
		expect(seen.rows.map(({ id: unit }: any) => unit).sort()).toEqual([communeId, districtId].sort())
		expect((await read(id, '/events', officer)).items).toHaveLength(3)
		expect((await read(id, '/reconciliation', officer)).totals.units).toBe(2)
		for (const call of [nhcsxh, auditor]) expect((await read(id, '', call)).totals.counted).toBe('53000000')
		expect((await agribank('GET', `/campaigns/${id}`)).status).toBe(404)
		expect((await agribank('GET', '/campaigns')).body.items).toEqual([])
		const listed = (await nhcsxh('GET', '/campaigns?limit=500')).body.items
		expect(listed.map(({ id: one }: any) => one)).toContain(id)
		const page = (await savers.admin('GET', `/campaigns?limit=1&lenderId=${savers.office.lenderId('NHCSXH')}`)).body
		expect([page.items.length, typeof page.next]).toEqual([1, 'string'])
		expect((await leader('GET', `/campaigns/${id}`)).status).toBe(403)
		expect((await post('', { name: 'Tuần lễ', lenderId: savers.office.lenderId('NHCSXH'), ...days }, officer)).status).toBe(403)
		expect((await post(`/${id}/counts`, { counts: [count('1')] }, nhcsxh)).status).toBe(403)
	})

	it('is told again from its events without a finding', async () => {
		const findings: unknown[] = []
		let told = 0
		await savers.house.database.reading(async (tx) => {
			for await (const finding of retellCampaigns(tx, (campaigns) => (told = campaigns))) findings.push(finding)
		})
		expect(findings).toEqual([])
		expect(told).toBeGreaterThan(5)
	})
})
