import type { CalendarDate } from '../kernel/calendar-date.js'
import { fractionFromText, fractionText } from '../kernel/fraction.js'
import { type Accrual, type Money, moneyFromText, nothingAccrued, zero } from '../kernel/money.js'
import type { RateStep } from './interest.js'

export type SavingsStatus = 'unopened' | 'open' | 'closed'

/** Where an account is: in a group of a commune, or in a commune outside any group. */
export type Place = { readonly groupId: string | null; readonly communeId: string }

/** An account's coming to another place, on a day. */
export type Move = Place & { readonly on: CalendarDate }

/**
 * A savings account as it stands at the beginning of a day, after the events of that day so far. Everything else that is
 * ever asked (interest grown, what is expected this month) is a function of this, the terms and a date.
 */
export type SavingsState = {
	readonly status: SavingsStatus
	readonly openedOn: CalendarDate | null
	/** The day at whose end its balance comes over from other books; left out of an account whose whole life is in ours. */
	readonly broughtForwardOn?: CalendarDate
	readonly closedOn: CalendarDate | null
	/** Told up to the beginning of this day. */
	readonly day: CalendarDate | null
	readonly balance: Money
	/** Interest grown since it was last credited, exact. */
	readonly accrued: Accrual
	readonly creditedOn: CalendarDate | null
	/** Over the whole life, or since a balance was brought forward, which counts as deposited; deposits and interest, less withdrawals and offsets, are the balance. */
	readonly deposited: Money
	readonly withdrawn: Money
	readonly offset: Money
	readonly credited: Money
	/** The month of the latest deposit, by its first day, and what was deposited in it. */
	readonly month: CalendarDate | null
	readonly savedInMonth: Money
	/** What she is to save a month where the group has agreed otherwise than the terms. */
	readonly minimumMonthly: Money | null
	/** Changes of the rate that came as events, over the terms. */
	readonly rateChanges: readonly RateStep[]
	readonly moves: readonly Move[]
}

export const nothingYet: SavingsState = {
	status: 'unopened',
	openedOn: null,
	closedOn: null,
	day: null,
	balance: zero,
	accrued: nothingAccrued,
	creditedOn: null,
	deposited: zero,
	withdrawn: zero,
	offset: zero,
	credited: zero,
	month: null,
	savedInMonth: zero,
	minimumMonthly: null,
	rateChanges: [],
	moves: [],
}

/** The state as it is cached: amounts and fractions as text. */
export function storedState(state: SavingsState) {
	return {
		...state,
		balance: String(state.balance),
		accrued: fractionText(state.accrued),
		deposited: String(state.deposited),
		withdrawn: String(state.withdrawn),
		offset: String(state.offset),
		credited: String(state.credited),
		savedInMonth: String(state.savedInMonth),
		minimumMonthly: state.minimumMonthly === null ? null : String(state.minimumMonthly),
	}
}
export type StoredState = ReturnType<typeof storedState>

/** The state of its cached form, exactly. */
export function stateFromStored(stored: StoredState): SavingsState {
	return {
		...stored,
		balance: moneyFromText(stored.balance),
		accrued: fractionFromText(stored.accrued) as Accrual,
		deposited: moneyFromText(stored.deposited),
		withdrawn: moneyFromText(stored.withdrawn),
		offset: moneyFromText(stored.offset),
		credited: moneyFromText(stored.credited),
		savedInMonth: moneyFromText(stored.savedInMonth),
		minimumMonthly: stored.minimumMonthly === null ? null : moneyFromText(stored.minimumMonthly),
	}
}
