import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { contracts } from '../contracts/tables.js'
import { groups } from '../groups/tables.js'
import type { Rate } from '../kernel/rate.js'
import { members } from '../members/tables.js'
import { dayColumn, idColumn, identityColumn, instantColumn, jsonColumn, unionColumn } from '../platform/columns.js'
import { lenders } from '../products/tables.js'
import type { Certainty } from '../products/template.js'
import { units } from '../units/tables.js'
import type { SavingsTemplate } from './terms.js'

/** A savings product: of a bank or a fund, or of groups that hold their members' money themselves. */
export const savingsProducts = pgTable(
	'savings_products',
	{
		id: identityColumn(),
		code: text().notNull(),
		/** Who owes the money to the members; null where the group itself does, in the book of groups. */
		lenderId: idColumn('lender_id').references((): AnyPgColumn => lenders.id),
		name: text().notNull(),
		nameEn: text('name_en').notNull(),
		source: text().notNull(),
		createdAt: instantColumn('created_at').notNull(),
	},
	(table) => [uniqueIndex('savings_products_code').on(table.code)],
)

/** The rules for accounts opened from a day on, until the next line: a changed rule never re-tells an old account. */
export const savingsProductRules = pgTable(
	'savings_product_rules',
	{
		productId: idColumn('product_id')
			.notNull()
			.references((): AnyPgColumn => savingsProducts.id),
		fromOn: dayColumn('from_on').notNull(),
		terms: jsonColumn<SavingsTemplate>().notNull(),
		source: text().notNull(),
		certainty: unionColumn<Certainty>().notNull(),
	},
	(table) => [primaryKey({ columns: [table.productId, table.fromOn] })],
)

/** The rate from a day on, until the next line; some reach the accounts that are already open. */
export const savingsProductRates = pgTable(
	'savings_product_rates',
	{
		productId: idColumn('product_id')
			.notNull()
			.references((): AnyPgColumn => savingsProducts.id),
		fromOn: dayColumn('from_on').notNull(),
		yearly: text().$type<Rate>().notNull(),
		reachesOpenAccounts: boolean('reaches_open_accounts').notNull(),
		source: text().notNull(),
		certainty: unionColumn<Certainty>().notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.productId, table.fromOn] }),
		check('savings_product_rates_yearly', sql`${table.yearly} ~ '^[0-9](\\.[0-9]{1,20})?$'`),
	],
)

/** A savings account: what was agreed at its opening. What happened since are the events of its contract. */
export const savingsAccounts = pgTable(
	'savings_accounts',
	{
		/** The contract. */
		id: bigint({ mode: 'bigint' })
			.primaryKey()
			.references(() => contracts.id),
		code: text().notNull(),
		lenderId: idColumn('lender_id').references((): AnyPgColumn => lenders.id),
		productId: idColumn('product_id')
			.notNull()
			.references((): AnyPgColumn => savingsProducts.id),
		/** Where the account is now; savings_places tells where it has been. */
		groupId: idColumn('group_id').references(() => groups.id),
		communeId: idColumn('commune_id')
			.notNull()
			.references(() => units.id),
		memberId: idColumn('member_id')
			.notNull()
			.references(() => members.id),
		openedOn: dayColumn('opened_on').notNull(),
		/** The terms in their wire form, frozen. */
		terms: jsonColumn<Record<string, unknown>>().notNull(),
		/** The day from which the product's rules held that the terms were drawn from. */
		rulesFrom: dayColumn('rules_from').notNull(),
	},
	(table) => [
		uniqueIndex('savings_accounts_code').on(table.code),
		index('savings_accounts_product').on(table.productId),
		index('savings_accounts_group').on(table.groupId),
		index('savings_accounts_member').on(table.memberId),
	],
)

/** Where an account has been: a line for its opening and for each transfer. A cache of its events. */
export const savingsPlaces = pgTable(
	'savings_places',
	{
		accountId: idColumn('account_id')
			.notNull()
			.references((): AnyPgColumn => savingsAccounts.id),
		eventSeq: integer('event_seq').notNull(),
		on: dayColumn().notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		groupId: idColumn('group_id').references(() => groups.id),
		communeId: idColumn('commune_id')
			.notNull()
			.references(() => units.id),
	},
	(table) => [
		primaryKey({ columns: [table.accountId, table.eventSeq] }),
		index('savings_places_group').on(table.groupId),
		index('savings_places_commune').on(table.communeId),
	],
)
