import { sql } from 'drizzle-orm'
import { check, index, pgTable, text } from 'drizzle-orm/pg-core'
import { groups } from '../groups/tables.js'
import { members } from '../members/tables.js'
import { dayColumn, dongColumn, idColumn, identityColumn, instantColumn, jsonColumn } from '../platform/columns.js'

/** What two leaders signed when one took a group over from the other: what was counted and told, and whose access ended and began. */
export const leaderHandovers = pgTable(
	'leader_handovers',
	{
		id: identityColumn(),
		groupId: idColumn('group_id')
			.notNull()
			.references(() => groups.id),
		on: dayColumn().notNull(),
		fromId: idColumn('from_id')
			.notNull()
			.references(() => members.id),
		toId: idColumn('to_id')
			.notNull()
			.references(() => members.id),
		cash: dongColumn().notNull(),
		/** Blank leaves counted, book by book. */
		receiptBooks: jsonColumn<readonly { readonly bookId: string; readonly blank: number }[]>('receipt_books').notNull(),
		/** What the members owe and have saved, as the two told it; null where nothing was told. */
		loansTold: dongColumn('loans_told'),
		savingsTold: dongColumn('savings_told'),
		minutesNo: text('minutes_no').notNull(),
		/** Users who lost the group, and users who got it. */
		accessEnded: jsonColumn<readonly string[]>('access_ended').notNull(),
		accessBegun: jsonColumn<readonly string[]>('access_begun').notNull(),
		note: text(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [
		index('leader_handovers_group').on(table.groupId, table.on),
		check('leader_handovers_two', sql`${table.fromId} <> ${table.toId}`),
	],
)
