import { sql } from 'drizzle-orm'
import { bigint, check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { contracts } from '../contracts/tables.js'
import { groups } from '../groups/tables.js'
import { dayColumn, idColumn, unionColumn } from '../platform/columns.js'
import { units } from '../units/tables.js'
import type { FundKind } from './kind.js'

/** A fund that money is collected for. What came in and went out are the events of its contract. */
export const funds = pgTable(
	'funds',
	{
		/** The contract. */
		id: bigint({ mode: 'bigint' })
			.primaryKey()
			.references(() => contracts.id),
		code: text().notNull(),
		name: text().notNull(),
		kind: unionColumn<FundKind>().notNull(),
		purpose: text().notNull(),
		openedOn: dayColumn('opened_on').notNull(),
		/** Who keeps it: exactly one of these. */
		unitId: idColumn('unit_id').references(() => units.id),
		groupId: idColumn('group_id').references(() => groups.id),
		communeId: idColumn('commune_id').references(() => units.id),
	},
	(table) => [
		uniqueIndex('funds_code').on(table.code),
		index('funds_unit').on(table.unitId),
		index('funds_group').on(table.groupId),
		index('funds_commune').on(table.communeId),
		check('funds_keeper_one', sql`num_nonnulls(unit_id, group_id) = 1`),
	],
)
