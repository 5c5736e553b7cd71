import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admissionView, departureView } from '../../src/reorganisation/schemas.js'
import { made, newKey } from '../collection/office.js'
import { idsOf, openVillage, type Peopled, refused, type Village } from './village.js'

let village: Village
let group: Peopled
beforeAll(async () => {
	village = await openVillage()
	group = await village.groupOf(6)
})
afterAll(() => village.house.close())

const depart = (place: number, more: Record<string, unknown> = {}, by = village.admin) =>
	village.post(group.id, 'departures', { memberId: group.members[place], on: '2023-03-31', reason: 'Chuyển đi', ...more }, by)

describe('a member who leaves', () => {
	it('is in the group up to her last day, and why she left is kept', async () => {
		const answer = made(await depart(5, { decisionNo: '5/QĐ', minutesNo: '03/BB' }))
		expect(departureView.safeParse(answer).error).toBeUndefined()
		expect(idsOf(await village.group(group.id, '2023-03-31'))).toContain(group.members[5])
		expect(idsOf(await village.group(group.id, '2023-04-01'))).not.toContain(group.members[5])
		const changes = (await village.admin('GET', `/groups/${group.id}/changes`)).body.items
		expect(changes.at(-1)).toMatchObject({
			kind: 'departed',
			on: '2023-03-31',
			memberId: group.members[5],
			decisionNo: '5/QĐ',
			minutesNo: '03/BB',
			reason: 'Chuyển đi',
		})
		expect(await depart(5, { on: '2023-03-01' })).toMatchObject(refused('departure.already-leaving'))
		expect(await depart(5, { on: '2023-04-01' })).toMatchObject(refused('departure.not-a-member'))
	})

	it('owes nothing at the group’s lender, or what she owes is named (domain-vn 2.2)', async () => {
		const loanId = await village.lent(group.id, group.members[4])
		const { code } = (await village.admin('GET', `/loans/${loanId}`)).body
		const { balances } = (await village.admin('GET', `/loans/${loanId}?asOf=2023-03-31`)).body
		const answer = await depart(4)
		expect(answer).toMatchObject(refused('departure.debt-left'))
		expect(answer.body.detail).toContain(`${balances.payOff} đồng ở 1 khoản vay: ${code}`)
		made(await village.admin('POST', `/loans/${loanId}/repayments`, { on: '2023-03-31', amount: balances.payOff }, newKey()))
		expect(await depart(4, { on: '2023-03-30' })).toMatchObject(refused('departure.debt-left'))
		made(await depart(4))
	})

	it('owes nothing in another group of the lender either, which is not named to whoever does not see it', async () => {
		const far = await village.groupOf(1, { communeId: village.office.elsewhereId })
		made(await village.admin('POST', `/groups/${far.id}/memberships`, { memberId: group.members[3], role: 'member', from: '2020-01-01' }))
		await village.lent(far.id, group.members[3])
		const answer = await depart(3, {}, await village.house.asUser('officer'))
		expect(answer).toMatchObject(refused('departure.debt-left'))
		expect(answer.body.detail).toMatch(/1 khoản vay: …$/)
	})

	it('has nothing saved through the group, or what she has is named (01/TGTV)', async () => {
		const accountId = await village.saved(group.id, group.members[2] as string, '900000')
		const { code } = (await village.admin('GET', `/savings-accounts/${accountId}`)).body
		const answer = await depart(2)
		expect(answer).toMatchObject(refused('departure.savings-left'))
		expect(answer.body.detail).toContain(code)
		made(
			await village.admin(
				'POST',
				`/savings-accounts/${accountId}/transfers`,
				{ on: '2023-03-31', communeId: village.office.communeId, reason: 'Rời tổ' },
				newKey(),
			),
		)
		made(await depart(2))
	})

	it('may leave something behind where the Union settles it so', async () => {
		const other = await village.groupOf(2, { lender: 'QUY-HTPN', kind: 'credit' })
		await village.lent(other.id, other.members[1], 'QUY-GIAMDAN')
		const leave = () => village.post(other.id, 'departures', { memberId: other.members[1], on: '2023-03-31', reason: 'Chuyển đi' })
		expect(await leave()).toMatchObject(refused('departure.debt-left'))
		const rule = { name: 'leaving-debt', groupKind: 'credit', lenderKind: 'fund', from: '2023-01-01', value: 'anything', source: 'NQ 1' }
		expect((await village.admin('POST', '/group-rules', { ...rule, value: 'some' })).status).toBe(400)
		expect(made(await village.admin('POST', '/group-rules', rule))).toMatchObject({ value: 'anything', certainty: 'read' })
		expect(await village.admin('POST', '/group-rules', rule)).toMatchObject(refused('group.rule-already', 409))
		expect((await village.admin('GET', '/group-rules')).body.items.at(-1)).toMatchObject(rule)
		expect((await (await village.house.asUser('officer'))('POST', '/group-rules', rule)).status).toBe(403)
		made(await leave())
	})

	it('is refused on a day to come, and before something later of hers', async () => {
		expect(await depart(1, { on: '2023-06-16' })).toMatchObject(refused('contract.future-day'))
		made(await village.admin('POST', `/groups/${group.id}/memberships`, { memberId: group.members[1], role: 'member', from: '2023-05-01' }))
		expect(await depart(1)).toMatchObject(refused('reorganisation.later-history'))
		const late = await village.groupOf(3)
		const signed = await village.office.signed({
			productCode: 'NHCSXH-HONGHEO',
			groupId: late.id,
			memberId: late.members[2] as string,
			on: '2023-04-10',
		})
		expect(signed).not.toBe('')
		expect(await village.post(late.id, 'departures', { memberId: late.members[2], on: '2023-03-31', reason: 'x' })).toMatchObject(
			refused('reorganisation.later-history'),
		)
	})

	it('run dry stays', async () => {
		const dry = await village.post(group.id, 'departures?dryRun=true', { memberId: group.members[0], on: '2023-03-31', reason: 'x' })
		expect(dry.status).toBe(201)
		expect(dry.body.group.leader).toBeNull()
		expect((await village.group(group.id)).leader).not.toBeNull()
	})
})

