import { expect, it } from 'vitest'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { joinedDues, type Pledge, pledgedBetween, pledgedDays, pledgeDues } from '../../src/funds/pledge.js'

const pledge: Pledge = {
	no: '2',
	monthly: dong(500_000n),
	months: 4,
	firstOn: calendarDate('2022-10-31'),
	purpose: 'Mẹ đỡ đầu',
	paid: dong(0n),
	endedOn: null,
}

it('a pledge falls on the same day of every month, or on the last of a short one', () => {
	expect(pledgedDays(pledge)).toEqual(['2022-10-31', '2022-11-30', '2022-12-31', '2023-01-31'])
	expect(pledgedDays({ ...pledge, endedOn: calendarDate('2022-12-31') })).toEqual(['2022-10-31', '2022-11-30'])
})

it('of a pledge, a year is promised what falls into it', () => {
	expect(pledgedBetween(pledge, calendarDate('2022-01-01'), calendarDate('2022-12-31'))).toBe(1_500_000n)
	expect(pledgedBetween(pledge, calendarDate('2023-01-01'), calendarDate('2023-12-31'))).toBe(500_000n)
	expect(pledgedBetween(pledge, null, calendarDate('2022-10-30'))).toBe(0n)
	expect(pledgedBetween(pledge, null, calendarDate('2022-10-31'))).toBe(500_000n)
})

it('who pays more than she promised owes nothing more', () => {
	expect(pledgeDues({ ...pledge, paid: dong(2_000_000n) })).toEqual([])
	expect(pledgeDues({ ...pledge, paid: dong(9_000_000n) })).toEqual([])
})

it('pledges of one day are expected together', () => {
	const [first] = joinedDues([...pledgeDues(pledge), ...pledgeDues(pledge)])
	expect(first).toEqual({ dueOn: '2022-10-31', lateAfter: '2022-10-31', amount: 1_000_000n })
})
