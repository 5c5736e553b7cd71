import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectCash } from '../../src/custody/actions.js'
import { programAsker } from '../../src/access/asker.js'
import { checkGroups } from '../../src/groups/places-store.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { retellLoans } from '../../src/lending/question-actions.js'
import { mergerView, moveView, splitView } from '../../src/reorganisation/schemas.js'
import { retellSavings } from '../../src/savings/question-actions.js'
import { factsIn, made, newKey } from '../collection/office.js'
import type { Call } from '../platform/harness.js'
import { idsOf, openVillage, type Peopled, refused, type Village } from './village.js'

let village: Village
beforeAll(async () => {
	village = await openVillage()
})
afterAll(() => village.house.close())

const part = (name: string, memberIds: readonly string[], more: Record<string, unknown> = {}) => ({
	name,
	memberIds,
	leaderId: memberIds[0],
	...more,
})
const split = (group: Peopled, newGroups: object[], more: Record<string, unknown> = {}, by: Call = village.admin, query = '') =>
	village.post(group.id, `splits${query}`, { on: '2023-03-01', decisionNo: '12/QĐ-UBND', newGroups, ...more }, by)
const merge = (group: Peopled, into: string, more: Record<string, unknown> = {}, by: Call = village.admin) =>
	village.post(group.id, 'mergers', { on: '2023-03-01', decisionNo: '13/QĐ-UBND', into, ...more }, by)
const move = (group: Peopled, communeId: string, more: Record<string, unknown> = {}, by: Call = village.admin) =>
	village.post(group.id, 'moves', { on: '2023-03-01', decisionNo: '14/QĐ-UBND', communeId, ...more }, by)

