import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, check, date, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { idColumn, instantColumn } from '../platform/columns.js'
import type { DayKind } from './days-off.js'

export type UnitLevel = 'province' | 'district' | 'commune' | 'hamlet' | 'other'
export type ExternalOwner = 'unit' | 'group' | 'member' | 'loan' | 'savings-account'

/** A place or a union without territory. What it is called, and where it belongs, are versions: see below. */
export const units = pgTable(
	'units',
	{
		id: bigint({ mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity(),
		level: text().$type<UnitLevel>().notNull(),
	},
	(table) => [check('units_level', sql`${table.level} in ('province', 'district', 'commune', 'hamlet', 'other')`)],
)

/**
 * What a unit was called from one day to another, both included. A code is unique only within its period: 01273 was
 * phường Hợp Giang and is phường Thục Phán from 01/07/2025. Hamlets and unions without territory have no code.
 */
export const unitVersions = pgTable(
	'unit_versions',
	{
		unitId: idColumn('unit_id')
			.notNull()
			.references((): AnyPgColumn => units.id),
		code: text(),
		name: text().notNull(),
		nameKey: text('name_key').notNull(),
		label: text().notNull(),
		parentId: idColumn('parent_id').references((): AnyPgColumn => units.id),
		validFrom: date('valid_from', { mode: 'string' }).$type<CalendarDate>().notNull(),
		validTo: date('valid_to', { mode: 'string' }).$type<CalendarDate>(),
		basis: text().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.unitId, table.validFrom] }),
		uniqueIndex('unit_versions_code').on(table.code, table.validFrom),
		uniqueIndex('unit_versions_code_open').on(table.code).where(sql`${table.validTo} is null`),
		uniqueIndex('unit_versions_open').on(table.unitId).where(sql`${table.validTo} is null`),
		index('unit_versions_parent').on(table.parentId),
		check('unit_versions_period', sql`${table.validTo} is null or ${table.validTo} >= ${table.validFrom}`),
	],
)

/** Which unit went into which, from a day on. A unit that was split has several lines. */
export const unitSuccessions = pgTable(
	'unit_successions',
	{
		oldId: idColumn('old_id')
			.notNull()
			.references((): AnyPgColumn => units.id),
		newId: idColumn('new_id')
			.notNull()
			.references((): AnyPgColumn => units.id),
		onDate: date('on_date', { mode: 'string' }).$type<CalendarDate>().notNull(),
		basis: text().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.oldId, table.newId] }),
		index('unit_successions_new').on(table.newId),
		check('unit_successions_differ', sql`${table.oldId} <> ${table.newId}`),
	],
)

/** When we learnt of a line of the calendar: the latest known line about a day counts, so that what was told before it can be told again. */
const learntAt = () => instantColumn('recorded_at').notNull().default(sql`clock_timestamp()`)

/** The days that the yearly notices name: weekdays off and weekend days worked. A day taken off the list again is ordinary. */
export const noticedDays = pgTable(
	'days_off',
	{
		onDate: date('on_date', { mode: 'string' }).$type<CalendarDate>().notNull(),
		kind: text().$type<DayKind>().notNull(),
		basis: text().notNull(),
		recordedAt: learntAt(),
	},
	(table) => [
		primaryKey({ columns: [table.onDate, table.recordedAt] }),
		check('days_off_kind', sql`${table.kind} in ('off', 'worked', 'ordinary')`),
	],
)

/** The fixed day of the month on which the bank comes to a commune, from a day on. */
export const transactionDays = pgTable(
	'transaction_days',
	{
		unitId: idColumn('unit_id')
			.notNull()
			.references((): AnyPgColumn => units.id),
		fromOn: date('from_on', { mode: 'string' }).$type<CalendarDate>().notNull(),
		dayOfMonth: integer('day_of_month').notNull(),
		recordedAt: learntAt(),
	},
	(table) => [
		primaryKey({ columns: [table.unitId, table.fromOn, table.recordedAt] }),
		check('transaction_days_day', sql`${table.dayOfMonth} between 1 and 31`),
	],
)

/** A month in which the bank announced another day (Tết). */
export const transactionDayOverrides = pgTable(
	'transaction_day_overrides',
	{
		unitId: idColumn('unit_id')
			.notNull()
			.references((): AnyPgColumn => units.id),
		month: text().notNull(),
		onDate: date('on_date', { mode: 'string' }).$type<CalendarDate>().notNull(),
		recordedAt: learntAt(),
	},
	(table) => [
		primaryKey({ columns: [table.unitId, table.month, table.recordedAt] }),
		check('transaction_day_overrides_month', sql`${table.month} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
	],
)

/** The codes that others give to our units, groups, members and loans: a bank's commune code is not the State's. */
export const externalCodes = pgTable(
	'external_codes',
	{
		ownerKind: text('owner_kind').$type<ExternalOwner>().notNull(),
		ownerId: idColumn('owner_id').notNull(),
		/** The code of the lender that issued it. */
		issuer: text().notNull(),
		code: text().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.ownerKind, table.ownerId, table.issuer] }),
		uniqueIndex('external_codes_code').on(table.ownerKind, table.issuer, table.code),
		check('external_codes_owner', sql`${table.ownerKind} in ('unit', 'group', 'member', 'loan', 'savings-account')`),
	],
)
