import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { dayColumn, dongColumn, idColumn, instantColumn, unionColumn } from '../platform/columns.js'
import type { AccountKind, Side } from './account.js'
import { type BookUnit, type ChartKind, principalAccounts, savingsAccounts } from './chart.js'
import type { ClosingKind } from './closing.js'

export const books = pgTable('books', {
	id: smallint().primaryKey().generatedByDefaultAsIdentity(),
	code: text().notNull().unique(),
	kind: unionColumn<ChartKind>().notNull(),
	name: text().notNull(),
	nameEn: text('name_en').notNull(),
	/** What the amounts of the book count: whole đồng, or smallest parts of a unit that has so many decimals. */
	unit: unionColumn<BookUnit>().notNull().default('đồng'),
	decimals: smallint().notNull().default(0),
})

export const accounts = pgTable(
	'accounts',
	{
		bookId: smallint('book_id')
			.notNull()
			.references(() => books.id),
		code: text().notNull(),
		kind: unionColumn<AccountKind>().notNull(),
		normal: unionColumn<Side>().notNull(),
		name: text().notNull(),
		nameEn: text('name_en').notNull(),
	},
	(table) => [primaryKey({ columns: [table.bookId, table.code] })],
)

/** One balanced entry: what one recording says about one day of one book. */
export const entries = pgTable(
	'entries',
	{
		id: bigint({ mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity(),
		bookId: smallint('book_id')
			.notNull()
			.references(() => books.id),
		/** The contract and the event that caused it; null for an entry of the book itself, such as capital paid in. */
		contractId: idColumn('contract_id'),
		eventSeq: integer('event_seq'),
		on: dayColumn().notNull(),
		bookedOn: dayColumn('booked_on').notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		text: text(),
	},
	(table) => [
		index('entries_contract').on(table.contractId, table.eventSeq),
		index('entries_book').on(table.bookId, table.on),
		check('entries_booked', sql`booked_on >= "on"`),
	],
)

const movedCodes = listed([...principalAccounts.overdue, ...principalAccounts.frozen])
const savedCodes = listed(savingsAccounts.saved)
const principalCodes = listed([...principalAccounts.inTerm, ...principalAccounts.overdue, ...principalAccounts.frozen])

export const postings = pgTable(
	'postings',
	{
		entryId: bigint('entry_id', { mode: 'bigint' })
			.notNull()
			.references(() => entries.id),
		line: smallint().notNull(),
		bookId: smallint('book_id').notNull(),
		contractId: idColumn('contract_id'),
		on: dayColumn().notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		debit: text().notNull(),
		credit: text().notNull(),
		amount: dongColumn().notNull(),
		/** What it adds to or takes from principal that is owed; zero where it only moves between its accounts; null elsewhere. */
		lent: dongColumn().generatedAlwaysAs(
			sql`case when debit in (${principalCodes}) then case when credit in (${principalCodes}) then 0 else amount end when credit in (${principalCodes}) then -amount end`,
		),
	},
	(table) => [
		primaryKey({ columns: [table.entryId, table.line] }),
		foreignKey({ columns: [table.bookId, table.debit], foreignColumns: [accounts.bookId, accounts.code] }),
		foreignKey({ columns: [table.bookId, table.credit], foreignColumns: [accounts.bookId, accounts.code] }),
		check('postings_positive', sql`amount > 0`),
		check('postings_two_accounts', sql`debit <> credit`),
		// What "outstanding" sums, in the order of the contracts, without touching the table.
		index('postings_lent').on(table.contractId, table.on, table.recordedAt, table.lent).where(sql`lent is not null`),
		// The few that moved to overdue or were frozen.
		index('postings_moved')
			.on(table.contractId, table.on, table.recordedAt, table.debit, table.credit, table.amount)
			.where(sql`debit in (${movedCodes}) or credit in (${movedCodes})`),
		// What members saved, and what it bore.
		index('postings_saved')
			.on(table.contractId, table.on, table.recordedAt, table.debit, table.credit, table.amount)
			.where(sql`debit in (${savedCodes}) or credit in (${savedCodes})`),
	],
)

/**
 * What closed a book or opened it again, in that order: the last line of a book says through which day it is closed now, and
 * nothing where it is open altogether. What is learnt about a closed day is booked on the first open one.
 */
export const closings = pgTable(
	'closings',
	{
		id: bigint({ mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity(),
		bookId: smallint('book_id')
			.notNull()
			.references(() => books.id),
		kind: unionColumn<ClosingKind>().notNull(),
		closedThrough: dayColumn('closed_through'),
		/** Every entry up to this number was recorded before, every later one after: postings wait while a book is closed. */
		lastEntryId: bigint('last_entry_id', { mode: 'bigint' }).notNull(),
		/** No entry up to that number was recorded later than this. */
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
		/** Of a closing, the digest of its checkpoint. */
		sha256: text(),
	},
	(table) => [
		index('closings_book').on(table.bookId, table.id),
		check('closings_kind', sql`kind in ('closed', 'reopened')`),
		check('closings_closed', sql`kind = 'reopened' or (closed_through is not null and sha256 is not null)`),
	],
)

/** What each account of a book had received and given when it was closed: by the day it happened, and by the day it was booked. */
export const checkpoints = pgTable(
	'checkpoints',
	{
		closingId: bigint('closing_id', { mode: 'bigint' })
			.notNull()
			.references(() => closings.id),
		account: text().notNull(),
		debit: dongColumn().notNull(),
		credit: dongColumn().notNull(),
		bookedDebit: dongColumn('booked_debit').notNull(),
		bookedCredit: dongColumn('booked_credit').notNull(),
	},
	(table) => [primaryKey({ columns: [table.closingId, table.account] })],
)

function listed(codes: readonly string[]) {
	return sql.raw(codes.map((code) => `'${code}'`).join(', '))
}
