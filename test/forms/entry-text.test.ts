import { expect, it } from 'vitest'
import { type EntryOrigin, entryText } from '../../src/forms/entry-text.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'

const on = calendarDate('2022-07-10')
const repaid: EntryOrigin = { on, kind: 'loan', code: 'KV1', who: 'Nông Thị Ái', event: { type: 'repaid', on, undoes: null }, text: null }

it('an entry is told by what happened, on which contract, to whom', () => {
	expect(entryText(repaid, 'vi')).toBe('Trả nợ, KV1, Nông Thị Ái')
	expect(entryText(repaid, 'en')).toBe('Repaid, KV1, Nông Thị Ái')
	const saved = { ...repaid, kind: 'savings-account', event: { type: 'deposited', on, undoes: null } }
	expect(entryText(saved, 'vi')).toBe('Gửi tiền, KV1, Nông Thị Ái')
	expect(entryText({ ...saved, kind: 'custody', event: { type: 'handed-over', on, undoes: null } }, 'vi')).toContain('Nộp tiền đã thu')
})

it('an entry that another day changed names that day, and a reversal what it undoes', () => {
	const late = { ...repaid, event: { type: 'repaid', on: calendarDate('2022-06-25'), undoes: null } }
	expect(entryText(late, 'vi')).toBe('Điều chỉnh do trả nợ ngày 25/06/2022, KV1, Nông Thị Ái')
	expect(entryText({ ...repaid, event: { type: 'reversed', on, undoes: 'repaid' } }, 'vi')).toBe('Bỏ ghi trả nợ, KV1, Nông Thị Ái')
})

it('an entry of the book itself has its own words', () => {
	expect(entryText({ on, kind: null, code: null, who: null, event: null, text: 'Vốn quỹ ban đầu' }, 'vi')).toBe('Vốn quỹ ban đầu')
})
