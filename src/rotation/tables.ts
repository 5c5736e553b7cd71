import { sql } from 'drizzle-orm'
import { bigint, check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { contracts } from '../contracts/tables.js'
import { groups } from '../groups/tables.js'
import { members } from '../members/tables.js'
import { dayColumn, idColumn, jsonColumn } from '../platform/columns.js'
import { units } from '../units/tables.js'

/** A rotating fund: what was agreed when it was opened. What happened since are the events of its contract. */
export const circles = pgTable(
	'circles',
	{
		/** The contract. */
		id: bigint({ mode: 'bigint' })
			.primaryKey()
			.references(() => contracts.id),
		code: text().notNull(),
		name: text().notNull(),
		groupId: idColumn('group_id').references(() => groups.id),
		communeId: idColumn('commune_id')
			.notNull()
			.references(() => units.id),
		/** The organiser (chủ họ): one of our members, or only her name. */
		organiserId: idColumn('organiser_id').references(() => members.id),
		organiserName: text('organiser_name').notNull(),
		openedOn: dayColumn('opened_on').notNull(),
		agreementNo: text('agreement_no'),
		/** The terms in their wire form, frozen. */
		terms: jsonColumn<Record<string, unknown>>().notNull(),
	},
	(table) => [
		uniqueIndex('circles_code').on(table.code),
		index('circles_group').on(table.groupId),
		index('circles_commune').on(table.communeId),
		index('circles_organiser').on(table.organiserId),
		check('circles_organiser_named', sql`${table.organiserName} <> ''`),
	],
)
