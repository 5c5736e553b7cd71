import { allocate, splitEqually } from '../kernel/allocate.js'
import { must } from '../kernel/assert.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { Decimal, decimalOf } from '../kernel/decimal.js'
import { type Fraction, fraction, multiplyFractions } from '../kernel/fraction.js'
import {
	accrue,
	asAccrual,
	addAccruals,
	type Accrual,
	dong,
	type Money,
	nothingAccrued,
	settle,
	smaller,
	subtract,
	sum,
	zero,
} from '../kernel/money.js'
import { type Rounding, roundFraction } from '../kernel/rounding.js'
import { interestFactor, type RateStep } from './interest.js'
import type { Layout, LayoutRow } from './layout.js'
import type { Terms } from './schemas.js'

/** So much principal is to be paid by that day. In the order of the days; days without principal are left out. */
export type Planned = readonly (readonly [dueOn: CalendarDate, amount: Money])[]

/**
 * Spreads a balance over the rows after a day that take principal: equal principal, equal instalment (annuity or flat),
 * as agreed row by row, or all at the end. The parts always sum to the balance; the last takes what is left. An equal
 * instalment is equal for as long as the rate is.
 */
export function planPrincipal(terms: Terms, layout: Layout, rates: readonly RateStep[], after: CalendarDate, balance: Money): Planned {
	if (balance === 0n) return []
	const open = layout.rows.filter((row) => row.principal && row.dueOn > after)
	// Past the last row there is nothing to spread over: all of it is due with the last.
	const rows = open.length > 0 ? open : layout.rows.slice(-1)
	const amounts = amountsOf(terms, balance, rows, rates, (row, known) => interestFactor(terms, layout, known, row.from, row.dueOn))
	return rows
		.map(({ dueOn }, index): [CalendarDate, Money] => [dueOn, must(amounts[index], 'a part for each row')])
		.filter(([, amount]) => amount !== 0n)
}

/**
 * The equal instalment of an annuity with the periods' real factors: P·Π(1+fᵢ) ÷ g(n), g(1) = 1, g(k) = 1 + g(k−1)·(1+f_k),
 * rounded. With equal factors it is P·r ÷ (1 − (1+r)^−n), the PMT of spreadsheets.
 */
export function annuityInstalment(balance: Money, factors: readonly Fraction[], rounding: Rounding): Money {
	let product = new Decimal(1)
	let g = new Decimal(0)
	for (const factor of factors) {
		const growth = decimalOf(factor).plus(1)
		product = product.times(growth)
		g = g.times(growth).plus(1)
	}
	const exact = new Decimal(balance.toString()).times(product).dividedBy(g)
	// Forty decimals are far below any rounding's unit, and keep exact results exact.
	const scaled = exact.times('1e40').toDecimalPlaces(0)
	return dong(roundFraction(fraction(BigInt(scaled.toFixed(0)), 10n ** 40n), rounding))
}

function amountsOf(
	terms: Terms,
	balance: Money,
	rows: readonly LayoutRow[],
	rates: readonly RateStep[],
	factorOf: (row: LayoutRow, known: readonly RateStep[]) => Fraction,
): readonly Money[] {
	const { amortization, instalmentAmount, instalmentRounding, remainder } = terms
	if (amortization === 'bullet') return rows.map((_, index) => (index === rows.length - 1 ? balance : zero))
	if (amortization === 'custom') return likeTheAgreedRows(terms, balance, rows)
	if (amortization === 'equal-principal') {
		if (instalmentAmount === undefined) return splitEqually(balance, rows.length, instalmentRounding, remainder)
		return untilNothingIsLeft(balance, rows.length, () => instalmentAmount)
	}
	if (terms.interestMethod === 'flat') {
		const factors = rows.map((row) => factorOf(row, rates))
		const interests = factors.map((factor) => settle(accrue(balance, factor), terms.interestRounding))
		const whole = interests.reduce<Accrual>((total, interest) => addAccruals(total, asAccrual(interest)), asAccrual(balance))
		const level = instalmentAmount ?? settle(multiplyFractions(whole, fraction(1n, BigInt(rows.length))) as Accrual, instalmentRounding)
		return untilNothingIsLeft(balance, rows.length, (index) => subtract(level, interests[index] ?? zero))
	}
	const bearing = (known: readonly RateStep[], from: number): readonly Fraction[] =>
		rows.slice(from).map((row) => (terms.interestMethod === 'none' ? nothingAccrued : factorOf(row, known)))
	const factors = bearing(rates, 0)
	let level = instalmentAmount ?? zero
	return untilNothingIsLeft(balance, rows.length, (index, left) => {
		const until = must(rows[index], 'a row for each part').dueOn
		// The instalment is equal as long as the rate is: each step of the rate reckons it anew over what is then left.
		if (instalmentAmount === undefined && (index === 0 || hasStep(rates, must(rows[index - 1], 'a row before').dueOn, until))) {
			const known = rates.filter(({ from }, step) => step === 0 || from < until)
			level = annuityInstalment(left, known.length < rates.length ? bearing(known, index) : factors.slice(index), instalmentRounding)
		}
		return subtract(level, settle(accrue(left, must(factors[index], 'a factor for each row')), terms.interestRounding))
	})
}

function hasStep(rates: readonly RateStep[], from: CalendarDate, to: CalendarDate): boolean {
	return rates.some((step, index) => index > 0 && step.from >= from && step.from < to)
}

/** In the proportions that were agreed row by row: a tranche is spread as the whole loan is. */
function likeTheAgreedRows({ customRows = [], instalmentRounding }: Terms, balance: Money, rows: readonly LayoutRow[]): readonly Money[] {
	const agreed = new Map(customRows.map(({ dueOn, principal }) => [dueOn, principal]))
	const weights = rows.map(({ dueOn }) => agreed.get(dueOn) ?? zero)
	const whole = sum(weights)
	const parts = whole === 0n || whole === balance ? weights : allocate(balance, weights, instalmentRounding, rows.length - 1)
	return untilNothingIsLeft(balance, rows.length, (index) => parts[index] ?? zero)
}

/** Takes each row's part, never below zero and never more than is left; the last row takes what is left. */
function untilNothingIsLeft(balance: Money, count: number, part: (index: number, left: Money) => Money): readonly Money[] {
	const parts: Money[] = []
	let left = balance
	for (let index = 0; index < count; index += 1) {
		const wanted = index === count - 1 ? left : part(index, left)
		const taken = wanted < 0n ? zero : smaller(wanted, left)
		parts.push(taken)
		left = subtract(left, taken)
	}
	return parts
}

/** The sum of two plans, day by day. */
export function addPlans(a: Planned, b: Planned): Planned {
	const days = new Map<CalendarDate, Money>()
	for (const [dueOn, amount] of [...a, ...b]) days.set(dueOn, dong((days.get(dueOn) ?? 0n) + amount))
	return [...days].sort(([x], [y]) => (x < y ? -1 : 1))
}

/** Takes an amount out of a plan, from its first day on or from its last one back. */
export function takeFromPlan(planned: Planned, amount: Money, from: 'first' | 'last'): Planned {
	let left = amount
	const rows = from === 'first' ? [...planned] : [...planned].reverse()
	const kept = rows.map((row): readonly [CalendarDate, Money] => {
		if (left === 0n) return row
		const [dueOn, part] = row
		const taken = smaller(part, left)
		left = subtract(left, taken)
		return [dueOn, subtract(part, taken)]
	})
	if (from === 'last') kept.reverse()
	return kept.filter(([, part]) => part !== 0n)
}
