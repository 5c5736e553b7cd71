import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../src/contracts/stored.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import type { Instant } from '../../src/kernel/instant.js'
import { dong } from '../../src/kernel/money.js'
import { nothingYet } from '../../src/piggybanks/state.js'
import type { PiggyBankRow } from '../../src/piggybanks/stored.js'
import { outcomeView, piggyBankView } from '../../src/piggybanks/views.js'

const day = calendarDate('2022-03-01')
const moment = '2022-03-02T01:00:00.000000Z' as Instant
const row: PiggyBankRow = {
	contract: { id: '9', bookId: 3, chart: 'group', version: 2, lastOn: calendarDate('2022-12-18'), lastRecordedAt: moment, state: {} },
	code: 'LN00000009',
	groupId: '1',
	communeId: '2',
	memberId: '3',
	memberName: 'Nông Thị Ái',
	year: 2022,
	target: dong(750_000n),
	startedOn: calendarDate('2022-01-10'),
	opensOn: calendarDate('2022-12-18'),
}
const fed = (seq: number, reverses: number | null, details: Record<string, unknown>): StoredEvent => ({
	contractId: '9',
	seq,
	type: reverses === null ? 'fed' : 'reversed',
	on: day,
	recordedAt: moment,
	recordedBy: '1',
	amount: dong(1n),
	details,
	reverses,
})

describe('a piggy bank as it is answered', () => {
	it('says which event undid which, and shows a reversal on the day on which it was decided', () => {
		const told = [fed(2, null, { note: 'Heo đất' }), fed(3, 2, { reason: 'Nhầm', decidedOn: '2022-04-01' })]
		const { id, monthly, status, events } = piggyBankView(row, nothingYet, told, { asOf: day, knownAt: moment })
		expect({ id, monthly, status }).toEqual({ id: '9', monthly: 62_500n, status: 'not-started' })
		expect(events).toMatchObject([
			{ id: '2', on: day, reversedBy: '3', reverses: null, note: 'Heo đất' },
			{ id: '3', on: '2022-04-01', reversedBy: null, reverses: '2', reason: 'Nhầm' },
		])
	})

	it('names the entry of the day of what was recorded, and the last day that is told', () => {
		const entry = (id: string, on: string) => ({ contractId: '9', seq: 4, on: calendarDate(on), id, recordedAt: moment })
		const outcome = { before: nothingYet, state: nothingYet, seq: 4, history: null }
		const entries = [entry('70', '2022-01-01'), entry('71', '2022-03-01')]
		expect(outcomeView(row, { ...outcome, entries }, { on: day })).toMatchObject({
			entryId: '71',
			entryIds: ['70', '71'],
			asOf: '2022-12-18',
		})
		expect(outcomeView(row, { ...outcome, entries: [] }, { on: day })).toMatchObject({ eventId: '4', entryId: null })
	})
})
