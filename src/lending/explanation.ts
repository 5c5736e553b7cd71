import { effective } from '../contracts/contract.js'
import { type CalendarDate, daysBetween, vietnameseDate } from '../kernel/calendar-date.js'
import { decimalOf } from '../kernel/decimal.js'
import type { Fraction } from '../kernel/fraction.js'
import { addAccruals, type Money, nothingAccrued } from '../kernel/money.js'
import { vietnameseNumber } from '../kernel/number-text.js'
import type { Language } from '../kernel/refusal.js'
import { type Listener, type Segment, settledInterest } from './accrual.js'
import type { LoanEvent } from './event.js'
import type { Loan } from './loan.js'
import { balancesOf } from './standing.js'

type ExplainedPeriod = { readonly dueOn: CalendarDate | null; readonly segments: readonly Segment[] }

/** Where every đồng of interest comes from: the stretches of days, balance × rate × days, and the one rounding. */
export function explain(loan: Loan, history: readonly LoanEvent[], asOf: CalendarDate, language: Language) {
	const periods: ExplainedPeriod[] = []
	let open: Segment[] = []
	const listener: Listener = {
		segment: (segment) => open.push(segment),
		billed: (dueOn) => {
			periods.push({ dueOn, segments: open.filter(({ kind }) => kind !== 'late-interest') })
			open = open.filter(({ kind }) => kind === 'late-interest')
		},
	}
	let state = loan.begin
	for (const event of effective(history)) state = loan.tellLoan(state, event, listener).state
	state = loan.at(state, asOf, listener)
	// Interest and interest on late interest are each rounded by themselves.
	for (const late of [false, true]) periods.push({ dueOn: null, segments: open.filter(({ kind }) => (kind === 'late-interest') === late) })
	return {
		balances: state.anchor === null ? null : balancesOf(loan.basisOf(state, asOf), state, asOf),
		periods: periods.filter(({ segments }) => segments.length > 0).map((period) => periodView(loan, period, language)),
		rules: rulesOf(loan, language),
	}
}

function periodView(loan: Loan, { dueOn, segments }: ExplainedPeriod, language: Language) {
	const sumOf = (some: readonly Segment[]) => some.reduce((total, { amount }) => addAccruals(total, amount), nothingAccrued)
	const exact = sumOf(segments.filter(({ kind }) => kind !== 'interest-support'))
	const supportAccrued = sumOf(segments.filter(({ kind }) => kind === 'interest-support'))
	const rounded = settledInterest(loan.terms, { accrued: exact, supportAccrued }).due
	return {
		dueOn,
		segments: segments.map(({ from, to, kind, base, factor, amount }) => ({
			from,
			to,
			days: daysBetween(from, to),
			kind,
			base,
			factor: exactText(factor),
			amount: exactText(amount),
		})),
		exact: exactText(exact),
		rounded,
		text: sentence(segments, rounded, language),
	}
}

function sentence(segments: readonly Segment[], rounded: Money, language: Language): string {
	const parts = segments.map(({ from, to, base, factor }) => {
		const days = daysBetween(from, to)
		const percent = `${decimalOf(factor).times(100).toSignificantDigits(10).toFixed().replace('.', ',')} %`
		return language === 'vi'
			? `${vietnameseNumber(base)} đồng × ${days} ngày (từ ${vietnameseDate(from)} đến trước ${vietnameseDate(to)}, hệ số ${percent})`
			: `${vietnameseNumber(base)} đồng × ${days} days (from ${from} to before ${to}, factor ${percent})`
	})
	return `${parts.join(' + ')} = ${vietnameseNumber(rounded)} đồng`
}

function rulesOf({ terms }: Loan, language: Language): readonly string[] {
	const vi = language === 'vi'
	return [
		vi
			? `Cách tính ngày ${terms.dayCount}: tính ngày đầu, không tính ngày cuối (Thông tư 14/2017/TT-NHNN, Điều 4, 5)`
			: `Day count ${terms.dayCount}: the first day is counted, the last is not (Circular 14/2017/TT-NHNN, art. 4, 5)`,
		vi
			? `Làm tròn một lần trên tổng của mỗi kỳ lãi, đến ${terms.interestRounding.unit} đồng (${terms.interestRounding.towards})`
			: `Rounded once on the sum of each interest period, to ${terms.interestRounding.unit} đồng (${terms.interestRounding.towards})`,
		vi
			? `Gốc quá hạn chịu lãi bằng ${terms.overdue.factor} lần lãi suất vay; lãi chưa thu không sinh lãi${terms.overdue.lateInterestYearly === null ? '' : ' trừ lãi chậm trả theo hợp đồng'}`
			: `Overdue principal bears ${terms.overdue.factor} times the rate; unpaid interest bears none${terms.overdue.lateInterestYearly === null ? '' : ' but the late interest agreed'}`,
	]
}

function exactText(value: Fraction): string {
	return decimalOf(value).toSignificantDigits(20).toFixed()
}
