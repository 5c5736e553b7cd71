import { addDays, type CalendarDate, type Cycle, daysBetween, earlier, later } from '../kernel/calendar-date.js'
import { type DayCount, yearFraction } from '../kernel/day-count.js'
import { addFractions, compareFractions, type Fraction, multiplyFractions, zeroFraction } from '../kernel/fraction.js'
import { type Accrual, accrue, addAccruals, type Money, nothingAccrued } from '../kernel/money.js'
import { type Rate, rateFraction } from '../kernel/rate.js'
import type { LoanBasis, Segment } from './accrual.js'
import { type RateStep, rateSegments } from './interest.js'

/** Days on one balance at one rate: what one line of the explanation says. */
export type Stretch = {
	readonly from: CalendarDate
	/** The first day that is no longer counted. */
	readonly to: CalendarDate
	readonly days: number
	readonly kind: Segment['kind']
	/** What bears the interest, in đồng. */
	readonly base: Money
	/** What the base is: the balance, or what was lent at first (flat), overdue principal, or interest that is late. */
	readonly bearer: 'balance' | 'disbursed' | 'overdue' | 'interest'
	/** The rate that the base bears in a year, exact. */
	readonly yearly: Fraction
	readonly reason: RateReason
	readonly dayCount: DayCount
	readonly cycle: Cycle
	/** Rate × part of the year, exact. */
	readonly factor: Fraction
	readonly amount: Accrual
}

/** How the yearly rate of a stretch comes about. */
export type RateReason =
	| { readonly is: 'loan' | 'agreed' | 'late' | 'support' }
	/** The loan's rate times the factor on overdue principal. */
	| { readonly is: 'times'; readonly loan: Rate; readonly factor: string }
	/** What the overdue rate adds to a flat rate that is borne already. */
	| { readonly is: 'beyond'; readonly loan: Rate; readonly overdue: Fraction }

/**
 * A segment of the engine as stretches of one rate each; their amounts sum to the segment's, exactly, since no day count
 * changes by being split. `rates` are those in force when the segment was told.
 */
export function stretchesOf(segment: Segment, basis: LoanBasis, rates: readonly RateStep[], disbursed: Money): readonly Stretch[] {
	const { terms, layout } = basis
	const { kind, base } = segment
	const made = (part: { from: CalendarDate; to: CalendarDate }, yearly: Fraction, reason: RateReason, dayCount: DayCount): Stretch => {
		const factor = multiplyFractions(yearly, yearFraction(dayCount, part.from, part.to, layout.cycle))
		return {
			...part,
			days: daysBetween(part.from, part.to),
			kind,
			base,
			bearer: bearerOf(segment, basis, disbursed),
			yearly,
			reason,
			dayCount,
			cycle: layout.cycle,
			factor,
			amount: accrue(base, factor),
		}
	}
	if (kind === 'late-interest') {
		// Simple interest by days ÷ 365, whatever the loan itself counts by.
		const late = terms.overdue.lateInterestYearly as Rate
		return [made({ from: segment.from, to: segment.to }, rateFraction(late), { is: 'late' }, 'actual/365')]
	}
	const { interestSupport } = terms
	if (kind === 'interest-support' && interestSupport !== undefined) {
		const from = later(later(segment.from, layout.freeUntil), interestSupport.from)
		const to = earlier(segment.to, addDays(interestSupport.to, 1))
		return [made({ from, to }, rateFraction(interestSupport.yearly), { is: 'support' }, terms.dayCount)]
	}
	const parts = partsOf(segment, basis, rates)
	const tell = (isBeyond: boolean): readonly Stretch[] =>
		parts.map(({ loan, ...part }) => made(part, ...rateOf(kind, loan, terms.overdue, isBeyond), terms.dayCount))
	const whole = tell(false)
	// A flat rate is already borne on the whole amount: there the engine counts only what the overdue rate adds to it.
	return compareFractions(sumOfFactors(whole), segment.factor) === 0 ? whole : tell(true)
}

/** Stretches that follow one another on the same base at the same rate, told as one; the sum stays the same. */
export function joined(stretches: readonly Stretch[]): readonly Stretch[] {
	const made: Stretch[] = []
	for (const next of stretches) {
		const at = made.findLastIndex((one) => isContinued(one, next))
		const last = made[at]
		if (last === undefined) {
			made.push(next)
			continue
		}
		made[at] = {
			...last,
			to: next.to,
			days: last.days + next.days,
			factor: addFractions(last.factor, next.factor),
			amount: addAccruals(last.amount, next.amount),
		}
	}
	return made
}

/** What stretches bear together, exact. */
export function totalOf(stretches: readonly Stretch[]): Accrual {
	return stretches.reduce((total, { amount }) => addAccruals(total, amount), nothingAccrued)
}

type Part = { readonly from: CalendarDate; readonly to: CalendarDate; readonly loan: Rate | null }

/** The days of one loan rate each. In a grace that is free of interest there is none, and only an agreed overdue rate is borne. */
function partsOf({ from, to, kind }: Segment, { terms, layout }: LoanBasis, rates: readonly RateStep[]): readonly Part[] {
	const borne = later(from, earlier(layout.freeUntil, to))
	const free = kind === 'overdue-interest' && terms.overdue.yearly !== null && from < borne ? [{ from, to: borne, loan: null }] : []
	return [...free, ...rateSegments(rates, borne, to).map(({ yearly, ...days }) => ({ ...days, loan: yearly }))]
}

function rateOf(
	kind: Segment['kind'],
	loan: Rate | null,
	terms: { readonly yearly: Rate | null; readonly factor: string },
	isBeyond: boolean,
): readonly [yearly: Fraction, reason: RateReason] {
	const plain = loan === null ? zeroFraction : rateFraction(loan)
	if (kind === 'interest') return [plain, { is: 'loan' }]
	const overdue = terms.yearly === null ? multiplyFractions(plain, rateFraction(terms.factor as Rate)) : rateFraction(terms.yearly)
	if (isBeyond && loan !== null) return [subtractFractions(overdue, plain), { is: 'beyond', loan, overdue }]
	if (terms.yearly !== null || loan === null) return [overdue, { is: 'agreed' }]
	return [overdue, { is: 'times', loan, factor: terms.factor }]
}

function bearerOf({ kind, from, base }: Segment, { terms, layout }: LoanBasis, disbursed: Money): Stretch['bearer'] {
	if (kind === 'late-interest') return 'interest'
	if (kind === 'overdue-interest') return 'overdue'
	return terms.interestMethod === 'flat' && from < layout.maturityOn && base === disbursed ? 'disbursed' : 'balance'
}

function isContinued(one: Stretch, next: Stretch): boolean {
	return (
		one.to === next.from &&
		one.kind === next.kind &&
		one.base === next.base &&
		one.bearer === next.bearer &&
		one.reason.is === next.reason.is &&
		compareFractions(one.yearly, next.yearly) === 0
	)
}

function sumOfFactors(stretches: readonly Stretch[]): Fraction {
	return stretches.reduce<Fraction>((total, { factor }) => addFractions(total, factor), nothingAccrued)
}

function subtractFractions(a: Fraction, b: Fraction): Fraction {
	return addFractions(a, { numerator: -b.numerator, denominator: b.denominator })
}
