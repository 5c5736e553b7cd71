import { describe, expect, it } from 'vitest'
import { nothingYet, outstandingOf, stateFromStored, storedState, type StoredState, unpaidInterest } from '../../src/lending/state.js'
import { after, loanFrom, poorHousehold, vnd } from './loans.js'

const { loan } = loanFrom({ ...poorHousehold, overdue: { lateInterestYearly: '0.1' }, overpayment: 'hold' })
const full = after(
	loan,
	['signed', '2022-11-01'],
	['disbursed', '2022-11-07', 20_000_000],
	['rate-changed', '2023-02-01', null, { rate: '0.05' }],
	['repaid', '2023-02-10', 150_000],
	['moved-to-overdue', '2023-05-10'],
	['frozen', '2023-06-01', 5_000_000],
)

describe('the cached state', () => {
	it('survives as text to the last fraction', () => {
		expect(full.accrued.numerator).toBeGreaterThan(0n)
		expect(full.lateAccrued.numerator).toBeGreaterThan(0n)
		expect(stateFromStored(JSON.parse(JSON.stringify(storedState(full))) as StoredState)).toEqual(full)
		expect(stateFromStored(JSON.parse(JSON.stringify(storedState(nothingYet))) as StoredState)).toEqual(nothingYet)
	})

	it('that was cached before waivers were noted has none', () => {
		const { interestWaivedOn: _, ...older } = storedState(full)
		expect(stateFromStored(older as StoredState)).toEqual({ ...full, interestWaivedOn: null })
		const waived = { ...full, interestWaivedOn: full.day }
		expect(stateFromStored(storedState(waived))).toEqual(waived)
	})

	it('carries the outstanding balance for lists, and no amount as a number', () => {
		const stored = storedState(full)
		expect(stored.outstanding).toBe('20000000')
		expect(stored).toMatchObject({ status: 'active', frozen: '5000000', billed: 6, rateChanges: [{ from: '2023-02-01', yearly: '0.05' }] })
		expect(stored.planned.every(([, amount]) => /^\d+$/.test(amount))).toBe(true)
	})

	it('sums its parts', () => {
		expect(outstandingOf(full)).toBe(vnd(20_000_000))
		expect(unpaidInterest(full)).toBe(full.unpaid.reduce((sum, [, amount]) => sum + amount, 0n))
		expect(unpaidInterest(nothingYet)).toBe(0n)
	})
})
