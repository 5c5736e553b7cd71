import { describe, expect, it } from 'vitest'
import { refuseOutOfOrder, refuseUnendedMonth, vietnameseMonth } from '../../src/closing/sequence.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'

const day = calendarDate
const codeOf = (run: () => void): string | null => {
	try {
		run()
		return null
	} catch (error) {
		return (error as { code: string }).code
	}
}

describe('the months of a book', () => {
	it('are closed when they are over', () => {
		expect(codeOf(() => refuseUnendedMonth(day('2022-10-31'), day('2022-10-31')))).toBe('closing.month-not-ended')
		expect(codeOf(() => refuseUnendedMonth(day('2022-10-31'), day('2022-11-01')))).toBeNull()
	})

	it('are closed one after the other, each once; the first may be any', () => {
		const close = (closed: string | null, last: string) =>
			codeOf(() => refuseOutOfOrder('Sổ', closed === null ? null : day(closed), day(last)))
		expect(close(null, '2022-10-31')).toBeNull()
		expect(close('2022-09-30', '2022-10-31')).toBeNull()
		expect(close('2022-12-31', '2023-01-31')).toBeNull()
		expect(close('2022-10-31', '2022-10-31')).toBe('closing.closed-already')
		expect(close('2022-10-31', '2022-09-30')).toBe('closing.closed-already')
		expect(close('2022-09-30', '2022-11-30')).toBe('closing.earlier-month-open')
	})

	it('are written as people write them', () => {
		expect(vietnameseMonth(day('2022-09-30'))).toBe('09/2022')
	})
})
