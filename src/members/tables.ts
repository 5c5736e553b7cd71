import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, boolean, check, date, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { CalendarDate } from '../kernel/calendar-date.js'
import type { Sex } from '../kernel/personal-id.js'
import { idColumn, instantColumn } from '../platform/columns.js'
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
