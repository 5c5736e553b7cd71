import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Meeting, openMeeting } from '../collection/meeting.js'
import { made } from '../collection/office.js'
import { squeezed } from '../documents/papers.js'
import { dots, fetching } from './files.js'

let meeting: Meeting
let get: Awaited<ReturnType<typeof fetching>>
let late = ''

beforeAll(async () => {
	meeting = await openMeeting()
	get = await fetching(meeting.house, 'admin')
	const [first, second] = meeting.fundBorrowers
	const repay = async (loanId: string, on: string, amount: string, receiptNo: string) =>
		made(await meeting.post(`/loans/${loanId}/repayments`, { on, amount, receiptNo }))
	await repay(first?.loanId ?? '', '2022-07-10', '1900000', 'BL-01')
	await repay(first?.loanId ?? '', '2022-08-10', '1900000', 'BL-02')
	await repay(second?.loanId ?? '', '2022-07-11', '1900000', 'BL-03')
	// A receipt turns up that changes how the two later ones were split; and one was written down that never was.
	late = (await repay(first?.loanId ?? '', '2022-06-25', '500000', 'BL-00')).entryId
	const { items } = (await meeting.admin('GET', `/loans/${second?.loanId}/events`)).body
	const paid = items.find(({ type }: { type: string }) => type === 'repaid')
	made(await meeting.post(`/loans/${second?.loanId}/events/${paid.id}/reversal`, { reason: 'Ghi nhầm người' }))
})
afterAll(() => meeting.house.close())

/** What each account of the book holds by the trial balance; more on the credit side is below zero. */
async function balances(asOf: string): Promise<Record<string, bigint>> {
	const { rows } = (await meeting.admin('GET', `/ledger/trial-balance?book=own&dates=booked&asOf=${asOf}`)).body
	return Object.fromEntries(
		rows.map(({ account, side, balance }: Record<string, string>) => [
			account,
			side === 'debit' ? BigInt(balance ?? 0) : -BigInt(balance ?? 0),
		]),
	)
}

/** The lines of a workbook under its header, by the names of their columns. */
async function linesOf(path: string): Promise<Record<string, unknown>[]> {
	const sheet = await (await get(path)).sheet()
	const rows = sheet.getSheetValues().filter((row) => row !== undefined) as unknown[][]
	const at = rows.findIndex((row) => row.includes('Diễn giải'))
	const header = rows[at] as string[]
	return rows.slice(at + 1).map((row) => Object.fromEntries(Array.from(header, (name, index) => [name ?? '', row[index]])))
}

describe('the journal of a month', () => {
	it('comes to what the trial balance says of the month, account by account', async () => {
		for (const [month, eve, last] of [
			['2022-06', '2022-05-31', '2022-06-30'],
			['2022-07', '2022-06-30', '2022-07-31'],
			['2022-08', '2022-07-31', '2022-08-31'],
		]) {
			const lines = (await linesOf(`/ledger/journal-book?book=own&month=${month}&format=xlsx`)).filter(
				(line) => line['Bút toán'] !== undefined,
			)
			const [before, after] = [await balances(eve ?? ''), await balances(last ?? '')]
			expect(lines.length).toBeGreaterThan(0)
			for (const [account, held] of Object.entries(after)) {
				const turned = lines
					.filter((line) => line['Số hiệu TK'] === account)
					.reduce((sum, line) => sum + BigInt(Number(line['Nợ'] ?? 0)) - BigInt(Number(line['Có'] ?? 0)), 0n)
				expect([account, turned]).toEqual([account, held - (before[account] ?? 0n)])
			}
		}
	})

	it('writes in red what a late receipt made wrong, and then what is right', async () => {
		const { pages } = await get('/ledger/journal-book?book=own&month=2022-07')
		const text = squeezed(pages().join(' '))
		const { lines } = (await meeting.admin('GET', `/ledger/entries/${late}`)).body
		expect(lines[0].amount).toBeDefined()
		expect(text).toContain(squeezed('SỔ NHẬT KÝ CHUNG'))
		expect(text).toContain(squeezed('Tháng 07 năm 2022'))
		expect(text).toContain(squeezed('Điều chỉnh do trả nợ ngày 25/06/2022'))
		expect(text).toContain(squeezed('Bỏ ghi trả nợ'))
		expect(text).toMatch(/\(\d{1,3}(\.\d{3})+\)/)
		expect(text).toContain(squeezed('Điều 27 khoản 1 điểm b'))
	})

	it('turns over no more than was moved: what was reversed is taken off again', async () => {
		const { pages } = await get('/ledger/journal-book?book=own&month=2022-07')
		const lines = await linesOf('/ledger/journal-book?book=own&month=2022-07&format=xlsx')
		const cash = lines.filter((line) => line['Số hiệu TK'] === '1111' && line['Bút toán'] !== undefined)
		expect(cash.map((line) => Number(line['Nợ'] ?? 0)).reduce((sum, amount) => sum + amount, 0)).toBe(1_900_000)
		expect(squeezed(pages().join(' '))).toContain(squeezed(`Cộng phát sinh trong tháng ${dots('1900000')} ${dots('1900000')}`))
	})

	it('is of a book that the asker may see, and counts đồng', async () => {
		const bank = await fetching(meeting.house, 'nhcsxh')
		expect(await bank('/ledger/journal-book?book=own&month=2022-07')).toMatchObject({ status: 404, code: 'ledger.book-not-found' })
		expect(await bank('/ledger/journal-book?book=memo-nhcsxh&month=2022-06')).toMatchObject({ status: 200, type: 'application/pdf' })
		expect(await get('/ledger/journal-book?book=aid-cong&month=2022-07')).toMatchObject({ status: 422, code: 'form.book-without-money' })
		expect((await (await fetching(meeting.house, 'leader'))('/ledger/journal-book?book=own&month=2022-07')).status).toBe(403)
	})

	it('of a month in which nothing happened says so with its balances', async () => {
		const { status, pages } = await get('/ledger/journal-book?book=own&month=2023-05')
		expect(status).toBe(200)
		expect(squeezed(pages().join(' '))).toContain(squeezed('Cộng phát sinh trong tháng 0 0'))
	})

	it('is the same file for the same question', async () => {
		const [first, again] = [
			await get('/ledger/journal-book?book=own&month=2022-07&format=xlsx&knownAt=2099-01-01T00:00:00Z'),
			await get('/ledger/journal-book?book=own&month=2022-07&format=xlsx&knownAt=2020-01-01T00:00:00Z'),
		]
		expect(first.name).toBe('so-nhat-ky-chung-own-2022-07.xlsx')
		expect(again.status).toBe(200)
	})
})

