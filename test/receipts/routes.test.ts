import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programAsker } from '../../src/access/asker.js'
import { dong } from '../../src/kernel/money.js'
import { takeReceipts } from '../../src/receipts/actions.js'
import { retellReceiptBooks } from '../../src/receipts/question-actions.js'
import { receiptBooksView, receiptBookView, receiptOutcomeView } from '../../src/receipts/schemas.js'
import { receiptsView } from '../../src/reports/receipts-schemas.js'
import { made, newKey, type Office, openOffice } from '../collection/office.js'
import { on, openSitting, type Sitting, today } from '../custody/sitting.js'
import { type Call, createTestApp, type TestApp } from '../platform/harness.js'

describe('receipt books, at the door', () => {
	let house: TestApp
	let office: Office
	let sitting: Sitting
	let officer: Call
	let leader: Call
	let book: string
	let otherGroup: string

	beforeAll(async () => {
		house = await createTestApp()
		office = await openOffice(house)
		sitting = await openSitting(house.database)
		officer = await house.asUser('officer')
		leader = await house.asUser('leader')
		otherGroup = await office.newGroup('NHCSXH', 'savings-and-loan')
	})
	afterAll(() => house.close())

	const issue = (more: Record<string, unknown> = {}) =>
		officer('POST', '/receipt-books', { series: 'BL/22', first: '0001', last: '0020', groupId: sitting.groupId, on: '2022-01-05', ...more })
	const act = (by: Call, path: string, body: Record<string, unknown>, id = book) => by('POST', `/receipt-books/${id}/${path}`, body)
	const use = (groupId: string, usedFor: string, numbers: readonly string[], day = '2022-02-10') =>
		sitting.run((tx) => takeReceipts(tx, [{ groupId, on: on(day), numbers, usedFor }], programAsker, today))
	const counts = async (query = '') => (await officer('GET', `/receipt-books/${book}${query}`)).body.counts

	it('are issued in ranges of a series that never overlap', async () => {
		const { status, body } = await issue({ paperNo: 'PX-01' })
		expect([status, receiptOutcomeView.safeParse(body).error]).toEqual([201, undefined])
		expect(body).toMatchObject({ holderId: sitting.leaderId, first: '0001', last: '0020', counts: { blank: 20, used: 0 } })
		book = body.id
		const no = async (more: Record<string, unknown>) => {
			const answer = await issue(more)
			return [answer.status, answer.body.code, answer.body.detail]
		}
		expect(await no({ series: 'bl 22'.replace(' ', '/'), first: '0020', last: '0030' })).toEqual([
			422,
			'receipt.range-overlaps',
			'Quyển BL/22 từ 0001 đến 0020 đã giao cho Tổ Bản Viết 1 có số trùng',
		])
		expect((await no({ first: '0030', last: '0021' }))[1]).toBe('receipt.range-backwards')
		expect((await no({ first: '0021', last: '00030' }))[1]).toBe('receipt.range-backwards')
		expect((await no({ first: '0021', last: '0521' }))[1]).toBe('receipt.range-backwards')
		expect((await no({ first: '0021', last: '0030', holderId: sitting.memberId }))[1]).toBe('receipt.holder-not-in-committee')
		expect((await no({ first: '0021', last: '0030', groupId: '999999' }))[1]).toBe('group.not-found')
		expect((await no({ first: '0021', last: '0030', on: '2023-06-16' }))[1]).toBe('contract.future-day')
		expect(await Promise.all([issue({ first: '0021', last: '0040' }), issue({ first: '0030', last: '0050' })])).toContainEqual(
			expect.objectContaining({ status: 422 }),
		)
	})

	it('have leaves that are used, cancelled, missing and returned, each in one state', async () => {
		expect(await use(sitting.groupId, 'S1 Ái', ['BL/22-0001', '0002', '0005'])).toEqual([])
		expect((await act(leader, 'cancellations', { on: '2022-02-11', serials: ['0003'], reason: 'Viết sai' })).status).toBe(201)
		expect((await act(leader, 'losses', { on: '2022-02-12', serials: ['0004'], reason: 'Mưa ướt' })).status).toBe(201)
		expect(await counts()).toEqual({ blank: 15, used: 3, cancelled: 1, missing: 1, returned: 0 })
		expect(await counts('?asOf=2022-02-10')).toEqual({ blank: 17, used: 3, cancelled: 0, missing: 0, returned: 0 })
		expect((await officer('GET', `/receipt-books/${book}?asOf=2022-01-04`)).body.code).toBe('receipt.book-not-found')
		const { body } = await officer('GET', `/receipt-books/${book}`)
		expect(receiptBookView.safeParse(body).error).toBeUndefined()
		expect(body.leaves.slice(0, 6).map(({ serial, state, usedFor, reason }: any) => [serial, state, usedFor ?? reason])).toEqual([
			['0001', 'used', 'S1 Ái'],
			['0002', 'used', 'S1 Ái'],
			['0003', 'cancelled', 'Viết sai'],
			['0004', 'missing', 'Mưa ướt'],
			['0005', 'used', 'S1 Ái'],
			['0006', 'blank', null],
		])
		expect(body.events.map(({ type, serials }: any) => [type, serials])).toEqual([
			['issued', []],
			['used', ['0001', '0002', '0005']],
			['cancelled', ['0003']],
			['missing', ['0004']],
		])
	})

	it('refuse a leaf that is not blank, or not theirs, or a day before the issue', async () => {
		const no = async (path: string, body: Record<string, unknown>) => (await act(officer, path, { reason: 'x', ...body })).body.code
		expect(await no('losses', { on: '2022-02-12', serials: ['0001'] })).toBe('receipt.used-already')
		expect(await no('losses', { on: '2022-02-12', serials: ['0003'] })).toBe('receipt.cancelled-already')
		expect(await no('losses', { on: '2022-02-12', serials: ['0004'] })).toBe('receipt.missing-already')
		expect(await no('losses', { on: '2022-02-12', serials: ['0021'] })).toBe('receipt.outside-book')
		expect(await no('losses', { on: '2022-01-04', serials: ['0006'] })).toBe('receipt.not-issued')
	})

	it('are blank again where an event is undone, and nothing else is', async () => {
		const undo = (event: string) => act(officer, `events/${event}/reversal`, { reason: 'Đã tìm thấy' })
		expect((await undo('4')).body.counts).toMatchObject({ blank: 16, missing: 0 })
		expect((await undo('4')).body.code).toBe('contract.already-reversed')
		expect((await undo('1')).body.code).toBe('receipt.issue-not-reversed')
		expect((await undo('5')).body.code).toBe('contract.reversal-of-reversal')
	})

	it('show the gaps, the doubles and what was never issued, by whatever way a payment was recorded', async () => {
		const memberId = await office.newMember(sitting.groupId)
		const loans = [
			await office.lent({ productCode: 'NHCSXH-HONGHEO', groupId: sitting.groupId, memberId, months: 36 }),
			await office.lent({
				productCode: 'NHCSXH-HONGHEO',
				groupId: sitting.groupId,
				memberId: await office.newMember(sitting.groupId),
				months: 36,
			}),
		]
		const repay = async (loan: string | undefined, day: string, receiptNo: string) =>
			made(await office.admin('POST', `/loans/${loan}/repayments`, { on: day, amount: String(dong(10_000n)), receiptNo }, newKey()))
		await repay(loans[0], '2022-07-10', 'BL/22-0008')
		await repay(loans[1], '2022-07-10', '0008')
		await repay(loans[1], '2022-08-10', 'XY-77')
		const { eventId } = await repay(loans[1], '2022-09-10', '0010')
		await use(otherGroup, 'S9', ['BL/22-0006'])
		const report = async (query = '') => (await officer('GET', `/reports/receipts?groupId=${sitting.groupId}${query}`)).body
		const body = await report()
		expect(receiptsView.safeParse(body).error).toBeUndefined()
		expect(body.rows.map(({ finding, from, to }: any) => `${finding} ${from}–${to}`)).toEqual([
			'gap 0004–0004',
			'gap 0007–0007',
			'gap 0009–0009',
			'duplicate 0008–0008',
			'other-group 0006–0006',
			'never-issued XY-77–XY-77',
		])
		expect(body.totals.findings).toMatchObject({ gap: 3, duplicate: 1, 'never-issued': 1, missing: 0 })
		expect((await report('&asOf=2022-07-01')).rows.map(({ finding }: any) => finding)).toEqual(['gap', 'other-group'])
		made(await office.admin('POST', `/loans/${loans[1]}/events/${eventId}/reversal`, { reason: 'Ghi nhầm' }, newKey()))
		expect((await report()).totals.findings.gap).toBe(2)
		expect((await report(`&knownAt=${body.knownAt}`)).totals.findings.gap).toBe(3)
	})

	it('go back to the bank with all their blank leaves (HD 727/HD-NHCS)', async () => {
		const body = { on: '2022-12-20', to: 'bank', receiver: 'Giao dịch viên' }
		expect((await act(officer, 'returns', { ...body, serials: ['0020'] })).body.counts).toMatchObject({ returned: 1 })
		const { counts: left } = (await act(officer, 'returns', body)).body
		expect([left.blank, left.returned]).toEqual([0, 15])
		expect((await act(officer, 'returns', body)).body.code).toBe('receipt.nothing-blank')
		expect((await act(officer, 'losses', { on: '2022-12-21', serials: ['0020'], reason: 'x' })).body.code).toBe('receipt.returned-already')
	})

	it('are listed with their counts, as far as one sees', async () => {
		const list = async (by: Call, query = '') => (await by('GET', `/receipt-books${query}`)).body
		const all = await list(officer)
		expect(receiptBooksView.safeParse(all).error).toBeUndefined()
		expect(all.items).toHaveLength(2)
		expect((await list(officer, '?limit=1')).next).not.toBeNull()
		expect((await list(leader, `?series=${encodeURIComponent('bl/22')}&groupId=${sitting.groupId}`)).items).toHaveLength(2)
		expect((await list(officer, `?unitId=${office.elsewhereId}`)).items).toEqual([])
		expect((await list(await house.asUser('agribank'))).items).toEqual([])
		expect((await (await house.asUser('agribank'))('GET', `/receipt-books/${book}`)).body.code).toBe('receipt.book-not-found')
	})

	it('are told again from their events without a difference', async () => {
		let told = 0
		const found = await house.database.reading(async (tx) => {
			const findings = []
			for await (const finding of retellReceiptBooks(tx, (count) => (told = count))) findings.push(finding)
			return findings
		})
		expect([told, found]).toEqual([2, []])
	})
})
