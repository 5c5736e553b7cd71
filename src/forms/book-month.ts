import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Instant } from '../kernel/instant.js'
import type { Money } from '../kernel/money.js'
import type { Book } from '../ledger/chart.js'
import type { CashBook, CashLine } from './cash-book.js'
import type { AccountTurnover, JournalLine } from './journal-book.js'

/** The days of a month, and the book that is printed. */
export type BookMonth = { readonly book: Book; readonly from: CalendarDate; readonly to: CalendarDate; readonly knownAt: Instant }

/** A month of the journal, told line by line; what the accounts turned over is known when the last line was read. */
export type JournalMonth = BookMonth & {
	readonly lines: AsyncIterable<JournalLine>
	readonly total: () => { readonly debit: Money; readonly credit: Money }
	readonly accounts: () => readonly AccountTurnover[]
}

/** Accounts whose money can be counted. */
export const cashPurposes = ['cash', 'bank', 'held-by-leader'] as const
export type CashPurpose = (typeof cashPurposes)[number]

/** A month of a cash book, told line by line; sums are those of the lines read so far. */
export type CashMonth = BookMonth & {
	readonly account: { readonly code: string; readonly name: string; readonly nameEn: string; readonly purpose: CashPurpose }
	readonly opening: Money
	readonly lines: AsyncIterable<CashLine>
	readonly sums: CashBook
}
