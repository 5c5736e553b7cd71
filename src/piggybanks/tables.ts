import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { contracts } from '../contracts/tables.js'
import { groups } from '../groups/tables.js'
import { members } from '../members/tables.js'
import { dayColumn, dongColumn, idColumn } from '../platform/columns.js'
import { units } from '../units/tables.js'

/** A piggy bank of a member or of a whole group: what was agreed when it was started. What happened since are the events of its contract. */
export const piggyBanks = pgTable(
	'piggy_banks',
	{
		/** The contract. */
		id: bigint({ mode: 'bigint' })
			.primaryKey()
			.references(() => contracts.id),
		code: text().notNull(),
		groupId: idColumn('group_id')
			.notNull()
			.references((): AnyPgColumn => groups.id),
		/** Where the group was then. */
		communeId: idColumn('commune_id')
			.notNull()
			.references((): AnyPgColumn => units.id),
		/** Null where it is the whole group's. */
		memberId: idColumn('member_id').references((): AnyPgColumn => members.id),
		year: integer().notNull(),
		target: dongColumn().notNull(),
		startedOn: dayColumn('started_on').notNull(),
		opensOn: dayColumn('opens_on').notNull(),
	},
	(table) => [
		uniqueIndex('piggy_banks_code').on(table.code),
		index('piggy_banks_year').on(table.year, table.groupId),
		index('piggy_banks_group').on(table.groupId),
		index('piggy_banks_member').on(table.memberId),
		check('piggy_banks_target', sql`${table.target} > 0`),
		check('piggy_banks_opens_later', sql`${table.opensOn} > ${table.startedOn}`),
	],
)
