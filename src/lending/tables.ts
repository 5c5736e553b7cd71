import { sql } from 'drizzle-orm'
import { bigint, index, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { contracts } from '../contracts/tables.js'
import { groups } from '../groups/tables.js'
import { members } from '../members/tables.js'
import { dayColumn, dongColumn, idColumn, jsonColumn } from '../platform/columns.js'
import { lenders, products } from '../products/tables.js'
import { units } from '../units/tables.js'

/** A loan: what was agreed at signing. What happened since are the events of its contract. */
export const loans = pgTable(
	'loans',
	{
		/** The contract. */
		id: bigint({ mode: 'bigint' })
			.primaryKey()
			.references(() => contracts.id),
		code: text().notNull(),
		lenderId: idColumn('lender_id')
			.notNull()
			.references(() => lenders.id),
		productId: idColumn('product_id')
			.notNull()
			.references(() => products.id),
		groupId: idColumn('group_id').references(() => groups.id),
		/** The borrower; null where the group itself borrows. */
		memberId: idColumn('member_id').references(() => members.id),
		communeId: idColumn('commune_id')
			.notNull()
			.references(() => units.id),
		signedOn: dayColumn('signed_on').notNull(),
		principal: dongColumn().notNull(),
		/** The terms in their wire form, frozen. */
		terms: jsonColumn<Record<string, unknown>>().notNull(),
		/** The day from which the product's rules held that the terms were drawn from. */
		rulesFrom: dayColumn('rules_from').notNull(),
		purpose: text(),
		/**
		 * How principal becomes late by itself: 1 to 31 the day of the month on which the bank comes, 32 the next working day,
		 * 33 the due day itself; null where a transfer to overdue is recorded. Drawn from the terms, for set-based reports.
		 */
		lateRule: smallint('late_rule').generatedAlwaysAs(
			sql`case when terms -> 'overdue' ->> 'transfer' = 'automatic' then case terms ->> 'dueDays' when 'next-working-day' then 32 when 'transaction-day' then coalesce((terms ->> 'transactionDay')::smallint, 33) else 33 end end`,
		),
	},
	(table) => [
		uniqueIndex('loans_code').on(table.code),
		// What a report asks of every loan, without touching the table.
		index('loans_told').on(table.id, table.lenderId, table.productId, table.groupId, table.memberId, table.communeId, table.lateRule),
		index('loans_lender').on(table.lenderId),
		index('loans_group').on(table.groupId),
		index('loans_member').on(table.memberId),
	],
)
