import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retellAid } from '../../src/mutualaid/question-actions.js'
import * as schemas from '../../src/mutualaid/schemas.js'
import { checkBooks } from '../../src/ledger/check-store.js'
import { trialBalanceView } from '../../src/reports/ledger-schemas.js'
import { factsIn, made, newKey, type Office, openOffice } from '../collection/office.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'

let house: TestApp
let office: Office
let officer: Call
let ai: string
let binh: string
const folder = mkdtempSync(join(tmpdir(), 'soquy-aid-'))

beforeAll(async () => {
	house = await createTestApp()
	office = await openOffice(house)
	officer = await house.asUser('officer')
	ai = await office.newMember(office.leadersGroupId)
	binh = await office.newMember(office.leadersGroupId)
})
afterAll(async () => {
	await house.close()
	rmSync(folder, { recursive: true, force: true })
})

const act = (more: Record<string, unknown> = {}) => ({
	on: '2022-06-01',
	mode: 'lent',
	quantity: { unit: 'cong', amount: '12.5' },
	purpose: 'Thu hoạch lúa',
	giver: { memberId: ai },
	receiver: { memberId: binh },
	...more,
})
const post = (path: string, body: unknown, by: Call = officer) => by('POST', path, body, newKey())
const recorded = async (...acts: readonly unknown[]): Promise<any[]> => made(await post('/aid', { acts })).items
/** Asks for what is to be refused, and sees that nothing of it was recorded. */
const refused = async (path: string, body: unknown) => {
	const before = await factsIn(house)
	const { status, body: problem } = await post(path, body)
	expect(await factsIn(house)).toEqual(before)
	return [status, problem.code, problem.errors[0]?.path ?? null]
}

describe('a village’s list of help', () => {
	it('is recorded whole: who helped whom, with what, and what it was worth', async () => {
		const answer = await post('/aid', {
			acts: [
				act({ value: '2500000', returnOn: '2022-12-31', programme: 'Giúp nhau phát triển kinh tế' }),
				act({ mode: 'given', quantity: { unit: 'kg', amount: '30.25' }, goods: 'gạo', giver: { groupId: office.leadersGroupId } }),
				act({
					quantity: { unit: 'm2', amount: '1500' },
					purpose: 'Trồng ngô',
					giver: { name: 'Ông Nông Văn Tài' },
					receiver: { unitId: office.communeId },
				}),
			],
		})
		expect(answer.status).toBe(201)
		expect(schemas.aidRecordedView.safeParse(answer.body).error).toBeUndefined()
		const [labour, rice, land] = answer.body.items
		expect(labour).toMatchObject({
			status: 'lent',
			giver: { kind: 'member', id: ai },
			receiver: { kind: 'member', id: binh },
			communeId: office.communeId,
			value: '2500000',
			returnOn: '2022-12-31',
			quantity: { unit: 'cong', amount: '12.5' },
			outstanding: { unit: 'cong', amount: '12.5' },
		})
		expect(rice).toMatchObject({
			status: 'given',
			groupId: office.leadersGroupId,
			quantity: { unit: 'kg', amount: '30.25' },
			outstanding: { amount: '0' },
		})
		expect(land).toMatchObject({ giver: { kind: 'other', id: null, name: 'Ông Nông Văn Tài' }, receiver: { kind: 'unit' } })
	})

	it('is refused whole where one line may not be, and says which', async () => {
		const twice = (more: Record<string, unknown>) => ({ acts: [act(), act(more)] })
		expect(await refused('/aid', twice({ on: '2030-01-01' }))).toEqual([422, 'contract.future-day', 'acts.1.on'])
		expect(await refused('/aid', twice({ receiver: { memberId: ai } }))).toEqual([422, 'aid.same-party', 'acts.1.receiver'])
		expect(await refused('/aid', twice({ returnOn: '2022-05-31' }))).toEqual([422, 'aid.return-before', 'acts.1.returnOn'])
		const strangers = { giver: { name: 'Hội A' }, receiver: { name: 'Gia đình B' } }
		expect(await refused('/aid', twice(strangers))).toEqual([422, 'aid.place-missing', 'acts.1.communeId'])
		expect(await refused('/aid', twice({ ...strangers, communeId: office.elsewhereId }))).toEqual([
			404,
			'unit.not-found',
			'acts.1.communeId',
		])
		expect(await refused('/aid', twice({ giver: { memberId: '999999' } }))).toEqual([404, 'member.not-found', 'acts.1.giver'])
		expect(await refused('/aid', twice({ receiver: { groupId: '999999' } }))).toEqual([404, 'group.not-found', 'acts.1.receiver'])
		expect(await refused('/aid', twice({ quantity: { unit: 'con', amount: '0.5' } }))).toEqual([
			400,
			'request.malformed',
			'acts.1.quantity.amount',
		])
		expect(await refused('/aid', twice({ mode: 'given', returnOn: '2022-12-31' }))).toEqual([400, 'request.malformed', 'acts.1.returnOn'])
	})

	it('can be tried without recording anything', async () => {
		const before = await factsIn(house)
		expect((await officer('POST', '/aid?dryRun=true', { acts: [act()] })).status).toBe(201)
		expect(await factsIn(house)).toEqual(before)
	})
})

