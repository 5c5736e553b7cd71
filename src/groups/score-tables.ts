import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { dayColumn, idColumn, instantColumn, jsonColumn, unionColumn } from '../platform/columns.js'
import type { Band, Points } from './score.js'
import { groups } from './tables.js'

/** The bank's monthly score of a group as it was imported; another score of the same month is a further version. */
export const groupScores = pgTable(
	'group_scores',
	{
		groupId: idColumn('group_id')
			.notNull()
			.references((): AnyPgColumn => groups.id),
		/** The first day of the month. */
		month: dayColumn().notNull(),
		version: integer().notNull(),
		points: jsonColumn<Points>().notNull(),
		total: text().notNull(),
		/** The band that the bank said, where it said one. */
		bankBand: unionColumn<Band>('bank_band'),
		/** The band by the table of the month. */
		band: unionColumn<Band>('band').notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.groupId, table.month, table.version] }),
		index('group_scores_month').on(table.month),
		check('group_scores_month_start', sql`extract(day from ${table.month}) = 1`),
	],
)
