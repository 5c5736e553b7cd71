import type { Instant } from '../../src/kernel/instant.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { BookRow } from '../../src/receipts/stored.js'

/** A book of the numbers 0001 to 0050 that group 1 was given. */
export const bookRow: BookRow = {
	contract: {
		id: '9',
		bookId: 3,
		chart: 'group',
		version: 0,
		lastOn: calendarDate('2022-01-05'),
		lastRecordedAt: '' as Instant,
		state: {},
	},
	series: 'BL/22',
	seriesKey: 'BL/22',
	first: 1,
	last: 50,
	width: 4,
	groupId: '1',
	groupCode: 'TK-0001',
	groupName: 'Tổ Bản Viết 1',
	groupClosedOn: null,
}
