import type { Asker } from '../access/asker.js'
import { reportCustody } from '../custody/question-actions.js'
import { feesLeft } from '../fees/reckoning-actions.js'
import type { Month } from '../fees/month.js'
import { type CalendarDate, vietnameseDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import { sum } from '../kernel/money.js'
import { sumAccounts } from '../ledger/balance-store.js'
import type { Book } from '../ledger/chart.js'
import { checkBooks } from '../ledger/check-store.js'
import type { LenderView } from '../products/schemas.js'
import type { Tx } from '../platform/database.js'
import { readLastSigned } from '../reconciliations/signed-store.js'
import { uncreditedDays } from '../savings/crediting-actions.js'
import { type Found, foundOf, type ItemCode, type OpenLine } from './checklist.js'
import * as store from './check-store.js'

/** What is looked at: a month of a book, with the lenders whose book it is. The asker is the centre, who sees all. */
export type Looked = {
	readonly book: Book
	readonly month: Month
	readonly first: CalendarDate
	readonly last: CalendarDate
	readonly lenders: readonly LenderView[]
	readonly centre: Asker
	readonly today: CalendarDate
	readonly knownAt: Instant
}

/** How each item of a month of a book is looked at. */
export const checks: Readonly<Record<ItemCode, (tx: Tx, looked: Looked) => Promise<Found>>> = {
	sheets: checkSheets,
	custody: checkCustody,
	reconciliation: checkReconciliation,
	books: checkMonth,
	interest: checkInterest,
	fees: checkFees,
	balance: checkBalance,
}

/** The lenders whose book it is; of the groups' own money, all of them. */
function ownLenders({ book, lenders }: Looked): readonly LenderView[] {
	return book.kind === 'group' ? lenders : lenders.filter((lender) => lender.book === book.code)
}

/** Every meeting of which there are minutes has a collection sheet that stands. */
async function checkSheets(tx: Tx, looked: Looked): Promise<Found> {
	const { book, first: from, last: to } = looked
	const { meetings, open, lines } = await store.findUnposted(tx, { from, to }, book.kind === 'group' ? null : book.code)
	const told = lines.map(({ groupId, groupCode, groupName, on }) => ({
		text: `${groupCode} ${groupName}, ${vietnameseDate(on)}`,
		href: `/groups/${groupId}/collection-sheet?on=${on}`,
	}))
	return foundOf('sheets', meetings, told, open)
}

/** What a leader should have handed over within the month, and still holds without a reason that somebody noted. */
async function checkCustody(tx: Tx, looked: Looked): Promise<Found> {
	const { centre, today, knownAt, last, book } = looked
	const of = book.kind === 'group' ? [undefined] : ownLenders(looked).map(({ id }) => id)
	const late: { readonly line: OpenLine; readonly isExplained: boolean }[] = []
	for (const lenderId of of) {
		const { rows } = await reportCustody(tx, { by: 'meeting', late: 'true', lenderId }, centre, { asOf: today, knownAt })
		for (const { name, meeting, reasons } of rows) {
			if (meeting === null || meeting.dueOn > last) continue
			late.push({ line: { text: name, href: `/groups/${meeting.groupId}/custody` }, isExplained: reasons.length > 0 })
		}
	}
	const open = late.filter(({ isExplained }) => !isExplained).map(({ line }) => line)
	return foundOf('custody', late.length, open)
}

/** Each bank whose money is in the book has signed the reconciliation of the month's last day, and so have we. */
async function checkReconciliation(tx: Tx, looked: Looked): Promise<Found> {
	const { book, last } = looked
	if (!(await store.hasEntries(tx, book.id, last))) return foundOf('reconciliation', 0, [])
	const open: OpenLine[] = []
	const banks = ownLenders(looked).filter(({ entrusted }) => entrusted)
	for (const { id, name } of banks) {
		const signed = await readLastSigned(tx, id, last)
		if (signed?.asOf !== last) open.push({ text: `${name}, ${vietnameseDate(last)}`, href: `/lenders/${id}/reconciliations` })
	}
	return foundOf('reconciliation', banks.length, open)
}

/** The entries of the month are whole and in their place, and the contracts that they are of are cached as they were posted. */
async function checkMonth(tx: Tx, { book, first: from, last: to }: Looked): Promise<Found> {
	const period = { bookId: book.id, from, to }
	const findings = await checkBooks(tx, period)
	const stale = await store.findStaleCaches(tx, period)
	const open = [
		...findings.map(({ rule, entryId }) => ({ text: `${rule}: ${entryId}`, href: `/ledger/entries/${entryId}` })),
		...stale.map(({ contractId, kind }) => ({ text: `${kind} ${contractId}`, href: `/ledger/entries?loanId=${contractId}` })),
	]
	return foundOf('books', await store.countEntries(tx, period), open)
}

/** Interest was credited to every account on each of its days in the month. */
async function checkInterest(tx: Tx, { book, first: from, last: to }: Looked): Promise<Found> {
	const days = await uncreditedDays(tx, book.id, { from, to })
	const lines = days
		.filter(({ uncredited }) => uncredited > 0)
		.map(({ productId, productCode, on, uncredited }) => ({
			text: `${productCode}, ${vietnameseDate(on)}: ${uncredited}`,
			href: `/savings-accounts?productId=${productId}`,
		}))
	const count = (of: (day: (typeof days)[number]) => number): number => days.reduce((all, day) => all + of(day), 0)
	return foundOf(
		'interest',
		count(({ accounts }) => accounts),
		lines,
		count(({ uncredited }) => uncredited),
	)
}

/** What banks pay for the month is recorded as it would be reckoned now, as far as it goes into this book. */
async function checkFees(tx: Tx, { book, lenders, month, centre, today, knownAt }: Looked): Promise<Found> {
	const groups = new Set<string>()
	const lines: OpenLine[] = []
	let open = 0
	for (const { id: lenderId, name, entrusted } of lenders) {
		if (!entrusted) continue
		const { fees, left } = await feesLeft(tx, { lenderId, month, knownAt }, centre, today)
		for (const fee of fees) if (fee.book === book.code) groups.add(fee.groupId)
		const here = left.filter((one) => one.book === book.code).length
		open += here
		if (here > 0) lines.push({ text: `${name}: ${here}`, href: `/reports/fees?month=${month}&lenderId=${lenderId}` })
	}
	return foundOf('fees', groups.size, lines, open)
}

/** Debits equal credits, by the days on which things happened and by those on which they were booked. */
async function checkBalance(tx: Tx, { book, last, knownAt }: Looked): Promise<Found> {
	const open: OpenLine[] = []
	let counted = 0
	for (const dates of ['on', 'booked'] as const) {
		const lines = await sumAccounts(tx, [book.id], dates, { asOf: last, knownAt })
		counted = lines.filter(({ debit, credit }) => debit > 0n || credit > 0n).length
		const [debit, credit] = [sum(lines.map((line) => line.debit)), sum(lines.map((line) => line.credit))]
		const href = `/ledger/trial-balance?book=${book.code}&asOf=${last}&dates=${dates}`
		if (debit !== credit) open.push({ text: `${debit} ≠ ${credit}`, href })
	}
	return foundOf('balance', counted, open)
}
