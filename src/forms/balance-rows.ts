import { add, type Money, sum, zero } from '../kernel/money.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { SheetRow } from '../documents/sheet.js'

/** A member as a list names her. */
export type ListedMember = { readonly id: string; readonly code: string; readonly name: string; readonly bankCode: string | null }

/** A loan of the group as it stands on the day. In đồng. */
export type ListedLoan = {
	readonly memberId: string | null
	readonly code: string
	readonly externalCode: string | null
	readonly productName: string
	readonly signedOn: CalendarDate
	readonly outstanding: Money
	readonly overdue: Money
	readonly frozen: Money
	/** Fallen due and not paid: this month's, of earlier months (lãi tồn), and on late interest. */
	readonly interestDue: Money
	readonly interestCarried: Money
	readonly lateInterest: Money
}
export type ListedSavings = { readonly memberId: string; readonly balance: Money }

/**
 * The rows of a list for confirming balances: one for each loan, and one for a member who only saves; her savings stand beside her first
 * loan. Members in the order given, then who owes and is not of the group any more, last the group's own loans. Who neither owes nor has
 * saved is left out: she has nothing to confirm.
 */
export function balanceRows(
	members: readonly ListedMember[],
	loans: readonly ListedLoan[],
	savings: readonly ListedSavings[],
	groupName: string,
): readonly SheetRow[] {
	const saved = new Map<string, Money>()
	for (const { memberId, balance } of savings) saved.set(memberId, add(saved.get(memberId) ?? zero, balance))
	const rows: SheetRow[] = []
	let no = 0
	for (const member of [...members, null]) {
		const hers = loans.filter(({ memberId }) => memberId === (member?.id ?? null))
		const balance = member === null ? undefined : saved.get(member.id)
		if (hers.length === 0 && balance === undefined) continue
		no += 1
		for (const [nth, loan] of (hers.length === 0 ? [null] : hers).entries())
			rows.push({
				no: nth === 0 ? no : null,
				memberName: nth === 0 ? (member?.name ?? groupName) : null,
				memberCode: nth === 0 ? (member?.code ?? null) : null,
				memberBankCode: nth === 0 ? (member?.bankCode ?? null) : null,
				loanCode: loan === null ? null : (loan.externalCode ?? loan.code),
				productName: loan?.productName ?? null,
				signedOn: loan?.signedOn ?? null,
				outstanding: loan?.outstanding ?? null,
				overdue: loan?.overdue ?? null,
				frozen: loan?.frozen ?? null,
				interestUnpaid: loan === null ? null : sum([loan.interestDue, loan.interestCarried, loan.lateInterest]),
				savings: nth === 0 ? (balance ?? null) : null,
				confirmed: null,
				signature: null,
				note: null,
			})
	}
	return rows
}
