import { expect, it } from 'vitest'
import type { StoredEvent } from '../../src/contracts/stored.js'
import { nothingYet } from '../../src/funds/state.js'
import type { FundRow } from '../../src/funds/stored.js'
import { fundLine, fundView, partiesOf } from '../../src/funds/views.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'

const row: FundRow = {
	contract: {
		id: '7',
		bookId: 1,
		chart: 'social',
		version: 2,
		lastOn: calendarDate('2022-03-08'),
		lastRecordedAt: '' as Instant,
		state: {},
	},
	code: 'QX00000007',
	name: 'Hũ gạo tình thương',
	kind: 'rice-jar',
	purpose: 'Hộ nghèo',
	openedOn: calendarDate('2022-01-05'),
	keeper: { kind: 'group', id: '3', name: 'Tổ 3', communeId: '9' },
	communeId: '9',
}
const event = (seq: number, details: Record<string, unknown>, reverses: number | null = null): StoredEvent => ({
	contractId: '7',
	seq,
	type: reverses === null ? 'spent' : 'reversed',
	on: calendarDate('2022-03-08'),
	recordedAt: '2022-03-09T00:00:00.000000Z' as Instant,
	recordedBy: '1',
	amount: dong(5n),
	details,
	reverses,
})
const clocks = { asOf: calendarDate('2022-12-31'), knownAt: '2023-01-01T00:00:00.000000Z' as Instant }
const history = [
	event(1, { donor: { memberId: '4' }, beneficiary: { name: 'Hoàng Văn Minh', child: true } }),
	event(2, { donor: { anonymous: true }, beneficiary: { unitId: '8' } }),
	event(3, { decidedOn: '2022-03-20', reason: 'nhầm' }, 1),
]

it('a fund that was never opened is void and holds nothing', () => {
	expect(fundLine(row, nothingYet)).toMatchObject({ status: 'void', balance: 0n, keeper: { kind: 'group', id: '3', name: 'Tổ 3' } })
})

it('names those who have a number by their names now, and everybody else as she was named; a child by her initials', () => {
	expect(partiesOf(history)).toEqual([{ memberId: '4' }, { unitId: '8' }])
	const placed = new Map([['member 4', { kind: 'member' as const, id: '4', name: 'Nông Thị Ái', communeId: '9' }]])
	const shown = (childrenInFull: boolean) => fundView(row, nothingYet, history, { placed, childrenInFull }, clocks).events
	expect(shown(true)[0]).toMatchObject({ donor: { name: 'Nông Thị Ái' }, beneficiary: { name: 'Hoàng Văn Minh' }, reversedBy: '3' })
	expect(shown(false)[0]).toMatchObject({ beneficiary: { kind: 'other', id: null, name: 'H.V.M.' } })
	expect(shown(false)[1]).toMatchObject({ donor: { kind: 'anonymous', name: 'Không nêu tên' }, beneficiary: { kind: 'unit', id: '8' } })
	expect(shown(false)[2]).toMatchObject({ type: 'reversed', on: '2022-03-20', reverses: '1', reason: 'nhầm' })
})
