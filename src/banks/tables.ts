import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { dayColumn, idColumn, identityColumn, instantColumn, jsonColumn, unionColumn } from '../platform/columns.js'
import { lenders } from '../products/tables.js'
import type { Certainty } from '../products/template.js'
import type { ExportFormat } from './formats.js'
import type { LayoutColumn } from './layout.js'

/** What a lender's list looks like from a day on, instead of what the program brings; a later line of the same day takes the place of an earlier one. */
export const bankLayouts = pgTable(
	'bank_layouts',
	{
		id: identityColumn(),
		lenderId: idColumn('lender_id')
			.notNull()
			.references(() => lenders.id),
		fromOn: dayColumn('from_on').notNull(),
		columns: jsonColumn<readonly LayoutColumn[]>().notNull(),
		source: text().notNull(),
		certainty: unionColumn<Certainty>('certainty').notNull(),
		recordedAt: instantColumn('recorded_at').notNull().default(sql`clock_timestamp()`),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [index('bank_layouts_lender').on(table.lenderId, table.fromOn)],
)

/** Each list of a lender that left the house: who took it, of which day and knowledge, and the very bytes by their digest. */
export const exportDownloads = pgTable(
	'export_downloads',
	{
		id: identityColumn(),
		lenderId: idColumn('lender_id')
			.notNull()
			.references(() => lenders.id),
		asOf: dayColumn('as_of').notNull(),
		knownAt: instantColumn('known_at').notNull(),
		format: unionColumn<ExportFormat>('format').notNull(),
		/** The question, where it was about less than all loans of the lender on the day. */
		asked: jsonColumn<Readonly<Record<string, string>>>().notNull(),
		rows: integer().notNull(),
		bytes: integer().notNull(),
		/** Of the bytes; null where the reader went away before the last one. */
		sha256: text(),
		recordedAt: instantColumn('recorded_at').notNull().default(sql`clock_timestamp()`),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [
		index('export_downloads_lender').on(table.lenderId, table.id),
		check('export_downloads_sizes', sql`${table.rows} >= 0 and ${table.bytes} >= 0`),
	],
)
