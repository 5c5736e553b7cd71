import { replay } from '../../src/contracts/contract.js'
import { calendarDate } from '../../src/kernel/calendar-date.js'
import { dong } from '../../src/kernel/money.js'
import { Refusal } from '../../src/kernel/refusal.js'
import type { ChartKind } from '../../src/ledger/chart.js'
import type { SavingsEvent, SavingsEventDetails, SavingsEventType } from '../../src/savings/event.js'
import { type SavingsAccount, savingsAccountOf } from '../../src/savings/savings-account.js'
import type { SavingsState } from '../../src/savings/state.js'
import { savingsTermsSchema } from '../../src/savings/terms.js'

/** Form 01/TGTV at the rate of case SAV-01: 2,4 % a year, credited on the first day of each month. */
export const memberDeposits = {
	kind: 'compulsory',
	minimumMonthly: '20000',
	rates: [{ from: '2009-01-01', yearly: '0.024' }],
	interestRounding: { unit: '1', towards: 'nearest' },
	creditEvery: { every: 1, period: 'month', from: '2000-01-01' },
	withdrawal: { rule: 'when-no-debt' },
	offsetOrder: ['interest', 'due-principal', 'overdue-principal'],
} as const

export const freeSavings = {
	...memberDeposits,
	kind: 'voluntary',
	minimumMonthly: '0',
	withdrawal: { rule: 'free' },
	offsetOrder: [],
} as const

/** An account of these terms, of form 01/TGTV unless they say otherwise. */
export function accountFrom(terms: Record<string, unknown> = {}, chart: ChartKind = 'memorandum'): SavingsAccount {
	return savingsAccountOf(savingsTermsSchema.parse({ ...memberDeposits, ...terms }), chart)
}

export type Happened = readonly [type: SavingsEventType, on: string, amount?: number | null, details?: Record<string, unknown>]

/** What happened, in the order of recording, as events. */
export function eventsOf(happened: readonly Happened[]): readonly SavingsEvent[] {
	return happened.map(([type, on, amount = null, details = {}], index) => ({
		seq: index + 1,
		type,
		on: calendarDate(on),
		amount: amount === null ? null : dong(BigInt(amount)),
		reverses: null,
		details: { ...(type === 'opened' ? { communeId: '7' } : {}), ...details } as SavingsEventDetails,
	}))
}

/** The account after what happened. */
export function after(account: SavingsAccount, ...happened: readonly Happened[]): SavingsState {
	return replay(account, eventsOf(happened)).state
}

/** The refusal that what happened meets; null where it meets none. */
export function refused(account: SavingsAccount, ...happened: readonly Happened[]): Pick<Refusal, 'code' | 'path' | 'details'> | null {
	try {
		after(account, ...happened)
		return null
	} catch (error) {
		if (error instanceof Refusal) return { code: error.code, path: error.path, details: error.details }
		throw error
	}
}

export const on = calendarDate
export const vnd = (amount: number) => dong(BigInt(amount))
