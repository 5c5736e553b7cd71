import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Item } from './item.js'
import { codeOf } from './match.js'
import type { KeptItem, Vanished } from './stored.js'

/** By what a difference is the same next month: its kind, and the loan, or the bank's code where we know none. */
function keyOf(
	type: string,
	loanId: string | null,
	bankLoanCode: string | number | null | undefined,
	name: string | number | null | undefined,
): string {
	return `${type} ${loanId ?? `${codeOf(bankLoanCode === undefined || bankLoanCode === null ? null : String(bankLoanCode))} ${name ?? ''}`}`
}

/** Carries what was left open: each item that was there before says since when, and what is not found again has vanished. */
export function carry(items: readonly Item[], left: readonly KeptItem[], before: CalendarDate) {
	const open = new Map(
		left.map((item) => [keyOf(item.type, item.loanId, item.told.bank?.['bankLoanCode'], item.told.bank?.['memberName']), item]),
	)
	const carried = items.map((item) => {
		const key = keyOf(item.type, item.ours?.loanId ?? null, item.bank?.bankLoanCode, item.bank?.memberName)
		const same = open.get(key)
		open.delete(key)
		return { ...item, since: same === undefined ? null : (same.since ?? before) }
	})
	const vanished = [...open.values()].map(({ no, type, loanId, since }): Vanished => ({ no, type, loanId, since: since ?? before }))
	return { carried, vanished }
}
