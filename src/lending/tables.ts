import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { contracts } from '../contracts/tables.js'
import { groups } from '../groups/tables.js'
import { members } from '../members/tables.js'
import { dayColumn, dongColumn, idColumn, instantColumn, jsonColumn } from '../platform/columns.js'
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
		/** Where the loan is now; loan_places tells where one that was transferred has been. */
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
		 * How principal becomes late by itself: up to 31 when the bank comes (on this day of the month while none is entered for
		 * the commune; 0: on any), 32 the next working day, 33 the due day itself; null where a transfer to overdue is recorded.
		 * Drawn from the terms, for set-based reports.
		 */
		lateRule: smallint('late_rule').generatedAlwaysAs(
			sql`case when terms -> 'overdue' ->> 'transfer' = 'automatic' then case terms ->> 'dueDays' when 'next-working-day' then 32 when 'transaction-day' then coalesce((terms ->> 'transactionDay')::smallint, 0) else 33 end end`,
		),
	},
	(table) => [
		uniqueIndex('loans_code').on(table.code),
		// What a report asks of every loan, without touching the table.
		index('loans_told').on(table.id, table.lenderId, table.productId, table.groupId, table.memberId, table.communeId, table.lateRule),
		index('loans_lender').on(table.lenderId),
		index('loans_group').on(table.groupId),
		index('loans_member').on(table.memberId),
		// Own money that is late by when the bank comes: hardly any, and asked for by every report.
		index('loans_transaction_day').on(table.communeId, table.lateRule).where(sql`late_rule <= 31`),
	],
)

/**
 * Where a loan that was ever transferred has been, one line for its signing and one for each transfer: what the events
 * say, for reports that join it. The place on a day is that of the latest line whose event was not reversed.
 */
export const loanPlaces = pgTable(
	'loan_places',
	{
		loanId: idColumn('loan_id')
			.notNull()
			.references(() => loans.id),
		eventSeq: integer('event_seq').notNull(),
		on: dayColumn().notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		groupId: idColumn('group_id').references(() => groups.id),
		communeId: idColumn('commune_id')
			.notNull()
			.references(() => units.id),
	},
	(table) => [primaryKey({ columns: [table.loanId, table.eventSeq] }), index('loan_places_group').on(table.groupId)],
)
