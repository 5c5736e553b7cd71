import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effective } from '../../src/contracts/contract.js'
import { addDays, calendarDate, type CalendarDate } from '../../src/kernel/calendar-date.js'
import { compareFractions } from '../../src/kernel/fraction.js'
import { addAccruals, dong, nothingAccrued, settle, sum, type Money } from '../../src/kernel/money.js'
import type { Segment } from '../../src/lending/accrual.js'
import type { LoanEvent, LoanEventDetails } from '../../src/lending/event.js'
import { amountsOf } from '../../src/lending/explained-amounts.js'
import { interestPeriodsOf } from '../../src/lending/interest-periods.js'
import { eventOfStored } from '../../src/lending/kept.js'
import type { Loan } from '../../src/lending/loan.js'
import { accountOf } from '../../src/lending/movements.js'
import { payOff } from '../../src/lending/repayment.js'
import { scheduleOf } from '../../src/lending/schedule.js'
import { balancesOf } from '../../src/lending/standing.js'
import { type LoanState, outstandingOf, unpaidInterest } from '../../src/lending/state.js'
import { totalOf } from '../../src/lending/stretches.js'
import { cases, type Kind, lawTimeout, type Life, proverOf, provesTheLaws, seed, type Wish } from '../contracts/laws.js'
import { drafts, kind, loanOfDraft, pick, wished, wishOf } from './lives.js'

/** How a loan stood in the other books, in twelfths of what was lent. */
const openings = fc.record({
	repaid: fc.integer({ min: 0, max: 12 }),
	overdue: pick(0, 0, 0, 1, 3, 12),
	frozen: pick(0, 0, 0, 0, 1, 12),
	due: pick(0, 0, 1_001, 250_000),
	carried: pick(0, 0, 77, 1_000_000),
	paid: fc.integer({ min: 0, max: 1_000 }),
	since: pick(false, true),
})

const lives: fc.Arbitrary<Life<LoanState, LoanEvent>> = fc
	.record({
		draft: drafts,
		opening: openings,
		/** A second word for the same day, and when it comes. */
		corrected: fc.option(openings, { freq: 2 }),
		/** How far along its term the loan came over, in thousandths; some were past it. */
		when: fc.integer({ min: 0, max: 1_200 }),
		wishes: fc.array(wished, { minLength: 2, maxLength: 9 }),
		lots: fc.array(fc.nat(1_000), { minLength: 12, maxLength: 12 }),
	})
	.map(({ draft, opening, corrected, when, wishes, lots }) => {
		const { loan, span, principal } = loanOfDraft(draft)
		const on = addDays(draft.start, Math.floor((when * span) / 1_000))
		const bring = (one: typeof opening): Wish => broughtWish(one, draft.start, on, principal)
		const first: Wish[] = [
			{ type: 'signed', on: addDays(draft.start, -3), amount: null, details: { broughtForwardOn: on } },
			bring(opening),
		]
		const rest = wishes.map((wish) => wishOf(wish, on, span, principal))
		const correction: Wish[] = corrected === null ? [] : [bring(corrected), { type: 'reversed', pick: 0 }]
		return { contract: loan, chart: draft.chart, wishes: [...first, ...rest.slice(0, 4), ...correction, ...rest.slice(4)], lots }
	})

function broughtWish(
	{ repaid, overdue, frozen, due, carried, paid, since }: typeof openings extends fc.Arbitrary<infer T> ? T : never,
	start: CalendarDate,
	on: CalendarDate,
	principal: bigint,
): Wish {
	const part = (twelfths: number): bigint => (principal * BigInt(twelfths)) / 12n
	const details: LoanEventDetails = {
		disbursedOn: start,
		overdue: String(part(overdue)),
		frozen: String(part(frozen)),
		interestDue: String(due),
		interestCarried: String(carried),
		...(since ? { overdueSince: addDays(start, 3) } : {}),
		...(paid < 400 ? {} : { interestPaidThrough: addDays(start, Math.floor((daysFrom(start, on) * (paid - 400)) / 600)) }),
	}
	return { type: 'brought-forward', on, amount: dong(principal - part(repaid)), details: { ...details } }
}

function daysFrom(start: CalendarDate, on: CalendarDate): number {
	return Math.round((Date.parse(on) - Date.parse(start)) / 86_400_000)
}

