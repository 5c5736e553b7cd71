import type { CalendarDate } from '../kernel/calendar-date.js'
import { vietnameseDate } from '../kernel/calendar-date.js'
import { Decimal, decimalOf } from '../kernel/decimal.js'
import { must } from '../kernel/assert.js'
import { type Money, smaller, subtract, sum } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import { timesFactor } from '../kernel/rate.js'
import type { Language } from '../kernel/refusal.js'
import { amountInWords } from '../kernel/words.js'
import { lateAfter, ratesOf } from './accrual.js'
import type { Loan } from './loan.js'
import type { LoanState } from './state.js'

/** A transfer to overdue that somebody is to decide on; by itself it changes nothing. */
export type OverdueTransfer = {
	/** The day of the transfer: the one for which it was proposed. */
	readonly on: CalendarDate
	/** Principal in term that was to be paid and was not, in đồng. */
	readonly amount: Money
	/** The contractual day on which the oldest part of it fell due, and until when that was in time. */
	readonly dueOn: CalendarDate
	readonly inTimeUntil: CalendarDate
	/** The yearly rate on it from then on, as decimal text. */
	readonly yearly: string
}

/**
 * What of a loan's principal is to be moved to overdue on a day: due, its last day in time past, and neither moved nor
 * frozen yet. Only where the transfer is an event of its own: the bank's, never inferred (form 14/TD). Only the
 * principal that was not paid on time is moved, never the rest (Circular 39/2016/TT-NHNN art. 20). Null where there is none.
 */
export function transferDue(loan: Loan, told: LoanState, on: CalendarDate): OverdueTransfer | null {
	if (loan.terms.overdue.transfer !== 'recorded' || told.anchor === null) return null
	const basis = loan.basisOf(told, on)
	const state = loan.at(told, on)
	if (state.status !== 'active') return null
	const late = state.planned.filter(([dueOn]) => basis.lastDayInTime(lateAfter(basis, dueOn)) < on)
	// A freeze takes what is late first, and what was moved before is not moved twice.
	const unmoved = subtract(subtract(sum(late.map(([, amount]) => amount)), state.overdue), state.frozen)
	const amount = smaller(unmoved, state.inTerm)
	if (amount <= 0n) return null
	const dueOn = must(late.map(([dueOn]) => lateAfter(basis, dueOn)).sort()[0], 'a late row')
	return { on, amount, dueOn, inTimeUntil: basis.lastDayInTime(dueOn), yearly: overdueYearly(loan, state, on) }
}

/** The rate on overdue principal from a day on, as yearly decimal text: the agreed one, or the loan's own times the factor (Circular 39/2016 art. 13.4: at most 150 %). */
function overdueYearly({ terms }: Loan, state: LoanState, on: CalendarDate): string {
	const { yearly, factor } = terms.overdue
	if (yearly !== null) return yearly
	if (terms.interestMethod === 'none') return '0'
	const steps = ratesOf(terms, state)
	const rate = must(steps.findLast(({ from }) => from <= on) ?? steps[0], 'a loan has a rate')
	return decimalOf(timesFactor(rate.yearly, factor)).toFixed()
}

/** Why a transfer is proposed, in a sentence. */
export function reasonFor({ amount, dueOn, inTimeUntil }: OverdueTransfer, language: Language): string {
	const [due, until, sum] = [vietnameseDate(dueOn), vietnameseDate(inTimeUntil), vietnameseNumber(amount)]
	return language === 'vi'
		? `Gốc đến hạn ngày ${due}, trả đúng hạn chậm nhất ngày ${until}, còn ${sum} đồng chưa trả`
		: `Principal due on ${due} and in time until ${until}; ${sum} đồng are unpaid`
}

/** The notice of a transfer, by its number and as its text. */
export type OverdueNotice = { readonly no: string; readonly text: string }

/**
 * The notice that goes to the borrower with the transfer: the principal moved, the day, and the rate applied to it
 * (Circular 39/2016/TT-NHNN art. 20).
 */
export function noticeOf({
	id,
	loanCode,
	...transfer
}: OverdueTransfer & { readonly id: string; readonly loanCode: string }): OverdueNotice {
	const { on, amount, yearly } = transfer
	const no = `QH-${id.padStart(8, '0')}`
	const percent = new Decimal(yearly).times(100).toFixed().replace('.', ',')
	const text = `Thông báo chuyển nợ quá hạn số ${no}: khoản vay ${loanCode}, số dư nợ gốc bị quá hạn ${vietnameseNumber(amount)} đồng (${amountInWords(amount)}), chuyển quá hạn từ ngày ${vietnameseDate(on)}, lãi suất áp dụng đối với dư nợ gốc bị quá hạn ${percent} %/năm. ${reasonFor(transfer, 'vi')}.`
	return { no, text }
}
