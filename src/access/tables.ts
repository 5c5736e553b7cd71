import { bigint, boolean, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { idColumn, identityColumn, instantColumn, unionColumn } from '../platform/columns.js'
import type { Role } from './asker.js'

/** What this installation is: made once, at the first start. The demonstration's known passwords open nothing else. */
export const installation = pgTable('installation', {
	id: integer().primaryKey(),
	demonstration: boolean().notNull(),
	createdAt: instantColumn('created_at').notNull(),
})

/** People who sign in. User 1 is the program itself and never signs in; people are counted from 101. */
export const users = pgTable(
	'users',
	{
		id: bigint({ mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity({ startWith: 101 }),
		username: text().notNull(),
		name: text().notNull(),
		passwordHash: text('password_hash').notNull(),
		role: unionColumn<Role>().notNull(),
		/** An officer's unit: she sees its communes and everything below. */
		unitId: idColumn('unit_id'),
		/** A bank clerk's lender: she sees its loans. */
		lenderId: idColumn('lender_id'),
		demonstration: boolean().notNull(),
		mustChangePassword: boolean('must_change_password').notNull(),
		disabledAt: instantColumn('disabled_at'),
		createdAt: instantColumn('created_at').notNull(),
	},
	(table) => [uniqueIndex('users_username').on(table.username)],
)

/** The groups that a leader sees. */
export const userGroups = pgTable(
	'user_groups',
	{ userId: idColumn('user_id').notNull(), groupId: idColumn('group_id').notNull() },
	(table) => [primaryKey({ columns: [table.userId, table.groupId] })],
)

/** Sessions and API tokens. The secret itself is known to its holder alone; we keep its SHA-256. */
export const credentials = pgTable(
	'credentials',
	{
		id: identityColumn(),
		userId: idColumn('user_id').notNull(),
		kind: unionColumn<'session' | 'token'>().notNull(),
		secretHash: text('secret_hash').notNull(),
		/** What the holder calls a token; null for a session. */
		name: text(),
		createdAt: instantColumn('created_at').notNull(),
		lastUsedAt: instantColumn('last_used_at').notNull(),
		expiresAt: instantColumn('expires_at'),
		revokedAt: instantColumn('revoked_at'),
		address: text().notNull(),
		agent: text().notNull(),
	},
	(table) => [uniqueIndex('credentials_secret').on(table.secretHash), index('credentials_user').on(table.userId)],
)

/** Every try to sign in, for the throttle. */
export const loginAttempts = pgTable(
	'login_attempts',
	{
		id: identityColumn(),
		username: text().notNull(),
		address: text().notNull(),
		at: instantColumn().notNull(),
		ok: boolean().notNull(),
	},
	(table) => [index('login_attempts_username').on(table.username, table.at), index('login_attempts_address').on(table.address, table.at)],
)
