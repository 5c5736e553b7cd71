import { describe, expect, it } from 'vitest'
import { disbursementList } from '../../src/forms/catalogue-forms.js'
import { disbursementRows, listOf, requestRows } from '../../src/forms/list-rows.js'
import type { CalendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'

const paid = {
	loanCode: 'KV1',
	memberName: 'Nông Thị Ái',
	product: { vi: 'Hộ nghèo', en: 'Poor' },
	purpose: null,
	principal: dong(5_000_000n),
}
const group = { code: 'T1', name: 'Tổ 1', communeName: 'Xã', leader: null, lender: null }

describe('lists of a group', () => {
	it('of disbursements leave room for who is waiting, and name the group where it borrows itself', () => {
		const rows = disbursementRows(
			[
				{ ...paid, paidOut: dong(5_000_000n), method: 'cash' },
				{ ...paid, memberName: null, paidOut: null, method: null },
			],
			'Tổ 1',
			'vi',
		)
		expect(rows.map(({ no, memberName, paidOut, method }) => [no, memberName, paidOut, method])).toEqual([
			[1, 'Nông Thị Ái', 5_000_000n, 'tiền mặt'],
			[2, 'Tổ 1', null, null],
		])
		const { below } = listOf(disbursementList, group, '2022-06-10' as CalendarDate, rows, 'paidOut', 'vi')
		expect(below.map((part) => ('text' in part ? part.text : ''))).toEqual([
			'Tổng cộng (giải ngân): 5.000.000 đồng',
			'(bằng chữ: Năm triệu đồng chẵn)',
		])
	})

	it('of requests call a borrower as every list does', () => {
		expect(requestRows([{ name: 'Nông Thị Ái', amount: dong(1n) }])).toEqual([{ memberName: 'Nông Thị Ái', amount: 1n }])
	})
})
