import { sql } from 'drizzle-orm'
import { bigint, check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { contracts } from '../contracts/tables.js'
import { groups } from '../groups/tables.js'
import type { Measure } from '../kernel/quantity.js'
import { members } from '../members/tables.js'
import { dayColumn, dongColumn, idColumn, unionColumn } from '../platform/columns.js'
import { units } from '../units/tables.js'
import type { AidMode } from './event.js'

const memberColumn = (name: string) => idColumn(name).references(() => members.id)
const groupColumn = (name: string) => idColumn(name).references(() => groups.id)
const unitColumn = (name: string) => idColumn(name).references(() => units.id)

/** An act of help in kind. What happened since are the events of its contract. */
export const aidActs = pgTable(
	'aid_acts',
	{
		/** The contract. */
		id: bigint({ mode: 'bigint' })
			.primaryKey()
			.references(() => contracts.id),
		code: text().notNull().generatedAlwaysAs(sql`'GD' || lpad(id::text, 8, '0')`),
		mode: unionColumn<AidMode>().notNull(),
		unit: unionColumn<Measure>().notNull(),
		/** What it was, where the unit does not say it: gạo, lợn giống, cây keo. */
		goods: text(),
		purpose: text().notNull(),
		programme: text(),
		on: dayColumn().notNull(),
		/** Who helped: exactly one of these. */
		giverMemberId: memberColumn('giver_member_id'),
		giverGroupId: groupColumn('giver_group_id'),
		giverUnitId: unitColumn('giver_unit_id'),
		giverName: text('giver_name'),
		/** Who was helped: exactly one of these. */
		receiverMemberId: memberColumn('receiver_member_id'),
		receiverGroupId: groupColumn('receiver_group_id'),
		receiverUnitId: unitColumn('receiver_unit_id'),
		receiverName: text('receiver_name'),
		/** Where it was. */
		communeId: idColumn('commune_id')
			.notNull()
			.references(() => units.id),
		/** The group that was helped, or else the one that helped. */
		groupId: groupColumn('group_id'),
		value: dongColumn(),
	},
	(table) => [
		uniqueIndex('aid_acts_code').on(table.code),
		index('aid_acts_giver').on(table.giverMemberId),
		index('aid_acts_receiver').on(table.receiverMemberId),
		index('aid_acts_group').on(table.groupId),
		index('aid_acts_commune').on(table.communeId),
		check('aid_acts_giver_one', sql`num_nonnulls(giver_member_id, giver_group_id, giver_unit_id, giver_name) = 1`),
		check('aid_acts_receiver_one', sql`num_nonnulls(receiver_member_id, receiver_group_id, receiver_unit_id, receiver_name) = 1`),
		check('aid_acts_value', sql`value > 0`),
	],
)