describe('an act of help', () => {
	it('comes back in part, is worked on further days, and what is left may be forgiven', async () => {
		const [{ id }] = await recorded(act())
		expect(made(await post(`/aid/${id}/work`, { on: '2022-06-02', quantity: { unit: 'cong', amount: '2' } }))).toMatchObject({
			quantity: { amount: '14.5' },
		})
		made(await post(`/aid/${id}/returns`, { on: '2022-07-01', quantity: { unit: 'cong', amount: '10' }, note: 'gặt ruộng chị Ái' }))
		const forgiven = made(
			await post(`/aid/${id}/forgiveness`, { on: '2022-08-01', quantity: { unit: 'cong', amount: '4.5' }, replacedBy: '20 kg thóc' }),
		)
		expect(forgiven).toMatchObject({
			status: 'settled',
			returned: { amount: '10' },
			forgiven: { amount: '4.5' },
			outstanding: { amount: '0' },
		})
		expect(forgiven.events.map(({ type }: any) => type)).toEqual(['lent', 'worked', 'returned', 'forgiven'])
	})

	it('is told on any day as it was known at any moment', async () => {
		const [{ id, knownAt }] = await recorded(act())
		made(await post(`/aid/${id}/returns`, { on: '2022-06-20', quantity: { unit: 'cong', amount: '5' } }))
		const outstanding = async (query: string) => (await officer('GET', `/aid/${id}?${query}`)).body.outstanding?.amount
		expect(await outstanding('asOf=2022-06-19')).toBe('12.5')
		expect(await outstanding('asOf=2022-06-20')).toBe('7.5')
		expect(await outstanding(`asOf=2022-06-20&knownAt=${knownAt}`)).toBe('12.5')
		expect(await officer('GET', `/aid/${id}?asOf=2022-05-31`)).toMatchObject({ status: 404, body: { code: 'aid.not-found' } })
		expect(schemas.aidView.safeParse((await officer('GET', `/aid/${id}`)).body).error).toBeUndefined()
	})

	it('that was told wrong is undone, also from its beginning', async () => {
		const [{ id }] = await recorded(act())
		made(await post(`/aid/${id}/returns`, { on: '2022-06-20', quantity: { unit: 'cong', amount: '5' } }))
		expect(await refused(`/aid/${id}/events/1/reversal`, { reason: 'ghi nhầm' })).toEqual([422, 'contract.history-breaks', null])
		made(await post(`/aid/${id}/events/2/reversal`, { on: '2022-06-25', reason: 'ghi nhầm' }))
		const gone = made(await post(`/aid/${id}/events/1/reversal`, { reason: 'ghi nhầm' }))
		expect(gone).toMatchObject({ status: 'void', quantity: { amount: '0' } })
		expect(gone.events[2]).toMatchObject({ type: 'reversed', on: '2022-06-25', reverses: '2' })
		expect(await refused(`/aid/${id}/events/1/reversal`, { reason: 'lại' })).toEqual([422, 'contract.already-reversed', null])
		expect(await refused(`/aid/${id}/events/3/reversal`, { reason: 'lại' })).toEqual([422, 'contract.reversal-of-reversal', null])
		expect(await refused(`/aid/${id}/events/9/reversal`, { reason: 'lại' })).toEqual([404, 'contract.event-not-found', null])
	})

	it('refuses what cannot have happened', async () => {
		const part = (amount: string, on = '2022-06-10', unit = 'cong') => ({ on, quantity: { unit, amount } })
		const [{ id }, { id: given }, { id: land }] = await recorded(
			act(),
			act({ mode: 'given' }),
			act({ quantity: { unit: 'm2', amount: '500' } }),
		)
		expect(await refused(`/aid/${id}/returns`, part('12.6'))).toEqual([422, 'aid.above-outstanding', 'quantity.amount'])
		expect(await refused(`/aid/${id}/returns`, part('5', '2022-06-10', 'kg'))).toEqual([422, 'aid.other-unit', 'quantity.unit'])
		expect(await refused(`/aid/${given}/returns`, part('1'))).toEqual([422, 'aid.nothing-lent', null])
		expect(await refused(`/aid/${land}/work`, part('1', '2022-06-10', 'm2'))).toEqual([422, 'aid.not-labour', null])
		expect(await refused(`/aid/${id}/work`, part('1', '2022-05-30'))).toEqual([422, 'aid.not-begun', 'on'])
		expect(await refused('/aid/999999/returns', part('1'))).toEqual([404, 'aid.not-found', null])
		made(await post(`/aid/${id}/returns`, part('5')))
		expect(await refused(`/aid/${id}/events/2/reversal`, { on: '2022-06-09', reason: 'sớm' })).toEqual([
			422,
			'contract.reversal-before-event',
			'on',
		])
	})

	it('is seen where it was, by its group and by nobody’s bank', async () => {
		const [inGroup] = await recorded(act({ giver: { groupId: office.leadersGroupId } }))
		const [elsewhere] = made(
			await post('/aid', { acts: [act({ giver: { name: 'A' }, receiver: { unitId: office.elsewhereId } })] }, office.admin),
		).items
		const leader = await house.asUser('leader')
		const seen = async (by: Call) => (await by('GET', '/aid?limit=500')).body.items.map(({ id }: any) => id)
		expect(await seen(leader)).toContain(inGroup.id)
		expect(await seen(officer)).not.toContain(elsewhere.id)
		expect((await officer('GET', `/aid/${elsewhere.id}`)).status).toBe(404)
		expect((await (await house.asUser('nhcsxh'))('GET', '/aid')).status).toBe(403)
		const { body } = await officer(
			'GET',
			`/aid?memberId=${ai}&unit=cong&status=lent&groupId=${office.leadersGroupId}&unitId=${office.communeId}`,
		)
		expect(schemas.aidListView.safeParse(body).error).toBeUndefined()
		const [first] = (await officer('GET', '/aid?limit=1&programme=Giúp%20nhau%20phát%20triển%20kinh%20tế')).body.items
		expect(first).toMatchObject({ programme: 'Giúp nhau phát triển kinh tế' })
	})
})

