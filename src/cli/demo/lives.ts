import type { LearntHappening, LoanLife } from '../../lending/life.js'
import { latePrincipal } from '../../lending/accrual.js'
import type { LoanEventDetails, LoanEventType } from '../../lending/event.js'
import type { Loan } from '../../lending/loan.js'
import { duePrincipal, payOff } from '../../lending/repayment.js'
import { type LoanState, outstandingOf, unpaidInterest } from '../../lending/state.js'
import { addDays, type CalendarDate, daysBetween, later } from '../../kernel/calendar-date.js'
import type { Instant } from '../../kernel/instant.js'
import { add, dong, type Money, subtract } from '../../kernel/money.js'
import type { Chance } from './random.js'

/** How a borrower of the demonstration behaves. */
export type Habits = {
	/** On which of her interest days she comes to pay. */
	readonly comes: (dueOn: CalendarDate, index: number) => boolean
	/** From this day on she pays no more. */
	readonly stopsOn: CalendarDate | null
	/** A visit whose receipt is found only later and then recorded on its own day. */
	readonly foundLater: number | null
	/** A visit that is recorded twice; the second is reversed. */
	readonly recordedTwice: number | null
	/** The second half is paid out so many days after the first. */
	readonly secondTrancheAfter: number | null
}

export type LifePlan = {
	readonly signedOn: CalendarDate
	readonly principal: Money
	readonly method: 'cash' | 'bank'
	readonly habits: Habits
	/** Nothing is told that was learnt after this day. */
	readonly until: CalendarDate
	readonly random: Chance
}

/** The events of one loan in the order in which they were learnt, each payment reckoned from how the loan then stands. */
export function happeningsOf(plan: LifePlan): LoanLife['happenings'] {
	return function* tellOf(loan, state) {
		const { random, habits, until, principal } = plan
		let lastAt = '' as Instant
		let seq = 0
		const learnt = (
			type: LoanEventType,
			on: CalendarDate,
			amount: Money | null,
			more: Partial<LearntHappening> & { details?: LoanEventDetails } = {},
			lag = 0,
		): LearntHappening => {
			const at = officeHour(addDays(on, lag), random)
			lastAt = at > lastAt ? at : lastAt
			seq += 1
			return { type, on, amount, details: {}, reverses: null, ...more, recordedAt: lastAt }
		}
		const receipt = (on: CalendarDate) => ({
			details: {
				method: plan.method,
				receiptNo: `${on.slice(2, 4)}${on.slice(5, 7)}-${String(random.between(1, 99_999)).padStart(5, '0')}`,
			},
		})

		yield learnt('signed', plan.signedOn, null)
		const half = dong(principal / 2n)
		const first = habits.secondTrancheAfter === null ? principal : half
		yield learnt('disbursed', plan.signedOn, first, { details: { method: plan.method } })
		if (habits.secondTrancheAfter !== null) {
			const on = addDays(plan.signedOn, habits.secondTrancheAfter)
			if (on <= until) yield learnt('disbursed', on, subtract(principal, half), { details: { method: plan.method } })
		}

		const { layout } = loan.basisOf(state(), plan.signedOn)
		const begun = state().day ?? plan.signedOn
		let held: { on: CalendarDate; amount: Money } | null = null
		for (const [index, dueOn] of layout.bills.entries()) {
			if (dueOn > until) return
			if (dueOn <= begun) continue
			if (habits.stopsOn !== null && dueOn >= habits.stopsOn) break
			const atEnd = dueOn === layout.maturityOn
			if (!atEnd && !habits.comes(dueOn, index)) continue
			const owes = owedOn(loan, state(), dueOn)
			if (owes.status !== 'active') return
			const amount = atEnd ? owes.payOff : owes.due
			if (amount <= 0n) continue
			if (index === habits.foundLater && !atEnd) {
				held = { on: dueOn, amount }
				continue
			}
			if (held !== null && !atEnd) {
				// She had paid, so only what has fallen due since is asked of her; days later the old receipt turns up.
				const since = subtract(amount, held.amount)
				if (since > 0n) yield learnt('repaid', dueOn, since, receipt(dueOn))
				const foundAt = addDays(dueOn, random.between(5, 20))
				if (foundAt <= until) {
					const found = learnt('repaid', held.on, held.amount, receipt(held.on), daysBetween(held.on, foundAt))
					held = null
					yield found
				}
				continue
			}
			yield learnt('repaid', dueOn, amount, receipt(dueOn), random.happens(8_000) ? random.between(1, 3) : 0)
			if (index === habits.recordedTwice && !atEnd && outstandingOf(state()) > amount) {
				yield learnt('repaid', dueOn, amount, receipt(dueOn))
				const doubled = seq
				yield learnt('reversed', dueOn, amount, { reverses: doubled, details: { reason: 'Ghi trùng biên lai' } }, random.between(1, 4))
			}
		}
		yield* overdueAfter(loan, state, plan, learnt)
	}
}

type Learnt = (
	type: LoanEventType,
	on: CalendarDate,
	amount: Money | null,
	more?: Partial<LearntHappening>,
	lag?: number,
) => LearntHappening

/** A bank moves what was not paid by its last day in time to overdue; on own money the contract does it by itself. */
function* overdueAfter(loan: Loan, state: () => LoanState, plan: LifePlan, learnt: Learnt): Iterable<LearntHappening> {
	const basis = loan.basisOf(state(), plan.signedOn)
	if (state().status !== 'active' || loan.terms.overdue.transfer === 'automatic') return
	const on = later(addDays(basis.lastDayInTime(basis.layout.maturityOn), 1), state().day ?? plan.signedOn)
	if (on > plan.until) return
	const due = subtract(duePrincipal(loan.at(state(), on), on), state().overdue)
	if (due > 0n) yield learnt('moved-to-overdue', on, due, { details: { decisionNo: '14/TD' } })
}

/** What she owes on a day: all that is due, and what would close the loan. */
function owedOn(loan: Loan, told: LoanState, on: CalendarDate): { status: LoanState['status']; due: Money; payOff: Money } {
	const state = loan.at(told, on)
	const basis = loan.basisOf(state, on)
	const principal = duePrincipal(state, on)
	const late = latePrincipal(basis, state, on)
	return { status: state.status, due: add(unpaidInterest(state), principal > late ? principal : late), payOff: payOff(basis, state) }
}

/** Between nine and sixteen o'clock in Cao Bằng. */
export function officeHour(on: CalendarDate, random: Chance): Instant {
	const minutes = random.between(2 * 60, 9 * 60)
	const two = (number: number): string => String(number).padStart(2, '0')
	return `${on}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(random.between(0, 59))}.000000Z` as Instant
}
