import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, programAsker } from '../../src/access/asker.js'
import { findGroup, listGroups, openGroup, recordMembership } from '../../src/groups/actions.js'
import { groupsView, groupView, listGroupsQuery, openGroupSchema, recordMembershipSchema } from '../../src/groups/schemas.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { openMember } from '../../src/members/actions.js'
import { openMemberSchema } from '../../src/members/schemas.js'
import { loadCatalogue } from '../../src/products/actions.js'
import { readCodes } from '../../src/products/store.js'
import { loadCaoBang } from '../../src/units/actions.js'
import { unitByCode } from '../../src/units/store.js'
import { createTestDatabase, type TestDatabase } from '../platform/harness.js'

const today = calendarDate('2023-06-15')

describe('the groups', () => {
	let test: TestDatabase
	let communeId: string
	let districtId: string
	let lenders: ReadonlyMap<string, string>
	let groupId: string
	const memberIds: string[] = []

	const open = (command: Record<string, unknown>, asker = programAsker) =>
		test.database.transaction((tx) =>
			openGroup(tx, openGroupSchema.parse({ kind: 'savings-and-loan', communeId, establishedOn: '2019-03-08', ...command }), asker, today),
		)
	const join = (command: Record<string, unknown>, id = groupId, asker = programAsker) =>
		test.database.transaction((tx) => recordMembership(tx, { groupId: id, ...recordMembershipSchema.parse(command) }, asker, today))
	const list = (query: Record<string, string>, asker = programAsker) =>
		test.database.reading((tx) => listGroups(tx, listGroupsQuery.parse(query), asker, today))
	const find = (on: string, asker = programAsker) => test.database.reading((tx) => findGroup(tx, groupId, asker, calendarDate(on)))
	const codes = (group: { warnings: { code: string }[] }) => group.warnings.map((warning) => warning.code)

	beforeAll(async () => {
		test = await createTestDatabase()
		await test.database.transaction(async (tx) => {
			await loadCaoBang(tx)
			await loadCatalogue(tx)
			lenders = await readCodes(tx, 'lenders', ['NHCSXH', 'AGRIBANK'])
			communeId = (await unitByCode(tx, '01273', today))?.id ?? ''
			districtId = (await unitByCode(tx, '040', today))?.id ?? ''
			for (const name of ['Nông Thị Ái', 'Lý Thị Bình', 'Hoàng Thị Cúc', 'Đàm Thị Dung', 'Bế Thị Én', 'Ma Thị Gấm']) {
				memberIds.push((await openMember(tx, openMemberSchema.parse({ name, communeId }), programAsker, today)).id)
			}
		})
		groupId = (await open({ name: 'Tổ Hợp Giang 1', code: 'TO-HG1', lenderId: lenders.get('NHCSXH') })).id
		await join({ memberId: memberIds[0], role: 'leader', from: '2020-01-01' })
		for (const memberId of memberIds.slice(1, 5)) await join({ memberId, role: 'member', from: '2020-01-01' })
	})
	afterAll(() => test.close())

	it('show who was in them on a day, the leader first', async () => {
		const group = await find('2020-01-01')
		expect(group.members.map((member) => [member.name, member.role])).toEqual([
			['Nông Thị Ái', 'leader'],
			['Bế Thị Én', 'member'],
			['Đàm Thị Dung', 'member'],
			['Hoàng Thị Cúc', 'member'],
			['Lý Thị Bình', 'member'],
		])
		expect(group).toMatchObject({ memberCount: 5, leader: { name: 'Nông Thị Ái' }, deputy: null, lenderCode: 'NHCSXH', warnings: [] })
		expect(groupView.safeParse(group).error).toBeUndefined()
		expect((await find('2019-12-31')).members).toEqual([])
	})

	it('of four members, or without a leader, are warned about', async () => {
		const fresh = await open({ name: 'Tổ mới' })
		expect(codes(fresh)).toEqual(['group.too-small', 'group.no-leader'])
		expect(fresh.code).toMatch(/^TO\d{5}$/)
	})

	it('keep who led them before', async () => {
		const other = await open({ name: 'Tổ Hợp Giang 2' })
		await join({ memberId: memberIds[0], role: 'leader', from: '2020-01-01' }, other.id)
		await expect(join({ memberId: memberIds[1], role: 'leader', from: '2022-01-01' }, other.id)).rejects.toMatchObject({
			code: 'membership.leader-already',
		})
		await join({ memberId: memberIds[0], role: 'member', from: '2022-01-01' }, other.id)
		await join({ memberId: memberIds[1], role: 'leader', from: '2022-01-01' }, other.id)
		const leaderOn = (on: string) =>
			test.database.reading(async (tx) => (await findGroup(tx, other.id, programAsker, calendarDate(on))).leader?.name)
		expect([await leaderOn('2021-12-31'), await leaderOn('2022-01-01')]).toEqual(['Nông Thị Ái', 'Lý Thị Bình'])
	})

	it('whose leader also leads for another bank, or is her deputy’s sister, are warned about', async () => {
		const rival = await open({ name: 'Tổ vay vốn', kind: 'borrowing', lenderId: lenders.get('AGRIBANK') })
		await join({ memberId: memberIds[0], role: 'leader', from: '2021-01-01' }, rival.id)
		await join({ memberId: memberIds[5], role: 'deputy', from: '2020-01-01', kinship: 'sibling' })
		expect(codes(await find('2023-06-15'))).toEqual(['group.committee-is-kin', 'group.leads-for-another-bank'])
		await join({ memberId: memberIds[0], role: 'leader', from: '2021-01-01', to: '2021-12-31' }, rival.id)
		expect(codes(await find('2023-06-15'))).toEqual(['group.committee-is-kin'])
		expect(codes(await find('2021-06-15'))).toContain('group.leads-for-another-bank')
	})

	it('have one leader, whoever of two officers is quicker', async () => {
		const fresh = await open({ name: 'Tổ hai tổ trưởng' })
		const both = await Promise.allSettled(
			[memberIds[1], memberIds[2]].map((memberId) => join({ memberId, role: 'leader', from: '2023-01-01' }, fresh.id)),
		)
		expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
		expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'membership.leader-already' } })
	})

	it('replace a role given by mistake on its own day', async () => {
		const fresh = await open({ name: 'Tổ nhầm' })
		await join({ memberId: memberIds[3], role: 'leader', from: '2023-01-01' }, fresh.id)
		const group = await join({ memberId: memberIds[3], role: 'deputy', from: '2023-01-01' }, fresh.id)
		expect(group).toMatchObject({ leader: null, deputy: { name: 'Đàm Thị Dung' }, memberCount: 1 })
	})

	it('are listed by lender, by place and by name', async () => {
		const page = await list({ lenderId: lenders.get('AGRIBANK') ?? '' })
		expect(page.items.map((group) => group.name)).toEqual(['Tổ vay vốn'])
		expect(groupsView.safeParse(page).error).toBeUndefined()
		expect((await list({ unitId: districtId, q: 'hop gi' })).items.map((group) => group.name).sort()).toEqual([
			'Tổ Hợp Giang 1',
			'Tổ Hợp Giang 2',
		])
		expect((await list({ q: 'to-hg' })).items.map((group) => group.code)).toEqual(['TO-HG1'])
		expect((await list({ kind: 'credit' })).items).toEqual([])
	})

	it('are seen as far as the scope reaches, and foreign ones do not exist', async () => {
		const bank: Asker = { ...programAsker, role: 'bank', scope: { kind: 'lender', lenderId: lenders.get('NHCSXH') ?? '' } }
		const stranger: Asker = { ...programAsker, role: 'leader', scope: { kind: 'groups', groupIds: ['999'] } }
		expect((await list({}, bank)).items.map((group) => group.code)).toEqual(['TO-HG1'])
		expect((await list({}, stranger)).items).toEqual([])
		await expect(find('2023-06-15', stranger)).rejects.toMatchObject({ code: 'group.not-found' })
		await expect(join({ memberId: memberIds[5], role: 'member', from: '2023-01-01' }, groupId, stranger)).rejects.toMatchObject({
			code: 'group.not-found',
		})
		await expect(open({ name: 'Tổ lạ' }, stranger)).rejects.toMatchObject({ code: 'unit.not-found' })
		await expect(open({ name: 'Tổ lạ', lenderId: '999' })).rejects.toMatchObject({ code: 'lender.not-found' })
		await expect(open({ name: 'Tổ lạ', communeId: districtId })).rejects.toMatchObject({ code: 'unit.not-a-commune' })
		await expect(open({ name: 'Tổ lạ', code: 'TO-HG1' })).rejects.toMatchObject({ code: 'group.code-taken' })
	})
})