describe('a group that is split', () => {
	it('sends its women, what they owe and what they saved into the new groups, and was where it was before', async () => {
		const group = await village.groupOf(6)
		const [loan, stays] = [await village.lent(group.id, group.members[4]), await village.lent(group.id, group.members[1])]
		const account = await village.saved(group.id, group.members[4] as string, '700000')
		const before = await village.owed()
		const answer = made(
			await split(group, [
				part(
					'Tổ Nà Đồng',
					[2, 3].map((place) => group.members[place] as string),
					{ code: 'TO-MOI-1', externalCode: '6699001' },
				),
				part(
					'Tổ Nà Sơn',
					[4, 5].map((place) => group.members[place] as string),
					{ hamlet: 'Nà Sơn', deputyId: group.members[5] },
				),
			]),
		)
		expect(splitView.safeParse(answer).error).toBeUndefined()
		expect(answer.carried).toEqual({ loans: 1, outstanding: '20000000', savingsAccounts: 1, savings: '700000' })
		const [first, second] = answer.newGroups
		expect([first.code, second.hamlet, second.deputy.id]).toEqual(['TO-MOI-1', 'Nà Sơn', group.members[5]])
		expect(idsOf(answer.group)).toEqual([group.members[0], group.members[1]].sort())
		expect(answer.group.closedOn).toBeNull()
		expect((await village.admin('GET', `/loans/${loan}`)).body.groupId).toBe(second.id)
		expect((await village.admin('GET', `/loans/${loan}?asOf=2023-02-28`)).body.groupId).toBe(group.id)
		expect((await village.admin('GET', `/loans/${stays}`)).body.groupId).toBe(group.id)
		expect((await village.admin('GET', `/savings-accounts/${account}`)).body.groupId).toBe(second.id)
		expect(await village.owed()).toEqual(before)
		expect([await village.owedIn(group.id, '2023-02-28'), await village.owedIn(group.id), await village.owedIn(second.id)]).toEqual([
			'40000000',
			'20000000',
			'20000000',
		])
		const kin = { kind: 'split', on: '2023-03-01', decisionNo: '12/QĐ-UBND' }
		expect((await village.group(group.id)).successors).toMatchObject([
			{ id: first.id, ...kin },
			{ id: second.id, ...kin },
		])
		expect((await village.group(second.id)).predecessors).toMatchObject([{ id: group.id, ...kin }])
		expect(second.warnings.map(({ code }: any) => code)).toEqual(['group.too-small'])
	})

	it('is no more where nobody stays: the day before was its last', async () => {
		const group = await village.groupOf(4)
		await village.lent(group.id, group.members[0])
		const answer = made(await split(group, [part('Một', group.members.slice(0, 2)), part('Hai', group.members.slice(2))]))
		expect(answer.group).toMatchObject({ closedOn: '2023-02-28', memberCount: 0 })
		expect(idsOf(await village.group(group.id, '2023-02-28'))).toEqual([...group.members].sort())
		expect(await village.owedIn(group.id)).toBeNull()
		expect(await split(group, [part('Ba', group.members.slice(0, 1))])).toMatchObject(refused('reorganisation.group-closed'))
	})

	it('run dry answers the same and is left whole', async () => {
		const group = await village.groupOf(3)
		await village.lent(group.id, group.members[2])
		const facts = await factsIn(village.house)
		const dry = await split(group, [part('Một', group.members.slice(2))], {}, village.admin, '?dryRun=true')
		expect(dry).toMatchObject({ status: 201, body: { carried: { loans: 1, outstanding: '20000000' } } })
		expect([await factsIn(village.house), (await village.group(group.id)).successors]).toEqual([facts, []])
	})

	it('is refused with members of others, named twice or without their leader, and all of them in one', async () => {
		const [group, other] = [await village.groupOf(4), await village.groupOf(1)]
		const [a, b, c, d] = group.members as [string, string, string, string]
		const codes: [object[], string][] = [
			[[part('x', [a, other.members[0] as string])], 'reorganisation.member-of-another-group'],
			[[part('x', [a, b]), part('y', [b])], 'reorganisation.member-twice'],
			[[part('x', [a], { leaderId: b })], 'reorganisation.leader-elsewhere'],
			[[part('x', [a], { deputyId: a })], 'reorganisation.leader-is-deputy'],
			[[part('x', [a, b, c, d])], 'reorganisation.nothing-split'],
		]
		for (const [parts, code] of codes) expect(await split(group, parts)).toMatchObject(refused(code))
		const taken = (await village.group(other.id)).code
		expect(await split(group, [part('x', [a], { code: taken })])).toMatchObject(refused('group.code-taken', 409))
		const twice = [part('x', [a], { code: 'TO-HAI' }), part('y', [b], { code: 'TO-HAI' })]
		expect(await split(group, twice)).toMatchObject(refused('group.code-taken', 409))
		expect((await split(group, [])).status).toBe(400)
	})

	it('is refused on a day to come, before it was there, and before something later', async () => {
		const group = await village.groupOf(3)
		const parts = [part('x', group.members.slice(2))]
		expect(await split(group, parts, { on: '2023-06-16' })).toMatchObject(refused('contract.future-day'))
		expect(await split(group, parts, { on: '2019-03-08' })).toMatchObject(refused('reorganisation.before-group'))
		await village.office.signed({
			productCode: 'NHCSXH-HONGHEO',
			groupId: group.id,
			memberId: group.members[2] as string,
			on: '2023-03-02',
		})
		const answer = await split(group, parts)
		expect(answer).toMatchObject(refused('reorganisation.later-history'))
		expect(answer.body.detail).toBe('Sổ đã có khoản vay ngày 02/03/2023; hãy chọn ngày sau đó')
		const joined = await village.groupOf(3)
		made(
			await village.admin('POST', `/groups/${joined.id}/memberships`, { memberId: group.members[0], role: 'member', from: '2023-03-01' }),
		)
		expect(await split(joined, [part('x', joined.members.slice(2))])).toMatchObject(refused('reorganisation.later-history'))
	})

	it('is refused while somebody holds its cash, and, where nobody stays, while the group itself owes', async () => {
		const group = await village.groupOf(3)
		await village.house.database.transaction((tx) =>
			collectCash(
				tx,
				{ groupId: group.id, on: calendarDate('2023-02-10'), amount: dong(150_000n), sheetId: 'S1' },
				programAsker,
				calendarDate('2023-06-15'),
			),
		)
		const answer = await split(group, [part('x', group.members.slice(2))])
		expect(answer).toMatchObject(refused('reorganisation.cash-held'))
		expect(answer.body.detail).toContain('150000 đồng')
		const fund = await village.groupOf(2, { lender: 'HOP-TAC', kind: 'credit' })
		await village.lent(fund.id, undefined, 'HOPTAC')
		const parts = fund.members.map((memberId) => part('x', [memberId]))
		expect(await split(fund, parts)).toMatchObject(refused('reorganisation.group-owes'))
		made(await split(fund, parts.slice(1)))
	})

	it('is refused where nobody stays and a woman who has left still owes through it', async () => {
		const group = await village.groupOf(3)
		await village.lent(group.id, group.members[2])
		made(
			await village.admin('POST', `/groups/${group.id}/memberships`, {
				memberId: group.members[2],
				role: 'member',
				from: '2023-01-01',
				to: '2023-01-01',
			}),
		)
		const parts = group.members.slice(0, 2).map((memberId) => part('x', [memberId]))
		expect(await split(group, parts)).toMatchObject(refused('reorganisation.stranger-left'))
		made(await split(group, parts.slice(1)))
	})

	it('is for the office that keeps it', async () => {
		const far = await village.groupOf(2, { communeId: village.office.elsewhereId })
		const parts = [part('x', far.members.slice(1))]
		expect(await split(far, parts, {}, await village.house.asUser('officer'))).toMatchObject(refused('group.not-found', 404))
		for (const user of ['leader', 'nhcsxh', 'auditor'])
			expect((await split(far, parts, {}, await village.house.asUser(user))).status).toBe(403)
		const near = await village.groupOf(2)
		made(await split(near, [part('x', near.members.slice(1))], {}, await village.house.asUser('officer')))
	})
})

