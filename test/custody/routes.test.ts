import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retellCustodies } from '../../src/custody/question-actions.js'
import { custodyNoteView, custodyOutcomeView, custodyReportView, groupCustodyView } from '../../src/custody/schemas.js'
import { newKey } from '../collection/office.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'
import { openSitting, type Sitting } from './sitting.js'

describe('cash in transit, at the door', () => {
	let house: TestApp
	let sitting: Sitting
	let officer: Call
	let leader: Call

	beforeAll(async () => {
		house = await createTestApp()
		sitting = await openSitting(house.database)
		officer = await house.asUser('officer')
		leader = await house.asUser('leader')
		await sitting.collect('2022-10-10', 1_000_000, 'S1')
		await sitting.collect('2022-11-10', 700_000, 'S2')
		await sitting.collect('2022-11-20', 50_000, 'S3', sitting.deputyId)
	})
	afterAll(() => house.close())

	const handOver = (by: Call, body: Record<string, unknown>, query = '') =>
		by('POST', `/groups/${sitting.groupId}/cash-handovers${query}`, { to: 'bank', receiver: 'Giao dịch viên', ...body }, newKey())
	const held = async (query = '') => (await officer('GET', `/groups/${sitting.groupId}/custody${query}`)).body
	const report = async (query = '', by: Call = officer) => (await by('GET', `/reports/custody${query}`)).body
	let custodyId: string
	let eventId: string

	it('says who holds how much of which meeting, since when, and whether it is late', async () => {
		const body = await report('?asOf=2022-11-15')
		expect(custodyReportView.safeParse(body).error).toBeUndefined()
		expect(
			body.rows.map(({ meeting, held: amount, late, since, daysLate }: any) => [meeting.sheetId, amount, late, since, daysLate]),
		).toEqual([
			['S1', '1000000', '1000000', '2022-10-10', 31],
			['S2', '700000', '0', '2022-11-10', 0],
		])
		expect(body.totals).toEqual({
			held: '1700000',
			late: '1000000',
			meetings: 2,
			since: '2022-10-10',
			daysLate: 31,
			leaders: 1,
			unexplained: '1000000',
		})
		const byLeader = await report('?asOf=2022-12-31&by=leader&late=true')
		expect(byLeader.rows.map(({ name, held: amount, meeting }: any) => [name, amount, meeting])).toEqual([
			['Nông Thị Ái', '1700000', null],
			['Hoàng Thị Bé', '50000', null],
		])
		const by = async (key: string) => (await report(`?by=${key}&unitId=${sitting.communeId}`)).rows
		expect(await by('group')).toMatchObject([{ name: 'Tổ Bản Viết 1', held: '1750000', meetings: 3 }])
		expect(await by('commune')).toMatchObject([{ key: sitting.communeId, held: '1750000' }])
	})

	it('is handed over by the leader herself, once for one key', async () => {
		const key = newKey()
		const body = { on: '2022-11-15', amount: '1500000', to: 'bank', receiver: 'Giao dịch viên', paperNo: 'PT-15' }
		const path = `/groups/${sitting.groupId}/cash-handovers`
		const tried = await leader('POST', `${path}?dryRun=true`, body)
		const first = await leader('POST', path, body, key)
		expect([tried.status, first.status]).toEqual([201, 201])
		expect(custodyOutcomeView.safeParse(first.body).error).toBeUndefined()
		expect(first.body).toMatchObject({ held: '200000', meetings: [{ sheetId: 'S2', amount: '200000' }] })
		expect(first.body.entryIds).toHaveLength(1)
		const again = await leader('POST', path, body, key)
		expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true'])
		;({ custodyId, eventId } = first.body)
	})

	it('stays the leader’s where it was too little: an exception that is open until nothing is held', async () => {
		const note = await officer('POST', `/custodies/${custodyId}/notes`, {
			on: '2022-11-16',
			reason: 'Thiếu tiền, hẹn kỳ sau',
			sheetId: 'S2',
		})
		expect(note.status).toBe(201)
		expect(custodyNoteView.safeParse(note.body).error).toBeUndefined()
		const { rows, totals } = await report(`?asOf=2022-11-18&groupId=${sitting.groupId}`)
		expect(rows).toMatchObject([{ held: '200000', late: '200000', reasons: [{ on: '2022-11-16', reason: 'Thiếu tiền, hẹn kỳ sau' }] }])
		expect(totals).toMatchObject({ late: '200000', unexplained: '0' })
		const no = await officer('POST', `/custodies/${custodyId}/notes`, { on: '2022-11-16', reason: 'Ngân hàng nghỉ', sheetId: 'S1' })
		expect([no.status, no.body.code]).toEqual([422, 'custody.nothing-held'])
	})

	it('is told as it was on any day, and as it was known at any moment', async () => {
		const known = (await held()).knownAt
		expect(await held('?asOf=2022-11-14')).toMatchObject({ held: '1700000', late: '1000000' })
		const now = await held('?asOf=2022-11-30')
		expect(groupCustodyView.safeParse(now).error).toBeUndefined()
		expect(now).toMatchObject({ held: '250000', late: '200000', notes: [{ sheetId: 'S2' }] })
		expect(now.custodies.map(({ leaderName, held: amount }: any) => [leaderName, amount])).toEqual([
			['Nông Thị Ái', '200000'],
			['Hoàng Thị Bé', '50000'],
		])
		expect(now.events.map(({ type }: any) => type)).toEqual(['collected', 'collected', 'collected', 'handed-over'])
		const undone = await officer('POST', `/custodies/${custodyId}/events/${eventId}/reversal`, { reason: 'Ghi nhầm tổ' }, newKey())
		expect([undone.status, undone.body.held]).toEqual([201, '1700000'])
		expect((await held('?asOf=2022-11-30')).held).toBe('1750000')
		expect((await held(`?asOf=2022-11-30&knownAt=${known}`)).held).toBe('250000')
		expect((await report(`?asOf=2022-11-30&knownAt=${known}`)).totals.held).toBe('250000')
	})

	it('is undone by nobody twice, and only where it is a handover', async () => {
		const undo = async (event: string, more = {}) => {
			const { status, body } = await officer('POST', `/custodies/${custodyId}/events/${event}/reversal`, { reason: 'x', ...more }, newKey())
			return [status, body.code]
		}
		expect(await undo(eventId)).toEqual([422, 'contract.already-reversed'])
		expect(await undo('1')).toEqual([422, 'custody.not-by-itself'])
		expect(await undo('4')).toEqual([422, 'contract.reversal-of-reversal'])
		expect(await undo('99')).toEqual([404, 'contract.event-not-found'])
		expect((await officer('POST', `/custodies/999999/events/1/reversal`, { reason: 'x' }, newKey())).body.code).toBe('custody.not-found')
		const { body } = await handOver(officer, { on: '2022-11-15', amount: '1700000' })
		const before = await officer(
			'POST',
			`/custodies/${custodyId}/events/${body.eventId}/reversal`,
			{ reason: 'x', on: '2022-11-14' },
			newKey(),
		)
		expect(before.body.code).toBe('contract.reversal-before-event')
	})

	it('is refused with its sentence, and nothing is recorded', async () => {
		const no = async (body: Record<string, unknown>) => {
			const answer = await handOver(officer, body)
			return [answer.status, answer.body.code, answer.body.errors[0]?.path ?? null]
		}
		const deputy = { leaderId: sitting.deputyId }
		expect(await no({ ...deputy, on: '2022-12-15', amount: '50001' })).toEqual([422, 'custody.more-than-held', 'amount'])
		expect(await no({ ...deputy, on: '2022-11-19', amount: '50000' })).toEqual([422, 'custody.more-than-held', 'amount'])
		expect(await no({ ...deputy, on: '2023-06-16', amount: '1' })).toEqual([422, 'contract.future-day', 'on'])
		expect(await no({ ...deputy, on: '2022-12-15', amount: '1', denominations: [{ value: '100', count: 1 }] })).toEqual([
			422,
			'custody.banknotes-differ',
			'denominations',
		])
		expect(await no({ on: '2019-12-15', amount: '1' })).toEqual([422, 'custody.no-leader', 'leaderId'])
		expect(await no({ on: '2022-12-15', amount: '1', leaderId: sitting.memberId })).toEqual([422, 'custody.more-than-held', 'amount'])
		const { body } = await officer(
			'POST',
			`/groups/${sitting.groupId}/cash-handovers`,
			{ on: '2022-12-15', amount: '50001', to: 'office', receiver: 'Văn phòng', leaderId: sitting.deputyId },
			newKey(),
		)
		expect(body.detail).toBe('Tổ trưởng chỉ đang giữ 50000 đồng')
		expect((await held()).held).toBe('50000')
	})

	it('is seen by nobody whose group it is not', async () => {
		const agribank = await house.asUser('agribank')
		expect((await agribank('GET', `/groups/${sitting.groupId}/custody`)).body.code).toBe('group.not-found')
		expect((await report('', agribank)).rows).toEqual([])
		expect((await report('', await house.asUser('nhcsxh'))).totals.held).toBe('50000')
		expect((await report('', leader)).totals.held).toBe('50000')
		expect((await handOver(agribank, { on: '2022-12-15', amount: '1' })).status).toBe(403)
	})

	it('is told again from its events without a difference', async () => {
		let told = 0
		const found = await house.database.reading(async (tx) => {
			const findings = []
			for await (const finding of retellCustodies(tx, (count) => (told = count))) findings.push(finding)
			return findings
		})
		expect([told, found]).toEqual([2, []])
	})
})
