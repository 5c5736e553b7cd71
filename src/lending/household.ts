import type { CalendarDate } from '../kernel/calendar-date.js'
import { Decimal } from '../kernel/decimal.js'
import { add, larger, type Money, moneyFromText, subtract, sum, zero } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Language } from '../kernel/refusal.js'
import { type Cap, capOn } from '../products/caps.js'
import { rulesFor } from '../products/rules.js'
import type { LenderView, ProductView } from '../products/schemas.js'
import type { Loan } from './loan.js'
import type { Standing } from './standing.js'
import type { LoanState } from './state.js'
import type { LoanRow } from './stored.js'
import { type Warning, warning } from './loan-warnings.js'

/** A loan of somebody of the household, as it stands on the day. */
export type HouseholdLoan = {
	readonly row: LoanRow
	readonly standing: Standing
	/** What is agreed and not yet paid out, in đồng: it takes from a limit like what is owed. */
	readonly toDisburse: Money
	/** Whether the asker sees which loan it is; otherwise it counts in sums and is not named. */
	readonly named: boolean
}

/** What is owed, in đồng, on so many loans. */
export type DebtSums = {
	readonly loans: number
	readonly outstanding: Money
	readonly inTerm: Money
	readonly overdue: Money
	readonly frozen: Money
	/** Interest that fell due and is not paid, late interest with it. */
	readonly interestOwed: Money
	readonly toDisburse: Money
}

/** The most that one household may owe, by which rule, and what is left of it. */
export type DebtLimit = {
	readonly amountMax: Money
	readonly left: Money
	readonly from: CalendarDate
	readonly source: string
	readonly certainty: string
}

export type HouseholdDebts = {
	/** The bank's money and the Union's own are different books and shown apart; only `grandTotal` adds them up. */
	readonly totals: { readonly entrusted: DebtSums; readonly own: DebtSums; readonly grandTotal: DebtSums }
	readonly lenders: readonly { readonly lender: LenderView; readonly sums: DebtSums; readonly limit: DebtLimit | null }[]
	readonly programmes: readonly { readonly product: ProductView; readonly sums: DebtSums; readonly limit: DebtLimit | null }[]
}

/** Who lends under which rules, by id, and what holds them down. */
export type Offers = {
	readonly lenders: ReadonlyMap<string, LenderView>
	readonly products: ReadonlyMap<string, ProductView>
	readonly caps: readonly Cap[]
}

/**
 * What a household owes, by whose money it is, by lender and by programme, against the limits of the day `on`. A product's
 * amountMax counts here as the most that one household may owe under it, for that is how the decisions say it: 100 triệu
 * a poor household at NHCSXH, 50 triệu a client of a microfinance programme (QĐ 20/2017/QĐ-TTg).
 */
export function debtsOf(loans: readonly HouseholdLoan[], offers: Offers, on: CalendarDate): HouseholdDebts {
	const owing = loans.filter(owesAnything)
	const ofLender = (id: string): LenderView | undefined => offers.lenders.get(id)
	const entrusted = owing.filter(({ row }) => row.contract.chart === 'memorandum')
	const own = owing.filter(({ row }) => row.contract.chart === 'own')
	const lenders = [...offers.lenders.values()].flatMap((lender) => {
		const sums = sumsOf(owing.filter(({ row }) => row.lenderId === lender.id))
		return sums.loans === 0 ? [] : [{ lender, sums, limit: lenderLimit(lender, sums, offers.caps, on) }]
	})
	const programmes = [...offers.products.values()].flatMap((product) => {
		const sums = sumsOf(owing.filter(({ row }) => row.productId === product.id))
		return sums.loans === 0 || ofLender(product.lenderId) === undefined ? [] : [{ product, sums, limit: programmeLimit(product, sums, on) }]
	})
	return { totals: { entrusted: sumsOf(entrusted), own: sumsOf(own), grandTotal: sumsOf(owing) }, lenders, programmes }
}

/** What loans owe together. */
export function sumsOf(loans: readonly HouseholdLoan[]): DebtSums {
	const total = (part: (loan: HouseholdLoan) => Money): Money => sum(loans.map(part))
	return {
		loans: loans.length,
		outstanding: total(({ standing }) => standing.balances.outstanding),
		inTerm: total(({ standing }) => standing.balances.inTerm),
		overdue: total(({ standing }) => standing.balances.overdue),
		frozen: total(({ standing }) => standing.balances.frozen),
		interestOwed: total(({ standing: { balances } }) => sum([balances.interestDue, balances.interestCarried, balances.lateInterest])),
		toDisburse: total(({ toDisburse }) => toDisburse),
	}
}

/** What is agreed and can still be paid out on a day, in đồng: all before the first disbursement, nothing after the term. */
export function leftToDisburse(loan: Loan, state: LoanState, on: CalendarDate): Money {
	if (state.status === 'signed') return state.broughtForwardOn === undefined ? loan.terms.principal : zero
	if (state.status !== 'active' || on >= loan.basisOf(state, on).layout.maturityOn) return zero
	return subtract(loan.terms.principal, state.disbursed)
}

