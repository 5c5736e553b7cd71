import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, boolean, check, date, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Sex } from '../kernel/personal-id.js'
import { dayColumn, idColumn, identityColumn, instantColumn } from '../platform/columns.js'
import { units } from '../units/tables.js'

export type PovertyStatus = 'poor' | 'near-poor' | 'escaped' | 'none'

/** A person: a member of the Union or of one of its groups (a group may hold women who are not in the Union). */
export const members = pgTable(
	'members',
	{
		id: bigint({ mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity(),
		code: text().notNull(),
		name: text().notNull(),
		/** The name folded: lower case, without diacritics; what is searched. */
		nameKey: text('name_key').notNull(),
		initials: text().notNull(),
		sex: text().$type<Sex>(),
		bornOn: date('born_on', { mode: 'string' }).$type<CalendarDate>(),
		birthYear: integer('birth_year'),
		/** CCCD, 12 digits. */
		citizenId: text('citizen_id'),
		/** CMND, 9 digits, of old papers. */
		oldId: text('old_id'),
		phoneTyped: text('phone_typed'),
		phoneE164: text('phone_e164'),
		hamlet: text(),
		address: text(),
		communeId: idColumn('commune_id')
			.notNull()
			.references((): AnyPgColumn => units.id),
		ethnicity: text(),
		unionMember: boolean('union_member').notNull(),
		joinedOn: date('joined_on', { mode: 'string' }).$type<CalendarDate>(),
		createdAt: instantColumn('created_at').notNull(),
	},
	(table) => [
		uniqueIndex('members_code').on(table.code),
		index('members_commune').on(table.communeId),
		// One woman twice is warned about, never refused: two old books may hold the same wrong number.
		index('members_citizen_id').on(table.citizenId),
		index('members_name').on(table.nameKey, table.id),
		check('members_sex', sql`${table.sex} in ('female', 'male')`),
		check('members_citizen_id_shape', sql`${table.citizenId} ~ '^[0-9]{12}$'`),
		check('members_old_id_shape', sql`${table.oldId} ~ '^[0-9]{9}$'`),
	],
)

/** Whether a member's household was poor, year by year: the yearly review (rà soát hộ nghèo) decides. */
export const memberPoverty = pgTable(
	'member_poverty',
	{
		memberId: idColumn('member_id')
			.notNull()
			.references((): AnyPgColumn => members.id),
		year: integer().notNull(),
		status: text().$type<PovertyStatus>().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.memberId, table.year] }),
		check('member_poverty_status', sql`${table.status} in ('poor', 'near-poor', 'escaped', 'none')`),
	],
)

export type TieKind = 'spouse'

/**
 * Who is tied to whom, as it was told: never changed, never deleted. A tie begins by one fact and ends by a later one that
 * names it, so that a household can be asked for as it was known at any moment. It holds both ways.
 */
export const memberTies = pgTable(
	'member_ties',
	{
		id: identityColumn(),
		memberId: idColumn('member_id')
			.notNull()
			.references((): AnyPgColumn => members.id),
		otherId: idColumn('other_id')
			.notNull()
			.references((): AnyPgColumn => members.id),
		kind: text().$type<TieKind>().notNull(),
		/** The first day, where the fact begins a tie. */
		fromOn: dayColumn('from_on'),
		/** The beginning that the fact ends, and the last day. */
		ends: idColumn('ends').references((): AnyPgColumn => memberTies.id),
		toOn: dayColumn('to_on'),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [
		index('member_ties_member').on(table.memberId),
		index('member_ties_other').on(table.otherId),
		uniqueIndex('member_ties_ends').on(table.ends),
		check('member_ties_kind', sql`${table.kind} in ('spouse')`),
		check('member_ties_two', sql`${table.memberId} <> ${table.otherId}`),
		check(
			'member_ties_begins_or_ends',
			sql`(${table.ends} is null and ${table.fromOn} is not null and ${table.toOn} is null) or (${table.ends} is not null and ${table.fromOn} is null and ${table.toOn} is not null)`,
		),
	],
)
