import { must } from '../kernel/assert.js'
import { addDays, type CalendarDate, earlier, later, vietnameseDate } from '../kernel/calendar-date.js'
import { add, type Money, moneyFromText, smaller, subtract, sum, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { advance, type Listener, type LoanBasis, ratesOf } from './accrual.js'
import type { LoanEvent } from './event.js'
import { billDay, type Layout } from './layout.js'
import { addPlans, type Planned, planPrincipal, takeFromPlan } from './plan.js'
import { type LoanState, nothingYet, type Unpaid } from './state.js'

/**
 * Số dư chuyển sang: a loan that had been running for years in other books comes over with the balances of the end of a
 * day, and its history stays where it was written. What was agreed lays out its days from the first disbursement; the rest
 * is what those books say: principal in term, overdue and frozen, interest that fell due and is not paid. What is told once
 * more for the same day takes the place of what was told before, so that a correction is the new word and the undoing of
 * the old one, whatever has happened since.
 */
export function bringForward(basis: LoanBasis, state: LoanState, event: LoanEvent, listener: Listener): LoanState {
	const { on, details } = event
	const { terms, layout } = basis
	if (state.broughtForwardOn !== on)
		throw new Refusal('loan.opening-not-agreed', { path: 'on', details: { on: dayText(state.broughtForwardOn) } })
	if (layout.anchor > on) throw new Refusal('loan.opening-before-disbursement', { path: 'disbursedOn', details: { on: dayText(on) } })
	const parts = partsOf(basis, event)
	const unpaid = unpaidOf(layout, event)
	if (parts.outstanding === 0n && unpaid.length === 0) throw new Refusal('loan.opening-owes-nothing', { path: 'amount' })
	const { signedOn, rateChanges, moves } = state
	const paidThrough = details.interestPaidThrough ?? layout.anchor
	if (paidThrough < layout.anchor || paidThrough > on)
		throw new Refusal('loan.opening-interest-day', {
			path: 'interestPaidThrough',
			details: { from: dayText(layout.anchor), to: dayText(on) },
		})
	const opened: LoanState = {
		...nothingYet,
		status: 'active',
		signedOn,
		broughtForwardOn: on,
		anchor: layout.anchor,
		// Interest is told from the latest interest day, or from where it was paid beyond that; what lies before is in the unpaid amounts.
		day: later(interestDays(layout, on).at(-1) ?? layout.anchor, paidThrough),
		disbursed: terms.principal,
		inTerm: parts.inTerm,
		overdue: parts.overdue,
		overdueSince: parts.overdue === 0n ? null : (details.overdueSince ?? later(layout.anchor, earlier(layout.maturityOn, on))),
		frozen: parts.frozen,
		rateChanges,
		moves,
		planned: plannedOf(basis, state, on, parts),
		billed: interestDays(layout, on).length,
	}
	return { ...advance(basis, opened, on, listener), unpaid }
}

/** The state with the first disbursement that a loan is brought forward with: its days are laid out from there. */
export function anchored(state: LoanState, event: LoanEvent): LoanState {
	if (event.type !== 'brought-forward') return state
	return { ...state, anchor: must(event.details.disbursedOn, 'a loan is brought forward with the day on which it was paid out') }
}

/** What was agreed may be told of any day; all else that happened by the opening day is in the balances that were brought forward. */
const beforeOpening: ReadonlySet<LoanEvent['type']> = new Set(['signed', 'brought-forward', 'rate-changed', 'transferred', 'reversed'])

/** Refuses what happened by the end of the day of which the balances are. */
export function refuseBeforeOpening({ broughtForwardOn }: LoanState, { type, on }: LoanEvent): void {
	if (broughtForwardOn === undefined || on > broughtForwardOn || beforeOpening.has(type)) return
	throw new Refusal('loan.before-opening', { path: 'on', details: { on: dayText(broughtForwardOn) } })
}

/** The days up to one on which interest fell due, after the maturity too. */
export function interestDays(layout: Layout, on: CalendarDate): readonly CalendarDate[] {
	const days: CalendarDate[] = []
	for (let k = 0; billDay(layout, k) <= on; k += 1) days.push(billDay(layout, k))
	return days
}

type Parts = { readonly outstanding: Money; readonly inTerm: Money; readonly overdue: Money; readonly frozen: Money; readonly late: Money }

/** The balances. Where principal becomes late by the contract itself, no account holds it overdue: it is late by its days. */
function partsOf({ terms }: LoanBasis, { amount, details }: LoanEvent): Parts {
	const outstanding = amount ?? zero
	const [late, frozen] = [moneyOf(details.overdue), moneyOf(details.frozen)]
	if (outstanding > terms.principal)
		throw new Refusal('loan.opening-above-principal', { path: 'amount', details: { principal: String(terms.principal) } })
	if (add(late, frozen) > outstanding)
		throw new Refusal('loan.opening-parts', { path: 'overdue', details: { outstanding: String(outstanding) } })
	const overdue = terms.overdue.transfer === 'recorded' ? late : zero
	return { outstanding, inTerm: subtract(subtract(outstanding, overdue), frozen), overdue, frozen, late }
}

/**
 * The instalments still to be paid, as they were agreed: what was repaid met the first of them, and what of it came early
 * shortened the next or the last ones, by the rule of the product. What is late or frozen fell due by the opening day.
 */
function plannedOf(basis: LoanBasis, state: LoanState, on: CalendarDate, { outstanding, late, frozen }: Parts): Planned {
	const { terms, layout } = basis
	const agreed = planPrincipal(terms, layout, ratesOf(terms, state), addDays(layout.anchor, -1), terms.principal)
	const [past, ahead] = [agreed.filter(([dueOn]) => dueOn <= on), agreed.filter(([dueOn]) => dueOn > on)]
	const [fallenDue, stillToCome] = [total(past), total(ahead)]
	const inTime = smaller(subtract(outstanding, smaller(add(late, frozen), fallenDue)), stillToCome)
	const behind = takeFromPlan(past, subtract(fallenDue, subtract(outstanding, inTime)), 'first')
	if (terms.prepayment === 'reamortize') return addPlans(behind, planPrincipal(terms, layout, ratesOf(terms, state), on, inTime))
	return addPlans(behind, takeFromPlan(ahead, subtract(stillToCome, inTime), terms.prepayment === 'from-last' ? 'last' : 'first'))
}

/** Interest that fell due and is not paid: that of the latest interest day, and what was carried from the first one that was not paid on. */
function unpaidOf(layout: Layout, { on, details }: LoanEvent): Unpaid {
	const [due, carried] = [moneyOf(details.interestDue), moneyOf(details.interestCarried)]
	const days = interestDays(layout, on)
	const latest = days.at(-1)
	if (latest === undefined) {
		if (due === 0n && carried === 0n) return []
		throw new Refusal('loan.opening-interest-too-early', { path: 'interestDue', details: { on: dayText(billDay(layout, 0)) } })
	}
	const before = days.slice(0, -1)
	const from = before.find((day) => day > (details.interestPaidThrough ?? layout.anchor)) ?? before.at(-1) ?? layout.anchor
	return [[from, carried] as const, [latest, due] as const].filter(([, amount]) => amount > 0n)
}

function total(planned: Planned): Money {
	return sum(planned.map(([, amount]) => amount))
}

function moneyOf(text: string | undefined): Money {
	return text === undefined ? zero : moneyFromText(text)
}

function dayText(on: CalendarDate | undefined): string {
	return on === undefined ? '' : vietnameseDate(on)
}
