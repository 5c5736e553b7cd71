import { must } from '../kernel/assert.js'
import { vietnameseDate } from '../kernel/calendar-date.js'
import { asAccrual, moneyFromText, zero } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { SavingsEvent } from './event.js'
import type { SavingsState } from './state.js'

/**
 * Số dư chuyển sang: an account that had been running in other books comes over with its balance at the end of a day, and
 * with the interest that had grown and was not credited. What is told once more for the same day takes the place of what
 * was told before.
 */
export function bringForward(state: SavingsState, { on, amount, details }: SavingsEvent): SavingsState {
	if (state.broughtForwardOn !== on)
		throw new Refusal('savings.opening-not-agreed', {
			path: 'on',
			details: { on: state.broughtForwardOn === undefined ? '' : vietnameseDate(state.broughtForwardOn) },
		})
	const balance = must(amount, 'a balance that is brought forward')
	return {
		...state,
		balance,
		deposited: balance,
		accrued: asAccrual(details.interestAccrued === undefined ? zero : moneyFromText(details.interestAccrued)),
		creditedOn: details.creditedOn ?? null,
	}
}

/** What was agreed may be told of any day; all else that happened by the opening day is in the balance that was brought forward. */
const beforeOpening: ReadonlySet<SavingsEvent['type']> = new Set([
	'opened',
	'brought-forward',
	'rate-changed',
	'minimum-changed',
	'transferred',
	'reversed',
])

/** Refuses what happened by the end of the day of which the balance is. */
export function refuseBeforeOpening({ broughtForwardOn }: SavingsState, { type, on }: SavingsEvent): void {
	if (broughtForwardOn === undefined || on > broughtForwardOn || beforeOpening.has(type)) return
	throw new Refusal('savings.before-opening', { path: 'on', details: { on: vietnameseDate(broughtForwardOn) } })
}
