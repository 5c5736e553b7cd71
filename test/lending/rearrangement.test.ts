import { describe, expect, it } from 'vitest'
import { rateFromText } from '../../src/kernel/rate.js'
import { scheduleOf } from '../../src/lending/schedule.js'
import { outstandingOf } from '../../src/lending/state.js'
import { domainCase } from '../vectors/domain-cases.js'
import { after, day, daysOff, eventsOf, loanFrom, poorHousehold, refusalOf, refusedWith, standing, tellOne, vnd } from './loans.js'

const rule = { shortTermMonths: 12, shortMonths: 12, longShare: '0.5', monthsMax: null }
const { loan } = loanFrom({ ...poorHousehold, extension: rule, overdue: { missedInstalment: 'carry-forward' } })
const lent = after(loan, ['disbursed', '2022-11-07', 20_000_000])
const extended = (on: string, details: Readonly<Record<string, unknown>>, state = lent) =>
	tellOne(loan, state, 'extended', on, null, details).state

describe('an extension (gia hạn nợ)', () => {
	it('moves the end of the term and the principal that was due then; the rest stays as it was', () => {
		const state = extended('2025-11-01', { months: 12 })
		expect(state.planned.at(-1)).toEqual(['2026-11-07', vnd(3_500_000)])
		expect(state.planned.slice(0, -1)).toEqual(lent.planned.slice(0, -1))
		expect(state.restructurings).toEqual([{ on: '2025-11-01', kind: 'extended' }])
		// Interest goes on falling due each month up to the new end.
		const { rows } = scheduleOf(
			loan,
			eventsOf([
				['disbursed', '2022-11-07', 20_000_000],
				['extended', '2025-11-01', null, { months: 12 }],
			]),
			day('2022-11-07'),
		)
		expect(rows).toHaveLength(48)
		expect(rows.at(-1)).toMatchObject({ dueOn: '2026-11-07', principal: vnd(3_500_000), balanceAfter: 0n })
		expect(rows[35]).toMatchObject({ dueOn: '2025-11-07', principal: 0n })
	})

	it('carries the missed instalments of a loan signed before 1/3/2026 with it to the new end', () => {
		expect(standing(loan, lent, '2025-11-08').arrears.principal).toBe(vnd(20_000_000))
		expect(standing(loan, extended('2025-11-01', { months: 6 }), '2025-11-08').arrears.principal).toBe(0n)
		expect(standing(loan, extended('2025-11-01', { months: 6 }), '2026-05-08').arrears.principal).toBe(vnd(20_000_000))
	})

	const limits = domainCase<{ loans: readonly { term: number }[] }, Record<string, number>>('SCH-06')
	it.each(limits.inputs.loans)(`${limits.title}: a term of $term months`, ({ term }) => {
		const months = limits.rounded[String(term)] ?? 0
		const { loan: of } = loanFrom({ ...poorHousehold, instalments: { count: term, every: 1, period: 'month' }, extension: rule })
		const state = after(of, ['disbursed', '2022-11-07', 20_000_000])
		const by = (count: number) => refusalOf(() => tellOne(of, state, 'extended', '2022-12-01', null, { months: count }))
		expect([by(months), by(months + 1)]).toEqual([null, 'loan.extension-too-long'])
	})

	it('counts every extension against the limit, from the end agreed at signing', () => {
		const once = extended('2025-11-01', { months: 12 })
		expect(refusalOf(() => extended('2026-11-01', { months: 7 }, once))).toBe('loan.extension-too-long')
		expect(extended('2026-11-01', { months: 6 }, once).planned.at(-1)).toEqual(['2027-05-07', vnd(3_500_000)])
	})

	it('is refused once the term is over, and to a day that is not later', () => {
		expect(refusalOf(() => extended('2025-11-08', { months: 6 }))).toBe('loan.term-over')
		expect(refusalOf(() => extended('2025-11-01', { maturityOn: '2025-11-07' }))).toBe('loan.maturity-not-later')
	})

	it('is refused with the day and the months that are the limit', () => {
		expect(refusedWith(() => extended('2025-11-08', { months: 6 }))).toEqual({ code: 'loan.term-over', path: 'on', on: '07/11/2025' })
		expect(refusedWith(() => extended('2025-11-01', { months: 19 }))).toEqual({
			code: 'loan.extension-too-long',
			path: 'maturityOn',
			months: '18',
			on: '07/05/2027',
		})
		const same = { code: 'loan.maturity-not-later', path: 'maturityOn', on: '07/11/2025' }
		expect(refusedWith(() => extended('2025-11-01', { maturityOn: '2025-11-07' }))).toEqual(same)
		expect(refusedWith(() => extended('2025-11-01', { maturityOn: '2025-11-08' }))).toBeNull()
	})

	it('of a term that a day off lengthened ends after the day on which it is agreed', () => {
		const { loan: of } = loanFrom({ ...poorHousehold, dueDays: 'next-working-day', maturityOn: '2025-11-09' })
		const state = after(of, ['disbursed', '2022-11-07', 20_000_000])
		const until = (maturityOn: string) => refusedWith(() => tellOne(of, state, 'extended', '2025-11-10', null, { maturityOn }))
		expect(until('2025-11-10')).toEqual({ code: 'loan.maturity-not-later', path: 'maturityOn', on: '10/11/2025' })
		expect(until('2025-11-11')).toBeNull()
	})

	it('of a product that names no limit may be as long as it is agreed', () => {
		const { loan: of } = loanFrom(poorHousehold)
		const state = tellOne(of, after(of, ['disbursed', '2022-11-07', 20_000_000]), 'extended', '2025-11-01', null, { months: 60 }).state
		expect(state.planned.at(-1)?.[0]).toBe('2030-11-07')
	})

	it('keeps the days of principal that are still ahead, each once', () => {
		const state = extended('2025-01-01', { months: 12 })
		expect(state.rearranged).toEqual([{ on: '2025-01-01', maturityOn: '2026-11-07', principalDays: ['2025-05-07', '2026-11-07'] }])
	})

	it('is still in time on the working day after an end of term on a Sunday (BLDS 2015 art. 148.5)', () => {
		const { loan: of } = loanFrom({ ...poorHousehold, disbursedOn: '2022-11-06', dueDays: 'next-working-day' }, 'own', daysOff())
		const state = after(of, ['disbursed', '2022-12-11', 20_000_000])
		// 11/12/2025 is a Thursday; eleven days more make Monday the 22nd the last day of a term that ends on the 21st, a Sunday.
		const rolled = tellOne(of, state, 'extended', '2025-12-01', null, { maturityOn: '2025-12-21' }).state
		expect(refusalOf(() => tellOne(of, rolled, 'extended', '2025-12-22', null, { maturityOn: '2026-01-11' }))).toBeNull()
		expect(refusalOf(() => tellOne(of, rolled, 'extended', '2025-12-23', null, { maturityOn: '2026-01-11' }))).toBe('loan.term-over')
	})

	it('leaves what was moved to overdue where it is', () => {
		const { loan: of } = loanFrom({ ...poorHousehold, overdue: { missedInstalment: 'overdue' } })
		const late = after(of, ['disbursed', '2022-11-07', 20_000_000], ['moved-to-overdue', '2023-05-08'])
		const state = tellOne(of, late, 'extended', '2025-11-01', null, { months: 6 }).state
		expect(state.overdue).toBe(vnd(3_300_000))
		expect(state.planned[0]).toEqual(['2023-05-07', vnd(3_300_000)])
	})
})

