import { describe, expect, it } from 'vitest'
import { type ChangedAccount, changeColumns, changeView, linesOf, totalLine, totalView } from '../../src/closing/changes.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'

const changed: ChangedAccount = {
	book: 'own',
	contractId: '7',
	kind: 'loan',
	code: 'KV00000007',
	who: 'Nông Thị Ái',
	account: '12881',
	accountName: 'Cho vay trong hạn',
	normal: 'debit',
	before: dong(5_000_000n),
	change: dong(-1_000_000n),
	causes: [
		{
			entryId: '90',
			on: calendarDate('2022-10-20'),
			bookedOn: calendarDate('2022-11-01'),
			recordedAt: '2022-11-05T02:00:00.000000Z' as Instant,
			type: 'repaid',
			eventOn: calendarDate('2022-10-20'),
			undoes: null,
			text: null,
			amount: dong(-1_000_000n),
		},
	],
}

describe('what changed of a closed month', () => {
	it('stands on the side of its account, with each cause in words', () => {
		expect(changeView(changed, 'vi')).toMatchObject({
			side: 'debit',
			before: 5_000_000n,
			change: -1_000_000n,
			after: 4_000_000n,
			contract: { id: '7', kind: 'loan', code: 'KV00000007', who: 'Nông Thị Ái' },
			causes: [{ entryId: '90', text: 'Trả nợ', amount: -1_000_000n }],
		})
		const income = { ...changed, account: '5151', normal: 'credit' as const, before: dong(-300n), change: dong(-20n) }
		expect(changeView(income, 'vi')).toMatchObject({
			side: 'credit',
			before: 300n,
			change: 20n,
			after: 320n,
			causes: [{ amount: 1_000_000n }],
		})
	})

	it('of the book itself has no contract', () => {
		const own = { ...changed, contractId: null, kind: null, code: null, who: null }
		expect(changeView(own, 'vi').contract).toBeNull()
		expect(linesOf(changeView(own, 'vi'))[0]).toMatchObject({ code: null, who: null })
	})

	it('is a line for the account, one for each cause, and one for the account of the whole book, with a cell in every column', () => {
		const lines = [...linesOf(changeView(changed, 'vi')), totalLine(totalView(changed))]
		expect(lines.map(({ before, change, effect, cause, code }) => [before, change, effect, cause, code])).toEqual([
			[5_000_000n, -1_000_000n, null, null, 'KV00000007'],
			[null, null, -1_000_000n, 'Trả nợ', 'KV00000007'],
			[5_000_000n, -1_000_000n, -1_000_000n, null, 'Cả sổ'],
		])
		for (const line of lines) expect(Object.keys(line)).toEqual(changeColumns.map(({ key }) => key))
	})
})
