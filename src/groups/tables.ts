import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, boolean, check, date, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { CalendarDate } from '../kernel/calendar-date.js'
import { members } from '../members/tables.js'
import { dayColumn, idColumn, identityColumn, instantColumn, unionColumn } from '../platform/columns.js'
import { lenders } from '../products/tables.js'
import type { Certainty } from '../products/template.js'
import { units } from '../units/tables.js'
import type { GroupChangeKind } from './change.js'
import type { GroupKind, GroupRole, Kinship } from './committee.js'
import type { GroupRuleName, RuleLenderKind } from './rules.js'

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
		/** Where it is now; group_places tells where it has been. */
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

/** Where a group is from a day on, until its next line: the first from its establishment, then one for each move. */
export const groupPlaces = pgTable(
	'group_places',
	{
		groupId: idColumn('group_id')
			.notNull()
			.references((): AnyPgColumn => groups.id),
		fromOn: dayColumn('from_on').notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		communeId: idColumn('commune_id')
			.notNull()
			.references((): AnyPgColumn => units.id),
		hamlet: text(),
	},
	(table) => [primaryKey({ columns: [table.groupId, table.fromOn, table.recordedAt] })],
)

/** What was decided about a group and its members: who came and who left, what it was split into, merged into, where it moved. */
export const groupChanges = pgTable(
	'group_changes',
	{
		id: identityColumn(),
		kind: unionColumn<GroupChangeKind>('kind').notNull(),
		groupId: idColumn('group_id')
			.notNull()
			.references((): AnyPgColumn => groups.id),
		/** One of the groups that it was split into, or the one that it was merged into. */
		newGroupId: idColumn('new_group_id').references((): AnyPgColumn => groups.id),
		/** Who came or left. */
		memberId: idColumn('member_id').references((): AnyPgColumn => members.id),
		on: dayColumn().notNull(),
		decisionNo: text('decision_no'),
		minutesNo: text('minutes_no'),
		reason: text(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [
		index('group_changes_group').on(table.groupId),
		index('group_changes_new_group').on(table.newGroupId),
		check('group_changes_kind', sql`${table.kind} in ('admitted', 'departed', 'split', 'merged', 'moved')`),
		check('group_changes_new_group', sql`(${table.newGroupId} is not null) = (${table.kind} in ('split', 'merged'))`),
		check('group_changes_member', sql`(${table.memberId} is not null) = (${table.kind} in ('admitted', 'departed'))`),
	],
)

/** What the Union itself settled about groups of a kind, from a day on, beside what the program knows. */
export const groupRules = pgTable(
	'group_rules',
	{
		name: unionColumn<GroupRuleName>('name').notNull(),
		groupKind: unionColumn<GroupKind>('group_kind').notNull(),
		lenderKind: unionColumn<RuleLenderKind>('lender_kind').notNull(),
		fromOn: dayColumn('from_on').notNull(),
		value: text().notNull(),
		source: text().notNull(),
		certainty: unionColumn<Certainty>('certainty').notNull(),
		recordedAt: instantColumn('recorded_at').notNull(),
		recordedBy: idColumn('recorded_by').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.name, table.groupKind, table.lenderKind, table.fromOn] }),
		check('group_rules_group_kind', sql`${table.groupKind} in ('savings-and-loan', 'credit', 'borrowing')`),
	],
)
