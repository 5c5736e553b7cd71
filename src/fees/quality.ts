import { must } from '../kernel/assert.js'
import { compareFractions, type Fraction, fraction, zeroFraction } from '../kernel/fraction.js'
import type { Money } from '../kernel/money.js'
import { type Band, exact, type Quality } from './agreement.js'

/** How a unit or a group stood at the end of the month, and what it collected in it. In đồng. */
export type Portfolio = {
	readonly outstanding: Money
	readonly overdue: Money
	/** The principal of loans in debt groups 3 to 5. */
	readonly badDebt: Money
	readonly collected: Money
	/** Interest that had fallen due by the month's end and was not paid. */
	readonly uncollected: Money
}

/** What a factor was read from: a part of a whole, and the bad debt where that counts. In đồng. */
export type Measured = { readonly part: Money; readonly whole: Money; readonly badDebt: Money | null; readonly outstanding: Money }

/** What the agreement measures of a portfolio. */
export function measuredOf({ measure, badDebtFrom }: Quality, portfolio: Portfolio): Measured {
	const { outstanding, overdue, collected, uncollected } = portfolio
	const badDebt = badDebtFrom === null ? null : portfolio.badDebt
	return measure === 'overdue-ratio'
		? { part: overdue, whole: outstanding, badDebt, outstanding }
		: { part: collected, whole: (collected + uncollected) as Money, badDebt, outstanding }
}

/**
 * The part of the fee that is paid, as decimal text. The entrustment fee of NHCSXH: overdue below 2 % the whole, below 3 %
 * 80 %, below 4 % half, else nothing (the bank's examination questions, about 2021); Agribank's commission by the collection
 * rate, and nothing from 2 % of bad debt on (one branch's practice).
 */
export function factorOf({ bands, badDebtFrom }: Quality, { part, whole, badDebt, outstanding }: Measured): string {
	if (badDebtFrom !== null && badDebt !== null && compareFractions(ratioOf(badDebt, outstanding), exact(badDebtFrom)) >= 0) return '0'
	return bandOf(bands, ratioOf(part, whole)).factor
}

/** The band that a ratio falls into: the last that begins at it or below. The first begins at nothing. */
export function bandOf(bands: readonly Band[], ratio: Fraction): Band {
	const reached = bands.filter(({ from }) => compareFractions(exact(from), ratio) <= 0)
	return must(reached.toSorted((a, b) => compareFractions(exact(a.from), exact(b.from))).at(-1), 'a band from nothing on')
}

/** A part over a whole; nothing of nothing is nothing. */
export function ratioOf(part: Money, whole: Money): Fraction {
	return whole > 0n ? fraction(part, whole) : zeroFraction
}
