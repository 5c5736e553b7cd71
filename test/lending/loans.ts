import type { DaysOff } from '../../src/kernel/working-days.js'
import { type CalendarDate, calendarDate, yearOf } from '../../src/kernel/calendar-date.js'
import { dong, type Money } from '../../src/kernel/money.js'
import { rateFromText } from '../../src/kernel/rate.js'
import { Refusal } from '../../src/kernel/refusal.js'
import type { LoanChart } from '../../src/lending/accounts.js'
import type { LoanEvent, LoanEventType } from '../../src/lending/event.js'
import { loanOfRead } from '../../src/lending/kept.js'
import type { Loan } from '../../src/lending/loan.js'
import { loanScheduleSchema, type Terms } from '../../src/lending/schemas.js'
import { type Standing, standingOf } from '../../src/lending/standing.js'
import type { LoanState } from '../../src/lending/state.js'
import type { Calendar } from '../../src/units/calendar.js'
import type { CommuneDays } from '../../src/units/transaction-days.js'

/** Words in which the tests of lending tell the life of a loan. */

export const day = calendarDate

/** An amount in đồng, written as people read it: 1_000_000. */
export const vnd = (amount: number | bigint | string): Money => dong(BigInt(amount))

/** Saturdays and Sundays, and the days off that are named. */
export function daysOff(off: readonly string[] = [], worked: readonly string[] = []): DaysOff {
	const days = [...off, ...worked].map(day)
	return { off: new Set(off.map(day)), worked: new Set(worked.map(day)), yearsKnown: new Set(days.map(yearOf)) }
}

/** A calendar of these days off, with what the bank announced by commune. */
export function calendarOf(days: DaysOff = daysOff(), communes: ReadonlyMap<string, CommuneDays> = new Map()): Calendar {
	return { daysOff: days, communes }
}

/** Terms as POST /loan-schedules takes them. */
export type GivenTerms = Readonly<Record<string, unknown>>

/** Poor households at NHCSXH: 6,6 % a year on the declining balance, interest monthly, principal each half-year. */
export const poorHousehold: GivenTerms = {
	principal: '20000000',
	disbursedOn: '2022-11-07',
	rates: [{ from: '2022-11-07', yearly: '0.066' }],
	instalments: { count: 36, every: 1, period: 'month' },
	principalEvery: { every: 6, period: 'month' },
	instalmentRounding: { unit: '100000', towards: 'down' },
}

/** A loan of terms in their wire form, read by the very shape of the endpoint. */
export function loanFrom(
	given: GivenTerms,
	chart: LoanChart = 'own',
	days: DaysOff = daysOff(),
): { loan: Loan; terms: Terms; disbursedOn: CalendarDate } {
	const { terms, disbursedOn } = loanScheduleSchema.parse({ terms: given }).terms
	return { loan: loanOfRead(terms, chart, calendarOf(days), null), terms, disbursedOn }
}

type Told = readonly [
	type: LoanEventType,
	on: string,
	amount?: number | bigint | null,
	/** What else is said, in the words of the wire; `rate` is a yearly rate. */
	details?: Readonly<Record<string, unknown>> & { readonly rate?: string },
]

/** Events in the words of the tests: what, when, how much, and what else is to be said. */
export function eventsOf(told: readonly Told[]): readonly LoanEvent[] {
	return told.map(([type, on, amount, given], index) => {
		const { rate, ...details } = given ?? {}
		return {
			seq: index + 1,
			type,
			on: day(on),
			amount: amount === undefined || amount === null ? null : vnd(amount),
			reverses: null,
			details: rate === undefined ? details : { ...details, yearly: rateFromText(rate) },
		}
	})
}

/** The state after events, told one by one in the order given. */
export function after(loan: Loan, ...told: readonly Told[]): LoanState {
	return eventsOf(told).reduce((state, event) => loan.tellLoan(state, event).state, loan.begin)
}

/** Tells one more event to a state. */
export function tellOne(loan: Loan, state: LoanState, ...told: Told) {
	const [event] = eventsOf([told])
	if (event === undefined) throw new Error('an event')
	return loan.tellLoan(state, event)
}

/** How the loan stands at the beginning of a day. */
export function standing(loan: Loan, state: LoanState, on: string): Standing {
	return standingOf(loan, state, day(on))
}

/** The code of the refusal that the work meets; null where it meets none. */
export function refusalOf(work: () => unknown): string | null {
	try {
		work()
		return null
	} catch (error) {
		if (error instanceof Refusal) return error.code
		throw error
	}
}

/** All that the refusal says that the work meets: its code, the field that is to blame, and what else there is to know. */
export function refusedWith(work: () => unknown): Readonly<Record<string, unknown>> | null {
	try {
		work()
		return null
	} catch (error) {
		if (!(error instanceof Refusal)) throw error
		return { code: error.code, path: error.path, ...error.details }
	}
}