describe('a group that is merged into another', () => {
	it('brings its women and what they owe, and is no more', async () => {
		const [group, target] = [await village.groupOf(3), await village.groupOf(3)]
		const shared = group.members[2] as string
		made(await village.admin('POST', `/groups/${target.id}/memberships`, { memberId: shared, role: 'member', from: '2021-01-01' }))
		const loan = await village.lent(group.id, shared)
		await village.saved(group.id, group.members[0] as string, '300000')
		const before = await village.owed()
		const answer = made(await merge(group, target.id, { reason: 'Tổ còn ít người' }))
		expect(mergerView.safeParse(answer).error).toBeUndefined()
		expect(answer).toMatchObject({
			group: { closedOn: '2023-02-28', successors: [{ id: target.id, kind: 'merged' }] },
			into: { memberCount: 6, leader: { id: target.members[0] }, predecessors: [{ id: group.id, decisionNo: '13/QĐ-UBND' }] },
			carried: { loans: 1, outstanding: '20000000', savingsAccounts: 1, savings: '300000' },
		})
		expect(idsOf(answer.into)).toEqual([...group.members, ...target.members].sort())
		expect(await village.owed()).toEqual(before)
		expect((await village.admin('GET', `/loans/${loan}/events`)).body.items.at(-1)).toMatchObject({
			type: 'transferred',
			on: '2023-03-01',
			groupId: target.id,
			reason: 'Tổ còn ít người',
			decisionNo: '13/QĐ-UBND',
		})
	})

	it('may be one of several that go into one on a day', async () => {
		const [a, b, target] = [await village.groupOf(1), await village.groupOf(1), await village.groupOf(1)]
		made(await merge(a, target.id))
		expect(made(await merge(b, target.id)).into.memberCount).toBe(3)
	})

	it('is refused into itself, another kind, another lender, a closed or a foreign group', async () => {
		const [group, closed] = [await village.groupOf(2), await village.groupOf(2)]
		made(await merge(closed, (await village.groupOf(1)).id))
		const credit = await village.groupOf(1, { kind: 'credit' })
		const agribank = await village.groupOf(1, { lender: 'AGRIBANK' })
		const far = await village.groupOf(1, { communeId: village.office.elsewhereId })
		expect(await merge(group, group.id)).toMatchObject(refused('reorganisation.into-itself'))
		expect(await merge(group, credit.id)).toMatchObject(refused('reorganisation.kinds-differ'))
		expect(await merge(group, agribank.id)).toMatchObject(refused('reorganisation.lenders-differ'))
		expect(await merge(group, closed.id)).toMatchObject(refused('reorganisation.group-closed'))
		expect(await merge(group, '999999')).toMatchObject(refused('group.not-found', 404))
		expect(await merge(group, far.id, {}, await village.house.asUser('officer'))).toMatchObject(refused('group.not-found', 404))
		const fund = await village.groupOf(1, { lender: 'HOP-TAC', kind: 'credit' })
		await village.lent(fund.id, undefined, 'HOPTAC')
		expect(await merge(fund, (await village.groupOf(1, { lender: 'HOP-TAC', kind: 'credit' })).id)).toMatchObject(
			refused('reorganisation.group-owes'),
		)
	})
})

