import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { dayColumn, dongColumn, idColumn, instantColumn, unionColumn } from '../platform/columns.js'
import type { AccountKind, Side } from './account.js'
import { type BookUnit, type ChartKind, principalAccounts, savingsAccounts } from './chart.js'

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

/** A book is closed through a day; what is learnt later about an earlier day is booked on the first open one. */
export const closings = pgTable(
	'closings',
	{
		bookId: smallint('book_id')
			.notNull()
			.references(() => books.id),
		closedThrough: dayColumn('closed_through').notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [primaryKey({ columns: [table.bookId, table.closedThrough] })],
)

function listed(codes: readonly string[]) {
	return sql.raw(codes.map((code) => `'${code}'`).join(', '))
}
