import { describe, expect, it } from 'vitest'
import { daysPastDue, freeze, paused, thaw } from '../../src/lending/freeze.js'
import { nothingYet } from '../../src/lending/state.js'
import { after, day, loanFrom, poorHousehold, standing, tellOne, vnd } from './loans.js'

const owed = { ...nothingYet, status: 'active' as const, inTerm: vnd(9_000_000), overdue: vnd(1_000_000) }

describe('a freeze', () => {
	it('takes what is overdue first, and a thaw gives it back there', () => {
		const { state, from } = freeze(owed, vnd(4_000_000))
		expect(from).toEqual({ overdue: vnd(1_000_000), inTerm: vnd(3_000_000) })
		expect(state).toMatchObject({ frozen: vnd(4_000_000), overdue: 0n, inTerm: vnd(6_000_000) })
		const thawed = thaw(state)
		expect(thawed.to).toEqual(from)
		expect(thawed.state).toMatchObject({ frozen: 0n, overdue: owed.overdue, inTerm: owed.inTerm })
	})

	it('of which something was paid gives back what is left of the overdue part', () => {
		const { loan } = loanFrom({ ...poorHousehold, rates: [{ from: '2022-11-07', yearly: '0' }], overdue: { missedInstalment: 'overdue' } })
		const frozen = after(loan, ['disbursed', '2022-11-07', 20_000_000], ['moved-to-overdue', '2023-05-08'], ['frozen', '2023-05-10'])
		const paid = tellOne(loan, frozen, 'repaid', '2023-06-01', 3_000_000).state
		expect(paid).toMatchObject({ frozen: vnd(17_000_000), frozenOverdue: vnd(300_000) })
		expect(tellOne(loan, paid, 'thawed', '2024-05-10').state).toMatchObject({ overdue: vnd(300_000), inTerm: vnd(16_700_000) })
	})

	it('of the whole debt is a pause; a further tranche or a thaw ends it', () => {
		const all = freeze(owed, vnd(10_000_000)).state
		const resting = paused(all, day('2023-01-10'))
		expect(resting.pauses).toEqual([['2023-01-10', null]])
		expect(paused(resting, day('2023-02-10'))).toBe(resting)
		expect(paused(thaw(resting).state, day('2023-03-10')).pauses).toEqual([['2023-01-10', '2023-03-10']])
		expect(paused({ ...resting, inTerm: vnd(1) }, day('2023-03-10')).pauses).toEqual([['2023-01-10', '2023-03-10']])
		expect(paused({ ...resting, overdue: vnd(1) }, day('2023-03-10')).pauses).toEqual([['2023-01-10', '2023-03-10']])
		expect(paused(freeze(owed, vnd(4_000_000)).state, day('2023-01-10')).pauses).toEqual([])
	})
})

describe('days past due', () => {
	it('leave out the days on which the whole debt was frozen', () => {
		const days = (asOf: string, ...pauses: readonly (readonly [string, string | null])[]) =>
			daysPastDue(
				day('2023-01-01'),
				day(asOf),
				pauses.map(([from, to]) => [day(from), to === null ? null : day(to)] as const),
			)
		expect(days('2023-01-31')).toBe(30)
		expect(days('2023-01-31', ['2023-01-11', '2023-01-21'])).toBe(20)
		expect(days('2023-01-31', ['2023-01-11', null])).toBe(9)
		expect(days('2023-01-31', ['2022-01-01', '2022-06-01'])).toBe(30)
		expect(days('2023-01-31', ['2022-12-01', null])).toBe(0)
		expect(days('2023-01-15', ['2023-02-01', null])).toBe(14)
	})

	it('of principal under a freeze of a part count from the first day that the freeze does not cover', () => {
		const { loan } = loanFrom({
			...poorHousehold,
			rates: [{ from: '2022-11-07', yearly: '0' }],
			overdue: { missedInstalment: 'overdue', transfer: 'automatic' },
		})
		const lent = after(loan, ['disbursed', '2022-11-07', 20_000_000])
		expect(standing(loan, lent, '2023-11-08').arrears).toMatchObject({ daysPastDue: 185, principal: vnd(6_600_000) })
		const frozen = tellOne(loan, lent, 'frozen', '2023-05-10', 3_300_000).state
		expect(standing(loan, frozen, '2023-11-08').arrears).toEqual({ daysPastDue: 1, principal: vnd(3_300_000), interest: 0n })
	})
})
