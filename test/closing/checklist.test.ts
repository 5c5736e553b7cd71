import { describe, expect, it } from 'vitest'
import { foundOf, itemOf, itemSays, itemsOf, linesMax, type Waiver } from '../../src/closing/checklist.js'
import type { Instant } from '../../src/kernel/instant.js'

const waiver = (open: number, id = '1'): Waiver => ({
	id,
	item: 'sheets',
	open,
	reason: 'Tổ họp chưa nộp',
	recordedAt: '2022-11-02T00:00:00.000000Z' as Instant,
	recordedBy: '101',
	name: 'Nông Thị Ái',
})
const line = (n: number) => ({ text: `Tổ ${n}`, href: `/groups/${n}` })

describe('the checklist of a book', () => {
	it('asks of a bank’s money for a reconciliation, of the Union’s and the groups’ for fees, of the others for the books alone', () => {
		expect(itemsOf('memorandum')).toContain('reconciliation')
		expect(itemsOf('memorandum')).not.toContain('fees')
		expect(itemsOf('own')).not.toContain('reconciliation')
		for (const kind of ['own', 'group'] as const) expect(itemsOf(kind)).toContain('fees')
		for (const kind of ['aid', 'social'] as const) expect(itemsOf(kind)).toEqual(['books', 'balance'])
	})

	it('is held where nothing is open, whatever was waived', () => {
		expect(itemOf(foundOf('sheets', 4, []), [waiver(9)])).toMatchObject({ state: 'held', waiver: null })
	})

	it('counts a waiver of its own item as long as no more is open than it spoke of', () => {
		const found = foundOf('sheets', 4, [line(1), line(2)])
		expect(itemOf(found, [])).toMatchObject({ state: 'open', waiver: null })
		expect(itemOf(found, [waiver(1)])).toMatchObject({ state: 'open', waiver: null })
		expect(itemOf(found, [waiver(2), waiver(3, '2'), waiver(1, '3')])).toMatchObject({ state: 'waived', waiver: { id: '2' } })
		expect(itemOf({ ...found, item: 'custody' }, [waiver(5)]).state).toBe('open')
	})

	it('names the first of what is open and counts all of it', () => {
		const found = foundOf(
			'sheets',
			90,
			Array.from({ length: 50 }, (_, n) => line(n)),
		)
		expect([found.open, found.lines.length]).toEqual([50, linesMax])
		expect(itemSays(found, 'vi')).toBe('90 buổi họp, 50 buổi chưa có bảng kê thu')
		expect(itemSays(found, 'en')).toBe('90 meetings, 50 without a collection sheet')
	})
})