describe('the cash book of a month', () => {
	it('begins with what was held, ends with what the trial balance says, and runs from line to line', async () => {
		const rows = await linesOf('/ledger/cash-book?book=own&month=2022-07&format=xlsx')
		const [opening, ...rest] = rows
		const lines = rest.filter((line) => line['Bút toán'] !== undefined)
		const [before, after] = [await balances('2022-06-30'), await balances('2022-07-31')]
		expect(BigInt(Number(opening?.['Tồn']))).toBe(before['1111'])
		let held = before['1111'] ?? 0n
		for (const line of lines) {
			held += BigInt(Number(line['Số thu'] ?? 0)) - BigInt(Number(line['Số chi'] ?? 0))
			expect(BigInt(Number(line['Tồn']))).toBe(held)
			expect(line['Ngày ghi sổ']).toBeInstanceOf(Date)
		}
		expect(held).toBe(after['1111'])
		// A receipt that was split otherwise moved no cash; one that never was is taken off in red.
		expect(lines.map((line) => [line['Số chứng từ'], line['Số thu'] ?? null, line['Số chi'] ?? null])).toEqual([
			['BL-01', 1_900_000, null],
			['BL-03', 1_900_000, null],
			['BL-03', -1_900_000, null],
		])
	})

	it('says on paper what was left, in words', async () => {
		const text = squeezed((await get('/ledger/cash-book?book=own&month=2022-06')).pages().join(' '))
		const held = (await balances('2022-06-30'))['1111'] ?? 0n
		expect(text).toContain(squeezed('SỔ QUỸ TIỀN MẶT'))
		expect(text).toContain(squeezed(`Số dư cuối tháng: ${dots(held)} đồng`))
		expect(text).toContain(squeezed('Bằng chữ: Âm'))
		expect(text).toContain(squeezed('Cộng ngày 10/06/2022'))
	})

	it('is kept for deposits and for what leaders hold, and not for what is the bank’s', async () => {
		expect((await get('/ledger/cash-book?book=own&month=2022-06&account=1121')).pages().join(' ')).toContain('SỔ TIỀN GỬI NGÂN HÀNG')
		expect((await get('/ledger/cash-book?book=groups&month=2022-06&account=1381')).pages().join(' ')).toContain(
			'SỔ TIỀN TỔ TRƯỞNG ĐANG GIỮ',
		)
		expect(await get('/ledger/cash-book?book=memo-nhcsxh&month=2022-06')).toMatchObject({ status: 422, code: 'form.no-cash-in-book' })
		expect(await get('/ledger/cash-book?book=own&month=2022-06&account=411')).toMatchObject({
			status: 422,
			code: 'form.not-a-cash-account',
		})
		expect((await get('/ledger/cash-book?book=own&month=2022-13')).status).toBe(400)
	})
})
