import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, programAsker } from '../../src/access/asker.js'
import { openGroup, recordMembership } from '../../src/groups/actions.js'
import { openGroupSchema, recordMembershipSchema } from '../../src/groups/schemas.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { findMember, listMembers, openMember, recordPoverty } from '../../src/members/actions.js'
import { listMembersQuery, membersView, memberView, openMemberSchema } from '../../src/members/schemas.js'
import { loadCatalogue } from '../../src/products/actions.js'
import { readCodes } from '../../src/products/store.js'
import { loadCaoBang } from '../../src/units/actions.js'
import { communesBelow, unitByCode } from '../../src/units/store.js'
import { createTestDatabase, type TestDatabase } from '../platform/harness.js'

const today = calendarDate('2023-06-15')

describe('the members', () => {
	let test: TestDatabase
	let communeId: string
	let otherCommuneId: string
	let groupId: string
	let bank: Asker
	let officer: Asker
	let leader: Asker
	const auditor: Asker = { ...programAsker, role: 'auditor' }

	const open = (command: Record<string, unknown>, asker = programAsker) =>
		test.database.transaction((tx) => openMember(tx, openMemberSchema.parse({ communeId, ...command }), asker, today))
	const list = (query: Record<string, string>, asker = programAsker) =>
		test.database.reading((tx) => listMembers(tx, listMembersQuery.parse(query), asker, today))
	const names = async (query: Record<string, string>, asker = programAsker) => (await list(query, asker)).items.map((one) => one.name)
	const find = (id: string, asker: Asker) => test.database.reading((tx) => findMember(tx, id, asker))

	let ai: string
	let ba: string

	beforeAll(async () => {
		test = await createTestDatabase()
		await test.database.transaction(async (tx) => {
			await loadCaoBang(tx)
			await loadCatalogue(tx)
			const on = calendarDate('2022-10-31')
			communeId = (await unitByCode(tx, '01273', on))?.id ?? ''
			otherCommuneId = (await unitByCode(tx, '01807', on))?.id ?? ''
			const lenderId = (await readCodes(tx, 'lenders', ['NHCSXH'])).get('NHCSXH') ?? ''
			const group = { name: 'Tổ Hợp Giang 1', kind: 'savings-and-loan', lenderId, communeId, establishedOn: '2019-03-08' }
			groupId = (await openGroup(tx, openGroupSchema.parse(group), programAsker, today)).id
			bank = { ...programAsker, role: 'bank', scope: { kind: 'lender', lenderId } }
			officer = { ...programAsker, role: 'officer', scope: { kind: 'unit', unitId: communeId, communeIds: [communeId] } }
			leader = { ...programAsker, role: 'leader', scope: { kind: 'groups', groupIds: [groupId] } }
		})
		const first = await open({
			name: 'Nông Thị Ái',
			sex: 'female',
			bornOn: '1985-04-02',
			citizenId: '004 185 001234',
			phone: '0912345678',
			ethnicity: 'Tày',
		})
		ai = first.id
		ba = (await open({ name: 'Hoàng Thị Ba', code: 'HV-BA', communeId: otherCommuneId })).id
		await open({ name: 'Đàm Thị Ái Nông' })
		await test.database.transaction((tx) =>
			recordMembership(
				tx,
				{ groupId, ...recordMembershipSchema.parse({ memberId: ai, role: 'leader', from: '2020-01-01' }) },
				programAsker,
				today,
			),
		)
	})
	afterAll(() => test.close())

	it('are found without diacritics at the beginning of a word, by initials, by code and by number', async () => {
		expect(await names({ q: 'nong' })).toEqual(['Đàm Thị Ái Nông', 'Nông Thị Ái'])
		expect(await names({ q: 'Nông thị' })).toEqual(['Nông Thị Ái'])
		expect(await names({ q: 'nong ai' })).toEqual(['Nông Thị Ái'])
		expect(await names({ q: 'nta' })).toEqual(['Nông Thị Ái'])
		expect(await names({ q: 'ong' })).toEqual([])
		expect(await names({ q: 'hv-b' })).toEqual(['Hoàng Thị Ba'])
		expect(await names({ q: '004185' })).toEqual(['Nông Thị Ái'])
		expect(await names({ q: '+84 912 345' })).toEqual(['Nông Thị Ái'])
		expect(await names({ q: '%' })).toEqual([])
		expect(await names({ q: '_' })).toEqual([])
	})

	it('get a code where they bring none, and keep their own', async () => {
		expect((await find(ai, programAsker)).code).toMatch(/^HV\d{6}$/)
		await expect(open({ name: 'Lý Thị Bốn', code: 'HV-BA' })).rejects.toMatchObject({ code: 'member.code-taken' })
	})

	it('are shown as the document says', async () => {
		expect(memberView.safeParse(await find(ai, programAsker)).error).toBeUndefined()
		expect(membersView.safeParse(await list({})).error).toBeUndefined()
	})

	it('are masked in every list, and everywhere for banks and auditors', async () => {
		const [row] = (await list({ q: 'nta' })).items
		expect(row).toMatchObject({ citizenId: '004*****1234', phone: '091****678' })
		expect(await find(ai, programAsker)).toMatchObject({ citizenId: '004185001234', phone: '0912345678', ethnicity: 'Tày' })
		for (const asker of [bank, auditor]) {
			const seen = await find(ai, asker)
			expect(seen).toMatchObject({ citizenId: '004*****1234', phone: '091****678' })
			expect(JSON.stringify(seen)).not.toMatch(/004185001234|912345678|Tày/)
		}
	})

	it('cannot be guessed digit by digit by who may not read their numbers', async () => {
		expect(await names({ q: '004185' }, auditor)).toEqual([])
		expect(await names({ q: '004185001234' }, auditor)).toEqual(['Nông Thị Ái'])
	})

	it('are seen as far as the scope reaches, and foreign ones do not exist', async () => {
		expect(await names({}, bank)).toEqual(['Nông Thị Ái'])
		expect(await names({}, leader)).toEqual(['Nông Thị Ái'])
		expect(await names({}, officer)).toEqual(['Đàm Thị Ái Nông', 'Nông Thị Ái'])
		for (const asker of [bank, leader, officer]) await expect(find(ba, asker)).rejects.toMatchObject({ code: 'member.not-found' })
		await expect(open({ name: 'Lý Thị Năm', communeId: otherCommuneId }, officer)).rejects.toMatchObject({ code: 'unit.not-found' })
		await expect(find('999999', programAsker)).rejects.toMatchObject({ code: 'member.not-found' })
	})

	it('are listed by group and by any unit above them, the merged commune too', async () => {
		expect(await names({ groupId })).toEqual(['Nông Thị Ái'])
		const merged = await test.database.reading(async (tx) => (await unitByCode(tx, '01273', calendarDate('2025-12-31')))?.id ?? '')
		expect(await names({ communeId: merged })).toEqual(['Đàm Thị Ái Nông', 'Nông Thị Ái'])
		expect(await test.database.reading((tx) => communesBelow(tx, merged))).toContain(communeId)
	})

	it('with the same citizen number are both kept, and warned about', async () => {
		const twin = await open({ name: 'Nông Thị Ái (trùng)', sex: 'male', citizenId: '004185001234' })
		expect(twin.warnings.map((warning) => warning.code)).toEqual(['member.sex-differs', 'member.citizen-id-shared'])
		expect(twin.warnings[1]).toMatchObject({ message: 'Số CCCD này đã có ở người khác', members: [{ id: ai }] })
	})

	it('with a nine-digit number keep it as the old card', async () => {
		const member = await open({ name: 'Triệu Thị Sáu', citizenId: '080 123 456' })
		expect(member).toMatchObject({ citizenId: null, oldId: '080123456' })
		expect(member.warnings.map((warning) => warning.code)).toEqual(['member.old-card'])
	})

	it('are not entered with a number of another length, a birth to come, or two years of birth', async () => {
		expect(openMemberSchema.safeParse({ name: 'A', communeId, citizenId: '0041850012' }).success).toBe(false)
		await expect(open({ name: 'A', bornOn: '2023-06-16' })).rejects.toMatchObject({ code: 'member.born-later' })
		await expect(open({ name: 'A', bornOn: '1985-04-02', birthYear: 1986 })).rejects.toMatchObject({ code: 'member.birth-year-differs' })
	})

	it('are poor or not by year; a later word on the same year stands', async () => {
		const record = (status: 'poor' | 'escaped') =>
			test.database.transaction((tx) => recordPoverty(tx, { memberId: ai, year: 2022, status }, programAsker))
		await record('poor')
		expect((await record('escaped')).poverty).toEqual([{ year: 2022, status: 'escaped' }])
	})

	it('come page by page', async () => {
		const first = await list({ limit: '2' })
		const second = await list({ limit: '2', cursor: first.next ?? '' })
		expect(first.items).toHaveLength(2)
		expect(second.items.map((one) => one.id)).not.toContain(first.items[1]?.id)
		expect(listMembersQuery.safeParse({ cursor: 'bm9uc2Vuc2U' }).success).toBe(false)
	})
})