describe('the report of help in kind', () => {
	it('keeps two programmes apart, and every unit by itself, whatever the key', async () => {
		const visits = 'Thăm hỏi hộ khó khăn'
		const of = (programme: string, amount: string, unit = 'cong', more = {}) =>
			act({ on: '2021-03-08', mode: 'given', programme, quantity: { unit, amount }, ...more })
		await recorded(
			of('Giúp nhau', '25653', 'cong', { value: '1000000' }),
			of(visits, '18172'),
			of(visits, '7413', 'kg', { goods: 'lương thực' }),
		)
		const report = async (query: string) => (await officer('GET', `/reports/aid?from=2021-01-01&to=2021-12-31&${query}`)).body
		const byProgramme = await report('by=programme')
		expect(schemas.aidReportView.safeParse(byProgramme).error).toBeUndefined()
		expect(byProgramme.rows.map(({ name, unit, given }: any) => [name, unit, given])).toEqual([
			['Giúp nhau', 'cong', '25653'],
			[visits, 'cong', '18172'],
			[visits, 'kg', '7413'],
		])
		expect(byProgramme.totals).toEqual([
			{
				unit: 'cong',
				acts: 2,
				handedOver: '43825',
				given: '43825',
				lent: '0',
				returned: '0',
				forgiven: '0',
				outstanding: '0',
				value: '1000000',
			},
			{ unit: 'kg', acts: 1, handedOver: '7413', given: '7413', lent: '0', returned: '0', forgiven: '0', outstanding: '0', value: '0' },
		])
		for (const by of ['kind', 'commune', 'district', 'purpose']) expect((await report(`by=${by}`)).totals).toEqual(byProgramme.totals)
		expect((await report('by=kind')).rows.map(({ name }: any) => name)).toEqual(['lương thực', 'công'])
		expect((await report(`by=commune&unitId=${office.communeId}`)).rows[0].name).toMatch(/^(Xã|Thị trấn|Phường) /)
	})

	it('says what is lent and not come back by the end of the period, and what came and went in it', async () => {
		const purpose = 'Làm nhà'
		const [{ id }] = await recorded(act({ on: '2020-01-10', purpose, returnOn: '2020-12-31' }))
		const returned = made(await post(`/aid/${id}/returns`, { on: '2020-02-10', quantity: { unit: 'cong', amount: '10' } }))
		const row = async (query: string) =>
			(await officer('GET', `/reports/aid?by=purpose&${query}`)).body.rows.find(({ name }: any) => name === purpose)
		expect(await row('to=2020-01-31')).toMatchObject({ acts: 1, lent: '12.5', returned: '0', outstanding: '12.5' })
		expect(await row('from=2020-02-01&to=2020-02-28')).toMatchObject({ acts: 0, lent: '0', returned: '10', outstanding: '2.5' })
		made(await post(`/aid/${id}/events/2/reversal`, { reason: 'ghi nhầm' }))
		expect(await row('asOf=2020-03-01')).toMatchObject({ returned: '0', outstanding: '12.5' })
		expect(await row(`asOf=2020-03-01&knownAt=${returned.knownAt}`)).toMatchObject({ returned: '10', outstanding: '2.5' })
		expect((await officer('GET', '/reports/aid?from=2022-02-01&to=2022-01-01')).body.code).toBe('aid.period-backwards')
	})
})

