import { sql } from 'drizzle-orm'
import { check, index, pgTable, text } from 'drizzle-orm/pg-core'
import { dayColumn, idColumn, identityColumn, instantColumn, jsonColumn, unionColumn } from '../platform/columns.js'
import { lenders } from '../products/tables.js'
import { units } from '../units/tables.js'
import type { Certainty } from '../products/template.js'
import type { FormCode } from './catalogue-forms.js'
import type { EnteredLayout } from './layout.js'

/** How a form looks from a day on, for one lender or for all, instead of what the program brings; a later line of the same day takes the place of an earlier one. */
export const formLayouts = pgTable(
	'form_layouts',
	{
		id: identityColumn(),
		form: unionColumn<FormCode>('form').notNull(),
		/** Null: of every lender that has no line of its own. */
		lenderId: idColumn('lender_id').references(() => lenders.id),
		fromOn: dayColumn('from_on').notNull(),
		layout: jsonColumn<EnteredLayout>().notNull(),
		source: text().notNull(),
		certainty: unionColumn<Certainty>('certainty').notNull(),
		recordedAt: instantColumn('recorded_at').notNull().default(sql`clock_timestamp()`),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [index('form_layouts_form').on(table.form, table.fromOn)],
)

/** Into which account a lender is paid from a day on, in a unit or everywhere; a later line of the same day takes the place of an earlier one. */
export const paymentAccounts = pgTable(
	'payment_accounts',
	{
		id: identityColumn(),
		lenderId: idColumn('lender_id')
			.notNull()
			.references(() => lenders.id),
		/** Null: in every unit that has no line of its own, nor one of a unit above it. */
		unitId: idColumn('unit_id').references(() => units.id),
		fromOn: dayColumn('from_on').notNull(),
		/** The last day, where it is known; null while it goes on. */
		toOn: dayColumn('to_on'),
		bankBin: text('bank_bin').notNull(),
		bankName: text('bank_name').notNull(),
		accountNo: text('account_no').notNull(),
		accountName: text('account_name').notNull(),
		recordedAt: instantColumn('recorded_at').notNull().default(sql`clock_timestamp()`),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [
		index('payment_accounts_lender').on(table.lenderId, table.fromOn),
		check('payment_accounts_bin', sql`${table.bankBin} ~ '^[0-9]{6}$'`),
		check('payment_accounts_number', sql`${table.accountNo} ~ '^[0-9A-Z]{1,19}$'`),
		check('payment_accounts_period', sql`${table.toOn} is null or ${table.toOn} >= ${table.fromOn}`),
	],
)
