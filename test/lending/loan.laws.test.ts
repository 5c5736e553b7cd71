import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, calendarDate, type CalendarDate } from '../../src/kernel/calendar-date.js'
import { yearFraction } from '../../src/kernel/day-count.js'
import { compareFractions, multiplyFractions, zeroFraction } from '../../src/kernel/fraction.js'
import { accrue, addAccruals, dong, type Money, nothingAccrued, settle, sum, zero } from '../../src/kernel/money.js'
import { Refusal } from '../../src/kernel/refusal.js'
import { effective } from '../../src/contracts/contract.js'
import { type LoanEvent } from '../../src/lending/event.js'
import { amountsOf } from '../../src/lending/explained-amounts.js'
import { paymentsOf } from '../../src/lending/explained-payments.js'
import { interestPeriodsOf } from '../../src/lending/interest-periods.js'
import { type Segment, settledInterest } from '../../src/lending/accrual.js'
import { eventOfStored } from '../../src/lending/kept.js'
import type { Loan } from '../../src/lending/loan.js'
import { accountOf } from '../../src/lending/movements.js'
import { payOff } from '../../src/lending/repayment.js'
import { scheduleOf } from '../../src/lending/schedule.js'
import { balancesOf, standingOf } from '../../src/lending/standing.js'
import { totalOf } from '../../src/lending/stretches.js'
import { after, statementOf } from '../../src/lending/statement.js'
import { type LoanState, outstandingOf, unpaidInterest } from '../../src/lending/state.js'
import { lawTimeout, proofs, proverOf, provesTheLaws, cases, seed } from '../contracts/laws.js'
import { drafts, kind, loanOfDraft } from './lives.js'

const prover = proverOf(kind)
provesTheLaws(kind, prover)

