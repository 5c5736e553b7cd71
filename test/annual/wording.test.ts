import { describe, expect, it } from 'vitest'
import { amountWords, countWords, dayWords, joined, periodWords, quantityWords, termWords, untilWords } from '../../src/annual/wording.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'

const members = { vi: 'thành viên', en: ['member', 'members'] } as const

describe('the wording of the report', () => {
	it('writes the amounts of 2022 as the Union did, each in its unit', () => {
		expect(amountWords(dong(1_038_873_000_000n), 'triệu').vi).toBe('1.038.873 triệu đồng')
		expect(amountWords(dong(26_711_000_000n), 'triệu').vi).toBe('26.711 triệu đồng')
		expect(amountWords(dong(43_000_000_000n), 'tỷ').vi).toBe('43 tỷ đồng')
		expect(amountWords(dong(1_149_600_000n), 'triệu').vi).toBe('1.149,6 triệu đồng')
		expect(amountWords(dong(1_400_000_000n), 'tỷ').vi).toBe('1,4 tỷ đồng')
		expect(amountWords(dong(300_000_000n), 'đồng').vi).toBe('300.000.000đ')
		expect(amountWords(dong(750_000n), 'đồng').vi).toBe('750.000đ')
	})

	it('writes them in English with its own marks', () => {
		expect(amountWords(dong(1_038_873_000_000n), 'triệu').en).toBe('1,038,873 million đồng')
		expect(amountWords(dong(1_400_000_000n), 'tỷ').en).toBe('1.4 billion đồng')
		expect(amountWords(dong(300_000_000n), 'đồng').en).toBe('300,000,000 đồng')
	})

	it('hides no đồng: what three decimals cannot hold, and what is less than the unit, goes to the next smaller unit', () => {
		expect(amountWords(dong(43_001_000_000n), 'tỷ').vi).toBe('43,001 tỷ đồng')
		expect(amountWords(dong(43_000_100_000n), 'tỷ').vi).toBe('43.000,1 triệu đồng')
		expect(amountWords(dong(43_000_000_001n), 'tỷ').vi).toBe('43.000.000.001đ')
		expect(amountWords(dong(8_393_600_500n), 'triệu').vi).toBe('8.393.600.500đ')
		expect(amountWords(dong(160_000_000n), 'tỷ').vi).toBe('160 triệu đồng')
		expect(amountWords(dong(999_999n), 'tỷ').vi).toBe('999.999đ')
		expect(amountWords(dong(0n), 'tỷ').vi).toBe('0đ')
	})

	it('counts in two digits at least, and in English one and many', () => {
		expect(countWords(17_348, members)).toEqual({ vi: '17.348 thành viên', en: '17,348 members' })
		expect(countWords(5, members).vi).toBe('05 thành viên')
		expect(countWords(1, members)).toEqual({ vi: '01 thành viên', en: '1 member' })
		expect(countWords(10, members).vi).toBe('10 thành viên')
	})

	it('writes quantities with their part', () => {
		const days = { vi: 'công lao động', en: ['labour day', 'labour days'] } as const
		expect(quantityWords('25653', days)).toEqual({ vi: '25.653 công lao động', en: '25,653 labour days' })
		expect(quantityWords('2517.5', days)).toEqual({ vi: '2.517,5 công lao động', en: '2,517.5 labour days' })
		expect(quantityWords('1', days).en).toBe('1 labour day')
	})

	it('writes terms in years where they are whole', () => {
		expect([12, 36, 18, 1].map((months) => termWords(months))).toEqual([
			{ vi: '1 năm', en: '1 year' },
			{ vi: '3 năm', en: '3 years' },
			{ vi: '18 tháng', en: '18 months' },
			{ vi: '1 tháng', en: '1 month' },
		])
	})

	it('writes days as an office does (NĐ 30/2020/NĐ-CP): a nought before small days, and before months 1 and 2', () => {
		const days = ['2022-09-30', '2022-10-31', '2022-02-05', '2022-03-01'].map((day) => dayWords(calendarDate(day)).vi)
		expect(days).toEqual(['30/9/2022', '31/10/2022', '05/02/2022', '01/3/2022'])
		expect(dayWords(calendarDate('2022-12-01')).en).toBe('1 December 2022')
		expect(untilWords(calendarDate('2022-10-31'))).toEqual({ vi: '(đến ngày 31/10/2022)', en: '(as of 31 October 2022)' })
	})

	it('calls a whole year by its number, and any other period by its days', () => {
		const period = (from: string | null, asOf: string) =>
			periodWords({ from: from === null ? null : calendarDate(from), asOf: calendarDate(asOf) })
		expect(period('2022-01-01', '2022-12-31')).toEqual({ vi: 'năm 2022', en: 'in 2022' })
		expect(period('2022-01-01', '2022-06-30')).toEqual({
			vi: 'từ ngày 01/01/2022 đến ngày 30/6/2022',
			en: '1 January 2022 to 30 June 2022',
		})
		expect(period('2022-02-01', '2022-12-31').en).toBe('1 February 2022 to 31 December 2022')
		expect(period(null, '2022-12-31')).toEqual({ vi: 'đến ngày 31/12/2022', en: 'as of 31 December 2022' })
	})

	it('joins both languages alike', () => {
		expect(
			joined(
				[
					{ vi: 'a', en: 'b' },
					{ vi: 'c', en: 'd' },
				],
				' ',
			),
		).toEqual({ vi: 'a c', en: 'b d' })
	})
})