describe('a rescheduling (điều chỉnh kỳ hạn trả nợ)', () => {
	const rows = [
		{ dueOn: '2024-05-07', principal: '8000000' },
		{ dueOn: '2025-11-07', principal: '12000000' },
	]
	const rescheduled = (on: string, details: Readonly<Record<string, unknown>>, state = lent) =>
		tellOne(loan, state, 'rescheduled', on, null, details).state

	it('says anew when the principal in term falls due, row by row', () => {
		const state = rescheduled('2023-05-01', { rows })
		expect(state.planned).toEqual([
			['2024-05-07', vnd(8_000_000)],
			['2025-11-07', vnd(12_000_000)],
		])
		expect(state.restructurings).toEqual([{ on: '2023-05-01', kind: 'rescheduled' }])
	})

	it('takes missed instalments with it, so that they are late no more', () => {
		const { loan: of } = loanFrom({ ...poorHousehold, overdue: { missedInstalment: 'overdue' } })
		const state = after(of, ['disbursed', '2022-11-07', 20_000_000])
		expect(standing(of, state, '2023-06-01').arrears.principal).toBe(vnd(3_300_000))
		const anew = tellOne(of, state, 'rescheduled', '2023-06-01', null, { rows }).state
		expect(standing(of, anew, '2023-06-01').arrears.principal).toBe(0n)
	})

	it('or in equal parts on a cycle, rounded as the product says, the last taking what is left', () => {
		const state = rescheduled('2023-05-01', { principalEvery: { every: 12, period: 'month' } })
		expect(state.planned).toEqual([
			['2023-11-07', vnd(6_600_000)],
			['2024-11-07', vnd(6_600_000)],
			['2025-11-07', vnd(6_800_000)],
		])
		const from = rescheduled('2023-05-01', { principalEvery: { every: 18, period: 'month', firstOn: '2023-06-15' } })
		expect(from.planned.map(([dueOn]) => dueOn)).toEqual(['2023-06-15', '2024-12-15', '2025-11-07'])
	})

	it('or on a cycle that begins later than its own pace would', () => {
		const state = rescheduled('2023-05-01', { principalEvery: { every: 3, period: 'month', firstOn: '2025-02-15' } })
		expect(state.planned.map(([dueOn]) => dueOn)).toEqual(['2025-02-15', '2025-05-15', '2025-08-15', '2025-11-07'])
	})

	it('leaves what is frozen due when it was, between the new rows', () => {
		const frozen = tellOne(loan, lent, 'frozen', '2023-01-10', 5_000_000).state
		const anew = [
			{ dueOn: '2023-09-07', principal: '7000000' },
			{ dueOn: '2025-11-07', principal: '8000000' },
		]
		const state = rescheduled('2023-05-01', { rows: anew }, frozen)
		expect(state.planned).toEqual([
			['2023-05-07', vnd(3_300_000)],
			['2023-09-07', vnd(7_000_000)],
			['2023-11-07', vnd(1_700_000)],
			['2025-11-07', vnd(8_000_000)],
		])
		expect(state.rearranged[0]?.principalDays).toEqual(['2023-05-07', '2023-09-07', '2023-11-07', '2025-11-07'])
	})

	it('between the end of the term and the last day in time needs a later end, and each interest day falls once', () => {
		const { loan: of } = loanFrom({
			principal: '1000000',
			disbursedOn: '2021-02-16',
			rates: [{ from: '2021-02-16', yearly: '0.1' }],
			instalments: { every: 1, period: 'week' },
			maturityOn: '2021-04-24',
			dueDays: 'transaction-day',
			transactionDay: 1,
		})
		const state = after(of, ['disbursed', '2021-02-16', 1_000_000])
		const cycle = { principalEvery: { every: 1, period: 'month' } }
		expect(refusalOf(() => tellOne(of, state, 'rescheduled', '2021-04-28', null, cycle))).toBe('loan.term-over')
		const anew = tellOne(of, state, 'rescheduled', '2021-04-28', null, { ...cycle, maturityOn: '2021-05-24' }).state
		const later = tellOne(of, anew, 'extended', '2021-05-01', null, { months: 1 }).state
		const days = of.at(later, day('2021-06-30')).unpaid.map(([dueOn]) => dueOn)
		expect(days.filter((dueOn) => dueOn > '2021-04-13')).toEqual(
			['04-20', '04-24', '04-27', '05-04', '05-11', '05-18', '05-25', '06-01', '06-08', '06-15', '06-22', '06-24', '06-29'].map(
				(rest) => `2021-${rest}`,
			),
		)
	})

	it('of a loan that was to be paid at once is in equal parts', () => {
		const { loan: of } = loanFrom({ ...poorHousehold, amortization: 'bullet' })
		const state = tellOne(of, after(of, ['disbursed', '2022-11-07', 20_000_000]), 'rescheduled', '2025-10-01', null, {
			principalEvery: { every: 6, period: 'month' },
			maturityOn: '2026-11-07',
		}).state
		expect(state.planned).toEqual([
			['2025-11-07', vnd(6_600_000)],
			['2026-05-07', vnd(6_600_000)],
			['2026-11-07', vnd(6_800_000)],
		])
	})

	it('of equal instalments reckons the instalment anew', () => {
		const { loan: of } = loanFrom({
			principal: '12000000',
			disbursedOn: '2022-01-15',
			rates: [{ from: '2022-01-15', yearly: '0.12' }],
			dayCount: 'periodic',
			instalments: { count: 12, every: 1, period: 'month' },
			amortization: 'equal-instalment',
		})
		const events = eventsOf([
			['disbursed', '2022-01-15', 12_000_000],
			['rescheduled', '2022-01-20', null, { principalEvery: { every: 1, period: 'month' }, maturityOn: '2024-01-15' }],
		])
		const totals = scheduleOf(of, events, day('2022-01-15')).rows.map(({ total }) => total)
		expect(totals).toHaveLength(24)
		// PMT(1 %, 24, 12.000.000) = 564.881,7.
		expect(new Set(totals.slice(0, -1))).toEqual(new Set([vnd(564_882)]))
	})

	it('is refused where its rows do not sum to what is in term, or lie in the past', () => {
		expect(refusalOf(() => rescheduled('2023-05-01', { rows: rows.slice(1) }))).toBe('loan.rows-do-not-sum')
		expect(refusalOf(() => rescheduled('2024-05-07', { rows }))).toBe('loan.row-before-day')
		const before = { principalEvery: { every: 6, period: 'month', firstOn: '2023-05-01' } }
		expect(refusalOf(() => rescheduled('2023-05-01', before))).toBe('loan.row-before-day')
	})

	it('is refused with the row and the sums that do not fit', () => {
		expect(refusedWith(() => rescheduled('2023-05-01', { rows: rows.slice(1) }))).toEqual({
			code: 'loan.rows-do-not-sum',
			path: 'rows',
			sum: '12000000',
			balance: '20000000',
		})
		const past = { code: 'loan.row-before-day', path: 'rows', dueOn: '2024-05-07', on: '2024-05-07' }
		expect(refusedWith(() => rescheduled('2024-05-07', { rows }))).toEqual(past)
		const first = (firstOn: string) =>
			refusedWith(() => rescheduled('2023-05-01', { principalEvery: { every: 6, period: 'month', firstOn } }))
		const outside = (dueOn: string) => ({ code: 'loan.row-before-day', path: 'principalEvery.firstOn', dueOn, on: '2023-05-01' })
		expect(first('2023-05-01')).toEqual(outside('2023-05-01'))
		expect(first('2023-05-02')).toBeNull()
		expect(first('2025-11-07')).toBeNull()
		expect(first('2025-11-08')).toEqual(outside('2025-11-08'))
	})

	it('leaves what was moved to overdue as it is, beside the new rows', () => {
		const { loan: of } = loanFrom({ ...poorHousehold, overdue: { missedInstalment: 'overdue' } })
		const late = after(of, ['disbursed', '2022-11-07', 20_000_000], ['moved-to-overdue', '2023-05-08'])
		const anew = [
			{ dueOn: '2024-05-07', principal: '8000000' },
			{ dueOn: '2025-11-07', principal: '8700000' },
		]
		const state = tellOne(of, late, 'rescheduled', '2023-06-01', null, { rows: anew }).state
		expect(state.planned).toEqual([
			['2023-05-07', vnd(3_300_000)],
			['2024-05-07', vnd(8_000_000)],
			['2025-11-07', vnd(8_700_000)],
		])
		expect(state.rearranged).toEqual([{ on: '2023-06-01', maturityOn: '2025-11-07', principalDays: ['2024-05-07', '2025-11-07'] }])
	})

	it('of a loan whose instalments had a size of their own is in equal parts', () => {
		const { loan: of } = loanFrom({ ...poorHousehold, instalmentAmount: '1000000' })
		const state = tellOne(of, after(of, ['disbursed', '2022-11-07', 20_000_000]), 'rescheduled', '2023-05-01', null, {
			principalEvery: { every: 12, period: 'month' },
		}).state
		expect(state.planned.map(([, amount]) => amount)).toEqual([vnd(6_600_000), vnd(6_600_000), vnd(6_800_000)])
	})

	it('beyond the end of the term is an extension too, and has its limit', () => {
		const longer = [{ dueOn: '2027-05-07', principal: '20000000' }]
		const tooLong = [{ dueOn: '2027-05-08', principal: '20000000' }]
		expect(refusalOf(() => rescheduled('2023-05-01', { rows: longer }))).toBeNull()
		expect(refusalOf(() => rescheduled('2023-05-01', { rows: tooLong }))).toBe('loan.extension-too-long')
	})

	it('after the term reaches beyond it or is refused, and nothing in term is nothing to reschedule', () => {
		const cycle = { principalEvery: { every: 6, period: 'month' } }
		expect(refusalOf(() => rescheduled('2025-12-01', cycle))).toBe('loan.term-over')
		expect(rescheduled('2025-12-01', { ...cycle, maturityOn: '2026-11-07' }).planned.map(([dueOn]) => dueOn)).toEqual([
			'2026-05-07',
			'2026-11-07',
		])
		const frozen = tellOne(loan, lent, 'frozen', '2023-01-10').state
		expect(refusalOf(() => rescheduled('2023-05-01', cycle, frozen))).toBe('loan.nothing-in-term')
	})
})

