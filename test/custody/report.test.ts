import { describe, expect, it } from 'vitest'
import { byKey, type Holding, isLate, reasonsFor, together, unexplained } from '../../src/custody/report.js'
import type { CustodyNote, CustodyRow } from '../../src/custody/stored.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'

const row: CustodyRow = {
	contract: {
		id: '9',
		bookId: 3,
		chart: 'group',
		version: 2,
		lastOn: calendarDate('2022-11-15'),
		lastRecordedAt: '' as Instant,
		state: {},
	},
	groupId: '1',
	groupCode: 'TK-0001',
	groupName: 'Tổ Bản Viết 1',
	communeId: '47',
	communeName: 'Đức Hồng',
	leaderId: '7',
	leaderCode: 'TV-7',
	leaderName: 'Nông Thị Ái',
}
const asOf = calendarDate('2022-11-18')
const meeting = (sheetId: string, metOn: string, dueOn: string, held: bigint) => ({
	sheetId,
	metOn: calendarDate(metOn),
	dueOn: calendarDate(dueOn),
	held: dong(held),
})
const note = (sheetId: string | null, on: string): CustodyNote => ({
	id: '1',
	custodyId: '9',
	sheetId,
	on: calendarDate(on),
	reason: 'Ngân hàng nghỉ',
	recordedAt: '',
	recordedBy: '1',
})
const october = meeting('S1', '2022-10-10', '2022-10-15', 100n)
const november = meeting('S2', '2022-11-10', '2022-11-15', 40n)
const yesterday = meeting('S3', '2022-11-17', '2022-12-15', 7n)
const other: CustodyRow = { ...row, contract: { ...row.contract, id: '10' }, leaderId: '8', leaderCode: 'TV-8', leaderName: 'Lục Thị Cúc' }
const holdings: readonly Holding[] = [
	{ row, meeting: october, reasons: [note('S1', '2022-10-16')] },
	{ row, meeting: november, reasons: [] },
	{ row: other, meeting: yesterday, reasons: [] },
]

describe('the exceptions of cash that is held', () => {
	it('are late from the day after the one by which cash is handed over', () => {
		expect(isLate(november, calendarDate('2022-11-15'))).toBe(false)
		expect(isLate(november, calendarDate('2022-11-16'))).toBe(true)
	})

	it('are counted together with the oldest meeting and the longest delay', () => {
		expect(together(holdings, asOf)).toEqual({ held: 147n, late: 140n, meetings: 3, since: '2022-10-10', daysLate: 34 })
		expect(together(holdings.slice(2), asOf)).toEqual({ held: 7n, late: 0n, meetings: 1, since: '2022-11-17', daysLate: 0 })
		expect(together([], asOf)).toEqual({ held: 0n, late: 0n, meetings: 0, since: null, daysLate: 0 })
	})

	it('are explained by a note on their sheet, or by one on all that she holds that came no earlier', () => {
		const notes = [note('S1', '2022-10-16'), note(null, '2022-10-20'), note(null, '2022-10-01')]
		expect(reasonsFor(october, notes)).toEqual([notes[0], notes[1]])
		expect(reasonsFor(november, notes)).toEqual([])
		expect(unexplained(holdings, asOf)).toBe(40n)
	})

	it('are listed by meeting, leader, group or commune', () => {
		const keys = (by: Parameters<typeof byKey>[1]) => byKey(holdings, by).map(({ key, name, holdings: of }) => [key, name, of.length])
		expect(keys('meeting')).toEqual([
			['9/S1', 'Nông Thị Ái, Tổ Bản Viết 1, 2022-10-10', 1],
			['9/S2', 'Nông Thị Ái, Tổ Bản Viết 1, 2022-11-10', 1],
			['10/S3', 'Lục Thị Cúc, Tổ Bản Viết 1, 2022-11-17', 1],
		])
		expect(keys('leader')).toEqual([
			['TV-7', 'Nông Thị Ái', 2],
			['TV-8', 'Lục Thị Cúc', 1],
		])
		expect(keys('group')).toEqual([['TK-0001', 'Tổ Bản Viết 1', 3]])
		expect(keys('commune')).toEqual([['47', 'Đức Hồng', 3]])
	})
})
