import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, check, index, pgTable, text } from 'drizzle-orm/pg-core'
import { contracts } from '../contracts/tables.js'
import { dayColumn, idColumn, jsonColumn } from '../platform/columns.js'
import { lenders } from '../products/tables.js'
import type { ByAccount } from './stored.js'

/** A savings campaign as it was announced. Its targets, counts and confirmations are the events of its contract. */
export const campaigns = pgTable(
	'campaigns',
	{
		/** The contract, in the bank's memorandum book. */
		id: bigint({ mode: 'bigint' })
			.primaryKey()
			.references(() => contracts.id),
		name: text().notNull(),
		lenderId: idColumn('lender_id')
			.notNull()
			.references((): AnyPgColumn => lenders.id),
		fromOn: dayColumn('from_on').notNull(),
		toOn: dayColumn('to_on').notNull(),
		/** Where deposits in accounts count by themselves; null where everything is typed. */
		byAccount: jsonColumn<ByAccount>('by_account'),
		note: text(),
	},
	(table) => [index('campaigns_lender').on(table.lenderId), check('campaigns_days', sql`${table.toOn} >= ${table.fromOn}`)],
)
