import { describe, expect, it } from 'vitest'
import { circleChapter, everyMonth, piggyBankChapter, savingsWeekChapter } from '../../src/annual/saving-chapters.js'
import { addMonths, calendarDate } from '../../src/kernel/calendar-date.js'
import { answered, said, saidInEnglish, valuesOf } from './asked.js'

const week = (rows: readonly Record<string, unknown>[], counted = 6_395_000_000n) =>
	answered(
		{ id: '9', name: 'Tuần lễ gửi tiền tiết kiệm năm 2022', from: '2022-10-17', to: '2022-10-23', rows, totals: { counted } },
		'2022-12-31',
		'2022-01-01',
	)
const lines = [
	{ id: '5', counted: 40_000_000n },
	{ id: '1', counted: 152_000_000n },
]

describe('savings in the report of 2022', () => {
	it('P4: says what the week gathered and what of it the provincial Union itself', () => {
		const chapter = savingsWeekChapter(week(lines), { unitId: null, officeId: '1' })
		expect(said(chapter)).toBe(
			'Tuần lễ gửi tiền tiết kiệm năm 2022 (từ ngày 17/10/2022 đến ngày 23/10/2022) huy động được 6.395 triệu đồng; riêng Hội LHPN tỉnh 152 triệu đồng.',
		)
		expect(valuesOf(chapter)).toEqual([
			['savings-week-9.counted', '6395000000'],
			['savings-week-9.office', '152000000'],
		])
		expect(said(savingsWeekChapter(week(lines), { unitId: null, officeId: null }))).not.toContain('riêng')
		expect(said(savingsWeekChapter(week([]), { unitId: null, officeId: '1' }))).not.toContain('riêng')
	})

	it('says of a unit its own line, and nothing where it has none', () => {
		const chapter = savingsWeekChapter(week(lines), { unitId: '5', officeId: '1' })
		expect(valuesOf(chapter)).toEqual([['savings-week-9.counted', '40000000']])
		expect(said(savingsWeekChapter(week(lines), { unitId: '6', officeId: '1' }))).toMatch(/^\[.*sổ chưa có số tiền huy động\]$/)
		expect(said(savingsWeekChapter(week([], 0n), { unitId: null, officeId: null }))).toMatch(/^\[/)
	})

	it('P9: says what each puts into the rotating fund a month, and that the turn goes by need', () => {
		const days = Array.from({ length: 12 }, (_, index) => addMonths(calendarDate('2022-01-25'), index))
		const circle = (more: Record<string, unknown> = {}) =>
			answered({
				id: '7',
				name: 'Góp vốn xoay vòng Hội Phụ nữ Biên phòng',
				shareAmount: '2000000',
				members: days.map(() => ({})),
				terms: { order: 'need', days, ...more },
			})
		expect(said(circleChapter(circle()))).toBe(
			'Góp vốn xoay vòng Hội Phụ nữ Biên phòng: mỗi hội viên đóng góp 2 triệu đồng/tháng, 12 hội viên tham gia, lượt nhận theo nhu cầu, hỗ trợ vốn cho hội viên có hoàn cảnh khó khăn.',
		)
		expect(valuesOf(circleChapter(circle()))).toEqual([
			['circle-7.share', '2000000'],
			['circle-7.members', '12'],
			['circle-7.order', 'need'],
		])
		const weekly = circle({ order: 'lot', days: [calendarDate('2022-01-25'), calendarDate('2022-02-01')] })
		expect(said(circleChapter(weekly))).toMatch(/2 triệu đồng\/kỳ, 12 hội viên tham gia, lượt nhận theo bốc thăm\.$/)
	})

	it('knows a month by its turns, at the ends of months too', () => {
		const days = (...texts: string[]) => texts.map((text) => calendarDate(text))
		expect(everyMonth(days('2022-01-31', '2022-02-28', '2022-03-31'))).toBe(true)
		expect(everyMonth(days('2022-01-05', '2022-02-06'))).toBe(false)
		expect(everyMonth(days('2022-01-05'))).toBe(false)
		expect(everyMonth([])).toBe(false)
	})

	it('P10: says what a piggy bank held in a year, for how many women, and all of it', () => {
		const piggy = (countedLeast: bigint | null, countedMost: bigint | null) =>
			answered({ totals: { countedLeast, countedMost, members: 28, counted: 21_000_000n } }, '2022-12-31', '2022-01-01')
		const chapter = piggyBankChapter(piggy(750_000n, 750_000n))
		expect(said(chapter)).toBe('Tiết kiệm lợn nhựa được 750.000đ/năm mỗi lợn, 28 hội viên tham gia, tổng số 21.000.000đ.')
		expect(saidInEnglish(chapter)).toBe('Piggy banks held 750,000 đồng a year each; 28 members, 21,000,000 đồng in all.')
		expect(valuesOf(chapter).map(([key]) => key)).toEqual(['piggy-banks.least', 'piggy-banks.members', 'piggy-banks.total'])
		expect(said(piggyBankChapter(piggy(500_000n, 750_000n)))).toContain('từ 500.000đ đến 750.000đ/năm')
		expect(said(piggyBankChapter(piggy(null, null)))).toMatch(/^\[/)
	})
})
