import { expect, it } from 'vitest'
import type { StoredEvent } from '../../src/contracts/stored.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'
import { nothingYet } from '../../src/mutualaid/state.js'
import type { AidRow } from '../../src/mutualaid/stored.js'
import { aidLine, aidView } from '../../src/mutualaid/views.js'

const on = calendarDate('2022-06-01')
const row: AidRow = {
	contract: { id: '7', bookId: 1, chart: 'aid', version: 2, lastOn: on, lastRecordedAt: '' as Instant, state: {} },
	code: 'GD00000007',
	mode: 'lent',
	unit: 'cong',
	goods: null,
	purpose: 'Thu hoạch lúa',
	programme: null,
	on,
	giver: { kind: 'member', id: '1', name: 'Nông Thị Ái', communeId: '9' },
	receiver: { kind: 'other', id: null, name: 'Hộ ông Tài', communeId: null },
	communeId: '9',
	groupId: null,
	value: null,
}
const lent = { ...nothingYet, mode: 'lent' as const, handedOver: dong(125n), returned: dong(50n) }

it('an act of help says how much was handed over and is still out, in its unit', () => {
	expect(aidLine(row, lent)).toMatchObject({
		status: 'lent',
		quantity: { unit: 'cong', amount: '12.5' },
		outstanding: { unit: 'cong', amount: '7.5' },
		giver: { kind: 'member', id: '1', name: 'Nông Thị Ái' },
	})
})

it('a reversal is shown on the day on which it was decided, and names what it undid', () => {
	const event = (seq: number, reverses: number | null, details: Record<string, unknown> = {}): StoredEvent => ({
		contractId: '7',
		seq,
		type: reverses === null ? 'lent' : 'reversed',
		on,
		recordedAt: '2022-06-02T00:00:00.000000Z' as Instant,
		recordedBy: '1',
		amount: dong(125n),
		details,
		reverses,
	})
	const history = [event(1, null), event(2, 1, { decidedOn: '2022-06-09', reason: 'nhầm' })]
	const { events, status } = aidView(row, nothingYet, history, { asOf: on, knownAt: '2023-01-01T00:00:00.000000Z' as Instant })
	expect(status).toBe('void')
	expect(events).toEqual([
		expect.objectContaining({ id: '1', on, quantity: { unit: 'cong', amount: '12.5' }, reversedBy: '2' }),
		expect.objectContaining({ id: '2', on: '2022-06-09', reverses: '1', reason: 'nhầm' }),
	])
})