describe('a woman who is admitted', () => {
	const admit = (memberId: string, more: Record<string, unknown> = {}, by = village.admin) =>
		village.post(group.id, 'admissions', { memberId, on: '2023-05-01', ...more }, by)
	const newcomer = async (): Promise<string> =>
		made(await village.admin('POST', '/members', { name: 'Lý Thị Mới', communeId: village.office.communeId })).id

	it('is a member from that day, and the minutes are kept', async () => {
		const id = await newcomer()
		const answer = made(await admit(id, { minutesNo: '05/BB' }))
		expect(admissionView.safeParse(answer).error).toBeUndefined()
		expect(answer.warnings).toEqual([])
		expect(idsOf(await village.group(group.id, '2023-05-01'))).toContain(id)
		expect(idsOf(await village.group(group.id, '2023-04-30'))).not.toContain(id)
		expect((await village.admin('GET', `/groups/${group.id}/changes`)).body.items.at(-1)).toMatchObject({
			kind: 'admitted',
			minutesNo: '05/BB',
		})
		expect(await admit(id)).toMatchObject(refused('admission.already-a-member'))
	})

	it('is warned about where she is in another group of the bank, or kin of the committee', async () => {
		const other = await village.groupOf(2)
		const answer = made(await admit(other.members[0] as string, { kinship: 'sibling' }))
		expect(answer.warnings.map(({ code }: any) => code)).toEqual(['admission.in-another-group', 'admission.kin-of-committee'])
		const spouse = await newcomer()
		made(await village.admin('POST', `/members/${group.members[0]}/spouse`, { memberId: spouse, from: '2015-01-01' }))
		expect(made(await admit(spouse)).warnings.map(({ code }: any) => code)).toEqual(['admission.spouse-of-committee'])
	})

	it('is refused in a group that is foreign or closed, and where the group has a leader', async () => {
		const id = await newcomer()
		const far = await village.groupOf(1, { communeId: village.office.elsewhereId })
		const officer = await village.house.asUser('officer')
		expect(await village.post(far.id, 'admissions', { memberId: id, on: '2023-05-01' }, officer)).toMatchObject(
			refused('group.not-found', 404),
		)
		expect(await admit(id, { role: 'leader' })).toMatchObject(refused('membership.leader-already'))
		expect(await admit('999999')).toMatchObject(refused('member.not-found', 404))
		expect(await admit(id, { on: '2023-06-16' })).toMatchObject(refused('contract.future-day'))
		expect(await admit(id, { on: '2019-01-01' })).toMatchObject(refused('membership.before-group'))
		for (const user of ['leader', 'nhcsxh', 'auditor']) expect((await admit(id, {}, await village.house.asUser(user))).status).toBe(403)
	})
})
