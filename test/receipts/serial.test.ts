import { describe, expect, it } from 'vitest'
import { bookOfNumber, printed, readNumber, seriesKey } from '../../src/receipts/serial.js'

describe('the number of a receipt', () => {
	it('is read as a series and a serial, however it is spelt', () => {
		expect(readNumber('BL/22-0001')).toEqual({ seriesKey: 'BL/22', serial: 1 })
		expect(readNumber(' bl/22 – 0001 ')).toEqual({ seriesKey: 'BL/22', serial: 1 })
		expect(readNumber('0123')).toEqual({ seriesKey: '', serial: 123 })
		expect(readNumber('AA Số 7')).toEqual({ seriesKey: 'AASỐ', serial: 7 })
		expect(readNumber('không số')).toBeNull()
		expect(readNumber('12345678901')).toBeNull()
		expect(seriesKey('bl. № 22')).toBe('BL22')
	})

	it('is printed with its leading zeros', () => {
		expect(printed(7, 4)).toBe('0007')
		expect(printed(12345, 4)).toBe('12345')
	})

	it('is of a book of the group’s own first, and of another group’s only by its series', () => {
		const own = { seriesKey: 'BL', first: 1, last: 50, groupId: '1' }
		const second = { seriesKey: 'AB', first: 40, last: 90, groupId: '1' }
		const others = { seriesKey: 'CD', first: 1, last: 50, groupId: '2' }
		const books = [own, second, others]
		expect(bookOfNumber({ seriesKey: 'BL', serial: 50 }, '1', books)).toBe(own)
		expect(bookOfNumber({ seriesKey: 'BL', serial: 51 }, '1', books)).toBeNull()
		expect(bookOfNumber({ seriesKey: '', serial: 1 }, '1', books)).toBe(own)
		expect(bookOfNumber({ seriesKey: '', serial: 90 }, '1', books)).toBe(second)
		// Two books of the group have it: nobody can tell which is meant.
		expect(bookOfNumber({ seriesKey: '', serial: 45 }, '1', books)).toBeNull()
		expect(bookOfNumber({ seriesKey: 'CD', serial: 3 }, '1', books)).toBe(others)
		expect(bookOfNumber({ seriesKey: '', serial: 3 }, '3', books)).toBeNull()
	})
})
