import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCollections } from '../../src/collection/question-actions.js'
import { collectionView, correctionOutcomeView } from '../../src/collection/schemas.js'
import { asOwner } from '../platform/harness.js'
import { lineOf, type Meeting, openMeeting, type Woman } from './meeting.js'
import { factsIn, made } from './office.js'

describe('a collection sheet that was wrong', () => {
	let at: Meeting
	let [first, second, third] = [] as unknown as [Woman, Woman, Woman]

	beforeAll(async () => {
		at = await openMeeting()
		;[first, second, third] = at.fundBorrowers as [Woman, Woman, Woman]
	})
	afterAll(() => at.house.close())

	const record = async (on: string, lines: readonly unknown[], more = {}) =>
		made(await at.post('/collections', { on, groupId: at.fundGroup, lines, ...more })).id as string
	const correct = (id: string, lines: readonly unknown[], more = {}) =>
		at.post(`/collections/${id}/corrections`, { reason: 'Ghi nhầm', lines, ...more })
	const read = async (id: string, query = '') => (await at.admin('GET', `/collections/${id}${query}`)).body
	const paidTo = async (woman: Woman, on: string) => {
		const { items } = (await at.admin('GET', `/loans/${woman.loanId}/events`)).body
		return items
			.filter((event: any) => event.type === 'repaid' && event.on === on && event.reversedBy === null)
			.map(({ amount }: any) => amount)
	}
	const balanceOf = async (woman: Woman) => (await at.admin('GET', `/savings-accounts/${woman.accountId}`)).body.balance
	const held = async () => BigInt((await at.admin('GET', `/groups/${at.fundGroup}/custody`)).body.held)

	it('has lines written anew: what they paid is undone, what they say is recorded, and the cash follows', async () => {
		const on = '2022-12-12'
		const id = await record(on, [lineOf(first, '110000', '20000'), lineOf(second, '55000')])
		const [saved, cash] = [BigInt(await balanceOf(first)), await held()]
		const answer = await correct(id, [{ restates: 1, ...lineOf(first, '100000', '50000') }], {
			total: '205000',
			denominations: [
				{ value: '200000', count: 1 },
				{ value: '5000', count: 1 },
			],
		})
		expect(answer.status).toBe(201)
		expect(correctionOutcomeView.safeParse(answer.body).error).toBeUndefined()
		expect(answer.body).toMatchObject({ id, total: '150000', difference: '20000', lines: [{ no: 3, restates: 1 }] })
		expect(await paidTo(first, on)).toEqual(['100000'])
		expect([BigInt(await balanceOf(first)) - saved, (await held()) - cash]).toEqual([30_000n, 20_000n])
		const sheet = await read(id)
		expect(collectionView.safeParse(sheet).error).toBeUndefined()
		expect(sheet).toMatchObject({
			total: '205000',
			collectedFrom: 2,
			steps: [{ type: 'recorded' }, { type: 'corrected', note: 'Ghi nhầm' }],
		})
		expect(sheet.lines.map(({ no, restatedBy }: any) => [no, restatedBy])).toEqual([
			[1, 3],
			[2, null],
			[3, null],
		])
		expect(sheet.lines[0].payments.every(({ reversedBy }: any) => reversedBy !== null)).toBe(true)
	})

	it('may be corrected again, for the lines that count only', async () => {
		const on = '2023-01-12'
		const id = await record(on, [lineOf(first, '10000'), lineOf(second, '20000')])
		made(await correct(id, [{ restates: 2, ...lineOf(second, '25000') }]))
		const refused = (lines: readonly unknown[], more = {}) =>
			at.refused(`/collections/${id}/corrections`, { reason: 'Ghi nhầm', lines, ...more })
		expect(await refused([{ restates: 2, ...lineOf(second, '1') }])).toEqual([422, 'collection.line-not-standing', 'lines.0.restates'])
		expect(await refused([{ restates: 9, ...lineOf(second, '1') }])).toEqual([422, 'collection.line-not-standing', 'lines.0.restates'])
		const twice = [
			{ restates: 3, ...lineOf(second, '1') },
			{ restates: 3, ...lineOf(third, '1') },
		]
		expect(await refused(twice)).toEqual([422, 'collection.line-not-standing', 'lines.1.restates'])
		expect(await refused([{ ...lineOf(first, '1') }])).toEqual([422, 'collection.member-twice', 'lines.0.memberId'])
		expect(await refused([{ restates: 1, ...lineOf(third, '9000') }], { total: '9000' })).toEqual([
			422,
			'collection.total-differs',
			'total',
		])
		expect(await refused([{ restates: 1, ...lineOf(first, '900000000') }])).toEqual([422, 'loan.overpayment', 'lines.0.loans.0.amount'])
		made(await correct(id, [{ restates: 3, ...lineOf(second, '30000') }], { total: '40000' }))
		expect([await paidTo(second, on), (await read(id)).total]).toEqual([['30000'], '40000'])
	})

	it('gives what was written for the wrong woman to the right one, and takes a line that was forgotten', async () => {
		const on = '2023-02-13'
		const id = await record(on, [lineOf(first, '40000')])
		const lines = [{ restates: 1, memberId: first.id, status: 'absent' }, lineOf(second, '40000'), lineOf(third, '5000')]
		expect((await correct(id, lines)).body.difference).toBe('5000')
		expect([await paidTo(first, on), await paidTo(second, on), await paidTo(third, on)]).toEqual([[], ['40000'], ['5000']])
		const sheet = await at.sheet(at.fundGroup, `?on=${on}`)
		const said = sheet.lines.map(({ member, status }: any) => [member.id, status])
		expect(said).toEqual(
			expect.arrayContaining([
				[first.id, 'absent'],
				[second.id, 'collected'],
			]),
		)
	})

	it('is undone whole, and may then be recorded again', async () => {
		const on = '2023-03-13'
		const lines = [lineOf(first, '12000', '20000'), lineOf(second, '13000'), { memberId: third.id, status: 'absent' }]
		const [saved, cash] = [await balanceOf(first), await held()]
		const id = await record(on, lines)
		const answer = await at.post(`/collections/${id}/reversal`, { reason: 'Bảng của tổ khác' })
		expect(answer.body).toMatchObject({ total: '0', difference: '-45000' })
		expect([await paidTo(first, on), await balanceOf(first), await held()]).toEqual([[], saved, cash])
		expect(await read(id)).toMatchObject({ total: '0', collectedFrom: 0, steps: [{ type: 'recorded' }, { type: 'reversed' }] })
		expect(await at.refused(`/collections/${id}/reversal`, { reason: 'Lần nữa' })).toEqual([422, 'collection.nothing-stands', null])
		expect((await at.sheet(at.fundGroup, `?on=${on}`)).collections).toMatchObject([{ id, total: '0' }])
		await record(on, lines)
	})

	it('leaves alone what was undone on its loan already', async () => {
		const on = '2023-04-12'
		const id = await record(on, [lineOf(first, '7000')])
		const [{ payments }] = (await read(id)).lines
		made(await at.post(`/loans/${first.loanId}/events/${payments[0].eventId}/reversal`, { reason: 'Phiếu hỏng' }))
		expect((await read(id)).lines[0].payments[0].reversedBy).not.toBeNull()
		made(await correct(id, [{ restates: 1, ...lineOf(first, '8000') }]))
		expect(await paidTo(first, on)).toEqual(['8000'])
	})

	it('is shown as it was known then', async () => {
		const on = '2023-04-20'
		const id = await record(on, [lineOf(first, '6000')])
		const knownAt = await at.house.database.knowledgeNow()
		const then = await read(id, `?knownAt=${knownAt}`)
		made(await correct(id, [{ restates: 1, ...lineOf(first, '6500') }]))
		expect(await read(id, `?knownAt=${knownAt}`)).toEqual(then)
		expect([then.total, (await read(id)).total]).toEqual(['6000', '6500'])
		expect((await read(id, '?asOf=2023-04-19')).code).toBe('collection.not-found')
		expect((await read(id, '?knownAt=2020-01-01T00:00:00Z')).code).toBe('collection.not-found')
	})

	it('is not corrected below what was handed over, nor by a leader, nor unseen', async () => {
		const on = '2023-05-12'
		const [woman] = at.borrowers as [Woman]
		const { id } = made(await at.post('/collections', { on, groupId: at.bankGroup, lines: [lineOf(woman, '9000', '50000')] }))
		made(
			await at.post(`/groups/${at.bankGroup}/cash-handovers`, {
				on: '2023-05-15',
				amount: '59000',
				to: 'bank',
				receiver: 'Giao dịch viên',
			}),
		)
		const less = { reason: 'Ghi nhầm', lines: [{ restates: 1, ...lineOf(woman, '8000', '50000') }] }
		expect((await at.refused(`/collections/${id}/corrections`, less))[1]).toMatch(/^(custody\.more-than-held|contract\.history-breaks)$/)
		const more = { reason: 'Ghi nhầm', lines: [{ restates: 1, ...lineOf(woman, '9500', '50000') }] }
		made(await at.post(`/collections/${id}/corrections`, more))
		const facts = await factsIn(at.house)
		expect((await at.post(`/collections/${id}/reversal`, { reason: 'x' }, at.leader)).status).toBe(403)
		expect((await at.post(`/collections/999999/reversal`, { reason: 'x' })).body.code).toBe('collection.not-found')
		const { requests: _, ...same } = await factsIn(at.house)
		expect(facts).toMatchObject(same)
	})

	it('agrees with the books, line by line, and verify says where it does not', async () => {
		const found = () => at.house.database.reading(checkCollections)
		expect(await found()).toEqual([])
		const id = await record('2023-06-12', [lineOf(first, '3000')])
		await asOwner(at.house.url, 'alter table collection_payments disable trigger append_only')
		await asOwner(at.house.url, 'update collection_payments set amount = 3001 where sheet_id = $1', [id])
		expect(await found()).toMatchObject([{ sheetId: id, no: 1 }])
	})

	it('is in the list of its group and days', async () => {
		const listed = async (query: string, by = at.admin) =>
			(await by('GET', `/collections?${query}`)).body.items.map(({ on, total, steps }: any) => [on, total, steps])
		expect(await listed(`groupId=${at.fundGroup}&from=2023-01-01&to=2023-02-28`)).toEqual([
			['2023-02-13', '45000', 2],
			['2023-01-12', '40000', 3],
		])
		const pages: unknown[] = []
		for (let cursor = ''; ; ) {
			const { body } = await at.admin('GET', `/collections?groupId=${at.fundGroup}&limit=2${cursor}`)
			pages.push(...body.items.map(({ id }: any) => id))
			if (body.next === null) break
			cursor = `&cursor=${body.next}`
		}
		expect(new Set(pages).size).toBe((await listed(`groupId=${at.fundGroup}`)).length)
		expect(await listed('', at.leader)).toEqual([['2023-05-12', '59500', 2]])
	})
})
