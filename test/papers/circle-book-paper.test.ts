import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong, zero } from '../../src/kernel/money.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { type CircleAgreement, circleBookPaper } from '../../src/papers/circle-book-paper.js'

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
const agreement: CircleAgreement = {
	days: [on, calendarDate('2022-02-10')],
	order: 'lot',
	reward: { kind: 'commission', amount: dong(50_000n) },
	lateYearly: rateFromText('0.1'),
	members: [{ name: 'Nông Thị Ái', amount: dong(2_000_000n), drew: [1] }],
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
			agreement,
			letter,
		)
		expect(paper).toMatchObject({ title: 'SỔ HỌ', signers: [{ office: 'Chủ họ', name: 'Nông Thị Ái' }] })
		const table = paper.parts[2]
		if (table?.is !== 'table') throw new Error('a table')
		expect(table.rows.map(({ cells }) => cells)).toEqual([
			['10/01/2022', '1', 'Nông Thị Ái', 2_000_000n, null, null, ''],
			['10/01/2022', '1', 'Nông Thị Ái (ứng thay)', 2_000_000n, null, null, ''],
			['10/01/2022', '', 'Nông Thị Ái', null, 4_000_000n, null, ''],
			['Cộng', '', '', 4_000_000n, 4_000_000n, 0n, ''],
		])
		expect(paper.parts[1]).toMatchObject({ rows: [{ cells: ['1', 'Nông Thị Ái', 2_000_000n, '1', ''] }] })
		expect(paper.parts[0]).toMatchObject({
			facts: expect.arrayContaining([
				['Số kỳ mở họ', '2; 10/01/2022 – 10/02/2022'],
				['Thể thức lĩnh họ', 'bốc thăm'],
				['Chủ họ được hưởng', 'hoa hồng mỗi kỳ 50.000 đồng'],
				['Lãi chậm góp một năm', '10 %'],
			]),
		})
		expect(paper.parts[0]).toMatchObject({ facts: expect.arrayContaining([['Phần họ một kỳ', '2.000.000 đồng × 12']]) })
	})
})
