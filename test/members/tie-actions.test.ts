import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, programAsker } from '../../src/access/asker.js'
import { recordMembership } from '../../src/groups/actions.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { openMember } from '../../src/members/actions.js'
import { memberView, openMemberSchema } from '../../src/members/schemas.js'
import { endSpouse, readHousemates, recordSpouse } from '../../src/members/tie-actions.js'
import { unitByCode } from '../../src/units/store.js'
import { createTestDatabase, type TestDatabase } from '../platform/harness.js'

const today = calendarDate('2023-06-15')

describe('a spouse', () => {
	let test: TestDatabase
	let communeId: string
	let groupId: string
	let officer: Asker
	let bank: Asker

	beforeAll(async () => {
		test = await createTestDatabase({ seeded: true })
		const [group] = await test.database.reading(
			async (tx) =>
				(await tx.execute<{ id: string; commune_id: string; lender_id: string }>(sql`select id, commune_id, lender_id from groups limit 1`))
					.rows,
		)
		if (group === undefined) throw new Error('the seed has a group')
		communeId = group.commune_id
		groupId = group.id
		officer = { ...programAsker, role: 'officer', scope: { kind: 'unit', unitId: communeId, communeIds: [communeId] } }
		bank = { ...programAsker, role: 'bank', scope: { kind: 'lender', lenderId: group.lender_id } }
	})
	afterAll(() => test.close())

	const enter = async (name: string, more: Record<string, unknown> = {}) =>
		(await test.database.transaction((tx) => openMember(tx, openMemberSchema.parse({ name, communeId, ...more }), programAsker, today))).id
	const marry = (memberId: string, otherId: string, from = '2015-01-01', to?: string, asker = programAsker) =>
		test.database.transaction((tx) =>
			recordSpouse(
				tx,
				memberId,
				{ memberId: otherId, from: calendarDate(from), to: to === undefined ? undefined : calendarDate(to) },
				asker,
				today,
			),
		)
	const part = (memberId: string, to: string) =>
		test.database.transaction((tx) => endSpouse(tx, memberId, { to: calendarDate(to) }, programAsker, today))
	const household = async (memberId: string, asOf = '2023-06-15', knownAt: string | null = null, asker = programAsker) =>
		(
			await test.database.reading((tx) =>
				readHousemates(tx, memberId, asker, { asOf: calendarDate(asOf), knownAt: knownAt as Awaited<ReturnType<typeof now>> | null }),
			)
		).map(({ person, why }) => [person.name, why])
	const now = () => test.database.knowledgeNow()
	const elsewhere = async () => {
		const unit = await test.database.reading((tx) => unitByCode(tx, '01267', calendarDate('2022-10-31')))
		return { communeId: unit?.id }
	}

	it('is shown on both, and one at a time', async () => {
		const [woman, man, other] = [await enter('Nông Thị Ái'), await enter('Hoàng Văn Bảo'), await enter('Lý Văn Cao')]
		const view = await marry(woman, man)
		expect(memberView.safeParse(view).error).toBeUndefined()
		expect(view.spouses).toEqual([{ memberId: man, code: expect.any(String), name: 'Hoàng Văn Bảo', from: '2015-01-01', to: null }])
		await expect(marry(other, man, '2020-01-01')).rejects.toMatchObject({ code: 'member.spouse-already' })
		await expect(marry(woman, other, '2020-01-01')).rejects.toMatchObject({ code: 'member.spouse-already' })
		expect((await part(man, '2019-12-31')).spouses).toMatchObject([{ memberId: woman, to: '2019-12-31' }])
		expect((await marry(woman, other, '2020-01-01')).spouses.map(({ name }) => name)).toEqual(['Hoàng Văn Bảo', 'Lý Văn Cao'])
		await expect(part(man, '2020-01-01')).rejects.toMatchObject({ code: 'member.no-spouse' })
	})

	it('is not herself, nor herself in another book, nor nobody, nor of a day to come', async () => {
		const [woman, twin] = [
			await enter('Đàm Thị Hai', { citizenId: '004190000011' }),
			await enter('Đàm Thị Hai', { citizenId: '004190000011' }),
		]
		await expect(marry(woman, woman)).rejects.toMatchObject({ code: 'member.spouse-herself', path: 'memberId' })
		await expect(marry(woman, twin)).rejects.toMatchObject({ code: 'member.spouse-herself' })
		await expect(marry(woman, '999999')).rejects.toMatchObject({ code: 'member.spouse-not-found' })
		await expect(marry('999999', woman)).rejects.toMatchObject({ code: 'member.not-found' })
		await expect(marry(woman, await enter('Lê Văn Ba'), '2023-06-16')).rejects.toMatchObject({ code: 'contract.future-day', path: 'from' })
		await expect(marry(woman, await enter('Lê Văn Tư'), '2020-01-01', '2019-01-01')).rejects.toMatchObject({
			code: 'member.spouse-ends-before',
		})
		await expect(part(woman, '2022-01-01')).rejects.toMatchObject({ code: 'member.no-spouse' })
	})

	it('who is beyond the officer’s reach cannot be recorded by her, and is not shown to her', async () => {
		const [woman, man] = [await enter('Triệu Thị Năm'), await enter('Triệu Văn Sáu', await elsewhere())]
		await expect(marry(woman, man, '2015-01-01', undefined, officer)).rejects.toMatchObject({ code: 'member.spouse-not-found' })
		await marry(woman, man)
		expect((await marry(woman, await enter('Cũ'), '2001-01-01', '2009-12-31', officer)).spouses.map(({ name }) => name)).toEqual(['Cũ'])
		expect(await household(woman, undefined, null, officer)).toEqual([
			['Triệu Thị Năm', 'herself'],
			['Triệu Văn Sáu', 'spouse'],
		])
	})

	it('makes a household that is asked for on any day, as it was known at any moment', async () => {
		const [woman, man] = [
			await enter('Vi Thị Bảy', { citizenId: '004190000021' }),
			await enter('Vi Văn Tám', { citizenId: '004090000022' }),
		]
		const before = await now()
		await marry(woman, man, '2015-01-01')
		const married = await now()
		const twin = await enter('Vi Văn Tám (sổ khác)', { citizenId: '004090000022' })
		const entered = await now()
		await part(woman, '2020-06-30')
		expect(await household(woman, '2018-01-01', before)).toEqual([['Vi Thị Bảy', 'herself']])
		expect(await household(woman, '2018-01-01', married)).toHaveLength(2)
		expect(await household(woman, '2018-01-01', entered)).toEqual([
			['Vi Thị Bảy', 'herself'],
			['Vi Văn Tám', 'spouse'],
			['Vi Văn Tám (sổ khác)', 'same-citizen-id'],
		])
		expect(await household(twin, '2020-06-30')).toHaveLength(3)
		expect(await household(woman, '2020-07-01')).toHaveLength(1)
		expect(await household(woman, '2020-07-01', entered)).toHaveLength(3)
		expect(await household(woman, '2014-12-31')).toHaveLength(1)
	})

	it('that was recorded by mistake is taken back, and was known until then', async () => {
		const [woman, man] = [await enter('La Thị Chín'), await enter('La Văn Mười')]
		await marry(woman, man)
		const mistaken = await now()
		await expect(part(woman, '2014-12-30')).rejects.toMatchObject({ code: 'member.spouse-ends-before' })
		expect((await part(woman, '2014-12-31')).spouses).toEqual([])
		expect(await household(woman)).toHaveLength(1)
		expect(await household(woman, '2023-06-15', mistaken)).toHaveLength(2)
	})

	it('shows a bank those whom it reaches, and no sign of others', async () => {
		const [woman, man] = [await enter('Mã Thị Lan'), await enter('Mã Văn Kim')]
		const join = (memberId: string) =>
			test.database.transaction((tx) =>
				recordMembership(tx, { groupId, memberId, role: 'member', from: calendarDate('2020-01-01') }, programAsker, today),
			)
		await marry(woman, man)
		await expect(household(woman, undefined, null, bank)).rejects.toMatchObject({ code: 'member.not-found' })
		await join(woman)
		expect(await household(woman, undefined, null, bank)).toEqual([['Mã Thị Lan', 'herself']])
		await join(man)
		expect(await household(woman, undefined, null, bank)).toHaveLength(2)
	})

	it('is a fact: nobody changes or deletes it', async () => {
		const change = (statement: string) => test.database.transaction((tx) => tx.$client.query(statement))
		await expect(change("update member_ties set from_on = '2000-01-01'")).rejects.toThrow()
		await expect(change('delete from member_ties')).rejects.toThrow()
		await expect(change("update caps set value = '9'")).rejects.toThrow()
	})

	it('is made once by two officers at the same moment', async () => {
		const [woman, one, other] = [await enter('Hà Thị Sen'), await enter('Hà Văn Một'), await enter('Hà Văn Hai')]
		const tried = await Promise.allSettled([marry(woman, one), marry(other, woman), marry(woman, other)])
		expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
		const ended = await Promise.allSettled([part(woman, '2020-01-01'), part(woman, '2021-01-01')])
		expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
	})
})
