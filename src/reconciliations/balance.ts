import { addDays, type CalendarDate, daysBetween } from '../kernel/calendar-date.js'
import { add, type Money, negate, subtract, sum, zero } from '../kernel/money.js'
import type { Pair } from './match.js'
import { type BankLoan, type InterestKey, interestKeys, type Movement, type OurLoan } from './sides.js'
import type { Tolerance } from './tolerance.js'

/** How two balances differ: what the bank has more than we have, in đồng. */
export type Gap = { readonly outstanding: Money; readonly interest: Money }

/** What the bank states of a loan less what we have; what it does not state does not differ. */
export function gapOf({ bank, ours }: Pick<Pair, 'bank' | 'ours'>): Gap {
	const over = (key: 'outstanding' | InterestKey): Money => {
		const stated = bank[key]
		return stated === undefined ? zero : subtract(stated, ours[key])
	}
	return { outstanding: over('outstanding'), interest: interestKeys.reduce((all, key) => add(all, over(key)), zero) }
}

/** What the two sides of a pair say of what the bank states. */
export function comparedOf({ bank, ours }: Pick<Pair, 'bank' | 'ours'>): { readonly bank: Gap; readonly ours: Gap } {
	const keys = interestKeys.filter((key) => bank[key] !== undefined)
	const outstanding = bank.outstanding === undefined ? zero : ours.outstanding
	return { bank: statedBy(bank), ours: { outstanding, interest: sum(keys.map((key) => ours[key])) } }
}

/** What a bank's row states by itself. */
export function statedBy(bank: BankLoan): Gap {
	return { outstanding: bank.outstanding ?? zero, interest: interestKeys.reduce((all, key) => add(all, bank[key] ?? zero), zero) }
}

/** What we have of a loan, of what the bank's list states of any. */
export function owedTo(ours: OurLoan, stated: readonly InterestKey[]): Gap {
	return { outstanding: ours.outstanding, interest: sum(stated.map((key) => ours[key])) }
}

/** Principal and interest together. */
export function total({ outstanding, interest }: Gap): Money {
	return add(outstanding, interest)
}

/** The interest that a list states of any of its loans. */
export function statedKeys(bank: readonly BankLoan[]): readonly InterestKey[] {
	return interestKeys.filter((key) => bank.some((row) => row[key] !== undefined))
}

export function isNothing({ outstanding, interest }: Gap): boolean {
	return outstanding === zero && interest === zero
}

/** Whether a gap is no more than roundings leave. */
export function isRounding(gap: Gap, { rounding }: Tolerance): boolean {
	return size(gap.outstanding) <= rounding && size(gap.interest) <= rounding
}

/** How a movement of ours that the bank lacks would show; the other way round where it is the bank that has it. */
export function explains({ kind, amount, principal }: Movement, gap: Gap, lacking: 'bank' | 'us'): boolean {
	const sign = (kind === 'repayment') === (lacking === 'bank') ? 1n : -1n
	const { outstanding } = gap
	const both = total(gap)
	return (
		(both !== zero && both === sign * amount) ||
		(outstanding !== zero && (outstanding === sign * amount || (principal !== zero && outstanding === sign * principal)))
	)
}

/** A movement around the day that explains the whole gap: the bank has not posted it yet, or posted it before we did. */
export function timed(movements: readonly Movement[], gap: Gap, asOf: CalendarDate, { timingDays }: Tolerance): Movement | undefined {
	const [from, to] = [addDays(asOf, -timingDays), addDays(asOf, timingDays)]
	return movements.findLast(
		(movement) => movement.on >= from && movement.on <= to && explains(movement, gap, movement.counted ? 'bank' : 'us'),
	)
}

/** A movement of longer ago that our balance counts and the bank's does not. */
export function lackedByBank(
	movements: readonly Movement[],
	gap: Gap,
	asOf: CalendarDate,
	{ receiptDays }: Tolerance,
): Movement | undefined {
	const from = addDays(asOf, -receiptDays)
	return movements.findLast((movement) => movement.counted && movement.on >= from && explains(movement, gap, 'bank'))
}

/** The bank's last transaction where we have none like it; null where the list states none, or we have it. */
export function newsOf(bank: BankLoan, movements: readonly Movement[]): { readonly on: CalendarDate; readonly amount: Money } | null {
	const { lastOn: on, lastAmount: amount } = bank
	if (on === undefined || amount === undefined || amount === zero) return null
	const isOurs = movements.some((movement) => movement.counted && movement.amount === amount && Math.abs(daysBetween(movement.on, on)) <= 1)
	return isOurs ? null : { on, amount }
}

/** Whether a repayment of so much at the bank alone would leave this gap: all of it, or its principal with the interest unstated. */
export function repaidAtBank(amount: Money, gap: Gap): boolean {
	return total(gap) === -amount || (gap.outstanding < zero && gap.outstanding === -amount)
}

function size(amount: Money): Money {
	return amount < zero ? negate(amount) : amount
}
