import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong, zero } from '../../src/kernel/money.js'
import { circleBookPaper } from '../../src/papers/circle-book-paper.js'

const on = calendarDate('2022-01-10')
const letter = { language: 'vi', province: 'Tỉnh Cao Bằng', asOf: on, knownAt: '2022-01-10T09:00:00.000000Z' as Instant } as const
const line = {
	eventId: '2',
	on,
	turn: 1,
	memberId: '1',
	member: 'Nông Thị Ái',
	paid: zero,
	drawn: zero,
	interest: zero,
	receiptNo: null,
	signature: '',
}
const circle = {
	id: '1',
	code: 'HO000001',
	name: 'Góp vốn xoay vòng',
	groupId: null,
	communeId: '1',
	organiser: { memberId: '1', name: 'Nông Thị Ái' },
	openedOn: on,
	agreementNo: null,
	shareAmount: dong(2_000_000n),
	shares: 12,
}

describe('the record book of a rotating fund on paper', () => {
	it('has a line for each payment and draw, names what is out of the ordinary, sums, and leaves room to sign', () => {
		const paper = circleBookPaper(
			{
				circle,
				lines: [
					{ ...line, what: 'contributed', paid: dong(2_000_000n) },
					{ ...line, what: 'advanced', paid: dong(2_000_000n) },
					{ ...line, what: 'drawn', drawn: dong(4_000_000n), turn: null },
				],
				totals: { paid: dong(4_000_000n), drawn: dong(4_000_000n), interest: zero },
			},
			letter,
		)
		expect(paper).toMatchObject({ title: 'SỔ HỌ', signers: [{ office: 'Chủ họ', name: 'Nông Thị Ái' }] })
		const table = paper.parts[1]
		if (table?.is !== 'table') throw new Error('a table')
		expect(table.rows.map(({ cells }) => cells)).toEqual([
			['10/01/2022', '1', 'Nông Thị Ái', 2_000_000n, null, null, ''],
			['10/01/2022', '1', 'Nông Thị Ái (ứng thay)', 2_000_000n, null, null, ''],
			['10/01/2022', '', 'Nông Thị Ái', null, 4_000_000n, null, ''],
			['Cộng', '', '', 4_000_000n, 4_000_000n, 0n, ''],
		])
		expect(paper.parts[0]).toMatchObject({ facts: expect.arrayContaining([['Phần họ một kỳ', '2.000.000 đồng × 12']]) })
	})
})
