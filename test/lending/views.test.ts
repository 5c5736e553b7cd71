import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../src/contracts/stored.js'
import type { Instant } from '../../src/kernel/instant.js'
import { allocationOf, eventView, scheduleView } from '../../src/lending/views.js'
import { after, day, eventsOf, loanFrom, poorHousehold, vnd } from './loans.js'

const { loan } = loanFrom(poorHousehold)
const told = eventsOf([
	['disbursed', '2022-11-07', 20_000_000],
	['repaid', '2023-01-15', 5_000_000, { receiptNo: 'BL-7' }],
])
const history: readonly StoredEvent[] = told.map((event) => ({
	...event,
	contractId: '1',
	recordedAt: `2023-02-0${event.seq}T00:00:00.000000Z` as Instant,
	recordedBy: '42',
	details: { ...event.details },
}))
const undone: StoredEvent = {
	...(history[1] as StoredEvent),
	seq: 3,
	type: 'reversed',
	reverses: 2,
	details: { reason: 'ghi nhầm', decidedOn: '2023-03-01' },
}

describe('what is shown of a loan', () => {
	it('an event says when it was learnt and by whom, and what undid it', () => {
		expect(eventView(history[1] as StoredEvent, [...history, undone])).toMatchObject({
			id: '2',
			on: '2023-01-15',
			recordedBy: '42',
			reverses: null,
			reversedBy: '3',
			receiptNo: 'BL-7',
		})
	})

	it('a reversal shows the day on which it was decided', () => {
		const shown = eventView(undone, [...history, undone])
		expect(shown).toMatchObject({ id: '3', on: '2023-03-01', reverses: '2', reversedBy: null, reason: 'ghi nhầm' })
		expect(shown).not.toHaveProperty('decidedOn')
	})

	it('a schedule comes with the state of the day that is asked for', () => {
		const { rows, state } = scheduleView(loan, told, day('2023-02-07'), day('2022-11-07'))
		expect(rows).toHaveLength(36)
		expect(state).toMatchObject({ asOf: '2023-02-07', status: 'active', outstanding: vnd(15_220_603), interestDue: rows[2]?.interest })
	})

	it('only a payment has an allocation, told in the history as it now stands', () => {
		const [lending, paying] = told
		if (lending === undefined || paying === undefined) throw new Error('two events')
		expect(allocationOf(loan, loan.begin, null, lending)).toBeNull()
		const inOrder = allocationOf(loan, after(loan, ['disbursed', '2022-11-07', 20_000_000]), null, paying)
		expect(inOrder).toMatchObject({ interest: vnd(220_603), principal: vnd(4_779_397) })
		expect(allocationOf(loan, loan.begin, history.slice(0, 1), paying)).toEqual(inOrder)
	})
})