describe(`the laws that loans keep besides, on ${cases} lives (SOQUY_SEED=${seed})`, { timeout: lawTimeout }, () => {
	const prove = (law: (life: { loan: Loan; state: LoanState; history: readonly LoanEvent[]; drawn: readonly number[] }) => void): void => {
		prover((told, life) =>
			law({ loan: life.contract as Loan, state: told.state, history: effective(told.history).map(eventOfStored), drawn: life.lots }),
		)
	}
	const later = (state: LoanState, days: number): CalendarDate => addDays(state.day ?? calendarDate('2022-01-01'), days)
	const same = (a: LoanState, b: LoanState): void => {
		expect(compareFractions(a.accrued, b.accrued)).toBe(0)
		expect(compareFractions(a.supportAccrued, b.supportAccrued)).toBe(0)
		expect(compareFractions(a.lateAccrued, b.lateAccrued)).toBe(0)
		const rest = { accrued: null, supportAccrued: null, lateAccrued: null }
		expect({ ...a, ...rest }).toEqual({ ...b, ...rest })
	}

	it('law 4: what was lent is repaid, outstanding or written off; the plan sums to what is outstanding', () => {
		let closed = 0
		prove(({ loan, state, history }) => {
			const allocations = allocationsOf(loan, history)
			const repaid = sum(allocations.map(({ principal }) => principal))
			expect(state.disbursed).toBe(repaid + outstandingOf(state) + state.writtenOff)
			expect(sum(state.planned.map(([, amount]) => amount))).toBe(outstandingOf(state))
			for (const amount of [
				state.inTerm,
				state.overdue,
				state.frozen,
				...state.planned.map(([, part]) => part),
				...state.unpaid.map(([, part]) => part),
			])
				expect(amount).toBeGreaterThanOrEqual(0n)
			for (const { interest, lateInterest, principal, prepaid, credit, fromOverdue, fromInTerm, fromFrozen } of allocations) {
				expect(principal).toBe(fromOverdue + fromInTerm + fromFrozen)
				for (const part of [interest, lateInterest, credit, principal - prepaid, prepaid]) expect(part).toBeGreaterThanOrEqual(0n)
			}
			if (state.status === 'closed') closed += 1
		})
		expect(closed).toBeGreaterThan(cases / 100)
	})

	it('law 4: a payment goes somewhere to the last đồng', () => {
		prove(({ loan, history }) => {
			let state = loan.begin
			for (const event of history) {
				const told = loan.tellLoan(state, event)
				state = told.state
				if (told.allocation === null) continue
				const { interest, lateInterest, principal, credit } = told.allocation
				expect(interest + lateInterest + principal + credit).toBe(event.amount)
			}
		})
	})

	it('law 4: the rows of a schedule and what was prepaid sum to what was lent and not written off', () => {
		prove(({ loan, state, history }) => {
			if (state.anchor === null) return
			const { rows, prepayments, totals } = scheduleOf(loan, history, state.anchor)
			expect(totals.principal + sum(prepayments.map(({ principal }) => principal))).toBe(state.disbursed - state.writtenOff)
			expect(rows.at(-1)?.balanceAfter).toBe(state.writtenOff)
			for (const row of rows) {
				const { principal, interest, total, paidPrincipal, paidInterest } = row
				if (
					total !== principal + interest ||
					paidPrincipal > principal ||
					paidPrincipal < 0n ||
					paidInterest > interest ||
					paidInterest < 0n
				)
					expect(row).toBeNull()
			}
		})
	})

	it('law 4: paying the pay-off on any later day leaves nothing and closes the loan', () => {
		let paid = 0
		prove(({ loan, state, drawn: [days = 0] }) => {
			if (state.status !== 'active') return
			const on = later(state, days % 400)
			const then = loan.at(state, on)
			const amount = payOff(loan.basisOf(then, on), then)
			expect(amount).toBeGreaterThan(0n)
			const end = loan.tellLoan(then, { seq: 99, type: 'repaid', on, amount, reverses: null, details: {} })
			expect(end.state.status).toBe('closed')
			expect([outstandingOf(end.state), unpaidInterest(end.state), end.state.credit]).toEqual([0n, 0n, 0n])
			expect(end.state.planned).toEqual([])
			expect(standingOf(loan, end.state, on).balances.payOff).toBe(0n)
			// One đồng less leaves it open, one more is refused or held.
			if (amount > 1n)
				expect(
					loan.tellLoan(then, { seq: 99, type: 'repaid', on, amount: dong(amount - 1n), reverses: null, details: {} }).state.status,
				).toBe('active')
			paid += 1
		})
		expect(paid).toBeGreaterThan(cases / 3)
	})

	it('law 5: each interest day falls once, in the order of the days', () => {
		prove(({ loan, state, history, drawn: [days = 0] }) => {
			const billed: CalendarDate[] = []
			const listener = { billed: (dueOn: CalendarDate) => void billed.push(dueOn) }
			let told = loan.begin
			for (const event of history) told = loan.tellLoan(told, event, listener).state
			loan.at(told, later(state, days % 300), listener)
			const twice = billed.filter((dueOn, index) => index > 0 && dueOn <= (billed[index - 1] ?? ''))
			if (twice.length > 0) expect(twice).toEqual([])
		})
	})

	it('law 4: interest that fell due was paid, waived or is unpaid', () => {
		prove(({ loan, history, state }) => {
			let [billed, waived, paid] = [zero as bigint, zero as bigint, zero as bigint]
			let told = loan.begin
			const listener = {
				billed: (_: CalendarDate, amount: Money) => (billed += amount),
				waived: (_: CalendarDate, amount: Money) => (waived += amount),
				paidInterest: (_: CalendarDate, amount: Money) => (paid += amount),
			}
			for (const event of history) told = loan.tellLoan(told, event, listener).state
			expect(paid).toBe(sum(allocationsOf(loan, history).map(({ interest }) => interest)))
			expect(billed).toBe(paid + waived + unpaidInterest(state))
		})
	})

	it('law 5: splitting a range of days never changes interest', () => {
		prove(({ loan, state, drawn: [a = 0, b = 0] }) => {
			const [near, far] = [later(state, a % 300), later(state, (a % 300) + (b % 300))]
			same(loan.at(loan.at(state, near), far), loan.at(state, far))
		})
	})

	it('law 5: interest is never negative, and no stretch of days takes any back', () => {
		let stretches = 0
		prove(({ loan, state, history, drawn: [days = 0] }) => {
			const grown = new Map<string, Segment['amount']>()
			const listener = {
				segment: ({ from, to, base, amount, kind: of }: Segment) => {
					if (base < 0n) expect(base).toBeGreaterThanOrEqual(0n)
					const key = `${from} ${to} ${of === 'late-interest' ? of : ''}`
					grown.set(key, addAccruals(grown.get(key) ?? nothingAccrued, amount))
				},
				billed: (on: CalendarDate, amount: Money) => {
					if (amount < 0n) expect({ on, amount }).toBeNull()
				},
			}
			let told = loan.begin
			for (const event of history) told = loan.tellLoan(told, event, listener).state
			told = loan.at(told, later(state, days % 500), listener)
			expect([...grown].filter(([, amount]) => compareFractions(amount, zeroFraction) < 0)).toEqual([])
			expect(compareFractions(told.accrued, zeroFraction)).toBeGreaterThanOrEqual(0)
			stretches += grown.size
		})
		expect(stretches).toBeGreaterThan(cases)
	})

	it('law 5: a larger balance never bears less', () => {
		fc.assert(
			fc.property(drafts, fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.integer({ min: 0, max: 600 }), (draft, more, days) => {
				const interest = (extra: bigint) => {
					const { loan, principal } = loanOfDraft({
						...draft,
						terms: { ...draft.terms, principal: String(BigInt(String(draft.terms['principal'])) + extra) },
					})
					let total = nothingAccrued
					const listener = { segment: ({ amount }: Segment) => (total = addAccruals(total, amount)) }
					try {
						const { state } = loan.tellLoan(loan.begin, {
							seq: 1,
							type: 'disbursed',
							on: draft.start,
							amount: dong(principal),
							reverses: null,
							details: {},
						})
						loan.at(state, addDays(draft.start, days), listener)
					} catch (error) {
						if (!(error instanceof Refusal)) throw error
					}
					return total
				}
				// Agreed amounts and coarse roundings move principal between rows, and so what is late and when: those lives are another law's.
				fc.pre(
					draft.terms['instalmentAmount'] === undefined &&
						(draft.terms['overdue'] as { transfer?: string } | undefined)?.transfer !== 'automatic',
				)
				// A few đồng make no three rows, and are drawn as one: with more of them it is another loan.
				fc.pre(draft.terms['amortization'] !== 'custom' || BigInt(String(draft.terms['principal'])) >= 6n)
				fc.pre((draft.terms['overdue'] as { lateInterestYearly?: string } | undefined)?.lateInterestYearly === undefined)
				expect(compareFractions(interest(more), interest(0n))).toBeGreaterThanOrEqual(0)
			}),
			proofs,
		)
	})

	it('the parts of every balance sum to it, on every day that is asked for', () => {
		prove(({ loan, state, drawn: [days = 0] }) => {
			const asOf = later(state, days % 700)
			const { balances, arrears, nextDue } = standingOf(loan, state, asOf)
			expect(balances.inTerm + balances.overdue + balances.frozen).toBe(balances.outstanding)
			expect(balances.outstanding).toBe(outstandingOf(state))
			for (const amount of Object.values(balances)) expect(amount).toBeGreaterThanOrEqual(0n)
			expect(arrears.principal).toBeLessThanOrEqual(balances.outstanding)
			expect(arrears.interest).toBeLessThanOrEqual(balances.interestDue + balances.interestCarried)
			// Days on which the whole debt rests are not counted, so that what is late may have been so for none.
			const isLate = arrears.principal > state.overdue || arrears.interest > 0n
			if (isLate && state.pauses.length === 0) expect(arrears.daysPastDue).toBeGreaterThan(0)
			if (nextDue !== null) {
				expect(nextDue.on >= asOf).toBe(true)
				expect(nextDue.principal + nextDue.interest).toBeGreaterThan(0n)
			}
		})
	})

	it('every đồng of interest is explained: each period’s stretches sum exactly and round to what fell due', () => {
		let explained = 0
		prove(({ loan, state, history, drawn: [days = 0] }) => {
			if (state.anchor === null) return
			const asOf = later(state, days % 300)
			const billed = new Map<string, bigint>()
			const grown = { interest: nothingAccrued, late: nothingAccrued, support: nothingAccrued }
			const listener = {
				billed: (dueOn: CalendarDate, amount: Money) => void billed.set(dueOn, (billed.get(dueOn) ?? 0n) + amount),
				segment: ({ kind: of, amount }: Segment) => {
					const key = of === 'late-interest' ? 'late' : of === 'interest-support' ? 'support' : 'interest'
					grown[key] = addAccruals(grown[key], amount)
				},
			}
			let told = loan.begin
			for (const event of history) told = loan.tellLoan(told, event, listener).state
			told = loan.at(told, asOf, listener)
			explained += 1
			const periods = interestPeriodsOf(loan, history, asOf)
			const due = new Map<string, bigint>()
			for (const period of periods) {
				const { dueOn, stretches, support, exact, whole, rounded } = period
				if (dueOn !== null) due.set(dueOn, (due.get(dueOn) ?? 0n) + rounded)
				expect(whole).toBe(settle(exact, loan.terms.interestRounding))
				expect(whole - (support?.rounded ?? 0n)).toBe(rounded)
				expect(compareFractions(totalOf(stretches), exact)).toBe(0)
				for (const { base, yearly, factor, amount, from, to, dayCount, cycle } of [...stretches, ...(support?.stretches ?? [])]) {
					expect(from < to).toBe(true)
					expect(compareFractions(amount, accrue(base, factor))).toBe(0)
					const partOfYear = yearFraction(dayCount, from, to, cycle)
					expect(compareFractions(factor, multiplyFractions(yearly, partOfYear))).toBe(0)
				}
			}
			const all = (late: boolean) =>
				totalOf(periods.filter(({ kind: of }) => (of === 'late-interest') === late).flatMap(({ stretches }) => stretches))
			expect(compareFractions(all(false), grown.interest)).toBe(0)
			expect(compareFractions(all(true), grown.late)).toBe(0)
			expect(compareFractions(totalOf(periods.flatMap(({ support }) => support?.stretches ?? [])), grown.support)).toBe(0)
			// A day on which nothing bore interest need not be told.
			for (const [dueOn, amount] of billed) expect([dueOn, due.get(dueOn) ?? 0n]).toEqual([dueOn, amount])
			for (const [dueOn, amount] of due) expect([dueOn, amount]).toEqual([dueOn, billed.get(dueOn)])
			const growing = periods.filter(({ kind: of, dueOn, isDropped }) => of === 'interest' && dueOn === null && !isDropped)
			expect(sum(growing.map(({ rounded }) => rounded))).toBe(told.status === 'active' ? settledInterest(loan.terms, told).due : 0n)
		})
		expect(explained).toBeGreaterThan(cases / 3)
	})

	it('every balance is explained by parts that sum to it, and every payment by what it went to', () => {
		let explained = 0
		prove(({ loan, state, history, drawn: [days = 0] }) => {
			if (state.anchor === null) return
			const asOf = later(state, days % 300)
			const account = accountOf(loan, history, asOf)
			const balances = balancesOf(loan.basisOf(account.state, asOf), account.state, asOf)
			for (const { code, amount, parts } of amountsOf(loan, account, asOf, 'vi')) {
				expect([code, amount]).toEqual([code, balances[code]])
				expect([code, sum(parts.map((part) => part.amount))]).toEqual([code, amount])
			}
			const payments = paymentsOf(loan.terms, account.movements, 'vi')
			expect(payments.map(({ amount }) => amount)).toEqual(
				history.flatMap(({ type, amount }) => (type === 'repaid' || type === 'savings-offset' ? [amount] : [])),
			)
			for (const { amount, parts } of payments) {
				expect(sum(parts.map((part) => part.amount))).toBe(amount)
				for (const part of parts) expect(part.amount).toBeGreaterThan(0n)
			}
			explained += 1
		})
		expect(explained).toBeGreaterThan(cases / 3)
	})

	it('a statement over any days opens with the balances of the evening before and closes with those of the last day', () => {
		prove(({ loan, state, history, drawn: [a = 0, b = 0] }) => {
			if (state.anchor === null) return
			const end = later(state, a % 300)
			const from = addDays(end, -(b % 500))
			const { opening, lines, totals, closing, balances } = statementOf(
				loan,
				history.filter(({ on }) => on <= end),
				{ from, to: end },
				'vi',
			)
			const eve = addDays(from, -1)
			const then = history.filter(({ on }) => on <= eve).reduce((told, event) => loan.tellLoan(told, event).state, loan.begin)
			const stood = standingOf(loan, then, eve).balances
			const figures = ({ outstanding, interestDue, interestCarried, lateInterest, credit }: typeof stood) => ({
				outstanding,
				interestUnpaid: interestDue + interestCarried,
				lateInterest,
				credit,
			})
			expect(opening).toEqual(figures(stood))
			expect(closing).toEqual(figures(balances))
			expect(after(opening, totals)).toEqual(closing)
			for (const { on } of lines) expect(on >= from && on <= end).toBe(true)
			const paid = lines.filter(({ type }) => type === 'repaid' || type === 'savings-offset')
			for (const { amount, principal, interest, lateInterest, credit } of paid)
				expect(principal + interest + lateInterest + credit).toBe(amount)
		})
	})
})

function allocationsOf(loan: Loan, history: readonly LoanEvent[]) {
	let state = loan.begin
	return history.flatMap((event) => {
		const told = loan.tellLoan(state, event)
		state = told.state
		return told.allocation === null ? [] : [told.allocation]
	})
}
