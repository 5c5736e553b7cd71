import { bigint, boolean, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { users } from '../access/tables.js'
import { dayColumn, idColumn, identityColumn, instantColumn, jsonColumn } from '../platform/columns.js'
import { lenders } from '../products/tables.js'
import type { KeptRow, KeptTotal } from './kept.js'
import type { ListColumn, Mapping } from './mapping.js'

/** A list that a bank handed in, as it was read. The file itself is known by its digest. */
export const bankLists = pgTable(
	'bank_lists',
	{
		id: identityColumn(),
		lenderId: idColumn('lender_id')
			.notNull()
			.references(() => lenders.id),
		/** The day that its balances are about. */
		asOf: dayColumn('as_of').notNull(),
		fileName: text('file_name').notNull(),
		sha256: text().notNull(),
		bytes: integer().notNull(),
		headingLine: integer('heading_line').notNull(),
		columns: jsonColumn<readonly ListColumn[]>().notNull(),
		/** A digest of which column was read as what: the same file read otherwise is another list. */
		readAs: text('read_as').notNull(),
		rows: integer().notNull(),
		passed: integer().notNull(),
		totals: jsonColumn<readonly KeptTotal[]>().notNull(),
		agrees: boolean(),
		receivedBy: idColumn('received_by')
			.notNull()
			.references(() => users.id),
		receivedAt: instantColumn('received_at').notNull(),
	},
	(table) => [uniqueIndex('bank_lists_once').on(table.lenderId, table.asOf, table.sha256, table.readAs)],
)

/** One loan of a list: its keys, as text. */
export const bankListRows = pgTable(
	'bank_list_rows',
	{
		listId: bigint('list_id', { mode: 'bigint' })
			.notNull()
			.references(() => bankLists.id),
		line: integer().notNull(),
		told: jsonColumn<KeptRow>().notNull(),
	},
	(table) => [primaryKey({ columns: [table.listId, table.line] })],
)

/** What the headers of a lender's lists stand for; the newest counts. */
export const bankListMappings = pgTable(
	'bank_list_mappings',
	{
		id: identityColumn(),
		lenderId: idColumn('lender_id')
			.notNull()
			.references(() => lenders.id),
		mapping: jsonColumn<Mapping>().notNull(),
		recordedBy: idColumn('recorded_by')
			.notNull()
			.references(() => users.id),
		recordedAt: instantColumn('recorded_at').notNull(),
	},
	(table) => [index('bank_list_mappings_lender').on(table.lenderId, table.id)],
)
