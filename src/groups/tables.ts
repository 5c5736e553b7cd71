import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, boolean, check, date, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { members } from '../members/tables.js'
import { idColumn, instantColumn } from '../platform/columns.js'
import { lenders } from '../products/tables.js'
import { units } from '../units/tables.js'
import type { GroupKind, GroupRole, Kinship } from './committee.js'

/** Members who borrow and save together: tổ TK&VV, nhóm tín dụng - tiết kiệm, tổ vay vốn. */
export const groups = pgTable(
	'groups',
	{
		id: bigint({ mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity(),
		code: text().notNull(),
		name: text().notNull(),
		nameKey: text('name_key').notNull(),
		kind: text().$type<GroupKind>().notNull(),
		/** The lender that the group works for, where it works for one. */
		lenderId: idColumn('lender_id').references((): AnyPgColumn => lenders.id),
		communeId: idColumn('commune_id')
			.notNull()
			.references((): AnyPgColumn => units.id),
		hamlet: text(),
		establishedOn: date('established_on', { mode: 'string' }).$type<CalendarDate>().notNull(),
		closedOn: date('closed_on', { mode: 'string' }).$type<CalendarDate>(),
		createdAt: instantColumn('created_at').notNull(),
	},
	(table) => [
		uniqueIndex('groups_code').on(table.code),
		index('groups_lender').on(table.lenderId),
		index('groups_commune').on(table.communeId),
		check('groups_kind', sql`${table.kind} in ('savings-and-loan', 'credit', 'borrowing')`),
		check('groups_period', sql`${table.closedOn} is null or ${table.closedOn} >= ${table.establishedOn}`),
	],
)

/** Who was what in which group from one day to another, both included. */
export const memberships = pgTable(
	'memberships',
	{
		id: bigint({ mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity(),
		groupId: idColumn('group_id')
			.notNull()
			.references((): AnyPgColumn => groups.id),
		memberId: idColumn('member_id')
			.notNull()
			.references((): AnyPgColumn => members.id),
		role: text().$type<GroupRole>().notNull(),
		fromOn: date('from_on', { mode: 'string' }).$type<CalendarDate>().notNull(),
		toOn: date('to_on', { mode: 'string' }).$type<CalendarDate>(),
		/** What a leader or deputy declared about the other of the two; the inspection asks (HD 727/HD-NHCS). */
		kinship: text().$type<Kinship>(),
		inStandingCommittee: boolean('in_standing_committee').notNull(),
	},
	(table) => [
		index('memberships_group').on(table.groupId, table.memberId),
		index('memberships_member').on(table.memberId),
		uniqueIndex('memberships_open').on(table.groupId, table.memberId).where(sql`${table.toOn} is null`),
		uniqueIndex('memberships_leader_open').on(table.groupId).where(sql`${table.toOn} is null and ${table.role} = 'leader'`),
		check('memberships_role', sql`${table.role} in ('leader', 'deputy', 'member')`),
		check('memberships_kinship', sql`${table.kinship} in ('none', 'spouse', 'parent', 'child', 'sibling')`),
		check('memberships_period', sql`${table.toOn} is null or ${table.toOn} >= ${table.fromOn}`),
	],
)
