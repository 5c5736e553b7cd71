import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsIn, made } from '../collection/office.js'
import type { Answer, Call } from '../platform/harness.js'
import { retellPiggyBanks } from '../../src/piggybanks/question-actions.js'
import { agreed, counted, openPiggery, opening, type Piggery, witnesses } from './piggery.js'

describe('piggy banks', () => {
	let piggery: Piggery
	beforeAll(async () => {
		piggery = await openPiggery()
	})
	afterAll(() => piggery.house.close())

	const one = async (more?: Record<string, unknown>): Promise<{ id: string; groupId: string; memberIds: readonly string[] }> => {
		const model = await piggery.newModel(2)
		const [bank] = await piggery.start(model.groupId, { memberIds: [model.memberIds[0]], ...more })
		return { ...model, id: bank.id }
	}
	/** What was refused: its code and the field, with nothing recorded. */
	const refused = async (asked: () => Promise<Answer>): Promise<readonly [string, string | undefined]> => {
		const before = await factsIn(piggery.house)
		const { status, body } = await asked()
		expect([422, 404]).toContain(status)
		expect(await factsIn(piggery.house)).toEqual(before)
		return [body.code, body.errors[0]?.path]
	}
	const balanceOf = async (code: string): Promise<bigint> => {
		const { rows } = (await piggery.admin('GET', '/ledger/trial-balance?book=groups')).body
		const found = rows.find(({ account }: any) => account === code)
		return found === undefined ? 0n : BigInt(found.debit) - BigInt(found.credit)
	}

	it('of a model of 28 members with 750.000 a year each are to take 62.500 a month, and come to 21.000.000 (SAV-02)', async () => {
		const { groupId } = await piggery.newModel(28)
		const banks = await piggery.start(groupId)
		expect(banks).toHaveLength(28)
		expect(banks[0]).toMatchObject({ year: 2022, target: '750000', monthly: '62500', status: 'filling', held: '0' })
		const report = async (more: string) => (await piggery.admin('GET', `/reports/piggy-banks?year=2022&by=group&${more}`)).body
		const before = (await report('asOf=2022-12-17')).rows.find(({ id }: any) => id === groupId)
		expect(before).toMatchObject({ piggyBanks: 28, members: 28, opened: 0, target: '21000000', counted: '0', share: '0.0000' })
		expect(before).toMatchObject({ countedLeast: null, countedMost: null })
		const day = made(
			await piggery.post('/openings', {
				groupId,
				on: '2022-12-18',
				minutesNo: '02/BB',
				witnesses,
				total: '21000000',
				piggyBanks: banks.map(({ id }) => ({ piggyBankId: id, ...counted })),
			}),
		)
		expect(day).toMatchObject({ total: '21000000', piggyBanks: { length: 28 } })
		const after = (await report('asOf=2022-12-18')).rows.find(({ id }: any) => id === groupId)
		expect(after).toMatchObject({ countedLeast: '750000', countedMost: '750000' })
		expect(after).toMatchObject({ opened: 28, counted: '21000000', share: '1.0000', paidOut: '0' })
	})

	it('stand in the book of groups from the day on which they are counted until they are emptied', async () => {
		const { id, groupId } = await one()
		const [cash, saved] = [await balanceOf('1111'), await balanceOf('3384')]
		made(await piggery.post(`/${id}/feedings`, { on: '2022-03-01', amount: '100000' }))
		expect(await balanceOf('3384')).toBe(saved - 100_000n)
		expect(made(await piggery.post(`/${id}/openings`, opening))).toMatchObject({ status: 'opened', counted: '750000', held: '750000' })
		expect([await balanceOf('1111'), await balanceOf('3384')]).toEqual([cash + 750_000n, saved - 750_000n])
		const payout = (body: object) => piggery.post(`/${id}/payouts`, { on: '2022-12-18', ...body })
		made(await payout({ amount: '50000', to: 'fund', reference: 'Quỹ hội' }))
		made(await payout({ amount: '100000', to: 'purpose', reference: 'Ủng hộ khởi nghiệp' }))
		made(await payout({ amount: '400000', to: 'savings-account', reference: 'TG00000012' }))
		expect(made(await payout({ amount: '200000', to: 'member', receiptNo: 'PC-1' }))).toMatchObject({ status: 'closed', held: '0' })
		expect([await balanceOf('1111'), await balanceOf('3384')]).toEqual([cash, saved])
		expect(await piggery.read(id)).toMatchObject({
			groupId,
			status: 'closed',
			closedOn: '2022-12-18',
			fed: '100000',
			feedings: 1,
			paidOut: { toMember: '200000', toSavingsAccount: '400000', toFund: '50000', toPurpose: '100000' },
			events: [
				{ type: 'started' },
				{ type: 'fed' },
				{ type: 'opened', witnesses, minutesNo: '01/BB', banknotes: counted.banknotes },
				{},
				{},
				{},
				{},
			],
		})
	})

	it('are told as they stood on any day and as they were known at any moment, and events come back-dated and are undone', async () => {
		const { id } = await one()
		const knownAt = await piggery.house.database.knowledgeNow()
		made(await piggery.post(`/${id}/openings`, opening))
		expect(await piggery.read(id, '?asOf=2022-12-17')).toMatchObject({ status: 'filling', counted: '0' })
		expect(await piggery.read(id, `?knownAt=${knownAt}`)).toMatchObject({ status: 'filling', events: { length: 1 } })
		// A feeding is found after the opening: the sum that was counted stays, so the book receives nothing more in all.
		const fed = made(await piggery.post(`/${id}/feedings`, { on: '2022-06-01', amount: '70000' }))
		expect(fed.entryIds).toHaveLength(2)
		expect(await piggery.read(id, '?asOf=2022-06-01')).toMatchObject({ held: '70000' })
		expect(await piggery.read(id)).toMatchObject({ held: '750000' })
		const payout = made(await piggery.post(`/${id}/payouts`, { on: '2022-12-20', amount: '750000', to: 'member' }))
		const undo = (eventId: string, body: object = {}) => piggery.post(`/${id}/events/${eventId}/reversal`, { reason: 'Ghi nhầm', ...body })
		expect(await refused(() => undo('2'))).toEqual(['contract.history-breaks', undefined])
		expect(await refused(() => undo('9'))).toEqual(['contract.event-not-found', undefined])
		expect(await refused(() => undo(payout.eventId, { on: '2022-12-19' }))).toEqual(['contract.reversal-before-event', 'on'])
		expect(await refused(() => undo(payout.eventId, { on: '2023-12-19' }))).toEqual(['contract.future-day', 'on'])
		expect(made(await undo(payout.eventId, { on: '2023-01-05' }))).toMatchObject({ status: 'opened', held: '750000' })
		expect((await piggery.read(id)).events.at(-1)).toMatchObject({ type: 'reversed', on: '2023-01-05', reverses: payout.eventId })
		expect(await refused(() => undo(payout.eventId))).toEqual(['contract.already-reversed', undefined])
		expect(await refused(() => undo('5'))).toEqual(['contract.reversal-of-reversal', undefined])
	})

	it('that were started by mistake never were', async () => {
		const { id, groupId, memberIds } = await one()
		made(await piggery.post(`/${id}/events/1/reversal`, { reason: 'Nhầm người' }))
		expect(await piggery.read(id)).toMatchObject({ status: 'not-started' })
		expect(await refused(() => piggery.post(`/${id}/openings`, opening))).toEqual(['piggy-bank.not-started', 'on'])
		const { rows } = (await piggery.admin('GET', '/reports/piggy-banks?year=2022&by=group')).body
		expect(rows.find(({ id: found }: any) => found === groupId)).toBeUndefined()
		await piggery.start(groupId, { memberIds: [memberIds[0]] })
	})

	it('are started for members of the group on that day, one at a time in a year, all or none', async () => {
		const { groupId, memberIds } = await piggery.newModel(2)
		const start = (body: object) => piggery.post('', { groupId, ...agreed, ...body })
		expect(await refused(() => start({ opensOn: '2022-01-10' }))).toEqual(['piggy-bank.opens-before-start', 'opensOn'])
		expect(await refused(() => start({ startedOn: '2024-01-10', opensOn: '2024-12-01' }))).toEqual(['contract.future-day', 'startedOn'])
		expect(await refused(() => start({ startedOn: '2018-01-10', opensOn: '2024-12-01' }))).toEqual(['group.not-found', undefined])
		const stranger = await piggery.office.newMember(piggery.office.leadersGroupId)
		expect(await refused(() => start({ memberIds: [memberIds[1], stranger] }))).toEqual(['piggy-bank.member-not-in-group', 'memberIds.1'])
		await piggery.start(groupId, { memberIds: [memberIds[0]] })
		expect(await refused(() => start({}))).toEqual(['piggy-bank.has-one', 'memberIds'])
		await piggery.start(groupId, { memberIds: [memberIds[0]], year: 2023 })
		await piggery.start(groupId, { ownedBy: 'group' })
		expect(await refused(() => start({ ownedBy: 'group' }))).toEqual(['piggy-bank.has-one', 'groupId'])
		const empty = await piggery.office.newGroup('QUY-HTPN', 'credit')
		expect(await refused(() => start({ groupId: empty }))).toEqual(['piggy-bank.group-without-members', 'groupId'])
		const { items } = (await piggery.admin('GET', `/piggy-banks?groupId=${groupId}&status=filling&year=2022&limit=1`)).body
		expect(items).toMatchObject([{ memberId: memberIds[0] }])
	})

	it('are opened on the agreed day, counted before two others, in banknotes that add up', async () => {
		const { id, memberIds } = await one()
		const open = (body: object) => piggery.post(`/${id}/openings`, { ...opening, ...body })
		const owner = (await piggery.read(id)).memberName
		expect(await refused(() => open({ amount: '760000' }))).toEqual(['piggy-bank.count-differs', 'amount'])
		expect(await refused(() => open({ on: '2022-12-01' }))).toEqual(['piggy-bank.before-its-day', 'on'])
		expect(await refused(() => open({ on: '2022-01-09' }))).toEqual(['piggy-bank.not-started', 'on'])
		expect(await refused(() => open({ witnesses: [{ name: owner }, witnesses[1]] }))).toEqual([
			'piggy-bank.owner-as-witness',
			'witnesses.0',
		])
		expect(await refused(() => open({ witnesses: [{ name: 'Ái', memberId: memberIds[0] }, witnesses[1]] }))).toEqual([
			'piggy-bank.owner-as-witness',
			'witnesses.0',
		])
		expect(await refused(() => open({ witnesses: [witnesses[1], witnesses[1]] }))).toEqual(['piggy-bank.same-witness', 'witnesses.1'])
		expect((await open({ witnesses: [witnesses[0]] })).status).toBe(400)
		made(await piggery.post(`/${id}/feedings`, { on: '2022-03-01', amount: '800000' }))
		expect(await refused(() => open({}))).toEqual(['piggy-bank.less-than-fed', 'amount'])
		made(await open({ on: '2022-12-01', reason: 'Chi hội họp sớm, có tiền rách phải bỏ' }))
		expect(await refused(() => open({}))).toEqual(['piggy-bank.opened-already', 'on'])
		expect(await refused(() => piggery.post(`/${id}/feedings`, { on: '2022-12-02', amount: '1000' }))).toEqual([
			'piggy-bank.opened-already',
			'on',
		])
		expect(await refused(() => piggery.post('/999999/openings', opening))).toEqual(['piggy-bank.not-found', undefined])
	})

	it('that hold nothing are closed when they are opened', async () => {
		const { id } = await one()
		made(await piggery.post(`/${id}/openings`, { ...opening, amount: '0', banknotes: [] }))
		expect(await piggery.read(id)).toMatchObject({ status: 'closed', closedOn: '2022-12-18', held: '0' })
	})

	it('are opened all on one day or not at all, and the line that may not be is named', async () => {
		const { groupId, memberIds } = await piggery.newModel(2)
		const [first, second] = await piggery.start(groupId)
		const other = await one()
		const line = (piggyBankId: string, more: object = {}) => ({ piggyBankId, ...counted, ...more })
		const open = (piggyBanks: readonly object[], more: object = {}) =>
			piggery.post('/openings', { groupId, on: '2022-12-18', minutesNo: '3', witnesses, piggyBanks, ...more })
		const hers = [{ name: 'Ái', memberId: memberIds[1] }, witnesses[0]]
		expect(await refused(() => open([line(first.id), line(second.id)], { total: '1' }))).toEqual(['piggy-bank.total-differs', 'total'])
		expect(await refused(() => open([line(first.id), line('999999')]))).toEqual(['piggy-bank.not-found', 'piggyBanks.1.piggyBankId'])
		expect(await refused(() => open([line(first.id), line(other.id)]))).toEqual(['piggy-bank.of-another-group', 'piggyBanks.1.piggyBankId'])
		expect(await refused(() => open([line(first.id), line(second.id)], { witnesses: hers }))).toEqual([
			'piggy-bank.owner-as-witness',
			'piggyBanks.1.witnesses.0',
		])
		expect(await refused(() => open([line(first.id), line(first.id)]))).toEqual(['piggy-bank.opened-already', 'piggyBanks.1.on'])
		expect(await refused(() => open([line(first.id, { amount: '1' })]))).toEqual(['piggy-bank.count-differs', 'piggyBanks.0.amount'])
		made(await open([line(first.id), line(second.id, { witnesses })], { witnesses: hers, total: '1500000' }))
	})

	it('let nothing out before they are opened, nor more than was counted, nor to another member', async () => {
		const { id, memberIds } = await one()
		const pay = (body: object) => piggery.post(`/${id}/payouts`, { on: '2022-12-18', amount: '750000', to: 'member', ...body })
		expect(await refused(() => pay({}))).toEqual(['piggy-bank.not-opened', 'on'])
		made(await piggery.post(`/${id}/openings`, opening))
		expect(await refused(() => pay({ on: '2022-12-17' }))).toEqual(['piggy-bank.not-opened', 'on'])
		expect(await refused(() => pay({ amount: '750001' }))).toEqual(['piggy-bank.above-balance', 'amount'])
		expect(await refused(() => pay({ memberId: memberIds[1] }))).toEqual(['piggy-bank.another-member', 'memberId'])
		expect((await pay({ to: 'fund' })).body.errors).toMatchObject([{ path: 'reference', code: 'field.required' }])
		made(await pay({ memberId: memberIds[0] }))
		expect(await refused(() => pay({ amount: '1' }))).toEqual(['piggy-bank.above-balance', 'amount'])
	})

	it('of a whole group are paid to who is in it', async () => {
		const { groupId, memberIds } = await piggery.newModel(1)
		const [{ id }] = await piggery.start(groupId, { ownedBy: 'group' })
		made(await piggery.post(`/${id}/openings`, opening))
		const pay = (body: object) => piggery.post(`/${id}/payouts`, { on: '2022-12-18', amount: '750000', to: 'member', ...body })
		const stranger = await piggery.office.newMember(piggery.office.leadersGroupId)
		expect(await refused(() => pay({}))).toEqual(['piggy-bank.member-missing', 'memberId'])
		expect(await refused(() => pay({ memberId: stranger }))).toEqual(['piggy-bank.member-not-in-group', 'memberId'])
		expect(made(await pay({ memberId: memberIds[0] }))).toMatchObject({ status: 'closed' })
	})

	it('are rehearsed without a trace', async () => {
		const { groupId } = await piggery.newModel(1)
		const before = await factsIn(piggery.house)
		const rehearsed = await piggery.admin('POST', '/piggy-banks?dryRun=true', { groupId, ...agreed })
		expect([rehearsed.status, rehearsed.body.items.length]).toEqual([201, 1])
		expect(await factsIn(piggery.house)).toEqual(before)
		expect((await piggery.admin('POST', '/piggy-banks', { groupId, ...agreed })).body.code).toBe('idempotency.key-required')
	})

	it('are drawn by commune on either map', async () => {
		const report = async (more: string) => (await piggery.admin('GET', `/reports/piggy-banks?year=2022${more}`)).body
		const [old, merged] = [await report(''), await report('&map=2025')]
		expect(old).toMatchObject({ by: 'unit', map: '2022', rows: [{ id: piggery.office.communeId }] })
		expect(merged.rows[0].id).not.toBe(piggery.office.communeId)
		expect(merged.totals).toEqual(old.totals)
		expect((await report(`&unitId=${piggery.office.communeId}`)).totals).toEqual(old.totals)
		expect((await report(`&unitId=${piggery.office.elsewhereId}`)).totals).toMatchObject({ piggyBanks: 0, countedLeast: null })
		expect((await report('&asOf=2021-12-31')).totals).toMatchObject({ piggyBanks: 0, target: '0', share: null })
	})

	it('are a leader’s in her own groups, an officer’s in her district, and no bank’s', async () => {
		const by = async (name: string): Promise<Call> => piggery.house.asUser(name)
		const [officer, leader, bank, auditor] = [await by('officer'), await by('leader'), await by('nhcsxh'), await by('auditor')]
		const hers = await piggery.office.newMember(piggery.office.leadersGroupId)
		const start = (groupId: string, call: Call, more: object = {}) => piggery.post('', { groupId, ...agreed, ...more }, call)
		const [mine] = made(await start(piggery.office.leadersGroupId, leader, { memberIds: [hers] })).items
		const far = await piggery.newModel(1, piggery.office.elsewhereId)
		const [away] = await piggery.start(far.groupId)
		const near = await one()
		expect((await start(near.groupId, leader)).body.code).toBe('group.not-found')
		expect((await start(far.groupId, officer)).body.code).toBe('group.not-found')
		const statusOf = async (call: Call, id: string) => (await call('GET', `/piggy-banks/${id}`)).status
		expect([await statusOf(leader, mine.id), await statusOf(leader, near.id)]).toEqual([200, 404])
		expect([await statusOf(officer, near.id), await statusOf(officer, away.id)]).toEqual([200, 404])
		expect([await statusOf(auditor, away.id), await statusOf(bank, mine.id)]).toEqual([200, 403])
		expect((await piggery.post(`/${mine.id}/openings`, opening, bank)).status).toBe(403)
		expect((await piggery.post(`/${away.id}/openings`, opening, officer)).status).toBe(404)
		const seen = async (call: Call) => (await call('GET', '/reports/piggy-banks?year=2022&by=group')).body.rows.map(({ id }: any) => id)
		expect(await seen(leader)).toEqual([piggery.office.leadersGroupId])
		expect(await seen(officer)).not.toContain(far.groupId)
		expect((await leader('GET', '/piggy-banks')).body.items.map(({ id }: any) => id)).toEqual([mine.id])
		made(await piggery.post(`/${mine.id}/openings`, opening, leader))
	})

	it('are told again from their events without a finding', async () => {
		const findings: unknown[] = []
		let told = 0
		await piggery.house.database.reading(async (tx) => {
			for await (const finding of retellPiggyBanks(tx, (count) => (told = count))) findings.push(finding)
		})
		expect(findings).toEqual([])
		expect(told).toBeGreaterThan(40)
	})
})
