import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
	changesView,
	checklistsView,
	closedView,
	closingLineView,
	closingsView,
	closingView,
	waivedView,
} from '../../src/closing/schemas.js'
import { checkBooks, checkCheckpoints } from '../../src/ledger/check-store.js'
import { made, newKey } from '../collection/office.js'
import { asOwner, type Call } from '../platform/harness.js'
import { type Month, openMonth } from './month.js'

const bank = 'memo-nhcsxh'

describe('a month that is closed', () => {
	let month: Month
	let admin: Call
	beforeAll(async () => {
		month = await openMonth()
		admin = month.admin
		await month.meet('2022-10-12')
	})
	afterAll(() => month.house.close())

	const itemOf = async (book: string, wanted: string) => (await month.checklist(book)).items.find(({ item }: any) => item === wanted)
	const repay = async (on: string, amount = '500000', loanId = month.borrowers[0]?.loanId) =>
		made(await admin('POST', `/loans/${loanId}/repayments`, { on, amount }, newKey()))
	const trial = async (query: string) => (await admin('GET', `/ledger/trial-balance?${query}`)).body.rows
	const closingsOf = async (query = '') => (await admin('GET', `/closings${query}`)).body.items
	const refused = (code: string, status = 422) => ({ status, body: { code } })

	describe('has a checklist', () => {
		it('that names what is open of each book, and where to look at it', async () => {
			const { body } = await admin('GET', '/closings/checklist?month=2022-10')
			expect(checklistsView.safeParse(body).error).toBeUndefined()
			expect(body.books.map(({ book }: any) => book)).toEqual(
				expect.arrayContaining(['own', 'groups', 'social', bank, 'memo-agribank', 'aid-cong']),
			)
			const sheets = await itemOf(bank, 'sheets')
			expect(sheets).toMatchObject({ state: 'open', counted: 1, open: 1, says: '1 buổi họp, 1 buổi chưa có bảng kê thu', waiver: null })
			const [{ text, href }] = sheets.openItems
			expect(text).toMatch(/12\/10\/2022$/)
			expect((await admin('GET', href)).body).toMatchObject({ on: '2022-10-12' })
			expect(await itemOf('own', 'sheets')).toMatchObject({ state: 'held', counted: 0 })
			expect(await itemOf('groups', 'sheets')).toMatchObject({ state: 'open', open: 1 })
		})

		it('that is worked off: the sheet, the cash, the interest, the fees, the bank’s signature', async () => {
			await month.collect('2022-10-12')
			expect(await month.states(bank)).toEqual({
				sheets: 'held',
				custody: 'open',
				reconciliation: 'open',
				interest: 'open',
				books: 'held',
				balance: 'held',
			})
			const { openItems } = await itemOf(bank, 'custody')
			expect((await admin('GET', openItems[0].href)).body.held).toBe('600000')
			const handover = { on: '2022-10-14', amount: '600000', to: 'bank', receiver: 'Giao dịch viên' }
			made(await admin('POST', `/groups/${month.bankGroup}/cash-handovers`, handover, newKey()))
			expect(await itemOf(bank, 'custody')).toMatchObject({ state: 'held', counted: 0 })

			const interest = await itemOf(bank, 'interest')
			expect([interest.open, interest.openItems[0].text]).toEqual([5, 'NHCSXH-TGTV, 01/10/2022: 5'])
			const productId = /\d+$/.exec(interest.openItems[0].href)?.[0]
			made(await admin('POST', `/savings-products/${productId}/interest-credits`, { on: '2022-10-01' }, newKey()))
			expect(await itemOf(bank, 'interest')).toMatchObject({ state: 'held', counted: 5 })

			expect(await month.states('own')).toMatchObject({ fees: 'open' })
			const reckoning = { lenderId: month.office.lenderId('NHCSXH'), month: '2022-10', on: '2022-11-03' }
			made(await admin('POST', '/fee-reckonings', reckoning, newKey()))
			expect(await itemOf('own', 'fees')).toMatchObject({ state: 'held', counted: 1 })
			expect(await itemOf('groups', 'fees')).toMatchObject({ state: 'held', counted: 1 })

			expect((await itemOf(bank, 'reconciliation')).openItems).toEqual([
				{ text: expect.stringContaining('31/10/2022'), href: `/lenders/${month.office.lenderId('NHCSXH')}/reconciliations` },
			])
			await month.sign('NHCSXH', '2022-09-30')
			expect(await month.states(bank)).toMatchObject({ reconciliation: 'open' })
			await month.sign('NHCSXH', '2022-10-31')
			expect((await month.checklist(bank)).ready).toBe(true)
			expect(await itemOf('memo-agribank', 'reconciliation')).toMatchObject({ state: 'held', counted: 0 })
		})

		it('of which an item is waived by name and with a reason, where it is open', async () => {
			const { fundGroup } = month
			const [member] = month.fundBorrowers
			made(
				await month.post('/collections', {
					groupId: fundGroup,
					on: '2022-10-20',
					total: '50000',
					lines: [{ memberId: member?.id, savings: [{ accountId: member?.accountId, amount: '50000' }] }],
				}),
			)
			expect(await month.states('own')).toMatchObject({ custody: 'open', interest: 'open' })
			expect(await month.close('2022-10', ['own'])).toMatchObject({
				status: 422,
				body: { code: 'closing.not-held', errors: [{ path: 'books' }, { path: 'books' }] },
			})
			const waived = await month.waive('own', 'custody')
			expect(waivedView.safeParse(waived.body).error).toBeUndefined()
			expect(waived.body.items.find(({ item }: any) => item === 'custody')).toMatchObject({
				state: 'waived',
				open: 1,
				waiver: { reason: 'Làm sau khi khoá sổ', open: 1, name: expect.any(String) },
			})
			expect(await month.waive('own', 'books')).toMatchObject(refused('closing.nothing-to-waive'))
			expect(await month.waive('own', 'reconciliation')).toMatchObject(refused('closing.item-not-of-book'))
			expect(await month.waive('own', 'custody', '2023-06')).toMatchObject(refused('closing.month-not-ended'))
			expect(await month.waive('none', 'custody')).toMatchObject(refused('ledger.book-not-found', 404))
			const short = { month: '2022-10', book: 'own', item: 'interest', reason: 'vì' }
			expect((await admin('POST', '/closings/waivers', short)).status).toBe(400)
			// A waiver speaks of what was open then, and of no more.
			const [, other] = month.fundBorrowers
			const late = {
				groupId: fundGroup,
				on: '2022-10-21',
				total: '50000',
				lines: [{ memberId: other?.id, savings: [{ accountId: other?.accountId, amount: '50000' }] }],
			}
			made(await month.post('/collections', late))
			expect(await month.states('own')).toMatchObject({ custody: 'open' })
			made(await month.waive('own', 'custody'))
			made(await month.waive('own', 'interest'))
			expect((await month.checklist('own')).ready).toBe(true)
		})
	})

	describe('is closed', () => {
		it('by the centre and by nobody else', async () => {
			for (const by of [await month.house.asUser('officer')]) {
				expect(await month.close('2022-10', [bank], by)).toMatchObject(refused('closing.of-the-centre', 403))
				expect(await by('GET', '/closings')).toMatchObject(refused('closing.of-the-centre', 403))
				expect(await by('GET', '/closings/checklist?month=2022-10')).toMatchObject(refused('closing.of-the-centre', 403))
			}
			for (const name of ['auditor', 'leader', 'nhcsxh'])
				expect((await month.close('2022-10', [bank], await month.house.asUser(name))).status).toBe(403)
			expect((await month.officerOfProvince('GET', '/closings/checklist?month=2022-10&book=own')).status).toBe(200)
		})

		it('when it is over, and all or nothing', async () => {
			expect(await month.close('2023-06')).toMatchObject(refused('closing.month-not-ended'))
			expect(await month.close('2022-10', ['own', 'none'])).toMatchObject(refused('ledger.book-not-found', 404))
			expect(await month.close('2022-10', [bank, 'groups'])).toMatchObject(refused('closing.not-held'))
			expect(await closingsOf()).toEqual([])
		})

		it('several books together: with their checklists, their balances and a digest', async () => {
			const tried = await month.officerOfProvince('POST', '/closings?dryRun=true', { month: '2022-10', books: ['own', bank] })
			expect([tried.status, await closingsOf()]).toEqual([201, []])
			const { body } = await month.close('2022-10', ['own', bank], month.officerOfProvince)
			expect(closedView.safeParse(body).error).toBeUndefined()
			expect(body.closings.map(({ book, month: of, kind, closedThrough }: any) => [book, of, kind, closedThrough])).toEqual([
				['own', '2022-10', 'closed', '2022-10-31'],
				[bank, '2022-10', 'closed', '2022-10-31'],
			])
			expect(
				body.closings[0].items
					.filter(({ state }: any) => state === 'waived')
					.map(({ item }: any) => item)
					.sort(),
			).toEqual(['custody', 'interest'])
			const closing = (await admin('GET', `/closings/${body.closings[1].id}`)).body
			expect(closingView.safeParse(closing).error).toBeUndefined()
			expect(closing.sha256).toMatch(/^[0-9a-f]{64}$/)
			const balances = await trial(`book=${bank}&asOf=2022-10-31`)
			expect(closing.checkpoint.map(({ account, debit, credit }: any) => [account, debit, credit])).toEqual(
				balances.map(({ account, debit, credit }: any) => [account, debit, credit]).sort(),
			)
			expect(await admin('GET', '/closings/987654')).toMatchObject(refused('closing.not-found', 404))
		})

		it('once, and in order', async () => {
			expect(await month.close('2022-10', [bank])).toMatchObject(refused('closing.closed-already'))
			expect(await month.close('2022-09', [bank])).toMatchObject(refused('closing.closed-already'))
			expect(await month.close('2022-12', [bank])).toMatchObject(refused('closing.earlier-month-open'))
			expect(await month.waive(bank, 'sheets')).toMatchObject(refused('closing.closed-already'))
			expect((await month.checklist(bank)).closedThrough).toBe('2022-10-31')
		})

		it('and a bank sees how its own book was closed, and no other', async () => {
			const clerk = await month.house.asUser('nhcsxh')
			const { body } = await clerk('GET', '/closings')
			expect(closingsView.safeParse(body).error).toBeUndefined()
			expect(body.items.map(({ book }: any) => book)).toEqual([bank])
			expect(await clerk('GET', '/closings?book=own')).toMatchObject(refused('ledger.book-not-found', 404))
			expect(await month.house.asUser('agribank').then((other) => other('GET', `/closings/${body.items[0].id}`))).toMatchObject(
				refused('closing.not-found', 404),
			)
		})
	})

	describe('keeps what it was closed with', () => {
		it('while a repayment that is found late is booked on the first open day, on its own day', async () => {
			const closed = `book=${bank}&dates=booked&asOf=2022-10-31`
			const [before, happened] = [await trial(closed), await trial(`book=${bank}&asOf=2022-10-31`)]
			const { entryId } = await repay('2022-10-25')
			expect((await admin('GET', `/ledger/entries/${entryId}`)).body).toMatchObject({ on: '2022-10-25', bookedOn: '2022-11-01' })
			expect(await trial(closed)).toEqual(before)
			expect(await trial(`book=${bank}&asOf=2022-10-31`)).not.toEqual(happened)
			expect((await trial(`book=${bank}&dates=booked&asOf=2022-11-30`)).map(({ account, balance }: any) => [account, balance])).toEqual(
				(await trial(`book=${bank}&asOf=2022-11-30`)).map(({ account, balance }: any) => [account, balance]),
			)
		})

		it('and tells what changed since, by contract with its causes: the totals are the difference of the two knowledges', async () => {
			const undone = await repay('2022-10-26', '300000', month.borrowers[1]?.loanId)
			made(
				await admin(
					'POST',
					`/loans/${month.borrowers[1]?.loanId}/events/${undone.eventId}/reversal`,
					{ reason: 'Ghi nhầm người' },
					newKey(),
				),
			)
			await repay('2022-11-02', '100000', month.borrowers[2]?.loanId)
			const { body } = await admin('GET', '/reports/closed-changes?month=2022-10')
			expect(changesView.safeParse(body).error).toBeUndefined()
			const [{ recordedAt }] = await closingsOf(`?book=${bank}&month=2022-10`)
			const [then, now] = [await trial(`book=${bank}&asOf=2022-10-31&knownAt=${recordedAt}`), await trial(`book=${bank}&asOf=2022-10-31`)]
			const signed = ({ balance, side, account }: any, of: string) => [account, side === of ? balance : String(-BigInt(balance))]
			const told = body.totals.filter(({ book }: any) => book === bank)
			expect(told.length).toBeGreaterThan(1)
			for (const { account, side, before, change, after } of told) {
				const known = [then, now].map(
					(rows) =>
						signed(
							rows.find((row: any) => row.account === account),
							side,
						)[1],
				)
				expect([before, after]).toEqual(known)
				const rows = body.rows.filter((row: any) => row.book === bank && row.account === account)
				expect(String(rows.reduce((all: bigint, row: any) => all + BigInt(row.change), 0n))).toBe(change)
				expect(String(rows.flatMap(({ causes }: any) => causes).reduce((all: bigint, cause: any) => all + BigInt(cause.amount), 0n))).toBe(
					change,
				)
			}
			const moved = then.filter((row: any) => now.find(({ account }: any) => account === row.account).balance !== row.balance)
			expect(moved.every(({ account }: any) => told.some((row: any) => row.account === account && row.change !== '0'))).toBe(true)
			const first = body.rows.find(({ contract }: any) => contract?.id === month.borrowers[0]?.loanId)
			expect(first).toMatchObject({ contract: { kind: 'loan' }, causes: [{ on: '2022-10-25', bookedOn: '2022-11-01', text: 'Trả nợ' }] })
			const second = body.rows.find(({ contract }: any) => contract?.id === month.borrowers[1]?.loanId)
			expect([second.change, second.causes.map(({ text }: any) => text)]).toEqual(['0', ['Trả nợ', 'Bỏ ghi trả nợ']])
			const clerk = await month.house.asUser('nhcsxh')
			expect((await clerk('GET', '/reports/closed-changes?month=2022-10')).body.rows.every(({ book }: any) => book === bank)).toBe(true)
			expect(await admin('GET', '/reports/closed-changes?month=2022-09')).toMatchObject(refused('closing.not-closed'))
		})

		it('as a file too, which adds up', async () => {
			const { body } = await admin('GET', '/reports/closed-changes?month=2022-10&format=csv')
			const lines = String(body)
				.trim()
				.split('\n')
				.map((line) => line.trim().split(','))
			const head = lines[0]?.map((cell) => cell.replace(/^\uFEFF/, '')) ?? []
			const sum = (column: string, isTotal: boolean) =>
				lines
					.slice(1)
					.filter((line) => (line[head.indexOf('Số hiệu')] === 'Cả sổ') === isTotal)
					.reduce((all, line) => all + BigInt(line[head.indexOf(column)] || '0'), 0n)
			expect(sum('Chênh lệch', false)).toBe(sum('Chênh lệch', true))
			expect(sum('Làm đổi', false)).toBe(sum('Làm đổi', true))
			const xlsx = await admin('GET', '/reports/closed-changes?month=2022-10&format=xlsx')
			expect([xlsx.status, String(xlsx.headers['content-disposition'])]).toEqual([
				200,
				expect.stringContaining('thay-doi-sau-khoa-so-2022-10.xlsx'),
			])
		})
	})

	describe('is opened again', () => {
		let closingId: string
		let reopeningId: string

		it('by two people, with a reason', async () => {
			;[{ id: closingId }] = await closingsOf(`?book=${bank}&month=2022-10`)
			const ask = (by: Call, id = closingId, reason = 'Ngân hàng gửi lại danh sách') => by('POST', `/closings/${id}/reopenings`, { reason })
			expect((await ask(admin, closingId, 'vì')).status).toBe(400)
			expect(await ask(admin, '987654')).toMatchObject(refused('closing.not-found', 404))
			const { body } = await ask(admin)
			expect(closingLineView.safeParse(body).error).toBeUndefined()
			reopeningId = body.reopening.id
			expect(body.reopening).toMatchObject({ reason: 'Ngân hàng gửi lại danh sách', approval: null })
			expect(await ask(month.second)).toMatchObject(refused('closing.asked-already'))
			// Until somebody else agrees, nothing is open.
			expect((await admin('GET', `/ledger/entries/${(await repay('2022-10-27', '10000')).entryId}`)).body.bookedOn).toBe('2022-11-01')
			expect(await admin('POST', `/reopenings/${reopeningId}/approvals`, {})).toMatchObject(refused('reopening.by-the-same-person'))
			expect(await month.second('POST', '/reopenings/987654/approvals', {})).toMatchObject(refused('reopening.not-found', 404))
			const approved = await month.second('POST', `/reopenings/${reopeningId}/approvals`, {})
			expect([approved.status, closingLineView.safeParse(approved.body).error]).toEqual([201, undefined])
			expect(approved.body.reopening.approval).toMatchObject({ approvedByName: 'Lý Thị Hai' })
			expect(await month.second('POST', `/reopenings/${reopeningId}/approvals`, {})).toMatchObject(refused('closing.open-again'))
			expect(await ask(admin)).toMatchObject(refused('closing.open-again'))
			expect((await closingsOf(`?book=${bank}`)).map(({ kind, closedThrough }: any) => [kind, closedThrough])).toEqual([
				['reopened', null],
				['closed', '2022-10-31'],
			])
		})

		it('so that late news is booked in that month again, until it is closed anew', async () => {
			expect((await admin('GET', `/ledger/entries/${(await repay('2022-10-28', '20000')).entryId}`)).body.bookedOn).toBe('2022-10-28')
			expect((await month.checklist(bank)).closedThrough).toBeNull()
			const again = await month.closeAnyway('2022-10', bank)
			expect((await admin('GET', `/ledger/entries/${(await repay('2022-10-29', '30000')).entryId}`)).body.bookedOn).toBe('2022-11-01')
			const balances = await trial(`book=${bank}&dates=booked&asOf=2022-10-31`)
			const { checkpoint } = (await admin('GET', `/closings/${again}`)).body
			expect(balances.map(({ account, debit, credit }: any) => [account, debit, credit]).sort()).toEqual(
				checkpoint.map(({ account, bookedDebit, bookedCredit }: any) => [account, bookedDebit, bookedCredit]),
			)
			const { rows } = (await admin('GET', `/reports/closed-changes?month=2022-10&book=${bank}`)).body
			expect([...new Set(rows.flatMap(({ causes }: any) => causes.map(({ on }: any) => on)))]).toEqual(['2022-10-29'])
		})

		it('the last month first', async () => {
			const [{ id }] = await closingsOf(`?book=${bank}&month=2022-10`)
			const asked = await admin('POST', `/closings/${id}/reopenings`, { reason: 'Quên một phiếu thu' })
			expect(asked.status).toBe(201)
			await month.closeAnyway('2022-11', bank)
			expect(await month.second('POST', `/reopenings/${asked.body.reopening.id}/approvals`, {})).toMatchObject(
				refused('closing.later-month-closed'),
			)
			const own = (await closingsOf('?book=own&month=2022-10'))[0].id
			await month.closeAnyway('2022-11', 'own')
			expect(await admin('POST', `/closings/${own}/reopenings`, { reason: 'Quên một phiếu thu' })).toMatchObject(
				refused('closing.later-month-closed'),
			)
		})

		it('and the books are as they should be', async () => {
			const { database } = month.house
			expect(await database.reading((tx) => checkBooks(tx))).toEqual([])
			expect(await database.reading((tx) => checkCheckpoints(tx))).toEqual([])
		})
	})

	it('is found out where a cache is not what was posted', async () => {
		const loanId = month.borrowers[3]?.loanId
		await repay('2022-12-05', '100000', loanId)
		expect(await month.states(bank, '2022-12')).toMatchObject({ books: 'held' })
		await asOwner(month.house.url, `update contracts set state = jsonb_set(state, '{inTerm}', '"1"') where id = $1`, [loanId])
		expect((await month.checklist(bank, '2022-12')).items.find(({ item }: any) => item === 'books')).toMatchObject({
			state: 'open',
			open: 1,
			openItems: [{ text: `loan ${loanId}` }],
		})
	})
})