/**
 * What is to be looked at in the debts of a household. Where it is about one loan that is being signed, only the limits of
 * its own programme and lender are of interest; its programme's limit on the loan alone is told by the product's own finding.
 */
export function householdFindings(
	debts: HouseholdDebts,
	loans: readonly HouseholdLoan[],
	language: Language,
	signed: LoanRow | null = null,
): readonly Warning[] {
	const names = new Map(debts.lenders.map(({ lender }) => [lender.id, lender.code]))
	const programmes = debts.programmes.filter(({ product, sums }) => signed === null || (product.id === signed.productId && sums.loans > 1))
	const lenders = debts.lenders.filter(({ lender }) => signed === null || lender.id === signed.lenderId)
	return [
		...programmes.flatMap(({ product, sums, limit }) => aboveMax('programme', product.code, sums, limit, language)),
		...lenders.flatMap(({ lender, sums, limit }) => aboveMax('lender', lender.code, sums, limit, language)),
		...(debts.lenders.length > 1 ? [severalLenders(debts, language)] : []),
		...loans.filter(isLate).map((loan) => lateLoan(loan, names.get(loan.row.lenderId) ?? '', language)),
	]
}

/** A group of which too great a share is overdue: whoever borrows next does so among people who answer for one another. */
export function groupFindings(standings: readonly Standing[], cap: Cap | null, language: Language): readonly Warning[] {
	const outstanding = sum(standings.map(({ balances }) => balances.outstanding))
	const overdue = sum(standings.map(({ balances }) => balances.overdue))
	if (cap === null || outstanding === 0n) return []
	const share = new Decimal(String(overdue)).dividedBy(String(outstanding))
	if (share.lte(cap.value)) return []
	const figures = { overdue, outstanding, share: { rate: share.toSignificantDigits(6).toFixed() }, limit: { rate: cap.value } }
	return [warning('group.late', cap.source, figures, language)]
}

function owesAnything({ standing: { balances }, toDisburse }: HouseholdLoan): boolean {
	return [balances.outstanding, balances.interestDue, balances.interestCarried, balances.lateInterest, toDisburse].some((part) => part > 0n)
}

function isLate({ standing: { arrears, balances } }: HouseholdLoan): boolean {
	return arrears.daysPastDue > 0 || balances.overdue > 0n
}

function programmeLimit(product: ProductView, sums: DebtSums, on: CalendarDate): DebtLimit | null {
	const rules = rulesFor(product.rules, on)
	if (rules === null || rules.limits.amountMax === null) return null
	return limitOf({ ...rules, value: rules.limits.amountMax }, sums)
}

function lenderLimit(lender: LenderView, sums: DebtSums, caps: readonly Cap[], on: CalendarDate): DebtLimit | null {
	const cap = capOn(caps, 'household-amount', lender.kind, on)
	return cap === null ? null : limitOf(cap, sums)
}

type Rule = { readonly value: string; readonly from: CalendarDate; readonly source: string; readonly certainty: string }

function limitOf({ value, from, source, certainty }: Rule, { outstanding, toDisburse }: DebtSums): DebtLimit {
	const amountMax = moneyFromText(value)
	return { amountMax, left: larger(subtract(amountMax, add(outstanding, toDisburse)), zero), from, source, certainty }
}

function aboveMax(
	of: 'programme' | 'lender',
	code: string,
	{ outstanding, toDisburse }: DebtSums,
	limit: DebtLimit | null,
	language: Language,
): readonly Warning[] {
	const total = add(outstanding, toDisburse)
	if (limit === null || total <= limit.amountMax) return []
	return [warning(`household.above-${of}-max`, limit.source, { [of]: code, total, toDisburse, limit: limit.amountMax }, language)]
}

/** Nobody forbids it; whoever decides on a loan is to know of the others. */
const looked = 'mức do dự án chọn: tổ bình xét theo tổng nợ của cả hộ'

function severalLenders(debts: HouseholdDebts, language: Language): Warning {
	const lenders = debts.lenders.map(({ lender, sums }) => `${lender.code} ${vietnameseNumber(add(sums.outstanding, sums.toDisburse))} đồng`)
	const total = add(debts.totals.grandTotal.outstanding, debts.totals.grandTotal.toDisburse)
	return warning('household.several-lenders', looked, { count: String(lenders.length), lenders: lenders.join(', '), total }, language)
}

function lateLoan({ row, standing: { arrears, balances }, named }: HouseholdLoan, lender: string, language: Language): Warning {
	const loan = named ? row.code : { vi: 'ngoài địa bàn', en: 'out of your area' }[language]
	const { daysPastDue, principal, interest } = arrears
	return warning(
		'household.late',
		looked,
		{ loan, lender, days: String(daysPastDue), principal, interest, overdue: balances.overdue },
		language,
	)
}
