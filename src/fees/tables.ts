import { sql } from 'drizzle-orm'
import { bigint, check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { contracts } from '../contracts/tables.js'
import { groups } from '../groups/tables.js'
import { idColumn, identityColumn, instantColumn, jsonColumn, unionColumn } from '../platform/columns.js'
import { lenders, products } from '../products/tables.js'
import type { Certainty } from '../products/template.js'
import type { FeeHolder } from './accounts.js'
import type { FeeKind, FeeTerms } from './agreement.js'
import type { Month } from './month.js'

/** What was agreed with a lender from a month on; a later line of the same month takes the place of an earlier one. */
export const feeAgreements = pgTable(
	'fee_agreements',
	{
		id: identityColumn(),
		lenderId: idColumn('lender_id')
			.notNull()
			.references(() => lenders.id),
		/** Null: of every product that has no agreement of its own. */
		productId: idColumn('product_id').references(() => products.id),
		kind: unionColumn<FeeKind>().notNull(),
		fromMonth: text('from_month').$type<Month>().notNull(),
		terms: jsonColumn<FeeTerms>().notNull(),
		source: text().notNull(),
		certainty: unionColumn<Certainty>().notNull(),
		recordedAt: instantColumn('recorded_at').notNull().default(sql`clock_timestamp()`),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [
		index('fee_agreements_lender').on(table.lenderId, table.kind, table.fromMonth),
		check('fee_agreements_kind', sql`${table.kind} in ('entrustment-fee', 'commission')`),
		check('fee_agreements_month', sql`${table.fromMonth} ~ '^[0-9]{4}-[0-9]{2}$'`),
	],
)

/** What a lender owes for lending through a group: to the Union, and to the group. */
export const fees = pgTable(
	'fees',
	{
		/** The contract. */
		id: bigint({ mode: 'bigint' })
			.primaryKey()
			.references(() => contracts.id),
		lenderId: idColumn('lender_id')
			.notNull()
			.references(() => lenders.id),
		groupId: idColumn('group_id')
			.notNull()
			.references(() => groups.id),
		holder: unionColumn<FeeHolder>().notNull(),
	},
	(table) => [
		uniqueIndex('fees_holder').on(table.lenderId, table.groupId, table.holder),
		index('fees_group').on(table.groupId),
		check('fees_holder_known', sql`${table.holder} in ('union', 'group')`),
	],
)
