import { createHash } from 'node:crypto'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Money } from '../kernel/money.js'

export const closingKinds = ['closed', 'reopened'] as const
export type ClosingKind = (typeof closingKinds)[number]

/** What an account had received and given when its book was closed, in the smallest part of the book's unit. */
export type CheckpointLine = {
	readonly account: string
	/** By the days on which it happened. */
	readonly debit: Money
	readonly credit: Money
	/** By the days on which it was booked. */
	readonly bookedDebit: Money
	readonly bookedCredit: Money
}

/** What a checkpoint is about: the balances of a book at the end of a day, of the entries up to a number. */
export type Checkpoint = {
	readonly book: string
	readonly closedThrough: CalendarDate
	readonly lastEntryId: string
	readonly lines: readonly CheckpointLine[]
}

/** The SHA-256 of a checkpoint, of one line of text for its head and one for each account by code. */
export function checkpointDigest({ book, closedThrough, lastEntryId, lines }: Checkpoint): string {
	const told = lines
		.toSorted((a, b) => (a.account < b.account ? -1 : 1))
		.map(({ account, debit, credit, bookedDebit, bookedCredit }) => [account, debit, credit, bookedDebit, bookedCredit].join(' '))
	return createHash('sha256')
		.update([`${book} ${closedThrough} ${lastEntryId}`, ...told].join('\n'))
		.digest('hex')
}