describe('the books of help', () => {
	it('are each in their own unit, agree with the acts, and are never added to money', async () => {
		const { body } = await office.admin('GET', '/ledger/trial-balance')
		expect(trialBalanceView.safeParse(body).error).toBeUndefined()
		const balance = (book: string, account: string) => body.rows.find((row: any) => row.book === book && row.account === account)
		expect(balance('aid-m2', '802')).toMatchObject({ unit: 'm2', side: 'debit', balance: '2000' })
		expect(body.quantities.map(({ unit }: any) => unit)).toEqual(['cong', 'm2', 'kg', 'con', 'cay'])
		for (const { debit, credit } of body.quantities) expect(debit).toBe(credit)
		expect(body.totals).toEqual({ debit: '0', credit: '0' })
		expect(await house.database.reading((tx) => checkBooks(tx))).toEqual([])
		const findings: unknown[] = []
		await house.database.reading(async (tx) => {
			for await (const found of retellAid(tx, () => undefined)) findings.push(found)
		})
		expect(findings).toEqual([])
	})

	it('are read by hledger and beancount, in their units', async (context) => {
		const saved = async (format: string) => {
			const file = join(folder, `aid.${format}`)
			writeFileSync(file, String((await office.admin('GET', `/ledger/journal?format=${format}`)).body))
			return file
		}
		const csv = String((await office.admin('GET', '/ledger/journal?format=csv&book=aid-cong')).body)
		expect(csv).toMatch(/,802,801,12\.5,cong\r?\n/)
		if (!installed('hledger') || !installed('bean-check')) context.skip('hledger or beancount is not installed')
		const file = await saved('hledger')
		expect(execFileSync('hledger', ['-f', file, 'check', 'accounts', 'commodities'], { encoding: 'utf8' })).toBe('')
		const told = execFileSync('hledger', ['-f', file, 'bal', '--flat', '-N', 'Aid-m2:802'], { encoding: 'utf8' })
		expect(told).toMatch(/2000\.0 "m2"\s+Assets:Aid-m2:802/)
		expect(execFileSync('bean-check', [await saved('beancount')], { encoding: 'utf8' })).toBe('')
	})
})

function installed(program: string): boolean {
	try {
		execFileSync(program, ['--version'], { stdio: 'ignore' })
		return true
	} catch {
		return false
	}
}