describe('a group that moves', () => {
	it('is in its new commune from that day on, with its loans and savings, and in the old one before', async () => {
		const { office } = village
		const group = await village.groupOf(2)
		const [loan, closed] = [await village.lent(group.id, group.members[0]), await village.lent(group.id, group.members[1])]
		await village.saved(group.id, group.members[1] as string, '200000')
		const { balances } = (await village.admin('GET', `/loans/${closed}?asOf=2023-02-01`)).body
		made(await village.admin('POST', `/loans/${closed}/repayments`, { on: '2023-02-01', amount: balances.payOff }, newKey()))
		const answer = made(await move(group, office.elsewhereId, { hamlet: 'Bản Mới' }))
		expect(moveView.safeParse(answer).error).toBeUndefined()
		expect(answer.carried).toEqual({ loans: 1, outstanding: '20000000', savingsAccounts: 1, savings: '200000' })
		expect(await village.group(group.id)).toMatchObject({ communeId: office.elsewhereId, hamlet: 'Bản Mới' })
		expect(await village.group(group.id, '2023-02-28')).toMatchObject({ communeId: office.communeId, hamlet: null })
		const placeOf = async (on: string) => (await village.admin('GET', `/loans/${loan}?asOf=${on}`)).body.communeId
		expect([await placeOf('2023-02-28'), await placeOf('2023-03-01')]).toEqual([office.communeId, office.elsewhereId])
		expect((await village.admin('GET', `/groups/${group.id}/changes`)).body.items).toMatchObject([
			{ kind: 'moved', decisionNo: '14/QĐ-UBND' },
		])
		expect(await move(group, office.elsewhereId, { hamlet: 'Bản Mới', on: '2023-04-01' })).toMatchObject(
			refused('reorganisation.already-there'),
		)
		expect(await move(group, office.elsewhereId, { on: '2023-02-01' })).toMatchObject(refused('reorganisation.later-history'))
		// Another hamlet of the commune is no other place for its loans.
		expect(made(await move(group, office.elsewhereId, { hamlet: 'Bản Cũ', on: '2023-04-01' })).carried.loans).toBe(0)
	})

	it('takes along what it borrowed itself', async () => {
		const fund = await village.groupOf(1, { lender: 'HOP-TAC', kind: 'credit' })
		const loan = await village.lent(fund.id, undefined, 'HOPTAC')
		expect(made(await move(fund, village.office.elsewhereId)).carried.loans).toBe(1)
		expect((await village.admin('GET', `/loans/${loan}`)).body).toMatchObject({ groupId: fund.id, communeId: village.office.elsewhereId })
	})

	it('is refused to what is no commune, and to one that the asker does not keep', async () => {
		const group = await village.groupOf(1)
		const [province] = (await village.admin('GET', '/units?level=province')).body.items
		expect(await move(group, province.id)).toMatchObject(refused('unit.not-a-commune'))
		expect(await move(group, '999999')).toMatchObject(refused('unit.not-found', 404))
		expect(await move(group, village.office.elsewhereId, {}, await village.house.asUser('officer'))).toMatchObject(
			refused('unit.not-found', 404),
		)
	})
})

it('the books and the places are what the events say, after all of this', async () => {
	await village.house.database.reading(async (tx) => {
		for await (const finding of retellLoans(tx, () => undefined)) expect(finding).toBeNull()
		for await (const finding of retellSavings(tx, () => undefined)) expect(finding).toBeNull()
		expect(await checkGroups(tx)).toEqual([])
	})
})
