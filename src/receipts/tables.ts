import { sql } from 'drizzle-orm'
import { bigint, check, index, pgTable, smallint, text } from 'drizzle-orm/pg-core'
import { contracts } from '../contracts/tables.js'
import { groups } from '../groups/tables.js'
import { idColumn } from '../platform/columns.js'

/** A book of receipts: a series and the range of serials that was issued to a group. What happened since are the events of its contract. */
export const receiptBooks = pgTable(
	'receipt_books',
	{
		/** The contract. */
		id: bigint({ mode: 'bigint' })
			.primaryKey()
			.references(() => contracts.id),
		series: text().notNull(),
		/** The series folded: what numbers are looked for by. */
		seriesKey: text('series_key').notNull(),
		first: bigint({ mode: 'number' }).notNull(),
		last: bigint({ mode: 'number' }).notNull(),
		/** How many digits a serial is printed with. */
		width: smallint().notNull(),
		groupId: idColumn('group_id')
			.notNull()
			.references(() => groups.id),
	},
	(table) => [
		index('receipt_books_series').on(table.seriesKey, table.first),
		index('receipt_books_group').on(table.groupId),
		check('receipt_books_range', sql`${table.first} >= 0 and ${table.last} >= ${table.first}`),
	],
)
