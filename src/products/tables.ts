import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, boolean, check, date, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Rate } from '../kernel/rate.js'
import { idColumn, instantColumn } from '../platform/columns.js'
import type { CapName } from './caps.js'
import type { BorrowerKind, Certainty, LenderKind, LimitsTemplate, TermsTemplate } from './template.js'

/** Whose money is lent: a bank, a fund, the Union's chapters. */
export const lenders = pgTable(
	'lenders',
	{
		id: bigint({ mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity(),
		code: text().notNull(),
		name: text().notNull(),
		nameEn: text('name_en').notNull(),
		kind: text().$type<LenderKind>().notNull(),
		/** The ledger book that its loans are told in: 'own', 'interest-free', or a memorandum book per bank. */
		book: text().notNull(),
		/** Money of a bank that the Union is entrusted with: no principal passes through the Union. */
		entrusted: boolean().notNull(),
		createdAt: instantColumn('created_at').notNull(),
	},
	(table) => [
		uniqueIndex('lenders_code').on(table.code),
		check('lenders_kind', sql`${table.kind} in ('policy-bank', 'commercial-bank', 'fund', 'union')`),
		check('lenders_book', sql`${table.entrusted} = (${table.book} like 'memo-%')`),
	],
)

/** A programme or product that a lender offers. */
export const products = pgTable(
	'products',
	{
		id: bigint({ mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity(),
		code: text().notNull(),
		lenderId: idColumn('lender_id')
			.notNull()
			.references((): AnyPgColumn => lenders.id),
		name: text().notNull(),
		nameEn: text('name_en').notNull(),
		borrower: text().$type<BorrowerKind>().notNull(),
		source: text().notNull(),
		createdAt: instantColumn('created_at').notNull(),
	},
	(table) => [
		uniqueIndex('products_code').on(table.code),
		check('products_borrower', sql`${table.borrower} in ('member', 'group', 'either')`),
	],
)

/** The rules for loans signed from a day on, until the next line: a changed rule never re-tells an old contract. */
export const productRules = pgTable(
	'product_rules',
	{
		productId: idColumn('product_id')
			.notNull()
			.references((): AnyPgColumn => products.id),
		fromOn: date('from_on', { mode: 'string' }).$type<CalendarDate>().notNull(),
		terms: jsonb().$type<TermsTemplate>().notNull(),
		limits: jsonb().$type<LimitsTemplate>().notNull(),
		source: text().notNull(),
		certainty: text().$type<Certainty>().notNull(),
	},
	(table) => [primaryKey({ columns: [table.productId, table.fromOn] })],
)

/** The rate from a day on, until the next line; some reach the loans that are already out. */
export const productRates = pgTable(
	'product_rates',
	{
		productId: idColumn('product_id')
			.notNull()
			.references((): AnyPgColumn => products.id),
		fromOn: date('from_on', { mode: 'string' }).$type<CalendarDate>().notNull(),
		yearly: text().$type<Rate>().notNull(),
		reachesLoansOut: boolean('reaches_loans_out').notNull(),
		source: text().notNull(),
		certainty: text().$type<Certainty>().notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.productId, table.fromOn] }),
		check('product_rates_yearly', sql`${table.yearly} ~ '^[0-9](\\.[0-9]{1,20})?$'`),
	],
)

/** What holds the loans of a kind of lender down from a day on, until the next line: by law, or as was decided. */
export const caps = pgTable(
	'caps',
	{
		name: text().$type<CapName>().notNull(),
		lenderKind: text('lender_kind').$type<LenderKind>().notNull(),
		fromOn: date('from_on', { mode: 'string' }).$type<CalendarDate>().notNull(),
		value: text().notNull(),
		source: text().notNull(),
		certainty: text().$type<Certainty>().notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.name, table.lenderKind, table.fromOn] }),
		check('caps_lender_kind', sql`${table.lenderKind} in ('policy-bank', 'commercial-bank', 'fund', 'union')`),
		check('caps_value', sql`${table.value} ~ '^[0-9]{1,15}(\\.[0-9]{1,6})?$'`),
	],
)
