import { describe, expect, it } from 'vitest'
import { type Receipt, receiptPaper, receiptTotal, savedPart } from '../../src/forms/receipt.js'
import type { CalendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong, zero } from '../../src/kernel/money.js'
import { pagesOf } from '../documents/papers.js'

const loan = {
	kind: 'loan',
	contractId: '1',
	code: 'KV1',
	amount: dong(165_000n),
	principal: dong(150_000n),
	interest: dong(15_000n),
	lateInterest: zero,
	credit: zero,
	savings: zero,
	outstandingAfter: dong(850_000n),
} as const
const receipt: Receipt = {
	receiptNo: 'BL-7',
	on: '2022-09-10' as CalendarDate,
	payer: 'Nông Thị Ái',
	groupName: null,
	place: null,
	lender: null,
	parts: [loan, savedPart('2', 'TG2', dong(50_000n))],
}
const letter = {
	language: 'vi',
	province: 'tỉnh Cao Bằng',
	asOf: '2022-09-10' as CalendarDate,
	knownAt: '2022-09-10T03:00:00.000000Z' as Instant,
} as const

describe('a receipt', () => {
	it('comes to what its parts come to', () => {
		expect(receiptTotal(receipt)).toBe(215_000n)
		expect(receiptTotal({ ...receipt, parts: [] })).toBe(0n)
	})

	it('shows only the columns in which something stands', async () => {
		const [page = ''] = await pagesOf(receiptPaper(receipt, null, letter))
		for (const shown of ['Gốc', 'Lãi', 'Tiết kiệm', '215.000', '850.000']) expect(page).toContain(shown)
		for (const hidden of ['Lãi chậm trả', 'Trả dư giữ hộ', 'VietQR']) expect(page).not.toContain(hidden)
	})

	it('stays on one page with two parts and a long name; with many, each copy has a page', async () => {
		const payer = 'Nguyễn Hoàng Thị Phương Thảo Quỳnh Như Bế Nông Lục Vi Dương Đàm Ngưỡng'
		const qr = { text: 'x'.repeat(120), caption: ['VietQR', 'HOI LIEN HIEP PHU NU', '8300201000123 · Agribank'] }
		const long = { ...receipt, payer, groupName: payer, place: 'Xã', lender: { vi: 'Quỹ', en: 'Fund' } }
		expect(await pagesOf(receiptPaper(long, qr, letter))).toHaveLength(1)
		const many = await pagesOf(receiptPaper({ ...long, parts: Array.from({ length: 15 }, () => loan) }, qr, letter))
		expect(many).toHaveLength(2)
		expect(many[0]).toContain('Liên 1')
		expect(many[1]).toContain('Liên 2')
	})
})
