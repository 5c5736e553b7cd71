import { describe, expect, it } from 'vitest'
import { lastDaysInTime } from '../../src/lending/calendar.js'
import { dayFromVietnamese, domainCase } from '../vectors/domain-cases.js'
import { after, calendarOf, day, daysOff, type GivenTerms, loanFrom, standing } from './loans.js'
import { loanOfRead } from '../../src/lending/kept.js'
import type { Move } from '../../src/lending/state.js'

const given: GivenTerms = {
	principal: '1000000',
	disbursedOn: '2022-10-10',
	rates: [{ from: '2022-10-10', yearly: '0' }],
	instalments: { count: 1, every: 1, period: 'month' },
}
const tet = new Map([['2023-01', day('2023-01-15')]])
const calendar = calendarOf(
	daysOff(['2023-01-02', '2026-08-31', '2026-11-24'], ['2026-08-22']),
	new Map([
		['tet', { fixed: [], overrides: tet }],
		['changed', { fixed: [{ from: day('2023-01-01'), dayOfMonth: 9 }], overrides: new Map() }],
		['both', { fixed: [{ from: day('2020-01-01'), dayOfMonth: 22 }], overrides: tet }],
	]),
)
const last = (more: GivenTerms, on: string, communeId: string | null = null, moves: readonly Move[] = []) => {
	const lastDay = lastDaysInTime(loanFrom({ ...given, ...more }).terms, calendar, communeId)(moves)
	// Asked twice: the second answer is remembered.
	lastDay(day(on))
	return lastDay(day(on))
}
const onThe = (transactionDay?: number): GivenTerms => ({
	dueDays: 'transaction-day',
	...(transactionDay === undefined ? {} : { transactionDay }),
})

describe('the last day in time', () => {
	const shifted = ['DAT-01', 'DAT-03', 'DAT-04'].map((id) => domainCase<{ due: string }, string>(id))
	it.each(shifted)('$title: is the next working day', ({ inputs, rounded }) => {
		expect(last({ dueDays: 'next-working-day' }, dayFromVietnamese(inputs.due))).toBe(dayFromVietnamese(rounded))
	})

	const held = domainCase<{ gdx_day_of_month: number }, string>('DAT-05')
	it(`${held.title}: is the commune’s transaction day, held on Tết and Sundays too`, () => {
		const { inputs, rounded } = held
		// 22/01/2023 is the first day of Tết, a Sunday.
		expect(last({ dueDays: 'transaction-day', transactionDay: inputs.gdx_day_of_month }, '2023-01-20')).toBe(dayFromVietnamese(rounded))
	})

	it('due on 22/10 in a commune that transacts on the 7th is in time until 07/11 (NHCSXH)', () => {
		expect(last({ dueDays: 'transaction-day', transactionDay: 7 }, '2022-10-22')).toBe('2022-11-07')
	})

	it('is the contractual day where nothing else is agreed or the transaction day is not entered', () => {
		expect(last({ dueDays: 'none' }, '2022-12-31')).toBe('2022-12-31')
		expect(last({ dueDays: 'transaction-day' }, '2022-12-31')).toBe('2022-12-31')
	})

	it('is the day that the bank announced for one month (Tết), in the commune of the loan', () => {
		expect(last(onThe(22), '2023-01-10', 'tet')).toBe('2023-01-15')
		expect(last(onThe(22), '2023-01-16', 'tet')).toBe('2023-02-22')
		expect(last(onThe(22), '2023-01-10', 'elsewhere')).toBe('2023-01-22')
		expect(last(onThe(22), '2023-01-10')).toBe('2023-01-22')
	})

	it('follows the commune’s own day from the day on which that is so; until then the day that was frozen', () => {
		expect(last(onThe(7), '2022-11-20', 'changed')).toBe('2022-12-07')
		// The bank does not come on 07/01 any more: the next day on which it comes is the 9th.
		expect(last(onThe(7), '2022-12-20', 'changed')).toBe('2023-01-09')
		expect(last(onThe(7), '2023-01-10', 'changed')).toBe('2023-02-09')
		expect(last(onThe(), '2022-12-20', 'changed')).toBe('2022-12-20')
		expect(last(onThe(), '2023-01-10', 'changed')).toBe('2023-02-09')
		expect(last(onThe(7), '2023-01-10', 'both')).toBe('2023-01-15')
	})

	it('goes with a loan into the commune that it moves to, from that day on', () => {
		const moves = [{ on: day('2023-01-05'), groupId: null, communeId: 'both' }]
		expect(last(onThe(3), '2022-12-31', 'elsewhere', moves)).toBe('2023-01-03')
		expect(last(onThe(3), '2023-01-04', 'elsewhere', moves)).toBe('2023-01-15')
		expect(last(onThe(3), '2023-01-04', 'elsewhere')).toBe('2023-02-03')
	})

	it('does not move by a commune where the terms ask for working days, or for none', () => {
		expect(last({ dueDays: 'next-working-day' }, '2022-12-31', 'both')).toBe('2023-01-03')
		expect(last({ dueDays: 'none' }, '2022-12-31', 'both')).toBe('2022-12-31')
	})
})

describe('a loan of own money that is late by when the bank comes', () => {
	const { terms } = loanFrom({ ...given, ...onThe(20), overdue: { transfer: 'automatic' } })
	const lent = [['disbursed', '2022-12-10', 1_000_000]] as const
	it('is late after the day of its commune, and after a transfer by that of the new one', () => {
		const loan = loanOfRead(terms, 'own', calendar, 'elsewhere')
		// Due on 10/01/2023, in time until the 20th.
		expect(standing(loan, after(loan, ...lent), '2023-01-20').balances.overdue).toBe(0n)
		expect(standing(loan, after(loan, ...lent), '2023-01-21').balances.overdue).toBe(1_000_000n)
		const moved = after(loan, ...lent, ['transferred', '2023-01-12', null, { communeId: 'changed' }])
		expect(standing(loan, moved, '2023-01-21').balances.overdue).toBe(0n)
		expect(standing(loan, moved, '2023-02-09').balances.overdue).toBe(0n)
		expect(standing(loan, moved, '2023-02-10').balances.overdue).toBe(1_000_000n)
	})

	it('does not come into time again by moving', () => {
		const loan = loanOfRead(terms, 'own', calendar, 'elsewhere')
		const moved = after(loan, ...lent, ['transferred', '2023-01-25', null, { communeId: 'changed' }])
		expect(standing(loan, moved, '2023-01-26').arrears).toMatchObject({ daysPastDue: 6, principal: 1_000_000n })
	})
})
