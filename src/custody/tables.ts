import { bigint, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { contracts } from '../contracts/tables.js'
import { groups } from '../groups/tables.js'
import { members } from '../members/tables.js'
import { dayColumn, idColumn, identityColumn, instantColumn } from '../platform/columns.js'

/** The cash that a leader holds for a group: opened when she first holds any. What happened since are the events of its contract. */
export const custodies = pgTable(
	'custodies',
	{
		/** The contract. */
		id: bigint({ mode: 'bigint' })
			.primaryKey()
			.references(() => contracts.id),
		groupId: idColumn('group_id')
			.notNull()
			.references(() => groups.id),
		/** The member who holds it: leader, or deputy where the leader was away. */
		leaderId: idColumn('leader_id')
			.notNull()
			.references(() => members.id),
	},
	(table) => [uniqueIndex('custodies_leader').on(table.groupId, table.leaderId)],
)

/** Why cash was not handed over in time, in an officer's words; it explains and closes nothing. */
export const custodyNotes = pgTable(
	'custody_notes',
	{
		id: identityColumn(),
		custodyId: idColumn('custody_id')
			.notNull()
			.references(() => custodies.id),
		/** The sheet whose cash it is about; null where it is about all that she holds. */
		sheetId: text('sheet_id'),
		on: dayColumn().notNull(),
		reason: text().notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [index('custody_notes_custody').on(table.custodyId, table.recordedAt)],
)
