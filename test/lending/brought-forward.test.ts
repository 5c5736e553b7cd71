import { describe, expect, it } from 'vitest'
import { interestDays } from '../../src/lending/brought-forward.js'
import { scheduleOf } from '../../src/lending/schedule.js'
import { after, day, eventsOf, loanFrom, poorHousehold, refusedWith, standing, tellOne } from './loans.js'

const { loan } = loanFrom(poorHousehold, 'memorandum')
const opening = { disbursedOn: '2022-11-07' }
/** A loan of twenty million, 3.300.000 each half-year, that comes over at the end of 31/05/2024 after three of them. */
const brought = (amount: number, details: object = {}, given = loan) =>
	after(
		given,
		['signed', '2022-11-07', null, { broughtForwardOn: '2024-05-31' }],
		['brought-forward', '2024-05-31', amount, { ...opening, ...details }],
	)

describe('a loan that comes over from other books', () => {
	it('owes what those books say, and its next instalments are those that were agreed', () => {
		const state = brought(10_100_000, { interestDue: '56000' })
		expect(state).toMatchObject({
			status: 'active',
			anchor: '2022-11-07',
			inTerm: 10_100_000n,
			overdue: 0n,
			unpaid: [['2024-05-07', 56_000n]],
		})
		expect(state.planned).toEqual([
			['2024-11-07', 3_300_000n],
			['2025-05-07', 3_300_000n],
			['2025-11-07', 3_500_000n],
		])
		// Interest is told from the latest interest day, the 7th: 10.100.000 × 24 × 6,6 % ÷ 365 up to the beginning of the 31st.
		expect(standing(loan, state, '2024-05-31').balances).toMatchObject({
			interestDue: 56_000n,
			interestCarried: 0n,
			interestAccrued: 43_831n,
		})
		expect(standing(loan, state, '2024-06-07')).toMatchObject({
			balances: { interestDue: 56_615n, interestCarried: 56_000n },
			nextDue: { on: '2024-06-07' },
		})
	})

	it('posts its balances against the opening account, and a second word for the day the difference alone', () => {
		const signed = after(loan, ['signed', '2022-11-07', null, { broughtForwardOn: '2024-05-31' }])
		const first = tellOne(loan, signed, 'brought-forward', '2024-05-31', 10_100_000, { ...opening, overdue: '100000', frozen: '1000000' })
		expect(first.postings).toEqual([
			{ debit: '9821', credit: '98246', amount: 9_000_000n },
			{ debit: '9822', credit: '98246', amount: 100_000n },
			{ debit: '9823', credit: '98246', amount: 1_000_000n },
		])
		const second = tellOne(loan, first.state, 'brought-forward', '2024-05-31', 10_000_000, {
			...opening,
			overdue: '100000',
			frozen: '1000000',
		})
		expect(second.postings).toEqual([{ debit: '98246', credit: '9821', amount: 100_000n }])
	})

	it('keeps what is late or frozen on the days that have passed', () => {
		const state = brought(12_000_000, { overdue: '1900000' })
		expect(state.planned[0]).toEqual(['2024-05-07', 1_900_000n])
		expect(state.overdueSince).toBe('2024-05-31')
		expect(brought(12_000_000, { overdue: '1900000', overdueSince: '2024-05-08' }).overdueSince).toBe('2024-05-08')
		// More in term than is still to come: instalments were missed and carried forward.
		expect(brought(13_000_000).planned[0]).toEqual(['2024-05-07', 2_900_000n])
		// The whole debt was moved to overdue ahead of its days: they stay as they were agreed.
		expect(brought(13_400_000, { overdue: '13400000' }).planned.map(([, amount]) => amount)).toEqual([
			3_300_000n,
			3_300_000n,
			3_300_000n,
			3_500_000n,
		])
	})

	it('shortens the last instalments where the product does so with what comes early', () => {
		const { loan: fromLast } = loanFrom({ ...poorHousehold, prepayment: 'from-last' })
		expect(brought(8_000_000, {}, fromLast).planned).toEqual([
			['2024-11-07', 3_300_000n],
			['2025-05-07', 3_300_000n],
			['2025-11-07', 1_400_000n],
		])
		const { loan: anew } = loanFrom({ ...poorHousehold, prepayment: 'reamortize' })
		expect(brought(9_000_000, {}, anew).planned.map(([, amount]) => amount)).toEqual([3_000_000n, 3_000_000n, 3_000_000n])
	})

	it('holds what its contract makes late in term, and tells it late by its days', () => {
		const { loan: own } = loanFrom({ ...poorHousehold, overdue: { transfer: 'automatic' } })
		const state = brought(12_000_000, { overdue: '1900000' }, own)
		expect([state.inTerm, state.overdue]).toEqual([12_000_000n, 0n])
		expect(standing(own, state, '2024-06-01').balances.overdue).toBe(1_900_000n)
	})

	it('carries interest from the first interest day that was not paid on', () => {
		const state = brought(10_100_000, { interestDue: '56000', interestCarried: '112000', interestPaidThrough: '2024-02-07' })
		expect(state.unpaid).toEqual([
			['2024-03-07', 112_000n],
			['2024-05-07', 56_000n],
		])
		// Paid beyond the latest interest day, it bears interest from there.
		expect(standing(loan, brought(10_100_000, { interestPaidThrough: '2024-05-20' }), '2024-05-31').balances.interestAccrued).toBe(20_089n)
	})

	it('shows a schedule whose rows sum to what came over', () => {
		const history = eventsOf([
			['signed', '2022-11-07', null, { broughtForwardOn: '2024-05-31' }],
			['brought-forward', '2024-05-31', 10_100_000, { ...opening, interestDue: '56000' }],
		])
		const { totals, trueYearlyRate } = scheduleOf(loan, history, day('2024-06-01'))
		expect([totals.principal, trueYearlyRate]).toEqual([10_100_000n, null])
	})

	it('shows a schedule of the last word for its opening day, also while the first one is not undone yet', () => {
		const details = { ...opening, interestDue: '56000' }
		const twice = eventsOf([
			['signed', '2022-11-07', null, { broughtForwardOn: '2024-05-31' }],
			['brought-forward', '2024-05-31', 10_100_000, details],
			['brought-forward', '2024-05-31', 10_000_000, details],
		])
		const { rows, totals } = scheduleOf(loan, twice, day('2024-06-01'))
		expect([totals.principal, rows.at(-1)?.balanceAfter]).toEqual([10_000_000n, 0n])
		expect(rows.filter(({ dueOn }) => dueOn === '2024-05-07').map(({ interest }) => interest)).toEqual([56_000n])
	})

	it('refuses what lies by the end of the opening day, and balances that cannot be', () => {
		const state = brought(10_100_000)
		expect(refusedWith(() => tellOne(loan, state, 'repaid', '2024-05-31', 1_000))).toMatchObject({
			code: 'loan.before-opening',
			on: '31/05/2024',
		})
		expect(tellOne(loan, state, 'rate-changed', '2024-05-31', null, { rate: '0.05' }).state.rateChanges).toHaveLength(1)
		expect(refusedWith(() => brought(20_000_001))).toMatchObject({ code: 'loan.opening-above-principal' })
		expect(refusedWith(() => brought(1_000_000, { overdue: '900000', frozen: '100001' }))).toMatchObject({ code: 'loan.opening-parts' })
		expect(refusedWith(() => brought(0))).toMatchObject({ code: 'loan.opening-owes-nothing' })
		expect(refusedWith(() => brought(1_000_000, { interestPaidThrough: '2024-06-01' }))).toMatchObject({
			code: 'loan.opening-interest-day',
		})
		expect(refusedWith(() => brought(1_000_000, { disbursedOn: '2024-06-01' }))).toMatchObject({ code: 'loan.opening-before-disbursement' })
		expect(refusedWith(() => brought(1_000_000, { disbursedOn: '2024-05-20', interestDue: '1' }))).toMatchObject({
			code: 'loan.opening-interest-too-early',
			on: '20/06/2024',
		})
		const unsaid = after(loan, ['signed', '2022-11-07'])
		expect(refusedWith(() => tellOne(loan, unsaid, 'brought-forward', '2024-05-31', 1_000, opening))).toMatchObject({
			code: 'loan.opening-not-agreed',
		})
	})

	it('counts interest days beyond the maturity', () => {
		const { layout } = loan.basisOf(brought(10_100_000), day('2022-11-07'))
		expect(interestDays(layout, day('2026-02-10')).slice(-3)).toEqual(['2025-12-07', '2026-01-07', '2026-02-07'])
	})
})
