import type { CalendarDate } from '../kernel/calendar-date.js'
import { Decimal } from '../kernel/decimal.js'
import { type Language, Refusal } from '../kernel/refusal.js'
import { type Cap, type CapName, capOn, isBank } from '../products/caps.js'
import type { LenderKind } from '../products/template.js'
import type { Terms } from './schemas.js'
import { type Figure, shown, type Warning, warning, type WarningCode } from './loan-warnings.js'

/** What is to be signed, by whose lender, under which caps. */
export type TermsAsked = {
	readonly terms: Terms
	/** What the loan costs a year on the balance really owed; null where no rate says it. */
	readonly trueYearlyRate: string | null
	readonly lenderKind: LenderKind
	readonly caps: readonly Cap[]
	readonly signedOn: CalendarDate
}

type Breach = { readonly code: WarningCode; readonly cap: Cap; readonly figures: Readonly<Record<string, Figure>> }

/**
 * Refuses terms of a bank that ask for more on a late debt than TT 39/2016/TT-NHNN art. 13.4 lets it: 10 % a year on late
 * interest, 150 % of the rate on overdue principal. Other lenders are warned, since BLDS art. 466.5 lets them agree otherwise.
 */
export function refuseAboveCaps(asked: TermsAsked): void {
	const [breach] = isBank(asked.lenderKind) ? lateBreaches(asked) : []
	if (breach !== undefined) throw new Refusal(breach.code, { path: 'terms.overdue', details: shown(breach.figures) })
}

/** Terms above a cap that does not forbid them. */
export function capWarnings(asked: TermsAsked, language: Language): readonly Warning[] {
	const breaches = [...rateBreaches(asked), ...lateBreaches(asked)]
	return breaches.map(({ code, cap, figures }) => warning(code, cap.source, figures, language))
}

/** What is agreed is one rate, what it is on the balance really owed another: 12 % a year flat is 21,46 % (BLDS art. 468.1). */
function rateBreaches({ terms, trueYearlyRate, ...asked }: TermsAsked): readonly Breach[] {
	const cap = capOf(asked, 'yearly-rate')
	const nominal = terms.interestMethod === 'none' ? '0' : ratesOf(terms).at(-1)
	if (cap === null || nominal === undefined || !(isAbove(nominal, cap) || isAbove(trueYearlyRate ?? '0', cap))) return []
	const trueYearly = trueYearlyRate === null ? '—' : { rate: trueYearlyRate }
	return [{ code: 'loan.yearly-rate-above-cap', cap, figures: { nominal: { rate: nominal }, trueYearly, limit: { rate: cap.value } } }]
}

function lateBreaches(asked: TermsAsked): readonly Breach[] {
	const { factor, yearly, lateInterestYearly } = asked.terms.overdue
	const lowest = asked.terms.interestMethod === 'none' ? '0' : (ratesOf(asked.terms)[0] ?? '0')
	// A rate of its own on overdue principal is so many times the loan's; where that bears nothing, it is late interest (BLDS art. 466.4).
	const times = yearly === null ? factor : lowest === '0' ? '0' : new Decimal(yearly).dividedBy(lowest).toFixed()
	const late = [lateInterestYearly ?? '0', yearly !== null && lowest === '0' ? yearly : '0'].sort(byNumber).at(-1) ?? '0'
	const lateCap = capOf(asked, 'late-interest-yearly')
	const factorCap = capOf(asked, 'overdue-factor')
	const breaches: Breach[] = []
	if (lateCap !== null && isAbove(late, lateCap)) {
		const figures = { asked: { rate: late }, limit: { rate: lateCap.value } }
		breaches.push({ code: 'loan.late-interest-above-cap', cap: lateCap, figures })
	}
	if (factorCap !== null && isAbove(times, factorCap)) {
		const figures = { asked: { times }, limit: { times: factorCap.value } }
		breaches.push({ code: 'loan.overdue-factor-above-cap', cap: factorCap, figures })
	}
	return breaches
}

function capOf({ caps, lenderKind, signedOn }: Pick<TermsAsked, 'caps' | 'lenderKind' | 'signedOn'>, name: CapName): Cap | null {
	return capOn(caps, name, lenderKind, signedOn)
}

/** The rates agreed, the lowest first; "0.0" is written as "0". */
function ratesOf(terms: Terms): readonly string[] {
	return terms.rates.map(({ yearly }) => new Decimal(yearly).toFixed()).sort(byNumber)
}

function isAbove(value: string, cap: Cap): boolean {
	return new Decimal(value).gt(cap.value)
}

function byNumber(a: string, b: string): number {
	return new Decimal(a).comparedTo(b)
}
