import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { books, closings } from '../ledger/tables.js'
import { dayColumn, idColumn, identityColumn, instantColumn, jsonColumn, unionColumn } from '../platform/columns.js'
import type { ItemCode, ItemState, OpenLine } from './checklist.js'

/** Somebody's word that a book may be closed with something of a month still open, and why. */
export const closingWaivers = pgTable(
	'closing_waivers',
	{
		id: identityColumn(),
		bookId: smallint('book_id')
			.notNull()
			.references(() => books.id),
		/** The last day of the month. */
		monthEnd: dayColumn('month_end').notNull(),
		item: unionColumn<ItemCode>().notNull(),
		/** How much was open then: it speaks of no more than that. */
		open: integer().notNull(),
		reason: text().notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [index('closing_waivers_month').on(table.monthEnd, table.bookId), check('closing_waivers_open', sql`open > 0`)],
)

/** The checklist as it stood when a book was closed. */
export const closingItems = pgTable(
	'closing_items',
	{
		closingId: bigint('closing_id', { mode: 'bigint' })
			.notNull()
			.references(() => closings.id),
		item: unionColumn<ItemCode>().notNull(),
		state: unionColumn<ItemState>().notNull(),
		counted: integer().notNull(),
		open: integer().notNull(),
		lines: jsonColumn<readonly OpenLine[]>('lines').notNull(),
		waiverId: bigint('waiver_id', { mode: 'bigint' }).references(() => closingWaivers.id),
	},
	(table) => [
		primaryKey({ columns: [table.closingId, table.item] }),
		check('closing_items_held', sql`(state = 'held' and open = 0) or (state = 'waived' and waiver_id is not null)`),
	],
)

/** That a closed book is to be opened again, as one person asked for it. */
export const closingReopenings = pgTable(
	'closing_reopenings',
	{
		id: identityColumn(),
		closingId: bigint('closing_id', { mode: 'bigint' })
			.notNull()
			.references(() => closings.id),
		reason: text().notNull(),
		askedAt: instantColumn('asked_at').notNull(),
		askedBy: idColumn('asked_by').notNull(),
	},
	(table) => [uniqueIndex('closing_reopenings_closing').on(table.closingId)],
)

/** Who else agreed; the book was opened by it. */
export const closingReopeningApprovals = pgTable('closing_reopening_approvals', {
	reopeningId: bigint('reopening_id', { mode: 'bigint' })
		.primaryKey()
		.references(() => closingReopenings.id),
	/** The line by which the book was opened. */
	openedById: bigint('opened_by_id', { mode: 'bigint' })
		.notNull()
		.references(() => closings.id),
	approvedAt: instantColumn('approved_at').notNull(),
	approvedBy: idColumn('approved_by').notNull(),
})