const opened: Kind<LoanState, LoanEvent> = {
	...kind,
	name: 'loan that was brought forward',
	lives,
	part: 0.5,
	types: ['signed', 'brought-forward', 'repaid', 'rate-changed', 'frozen', 'written-off', 'transferred', 'reversed'],
}

const prover = proverOf(opened)
provesTheLaws(opened, prover)

describe(`what loans keep besides that were brought forward, on ${Math.ceil(cases / 2)} lives (SOQUY_SEED=${seed})`, {
	timeout: lawTimeout,
}, () => {
	const prove = (law: (life: { loan: Loan; state: LoanState; history: readonly LoanEvent[]; drawn: readonly number[] }) => void): void => {
		prover((told, life) => {
			const history = effective(told.history).map(eventOfStored)
			if (history.some(({ type }) => type === 'brought-forward'))
				law({ loan: life.contract as Loan, state: told.state, history, drawn: life.lots })
		})
	}
	const later = (state: LoanState, days: number): CalendarDate => addDays(state.day ?? calendarDate('2022-01-01'), days)
	const broughtIn = (history: readonly LoanEvent[]): Money => history.findLast(({ type }) => type === 'brought-forward')?.amount ?? dong(0n)

	it('what came over is repaid, outstanding or written off; the plan sums to what is outstanding', () => {
		prove(({ loan, state, history }) => {
			let repaid = 0n
			let told = loan.begin
			for (const event of history) {
				const one = loan.tellLoan(told, event)
				repaid += one.allocation?.principal ?? 0n
				told = one.state
			}
			expect(broughtIn(history)).toBe(repaid + outstandingOf(state) + state.writtenOff)
			expect(sum(state.planned.map(([, amount]) => amount))).toBe(outstandingOf(state))
			for (const amount of [state.inTerm, state.overdue, state.frozen, ...[...state.planned, ...state.unpaid].map(([, part]) => part)])
				expect(amount).toBeGreaterThanOrEqual(0n)
		})
	})

	it('the rows of the schedule and what was prepaid sum to what came over and was not written off', () => {
		prove(({ loan, state, history }) => {
			const { rows, prepayments, totals, trueYearlyRate } = scheduleOf(loan, history, calendarDate('2022-01-01'))
			expect(totals.principal + sum(prepayments.map(({ principal }) => principal))).toBe(broughtIn(history) - state.writtenOff)
			expect(rows.at(-1)?.balanceAfter).toBe(state.writtenOff)
			expect(rows.filter(({ balanceAfter }) => balanceAfter < 0n)).toEqual([])
			expect(trueYearlyRate).toBeNull()
		})
	})

	it('paying the pay-off on any later day leaves nothing and closes the loan', () => {
		prove(({ loan, state, drawn: [days = 0] }) => {
			if (state.status !== 'active') return
			const on = later(state, 1 + (days % 400))
			const then = loan.at(state, on)
			const amount = payOff(loan.basisOf(then, on), then)
			const end = loan.tellLoan(then, { seq: 99, type: 'repaid', on, amount, reverses: null, details: {} })
			expect([end.state.status, outstandingOf(end.state), unpaidInterest(end.state)]).toEqual(['closed', 0n, 0n])
		})
	})

	it('every balance is explained by parts that sum to it, and all interest grown since by its stretches', () => {
		prove(({ loan, state, history, drawn: [days = 0] }) => {
			const asOf = later(state, days % 300)
			const account = accountOf(loan, history, asOf)
			const balances = balancesOf(loan.basisOf(account.state, asOf), account.state, asOf)
			for (const { code, amount, parts } of amountsOf(loan, account, asOf, 'vi')) {
				expect([code, amount]).toEqual([code, balances[code]])
				expect([code, sum(parts.map((part) => part.amount))]).toEqual([code, amount])
			}
			let grown = nothingAccrued
			const listener = {
				segment: ({ kind: of, amount }: Segment) => {
					if (of === 'interest' || of === 'overdue-interest') grown = addAccruals(grown, amount)
				},
			}
			let told = loan.begin
			for (const event of history) told = loan.tellLoan(told, event, listener).state
			loan.at(told, asOf, listener)
			const periods = interestPeriodsOf(loan, history, asOf).filter(({ kind: of }) => of === 'interest')
			expect(compareFractions(totalOf(periods.flatMap(({ stretches }) => stretches)), grown)).toBe(0)
			for (const { exact, whole } of periods) expect(whole).toBe(settle(exact, loan.terms.interestRounding))
		})
	})
})
