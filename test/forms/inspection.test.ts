import { describe, expect, it } from 'vitest'
import { checklist, type Inspected, inspectionAnswers, inspectionFigures } from '../../src/forms/inspection.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'

const group: Inspected = {
	asOf: calendarDate('2026-11-20'),
	since: calendarDate('2026-08-20'),
	members: 42,
	loans: 40,
	borrowers: 38,
	outstanding: dong(1_200_000_000n),
	overdue: dong(18_000_000n),
	frozen: dong(0n),
	overdueLoans: 2,
	interestDue: dong(7_200_000n),
	interestCarried: dong(640_000n),
	carriers: 3,
	savers: 40,
	savings: dong(63_500_000n),
	score: { month: '10/2026', total: '92', band: 'Tốt' },
	warnings: [],
	meetings: { held: 3, lastOn: calendarDate('2026-11-11'), rate: '0.9524' },
	sheets: { count: 3, total: dong(24_150_000n) },
	held: dong(0n),
	heldLate: dong(0n),
}

describe('the minutes of an inspection', () => {
	it('say the figures of the group, and the share that is overdue', () => {
		const figures = new Map(inspectionFigures(group, 'vi'))
		expect(figures.get('Tổng dư nợ')).toBe('1.200.000.000 đồng')
		expect(figures.get('Trong đó nợ quá hạn')).toBe('18.000.000 đồng (1,5 %); 2 khoản vay')
		expect(figures.get('Lãi tồn')).toBe('640.000 đồng; 3 người vay')
		expect(figures.get('Ngân hàng xếp loại')).toBe('tháng 10/2026: 92 điểm, loại Tốt')
	})

	it('answer of the checklist what the books know, and leave the rest to the inspectors', () => {
		const answers = inspectionAnswers(group, 'vi')
		expect(answers.map(({ found }) => found)).toEqual([
			'Theo sổ: không có gì khác quy định',
			'Từ 20/08/2026: 3 buổi họp, gần nhất 11/11/2026; dự họp 95,24 %',
			'Từ 20/08/2026: 3 bảng kê, cộng 24.150.000 đồng',
			'Tổ trưởng đang giữ 0 đồng, không quá ngày',
			'3 người vay còn lãi tồn 640.000 đồng',
			'40 trên 42 tổ viên có số dư tiền gửi',
			'2 khoản vay quá hạn 18.000.000 đồng',
			null,
			null,
			null,
			null,
		])
		expect(answers.map(({ asks }) => asks)).toEqual(checklist.map(({ asks }) => asks.vi))
	})

	it('name what is odd: a committee, no meeting, cash that is late', () => {
		const odd: Inspected = {
			...group,
			score: null,
			outstanding: dong(0n),
			overdue: dong(0n),
			warnings: ['Tổ có 3 tổ viên, quy định từ 5 đến 60', 'Tổ chưa có tổ trưởng'],
			meetings: { held: 0, lastOn: null, rate: null },
			held: dong(500_000n),
			heldLate: dong(200_000n),
		}
		const [committee, meetings, , cash] = inspectionAnswers(odd, 'vi').map(({ found }) => found)
		expect(committee).toBe('Tổ có 3 tổ viên, quy định từ 5 đến 60; Tổ chưa có tổ trưởng')
		expect(meetings).toBe('Từ 20/08/2026: chưa ghi buổi họp nào')
		expect(cash).toBe('Tổ trưởng đang giữ 500.000 đồng, trong đó quá ngày nộp 200.000 đồng')
		const figures = new Map(inspectionFigures(odd, 'vi'))
		expect(figures.get('Trong đó nợ quá hạn')).toBe('0 đồng (0 %); 2 khoản vay')
		expect(figures.get('Ngân hàng xếp loại')).toBe('chưa có')
	})

	it('every line of the checklist names where it is from', () => {
		for (const { source, asks } of checklist) expect([source, asks.vi, asks.en].every((text) => text.length > 5)).toBe(true)
	})
})