describe('a roll-over (lưu vụ)', () => {
	const { loan: season } = loanFrom({
		...poorHousehold,
		instalments: { count: 8, every: 1, period: 'month' },
		principalEvery: { every: 8, period: 'month' },
	})
	const planted = after(season, ['disbursed', '2022-11-07', 20_000_000])
	const paid = (on: string) => {
		const { balances } = standing(season, planted, on)
		return tellOne(season, planted, 'repaid', on, balances.interestDue + balances.interestCarried).state
	}
	const over = (on: string, details: Readonly<Record<string, unknown>>, state = paid(on)) =>
		tellOne(season, state, 'rolled-over', on, null, { rate: '0.072', ...details }).state

	it('takes the whole balance into the next season at the rate of its day', () => {
		const state = over('2023-07-07', { months: 8 })
		expect(state.planned).toEqual([['2024-03-07', vnd(20_000_000)]])
		expect(state.rateChanges).toEqual([{ from: '2023-07-07', yearly: '0.072' }])
		expect(state.restructurings).toEqual([{ on: '2023-07-07', kind: 'rolled-over' }])
		expect(state.rearranged).toEqual([{ on: '2023-07-07', maturityOn: '2024-03-07', principalDays: ['2024-03-07'] }])
		// 20.000.000 × 31 × 7,2 % ÷ 365 = 122.301,37.
		expect(standing(season, state, '2023-08-07').balances.interestDue).toBe(vnd(122_301))
	})

	it('is for short-term loans alone', () => {
		expect(refusalOf(() => tellOne(loan, lent, 'rolled-over', '2025-11-07', null, { rate: '0.072', months: 6 }))).toBe(
			'loan.roll-over-not-short-term',
		)
	})

	it('asks for the interest to be paid, for good debt, and for one more season at most', () => {
		expect(refusalOf(() => over('2023-07-07', { months: 8 }, planted))).toBe('loan.roll-over-interest-unpaid')
		expect(refusalOf(() => over('2023-07-07', { months: 9 }))).toBe('loan.roll-over-too-long')
		const frozen = tellOne(season, paid('2023-07-07'), 'frozen', '2023-07-07', 1_000_000).state
		expect(refusalOf(() => over('2023-07-07', { months: 8 }, frozen))).toBe('loan.roll-over-of-bad-debt')
		expect(refusalOf(() => over('2023-07-08', { months: 8 }, paid('2023-07-07')))).toBe('loan.term-over')
	})

	it('says what it asks for: the limit of the term, the interest that is owed, the last day it may reach', () => {
		expect(refusedWith(() => tellOne(loan, lent, 'rolled-over', '2025-11-07', null, { rate: '0.072', months: 6 }))).toEqual({
			code: 'loan.roll-over-not-short-term',
			path: null,
			months: '12',
		})
		const { interestDue, interestCarried } = standing(season, planted, '2023-07-07').balances
		expect(refusedWith(() => over('2023-07-07', { months: 8 }, planted))).toEqual({
			code: 'loan.roll-over-interest-unpaid',
			path: 'on',
			interest: String(interestDue + interestCarried),
		})
		const tooLong = { code: 'loan.roll-over-too-long', path: 'maturityOn', on: '07/03/2024' }
		expect(refusedWith(() => over('2023-07-07', { months: 9 }))).toEqual(tooLong)
		const overdue = tellOne(season, paid('2023-07-07'), 'moved-to-overdue', '2023-07-07', 1_000_000).state
		const frozen = tellOne(season, paid('2023-07-07'), 'frozen', '2023-07-07', 1_000_000).state
		for (const bad of [overdue, frozen])
			expect(refusedWith(() => over('2023-07-07', { months: 8 }, bad))).toEqual({ code: 'loan.roll-over-of-bad-debt', path: 'on' })
	})

	it('is of principal: where late interest alone is left, there is nothing to take into another season', () => {
		const { loan: late } = loanFrom({
			...poorHousehold,
			amortization: 'bullet',
			instalments: { count: 8, every: 1, period: 'month' },
			interestRounding: { unit: '1000', towards: 'up' },
			overdue: { missedInstalment: 'overdue', transfer: 'recorded', factor: '1', lateInterestYearly: '0.1' },
		})
		// All principal and part of the interest is paid; what is left of that is waived later, and has borne late interest.
		const repaid = after(late, ['disbursed', '2022-11-07', 1_000_000], ['repaid', '2022-11-09', 1_000_400])
		const state = tellOne(late, repaid, 'interest-waived', '2022-11-20', 600).state
		expect([outstandingOf(state), state.status]).toEqual([0n, 'active'])
		expect(refusalOf(() => tellOne(late, state, 'rolled-over', '2022-12-01', null, { rate: '0.072', months: 6 }))).toBe(
			'loan.nothing-in-term',
		)
	})

	it('of a loan of a year is one of a short-term loan still', () => {
		const of = (count: number) => {
			const { loan: yearly } = loanFrom({ ...poorHousehold, amortization: 'bullet', instalments: { count, every: 1, period: 'month' } })
			const state = after(yearly, ['disbursed', '2022-11-07', 20_000_000])
			return refusalOf(() => tellOne(yearly, state, 'rolled-over', '2022-12-01', null, { rate: '0.072', months: 6 }))
		}
		expect([of(12), of(13)]).toEqual([null, 'loan.roll-over-not-short-term'])
	})

	it('keeps the changes of the rate that came before, and takes the place of one of its own day', () => {
		const paidUp = paid('2023-07-07')
		const changed = (on: string) => tellOne(season, paidUp, 'rate-changed', on, null, { rate: '0.05' }).state
		const rateChanges = [{ from: '2023-07-07', yearly: '0.072' }]
		expect(over('2023-07-07', { months: 8 }, changed('2023-07-07')).rateChanges).toEqual(rateChanges)
		const earlier = { ...paidUp, rateChanges: [{ from: day('2023-03-01'), yearly: rateFromText('0.05') }] }
		expect(over('2023-07-07', { months: 8 }, earlier).rateChanges).toEqual([{ from: '2023-03-01', yearly: '0.05' }, ...rateChanges])
	})
})
